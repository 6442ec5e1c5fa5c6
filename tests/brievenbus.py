"""A mail server of our own: it takes mail over SMTP and keeps it, refuses whom it is told to, and can be away."""

from __future__ import annotations

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any


class _Gesprek(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        bus: Brievenbus = self.server.bus  # type: ignore[attr-defined]
        self._zeg("220 brievenbus")
        aan: list[str] = []
        while regel := self.rfile.readline():
            woord = regel.decode("ascii", "replace").strip()
            opdracht = woord[:4].upper()
            if opdracht == "DATA":
                self._zeg("354 ga door")
                rijen = []
                while (rij := self.rfile.readline()) not in (b".\r\n", b""):
                    rijen.append(rij.removeprefix(b".") if rij.startswith(b"..") else rij)
                bus.brieven.append((tuple(aan), email.message_from_bytes(b"".join(rijen), policy=email.policy.default)))
                self._zeg("250 bewaard")
            elif opdracht == "RCPT":
                adres = woord.partition("<")[2].partition(">")[0]
                if adres in bus.weigert:
                    self._zeg("550 die is hier niet")
                    continue
                aan.append(adres)
                self._zeg("250 goed")
            elif opdracht in ("MAIL", "RSET"):
                aan = []
                self._zeg("250 goed")
            elif opdracht == "QUIT":
                self._zeg("221 dag")
                return
            else:
                self._zeg("250 brievenbus")

    def _zeg(self, regel: str) -> None:
        self.wfile.write(regel.encode() + b"\r\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


class Brievenbus:
    """`brieven`: what came in, with its receivers. `weigert`: addresses it does not take."""

    def __init__(self) -> None:
        self.brieven: list[tuple[tuple[str, ...], EmailMessage]] = []
        self.weigert: set[str] = set()
        self._server: _Server | None = None
        self._poort = 0

    @property
    def poort(self) -> int:
        return self._poort

    def open(self) -> None:
        self._server = _Server(("127.0.0.1", self._poort), _Gesprek)
        self._server.bus = self  # type: ignore[attr-defined]
        self._poort = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def dicht(self) -> None:
        """Be away; what came in stays, and `open` returns at the same port."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def aan(self, adres: str) -> list[EmailMessage]:
        return [brief for wie, brief in self.brieven if adres in wie]


@contextmanager
def brievenbus(settings: Any) -> Iterator[Brievenbus]:
    """An open one, to which Django's real SMTP backend sends."""
    bus = Brievenbus()
    bus.open()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", bus.poort
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    try:
        yield bus
    finally:
        bus.dicht()

"""What the proofs share: a real portal in processes of its own, and somebody who works in it over HTTP."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from lxml import html as lx

ROOT = Path(__file__).resolve().parents[2]
CSRF = "k" * 32
Veld = dict[str, list[str]]
"""The fields of a form as a browser posts them."""


def groot(naam: str, gewoon: int) -> int:
    """The size of a proof: from the environment, or what the suite runs by default."""
    return int(os.environ.get(f"NPVR_PROEF_{naam}", gewoon))


def vrije_poort() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


class Portaal:
    """gunicorn as deployed: a master with workers and threads, on a port of its own, and in a process group of its own.

    `wsgi` names another application, for a negative control. Output goes to a file, shown when something is wrong.
    """

    def __init__(
        self, database: str, *, workers: int = 2, wsgi: str = "npvr.wsgi", poort: int | None = None, **omgeving: str
    ) -> None:
        self.poort = poort or vrije_poort()
        self.uitvoer = Path(tempfile.mkstemp(prefix="npvr-proef-", suffix=".log")[1])
        opties = ["--worker-class", "gthread", "--threads", "4", "--workers", str(workers), "--timeout", "60"]
        opties += ["--preload", "--log-level", "warning", "--no-control-socket", "--graceful-timeout", "5"]
        self.opdracht = [sys.executable, "-m", "gunicorn", wsgi, "--bind", f"127.0.0.1:{self.poort}", *opties]
        self.omgeving = (
            os.environ | {"DATABASE_URL": database, "NPVR_TEST": "1", "PYTHONWARNINGS": "default"} | omgeving
        )
        self.proces: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.uitvoer.open("ab") as bestand:
            self.proces = subprocess.Popen(
                self.opdracht, env=self.omgeving, cwd=ROOT, stdout=bestand, stderr=bestand, start_new_session=True
            )
        tot = time.monotonic() + 60
        while True:
            assert self.proces.poll() is None, self.uitvoer.read_text()
            assert time.monotonic() < tot, self.uitvoer.read_text()
            with contextlib.suppress(OSError, http.client.HTTPException):
                lijn = http.client.HTTPConnection("127.0.0.1", self.poort, timeout=10)
                with contextlib.closing(lijn):
                    lijn.request("GET", "/gezond/")
                    lijn.getresponse()
                    return
            time.sleep(0.02)

    def werkers(self) -> list[int]:
        """Process ids of the workers, from /proc."""
        assert self.proces is not None
        kinderen = Path(f"/proc/{self.proces.pid}/task/{self.proces.pid}/children")
        return [int(pid) for pid in kinderen.read_text().split()]

    def dood(self) -> None:
        """kill -9 of master and workers, at once: the whole group that was started here."""
        assert self.proces is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.proces.pid, signal.SIGKILL)
        self.proces.wait(30)

    def __enter__(self) -> Portaal:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.dood()
        self.uitvoer.unlink()


@dataclass
class Antwoord:
    status: int
    tekst: str

    @property
    def goed(self) -> bool:
        return self.status in (200, 204, 302, 303)


@dataclass
class Klant:
    """Somebody with a session. A line per request, so that requests are spread over the workers."""

    poort: int
    sessie: str
    user: int = 0
    fouten: list[str] = field(default_factory=list)

    def vraag(self, methode: str, adres: str, data: Mapping[str, Any] | None = None, htmx: bool = True) -> Antwoord:
        """Raises OSError or HTTPException when no whole answer came."""
        koppen = {"Connection": "close", "Cookie": f"sessionid={self.sessie}; csrftoken={CSRF}", "X-CSRFToken": CSRF}
        if htmx:
            koppen["HX-Request"] = "true"
        inhoud = None
        if data is not None:
            inhoud = urlencode(list(data.items()), doseq=True)
            koppen["Content-Type"] = "application/x-www-form-urlencoded"
        lijn = http.client.HTTPConnection("127.0.0.1", self.poort, timeout=60)
        with contextlib.closing(lijn):
            lijn.request(methode, adres, inhoud, koppen)
            antwoord = lijn.getresponse()
            tekst = antwoord.read().decode()
        if antwoord.status >= 500:
            self.fouten.append(f"{methode} {adres}: {antwoord.status}")
        return Antwoord(antwoord.status, tekst)

    def get(self, adres: str, htmx: bool = True) -> Antwoord:
        return self.vraag("GET", adres, htmx=htmx)

    def post(self, adres: str, data: Mapping[str, Any], htmx: bool = True) -> Antwoord:
        return self.vraag("POST", adres, data, htmx=htmx)


def velden(html: str) -> dict[str, list[str]]:
    """The fields of the editor in a page or fragment, as a browser without scripts would post them."""
    wortel = lx.fromstring(html)
    form = next(f for f in wortel.iter("form") if "bewerken" in (f.get("action") or ""))
    uit: dict[str, list[str]] = {}
    for naam, waarde in form.form_values():
        uit.setdefault(naam, []).append(waarde)
    for leeg in form.xpath(".//template//*[@name]"):
        uit.pop(leeg.get("name"), None)
    uit.pop("csrfmiddlewaretoken", None)
    return uit

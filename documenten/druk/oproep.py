"""Asking the warm press: start it when it is not there, send a job, wait for the answer no longer than allowed."""

from __future__ import annotations

import fcntl
import hashlib
import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from . import warm


class PersWeg(RuntimeError):
    """There is no warm press, or it went away in the middle: the job can be done by a process of its own."""


class TeLaat(RuntimeError):
    """The time is up; the press stops the job."""


class MeldingMislukt(RuntimeError):
    """Who is told how far it is could not take it."""


@dataclass(frozen=True, slots=True)
class Drukafloop:
    code: int
    uit: str
    fout: str


@lru_cache(maxsize=8)
def naam(uitrusting: str) -> str:
    """The name of the socket: another one when the code, the style sheet, the engine or the Python has changed."""
    som = hashlib.sha256(f"{uitrusting} {sys.executable} {sys.version}".encode())
    som.update(Path(warm.__file__).read_bytes())
    return f"pers-{som.hexdigest()[:12]}.sock"


@dataclass(frozen=True, slots=True)
class WarmePers:
    """Where the press of this machine is, and how it is started."""

    map: Path
    naam: str
    stil: float
    stijl: Path
    omgeving: Mapping[str, str]
    werkmap: Path
    baas: int = 0
    """The process with which a press that is started here ends; 0 is none."""

    def vraag(self, opdracht: bytes, seconden: float, meld: Callable[[float, str], None] | None = None) -> Drukafloop:
        """The outcome of one job. Raises PersWeg or TeLaat.

        `meld` is told how far it is; what it raises stops the job.
        """
        tot = time.monotonic() + seconden
        try:
            with self._verbind() as verbinding:
                return _wissel(verbinding, opdracht, tot, meld)
        except TimeoutError:
            raise TeLaat from None
        except OSError as fout:
            raise PersWeg(str(fout)) from fout

    def _verbind(self) -> socket.socket:
        if (verbinding := self._probeer()) is not None:
            return verbinding
        with (self.map / "slot-warm").open("w") as slot:
            fcntl.flock(slot, fcntl.LOCK_EX)
            if (verbinding := self._probeer()) is not None:
                return verbinding
            argumenten = (self.map, self.naam, self.stil, self.stijl, self.baas)
            subprocess.run(
                [sys.executable, "-m", "documenten.druk.warm", *map(str, argumenten)],
                cwd=self.werkmap,
                env=dict(self.omgeving),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                timeout=20,
                check=False,
            )
            if (verbinding := self._probeer()) is not None:
                return verbinding
        raise PersWeg("de pers kon niet worden gestart")

    def _probeer(self) -> socket.socket | None:
        verbinding = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            with warm.kort(self.map, self.naam) as adres:
                verbinding.connect(adres)
        except OSError:
            verbinding.close()
            return None
        return verbinding


def _wissel(
    verbinding: socket.socket, opdracht: bytes, tot: float, meld: Callable[[float, str], None] | None = None
) -> Drukafloop:
    def rest() -> float:
        over = tot - time.monotonic()
        if over <= 0:
            raise TimeoutError
        return over

    verbinding.settimeout(rest())
    verbinding.sendall(len(opdracht).to_bytes(8, "big") + opdracht)
    antwoord: dict[str, Any] = {}
    buffer = b""
    while True:
        verbinding.settimeout(rest())
        deel = verbinding.recv(65536)
        if not deel:
            break
        *regels, buffer = (buffer + deel).split(b"\n")
        for regel in regels:
            if not (regel.startswith(b"{") and regel.endswith(b"}")):
                continue
            gelezen = json.loads(regel)
            if "deel" not in gelezen:
                antwoord |= gelezen
            elif meld is not None:
                try:
                    meld(gelezen["deel"], gelezen["stap"])
                except OSError as fout:  # of the caller's own: the press has nothing to do with it
                    raise MeldingMislukt from fout
    if "afloop" not in antwoord:
        raise PersWeg("de pers hield ermee op")
    return Drukafloop(antwoord["afloop"], antwoord.get("uit", ""), antwoord.get("fout", ""))

"""Which print a text got before: its key, kept by what the print is made of, so that its HTML is not built again.

Losing what is kept costs time, no more: it lies beside the prints, and goes with the oldest of them.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from . import pers
from .bewaarplaats import Bewaarplaats


@lru_cache(maxsize=1)
def huis() -> str:
    """Fingerprint of all that makes HTML of data: code and templates of every room. Some 30 ms, once per process."""
    som = hashlib.sha256(pers.uitrusting().encode())
    basis = Path(settings.BASE_DIR)
    kamers = [basis / "plandocument", basis / "templates", *(p.parent for p in basis.glob("*/apps.py")), basis / "npvr"]
    for pad in sorted(p for kamer in kamers for p in kamer.rglob("*") if p.suffix in (".py", ".html", ".txt")):
        som.update(f"{pad.relative_to(basis)}\n".encode())
        som.update(pad.read_bytes())
    return som.hexdigest()


class Eerder:
    """The print that goes with `feiten`: words for all data that it is made of, and nothing of the clock."""

    def __init__(self, feiten: str) -> None:
        self.plaats = Bewaarplaats(Path(settings.VAR) / "afdrukken")
        som = hashlib.sha256(f"{huis()}\n{feiten}".encode("utf-8", "surrogatepass")).hexdigest()
        self.pad = self.plaats.pad(f"{som[:40]}.sleutel")

    @property
    def sleutel(self) -> str:
        """The key of the print; empty where it is not known."""
        try:
            gelezen = self.pad.read_text(encoding="ascii")
        except OSError:
            return ""
        return gelezen if len(gelezen) == 64 else ""

    def onthoud(self, sleutel: str) -> None:
        self.plaats.schrijf(self.pad, sleutel.encode("ascii"))

"""Which print a text got before: its key, kept by what the print is made of, so that its HTML is not built again.

Losing what is kept costs time, no more: it lies beside the prints, and goes with the oldest of them.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings

from npvr.uitgave import uitgave

from . import pers
from .bewaarplaats import Bewaarplaats


class Eerder:
    """The print that goes with `feiten`: words for all data that it is made of, and nothing of the clock."""

    def __init__(self, feiten: str) -> None:
        self.plaats = Bewaarplaats(Path(settings.VAR) / "afdrukken")
        som = hashlib.sha256(f"{pers.uitrusting()}{uitgave()}\n{feiten}".encode("utf-8", "surrogatepass")).hexdigest()
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

"""A notice that says what a test says."""

from __future__ import annotations

from dataclasses import dataclass

from governance.models import Regio
from reacties.meldingen import Meldingsoort


@dataclass(frozen=True)
class Proefmelding(Meldingsoort):
    code = "antwoord"
    over: str
    woorden: str
    waar: str

    @property
    def sleutel(self) -> str:
        return self.over

    @property
    def zin(self) -> str:
        return self.woorden

    def pad(self, regio: Regio) -> str:
        return self.waar

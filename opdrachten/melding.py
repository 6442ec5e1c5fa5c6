"""What who asked for a job is told, where they had to wait long for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from governance.models import Regio
from reacties.meldingen import MELDINGSOORTEN, Meldingsoort

from .models import Opdracht
from .soorten import adres


@MELDINGSOORTEN.neem_op
@dataclass(frozen=True, slots=True)
class OpdrachtAf(Meldingsoort):
    """It ended, with a file or with a reason."""

    code = "opdracht"
    UITKOMST: ClassVar = {
        Opdracht.Stand.KLAAR: "is klaar. U kunt het bestand ophalen.",
        Opdracht.Stand.MISLUKT: "is niet gelukt. Kijk wat u kunt doen.",
    }
    opdracht: Opdracht

    @property
    def sleutel(self) -> str:
        return f"opdracht:{self.opdracht.pk}"

    @property
    def zin(self) -> str:
        return f"{self.opdracht.titel[:200]} {self.UITKOMST[Opdracht.Stand(self.opdracht.stand)]}"

    def pad(self, regio: Regio) -> str:
        return adres(self.opdracht)

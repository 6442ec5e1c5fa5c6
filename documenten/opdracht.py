"""Prints, files and tables as jobs: the kind "afdruk", whose data is a `Drukkeuze`."""

from __future__ import annotations

from typing import Any, Final

from npvr.bestand import Bestand
from opdrachten.models import Opdracht
from opdrachten.soorten import OPDRACHTSOORTEN, OpdrachtMislukt, Opdrachtsoort, Voortgang, visite
from opgaven.permissions import Rechten
from reacties.permissions import TEAM

from . import afdrukken
from .druk.fouten import DrukMislukt
from .druk.keuze import Drukkeuze, Onmogelijk

AFDRUK: Final = "afdruk"


@OPDRACHTSOORTEN.klasse
class Afdrukopdracht(Opdrachtsoort):
    """A print of whatever kind (`druk.keuze.AFDRUKSOORTEN`)."""

    code = AFDRUK
    naam = "Afdruk"

    def mag(self, rechten: Rechten, gegevens: dict[str, Any]) -> bool:
        """For people with a role; what holds comments that were not released, for the team alone."""
        if gegevens.get("intern"):
            return bool(rechten.rollen & TEAM)
        return rechten.mag_werkversie_zien()

    def maak(self, opdracht: Opdracht, voortgang: Voortgang) -> Bestand:
        """Read the text as whoever asks may read it now, and make the file."""

        def meld(deel: float, stap: str) -> None:
            voortgang(round(deel * 100), 100, stap)

        try:
            keuze = Drukkeuze.uit_json(opdracht.gegevens)
            bezoek = visite(opdracht, keuze.van.te_lezen(keuze))
            keuze = keuze.netjes(bezoek.document)
            meld(0.0, "De tekst wordt gelezen")
            return afdrukken.maak(bezoek, keuze, meld)
        except DrukMislukt as fout:
            raise OpdrachtMislukt(f"{fout.zin} {fout.raad}") from fout
        except Onmogelijk as fout:
            raise OpdrachtMislukt(str(fout)) from fout

"""Prints, files and tables as jobs: the kind "afdruk", whose data is a `Keuze`."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from documenten import afdrukken
from documenten.druk.fouten import DrukMislukt
from documenten.druk.keuze import ODS, OVER_REACTIES, XLSX, Keuze, Onmogelijk
from documenten.stukken import over_reacties
from opdrachten.models import Opdracht
from opdrachten.soorten import Bestand, OpdrachtMislukt, Voortgang, opdrachtsoort, visite
from opgaven.bezoek import Bezoek
from opgaven.permissions import Rechten
from reacties.permissions import TEAM, Inzage

from .tabellen import tabel


def mag(rechten: Rechten, gegevens: dict[str, Any]) -> bool:
    """For people with a role; what holds comments that were not released, for the team alone."""
    if gegevens.get("intern"):
        return bool(rechten.rollen & TEAM)
    return rechten.mag_werkversie_zien()


@opdrachtsoort("afdruk", naam="Afdruk", mag=mag)
def maak(opdracht: Opdracht, voortgang: Voortgang) -> Bestand:
    """Read the text as whoever asks may read it now, and make the file."""
    try:
        keuze = Keuze.uit_json(opdracht.gegevens)
        bezoek = visite(opdracht, "" if keuze.soort == "memo" else keuze.versie)
        keuze = keuze.netjes(bezoek.document)

        def meld(deel: float, stap: str) -> None:
            voortgang(round(deel * 100), 100, stap)

        meld(0.0, "De tekst wordt gelezen")
        if keuze.soort in OVER_REACTIES:
            return over_reacties(
                bezoek, keuze, Inzage.uit(bezoek.rechten, opdracht.aangevraagd_door, bezoek.regio), meld
            )
        return bestand(bezoek, keuze, meld)
    except DrukMislukt as fout:
        raise OpdrachtMislukt(f"{fout.zin} {fout.raad}") from fout
    except Onmogelijk as fout:
        raise OpdrachtMislukt(str(fout)) from fout


def bestand(bezoek: Bezoek, keuze: Keuze, meld: afdrukken.pers.Meld | None = None) -> Bestand:
    """The file of a choice that is `netjes`. Raises Onmogelijk or DrukMislukt."""
    if keuze.formaat in (XLSX, ODS):
        soort, inhoud = tabel(bezoek, keuze.soort, keuze.formaat, settings.BASIS_URL)
        return Bestand(afdrukken.bestandsnaam(bezoek, keuze, keuze.formaat), soort, inhoud)
    gemaakt = afdrukken.maak(bezoek, keuze, meld)
    return Bestand(gemaakt.naam, gemaakt.inhoudstype, gemaakt.inhoud)

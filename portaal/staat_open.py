"""The list of what is open, with the way to each place, for pages that freeze or publish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from npvr import adressen
from opgaven.bevindingen import Bevindingwegwijzer
from opgaven.bezoek import Bezoek
from versies.staat_open import BESLUITEN, FICHES, FOUTEN, GEVRAAGD, LEEG, StaatOpen

METEEN: Final = 6
"""As many of a kind are in sight; the others unfold."""
UITLEG: Final = {
    LEEG: "Hier staat niets. In de afdruk leest men alleen dat er nog niets is ingevuld.",
    FOUTEN: "De plancontrole noemt dit een fout, en niemand zette het met een reden opzij.",
    FICHES: "Zo staat het nu in de werkversie.",
    BESLUITEN: "",
    GEVRAAGD: "Een bestuur vroeg hierom. Geen versie voert het nog uit.",
}


@dataclass(frozen=True, slots=True)
class Openregel:
    code: str
    woorden: str
    url: str


@dataclass(frozen=True, slots=True)
class Openblad:
    """One kind of what is open, as it stands on the page."""

    soort: str
    kop: str
    uitleg: str
    meteen: Sequence[Openregel]
    meer: Sequence[Openregel]

    @property
    def aantal(self) -> int:
        return len(self.meteen) + len(self.meer)


def bladen(visite: Bezoek, open_: StaatOpen) -> list[Openblad]:
    """No queries. Of a version the way leads to its own pages, of the working copy to where it can be mended."""
    weg, regio = Bevindingwegwijzer(visite.document), visite.regio.code
    per_pagina = reverse("portaal:weg", args=[regio])
    uit = []
    for deel in open_.delen:
        regels = []
        for punt in deel.punten:
            code, url = "", ""
            if punt.versie:
                url = adressen.voorpagina(regio, versie=punt.versie)
            elif punt.plek:
                plaats = weg.plaats(punt.plek)
                code, url = plaats.code, plaats.url if visite.werkversie else ""
            regels.append(Openregel(code, punt.woorden, url or (per_pagina if deel.soort == FICHES else "")))
        uit.append(Openblad(deel.soort, deel.kop, UITLEG[deel.soort], regels[:METEEN], regels[METEEN:]))
    return uit

"""The wijzigingsmemo as a kind of print."""

from __future__ import annotations

from typing import Any

from npvr.formaten import FORMATEN, ODT, PDF, WORD
from opgaven.bezoek import Bezoek
from plandocument.boom import Plandocument
from versies.vergelijken import WERKVERSIE

from .. import memo
from ..druk.keuze import AFDRUKSOORTEN, Drukkeuze, Onmogelijk
from ..druk.pers import Meld
from .basis import Afdruksoort


@AFDRUKSOORTEN.klasse
class Wijzigingsmemo(Afdruksoort):
    """From the older text to the newer; the working copy is the text of no version."""

    code = "memo"
    naam = "Wijzigingsmemo"
    zin = "een wijzigingsmemo"
    formaten = (PDF, WORD, ODT)
    vraagt = frozenset({"naar"})
    formulier = "documenten/afdruk/memo.html"

    def houdt(self, keuze: Drukkeuze, document: Plandocument) -> dict[str, Any]:
        if not keuze.versie:
            raise Onmogelijk("Een wijzigingsmemo begint bij een vastgelegde versie, niet bij de werkversie.")
        if keuze.versie == keuze.naar:
            raise Onmogelijk("Kies twee verschillende teksten om te vergelijken.")
        return {"versie": keuze.versie, "naar": keuze.naar}

    def te_lezen(self, keuze: Drukkeuze) -> str:
        return ""

    def eerste_zin(self, keuze: Drukkeuze, document: Plandocument, welke: str, nieuwste: str) -> str:
        als = FORMATEN[keuze.formaat].naam
        return f"U krijgt {self.zin} als {als}: wat er verandert van {welke} naar {nieuwste}."

    def inhoud(self, visite: Bezoek, keuze: Drukkeuze, meld: Meld | None) -> bytes:
        stuk = memo.memo_van(visite, keuze.versie or WERKVERSIE, keuze.naar or WERKVERSIE)
        return memo.memo_als(keuze.formaat, stuk, visite)

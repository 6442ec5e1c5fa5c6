"""A letter to a council as paragraphs, for Word and ODT."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import count

from documenten.druk.uitgave import Uitgave
from documenten.schrijvers.opbouw import Schrijfalinea, Schrijfstuk, Stuktekst, rijk
from governance.models import Raadsbrief
from npvr.getallen import datum


def brieftekst(brief: Raadsbrief, adres: str) -> Stuktekst:
    """The whole letter. A paragraph that is bold from begin to end stands as a heading. `adres`: of the portal."""
    organisatie = brief.organisatie
    titel = f"Raadsbrief {organisatie.naam}"
    uitgave = Uitgave(
        naam="Raadsbrief NPVR",
        regio=organisatie.regio.naam,
        label="",
        stand=datum(brief.tot),
        code="",
        hash=hashlib.sha256(brief.tekst.encode()).hexdigest(),
        adres=adres,
    )
    return Stuktekst(titel, uitgave, tuple(_alineas(brief)), False)


def _alineas(brief: Raadsbrief) -> Iterator[Schrijfalinea]:
    yield Schrijfalinea("kop1", (Schrijfstuk("Stand van het Nationaal Programma Vitale Regio’s"),))
    yield Schrijfalinea(
        "kenmerk", (Schrijfstuk("Aan: ", vet=True), Schrijfstuk(f"de gemeenteraad, {brief.organisatie.naam}"))
    )
    yield Schrijfalinea("kenmerk", (Schrijfstuk("Datum: ", vet=True), Schrijfstuk(datum(brief.tot))))
    for alinea in rijk(brief.tekst, {}, count(10)):
        kop = alinea.soort == "tekst" and bool(alinea.stukken) and all(s.vet for s in alinea.stukken)
        yield Schrijfalinea("kop2", tuple(Schrijfstuk(s.tekst) for s in alinea.stukken)) if kop else alinea

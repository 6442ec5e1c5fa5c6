"""A letter to a council as paragraphs, for Word and ODT."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from documenten.druk.uitgave import Uitgave
from documenten.schrijvers.opbouw import Schrijfalinea, Schrijfstuk, Stuktekst, stukken
from governance.models import Raadsbrief
from npvr.getallen import datum
from plandocument import tekst


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
    for n, blok in enumerate(tekst.blokken(brief.tekst), 10):
        if blok.soort == "p":
            kop = bool(blok.runs) and all(run.vet for run in blok.runs)
            runs = stukken(blok.runs, {})
            yield (
                Schrijfalinea("kop2", tuple(Schrijfstuk(s.tekst) for s in runs))
                if kop
                else Schrijfalinea("tekst", runs)
            )
        for punt in blok.punten:
            yield Schrijfalinea(blok.soort, stukken(punt.runs, {}), lijst=n)

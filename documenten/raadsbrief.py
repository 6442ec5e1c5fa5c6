"""A letter to a council as paragraphs, for Word and ODT."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from documenten.druk.uitgave import Uitgave
from documenten.schrijvers.opbouw import Alinea, Stuk, Stuktekst, stukken
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


def _alineas(brief: Raadsbrief) -> Iterator[Alinea]:
    yield Alinea("kop1", (Stuk("Stand van het Nationaal Programma Vitale Regio’s"),))
    yield Alinea("kenmerk", (Stuk("Aan: ", vet=True), Stuk(f"de gemeenteraad, {brief.organisatie.naam}")))
    yield Alinea("kenmerk", (Stuk("Datum: ", vet=True), Stuk(datum(brief.tot))))
    for n, blok in enumerate(tekst.blokken(brief.tekst), 10):
        if blok.soort == "p":
            kop = bool(blok.runs) and all(run.vet for run in blok.runs)
            runs = stukken(blok.runs, {})
            yield Alinea("kop2", tuple(Stuk(s.tekst) for s in runs)) if kop else Alinea("tekst", runs)
        for punt in blok.punten:
            yield Alinea(blok.soort, stukken(punt.runs, {}), lijst=n)

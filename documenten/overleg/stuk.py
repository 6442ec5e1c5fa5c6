"""A paper of a meeting as paragraphs, for Word and ODT: real headings, tables with a header row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import count

from documenten.druk.uitgave import Uitgave
from documenten.schrijvers.opbouw import Schrijfalinea, Schrijfstuk, Stuktekst, rijk
from governance.models import Besluit
from governance.overlegbeeld import Puntbeeld
from npvr.getallen import datum

from .soorten import Agenda, Besluitenlijst, Papier, Verslag

BESLUITKOPPEN = ("Nummer", "Punt", "Besluit", "Wie en wanneer")
LOPENDKOPPEN = ("Nummer", "Wat", "Wie en wanneer")
ACTIEKOPPEN = ("Nummer", "Actie", "Wie", "Voor")


def papiertekst(papier: Papier, adres: str) -> Stuktekst:
    """The whole paper. `adres`: of the portal, for the properties of the file."""
    alineas = tuple(_alineas(papier))
    som = hashlib.sha256(repr(alineas).encode("utf-8", "surrogatepass")).hexdigest()
    uitgave = Uitgave(
        naam=papier.overleg.gremium.naam,
        regio=papier.overleg.gremium.regio.naam,
        label="",
        stand=datum(papier.overleg.datum),
        code=papier.overleg.code,
        hash=f"{papier.code} {som}",
        adres=adres,
    )
    return Stuktekst(papier.titel, uitgave, alineas, False)


def _alineas(papier: Papier) -> Iterator[Schrijfalinea]:
    yield _alinea(papier.titel)
    yield Schrijfalinea("kop1", (Schrijfstuk(f"{papier.overleg.gremium.naam}, {papier.o.titel}"),))
    if papier.concept:
        yield Schrijfalinea("tekst", (Schrijfstuk(papier.concept, vet=True),))
    for kop, woorden in papier.kenmerken:
        yield Schrijfalinea("kenmerk", (Schrijfstuk(f"{kop}: ", vet=True), Schrijfstuk(woorden)))
    if isinstance(papier, Besluitenlijst):
        yield from _besluitenlijst(papier)
    else:
        for p in papier.o.punten:
            yield from _punt(papier, p)
    if isinstance(papier, Verslag) and papier.acties:
        yield _kop("Actielijst")
        rijen = [(str(a.nummer), a.wat, a.wie, datum(a.voor) if a.voor else "–") for a in papier.acties]
        yield _tabel(ACTIEKOPPEN, rijen, (10, 50, 22, 18))
    if papier.hierna:
        yield _kop("Hierna")
        yield _alinea(papier.hierna)


def _kop(woorden: str) -> Schrijfalinea:
    return Schrijfalinea("kop2", (Schrijfstuk(woorden),))


def _alinea(woorden: str) -> Schrijfalinea:
    return Schrijfalinea("tekst", (Schrijfstuk(woorden),))


def _tabel(koppen: tuple[str, ...], rijen: Sequence[tuple[str, ...]], breed: tuple[int, ...]) -> Schrijfalinea:
    cellen = tuple(tuple((Schrijfstuk(cel),) for cel in rij) for rij in (koppen, *rijen))
    return Schrijfalinea("tabel", (), rijen=cellen, kolommen=breed)


def _punt(papier: Papier, p: Puntbeeld) -> Iterator[Schrijfalinea]:
    yield _kop(f"{p.nummer}. {p.punt.titel}")
    delen = [f"{p.tijd:%H.%M} uur", p.punt.get_soort_display().lower(), f"{p.punt.minuten} minuten"]
    if p.punt.wie:
        delen.append(f"door {p.punt.wie}")
    if p.punt.besloten:
        delen.append("besloten")
    yield Schrijfalinea("kenmerk", (Schrijfstuk(", ".join(delen) + "."),))
    if p.punt.herkomst_woorden:
        yield Schrijfalinea("kenmerk", (Schrijfstuk(f"Uit het portaal: {p.punt.herkomst_woorden}"),))
    if p.punt.vorige:
        yield Schrijfalinea("kenmerk", (Schrijfstuk(f"Aangehouden op {datum(p.punt.vorige.overleg.datum)}."),))
    if p.punt.gevraagd:
        yield Schrijfalinea("tekst", (Schrijfstuk("Gevraagd: ", vet=True), Schrijfstuk(p.punt.gevraagd)))
    if isinstance(papier, Agenda):
        yield from rijk(p.uitleg, {}, count(10))
    for nummer, stuk in p.genummerd:
        yield Schrijfalinea("kenmerk", (Schrijfstuk(f"Stuk {nummer}: {stuk.titel}"),))
    if isinstance(papier, Agenda):
        return
    yield from rijk(p.punt.notitie, {}, count(10))
    for b in p.besluiten:
        vervallen = " (vervallen)" if b.vervallen_op else ""
        yield Schrijfalinea(
            "tekst",
            (
                Schrijfstuk(f"Besluit {b.code}{vervallen}: ", vet=True),
                Schrijfstuk(b.tekst),
                Schrijfstuk(_vervolg(b, " ")),
            ),
        )
    for a in p.acties:
        voor = f", voor {datum(a.voor)}" if a.voor else ""
        yield Schrijfalinea("ul", (Schrijfstuk(f"Actie {a.nummer}: {a.wie}, {a.wat}{voor}"),), lijst=900)
    if p.punt.stand == "aangehouden":
        yield _alinea("Aangehouden.")


def _vervolg(b: Besluit, voor: str = "") -> str:
    if not b.vraagt_vervolg:
        return ""
    dag = f", voor {datum(b.vervolg_voor)}" if b.vervolg_voor else ""
    wat = f": {b.vervolg_wat}" if b.vervolg_wat else ""
    return f"{voor}{b.vervolg_wie}{wat}{dag}."


def _besluitenlijst(papier: Besluitenlijst) -> Iterator[Schrijfalinea]:
    yield Schrijfalinea("kenmerk", (Schrijfstuk("Besluiten: ", vet=True), Schrijfstuk(papier.geteld)))
    if papier.o.besluiten:
        yield _kop("Genomen besluiten")
        rijen = [(b.code, p.nummer, b.tekst, _vervolg(b) or "geen vervolg") for p, b in papier.o.besluiten]
        yield _tabel(BESLUITKOPPEN, rijen, (20, 8, 44, 28))
    if papier.zonder:
        yield _alinea(papier.zonder)
    if papier.lopend:
        yield _kop("Nog lopend uit eerdere overleggen")
        yield _tabel(LOPENDKOPPEN, [(b.code, b.titel, _vervolg(b)) for b in papier.lopend], (20, 46, 34))

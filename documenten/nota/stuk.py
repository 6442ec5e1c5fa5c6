"""The reactienota as paragraphs, for Word and ODT: real headings, a table with a header row, marks in words."""

from __future__ import annotations

from collections.abc import Iterator

from npvr import getallen

from ..druk.uitgave import Uitgave
from ..memo.stuk import merken
from ..schrijvers.opbouw import Schrijfalinea, Schrijfstuk, Stuktekst
from .gevolg import Verandering
from .inhoud import Notaregel, Notastuk

UITLEG = (
    "Elke reactie heeft een nummer; daarmee vindt u haar terug in het portaal en in de geschiedenis van de tekst. De "
    "code is de plek waar de tekst nu staat. Stond zij eerst ergens anders, dan staat dat erbij. Wat is gewijzigd, "
    "komt uit de geschiedenis: de woorden die de redactie opsloeg naar aanleiding van de reactie."
)


def notatekst(stuk: Notastuk, adres: str) -> Stuktekst:
    """The whole nota. `adres`: of the portal, for the properties of the file."""
    uitgave = Uitgave(
        naam=stuk.naam,
        regio=stuk.regio,
        label="",
        stand=getallen.datum(stuk.dag),
        code=stuk.code,
        hash=f"reactienota {stuk.code}",
        adres=adres,
    )
    return Stuktekst(f"{stuk.soort}: {stuk.titel}", uitgave, tuple(_alineas(stuk)), False)


def _alineas(stuk: Notastuk) -> Iterator[Schrijfalinea]:
    yield Schrijfalinea("kop1", (Schrijfstuk(stuk.titel),))
    if stuk.intern:
        yield Schrijfalinea(
            "kenmerk",
            (Schrijfstuk("Intern: ", vet=True), Schrijfstuk("met wat nog niet is vrijgegeven. Niet versturen.")),
        )
    for naam, waarde in stuk.kenmerken:
        yield Schrijfalinea("kenmerk", (Schrijfstuk(f"{naam}: ", vet=True), Schrijfstuk(waarde)))
    yield _kop("In het kort")
    yield _alinea(" ".join(filter(None, (stuk.in_het_kort, stuk.geen_opmerkingen))))
    if stuk.tellingen:
        yield _kop("Reacties per afzender")
        breedte = (40, *(60 // (len(stuk.kolommen) + 1) for _ in (*stuk.kolommen, "")))
        yield Schrijfalinea("tabel", (), rijen=tuple(_rijen(stuk)), kolommen=breedte)
    for deel in stuk.delen:
        yield _kop(" ".join(filter(None, (deel.nummer, deel.titel))))
        for regel in deel.regels:
            yield from _regel(regel)
    yield _kop("Zo leest u deze nota")
    yield _alinea(UITLEG)


def _kop(woorden: str) -> Schrijfalinea:
    return Schrijfalinea("kop2", (Schrijfstuk(woorden),))


def _alinea(woorden: str) -> Schrijfalinea:
    return Schrijfalinea("tekst", (Schrijfstuk(woorden),))


def _rijen(stuk: Notastuk) -> Iterator[tuple[tuple[Schrijfstuk, ...], ...]]:
    yield tuple((Schrijfstuk(kop),) for kop in ("Afzender", *stuk.kolommen, "Samen"))
    for telling in (*stuk.tellingen, *((stuk.totaal,) if len(stuk.tellingen) > 1 else ())):
        vet = telling == stuk.totaal and len(stuk.tellingen) > 1
        cellen = (telling.wie, *(str(n or "–") for n in telling.per), str(telling.totaal))
        yield tuple((Schrijfstuk(cel, vet=vet),) for cel in cellen)


def _regel(regel: Notaregel) -> Iterator[Schrijfalinea]:
    yield Schrijfalinea("kop3", (Schrijfstuk(kopwoorden(regel)),))
    wanneer = f"{regel.wie}, {getallen.datum(regel.op)}, {regel.hoe}"
    yield Schrijfalinea("kenmerk", (Schrijfstuk("Van: ", vet=True), Schrijfstuk(wanneer)))
    if plek := plekzin(regel):
        yield Schrijfalinea("kenmerk", (Schrijfstuk("Plek: ", vet=True), Schrijfstuk(plek)))
    if regel.citaat:
        yield from _stuk("Over", regel.citaat, schuin=True)
    if regel.tekst:
        yield from _stuk("Reactie", regel.tekst)
    if regel.voorstel is not None:
        delen = merken(regel.voorstel) if regel.voorgesteld else [Schrijfstuk("deze passage weglaten.")]
        yield Schrijfalinea("tekst", (Schrijfstuk("Voorstel: ", vet=True), *delen))
    if regel.antwoord:
        yield from _stuk("Antwoord (concept)" if regel.concept else "Antwoord", regel.antwoord)
    reden = f": {regel.reden}" if regel.reden else ""
    yield Schrijfalinea("kenmerk", (Schrijfstuk("Stand: ", vet=True), Schrijfstuk(f"{regel.stand_naam}{reden}")))
    for verandering in regel.veranderingen:
        yield Schrijfalinea("kenmerk", (Schrijfstuk("Gewijzigd: ", vet=True), Schrijfstuk(gewijzigd(verandering))))
        for passage in verandering.passages:
            for stuk in passage.stukken:
                if stuk.soort == "paar":
                    yield Schrijfalinea("tekst", (Schrijfstuk("Oud: ", vet=True), Schrijfstuk(stuk.oud)))
                    yield Schrijfalinea("tekst", (Schrijfstuk("Nieuw: ", vet=True), Schrijfstuk(stuk.nieuw)))
                else:
                    yield Schrijfalinea(
                        "tekst", tuple(merken(stuk.delen)) if stuk.soort != "stil" else (Schrijfstuk("(…)"),)
                    )


def _stuk(naam: str, woorden: str, *, schuin: bool = False) -> Iterator[Schrijfalinea]:
    """Words of a person, a paragraph for each of theirs; the first says what they are."""
    for n, alinea in enumerate(filter(str.strip, woorden.splitlines())):
        yield Schrijfalinea(
            "tekst", (*(() if n else (Schrijfstuk(f"{naam}: ", vet=True),)), Schrijfstuk(alinea.strip(), schuin=schuin))
        )


def kopwoorden(regel: Notaregel) -> str:
    return " ".join(filter(None, (regel.code, regel.onderdeel, f"(reactie {regel.nummer})")))


def plekzin(regel: Notaregel) -> str:
    """ "was 14.K3. Deze woorden zijn sindsdien gewijzigd."; empty where it stands where it stood."""
    return " ".join(filter(None, (f"was {regel.was}." if regel.was else "", regel.sindsdien)))


def gewijzigd(verandering: Verandering) -> str:
    return ", ".join(filter(None, (verandering.code, getallen.datum(verandering.op)))) + (
        f". {verandering.zin}" if verandering.zin else ""
    )

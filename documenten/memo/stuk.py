"""The wijzigingsmemo as paragraphs, for Word and ODT: real headings, a table with a header row, marks in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from documenten.druk.opmaak import Uitgave
from documenten.schrijvers.opbouw import Alinea, Stuk, Stuktekst, stukken
from npvr import getallen
from plandocument import tekst
from plandocument.verschil import Deel

from .inhoud import Memostuk, Regel

KOLOMMEN = (11, 27, 22, 28, 12)
KOPPEN = ("Code", "Onderdeel", "Soort wijziging", "Naar aanleiding van", "Woorden")
MAAK = (
    "Het portaal heeft beide teksten woord voor woord vergeleken. Alles telt als inhoudelijk, behalve witruimte, "
    "hoofdletters, leestekens van de opmaak en schrijfwijzen uit een vaste lijst. Een mens mag dat oordeel met een "
    "reden veranderen; dan staat het er hier bij. De redenen komen uit wat de redactie bij het opslaan schreef."
)


def memotekst(stuk: Memostuk, adres: str) -> Stuktekst:
    """The whole memo. `adres`: of the portal, for the properties of the file."""
    uitgave = Uitgave(
        naam=stuk.naam,
        regio=stuk.regio,
        label="",
        stand=getallen.datum(stuk.nieuw.op),
        code=stuk.codes,
        hash=f"memo {stuk.hash}",
        adres=adres,
    )
    return Stuktekst(f"{stuk.naam}: van {stuk.oud.naam} naar {stuk.nieuw.naam}", uitgave, tuple(_alineas(stuk)), False)


def _alineas(stuk: Memostuk) -> Iterator[Alinea]:
    yield Alinea("kop1", (Stuk(stuk.titel),))
    yield from _kenmerken(stuk)
    if stuk.inleiding:
        yield _kop("Inleiding")
        yield from _rijk(stuk.inleiding)
    yield _kop("In het kort")
    yield _alinea(stuk.in_het_kort)
    if stuk.gevraagd:
        yield _kop("Gevraagd bij besluit")
        for wat, wie, uitkomst in stuk.gevraagd:
            yield Alinea("ul", (Stuk(f"{wat} "), Stuk(f"{wie}.", schuin=True), Stuk(f" {uitkomst}")), lijst=1)
    if stuk.inhoudelijk:
        yield _kop("Overzicht van de wijzigingen")
        yield Alinea("tabel", (), rijen=tuple(_rijen(stuk)), kolommen=KOLOMMEN)
    for deel in stuk.delen:
        if deel.inhoudelijk:
            was = f" (was {deel.was})" if deel.was else ""
            yield _kop(" ".join(filter(None, (deel.nummer, deel.titel))) + was)
            for regel in deel.inhoudelijk:
                yield from _regel(regel)
    if stuk.redactioneel:
        yield _kop("Alleen redactioneel")
        for regel in stuk.redactioneel:
            yield Alinea("ul", tuple(_klein(regel)), lijst=2)
    if stuk.niet_gewijzigd:
        yield _kop("Niet gewijzigd")
        yield _alinea(stuk.niet_gewijzigd)
    yield _kop("Hoe is dit gemaakt")
    yield _alinea(MAAK)


def _kop(woorden: str) -> Alinea:
    return Alinea("kop2", (Stuk(woorden),))


def _alinea(woorden: str) -> Alinea:
    return Alinea("tekst", (Stuk(woorden),))


def _kenmerken(stuk: Memostuk) -> Iterator[Alinea]:
    rijen = [("Aan", stuk.aan), ("Van", f"NPVR-team {stuk.regio}"), ("Datum", getallen.datum(stuk.nieuw.op))]
    for kop, versie in (("Oude versie", stuk.oud), ("Nieuwe versie", stuk.nieuw)):
        moment = f"stand van {getallen.datum_tijd(versie.op)}" if versie.werkversie else getallen.datum(versie.op)
        besluiten = "".join(f". {besluit}" for besluit in versie.besluiten)
        rijen.append((kop, f"{versie.naam}, {moment}, code {versie.code}{besluiten}"))
    for kop, waarde in rijen:
        if waarde:
            yield Alinea("kenmerk", (Stuk(f"{kop}: ", vet=True), Stuk(waarde)))


def _rijk(html: str) -> Iterator[Alinea]:
    for n, blok in enumerate(tekst.blokken(html), 10):
        if blok.soort == "p":
            yield Alinea("tekst", stukken(blok.runs, {}))
        for punt in blok.punten:
            yield Alinea(blok.soort, stukken(punt.runs, {}), lijst=n)
            for lijst in punt.lijsten:
                for dieper in lijst.punten:
                    yield Alinea(lijst.soort, stukken(dieper.runs, {}), niveau=1, lijst=n)


def _rijen(stuk: Memostuk) -> Iterator[tuple[tuple[Stuk, ...], ...]]:
    yield tuple((Stuk(kop),) for kop in KOPPEN)
    for deel in stuk.delen:
        if not deel.inhoudelijk:
            continue
        aantal = getallen.aantal(len(deel.inhoudelijk), "wijziging", "wijzigingen")
        yield (
            (Stuk(deel.nummer or "Plan", vet=True),),
            (Stuk(deel.titel, vet=True),),
            (Stuk(aantal),),
            (),
            (Stuk(deel.plus_min),),
        )
        for r in deel.inhoudelijk if stuk.per_regel else ():
            soort = f"{r.soort}, was {r.was}" if r.was else r.soort
            cellen = (r.code or "–", r.onderwerp, soort, "; ".join(r.bronnen) or "–", r.plus_min or "–")
            yield tuple((Stuk(cel),) for cel in cellen)


def _regel(regel: Regel) -> Iterator[Alinea]:
    yield Alinea("kop3", (Stuk(" ".join(filter(None, (regel.code, f"{regel.onderwerp}, {regel.soort}")))),))
    yield from _passage(regel)
    redenen: list[Stuk] = []
    if regel.was:
        gelijk = " De woorden zijn gelijk gebleven." if regel.wijziging.soort == "verplaatst" else ""
        redenen += [Stuk("Was: ", vet=True), Stuk(f"{regel.was}.{gelijk} ")]
    redenen += [Stuk("Waarom: ", vet=True), Stuk(" ".join(regel.waarom) or "niet vermeld.")]
    if regel.bronnen:
        redenen += [Stuk(" Naar aanleiding van: ", vet=True), Stuk(f"{'; '.join(regel.bronnen)}.")]
    yield Alinea("kenmerk", tuple(redenen))
    if regel.herweging:
        yield Alinea("kenmerk", (Stuk("Anders gewogen: ", vet=True), Stuk(herwogen(regel))))


def herwogen(regel: Regel) -> str:
    """Who weighed what, in a sentence, and why; no names of persons."""
    assert regel.herweging is not None
    oordeel = f"het portaal noemde dit {regel.eigen_gewicht}, het NPVR-team {regel.herweging.gewicht}"
    return f"{oordeel}. Reden: {regel.herweging.reden}"


def _passage(regel: Regel) -> Iterator[Alinea]:
    if regel.feit:
        veld, van, naar = regel.feit
        yield Alinea("tekst", (Stuk(f"{veld}: "), *_wissel(van, naar)))
    for passage in regel.passages:
        for stuk in passage.stukken:
            if stuk.soort == "paar":
                yield Alinea("tekst", (Stuk("Oud: ", vet=True), Stuk(stuk.oud)))
                yield Alinea("tekst", (Stuk("Nieuw: ", vet=True), Stuk(stuk.nieuw)))
            elif stuk.soort == "stil":
                yield _alinea("(…)")
            else:
                streep = (Stuk("– "),) if passage.vorm != "p" else ()
                yield Alinea("tekst", (*streep, *merken(stuk.delen)))
        if passage.soort == "opmaak":
            yield _alinea("Alleen de opmaak is anders: vet, cursief, een lijst of een verwijzing.")
    if not regel.passages and not regel.feit:
        yield _alinea(regel.tekst or f"{regel.wijziging.in_woorden}.")
    elif not regel.passages and regel.tekst:
        yield _alinea(regel.tekst)


def _wissel(van: str, naar: str) -> list[Stuk]:
    delen = [Deel(woorden, soort) for woorden, soort in ((van, "weg"), (naar, "nieuw")) if woorden]  # type: ignore[arg-type]
    los = ", nu geen" if van and not naar else ", eerst geen" if naar and not van else ""
    return [*merken(delen), *([Stuk(los)] if los else [])]


def merken(delen: Iterable[Deel]) -> list[Stuk]:
    """Pieces of a text with their marks in words and in a style: "[nieuw: …]" underlined, "[vervalt: …]" struck."""
    uit: list[Stuk] = []
    rij = list(delen)
    for deel in rij:
        kern = deel.tekst.strip()
        if deel.soort == "gelijk" or not kern:
            uit.append(Stuk(deel.tekst))
            continue
        voor, _, na = deel.tekst.partition(kern)
        woord, stijl = ("[vervalt: ", "vervalt") if deel.soort == "weg" else ("[nieuw: ", "nieuw")
        uit += [Stuk(f"{voor}{woord}"), Stuk(kern, stijl=stijl), Stuk(f"]{na}")]
    for n, (een, ander) in enumerate(pairwise(tuple(uit))):
        if een.tekst.endswith("]") and ander.tekst.startswith("["):
            uit[n] = Stuk(f"{een.tekst} ")
    return uit


def _klein(regel: Regel) -> Iterator[Stuk]:
    yield Stuk(" ".join(filter(None, (regel.code, f"{regel.onderwerp}, {regel.soort}: "))), vet=True)
    if regel.feit:
        yield from _wissel(*regel.feit[1:])
    delen = [s for p in regel.passages for x in p.stukken if x.soort != "stil" for s in merken(x.delen)]
    if any(s.stijl for s in delen):
        yield from delen
    elif not regel.feit:
        alleen = "alleen witruimte of waar een alinea eindigt" if regel.passages else regel.wijziging.in_woorden
        yield Stuk(f"{alleen}.")
    if regel.herweging:
        yield Stuk(f" Anders gewogen: {herwogen(regel)}", schuin=True)

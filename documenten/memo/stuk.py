"""The wijzigingsmemo as paragraphs, for Word and ODT: real headings, a table with a header row, marks in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count, pairwise

from documenten.druk.opmaak import Uitgave
from documenten.schrijvers.opbouw import Schrijfalinea, Schrijfstuk, Stuktekst, rijk
from npvr import getallen
from plandocument.verschil import Verschildeel

from .inhoud import Memostuk, Memowijziging

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


def _alineas(stuk: Memostuk) -> Iterator[Schrijfalinea]:
    yield Schrijfalinea("kop1", (Schrijfstuk(stuk.titel),))
    yield from _kenmerken(stuk)
    if stuk.inleiding:
        yield _kop("Inleiding")
        yield from rijk(stuk.inleiding, {}, count(10))
    yield _kop("In het kort")
    yield _alinea(stuk.in_het_kort)
    if stuk.gevraagd:
        yield _kop("Gevraagd bij besluit")
        for wat, wie, uitkomst in stuk.gevraagd:
            yield Schrijfalinea(
                "ul",
                (Schrijfstuk(f"{wat} "), Schrijfstuk(f"{wie}.", schuin=True), Schrijfstuk(f" {uitkomst}")),
                lijst=1,
            )
    if stuk.inhoudelijk:
        yield _kop("Overzicht van de wijzigingen")
        yield Schrijfalinea("tabel", (), rijen=tuple(_rijen(stuk)), kolommen=KOLOMMEN)
    for deel in stuk.delen:
        if deel.inhoudelijk:
            was = f" (was {deel.was})" if deel.was else ""
            yield _kop(" ".join(filter(None, (deel.nummer, deel.titel))) + was)
            for regel in deel.inhoudelijk:
                yield from _regel(regel)
    if stuk.redactioneel:
        yield _kop("Alleen redactioneel")
        for regel in stuk.redactioneel:
            yield Schrijfalinea("ul", tuple(_klein(regel)), lijst=2)
    if stuk.niet_gewijzigd:
        yield _kop("Niet gewijzigd")
        yield _alinea(stuk.niet_gewijzigd)
    yield _kop("Hoe is dit gemaakt")
    yield _alinea(MAAK)


def _kop(woorden: str) -> Schrijfalinea:
    return Schrijfalinea("kop2", (Schrijfstuk(woorden),))


def _alinea(woorden: str) -> Schrijfalinea:
    return Schrijfalinea("tekst", (Schrijfstuk(woorden),))


def _kenmerken(stuk: Memostuk) -> Iterator[Schrijfalinea]:
    rijen = [("Aan", stuk.aan), ("Van", f"NPVR-team {stuk.regio}"), ("Datum", getallen.datum(stuk.nieuw.op))]
    for kop, versie in (("Oude versie", stuk.oud), ("Nieuwe versie", stuk.nieuw)):
        moment = f"stand van {getallen.datum_tijd(versie.op)}" if versie.werkversie else getallen.datum(versie.op)
        besluiten = "".join(f". {besluit}" for besluit in versie.besluiten)
        rijen.append((kop, f"{versie.naam}, {moment}, code {versie.code}{besluiten}"))
    for kop, waarde in rijen:
        if waarde:
            yield Schrijfalinea("kenmerk", (Schrijfstuk(f"{kop}: ", vet=True), Schrijfstuk(waarde)))


def _rijen(stuk: Memostuk) -> Iterator[tuple[tuple[Schrijfstuk, ...], ...]]:
    yield tuple((Schrijfstuk(kop),) for kop in KOPPEN)
    for deel in stuk.delen:
        if not deel.inhoudelijk:
            continue
        aantal = getallen.aantal(len(deel.inhoudelijk), "wijziging", "wijzigingen")
        yield (
            (Schrijfstuk(deel.nummer or "Plan", vet=True),),
            (Schrijfstuk(deel.titel, vet=True),),
            (Schrijfstuk(aantal),),
            (),
            (Schrijfstuk(deel.plus_min),),
        )
        for r in deel.inhoudelijk if stuk.per_regel else ():
            soort = f"{r.soort}, was {r.was}" if r.was else r.soort
            cellen = (r.code or "–", r.onderwerp, soort, "; ".join(r.bronnen) or "–", r.plus_min or "–")
            yield tuple((Schrijfstuk(cel),) for cel in cellen)


def _regel(regel: Memowijziging) -> Iterator[Schrijfalinea]:
    yield Schrijfalinea(
        "kop3", (Schrijfstuk(" ".join(filter(None, (regel.code, f"{regel.onderwerp}, {regel.soort}")))),)
    )
    yield from _passage(regel)
    redenen: list[Schrijfstuk] = []
    if regel.was:
        gelijk = " De woorden zijn gelijk gebleven." if regel.wijziging.soort == "verplaatst" else ""
        redenen += [Schrijfstuk("Was: ", vet=True), Schrijfstuk(f"{regel.was}.{gelijk} ")]
    redenen += [Schrijfstuk("Waarom: ", vet=True), Schrijfstuk(" ".join(regel.waarom) or "niet vermeld.")]
    if regel.bronnen:
        redenen += [Schrijfstuk(" Naar aanleiding van: ", vet=True), Schrijfstuk(f"{'; '.join(regel.bronnen)}.")]
    yield Schrijfalinea("kenmerk", tuple(redenen))
    if regel.herweging:
        yield Schrijfalinea("kenmerk", (Schrijfstuk("Anders gewogen: ", vet=True), Schrijfstuk(herwogen(regel))))


def herwogen(regel: Memowijziging) -> str:
    """Who weighed what, in a sentence, and why; no names of persons."""
    assert regel.herweging is not None
    oordeel = f"het portaal noemde dit {regel.eigen_gewicht}, het NPVR-team {regel.herweging.gewicht}"
    return f"{oordeel}. Reden: {regel.herweging.reden}"


def _passage(regel: Memowijziging) -> Iterator[Schrijfalinea]:
    if regel.feit:
        veld, van, naar = regel.feit
        yield Schrijfalinea("tekst", (Schrijfstuk(f"{veld}: "), *_wissel(van, naar)))
    for passage in regel.passages:
        for stuk in passage.stukken:
            if stuk.soort == "paar":
                yield Schrijfalinea("tekst", (Schrijfstuk("Oud: ", vet=True), Schrijfstuk(stuk.oud)))
                yield Schrijfalinea("tekst", (Schrijfstuk("Nieuw: ", vet=True), Schrijfstuk(stuk.nieuw)))
            elif stuk.soort == "stil":
                yield _alinea("(…)")
            else:
                streep = (Schrijfstuk("– "),) if passage.vorm != "p" else ()
                yield Schrijfalinea("tekst", (*streep, *merken(stuk.delen)))
        if passage.soort == "opmaak":
            yield _alinea("Alleen de opmaak is anders: vet, cursief, een lijst of een verwijzing.")
    if not regel.passages and not regel.feit:
        yield _alinea(regel.tekst or f"{regel.wijziging.in_woorden}.")
    elif not regel.passages and regel.tekst:
        yield _alinea(regel.tekst)


def _wissel(van: str, naar: str) -> list[Schrijfstuk]:
    delen = [Verschildeel(woorden, soort) for woorden, soort in ((van, "weg"), (naar, "nieuw")) if woorden]  # type: ignore[arg-type]
    los = ", nu geen" if van and not naar else ", eerst geen" if naar and not van else ""
    return [*merken(delen), *([Schrijfstuk(los)] if los else [])]


def merken(delen: Iterable[Verschildeel]) -> list[Schrijfstuk]:
    """Pieces of a text with their marks in words and in a style: "[nieuw: …]" underlined, "[vervalt: …]" struck."""
    uit: list[Schrijfstuk] = []
    rij = list(delen)
    for deel in rij:
        kern = deel.tekst.strip()
        if deel.soort == "gelijk" or not kern:
            uit.append(Schrijfstuk(deel.tekst))
            continue
        voor, _, na = deel.tekst.partition(kern)
        woord, stijl = ("[vervalt: ", "vervalt") if deel.soort == "weg" else ("[nieuw: ", "nieuw")
        uit += [Schrijfstuk(f"{voor}{woord}"), Schrijfstuk(kern, stijl=stijl), Schrijfstuk(f"]{na}")]
    for n, (een, ander) in enumerate(pairwise(tuple(uit))):
        if een.tekst.endswith("]") and ander.tekst.startswith("["):
            uit[n] = Schrijfstuk(f"{een.tekst} ")
    return uit


def _klein(regel: Memowijziging) -> Iterator[Schrijfstuk]:
    yield Schrijfstuk(" ".join(filter(None, (regel.code, f"{regel.onderwerp}, {regel.soort}: "))), vet=True)
    if regel.feit:
        yield from _wissel(*regel.feit[1:])
    delen = [s for p in regel.passages for x in p.stukken if x.soort != "stil" for s in merken(x.delen)]
    if any(s.stijl for s in delen):
        yield from delen
    elif not regel.feit:
        alleen = "alleen witruimte of waar een alinea eindigt" if regel.passages else regel.wijziging.in_woorden
        yield Schrijfstuk(f"{alleen}.")
    if regel.herweging:
        yield Schrijfstuk(f" Anders gewogen: {herwogen(regel)}", schuin=True)

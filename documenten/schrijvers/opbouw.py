"""From a Plandocument to a row of paragraphs, each with its style, its label and the marks by which it is found back.

Marks are names of bookmarks: `o_` an opgave, `h_` a chapter, `s_` a section, `p_` an item, `e_` the closing text of
a section, each followed by its key; `v_` what the portal makes itself and does not read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Final

from documenten.druk.uitgave import Uitgave
from plandocument import codes, tekst
from plandocument.boom import Hoofdstuk, Item, Opgave, Plandocument, Sectie
from plandocument.itemsoorten import PUNT, Itemsoort
from plandocument.leeg import GEEN_TEKST, lege_zin
from plandocument.redactie import VERVALLEN

OVERIG: Final = "Overig"
OVER: Final = "Over dit document"
"""The heading of what the portal tells of the file itself; not read back."""

_ONGELDIG = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_MERK = re.compile(r"[0-9A-Za-z]{1,36}")


@dataclass(frozen=True, slots=True)
class Schrijfstuk:
    """Words with one dress. `doel` is a web address, `opgave` the key of an opgave with its number (0: it is gone)."""

    tekst: str
    vet: bool = False
    schuin: bool = False
    doel: str = ""
    opgave: tuple[str, int] | None = None
    stijl: str = ""  # deelthema, status, leeg, nieuw, vervalt


@dataclass(frozen=True, slots=True)
class Schrijfbeeld:
    """The bytes of a picture, its type and its size in pixels."""

    inhoud: bytes
    soort: str
    breedte: int
    hoogte: int

    @property
    def eind(self) -> str:
        return {"image/jpeg": "jpeg", "image/svg+xml": "svg"}.get(self.soort, "png")


LEEG_BEELD: Final = Schrijfbeeld(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501"
        "012718e3660000000049454e44ae426082"
    ),
    "image/png",
    160,
    90,
)
"""Stands where the bytes of a picture are not at hand: its name and description travel all the same."""


@dataclass(frozen=True, slots=True)
class Schrijfalinea:
    """A paragraph. `soort`: titel, ondertitel, kop1 to kop3, tekst, ul, ol, punt, kenmerk, inhoudkop, inhoud (a line of
    the table of contents, to `anker`), tabelnaam (the caption of the table that follows), tabel (`rijen` of cells, with
    or without a header row and a header column; `kolommen` in percent), figuur (`beeld` and `alt`), figuurnaam and
    figuurbron (what stands below it).

    `label` is a number or code that counts as a list label, not as words: "14", "14.K", or the stem of the codes of
    items. `lijst` tells numbered lists apart.
    """

    soort: str
    stukken: tuple[Schrijfstuk, ...]
    merken: tuple[str, ...] = ()
    label: str = ""
    niveau: int = 0
    lijst: int = 0
    vak: str = ""  # the mark of the section that it belongs to
    anker: str = ""
    rijen: tuple[tuple[tuple[Schrijfstuk, ...], ...], ...] = ()
    kolommen: tuple[int, ...] = ()
    koprij: bool = True
    kopkolom: bool = False
    beeld: str = ""
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Stuktekst:
    """A whole document: its paragraphs and what identifies it."""

    titel: str
    uitgave: Uitgave
    alineas: tuple[Schrijfalinea, ...]
    voorblad: bool
    beelden: Mapping[str, Schrijfbeeld] = field(default_factory=dict)
    """What its figures show, by name."""


def veilig(woorden: str) -> str:
    """Words without signs that XML cannot carry, in one line."""
    return _ONGELDIG.sub("", woorden).replace("\r", " ").replace("\n", " ").replace("\t", " ")


def merk(letter: str, sleutel: str) -> tuple[str, ...]:
    """The mark of a part; nothing for a key that no bookmark can carry (none of ours)."""
    return (f"{letter}_{sleutel}",) if _MERK.fullmatch(sleutel) else ()


def stukken(runs: Sequence[tekst.Run], nummers: dict[str, int]) -> tuple[Schrijfstuk, ...]:
    uit = []
    for run in runs:
        if run.doel.startswith("opgave:"):
            sleutel = run.doel.removeprefix("opgave:")
            nummer = nummers.get(sleutel, 0)
            naam = f"opgave\u00a0{nummer}" if nummer else VERVALLEN
            uit.append(Schrijfstuk(naam, run.vet, run.schuin, opgave=(sleutel, nummer)))
        else:
            uit.append(Schrijfstuk(run.tekst, run.vet, run.schuin, run.doel))
    return tuple(uit)


def rijk(html: str, nummers: dict[str, int], lijsten: Iterator[int]) -> Iterator[Schrijfalinea]:
    """Rich text as paragraphs. `lijsten` gives each list a number of its own."""
    for blok in tekst.blokken(html):
        yield from _blok(blok, nummers, lijsten, 0)


def _blok(blok: tekst.Blok, nummers: dict[str, int], lijsten: Iterator[int], niveau: int) -> Iterator[Schrijfalinea]:
    if blok.soort == "p":
        yield Schrijfalinea("tekst", stukken(blok.runs, nummers))
    elif blok.soort == "tabel":
        if blok.runs:
            yield Schrijfalinea("tabelnaam", stukken(blok.runs, nummers))
        rijen = tuple(tuple(stukken(cel, nummers) for cel in rij) for rij in blok.rijen)
        yield Schrijfalinea(
            "tabel", (), rijen=rijen, kolommen=kolombreedten(blok), koprij=blok.koprij, kopkolom=blok.kopkolom
        )
    elif blok.soort == "figuur":
        assert blok.figuur is not None
        yield Schrijfalinea("figuur", (), beeld=blok.figuur.beeld, alt=blok.figuur.alt)
        if blok.runs:
            yield Schrijfalinea("figuurnaam", stukken(blok.runs, nummers))
        if blok.figuur.bron:
            yield Schrijfalinea("figuurbron", (Schrijfstuk(blok.figuur.bron),))
    else:
        lijst = next(lijsten)
        for punt in blok.punten:
            yield Schrijfalinea(blok.soort, stukken(punt.runs, nummers), niveau=niveau, lijst=lijst)
            for binnen in punt.lijsten:
                yield from _blok(binnen, nummers, lijsten, niveau + 1)


def kolombreedten(blok: tekst.Blok) -> tuple[int, ...]:
    """Percent for each column of a table, by what stands in it: no column is narrower than half its share."""
    lang = [max(len("".join(r.tekst for r in cel)) for cel in kolom) for kolom in zip(*blok.rijen, strict=True)]
    gewicht = [min(max(n, 6), 60) for n in lang]
    gemiddeld = sum(gewicht) / len(gewicht)
    gewicht = [round(max(n, gemiddeld / 2)) for n in gewicht]
    breed = [max(1, 100 * n // sum(gewicht)) for n in gewicht]
    return (*breed[:-1], 100 - sum(breed[:-1]))


class _Zetter:
    def __init__(self, document: Plandocument) -> None:
        self.document = document
        self.nummers = document.nummers
        self.lijsten = count(1)

    def blokken(self, html: str) -> Iterator[Schrijfalinea]:
        return rijk(html, self.nummers, self.lijsten)

    def item(self, soort: Itemsoort, item: Item, code: str) -> Schrijfalinea:
        voor = (Schrijfstuk(f"{thema_naam(item.deelthema)}: ", stijl="deelthema"),) if item.deelthema else ()
        na = tuple(Schrijfstuk(f" ({woord})", stijl="status") for woord in soort.achter(item))
        runs = stukken(tekst.regel(item.tekst), self.nummers)
        return Schrijfalinea("punt", (*voor, *runs, *na), merk("p", item.sleutel), label=code)

    def sectie(
        self, sectie: Sectie, kop: Schrijfalinea | None, plaats: codes.Plaats | None, leeg: str
    ) -> Iterator[Schrijfalinea]:
        """A section with its heading. Its first paragraph carries the mark, all name it as their `vak`."""
        code = plaats.code if plaats else ""
        soort = plaats.soort.itemklasse if plaats else PUNT
        alineas = [kop] if kop else []
        alineas += self.blokken(sectie.opening)
        for naam, items in groepen(soort, sectie.items):
            if naam:
                alineas.append(Schrijfalinea("kop3", (Schrijfstuk(naam),)))
            alineas += [self.item(soort, item, code) for item in items]
        eind = list(self.blokken(sectie.slot))
        if eind:
            eind[0] = replace(eind[0], merken=merk("e", sectie.sleutel))
        alineas += eind
        if sectie.leeg:
            alineas.append(Schrijfalinea("tekst", (Schrijfstuk(leeg, stijl="leeg"),)))
        vak = merk("s", sectie.sleutel)
        for n, alinea in enumerate(alineas):
            yield replace(alinea, vak="".join(vak), merken=(*(() if n else vak), *alinea.merken))

    def fiche(self, opgave: Opgave) -> Iterator[Schrijfalinea]:
        yield Schrijfalinea("kop1", (Schrijfstuk(opgave.titel),), merk("o", opgave.sleutel), label=str(opgave.nummer))
        yield from kenmerken(self.document, opgave)
        for plaats in codes.plaatsen(self.document, opgave):
            soort = plaats.soort
            kop = Schrijfalinea("kop2", (Schrijfstuk(soort.naam),), label=plaats.code)
            leeg = lege_zin(soort)
            yield from self.sectie(plaats.sectie, kop, plaats, leeg)

    def hoofdstuk(self, nummer: int, hoofdstuk: Hoofdstuk) -> Iterator[Schrijfalinea]:
        yield Schrijfalinea("kop1", (Schrijfstuk(hoofdstuk.titel),), merk("h", hoofdstuk.sleutel), label=str(nummer))
        los = int(bool(hoofdstuk.secties) and not hoofdstuk.secties[0].titel)
        for n, sectie in enumerate(hoofdstuk.secties, 1):
            kop = (
                Schrijfalinea("kop2", (Schrijfstuk(sectie.titel),), label=f"{nummer}.{n - los}")
                if sectie.titel
                else None
            )
            yield from self.sectie(sectie, kop, None, GEEN_TEKST)


def thema_naam(thema: str) -> str:
    return thema[:1].upper() + thema[1:]


def groepen(soort: Itemsoort, items: Sequence[Item]) -> list[tuple[str, tuple[Item, ...]]]:
    """Items under their headings, in the order in which their codes count; what is in no known group comes last."""
    namen = soort.groepen
    uit = [(naam, tuple(i for i in items if i.groep == code)) for code, naam in namen.items()]
    los = tuple(i for i in items if i.groep not in namen)
    uit = [(naam, rij) for naam, rij in uit if rij]
    return [*uit, (OVERIG if uit else "", los)] if los else uit


def kenmerken(document: Plandocument, opgave: Opgave) -> Iterator[Schrijfalinea]:
    """Cluster and doelstellingen: chosen in the portal, so shown and not read back."""
    cluster = document.cluster_per_sleutel.get(opgave.cluster)
    doelen = [f"{d.nummer} {d.kort or d.naam}" for d in document.doelstellingen if d.sleutel in opgave.doelstellingen]
    for naam, waarde in (("Cluster", cluster.naam if cluster else ""), ("Doelstellingen", "; ".join(doelen))):
        if waarde:
            yield Schrijfalinea("kenmerk", (Schrijfstuk(f"{naam}: ", vet=True), Schrijfstuk(waarde)))


def _vast(soort: str, *delen: Schrijfstuk, naam: str = "") -> Schrijfalinea:
    return Schrijfalinea(soort, delen, (f"v_{naam}",) if naam else (), vak="v_vast")


def _colofon(uitgave: Uitgave, heel: bool) -> Iterator[Schrijfalinea]:
    yield _vast("kop1" if heel else "kop2", Schrijfstuk(OVER), naam="colofon")
    for naam, waarde in (
        ("Versie", f"{uitgave.naam}, {uitgave.versie}"),
        *((("Besluiten", "; ".join(b.zin for b in uitgave.besluiten)),) if uitgave.besluiten else ()),
        ("Code", uitgave.code),
        ("Controlegetal", f"SHA-256: {' '.join(uitgave.controlegetal)}"),
        ("Op internet", uitgave.adres),
        ("Uitgave", f"NPVR-team {uitgave.regio}"),
    ):
        delen = (Schrijfstuk(waarde, doel=waarde),) if naam == "Op internet" else (Schrijfstuk(waarde),)
        yield _vast("kenmerk", Schrijfstuk(f"{naam}: ", vet=True), *delen)
    yield _vast(
        "tekst",
        Schrijfstuk(
            "U kunt dit bestand bewerken en daarna weer inlezen in het portaal. Laat de koppen en de indeling staan; "
            "de nummers en codes tellen vanzelf. Wijzigingen bijhouden mag, opmerkingen in de kantlijn ook. Wat op de "
            "titelpagina, in de inhoudsopgave, bij cluster en doelstellingen en op deze plek staat, past u aan in het "
            "portaal."
        ),
    )


def plan(
    document: Plandocument,
    uitgave: Uitgave,
    sleutels: Sequence[str] | None = None,
    beelden: Mapping[str, Schrijfbeeld] | None = None,
) -> Stuktekst:
    """The whole plan; with `sleutels` a selection: title page, these fiches in the plan's order, no chapters.

    `beelden`: what its figures show.
    """
    zetter = _Zetter(document)
    opgaven = [o for o in document.opgaven if sleutels is None or o.sleutel in sleutels]
    voor = document.hoofdstukken_voor() if sleutels is None else ()
    na = document.hoofdstukken_na() if sleutels is None else ()
    lijf: list[Schrijfalinea] = []
    for n, hoofdstuk in enumerate(voor, 1):
        lijf += zetter.hoofdstuk(n, hoofdstuk)
    for opgave in opgaven:
        lijf += zetter.fiche(opgave)
    for n, hoofdstuk in enumerate(na, len(voor) + 1):
        lijf += zetter.hoofdstuk(n, hoofdstuk)
    lijf += _colofon(uitgave, heel=True)
    alineas = [
        _vast("titel", Schrijfstuk(document.titel), naam="titel"),
        *([_vast("ondertitel", Schrijfstuk(document.ondertitel))] if document.ondertitel else []),
        _vast("kenmerk", Schrijfstuk("Versie: ", vet=True), Schrijfstuk(uitgave.versie), naam="versie"),
        _vast("kenmerk", Schrijfstuk("Code: ", vet=True), Schrijfstuk(uitgave.code)),
        _vast("inhoudkop", Schrijfstuk("Inhoud"), naam="inhoud"),
    ]
    for alinea in lijf:
        if alinea.soort == "kop1" and alinea.merken:
            woorden = " ".join(filter(None, (alinea.label, *(s.tekst for s in alinea.stukken))))
            alineas.append(replace(_vast("inhoud", Schrijfstuk(woorden)), anker=alinea.merken[0]))
    return Stuktekst(document.titel, uitgave, (*alineas, *lijf), voorblad=True, beelden=beelden or {})


def fiche(document: Plandocument, opgave: Opgave, uitgave: Uitgave) -> Stuktekst:
    """One fiche as a document of its own."""
    alineas = (*_Zetter(document).fiche(opgave), *_colofon(uitgave, heel=False))
    return Stuktekst(f"Opgave {opgave.nummer}: {opgave.titel}", uitgave, alineas, voorblad=False)

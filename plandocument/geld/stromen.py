"""Flows of money in a document, and the sums of them: pure functions, so that screen, paper and files cannot disagree.

A flow has one origin and one year. Its rows follow one another (`volgt_op`): gevraagd, toegezegd, verleend, besteed
are the same money, further on, and of each stand the last row holds. Whoever passes it on (`via`) adds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

from .. import codes, tijd
from ..boom import Item, Koppeling, Opgave, Plandocument
from ..itemsoorten import ACTIVITEIT, GELDSTROOM
from .bedrag import NUL, Bedrag, GeenBedrag, niet_gedekt, som, uit_code

STANDEN: Final = tuple(GELDSTROOM.statussen)
GEVRAAGD, TOEGEZEGD, VERLEEND, BESTEED = STANDEN
ZONDER_JAAR: Final = 0
"""Where a flow says no year, or one that cannot be read."""
ZONDER_BRON: Final = Koppeling("", "")


@dataclass(frozen=True, slots=True)
class Geldrij:
    """One row of a flow, in its place."""

    code: str
    item: Item
    bedrag: Bedrag


@dataclass(frozen=True, slots=True)
class Geldloop:
    """One flow: the rows that follow one another, oldest first, of one origin in one year."""

    opgave: Opgave
    rijen: tuple[Geldrij, ...]

    @property
    def laatste(self) -> Item:
        return self.rijen[-1].item

    @property
    def bronsoort(self) -> str:
        """The kind of its origin (a group of the kind geldstroom)."""
        return self.laatste.groep

    @property
    def bron(self) -> Koppeling:
        """Its origin in the registers: of the last row that names one."""
        namen = [link for rij in self.rijen for link in rij.item.links("bron")]
        return namen[-1] if namen else ZONDER_BRON

    @property
    def route(self) -> tuple[Koppeling, ...]:
        """Through whose hands it goes. Never an amount."""
        return tuple(dict.fromkeys(link for rij in self.rijen for link in rij.item.links("via")))

    @property
    def jaar(self) -> int:
        code = next((c for rij in reversed(self.rijen) if (c := rij.item.feit("jaar"))), "")
        try:
            return tijd.moment(code).eerste.year if code else ZONDER_JAAR
        except tijd.GeenMoment:
            return ZONDER_JAAR

    def feit(self, naam: str) -> str:
        """A fact that the last row to name it says."""
        return next((w for rij in reversed(self.rijen) if (w := rij.item.feit(naam))), "")

    def op(self, stand: str) -> Bedrag | None:
        """The amount of that stand, as the last row of it says; None where it never had it."""
        return next((rij.bedrag for rij in reversed(self.rijen) if rij.item.status == stand), None)

    @property
    def gedekt(self) -> Bedrag:
        """What counts as cover: what was promised; where nobody wrote that down, what was granted, or spent."""
        return next((b for stand in (TOEGEZEGD, VERLEEND, BESTEED) if (b := self.op(stand)) is not None), NUL)

    @property
    def nog_gevraagd(self) -> Bedrag:
        """What is asked and not answered. A promise answers the whole of it, also when it is less."""
        beantwoord = any(self.op(stand) is not None for stand in (TOEGEZEGD, VERLEEND, BESTEED))
        return NUL if beantwoord else self.op(GEVRAAGD) or NUL

    @property
    def gevraagd(self) -> Bedrag:
        """In all: what is still asked, and what was promised."""
        return self.nog_gevraagd + self.gedekt


def stromen(document: Plandocument) -> tuple[Geldloop, ...]:
    """Every flow of the document, in printed order of its first row. A row that follows one that is not in its blad, or
    that follows itself by a detour, begins a flow of its own: no money is lost."""
    return tuple(stroom for opgave in document.opgaven for stroom in _van_blad(document, opgave))


def _van_blad(document: Plandocument, opgave: Opgave) -> Iterable[Geldloop]:
    rijen = {
        regel.item.sleutel: Geldrij(regel.code, regel.item, _bedrag(regel.item, "bedrag"))
        for plaats in codes.plaatsen(document, opgave)
        if plaats.soort.itemklasse is GELDSTROOM
        for regel in plaats.regels
    }
    volgt = {sleutel: rij.item.feit("volgt_op") for sleutel, rij in rijen.items()}
    per: dict[str, list[Geldrij]] = {}
    for sleutel in rijen:
        per.setdefault(_begin(sleutel, volgt), []).append(rijen[sleutel])
    plek = {sleutel: n for n, sleutel in enumerate(rijen)}
    for begin, eigen in per.items():
        diepte = {rij.item.sleutel: _diepte(rij.item.sleutel, volgt, begin) for rij in eigen}
        yield Geldloop(opgave, tuple(sorted(eigen, key=lambda r: (diepte[r.item.sleutel], plek[r.item.sleutel]))))


def _begin(sleutel: str, volgt: Mapping[str, str]) -> str:
    """The first row of the flow of this one. In a ring: the least of its keys, so that each says the same."""
    gezien = [sleutel]
    while (vorige := volgt[gezien[-1]]) in volgt:
        if vorige in gezien:
            return min(gezien[gezien.index(vorige) :])
        gezien.append(vorige)
    return gezien[-1]


def _diepte(sleutel: str, volgt: Mapping[str, str], begin: str) -> int:
    stappen, gezien = 0, set()
    while sleutel != begin and sleutel in volgt and sleutel not in gezien:
        gezien.add(sleutel)
        sleutel, stappen = volgt[sleutel], stappen + 1
    return stappen


def _bedrag(item: Item, feit: str) -> Bedrag:
    """The amount of an item. What stands there and cannot be read is not known; nothing at all is not known either."""
    try:
        return uit_code(item.feit(feit) or "?")
    except GeenBedrag:
        return uit_code("?")


# ---- what is needed ----


def kosten(document: Plandocument, opgave: Opgave) -> Bedrag:
    """What the activities of a blad cost together. One that says no costs adds nothing known."""
    items = (
        item
        for sectie in opgave.secties
        if (soort := document.soorten.get(sectie.soort)) and soort.itemklasse is ACTIVITEIT
        for item in sectie.items
        if item.feit("kosten")
    )
    return som(_bedrag(item, "kosten") for item in items)


# ---- matrices ----

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Geldregel:
    """A row of a matrix: its total first, then what stands under each column."""

    totaal: Bedrag
    per: Mapping[Hashable, Bedrag] = field(default_factory=dict)


def tel(
    lijst: Iterable[Geldloop],
    rij: Callable[[Geldloop], K],
    kolom: Callable[[Geldloop], Hashable],
    wat: Callable[[Geldloop], Bedrag],
) -> dict[K, Geldregel]:
    """Rows by `rij`, columns by `kolom`, of `wat` each flow is. Each flow counts once, and every total is the sum of
    its row."""
    cellen: dict[K, dict[Hashable, Bedrag]] = {}
    for stroom in lijst:
        hier = cellen.setdefault(rij(stroom), {})
        hier[kolom(stroom)] = hier.get(kolom(stroom), NUL) + wat(stroom)
    return {wie: Geldregel(som(per.values()), per) for wie, per in cellen.items()}


def optel(regels: Iterable[Geldregel]) -> Geldregel:
    """Rows added column by column."""
    per: dict[Hashable, Bedrag] = {}
    for regel in regels:
        for kolom, bedrag in regel.per.items():
            per[kolom] = per.get(kolom, NUL) + bedrag
    return Geldregel(som(per.values()), per)


def gedekt(stroom: Geldloop) -> Bedrag:
    return stroom.gedekt


def nog_gevraagd(stroom: Geldloop) -> Bedrag:
    return stroom.nog_gevraagd


@dataclass(frozen=True, slots=True)
class Opgavegeld:
    """The money of one blad."""

    opgave: Opgave
    gedekt: Geldregel
    gevraagd: Bedrag
    nodig: Bedrag

    @property
    def mist(self) -> Bedrag:
        """What is needed and not covered."""
        return niet_gedekt(self.nodig, self.gedekt.totaal)


def per_opgave(document: Plandocument) -> tuple[Opgavegeld, ...]:
    """The matrix opgave × kind of origin: every blad that says anything about money."""
    alle = stromen(document)
    gedekten = tel(alle, lambda s: s.opgave.sleutel, lambda s: s.bronsoort, gedekt)
    gevraagden = tel(alle, lambda s: s.opgave.sleutel, lambda s: s.bronsoort, nog_gevraagd)
    leeg = Geldregel(NUL)
    uit = (
        Opgavegeld(
            o,
            gedekten.get(o.sleutel, leeg),
            gevraagden.get(o.sleutel, leeg).totaal,
            kosten(document, o),
        )
        for o in document.opgaven
    )
    return tuple(g for g in uit if g.opgave.sleutel in gedekten or not g.nodig.leeg)


def per_bron(alle: Iterable[Geldloop]) -> dict[tuple[str, Koppeling], Geldregel]:
    """The matrix origin × year of what is covered, in the order of the kinds of origin."""
    regels = tel(alle, lambda s: (s.bronsoort, s.bron), lambda s: s.jaar, gedekt)
    orde = [*GELDSTROOM.groepen]
    gesorteerd = sorted(regels, key=lambda k: (orde.index(k[0]) if k[0] in orde else len(orde), k[1].soort, k[1].doel))
    return {wie: regels[wie] for wie in gesorteerd}


def jaren(alle: Iterable[Geldloop], periode: str = "") -> list[int]:
    """The columns of a matrix: the years of the period of the document, those of flows outside it, and last the flows
    without one."""
    begin, _, eind = periode.partition("-")
    vast = set(range(int(begin), int(eind) + 1)) if begin.isdecimal() and eind.isdecimal() else set()
    gevonden = {s.jaar for s in alle}
    uit = sorted(jaar for jaar in vast | gevonden if jaar != ZONDER_JAAR)
    return [*uit, ZONDER_JAAR] if ZONDER_JAAR in gevonden else uit

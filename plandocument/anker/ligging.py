"""A plan laid out in units: what can be pointed at, by key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from .. import boom
from ..plek import Plek
from ..vergelijk.kaart import Id, Plankaart, kaarten
from . import eenheid
from .eenheid import Woorden

STERK: Final = 4
"""Words (the edges of a unit count as one) that a row must have to be known by itself."""


@dataclass(frozen=True)
class Ankereenheid:
    """An item, or the opening or closing text of a section."""

    plek: Plek
    deel: str
    html: str
    nummers: dict[str, int]

    @cached_property
    def woorden(self) -> Woorden:
        return eenheid.van_html(self.html, self.nummers)


@dataclass(frozen=True)
class Ankergeheel(Ankereenheid):
    """All units of a section as one, for words that begin in one and end in another."""

    samen: Woorden

    @property
    def woorden(self) -> Woorden:
        return self.samen


class Ligging:
    """A document laid out once, for many anchors. Linear; words are read when they are asked for.

    `ligging_van` keeps it with its document.
    """

    def __init__(self, document: boom.Plandocument) -> None:
        self.document = document
        self._hele: dict[Id, Woorden] = {}

    @cached_property
    def kaart(self) -> Plankaart:
        return kaarten(self.document, self.document)[0]

    @cached_property
    def _per_sectie(self) -> dict[str, list[Id]]:
        uit: dict[str, list[Id]] = {}
        for wie, bij in self.kaart.secties.items():
            uit.setdefault(bij.sectie.sleutel, []).append(wie)
        return uit

    @cached_property
    def _per_item(self) -> dict[str, list[Id]]:
        uit: dict[str, list[Id]] = {}
        for wie, bij in self.kaart.items.items():
            uit.setdefault(bij.item.sleutel, []).append(wie)
        return uit

    @cached_property
    def _eenheden(self) -> dict[Id, Ankereenheid]:
        return {}

    def secties(self, sleutel: str) -> list[Id]:
        return self._per_sectie.get(sleutel, [])

    def items(self, sleutel: str) -> list[Id]:
        return self._per_item.get(sleutel, [])

    def houder(self, opgave: str, hoofdstuk: str) -> Id | None:
        soort, sleutel = ("opgave", opgave) if opgave else ("hoofdstuk", hoofdstuk)
        wie = (soort, sleutel, "0")
        return wie if wie in self.kaart.per_houder else None

    def eenheid(self, wie: Id, deel: str) -> Ankereenheid:
        """The item, or that part of the section."""
        zelf = (*wie, deel)
        if zelf not in self._eenheden:
            if wie in self.kaart.items:
                bij = self.kaart.items[wie]
                plek, html = bij.plek, bij.item.tekst
            else:
                plek = self.kaart.secties[wie].plek
                html = getattr(self.kaart.secties[wie].sectie, deel)
            self._eenheden[zelf] = Ankereenheid(plek, deel, html, self.document.nummers)
        return self._eenheden[zelf]

    def van_sectie(self, wie: Id) -> Iterator[Ankereenheid]:
        """The units of a section in printed order."""
        yield self.eenheid(wie, "opening")
        for item in self.kaart.secties[wie].items:
            yield self.eenheid(item, "item")
        yield self.eenheid(wie, "slot")

    def geheel(self, wie: Id) -> Ankergeheel:
        return Ankergeheel(self.kaart.secties[wie].plek, "", "", self.document.nummers, self.hele_sectie(wie))

    @cached_property
    def alle(self) -> tuple[Ankereenheid, ...]:
        """Every unit with words, in printed order. Reads the whole plan."""
        rij = (e for wie in self.kaart.secties for e in self.van_sectie(wie))
        return tuple(e for e in rij if e.woorden.tekst)

    @cached_property
    def _met(self) -> dict[str, list[int]]:
        """Token → the units it stands in, by number."""
        uit: dict[str, list[int]] = {}
        for n, bij in enumerate(self.alle):
            for vorm in set(bij.woorden.vormen):
                uit.setdefault(vorm, []).append(n)
        return uit

    def zoek(self, vormen: tuple[str, ...]) -> list[tuple[Ankereenheid, int]]:
        """The first two places in the plan where these tokens stand in a row."""
        if not vormen:
            return []
        zeldzaamst = min((self._met.get(v, []) for v in set(vormen)), key=len)
        uit: list[tuple[Ankereenheid, int]] = []
        for n in zeldzaamst:
            bij = self.alle[n]
            uit += [(bij, i) for i in eenheid.plaatsen(vormen, bij.woorden.vormen)]
            if len(uit) > 1:
                break
        return uit

    @cached_property
    def _grepen(self) -> Counter[tuple[str, ...]]:
        return Counter(greep for bij in self.alle for _, greep in eenheid.grepen(bij.woorden.vormen, STERK))

    def herhaald(self, woorden: Woorden) -> tuple[tuple[int, int], ...]:
        """Where tokens of this unit stand in rows that the plan says more than once; -1 is the edge before them."""
        uit: list[tuple[int, int]] = []
        for n, greep in eenheid.grepen(woorden.vormen, STERK):
            if self._grepen[greep] > 1:
                if uit and uit[-1][1] == n + STERK - 1:
                    uit[-1] = (uit[-1][0], n + STERK)
                else:
                    uit.append((n, n + STERK))
        return tuple(uit)

    def hele_sectie(self, wie: Id) -> Woorden:
        if wie not in self._hele:
            bij = self.kaart.secties[wie].sectie
            self._hele[wie] = eenheid.samen((Woorden(bij.titel), *(e.woorden for e in self.van_sectie(wie))))
        return self._hele[wie]

    def hele_houder(self, wie: Id) -> Woorden:
        if wie not in self._hele:
            bij: boom.Opgave | boom.Hoofdstuk = self.kaart.opgaven.get(wie) or self.kaart.hoofdstukken[wie]
            delen = (self.hele_sectie(s) for s in self.kaart.per_houder[wie])
            self._hele[wie] = eenheid.samen((Woorden(bij.titel), *delen))
        return self._hele[wie]

    @cached_property
    def codes(self) -> dict[str, Plek]:
        """Code in capitals → its place; of a code that stands twice the first."""
        plekken = [self.kaart.plek(wie) for wie in self.kaart.opgaven]
        plekken += [bij.plek for bij in self.kaart.secties.values()]
        plekken += [bij.plek for bij in self.kaart.items.values()]
        uit: dict[str, Plek] = {}
        for plek in plekken:
            if plek.code:
                uit.setdefault(plek.code.upper(), plek)
        return uit

    @cached_property
    def dubbele_codes(self) -> frozenset[str]:
        codes = [
            *(str(o.nummer) for o in self.document.opgaven),
            *(b.plek.code.upper() for b in self.kaart.secties.values()),
            *(b.plek.code.upper() for b in self.kaart.items.values()),
        ]
        return frozenset(code for code, n in Counter(codes).items() if n > 1 and code)


def ligging_van(document: boom.Plandocument) -> Ligging:
    """The document laid out, once for as long as the document itself is kept: its text never changes."""
    bij: dict[str, Any] = document.__dict__
    if (bekend := bij.get("_ligging")) is None:
        bekend = bij.setdefault("_ligging", Ligging(document))
    return bekend

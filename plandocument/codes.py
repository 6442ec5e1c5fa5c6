"""Section codes: "14.K2" is a position in one version of a plan, for reading on paper and speaking in a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .boom import Item, Opgave, Plandocument, Sectie, Sectiesoort
from .itemsoorten import Itemsoort


@dataclass(frozen=True, slots=True)
class Coderegel:
    """An item with the code of its place."""

    code: str
    item: Item


@dataclass(frozen=True, slots=True)
class Codegroep:
    """Items under one heading (Rijk, Bestuurlijk); `naam` is empty where the kind of item has no groups."""

    code: str
    naam: str
    regels: tuple[Coderegel, ...]


@dataclass(frozen=True, slots=True)
class Plaats:
    """A section in its place: what a page or a printed fiche shows."""

    code: str
    soort: Sectiesoort
    sectie: Sectie
    groepen: tuple[Codegroep, ...]

    @property
    def regels(self) -> tuple[Coderegel, ...]:
        return tuple(regel for groep in self.groepen for regel in groep.regels)


def op_volgorde(soort: Itemsoort, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Items in printed order: by group, then by place. Numbers of codes count through the groups."""
    groepen = list(soort.groepen)
    if not groepen:
        return items
    return tuple(sorted(items, key=lambda i: groepen.index(i.groep) if i.groep in groepen else len(groepen)))


def plaats(opgave: Opgave, soort: Sectiesoort, sectie: Sectie) -> Plaats:
    code = f"{opgave.nummer}.{soort.letter}"
    regels = [Coderegel(f"{code}{n}", item) for n, item in enumerate(op_volgorde(soort.itemklasse, sectie.items), 1)]
    namen = soort.itemklasse.groepen
    codes = [*namen, *dict.fromkeys(r.item.groep for r in regels if r.item.groep not in namen)]
    groepen = tuple(
        Codegroep(g, namen.get(g, ""), tuple(r for r in regels if r.item.groep == g))
        for g in codes
        if any(r.item.groep == g for r in regels)
    )
    return Plaats(code, soort, sectie, groepen)


def plaatsen(document: Plandocument, opgave: Opgave) -> Iterator[Plaats]:
    """The sections of a fiche in the plan's order, each with the codes of its items."""
    return plaatsen_van(document.sectiesoorten, opgave)


def plaatsen_van(soorten: Iterable[Sectiesoort], opgave: Opgave) -> Iterator[Plaats]:
    """The same, of a plan with these kinds of sections."""
    for soort in soorten:
        for sectie in opgave.secties:
            if sectie.soort == soort.code:
                yield plaats(opgave, soort, sectie)

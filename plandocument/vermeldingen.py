"""Where the fiches name a row of a register: the lines that are linked to a ministry, a body or a traject."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from .boom import STATUSSEN, Item, Opgave, Plandocument
from .codes import Plaats, plaatsen


@dataclass(frozen=True, slots=True)
class Vermelding:
    """One line of a fiche, with its code and the name of its group (Rijk, Bestuurlijk)."""

    opgave: Opgave
    code: str
    item: Item
    groep: str = ""

    @property
    def status(self) -> str:
        return STATUSSEN.get(self.item.status, self.item.status)


def vermeldingen(document: Plandocument, soort: str, doelen: Container[str]) -> tuple[Vermelding, ...]:
    """Lines with a link of that kind to one of those codes, in printed order."""
    return tuple(
        v
        for opgave in document.opgaven
        for plaats in plaatsen(document, opgave)
        for v in _regels(opgave, plaats)
        if any(doel in doelen for doel in v.item.doelen(soort))
    )


def regels_van(document: Plandocument, opgave: Opgave, itemsoort: str) -> tuple[Vermelding, ...]:
    """All lines of one kind (knelpunt, interventie) of a fiche."""
    return tuple(
        v
        for plaats in plaatsen(document, opgave)
        if plaats.soort.itemsoort == itemsoort
        for v in _regels(opgave, plaats)
    )


def _regels(opgave: Opgave, plaats: Plaats) -> Iterator[Vermelding]:
    for groep in plaats.groepen:
        for regel in groep.regels:
            yield Vermelding(opgave, regel.code, regel.item, groep.naam)

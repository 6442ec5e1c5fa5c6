"""Lines of the fiches by what they are: of one kind, or linked to a row of a register."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from .boom import Item, Opgave, Plandocument
from .codes import Plaats, plaatsen
from .itemsoorten import Itemsoort


@dataclass(frozen=True, slots=True)
class Vermelding:
    """One line of a fiche, with its code and the name of its group (Rijk, Bestuurlijk)."""

    opgave: Opgave
    code: str
    item: Item
    groep: str = ""

    @property
    def status(self) -> str:
        return self.item.status_naam


def vermeldingen(document: Plandocument, soort: str, doelen: Container[str]) -> tuple[Vermelding, ...]:
    """Lines with a link of that kind to one of those codes, in printed order."""
    return tuple(
        v
        for opgave in document.opgaven
        for plaats in plaatsen(document, opgave)
        for v in _regels(opgave, plaats)
        if any(doel in doelen for doel in v.item.doelen(soort))
    )


def regels_van(document: Plandocument, opgave: Opgave, soort: Itemsoort) -> tuple[Vermelding, ...]:
    """All lines of one kind of a fiche, with their codes."""
    return tuple(
        v for plaats in plaatsen(document, opgave) if plaats.soort.itemklasse is soort for v in _regels(opgave, plaats)
    )


def items_van_soort(document: Plandocument, opgave: Opgave, soort: Itemsoort) -> tuple[Item, ...]:
    """The items of one kind, wherever this plan puts them in its fiche."""
    codes = {s.code for s in document.sectiesoorten if s.itemklasse is soort}
    return tuple(item for sectie in opgave.secties if sectie.soort in codes for item in sectie.items)


def _regels(opgave: Opgave, plaats: Plaats) -> Iterator[Vermelding]:
    for groep in plaats.groepen:
        for regel in groep.regels:
            yield Vermelding(opgave, regel.code, regel.item, groep.naam)

"""A sheet as it was found in a file, before anything is made of it: what the readers of xlsx, ods and csv hand over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from .cellen import Cel, is_leeg

RIJEN: Final = 20_000
KOLOMMEN: Final = 100
ZOEKT: Final = 20
"""How many rows are looked at for the names of columns, and how many sheets."""
SAMEN: Final = 20_000
"""Merged areas of one sheet; more is no table."""

Rij = tuple[int, tuple[Cel, ...]]
"""Number of the row as the spreadsheet counts it, and its cells."""


class Tabelfout(ValueError):
    """The file cannot be read as a table. The message is one Dutch sentence; it never quotes the file."""


ONLEESBAAR: Final = "Dit bestand is geen leesbaar werkblad; het is beschadigd."
TE_VEEL_KOLOMMEN: Final = f"Dit bestand heeft meer dan {KOLOMMEN} kolommen. Dat is geen tabel uit dit portaal."


@dataclass(frozen=True, slots=True)
class Celsamenvoeging:
    """Cells that were made one: rows and columns, both ends included. Rows count from 1, columns from 0."""

    boven: int
    links: int
    onder: int
    rechts: int


@dataclass
class Blad:
    """One sheet. What is hidden or merged is known once all of `lees` was walked through."""

    naam: str
    lees: Callable[[Blad], Iterator[Rij]]
    verborgen: bool = False
    verborgen_rijen: set[int] = field(default_factory=set)
    verborgen_kolommen: set[int] = field(default_factory=set)
    samen: list[Celsamenvoeging] = field(default_factory=list)
    begin: list[Rij] | None = None
    """Its first rows, where the reader had them at hand already."""
    opmerkingen: bool = False
    """Whether cells carry remarks beside them."""

    def rijen(self) -> Iterator[Rij]:
        return self.lees(self)

    def voeg_samen(self, samenvoeging: Celsamenvoeging) -> None:
        """Raises Tabelfout where there are too many."""
        if len(self.samen) >= SAMEN:
            raise Tabelfout(ONLEESBAAR)
        self.samen.append(samenvoeging)

    def bedekt(self, nummers: set[int]) -> dict[int, dict[int, Celsamenvoeging]]:
        """Row → column → the merged area that covers this cell, of rows that are asked for; not its first cell."""
        uit: dict[int, dict[int, Celsamenvoeging]] = {}
        for s in self.samen:
            hoogte = min(s.onder, s.boven + 2 * RIJEN) - s.boven
            rijen = range(s.boven, s.boven + hoogte + 1) if hoogte < len(nummers) else nummers
            for nummer in rijen:
                if nummer in nummers and s.boven <= nummer <= s.onder:
                    cellen = uit.setdefault(nummer, {})
                    for kolom in range(s.links, min(s.rechts, KOLOMMEN) + 1):
                        if (nummer, kolom) != (s.boven, s.links):
                            cellen[kolom] = s
        return uit


def zonder_staart(cellen: list[Cel]) -> tuple[Cel, ...]:
    """Without what is empty at the end. Raises Tabelfout where more columns are left than a table has."""
    while cellen and is_leeg(cellen[-1]):
        cellen.pop()
    if len(cellen) > KOLOMMEN:
        raise Tabelfout(TE_VEEL_KOLOMMEN)
    return tuple(cellen)


def letters(kolom: int) -> str:
    """0 → "A", 26 → "AA"."""
    uit = ""
    kolom += 1
    while kolom:
        kolom, rest = divmod(kolom - 1, 26)
        uit = chr(65 + rest) + uit
    return uit

"""Kinds of item: one class per kind in a register that raises on the unknown. Nobody else names a kind.

Who shows, asks, prints, compares or checks an item asks its kind; who is about one kind (the rules on owners) imports
that kind. A new one: CONTRIBUTING.md, *A new kind of item*.
"""

from __future__ import annotations

from typing import Final

from .agenda import ACTIVITEIT, DOELSTELLING, GELDSTROOM, STAND, TOEZEGGING
from .fiche import EIGENAAR, INTERVENTIE, KNELPUNT, MINISTERIE, PUNT, TRAJECT
from .soort import ITEMSOORTEN, NIET_INGEVULD, PRIMAIR, Itemsoort, OnbekendeItemsoort, itemsoort
from .velden import (
    Bedragveld,
    GeenFeit,
    Keuzeveld,
    Momentveld,
    Periodeveld,
    Registerveld,
    Veld,
    Verwijsveld,
    Vinkveld,
    Woordenveld,
)

STATUSSEN: Final[dict[str, str]] = {s: naam for soort in ITEMSOORTEN.values() for s, naam in soort.statussen.items()}
"""Every status that some kind knows, with its words."""
GROEPNAMEN: Final = tuple(naam for soort in ITEMSOORTEN.values() for naam in soort.groepen.values())
"""Every heading of a group, of whatever kind."""


def status_naam(code: str) -> str:
    """The words of a status: "nog te organiseren". A code that no kind knows stands for itself."""
    return STATUSSEN.get(code, code)


def keuzes() -> list[tuple[str, str]]:
    """Code and plural of every kind, for a field that holds one."""
    return [(soort.code, soort.meervoud) for soort in ITEMSOORTEN.values()]


def statuskeuzes() -> list[tuple[str, str]]:
    return list(STATUSSEN.items())


__all__ = [
    "ACTIVITEIT",
    "DOELSTELLING",
    "EIGENAAR",
    "GELDSTROOM",
    "GROEPNAMEN",
    "INTERVENTIE",
    "ITEMSOORTEN",
    "KNELPUNT",
    "MINISTERIE",
    "NIET_INGEVULD",
    "PRIMAIR",
    "PUNT",
    "STAND",
    "STATUSSEN",
    "TOEZEGGING",
    "TRAJECT",
    "Bedragveld",
    "GeenFeit",
    "Itemsoort",
    "Keuzeveld",
    "Momentveld",
    "OnbekendeItemsoort",
    "Periodeveld",
    "Registerveld",
    "Veld",
    "Verwijsveld",
    "Vinkveld",
    "Woordenveld",
    "itemsoort",
    "keuzes",
    "status_naam",
    "statuskeuzes",
]

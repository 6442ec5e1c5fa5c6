"""Facts that an item may hold beside its words: what a form asks, and what a choice is called.

A kind of item lists its velden; whoever shows or asks an item goes along that list. A fact of another type (a date with
its precision, an amount, a reference by key) is one more class here: see ADR 19.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Veld:
    """A fact by the name of the field of `Item` that holds it, with its label in a form."""

    naam: str
    label: str


@dataclass(frozen=True)
class Keuzeveld(Veld):
    """One of some codes, each with its words, in their order; or none at all where it `mag_leeg`."""

    keuzes: Mapping[str, str]
    mag_leeg: bool = False


@dataclass(frozen=True)
class Woordenveld(Veld):
    """A few words on one line. `wat` is what a sentence calls them."""

    wat: str


@dataclass(frozen=True)
class Vinkveld(Veld):
    """Yes or no."""


@dataclass(frozen=True)
class Registerveld(Veld):
    """Links to rows of these registers (`boom.REGISTERS`); other links of an item stay as they are. `een`: a form asks
    for the first alone, from a list. A kind has at most one of either."""

    registers: tuple[str, ...]
    een: bool = False

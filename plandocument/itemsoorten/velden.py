"""Facts that an item may hold beside its words: what a form asks, how it is kept, and how it reads.

A kind of item lists its velden; whoever shows or asks an item goes along that list. Some are fields of `Item` itself
(`EIGEN`); the others are its `feiten`, each a code of one line that its veld reads and writes. Other types of fact
are one more class here, and one in `opgaven/veldvormen.py`: see ADR 36.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from .. import tijd
from ..geld import bedrag

if TYPE_CHECKING:  # the tree stands on the kinds
    from ..boom import Item

EIGEN: Final = frozenset({"groep", "deelthema", "status", "primair", "koppelingen"})
"""Names of velden that are fields of `Item`."""


class GeenFeit(ValueError):
    """What was typed is no such fact; the message is a Dutch sentence."""


@dataclass(frozen=True)
class Veld:
    """A fact by its name, with its label in a form. `kop` names it where it is read, if otherwise."""

    naam: str
    label: str

    @property
    def eigen(self) -> bool:
        """Whether it is a field of `Item`, and no feit."""
        return self.naam in EIGEN

    def code(self, item: Item) -> Any:
        """What the item holds."""
        return getattr(item, self.naam) if self.eigen else item.feit(self.naam)

    def zet(self, item: Item, code: Any) -> Item:
        """The item with this instead."""
        if self.eigen:
            velden: dict[str, Any] = {self.naam: code}
            return replace(item, **velden)
        return item.met_feiten({self.naam: code})

    def woorden(self, code: str) -> str:
        """How the code of a feit reads. A code that cannot be read stands for itself: nothing is lost in showing it."""
        return code

    def lees(self, woorden: str) -> str:
        """The code of what somebody typed. Raises GeenFeit."""
        return " ".join(woorden.split())


@dataclass(frozen=True)
class Keuzeveld(Veld):
    """One of some codes, each with its words, in their order; or none at all where it `mag_leeg`."""

    keuzes: Mapping[str, str]
    mag_leeg: bool = False

    def woorden(self, code: str) -> str:
        return self.keuzes.get(code, code)

    def lees(self, woorden: str) -> str:
        net = " ".join(woorden.split()).casefold()
        if not net:
            return ""
        gevonden = [code for code, naam in self.keuzes.items() if net in (code.casefold(), naam.casefold())]
        if not gevonden:
            raise GeenFeit(f"“{woorden[:60]}” is geen keuze bij {self.label.lower()}.")
        return gevonden[0]


@dataclass(frozen=True)
class Woordenveld(Veld):
    """Words on one line. `wat` is what a sentence calls them; `lang`: some sentences."""

    wat: str
    lang: bool = False


@dataclass(frozen=True)
class Vinkveld(Veld):
    """Yes or no."""


@dataclass(frozen=True)
class Momentveld(Veld):
    """A moment with its precision (`plandocument.tijd`)."""

    def woorden(self, code: str) -> str:
        try:
            return tijd.moment(code).woorden
        except tijd.GeenMoment:
            return code

    def lees(self, woorden: str) -> str:
        try:
            return tijd.lees(woorden).code if woorden.strip() else ""
        except tijd.GeenMoment as fout:
            raise GeenFeit(str(fout)) from None


@dataclass(frozen=True)
class Periodeveld(Veld):
    """From when to when, each end a moment with its precision."""

    def woorden(self, code: str) -> str:
        try:
            return tijd.Periode.uit(code).woorden
        except tijd.GeenMoment:
            return code

    def lees(self, woorden: str) -> str:
        try:
            return tijd.lees_periode(woorden).code
        except tijd.GeenMoment as fout:
            raise GeenFeit(str(fout)) from None


@dataclass(frozen=True)
class Bedragveld(Veld):
    """Money in cents: exact, about, a range, or not known (`plandocument.geld.bedrag`)."""

    def woorden(self, code: str) -> str:
        try:
            return bedrag.uit_code(code).woorden
        except bedrag.GeenBedrag:
            return code

    def lees(self, woorden: str) -> str:
        try:
            return bedrag.lees(woorden).code if woorden.strip() else ""
        except bedrag.GeenBedrag as fout:
            raise GeenFeit(str(fout)) from None


@dataclass(frozen=True)
class Verwijsveld(Veld):
    """References by key, divided by spaces: to items of these kinds, in the document itself or the one that it follows
    (`gevolgd`), or to doelstellingen. `een`: at most one."""

    naar: tuple[str, ...]
    gevolgd: bool = False
    een: bool = False


@dataclass(frozen=True)
class Registerveld(Veld):
    """Links to rows of these registers (`boom.REGISTERS`); other links of an item stay as they are. `een`: a form asks
    for the first alone. `rol` tells what the rows are to the item, where its kind has more than one such veld."""

    registers: tuple[str, ...]
    een: bool = False
    rol: str = ""

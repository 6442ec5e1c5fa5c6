"""What a kind of table to read says of itself, and the register of kinds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import ClassVar, Final, Self, TypeVar

from governance.models import Regio
from opgaven.permissions import Rechten
from plandocument.boom import Plandocument

from .voorstel import Tabelkolom, Tabelrij, Tabelvoorstel

Mag = Callable[[str], bool]
"""Whether somebody may edit the opgave with this key."""


class OnbekendeTabelsoort(LookupError):
    """No kind of table has this code."""


class Tabelsoort:
    """A kind of table that can be read in; an object of it is what a file of that kind is laid beside."""

    code: ClassVar[str]
    """In the database and in addresses."""
    naam: ClassVar[str]
    uitleg: ClassVar[str]
    """What a row of it is, in a sentence."""
    kolommen: ClassVar[tuple[Tabelkolom, ...]]
    rollen: ClassVar[frozenset[str]]
    """Who reads it in."""
    wie: ClassVar[str]
    """The same in words."""
    in_plan: ClassVar[bool]
    """Whether it is text of the plan, with its history and its locks; else it is a register."""

    do_not_call_in_templates: ClassVar = True

    @classmethod
    def mag(cls, rechten: Rechten) -> bool:
        return bool(rechten.rollen & cls.rollen)

    @classmethod
    def van(cls, regio: Regio, document: Plandocument, *, mag: Mag, dicht: Collection[str], slot: bool) -> Self:
        """What stands now. `dicht` are keys of opgaven that are closed; `slot` holds the rows of a register."""
        raise NotImplementedError

    def rijen(self) -> list[tuple[object, ...]]:
        """What stands now, in the order of the columns, for a template of the table."""
        raise NotImplementedError

    def voorstel(self, rijen: Iterable[Tabelrij]) -> Tabelvoorstel:
        """What these rows would do. Writes nothing."""
        raise NotImplementedError


T = TypeVar("T", bound=type[Tabelsoort])

TABELSOORTEN: Final[dict[str, type[Tabelsoort]]] = {}
"""Code → kind, in the order in which people choose from them."""


def registreer(soort: T) -> T:
    """Make a kind known. Raises ValueError for a code that is taken."""
    if soort.code in TABELSOORTEN:
        raise ValueError(f"tabelsoort {soort.code} bestaat al")
    TABELSOORTEN[soort.code] = soort
    return soort

"""What an anchor is, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Final, Literal

from ..plek import Plek

DELEN: Final = ("", "opening", "slot", "item")
OMGEVING: Final = 60
"""Characters kept of the words before and behind a passage, for people to read."""

Gevolgdsoort = Literal["er_nog", "verplaatst", "gewijzigd", "weg"]


class GeenPlek(ValueError):
    """There is no such place, or no such words. The sentence is for people."""


class KanNiet(ValueError):
    """Words cannot be put there. The sentence is for people."""


@dataclass(frozen=True, slots=True)
class Anker:
    """A place in one text of the plan: keys, the passage, the words around it, and the unit it stood in.

    A unit is an item, or the opening or closing text of a section; `eenheid` holds its words whole, `begin` and `eind`
    count in them. About a whole item, section, chapter or opgave `citaat` is empty; all empty means the whole plan.

    The rest tells what following must know of the text it was made on. `soort`: the kind of section. `verwijzingen`:
    from where to where in `eenheid` a reference to an opgave stands, with its key. `eenmalig`: the passage stood once
    in the plan. `herhaald`: from where to where (in tokens of `eenheid`) stand words that the plan says elsewhere too.
    `dubbel`: the key of the item or section stood more than once.
    """

    opgave: str = ""
    hoofdstuk: str = ""
    sectie: str = ""
    item: str = ""
    deel: str = ""
    begin: int = 0
    eind: int = 0
    citaat: str = ""
    voor: str = ""
    na: str = ""
    eenheid: str = ""
    soort: str = ""
    verwijzingen: tuple[tuple[int, int, str], ...] = ()
    herhaald: tuple[tuple[int, int], ...] = ()
    eenmalig: bool = False
    dubbel: bool = False

    def als_data(self) -> dict[str, Any]:
        """For a JSON column; what is empty is left out."""
        data = {naam: waarde for naam, waarde in asdict(self).items() if waarde}
        for naam in ("verwijzingen", "herhaald"):
            if naam in data:
                data[naam] = [list(rij) for rij in data[naam]]
        return data

    @classmethod
    def uit_data(cls, data: Mapping[str, Any]) -> Anker:
        """Back from `als_data`. What is unknown or of another type counts as empty. Never raises."""
        goed: dict[str, Any] = {}
        for veld in fields(cls):
            waarde = data.get(veld.name)
            if veld.name == "verwijzingen":
                goed[veld.name] = _rijen(waarde, [int, int, str])
            elif veld.name == "herhaald":
                goed[veld.name] = _rijen(waarde, [int, int])
            elif type(waarde) is type(veld.default):
                goed[veld.name] = waarde
        anker = cls(**goed)
        klopt = anker.deel in DELEN and 0 <= anker.begin <= anker.eind <= len(anker.eenheid)
        if klopt and (not anker.citaat or anker.eenheid[anker.begin : anker.eind] == anker.citaat):
            return anker
        return cls(anker.opgave, anker.hoofdstuk, anker.sectie, anker.item, soort=anker.soort, dubbel=anker.dubbel)


def _rijen(waarde: object, soorten: list[type]) -> tuple[tuple[Any, ...], ...]:
    rijen = waarde if isinstance(waarde, (list, tuple)) else ()
    return tuple(tuple(r) for r in rijen if isinstance(r, (list, tuple)) and [type(x) for x in r] == soorten)


@dataclass(frozen=True, slots=True)
class GevolgdAnker:
    """What became of an anchor.

    er_nog      the same words, in the same unit (its code may be another now)
    verplaatst  the same words, elsewhere in the plan
    gewijzigd   words of the passage changed; or the unit changed, and which words took its place is not sure
    weg         the passage is gone; `plek` is the nearest that is left, or None

    `begin` and `eind` count in the words of the unit at `plek` (`deel` of its section); `woorden_nu` are the words
    between them. `geheel`: they are the whole unit. Nothing is pointed at when it is gone.
    """

    soort: Gevolgdsoort
    plek: Plek | None
    deel: str = ""
    begin: int = 0
    eind: int = 0
    woorden_nu: str = ""
    zin: str = ""
    geheel: bool = False
    nummers: Mapping[str, int] = field(default_factory=dict, repr=False, compare=False)

    @property
    def staat_er(self) -> bool:
        """Whether the words that were meant stand there unchanged."""
        return self.soort in ("er_nog", "verplaatst")


@dataclass(frozen=True, slots=True)
class Zin:
    """A sentence of a section. `maak(…, item=, deel=, citaat=tekst, hoeveelste=)` anchors it."""

    item: str
    deel: str
    begin: int
    eind: int
    tekst: str
    hoeveelste: int = 0

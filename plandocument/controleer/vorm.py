"""What a check is given and what it gives back: plain data, so that a page, a command and a store can use it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol

from plandocument.plek import Plek as Plek

if TYPE_CHECKING:
    from .lezing import Planlezing

GEWICHTEN: Final[dict[str, tuple[str, str]]] = {
    "fout": ("fout", "fouten"),
    "letop": ("aandachtspunt", "aandachtspunten"),
    "tip": ("tip", "tips"),
}
"""Weights from heavy to light, each as people read it: singular and plural."""

_BEKEND: Final = "AI BV CO2 EU GGD GW HAVO HBO ICT IT KW MBO MKB MW NAVO NL NS NV OV PDF R&D TNO TV VMBO VS VWO WO"
AFKORTINGEN: Final = frozenset(_BEKEND.split())
"""Abbreviations that every reader knows, and units."""


class Spellinglijst(Protocol):
    """Which words are Dutch. Hashable: what was judged is kept by it."""

    def kent(self, woord: str) -> bool: ...
    def __hash__(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Omgeving:
    """What a check must know that does not stand in the plan itself.

    `ministeries`: every known spelling in lower case → code of the ministry (empty: spellings are not checked).
    `afkortingen`: need no explanation, in capitals. `bladzijden`: number of an opgave → pages its fiche takes.
    `woordenboek`: None leaves words unjudged. `eigen_woorden`: right in this region, in small letters.
    """

    ministeries: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    afkortingen: frozenset[str] = AFKORTINGEN
    bladzijden: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    woordenboek: Spellinglijst | None = None
    eigen_woorden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Vondst:
    """What a rule yields. `tekst` is what the finding is about: when it changes, it is another finding.

    `los`: the finding is about `tekst` wherever it stands, so its places do not count for its fingerprint.
    `woorden`: those that a person may call right.
    """

    zin: str
    plekken: tuple[Plek, ...]
    tekst: str = ""
    citaat: str = ""
    los: bool = False
    woorden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bevinding:
    """A finding: the rule, a Dutch sentence, where, the passage where there is one, and a fingerprint.

    `afdruk` stays the same while rule, keys of the places and the text concerned do; so whoever keeps a dismissal by it
    sees the finding return when the text changes. It does not hang on codes, numbers or names of places.
    """

    regel: str
    gewicht: str
    zin: str
    plekken: tuple[Plek, ...]
    citaat: str
    afdruk: str
    woorden: tuple[str, ...] = ()

    @property
    def plek(self) -> Plek:
        return self.plekken[0]


@dataclass(frozen=True, slots=True)
class Controleregel:
    """A rule: code, weight, name and reason (Dutch, for people), and the function that looks."""

    code: str
    gewicht: str
    naam: str
    waarom: str
    zoek: Callable[[Planlezing], Iterable[Vondst]]

    def bevinding(self, vondst: Vondst) -> Bevinding:
        sleutels = () if vondst.los else tuple(s for plek in vondst.plekken for s in plek.sleutels)
        delen = (self.code, *sleutels, " ".join(vondst.tekst.split()))
        afdruk = hashlib.sha256("\x1f".join(delen).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return Bevinding(self.code, self.gewicht, vondst.zin, vondst.plekken, vondst.citaat, afdruk, vondst.woorden)


def opsomming(woorden: Iterable[str]) -> str:
    """ "a, b en c"."""
    *eerste, laatste = list(woorden) or [""]
    return f"{', '.join(eerste)} en {laatste}" if eerste else laatste

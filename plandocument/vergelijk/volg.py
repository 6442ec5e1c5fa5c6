"""Where a place of an old document stands in a new one: for a note written on paper beside "14.K2"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from ..boom import Plandocument
from ..plek import Plek
from .kaart import Id, Plankaart, kaarten

_CODE: Final = re.compile(r"(\d{1,9})\s*[.,]?\s*(?:([^\W\d_]{1,9})\s*(\d{1,9})?)?")


@dataclass(frozen=True, slots=True)
class GevolgdePlek:
    """What became of a place. `code` as it is written properly; `oud` None: the old document has no such place.

    `nieuw` is where it stands; or, when `vervallen`, the nearest that is left (its section, its opgave), or None.
    """

    code: str
    oud: Plek | None
    nieuw: Plek | None
    vervallen: bool = False
    gewijzigd: bool = False

    @property
    def gevonden(self) -> bool:
        return self.oud is not None

    @property
    def verplaatst(self) -> bool:
        """Whether it goes by another code now."""
        return (
            self.oud is not None and self.nieuw is not None and not self.vervallen and self.oud.code != self.nieuw.code
        )

    @property
    def gebleven(self) -> bool:
        return self.gevonden and not (self.vervallen or self.verplaatst or self.gewijzigd)

    @property
    def in_woorden(self) -> str:
        """One Dutch sentence for people."""
        if self.oud is None:
            return f"{self.code} staat niet in deze versie."
        if self.vervallen:
            rest = f" Het stond in {self.nieuw.code} {self.nieuw.naam}." if self.nieuw else ""
            return f"{self.code} is vervallen.{rest}"
        assert self.nieuw is not None
        waar = f"{self.code} staat nu op {self.nieuw.code}" if self.verplaatst else f"{self.code} staat er nog"
        return f"{waar} en is gewijzigd." if self.gewijzigd else f"{waar}, met dezelfde tekst."


def volg(code: str, oud: Plandocument, nieuw: Plandocument) -> GevolgdePlek:
    """Follow one code: of an item ("14.K2"), a section ("14.K") or an opgave ("14"). Linear in the size of the plans.

    Read as people write it: "14 k2" is "14.K2". Never raises; a code that is none is not found.
    """
    return volg_alle((code,), oud, nieuw)[0]


def volg_alle(codes: Iterable[str], oud: Plandocument, nieuw: Plandocument) -> tuple[GevolgdePlek, ...]:
    """Follow many codes; the plans are laid out once."""
    van, naar = kaarten(oud, nieuw)
    wijzer = _wijzer(van)
    return tuple(_volg(netjes(code), wijzer, van, naar) for code in codes)


def netjes(code: str) -> str:
    """A code as it is printed: "14 k2" and "14.K02" are "14.K2". What is no code comes back without edges."""
    gevonden = _CODE.fullmatch(code.strip())
    if gevonden is None:
        return code.strip()
    nummer, letter, item = gevonden.groups()
    return f"{int(nummer)}{f'.{letter.upper()}' if letter else ''}{int(item) if item else ''}"


def _wijzer(kaart: Plankaart) -> dict[str, Id]:
    """Code in capitals → what stands there; the first, where a code stands twice."""
    uit: dict[str, Id] = {}
    for wie, opgave in kaart.opgaven.items():
        uit.setdefault(str(opgave.nummer), wie)
    plekken = [(wie, s.plek) for wie, s in kaart.secties.items()] + [(wie, i.plek) for wie, i in kaart.items.items()]
    for wie, plek in plekken:
        if plek.code:
            uit.setdefault(plek.code.upper(), wie)
    return uit


def _volg(code: str, wijzer: dict[str, Id], van: Plankaart, naar: Plankaart) -> GevolgdePlek:
    wie = wijzer.get(code.upper())
    if wie is None:
        return GevolgdePlek(code, None, None)
    oud, was = _plek(van, wie)
    assert oud is not None
    nieuw, is_ = _plek(naar, wie)
    if nieuw is not None:
        return GevolgdePlek(oud.code, oud, nieuw, gewijzigd=was != is_)
    rest: Plek | None = None
    if wie in van.items:
        rest = _plek(naar, van.items[wie].sectie)[0] or _plek(naar, van.secties[van.items[wie].sectie].houder)[0]
    elif wie in van.secties:
        rest = _plek(naar, van.secties[wie].houder)[0]
    return GevolgdePlek(oud.code, oud, rest, vervallen=True)


def _plek(kaart: Plankaart, wie: Id) -> tuple[Plek | None, Any]:
    """Where it stands and what it holds, without its number; None where it is not."""
    if wie in kaart.items:
        return kaart.items[wie].plek, kaart.items[wie].item
    if wie in kaart.secties:
        return kaart.secties[wie].plek, replace(kaart.secties[wie].sectie, sleutel="")
    if wie in kaart.per_houder:
        inhoud: Any = kaart.opgaven.get(wie) or kaart.hoofdstukken.get(wie)
        return kaart.plek(wie), replace(inhoud, nummer=0) if wie in kaart.opgaven else inhoud
    return None, None

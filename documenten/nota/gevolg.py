"""What a save changed in one section, place by place, in words with marks. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from opgaven.geschiedenis import Sectiegevolg
from plandocument import boom
from plandocument.codes import plaats
from plandocument.vergelijk import Passage, Tekstregel, passages
from plandocument.vergelijk.tekst import alleen, vergelijk_tekst
from reacties.plekken import houder_van, sectie_van

ANDERS: Final = "De volgorde, de groep of een verwijzing is anders; de woorden zijn gelijk gebleven."


@dataclass(frozen=True, slots=True)
class Verandering:
    """One place that a save changed. `zin` where no words did; then there are no passages."""

    op: datetime
    code: str
    passages: tuple[Passage, ...] = ()
    zin: str = ""

    @property
    def stukken(self) -> list[tuple[Passage, object]]:
        return [(p, s) for p in self.passages for s in p.stukken]


def veranderingen(gevolg: Sectiegevolg, document: boom.Plandocument) -> list[Verandering]:
    """The places of a section that a save changed, in printed order. Codes are those of the opgave as it counts now."""
    codes = _codes(gevolg, document)
    oud, nieuw = gevolg.wijziging.oud, gevolg.wijziging.nieuw
    uit = [Verandering(gevolg.op, code, stuk) for code, stuk in _plekken(oud, nieuw, codes, document.nummers) if stuk]
    return uit or [Verandering(gevolg.op, codes.get("", ""), zin=ANDERS)]


def _plekken(
    oud: boom.Sectie | None, nieuw: boom.Sectie | None, codes: Mapping[str, str], nummers: Mapping[str, int]
) -> Iterator[tuple[str, tuple[Passage, ...]]]:
    yield codes.get("", ""), _verschil(oud.opening if oud else "", nieuw.opening if nieuw else "", nummers)
    was = {i.sleutel: i.tekst for i in oud.items} if oud else {}
    nu = {i.sleutel: i.tekst for i in nieuw.items} if nieuw else {}
    for sleutel in [*nu, *(s for s in was if s not in nu)]:
        yield codes.get(sleutel, ""), _verschil(was.get(sleutel), nu.get(sleutel), nummers, regel=True)
    yield codes.get("", ""), _verschil(oud.slot if oud else "", nieuw.slot if nieuw else "", nummers)


def _verschil(
    oud: str | None, nieuw: str | None, nummers: Mapping[str, int], *, regel: bool = False
) -> tuple[Passage, ...]:
    regels: tuple[Tekstregel, ...]
    if not oud or not nieuw:
        regels = alleen(oud, nummers, "weg") if oud else alleen(nieuw, nummers, "nieuw") if nieuw else ()
    else:
        regels = vergelijk_tekst(oud, nieuw, (nummers, nummers), regel=regel).regels
    return passages(regels)


def _codes(gevolg: Sectiegevolg, document: boom.Plandocument) -> dict[str, str]:
    """Key of an item → its code, of the old text where it is gone; "" is the section."""
    houder, nummer = houder_van(document, gevolg.opgave, gevolg.hoofdstuk)
    wijziging = gevolg.wijziging
    soort = document.soorten.get(wijziging.soort)
    if isinstance(houder, boom.Opgave) and soort is not None:
        uit: dict[str, str] = {}
        for sectie in (wijziging.oud, wijziging.nieuw):
            if sectie is not None:
                hier = plaats(houder, soort, sectie)
                uit |= {r.item.sleutel: r.code for r in hier.regels} | {"": hier.code}
        return uit
    sectie = wijziging.nieuw or wijziging.oud
    volg = sectie_van(houder, sectie.sleutel)[1] if houder is not None and sectie is not None else 0
    return {"": f"H{nummer}.{volg}" if volg else f"H{nummer}" if nummer else ""}

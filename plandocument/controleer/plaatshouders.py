"""Words that hold a place for what is still to be written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from plandocument.itemsoorten import EIGENAAR

from .lezing import TEKSTEN, Planlezing, zinnen
from .vorm import Vondst

_ALLEEN_TEKENS = re.compile(r"[\s.…\-–—_?*x/]{1,}", re.I)
_ALLEEN = re.compile(
    r"(?:p\.?\s?m\.?|n\.?t\.?b\.?|n\.?n\.?b\.?|t\.?b\.?[dca]\.?|todo|invullen|volgt(?: nog)?|(?:tekst|inhoud) volgt"
    r"|(?:nog |nader )?(?:in te vullen|te bepalen|aan te vullen|uit te werken|te schrijven|te benoemen))[\s.!…]*",
    re.I,
)
_ERIN = re.compile(
    r"\.{4,}|…{2,}|_{3,}|\bx{3,}\b|\blorem ipsum\b|\b(?:nader|nog) (?:in|aan) te vullen\b|\bn\.t\.b\.?|\bp\.m\.(?!\w)"
    r"|[\[(<](?:p\.?m\.?|ntb|invullen|nog te bepalen|nader te bepalen|todo)[\])>]|[\[<](?:naam|datum|bedrag)[\]>]"
    r"|[:€]\s*(?:pm|p\.m\.|ntb|nog te bepalen|nader te bepalen|-{2,})\s*\.?$",
    re.I,
)


def is_plaatshouder(regel: str) -> bool:
    """Whether a line says nothing but that something is still to come: ".....", "--", "pm", "nader in te vullen"."""
    kaal = regel.strip()
    if len(kaal) > 60:
        return _ALLEEN_TEKENS.fullmatch(kaal) is not None
    return bool(_ALLEEN.fullmatch(kaal) or (len(kaal) > 1 and _ALLEEN_TEKENS.fullmatch(kaal)))


def plaatshouder(plan: Planlezing) -> Iterator[Vondst]:
    for stuk in plan.stukken:
        if stuk.itemsoort is EIGENAAR and stuk.veld == "item" and all(map(is_plaatshouder, stuk.regels)):
            continue  # an owner line without an owner: the rules on ownership say so
        for regel in _invulplekken(stuk.regels):
            zin = "Hier staat nog een invulplek in plaats van tekst."
            yield Vondst(zin, (stuk.plek,), regel, plan.citaat(regel))


@lru_cache(TEKSTEN)
def _invulplekken(regels: tuple[str, ...]) -> tuple[str, ...]:
    """The lines that are one, and the sentences that hold one."""
    uit: list[str] = []
    for regel in regels:
        if is_plaatshouder(regel):
            uit.append(regel)
        elif _ERIN.search(regel):
            uit += [zin for zin in zinnen(regel) if _ERIN.search(zin)]
    return tuple(uit)

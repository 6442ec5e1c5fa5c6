"""Lists whose numbers, letters or dashes were typed by hand: "1.", "b)", "(iii)", "-"; and which words they are of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .regels import BULLET

_NUMMER = re.compile(r"\(?(\d{1,3}|[a-z]|[ivx]{2,5})[.)]\s+(?=\S)")
_TEKEN: Final = {"i": 1, "v": 5, "x": 10}
CODE = re.compile(r"\d{1,3}\.[A-Z]{1,3}\d{1,3}[.:)]?\s+(?=\S)")
"""A code of our own that a program wrote out as words: "7.K4"."""
_LANGST: Final = 40  # signs that a number and the white space behind it take


@dataclass(frozen=True, slots=True)
class Merk:
    """What was typed before a point: the kind of list (ul, ol), its depth from 0, and how many signs it takes."""

    soort: str
    niveau: int
    lengte: int


def merken(regels: Sequence[str]) -> list[Merk | None]:
    """For each line the sign before it, or None where it is no point. Linear.

    A bullet always is one. A number or letter is one only in a row that starts at the first and goes on: a lone
    "1. maart" or "a) …" is left as it is. Other lines may stand between the points of a row.
    """
    uit: list[Merk | None] = [None] * len(regels)
    rijen: list[_Rij] = []  # rows that may go on, each inside the one before it
    for n, regel in enumerate(regels):
        kop = regel[:_LANGST]
        if (bullet := BULLET.match(kop)) is not None:
            vorige = uit[n - 1] if n else None
            in_rij = n > 0 and any(r.laatste == n - 1 for r in rijen)
            diepte = vorige.niveau + (vorige.soort == "ol") if vorige is not None else int(in_rij)
            uit[n] = Merk("ul", diepte, bullet.end())
            continue
        if (gevonden := _NUMMER.match(kop)) is None:
            continue
        waarden = _waarden(gevonden[1])
        verder = next((d for d, r in reversed([*enumerate(rijen)]) if waarden.get(r.soort) == r.waarde + 1), None)
        if verder is None:
            if soort := next((s for s, w in waarden.items() if w == 1), ""):
                rijen = [r for r in rijen if r.soort != soort]
                rijen.append(_Rij(soort, 1, n, gevonden.end()))
            continue
        rij = rijen[verder]
        if rij.waarde == 1:
            uit[rij.laatste] = Merk("ol", verder, rij.lengte)
        uit[n] = Merk("ol", verder, gevonden.end())
        rijen[verder:] = [_Rij(rij.soort, rij.waarde + 1, n, gevonden.end())]
    return uit


@dataclass(frozen=True, slots=True)
class _Rij:
    soort: str
    waarde: int
    laatste: int
    lengte: int


def _waarden(teken: str) -> dict[str, int]:
    """What a number or letter may count as: "i" is a letter and a Roman number."""
    if teken.isdecimal():
        return {"cijfer": int(teken)}
    uit = {}
    if len(teken) == 1:
        uit["letter"] = ord(teken) - ord("a") + 1
    if all(t in _TEKEN for t in teken):
        cijfers = [_TEKEN[t] for t in teken]
        uit["romeins"] = sum(-c if c < max(cijfers[k:]) else c for k, c in enumerate(cijfers))
    return uit

"""The words of a unit, in tokens that can be compared: references by key, a sign with what combines with it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from .. import tekst, verschil

Verwijzingen = tuple[tuple[int, int, str], ...]
RAND = "\x02"
"""Stands for the edge of a unit or a line."""
_GEWOON: Final = 4000
"""Characters of a text whose tokens are kept: the same sentences are read with every comment on them."""
_HECHT = "\u200d\ufe0e\ufe0f"


@dataclass(frozen=True, slots=True)
class Atoom:
    """A word, sign or reference in its place; `vorm` is what is compared."""

    begin: int
    eind: int
    vorm: str
    regel_begint: bool
    regel_eindigt: bool


@dataclass(frozen=True)
class Woorden:
    """The plain words of a unit, with the keys of the references in them."""

    tekst: str
    verwijzingen: Verwijzingen = ()

    @cached_property
    def atomen(self) -> tuple[Atoom, ...]:
        lees = _bewaarde_atomen if len(self.tekst) < _GEWOON else _lees_atomen
        return lees(self.tekst, self.verwijzingen)

    @cached_property
    def vormen(self) -> tuple[str, ...]:
        return tuple(a.vorm for a in self.atomen)

    def bereik(self, begin: int, eind: int) -> tuple[int, int]:
        """The tokens that these characters touch, as a range."""
        geraakt = [n for n, a in enumerate(self.atomen) if a.begin < eind and a.eind > begin]
        return (geraakt[0], geraakt[-1] + 1) if geraakt else (0, 0)

    def tekens(self, van: int, tot: int) -> tuple[int, int]:
        """Characters of a range of tokens, without the space behind it."""
        return (self.atomen[van].begin, self.atomen[tot - 1].eind) if van < tot else (0, 0)


def van_html(html: str, nummers: Mapping[str, int]) -> Woorden:
    """The words of canonical text: one line per paragraph, point, caption or cell, references as they print. Linear."""
    return _van_html(html, nummers) if "opgave:" in html or len(html) > _GEWOON else _zonder_verwijzing(html)


@lru_cache(maxsize=4096)
def _zonder_verwijzing(html: str) -> Woorden:
    return _van_html(html, {})


def _van_html(html: str, nummers: Mapping[str, int]) -> Woorden:
    uit = ""
    verwijzingen: list[tuple[int, int, str]] = []
    for n, runs in enumerate(regels(tekst.blokken(html))):
        uit += "\n" if n else ""
        for run in runs:
            if run.doel.startswith("opgave:"):
                sleutel = run.doel.removeprefix("opgave:")
                nummer = nummers.get(sleutel)
                naam = f"opgave {nummer}" if nummer else "opgave"
                verwijzingen.append((len(uit), len(uit) + len(naam), sleutel))
                uit += naam
            else:
                uit += run.tekst
    return Woorden(uit, tuple(verwijzingen))


def regels(rij: Iterable[tekst.Blok]) -> Iterator[tuple[tekst.Run, ...]]:
    for blok in rij:
        for _, runs in tekst.lijnen(blok):
            yield runs
        for punt in blok.punten:
            yield punt.runs
            yield from regels(punt.lijsten)


def samen(delen: Iterable[Woorden]) -> Woorden:
    """Units as one, each on lines of its own; those without words are left out."""
    uit = ""
    verwijzingen: list[tuple[int, int, str]] = []
    for deel in delen:
        if not deel.tekst:
            continue
        uit += "\n" if uit else ""
        verwijzingen += [(begin + len(uit), eind + len(uit), sleutel) for begin, eind, sleutel in deel.verwijzingen]
        uit += deel.tekst
    return Woorden(uit, tuple(verwijzingen))


def _lees_atomen(woorden: str, verwijzingen: Verwijzingen) -> tuple[Atoom, ...]:
    return tuple(_atomen(woorden, verwijzingen))


_bewaarde_atomen = lru_cache(maxsize=2048)(_lees_atomen)


def _atomen(woorden: str, verwijzingen: Verwijzingen) -> Iterator[Atoom]:
    hier = 0
    stukken: list[tuple[int, int, str]] = []
    for begin, eind, sleutel in sorted(verwijzingen):
        if not hier <= begin < eind <= len(woorden):
            continue
        stukken += _knip(woorden, hier, begin)
        stukken.append((begin, eind, f"\x01{sleutel}"))
        hier = eind
    stukken += _knip(woorden, hier, len(woorden))
    for n, (begin, eind, vorm) in enumerate(stukken):
        vorige = stukken[n - 1][1] if n else 0
        volgende = stukken[n + 1][0] if n + 1 < len(stukken) else len(woorden)
        yield Atoom(
            begin,
            eind,
            vorm,
            not n or "\n" in woorden[vorige:begin],
            n + 1 == len(stukken) or "\n" in woorden[eind:volgende],
        )


def _knip(woorden: str, van: int, tot: int) -> list[tuple[int, int, str]]:
    uit: list[tuple[int, int, str]] = []
    hier = van
    for woord in verschil.knip(woorden[van:tot]):
        eind = hier + len(woord.tekst)
        if woord.tekst:
            if uit and uit[-1][1] == hier and (_hecht(woord.tekst[0]) or uit[-1][2].endswith("\u200d")):
                begin = uit.pop()[0]
                uit.append((begin, eind, woorden[begin:eind]))
            else:
                uit.append((hier, eind, woord.tekst))
        hier = eind + len(woord.wit)
    return uit


def _hecht(teken: str) -> bool:
    """Whether a character is part of the one before it."""
    return teken in _HECHT or unicodedata.category(teken).startswith("M") or "\U0001f3fb" <= teken <= "\U0001f3ff"


def plaatsen(wat: Sequence[str], waar: Sequence[str], hoogstens: int = 2) -> list[int]:
    """Where a row of tokens stands in another, the first few. Bounded: stops as soon as there are `hoogstens`."""
    uit: list[int] = []
    if not wat or len(wat) > len(waar):
        return uit
    n, eerste = len(wat), wat[0]
    rij = tuple(wat)
    for i in range(len(waar) - n + 1):
        if waar[i] == eerste and tuple(waar[i : i + n]) == rij:
            uit.append(i)
            if len(uit) == hoogstens:
                break
    return uit


def grepen(vormen: Sequence[str], lengte: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every row of that many tokens with where it begins, the edges of the unit counting as one: -1 is the first."""
    rij = (RAND, *vormen, RAND)
    for n in range(max(len(rij) - lengte + 1, 1)):
        yield n - 1, rij[n : n + lengte]


def telt(vorm: str) -> bool:
    """Whether a token is a word, not a sign: signs stand everywhere."""
    return vorm.startswith("\x01") or any(t.isalnum() for t in vorm)

"""A changed line as people read it: sentence by sentence, with marks, or old and new under each other. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, Literal

from ..verschil import Verschildeel, links_van, rechts_van
from .tekst import Tekstregel

_ZINSEINDE: Final = re.compile(r"(?<=[.!?…])[)\]”’\"']*\s+(?=[\"'“‘(\[]*[A-ZÀ-Þ0-9]|$)")
_WOORD: Final = re.compile(r"\w+(?:[’'\-]\w+)*")
KORT: Final = 160
"""Letters of sentences that stayed, up to which a passage shows them all the same."""


@dataclass(frozen=True, slots=True)
class Passagestuk:
    """A part of a changed line. `paar`: more than half of the sentence is another, so `oud` and `nieuw` stand under
    each other; `lopend`: words with marks; `stil`: sentences that stayed and are left out."""

    soort: Literal["lopend", "paar", "stil"]
    delen: tuple[Verschildeel, ...] = ()

    @property
    def oud(self) -> str:
        return links_van(self.delen).strip()

    @property
    def nieuw(self) -> str:
        return rechts_van(self.delen).strip()


STIL: Final = Passagestuk("stil")


@dataclass(frozen=True, slots=True)
class Passage:
    """A line with its parts. `vorm` as of the line: "p", "ul1", "ol2"."""

    soort: str
    vorm: str
    stukken: tuple[Passagestuk, ...]


def passages(regels: Iterable[Tekstregel], *, heel: bool = False) -> tuple[Passage, ...]:
    """The lines that changed, in order. Sentences that stayed are left out where they are long, unless `heel`."""
    uit: list[Passage] = []
    for regel in _ineen(regels):
        if regel.soort == "gelijk":
            continue
        delen = stukken(regel.delen, heel=heel or regel.soort != "anders")
        if uit and uit[-1].stukken[-1:] == (STIL,) == delen[:1]:  # left out once, also across two lines
            delen = delen[1:]
        uit.append(Passage(regel.soort, regel.vorm, delen))
    return tuple(uit)


def _ineen(regels: Iterable[Tekstregel]) -> Iterator[Tekstregel]:
    """One line that went and one that came in its place are one line that became another."""
    for _, groep in groupby(regels, key=lambda regel: regel.soort in ("weg", "nieuw")):
        rij = list(groep)
        if [r.soort for r in rij] == ["weg", "nieuw"] and rij[0].vorm == rij[1].vorm:
            yield Tekstregel("anders", rij[1].vorm, (*rij[0].delen, *rij[1].delen))
        else:
            yield from rij


def stukken(delen: Sequence[Verschildeel], *, heel: bool = False) -> tuple[Passagestuk, ...]:
    """One line in parts. Together their pieces are those of the line, but for what is left out."""
    uit: list[Passagestuk] = []
    for zin in _zinnen(delen):
        soort: Literal["lopend", "paar"] = "paar" if _meer_dan_half(zin) else "lopend"
        if uit and uit[-1].soort == soort == "lopend":
            uit[-1] = replace(uit[-1], delen=(*uit[-1].delen, *zin))
        else:
            uit.append(Passagestuk(soort, tuple(zin)))
    if heel:
        return tuple(uit)
    return tuple(klein for stuk in uit for klein in (_kort(stuk.delen) if stuk.soort == "lopend" else (stuk,)))


def woorden(regels: Iterable[Tekstregel]) -> tuple[int, int]:
    """How many words came and how many went."""
    erbij = weg = 0
    for regel in regels:
        for deel in regel.delen:
            aantal = len(_WOORD.findall(deel.tekst)) if deel.soort != "gelijk" else 0
            erbij, weg = erbij + aantal * (deel.soort == "nieuw"), weg + aantal * (deel.soort == "weg")
    return erbij, weg


def _zinnen(delen: Sequence[Verschildeel]) -> Iterator[list[Verschildeel]]:
    """The pieces by sentence: a line is cut only where both texts end a sentence, in words that stayed."""
    zin: list[Verschildeel] = []
    for deel in delen:
        if deel.soort != "gelijk" or deel.was is not None:
            zin.append(deel)
            continue
        begin = 0
        for grens in _ZINSEINDE.finditer(deel.tekst):
            zin.append(Verschildeel(deel.tekst[begin : grens.end()]))
            yield zin
            zin, begin = [], grens.end()
        if begin < len(deel.tekst):
            zin.append(Verschildeel(deel.tekst[begin:]))
    if zin:
        yield zin


def _meer_dan_half(zin: Sequence[Verschildeel]) -> bool:
    """Whether of a sentence that stands on both sides more than half is another. Not so for few words: marks read
    more easily there."""
    gebleven = sum(len(_WOORD.findall(d.tekst)) for d in zin if d.soort == "gelijk")
    erbij, weg = (sum(len(_WOORD.findall(d.tekst)) for d in zin if d.soort == s) for s in ("nieuw", "weg"))
    return bool(erbij and weg) and gebleven + max(erbij, weg) > 4 and max(erbij, weg) > gebleven


def _kort(delen: tuple[Verschildeel, ...]) -> Iterator[Passagestuk]:
    """Running words, with the long stretches of whole sentences that stayed left out."""
    hier: list[Verschildeel] = []
    for n, zin in enumerate(zinnen := list(_zinnen(delen))):
        gelijk = all(d.soort == "gelijk" for d in zin)
        if gelijk and (_lengte(_om_de_zin(zinnen, n)) > KORT):
            if hier:
                yield Passagestuk("lopend", tuple(hier))
                hier = []
            if n == 0 or not all(d.soort == "gelijk" for d in zinnen[n - 1]):
                yield STIL
        else:
            hier += zin
    if hier:
        yield Passagestuk("lopend", tuple(hier))


def _om_de_zin(zinnen: Sequence[Sequence[Verschildeel]], n: int) -> list[Verschildeel]:
    """The whole stretch of sentences that stayed around sentence `n`."""
    van, tot = n, n + 1
    while van and all(d.soort == "gelijk" for d in zinnen[van - 1]):
        van -= 1
    while tot < len(zinnen) and all(d.soort == "gelijk" for d in zinnen[tot]):
        tot += 1
    return [d for zin in zinnen[van:tot] for d in zin]


def _lengte(delen: Iterable[Verschildeel]) -> int:
    return sum(len(d.tekst) for d in delen)

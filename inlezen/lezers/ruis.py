"""Page furniture in text: page numbers, running headers and footers, the words that stand on every chapter sheet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from .koppen import fichekop, is_label, normaal
from .regels import Bronregel

_VAST: Final = {
    "board",
    "werkdocument",
    "werkversie",
    "vertrouwelijk",
    "nationaal programma",
    "vitale regio's",
    "nationaal programma vitale regio's",
    "nationaal programma vitale regio's (npvr)",
    "npvr",
}
_BLADNUMMER = re.compile(
    r"(?:(?:pagina|pag\.?|bladzijde|blz\.?|p\.)\s*\d{1,3}(?:\s*(?:van|/|-)\s*\d{1,3})?"
    r"|\d{1,3}\s*(?:van|/)\s*\d{1,3}|[-–—|]\s*\d{1,3}(?:\s*[-–—|])?|\d{1,3}\s*[-–—|])",
    re.I,
)
_MET_NUMMER = re.compile(
    r"(?:.*\S\s*(?:[|•·\t–—]|\b(?:pagina|blz\.?|pag\.?))\s*\d{1,3}|\d{1,3}\s*[|•·\t–—].*\S.*)", re.I
)
_GETAL = re.compile(r"\d{1,3}")
_GETALLEN = re.compile(r"\d{1,2}(?:(?:\s*[,;]\s*|\s+(?:en\s+)?)\d{1,2})*\.?")


def is_getallen(tekst: str) -> bool:
    """A line of numbers alone, as in the lists of opgaven per doelstelling."""
    return _GETALLEN.fullmatch(tekst) is not None


def is_los_getal(tekst: str) -> bool:
    return _GETAL.fullmatch(tekst) is not None


def meubilair(regels: Sequence[Bronregel], regionaam: str) -> frozenset[int]:
    """Indexes of lines that belong to the page and not to the plan.

    A lone number is a page number, unless a line of numbers stands right beside it. A line that comes back three times
    or more, each time next to a page number, is a running header or footer. One pass and a count.
    """
    vast = _VAST | {normaal(regionaam)}
    weg = set()
    nummers = set()
    for n, regel in enumerate(regels):
        if _BLADNUMMER.fullmatch(regel.tekst) or (is_los_getal(regel.tekst) and not _tussen_getallen(regels, n)):
            weg.add(n)
            nummers.add(n)
        elif normaal(regel.tekst) in vast and not regel.punt:
            weg.add(n)
    return frozenset(weg | _terugkerend(regels, nummers) | _doorgenummerd(regels))


def _tussen_getallen(regels: Sequence[Bronregel], n: int) -> bool:
    boven = n > 0 and not regels[n].wit and is_getallen(regels[n - 1].tekst)
    onder = n + 1 < len(regels) and not regels[n + 1].wit and is_getallen(regels[n + 1].tekst)
    return boven or onder


def _terugkerend(regels: Sequence[Bronregel], nummers: set[int]) -> set[int]:
    if len(nummers) < 3:
        return set()
    keren = Counter(_vorm(r) for r in regels)
    bij: dict[str, list[int]] = defaultdict(list)
    for n, regel in enumerate(regels):
        if n not in nummers and (n - 1 in nummers or n + 1 in nummers) and len(regel.tekst) < 120:
            bij[_vorm(regel)].append(n)
    weg: set[int] = set()
    for vorm, plaatsen in bij.items():
        regel = regels[plaatsen[0]]
        if (
            len(plaatsen) < 3
            or regel.punt
            or fichekop(regel.tekst)
            or is_label(regel.tekst)
            or not re.search(r"[a-z]", vorm)
        ):
            continue
        if len(plaatsen) >= 0.8 * keren[vorm]:
            weg.update(plaatsen)
    return weg


def _doorgenummerd(regels: Sequence[Bronregel]) -> set[int]:
    """Running lines that carry the page number ("Plan voor de Regio | 12"): alike, but for a rising number."""
    rijen: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for n, regel in enumerate(regels):
        if len(regel.tekst) < 120 and _MET_NUMMER.fullmatch(regel.tekst):
            getallen = re.findall(r"\d+", regel.tekst)
            rijen[_vorm(regel)].append((n, int(getallen[-1 if regel.tekst[-1].isdigit() else 0])))
    weg: set[int] = set()
    for rij in rijen.values():
        if len(rij) >= 3 and all(a[1] < b[1] for a, b in pairwise(rij)):
            weg.update(n for n, _ in rij)
    return weg


def _vorm(regel: Bronregel) -> str:
    return re.sub(r"\d+", "#", normaal(regel.tekst))

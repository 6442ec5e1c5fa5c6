"""Tables and figures in the plain form.

A table is rows between strokes, under its caption; the line of dashes stands under the header row, and begins with
`===` where the first column holds headers too:

    Tabel: Woningen per gemeente
    | Gemeente | 2026 | 2027 |
    |===|---|---|
    | Almelo | 120 | 140 |

A figure is a line that names what it shows, and lines that say the rest:

    [figuur afbeelding:9f86…]
    Bijschrift: De overlegtafels
    Beschrijving: Vier lagen, van gemeenten tot Rijk.   (or: Alleen versiering)
    Bron: Regio Twente
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from .tabel import BEELD, Cel, cel_van, figuur, tabel
from .vorm import Blok, Run

NAAM: Final = re.compile(r"\s*tabel:(?:\s+(.*))?", re.I)
FIGUUR: Final = re.compile(r"\s*\[figuur ([^\s\[\]]+)\]\s*", re.I)
_VELD: Final = re.compile(r"\s*(bijschrift|beschrijving|bron):\s*(.*)", re.I)
VERSIERING: Final = "Alleen versiering"
_RIJ: Final = re.compile(r"\s*\|(?:\\.|[^\\|])*\|")
_CEL: Final = re.compile(r"((?:\\(?:.|$)|[^\\|])*)(?:\||$)", re.S)
_STREEP: Final = re.compile(r"\s*:?(-{3,}|={3,}):?\s*")

Schrijf = Callable[[Iterable[Run]], str]
Lees = Callable[[str], tuple[Run, ...]]


def schrijf_tabel(blok: Blok, schrijf: Schrijf) -> list[str]:
    def cel(runs: Cel) -> str:
        woorden = re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", schrijf(runs))
        return re.sub(r"^(:?)([-=])", r"\1\\\2", woorden) if _STREEP.fullmatch(woorden) else woorden

    uit = [f"Tabel: {schrijf(blok.runs)}"] if blok.runs else []
    rijen = ["| " + " | ".join(map(cel, rij)) + " |" for rij in blok.rijen]
    if blok.koprij or blok.kopkolom:
        eerste = "===" if blok.kopkolom else "---"
        rijen.insert(int(blok.koprij), f"|{'|'.join([eerste, *['---'] * (len(blok.rijen[0]) - 1)])}|")
    return [*uit, *rijen]


def schrijf_figuur(blok: Blok, schrijf: Schrijf) -> list[str]:
    assert blok.figuur is not None
    uit = [f"[figuur {blok.figuur.beeld}]"]
    if blok.runs:
        uit.append(f"Bijschrift: {schrijf(blok.runs)}")
    if blok.figuur.alt is not None:
        uit.append(f"Beschrijving: {blok.figuur.alt}" if blok.figuur.alt else VERSIERING)
    if blok.figuur.bron:
        uit.append(f"Bron: {blok.figuur.bron}")
    return uit


def begint(regels: Sequence[str]) -> bool:
    """Whether a table or figure begins on the first line."""
    eerste = regels[0]
    if _RIJ.match(eerste) or ((gevonden := FIGUUR.fullmatch(eerste)) and BEELD.fullmatch(gevonden[1])):
        return True
    return bool(NAAM.fullmatch(eerste) and len(regels) > 1 and _RIJ.match(regels[1]))


def lees(regels: deque[str], lees_runs: Lees) -> list[Blok] | None:
    """The table or figure that begins on the first line, and takes its lines away; None where none begins."""
    if not begint(regels):
        return None
    if gevonden := FIGUUR.fullmatch(regels[0]):
        regels.popleft()
        return [_lees_figuur(gevonden[1], regels, lees_runs)]
    naam = NAAM.fullmatch(regels[0])
    bijschrift = lees_runs(naam[1] or "") if naam else ()
    if naam:
        regels.popleft()
    rijen: list[list[Cel]] = []
    koprij = kopkolom = False
    while regels and _RIJ.match(regels[0]):
        cellen = _cellen(regels.popleft())
        if len(rijen) < 2 and not (koprij or kopkolom) and all(map(_STREEP.fullmatch, cellen)):
            koprij, kopkolom = bool(rijen), "=" in cellen[0]
        else:
            rijen.append([cel_van(lees_runs(cel.strip(" \t\xa0"))) for cel in cellen])
    return tabel(bijschrift, rijen, koprij=koprij, kopkolom=kopkolom)


def _cellen(regel: str) -> list[str]:
    cellen = [gevonden[1] for gevonden in _CEL.finditer(regel.strip()[1:])]
    return cellen[:-1] if len(cellen) > 1 and not cellen[-1] else cellen  # nothing stands behind the last stroke


def _lees_figuur(beeld: str, regels: deque[str], lees_runs: Lees) -> Blok:
    bijschrift: tuple[Run, ...] = ()
    alt: str | None = None
    bron = ""
    while regels:
        if regels[0].strip().lower() == VERSIERING.lower():
            alt = ""
        elif gevonden := _VELD.fullmatch(regels[0]):
            naam, waarde = gevonden[1].lower(), gevonden[2]
            if naam == "bijschrift":
                bijschrift = lees_runs(waarde)
            elif naam == "bron":
                bron = waarde
            else:
                alt = waarde or None
        else:
            break
        regels.popleft()
    return figuur(beeld, bijschrift, alt, bron)

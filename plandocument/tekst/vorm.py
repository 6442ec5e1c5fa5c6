"""The form itself: runs, points and blocks, and what makes them canonical."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

DIEPST: Final = 5
"""Lists nest this deep at most; what is deeper joins the deepest."""
SCHEMAS: Final = ("http://", "https://", "opgave:")
STUUR = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
WIT = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
ZACHT = re.compile(r"[\v\f\x85\u2028\u2029]")
"""Breaks of a line within a paragraph, as Word gives them in plain text."""
RAND = " \xa0"
"""What does not count at the edge of a block."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one dress. A line break is the text "\\n" in a run of its own."""

    tekst: str
    vet: bool = False
    schuin: bool = False
    doel: str = ""


@dataclass(frozen=True, slots=True)
class Punt:
    """A list item: its line, and the lists inside it."""

    runs: tuple[Run, ...]
    lijsten: tuple[Blok, ...] = ()


@dataclass(frozen=True, slots=True)
class Blok:
    """A paragraph (`soort` "p" with runs) or a list ("ul", "ol" with points)."""

    soort: str
    runs: tuple[Run, ...] = ()
    punten: tuple[Punt, ...] = ()


def veilig_doel(doel: str) -> bool:
    """Whether a link may go there: http, https, or the key of an opgave."""
    if doel.startswith("opgave:"):
        return re.fullmatch(r"opgave:[0-9a-z]{4,32}", doel) is not None
    return doel.lower().startswith(SCHEMAS[:2]) and not re.search(r"[\s\"'<>\\()\x00-\x20]", doel)


def netjes(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs with single spaces, no space at the edges, equal neighbours joined, NFC, no control characters."""
    uit: list[Run] = []
    for run in runs:
        delen = run.tekst.split("\n")
        for i, deel in enumerate(delen):
            if i:
                if uit and uit[-1].tekst != "\n":
                    uit[-1] = replace(uit[-1], tekst=uit[-1].tekst.rstrip(" "))
                uit = [r for r in uit if r.tekst]
                if uit and uit[-1].tekst != "\n":
                    uit.append(Run("\n"))
            tekst = unicodedata.normalize("NFC", STUUR.sub("", WIT.sub(" ", deel)))
            if not uit or uit[-1].tekst == "\n" or uit[-1].tekst.endswith(" "):
                tekst = tekst.lstrip(" ")
            if not tekst:
                continue
            if tekst == " ":  # a lone space wears no dress
                run_hier = Run(" ", doel=run.doel if uit and uit[-1].doel == run.doel else "")
            else:
                run_hier = replace(run, tekst=tekst)
            if uit and uit[-1].tekst != "\n" and replace(uit[-1], tekst="") == replace(run_hier, tekst=""):
                uit[-1] = replace(run_hier, tekst=unicodedata.normalize("NFC", uit[-1].tekst + tekst))
            else:
                uit.append(run_hier)
    return _zonder_rand(uit)


def _zonder_rand(runs: list[Run]) -> tuple[Run, ...]:
    while runs and not runs[-1].tekst.strip(RAND + "\n"):
        runs.pop()
    while runs and not runs[0].tekst.strip(RAND + "\n"):
        runs.pop(0)
    if runs:
        runs[-1] = replace(runs[-1], tekst=runs[-1].tekst.rstrip(RAND))
        runs[0] = replace(runs[0], tekst=runs[0].tekst.lstrip(RAND))
    return tuple(runs)


def aaneen(rij: Iterable[Blok]) -> tuple[Blok, ...]:
    """Blocks in which lists of one kind that follow each other are one list, at every depth."""
    uit: list[Blok] = []
    for blok in rij:
        if blok.soort == "p":
            uit.append(blok)
        elif uit and uit[-1].soort == blok.soort:
            uit[-1] = Blok(blok.soort, punten=uit[-1].punten + blok.punten)
        else:
            uit.append(blok)
    return tuple(
        b if b.soort == "p" else Blok(b.soort, punten=tuple(Punt(p.runs, aaneen(p.lijsten)) for p in b.punten))
        for b in uit
    )

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
class Lijstpunt:
    """A list item: its line, and the lists inside it."""

    runs: tuple[Run, ...]
    lijsten: tuple[Blok, ...] = ()


@dataclass(frozen=True, slots=True)
class Figuur:
    """What a figure shows: `afbeelding:SHA256`, or `getekend:NAAM` for what the portal draws itself.

    `alt` describes it for who does not see it; None: nobody did yet; empty: it only decorates.
    """

    beeld: str
    alt: str | None = None
    bron: str = ""


@dataclass(frozen=True, slots=True)
class Blok:
    """A paragraph (`soort` "p" with runs), a list ("ul", "ol" with points), a table ("tabel": rows of cells of one
    line, all rows as long) or a figure ("figuur"). Of the last two `runs` are the caption."""

    soort: str
    runs: tuple[Run, ...] = ()
    punten: tuple[Lijstpunt, ...] = ()
    rijen: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    koprij: bool = False
    kopkolom: bool = False
    figuur: Figuur | None = None


def veilig_doel(doel: str) -> bool:
    """Whether a link may go there: http, https, or the key of an opgave."""
    if doel.startswith("opgave:"):
        return re.fullmatch(r"opgave:[0-9a-z]{4,32}", doel) is not None
    return doel.lower().startswith(SCHEMAS[:2]) and not re.search(r"[\s\"'<>\\()\x00-\x20]", doel)


_Jas = tuple[bool, bool, str]
_Stukken = list[tuple[_Jas | None, list[str]]]
"""Runs in the making: their dress (None for a line break) and the pieces of their words. Joined once, at the end."""


def netjes(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs with single spaces, no space at the edges, equal neighbours joined, NFC, no control characters."""
    uit: _Stukken = []
    for run in runs:
        for i, deel in enumerate(run.tekst.split("\n")):
            if i:
                _breek(uit)
            tekst = unicodedata.normalize("NFC", STUUR.sub("", WIT.sub(" ", deel)))
            if not uit or uit[-1][1][-1].endswith((" ", "\n")):
                tekst = tekst.lstrip(" ")
            if not tekst:
                continue
            jas: _Jas = (run.vet, run.schuin, run.doel)
            if tekst == " ":  # a lone space wears no dress
                vorige = uit[-1][0]
                jas = (False, False, run.doel if vorige and vorige[2] == run.doel else "")
            if uit and uit[-1][0] == jas:
                uit[-1][1].append(tekst)
            else:
                uit.append((jas, [tekst]))
    return _zonder_rand([_run(jas, stukken) for jas, stukken in uit])


def _breek(uit: _Stukken) -> None:
    """A line break; no space before it, no two after each other, none at the beginning."""
    if uit and uit[-1][0] is not None:
        stukken = uit[-1][1]
        stukken[-1] = stukken[-1].rstrip(" ")
        if not stukken[-1]:
            stukken.pop()
        if not stukken:
            uit.pop()
    if uit and uit[-1][0] is not None:
        uit.append((None, ["\n"]))


def _run(jas: _Jas | None, stukken: list[str]) -> Run:
    return Run("\n") if jas is None else Run(unicodedata.normalize("NFC", "".join(stukken)), *jas)


def _zonder_rand(runs: list[Run]) -> tuple[Run, ...]:
    begin, eind = 0, len(runs)
    while begin < eind and not runs[eind - 1].tekst.strip(RAND + "\n"):
        eind -= 1
    while begin < eind and not runs[begin].tekst.strip(RAND + "\n"):
        begin += 1
    runs = runs[begin:eind]
    if runs:
        runs[-1] = replace(runs[-1], tekst=runs[-1].tekst.rstrip(RAND))
        runs[0] = replace(runs[0], tekst=runs[0].tekst.lstrip(RAND))
    return tuple(runs)


def aaneen(rij: Iterable[Blok]) -> tuple[Blok, ...]:
    """Blocks in which lists of one kind that follow each other are one list, at every depth."""
    uit: list[Blok | tuple[str, list[Lijstpunt]]] = []
    for blok in rij:
        if blok.soort not in ("ul", "ol"):
            uit.append(blok)
        elif uit and isinstance(vorige := uit[-1], tuple) and vorige[0] == blok.soort:
            vorige[1].extend(blok.punten)
        else:
            uit.append((blok.soort, list(blok.punten)))
    return tuple(
        b if isinstance(b, Blok) else Blok(b[0], punten=tuple(Lijstpunt(p.runs, aaneen(p.lijsten)) for p in b[1]))
        for b in uit
    )

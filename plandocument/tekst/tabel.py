"""Tables and figures as blocks: what makes them canonical, and the lines of which they are made."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from .vorm import STUUR, WIT, Blok, Figuur, Run, netjes

KOLOMMEN: Final = 24
"""A table has this many columns at most; what is wider becomes lines."""
ALT_MAX: Final = 500
"""Letters of a description or a source of a figure; what is longer is cut."""
BEELD: Final = re.compile(r"afbeelding:[0-9a-f]{64}|getekend:[a-z][a-z-]{1,39}")
"""What a figure shows: stored bytes by their SHA-256, or a picture that the portal draws, by its name."""

_GETAL: Final = re.compile(r"[\s€%‰±+\-–—.,/:()\d]*\d[\s€%‰±+\-–—.,/:()\d]*(?:mln|mld|km|ha|mw|gwh|x)?\.?|[-–—]?", re.I)

Cel = tuple[Run, ...]


@dataclass
class Ruwecel:
    """A cell as it is read: its words, with breaks."""

    kop: bool
    kolommen: int = 1
    rijen: int = 1
    runs: list[Run] = field(default_factory=list)


def regel_van(runs: Iterable[Run]) -> Cel:
    """Runs in one line."""
    return netjes(replace(r, tekst=r.tekst.replace("\n", " ")) for r in runs)


def cel_van(runs: Iterable[Run]) -> Cel:
    """The runs of a cell: one line; an address holds no stroke, which would end the cell in the plain form."""
    return regel_van(replace(r, doel=r.doel.replace("|", "%7C")) for r in runs)


def een_regel(woorden: str) -> str:
    """Plain words in one line, without signs that nobody sees."""
    return unicodedata.normalize("NFC", " ".join(STUUR.sub("", WIT.sub(" ", woorden)).split()))[:ALT_MAX].strip()


def figuur(beeld: str, bijschrift: Iterable[Run] = (), alt: str | None = None, bron: str = "") -> Blok:
    """A figure. `alt`: None is not described (yet), empty is decorative."""
    return Blok(
        "figuur", regel_van(bijschrift), figuur=Figuur(beeld, None if alt is None else een_regel(alt), een_regel(bron))
    )


def tabel(bijschrift: Iterable[Run], rijen: Sequence[Sequence[Cel]], *, koprij: bool, kopkolom: bool) -> list[Blok]:
    """A table in its one form, or what it becomes where it is none: paragraphs of one cell, lines of too many columns.

    Rows are as long as the longest; a table without words is only its caption.
    """
    naam = regel_van(bijschrift)
    breed = max((len(rij) for rij in rijen), default=0)
    if sum(len(rij) for rij in rijen) == 1 or breed > KOLOMMEN or not any(cel for rij in rijen for cel in rij):
        regels = (netjes(r for cel in rij for r in (*cel, Run(" "))) for rij in rijen)
        return [Blok("p", runs) for runs in (naam, *regels) if runs]
    vol = tuple((*map(tuple, rij), *((),) * (breed - len(rij))) for rij in rijen)
    return [Blok("tabel", naam, rijen=vol, koprij=koprij, kopkolom=kopkolom and breed > 1 and len(vol) > koprij)]


def uit_ruw(bijschrift: Iterable[Run], ruw: Sequence[Sequence[Ruwecel]], koprij: bool) -> list[Blok]:
    """A table as it was read: what spans several columns or rows stands in the first of them.

    It has a header row where that was said (`koprij`) or all of the first row are headers; a header column where every
    further row begins with one.
    """
    if len(ruw) == 1 == len(ruw[0]):  # a box around text, not a table
        return [Blok("p", runs) for runs in (regel_van(bijschrift), *_alineas(ruw[0][0].runs)) if runs]
    rijen: list[list[tuple[bool, Cel]]] = []
    over: dict[int, tuple[int, bool]] = {}
    for cellen in ruw:
        rij: list[tuple[bool, Cel]] = []
        bezet = over
        over = {kolom: (n - 1, kop) for kolom, (n, kop) in bezet.items() if n > 1}
        for cel in cellen:
            _vul(rij, bezet)
            for n in range(min(max(cel.kolommen, 1), KOLOMMEN)):
                if cel.rijen > 1 and len(rij) <= KOLOMMEN:
                    over[len(rij)] = cel.rijen - 1, cel.kop
                rij.append((cel.kop, cel_van(cel.runs) if not n else ()))
        _vul(rij, bezet)
        rijen.append(rij)
    rijen = [rij for rij in rijen if rij]
    if not rijen:
        return tabel(bijschrift, (), koprij=False, kopkolom=False)
    boven = koprij or all(kop for kop, _ in rijen[0])
    links = all(rij[0][0] for rij in rijen[boven:])
    return tabel(bijschrift, [[cel for _, cel in rij] for rij in rijen], koprij=boven, kopkolom=links)


def _vul(rij: list[tuple[bool, Cel]], bezet: dict[int, tuple[int, bool]]) -> None:
    """The places that a cell of an earlier row takes."""
    while len(rij) in bezet:
        rij.append((bezet[len(rij)][1], ()))


def _alineas(runs: Iterable[Run]) -> Iterator[tuple[Run, ...]]:
    hier: list[Run] = []
    for run in runs:
        if run.tekst == "\n":
            yield netjes(hier)
            hier = []
        else:
            hier.append(run)
    yield netjes(hier)


def van_getallen(blok: Blok) -> bool:
    """Whether a table is one of numbers: more than half of its cells beside the headers."""
    cellen = [
        "".join(r.tekst for r in cel)
        for rij in blok.rijen[blok.koprij :]
        for cel in rij[blok.kopkolom or len(rij) > 1 :]
    ]
    vol = [cel for cel in cellen if cel.strip()]
    return bool(vol) and 2 * sum(bool(_GETAL.fullmatch(cel)) for cel in vol) > len(vol)


def lijnen(blok: Blok) -> Iterator[tuple[str, Cel]]:
    """The lines of a block that hold words, each with its place: "" for a paragraph, "bijschrift", "bron", or row and
    column of a cell ("0.2"). Points of a list are not in it."""
    if blok.soort == "p":
        yield "", blok.runs
    elif blok.runs:
        yield "bijschrift", blok.runs
    for r, rij in enumerate(blok.rijen):
        for k, cel in enumerate(rij):
            if cel:
                yield f"{r}.{k}", cel
    if blok.figuur and blok.figuur.bron:
        yield "bron", (Run(blok.figuur.bron),)


def met_lijnen(blok: Blok, nieuw: dict[str, Cel]) -> Blok:
    """The block with other words at some of its places, as `lijnen` names them."""
    rijen = tuple(
        tuple(cel_van(nieuw.get(f"{r}.{k}", cel)) for k, cel in enumerate(rij)) for r, rij in enumerate(blok.rijen)
    )
    beeld = blok.figuur
    if beeld and "bron" in nieuw:
        beeld = replace(beeld, bron=een_regel("".join(r.tekst for r in nieuw["bron"])))
    runs = nieuw.get("" if blok.soort == "p" else "bijschrift", blok.runs)
    return replace(blok, runs=runs if blok.soort == "p" else regel_van(runs), rijen=rijen, figuur=beeld)

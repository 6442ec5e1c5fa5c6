"""What differs between two texts, word by word inside lines that belong together. Pure; words in, words out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

HOOGSTENS: Final = 4_000_000
"""Size (left × right) over which a stretch counts as wholly different: comparing is quadratic at worst."""
LIJKT_OP: Final = 0.4

Greep = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Stuk:
    """Words that stand on both sides, or (`anders`) on this side only."""

    tekst: str
    anders: bool = False


@dataclass(frozen=True, slots=True)
class Paar:
    """Two lines beside each other; None where a side has no line that belongs to the other's."""

    links: tuple[Stuk, ...] | None
    rechts: tuple[Stuk, ...] | None

    @property
    def gelijk(self) -> bool:
        return self.links == self.rechts


@dataclass(frozen=True, slots=True)
class Deel:
    """Words of two texts told as one: on both sides, gone, or new."""

    tekst: str
    soort: Literal["gelijk", "weg", "nieuw"] = "gelijk"


def ineen(paar: Paar) -> tuple[Deel, ...]:
    """Two lines as one running text: what is gone stands before what came in its place. Marks end before a space."""
    links, rechts = list(paar.links or ()), list(paar.rechts or ())
    delen: list[Deel] = []
    while links or rechts:
        if links and links[0].anders:
            delen += _los(links.pop(0).tekst, "weg")
        elif rechts and rechts[0].anders:
            if delen and delen[-1].soort == "weg":
                delen.append(Deel(" "))
            delen += _los(rechts.pop(0).tekst, "nieuw")
        else:
            if links:
                links.pop(0)
            if rechts:
                delen.append(Deel(rechts.pop(0).tekst))
    return tuple(delen)


def _los(tekst: str, soort: Literal["weg", "nieuw"]) -> list[Deel]:
    kaal = tekst.rstrip()
    return [deel for deel in (Deel(kaal, soort), Deel(tekst[len(kaal) :])) if deel.tekst]


def woorden_naast(links: str, rechts: str) -> tuple[tuple[Stuk, ...], tuple[Stuk, ...]]:
    """Both texts in pieces; those marked `anders` are not in the other. Joined, the pieces are the text again."""
    a, b = _woorden(links), _woorden(rechts)
    uit_a: list[Stuk] = []
    uit_b: list[Stuk] = []
    for soort, i1, i2, j1, j2 in _grepen([w.strip() for w in a], [w.strip() for w in b]):
        anders = soort != "equal"
        for uit, stuk in ((uit_a, "".join(a[i1:i2])), (uit_b, "".join(b[j1:j2]))):
            if stuk:
                uit.append(Stuk(stuk, anders))
    return tuple(uit_a), tuple(uit_b)


def regels_naast(links: Sequence[str], rechts: Sequence[str]) -> list[Paar]:
    """Lines (paragraphs, points) of both sides in order, those that belong together beside each other."""
    paren: list[Paar] = []
    for soort, i1, i2, j1, j2 in _grepen(links, rechts):
        if soort == "equal":
            paren += [Paar((Stuk(regel),), (Stuk(regel),)) for regel in links[i1:i2]]
        else:
            paren += _naast(links[i1:i2], rechts[j1:j2])
    return paren


def _naast(links: Sequence[str], rechts: Sequence[str]) -> list[Paar]:
    """Differing lines: each takes the first line on the other side that resembles it, in order."""
    paren: list[Paar] = []
    vrij = 0
    for regel in links:
        vind = _eerste(lambda j, regel=regel: _lijkt(regel, rechts[j]), range(vrij, min(len(rechts), vrij + 20)))  # type: ignore[misc]
        if vind is None:
            paren.append(Paar((Stuk(regel, True),), None))
            continue
        paren += [Paar(None, (Stuk(nieuw, True),)) for nieuw in rechts[vrij:vind]]
        paren.append(Paar(*woorden_naast(regel, rechts[vind])))
        vrij = vind + 1
    return paren + [Paar(None, (Stuk(nieuw, True),)) for nieuw in rechts[vrij:]]


def _eerste(past: Callable[[int], bool], plaatsen: range) -> int | None:
    return next((j for j in plaatsen if past(j)), None)


def _lijkt(a: str, b: str) -> bool:
    woorden_a, woorden_b = set(re.findall(r"\w+", a.lower())), set(re.findall(r"\w+", b.lower()))
    return len(woorden_a & woorden_b) >= LIJKT_OP * max(min(len(woorden_a), len(woorden_b)), 1)


def _woorden(tekst: str) -> list[str]:
    """Words and signs, each with the space behind it."""
    return re.findall(r"^\s+|\w+\s*|[^\w\s]\s*", tekst)


def _grepen(a: Sequence[str], b: Sequence[str]) -> list[Greep]:
    """Opcodes as of difflib, in bounded time: what is equal at both ends is taken off first."""
    begin = 0
    while begin < min(len(a), len(b)) and a[begin] == b[begin]:
        begin += 1
    eind = 0
    while eind < min(len(a), len(b)) - begin and a[-1 - eind] == b[-1 - eind]:
        eind += 1
    mid_a, mid_b = a[begin : len(a) - eind], b[begin : len(b) - eind]
    grepen: list[Greep] = [("equal", 0, begin, 0, begin)] if begin else []
    if mid_a and mid_b and len(mid_a) * len(mid_b) <= HOOGSTENS:
        grepen += [
            (soort, i1 + begin, i2 + begin, j1 + begin, j2 + begin)
            for soort, i1, i2, j1, j2 in SequenceMatcher(None, mid_a, mid_b, autojunk=False).get_opcodes()
        ]
    elif mid_a or mid_b:
        grepen.append(("replace", begin, begin + len(mid_a), begin, begin + len(mid_b)))
    if eind:
        grepen.append(("equal", len(a) - eind, len(a), len(b) - eind, len(b)))
    return grepen

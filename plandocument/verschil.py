"""What differs between two texts, word by word inside lines that belong together. Pure; words in, words out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal, TypeVar

HOOGSTENS: Final = 4_000_000
"""Size (left × right) over which a stretch counts as wholly different: comparing is quadratic at worst."""
PAREN: Final = 150_000
"""Pairs of equal words over which it counts as wholly different: a text that repeats itself is cubic otherwise."""
LIJKT_OP: Final = 0.4
_WOORD: Final = re.compile(
    r"^\s+|\d+(?:[.,:]\d+)+(?!\w)\s*|\w+(?:[’']\w+)*\s*|[^\w\s](?:[\ufe0f\U0001f3fb-\U0001f3ff]|\u200d[^\w\s])*\s*"
)

Greep = tuple[str, int, int, int, int]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Verschilstuk:
    """Words that stand on both sides, or (`anders`) on this side only."""

    tekst: str
    anders: bool = False


@dataclass(frozen=True, slots=True)
class Paar:
    """Two lines beside each other; None where a side has no line that belongs to the other's."""

    links: tuple[Verschilstuk, ...] | None
    rechts: tuple[Verschilstuk, ...] | None

    @property
    def gelijk(self) -> bool:
        return self.links == self.rechts


@dataclass(frozen=True, slots=True)
class Verschildeel:
    """Words of two texts told as one: on both sides, gone, or new.

    `was`: what the same words read on the left where that differs, such as a reference to an opgave that got another
    number; None where they read alike.
    """

    tekst: str
    soort: Literal["gelijk", "weg", "nieuw"] = "gelijk"
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Woord:
    """A word or sign with the space behind it; `vorm` is what is compared, `tekst` what people read."""

    tekst: str
    wit: str
    vorm: str


def knip(tekst: str) -> list[Woord]:
    """A text in words; joined they are the text again."""
    uit = []
    for stuk in _woorden(tekst):
        kaal = stuk.rstrip()
        uit.append(Woord(kaal, stuk[len(kaal) :], kaal))
    return uit


def delen(links: Sequence[Woord], rechts: Sequence[Woord]) -> tuple[Verschildeel, ...]:
    """Two texts as one. Without `nieuw` (and with `was`) the pieces read as the left, without `weg` as the right.

    What is gone stands before what came in its place; a single short word or sign that stayed between two replaced
    stretches is replaced along with them, so that people read one change. Cost: as of difflib, bounded by `HOOGSTENS`
    and `PAREN`.
    """
    uit = _Delen()
    for soort, i1, i2, j1, j2 in grepen([w.vorm for w in links], [w.vorm for w in rechts]):
        if soort != "equal":
            uit.anders("".join(w.tekst + w.wit for w in links[i1:i2]), "".join(w.tekst + w.wit for w in rechts[j1:j2]))
            continue
        for a, b in zip(links[i1:i2], rechts[j1:j2], strict=True):
            uit.gelijk(b.tekst, a.tekst)
            if a.wit == b.wit:
                uit.gelijk(b.wit, a.wit)
            else:
                uit.anders(a.wit, b.wit)
    return uit.klaar()


def links_van(delen: Sequence[Verschildeel]) -> str:
    """The left text of `delen`."""
    return "".join(d.tekst if d.was is None else d.was for d in delen if d.soort != "nieuw")


def rechts_van(delen: Sequence[Verschildeel]) -> str:
    """The right text of `delen`."""
    return "".join(d.tekst for d in delen if d.soort != "weg")


class _Delen:
    """Collects stretches: each what stayed, or what went and what came; then tells them as pieces."""

    EILAND: Final = 3

    def __init__(self) -> None:
        self.reeks: list[tuple[bool, str, str]] = []  # stayed, left, right

    def gelijk(self, tekst: str, was: str) -> None:
        if not tekst and not was:
            return
        if self.reeks and tekst == was and self.reeks[-1][0] and self.reeks[-1][1] == self.reeks[-1][2]:
            tekst = was = self.reeks.pop()[2] + tekst
        self.reeks.append((True, was, tekst))

    def anders(self, weg: str, nieuw: str) -> None:
        if self.reeks and not self.reeks[-1][0]:
            _, eerder_weg, eerder_nieuw = self.reeks.pop()
            weg, nieuw = eerder_weg + weg, eerder_nieuw + nieuw
        elif len(self.reeks) > 1 and weg and nieuw:
            _, rest_weg, rest_nieuw = self.reeks[-1]
            bleef, eerder_weg, eerder_nieuw = self.reeks[-2]
            if not bleef and eerder_weg and eerder_nieuw and len(rest_nieuw.strip()) <= self.EILAND:
                del self.reeks[-2:]
                weg, nieuw = eerder_weg + rest_weg + weg, eerder_nieuw + rest_nieuw + nieuw
        if weg or nieuw:
            self.reeks.append((False, weg, nieuw))

    def klaar(self) -> tuple[Verschildeel, ...]:
        uit: list[Verschildeel] = []
        for bleef, weg, nieuw in self.reeks:
            if bleef:
                uit.append(Verschildeel(nieuw, was=None if weg == nieuw else weg))
                continue
            staart = _zelfde_wit(weg, nieuw)
            weg, nieuw = weg[: len(weg) - len(staart)], nieuw[: len(nieuw) - len(staart)]
            uit += [Verschildeel(weg, "weg")] if weg else []
            uit += [Verschildeel(nieuw, "nieuw")] if nieuw else []
            uit += [Verschildeel(staart)] if staart else []
        return _aaneen(uit)


def _zelfde_wit(a: str, b: str) -> str:
    """The white space at the end of both, where it is the same."""
    wit_a, wit_b = a[len(a.rstrip()) :], b[len(b.rstrip()) :]
    return wit_a if wit_a == wit_b and a.strip() and b.strip() else ""


def _aaneen(rij: Sequence[Verschildeel]) -> tuple[Verschildeel, ...]:
    """Pieces in which those that stayed and read alike are one."""
    uit: list[Verschildeel] = []
    for deel in rij:
        if uit and deel.soort == uit[-1].soort == "gelijk" and deel.was is None and uit[-1].was is None:
            uit[-1] = Verschildeel(uit[-1].tekst + deel.tekst)
        else:
            uit.append(deel)
    return tuple(uit)


def ineen(paar: Paar) -> tuple[Verschildeel, ...]:
    """Two lines as one running text: what is gone stands before what came in its place. Marks end before a space."""
    links, rechts = list(paar.links or ()), list(paar.rechts or ())
    delen: list[Verschildeel] = []
    while links or rechts:
        if links and links[0].anders:
            delen += _los(links.pop(0).tekst, "weg")
        elif rechts and rechts[0].anders:
            if delen and delen[-1].soort == "weg":
                delen.append(Verschildeel(" "))
            delen += _los(rechts.pop(0).tekst, "nieuw")
        else:
            if links:
                links.pop(0)
            if rechts:
                delen.append(Verschildeel(rechts.pop(0).tekst))
    return tuple(delen)


def _los(tekst: str, soort: Literal["weg", "nieuw"]) -> list[Verschildeel]:
    kaal = tekst.rstrip()
    return [deel for deel in (Verschildeel(kaal, soort), Verschildeel(tekst[len(kaal) :])) if deel.tekst]


def woorden_naast(links: str, rechts: str) -> tuple[tuple[Verschilstuk, ...], tuple[Verschilstuk, ...]]:
    """Both texts in pieces; those marked `anders` are not in the other. Joined, the pieces are the text again."""
    a, b = _woorden(links), _woorden(rechts)
    uit_a: list[Verschilstuk] = []
    uit_b: list[Verschilstuk] = []
    for soort, i1, i2, j1, j2 in grepen([w.strip() for w in a], [w.strip() for w in b]):
        anders = soort != "equal"
        for uit, stuk in ((uit_a, "".join(a[i1:i2])), (uit_b, "".join(b[j1:j2]))):
            if stuk:
                uit.append(Verschilstuk(stuk, anders))
    return tuple(uit_a), tuple(uit_b)


def regels_naast(links: Sequence[str], rechts: Sequence[str]) -> list[Paar]:
    """Lines (paragraphs, points) of both sides in order, those that belong together beside each other."""
    paren: list[Paar] = []
    for a, b in naast(links, rechts, str):
        if a is None or b is None:
            paren.append(
                Paar(None if a is None else (Verschilstuk(a, True),), None if b is None else (Verschilstuk(b, True),))
            )
        elif a == b:
            paren.append(Paar((Verschilstuk(a),), (Verschilstuk(b),)))
        else:
            paren.append(Paar(*woorden_naast(a, b)))
    return paren


def naast(links: Sequence[T], rechts: Sequence[T], vorm: Callable[[T], str]) -> list[tuple[T | None, T | None]]:
    """Lines in order, those that belong together paired: with the same `vorm`, or with one that resembles it."""
    a, b = [vorm(x) for x in links], [vorm(x) for x in rechts]
    paren: list[tuple[T | None, T | None]] = []
    for soort, i1, i2, j1, j2 in grepen(a, b):
        if soort == "equal":
            paren += zip(links[i1:i2], rechts[j1:j2], strict=True)
            continue
        vrij = j1
        for i in range(i1, i2):
            vind = _eerste(lambda j, i=i: _lijkt(a[i], b[j]), range(vrij, min(j2, vrij + 20)))  # type: ignore[misc]
            if vind is None:
                paren.append((links[i], None))
                continue
            paren += [(None, rechts[j]) for j in range(vrij, vind)]
            paren.append((links[i], rechts[vind]))
            vrij = vind + 1
        paren += [(None, rechts[j]) for j in range(vrij, j2)]
    return paren


def _eerste(past: Callable[[int], bool], plaatsen: range) -> int | None:
    return next((j for j in plaatsen if past(j)), None)


def _lijkt(a: str, b: str) -> bool:
    woorden_a, woorden_b = set(re.findall(r"\w+", a.lower())), set(re.findall(r"\w+", b.lower()))
    return len(woorden_a & woorden_b) >= LIJKT_OP * max(min(len(woorden_a), len(woorden_b)), 1)


def _woorden(tekst: str) -> list[str]:
    """Words, figures ("1.500") and signs, each with the space behind it."""
    return _WOORD.findall(tekst)


def grepen(a: Sequence[str], b: Sequence[str]) -> list[Greep]:
    """Opcodes as of difflib, in bounded time: what is equal at both ends is taken off first."""
    begin = 0
    while begin < min(len(a), len(b)) and a[begin] == b[begin]:
        begin += 1
    eind = 0
    while eind < min(len(a), len(b)) - begin and a[-1 - eind] == b[-1 - eind]:
        eind += 1
    mid_a, mid_b = a[begin : len(a) - eind], b[begin : len(b) - eind]
    grepen: list[Greep] = [("equal", 0, begin, 0, begin)] if begin else []
    if mid_a and mid_b and len(mid_a) * len(mid_b) <= HOOGSTENS and _paren(mid_a, mid_b) <= PAREN:
        grepen += [
            (soort, i1 + begin, i2 + begin, j1 + begin, j2 + begin)
            for soort, i1, i2, j1, j2 in SequenceMatcher(None, mid_a, mid_b, autojunk=False).get_opcodes()
        ]
    elif mid_a or mid_b:
        grepen.append(("replace", begin, begin + len(mid_a), begin, begin + len(mid_b)))
    if eind:
        grepen.append(("equal", len(a) - eind, len(a), len(b) - eind, len(b)))
    return grepen


def _paren(a: Sequence[str], b: Sequence[str]) -> int:
    links, rechts = Counter(a), Counter(b)
    return sum(n * rechts[woord] for woord, n in links.items())

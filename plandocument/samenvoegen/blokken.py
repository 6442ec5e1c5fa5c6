"""Text in blocks that are known by key: a paragraph, a table, a figure, or one point of a list.

Which block of a later text is which.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Sequence

from .. import verschil
from ..tekst import Blok, blokken
from ..tekst.tonen import blokken_html, canoniek_doel, woorden
from ..tekst.vorm import aaneen


def stukken(html: str) -> list[Blok]:
    """The blocks of a text, each point of a list as one of its own."""
    uit: list[Blok] = []
    for blok in blokken(html):
        uit += [blok] if blok.soort not in ("ul", "ol") else [Blok(blok.soort, punten=(punt,)) for punt in blok.punten]
    return uit


def als_html(rij: Sequence[Blok]) -> str:
    """The canonical text of blocks; points of one kind that follow each other are one list again."""
    return blokken_html(aaneen(rij), canoniek_doel)


def lees(blok: Blok) -> str:
    """The canonical text of one block."""
    return als_html([blok])


def met_sleutels(
    oud: Sequence[Blok], hunne: Sequence[Blok], mijn: Sequence[Blok]
) -> tuple[dict[str, Blok], dict[str, Blok], dict[str, Blok]]:
    """Three texts by key; a block has the key of the old one that it was, or one of its own.

    The same words are the same block, also when it was moved, and also when both added them. Then what resembles each
    other; then, between two that are known, what stands in place of what. Comparing is bounded by `verschil.HOOGSTENS`.
    """
    woorden_oud = [_woorden(blok) for blok in oud]
    links, rechts = (_Paring(woorden_oud, [_woorden(blok) for blok in rij]) for rij in (hunne, mijn))
    samen = links.zelfde_nieuwe(rechts)
    links.de_rest(samen)
    rechts.de_rest(samen.values())
    van_rechts = {n: links.sleutel(m, "h") for m, n in samen.items()}
    return (
        {str(n): blok for n, blok in enumerate(oud)},
        {links.sleutel(n, "h"): blok for n, blok in enumerate(hunne)},
        {van_rechts.get(n) or rechts.sleutel(n, "m"): blok for n, blok in enumerate(mijn)},
    )


def _woorden(blok: Blok) -> str:
    """What a block is known by: a figure and a table not by their words alone."""
    eigen = blok.figuur.beeld if blok.figuur else "\x1f".join(map(str, map(len, blok.rijen)))
    return f"{eigen}\n{woorden(lees(blok))}" if eigen else woorden(lees(blok))


class _Paring:
    """Which block of a text (`paren`: its place → place in the old text) was which."""

    def __init__(self, oud: list[str], nieuw: list[str]) -> None:
        self.oud, self.nieuw = oud, nieuw
        grepen = verschil.grepen(oud, nieuw)
        self.paren = {j1 + n: i1 + n for soort, i1, i2, j1, _ in grepen if soort == "equal" for n in range(i2 - i1)}
        self._verplaatst()
        self.anders = [(i1, i2, j1, j2) for soort, i1, i2, j1, j2 in grepen if soort != "equal"]

    def sleutel(self, n: int, eigen: str) -> str:
        return str(self.paren[n]) if n in self.paren else f"{eigen}{n}"

    def zelfde_nieuwe(self, ander: _Paring) -> dict[int, int]:
        """Blocks that stand in both texts in the same words, and were no old one: here → there."""
        vrij: dict[str, deque[int]] = defaultdict(deque)
        for n, zin in enumerate(ander.nieuw):
            if n not in ander.paren:
                vrij[zin].append(n)
        return {n: vrij[zin].popleft() for n, zin in enumerate(self.nieuw) if n not in self.paren and vrij[zin]}

    def de_rest(self, behalve: Collection[int]) -> None:
        """What resembles each other, in order; between those, what stands in place of what."""
        for i1, i2, j1, j2 in self.anders:
            bezet = set(self.paren.values())
            links = [(n, self.oud[n]) for n in range(i1, i2) if n not in bezet]
            rechts = [(n, self.nieuw[n]) for n in range(j1, j2) if n not in self.paren and n not in behalve]
            weg: list[int] = []
            erbij: list[int] = []
            for a, b in verschil.naast(links, rechts, lambda paar: paar[1]):
                if a is not None and b is not None:
                    self.paren |= dict(zip(erbij, weg, strict=False)) | {b[0]: a[0]}
                    weg, erbij = [], []
                elif a is not None:
                    weg.append(a[0])
                elif b is not None:
                    erbij.append(b[0])
            self.paren |= dict(zip(erbij, weg, strict=False))

    def _verplaatst(self) -> None:
        """The same words at another place."""
        vrij: dict[str, deque[int]] = defaultdict(deque)
        bezet = set(self.paren.values())
        for n, zin in enumerate(self.oud):
            if n not in bezet:
                vrij[zin].append(n)
        for n, zin in enumerate(self.nieuw):
            if n not in self.paren and vrij[zin]:
                self.paren[n] = vrij[zin].popleft()

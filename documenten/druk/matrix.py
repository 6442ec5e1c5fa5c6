"""Which ministry has a part in which opgave, as a table for paper. Pure on the tree; names come along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from plandocument import tekst
from plandocument.boom import Opgave, Plandocument
from plandocument.itemsoorten import MINISTERIE
from plandocument.vermeldingen import items_van_soort

BETROKKEN, PRIMAIR = "betrokken", "primair"
_LIGGEND = 5
"""Letters of a heading that fit above a narrow column; longer ones stand upright."""


@dataclass(frozen=True, slots=True)
class Matrixkolom:
    kort: str
    naam: str
    primair: int
    aantal: int


@dataclass(frozen=True, slots=True)
class Matrixrij:
    """An opgave with one word per column: primair, betrokken or none."""

    nummer: int
    titel: str
    cellen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    kolommen: tuple[Matrixkolom, ...]
    rijen: tuple[Matrixrij, ...]

    @property
    def staand(self) -> bool:
        return any(len(k.kort) > _LIGGEND for k in self.kolommen)

    @property
    def uitleg(self) -> tuple[str, ...]:
        """Abbreviations with their names, as far as they differ."""
        return tuple(f"{k.kort}: {k.naam}" for k in sorted(self.kolommen, key=lambda k: k.kort) if k.naam != k.kort)


def matrix(document: Plandocument, namen: Mapping[str, tuple[str, str]]) -> Matrix:
    """`namen`: code of a ministry → its abbreviation and its name. Columns in order of how often one occurs.

    A ministry that the register does not know has a column under the words of the fiche.
    """
    per_opgave: list[tuple[Opgave, dict[str, str]]] = []
    woorden: dict[str, str] = {}
    for opgave in document.opgaven:
        hier: dict[str, str] = {}
        for code, woord, primair in _ministeries(document, opgave):
            woorden.setdefault(code, woord)
            hier[code] = PRIMAIR if primair or hier.get(code) == PRIMAIR else BETROKKEN
        per_opgave.append((opgave, hier))
    telling = Counter(code for _, hier in per_opgave for code in hier)
    eerste = Counter(code for _, hier in per_opgave for code, rol in hier.items() if rol == PRIMAIR)
    volgorde = sorted(telling, key=lambda code: (code not in namen, -telling[code], code))
    return Matrix(
        tuple(Matrixkolom(*namen.get(c, (woorden[c], woorden[c])), eerste[c], telling[c]) for c in volgorde),
        tuple(Matrixrij(o.nummer, o.titel, tuple(hier.get(c, "") for c in volgorde)) for o, hier in per_opgave),
    )


def _ministeries(document: Plandocument, opgave: Opgave) -> list[tuple[str, str, bool]]:
    uit = []
    for item in items_van_soort(document, opgave, MINISTERIE):
        woord = " ".join(tekst.woorden(item.tekst, document.nummers).split())
        uit += [(code, woord, item.primair) for code in item.doelen("ministerie") or (f"?{woord.casefold()}",)]
    return uit

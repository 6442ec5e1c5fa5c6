"""Tables in the paragraphs of a Word or ODT file: put together again, as far as the text of a plan can hold them."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field

from plandocument import tekst
from plandocument.tekst import Blok, Figuur, Run

from .stroom import Leesalinea, Terzijde

KOPSTIJLEN = frozenset({"tabelkop", "table heading", "tabelkoptekst"})
BIJSCHRIFTSTIJLEN = frozenset({"caption", "bijschrift", "table", "tabel", "figure", "figuur"})
"""Names of the styles of a header cell, and of a caption."""
FIGUURSTIJLEN = {"figuurnaam": "naam", "figuurbron": "bron"}
SCHEEF = "wat over meer kolommen of rijen stond, staat in de eerste cel, en alinea’s in een cel staan achter elkaar"


@dataclass(slots=True, eq=False)
class Leestabel:
    """A table as it is read: rows of cells, each its paragraphs."""

    rijen: list[list[list[Leesalinea]]] = field(default_factory=list)
    koprij: bool = False
    scheef: bool = False
    """Whether it holds more than the plan can: cells over several columns or rows, several paragraphs in a cell."""

    def rij(self) -> None:
        self.rijen.append([])

    def cel(self, alineas: Sequence[Leesalinea], breed: int = 1) -> None:
        for alinea in alineas:
            alinea.tabel = self
        self.rijen[-1].append(list(alineas))
        self.rijen[-1] += [[] for _ in range(min(breed, tekst.KOLOMMEN) - 1)]
        self.scheef |= breed > 1 or sum(bool(a.woorden.strip()) for a in alineas) > 1

    def terzijde(self, rijen: int, breedte: int) -> Terzijde:
        """What is said of it where it does not become a table, or another one than it was."""
        maat = f"tabel van {rijen} {'rij' if rijen == 1 else 'rijen'} en {breedte} kolom{'men' * (breedte > 1)}"
        return Terzijde("tabel", f"een {maat}; de woorden zijn gelezen als losse alinea’s", onzeker=True)

    @property
    def kopkolom(self) -> bool:
        return all(_is_kop(rij[0]) for rij in self.rijen[self.heeft_koprij :])

    @property
    def heeft_koprij(self) -> bool:
        return self.koprij or all(map(_is_kop, self.rijen[0]))


def _is_kop(cel: Sequence[Leesalinea]) -> bool:
    return bool(cel) and all(a.kopcel for a in cel)


def samen(rij: Sequence[Leesalinea], items: Container[int]) -> list[Leesalinea]:
    """Paragraphs, those of a table as one. A table that holds a point of the plan (`items`: by id) stays apart."""
    uit: list[Leesalinea] = []
    n = 0
    while n < len(rij):
        tabel = rij[n].tabel
        m = n + 1
        while tabel is not None and m < len(rij) and rij[m].tabel is tabel:
            m += 1
        delen = rij[n:m]
        if tabel is None or any(id(a) in items or any(k[0] == "p" for k in a.merken) for a in delen):
            uit += delen
        elif any(a.woorden.strip() for a in delen):
            merken = tuple(k for a in delen for k in a.merken)
            stukken = [s for a in delen for s in a.stukken]
            uit.append(Leesalinea("tabel", stukken, merken=merken, vak=delen[0].vak, tabel=tabel, delen=list(delen)))
        n = m
    return uit


def als_blokken(
    alinea: Leesalinea, bijschrift: Sequence[Run], runs: Callable[[Sequence[Run]], tuple[Run, ...]]
) -> list[Blok]:
    """The table that these paragraphs are (`soort` "tabel"); what is said of it as a table that was not read, goes."""
    tabel = alinea.tabel
    assert tabel is not None
    for deel in alinea.delen:
        for iets in [t for t in deel.terzijde if t.soort == "tabel"]:
            if tabel.scheef:
                iets.wat = f"{iets.wat.partition(';')[0]}; {SCHEEF}"
            else:
                deel.terzijde.remove(iets)

    def cel(alineas: Sequence[Leesalinea]) -> tuple[Run, ...]:
        return runs([r for a in alineas for r in (*(s.run for s in a.stukken), Run(" "))])

    rijen = [[cel(c) for c in rij] for rij in tabel.rijen]
    return tekst.tabel(bijschrift, rijen, koprij=tabel.heeft_koprij, kopkolom=tabel.kopkolom)


def als_figuur(alinea: Leesalinea, beeld: tuple[str, str], stond: list[Figuur]) -> Blok:
    """The figure whose picture stands in this paragraph. Its description is what stood there, where it says the same:
    no file tells "nobody described it" from "it only decorates"."""
    for iets in [t for t in alinea.terzijde if t.soort == "afbeelding"][:1]:
        alinea.terzijde.remove(iets)
    naam, woorden = beeld
    was = next((f for f in stond if f.beeld == naam and " ".join((f.alt or "").split()) == woorden), None)
    if was is not None:
        stond.remove(was)
    return tekst.figuur(naam, (), was.alt if was is not None else woorden or None)


def met_figuurdeel(blok: Blok, alinea: Leesalinea, runs: Callable[[Sequence[Run]], tuple[Run, ...]]) -> Blok:
    """The figure with the caption or the source that stands below it."""
    assert blok.figuur is not None
    woorden = runs([s.run for s in alinea.stukken])
    if alinea.figuurdeel == "naam":
        return tekst.figuur(blok.figuur.beeld, (*blok.runs, Run(" "), *woorden), blok.figuur.alt, blok.figuur.bron)
    bron = f"{blok.figuur.bron} {''.join(r.tekst for r in woorden)}"
    return tekst.figuur(blok.figuur.beeld, blok.runs, blok.figuur.alt, bron)

"""What pages show of a plan as a whole: cards, relations, the order of pages. From the document, without queries."""

from __future__ import annotations

import threading
import unicodedata
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import TypeVar

from opgaven.bezoek import Bezoek
from plandocument import tekst
from plandocument.boom import Cluster, Kader, Opgave, Plandocument, Sectie
from plandocument.codes import plaatsen_van
from plandocument.itemsoorten import EIGENAAR, MINISTERIE, TRAJECT
from plandocument.vermeldingen import items_van_soort

T = TypeVar("T")
HOEVEEL, FICHES = 64, 1024
"""Of how many texts, and of how many opgaven, is kept what follows from them: room for eleven regions."""


def per_tekst(functie: Callable[[Plandocument], T]) -> Callable[[Bezoek], T]:
    """Keeps what follows from a document alone, by the mark of the text that is read (`Bezoekbron.merk`)."""
    bewaard: OrderedDict[Hashable, T] = OrderedDict()
    slot = threading.Lock()

    @wraps(functie)
    def uit_voorraad(visite: Bezoek) -> T:
        merk = visite.bron.merk
        with slot:
            if merk in bewaard:
                return bewaard[merk]
        waarde = functie(visite.document)
        with slot:
            bewaard[merk] = waarde
            while len(bewaard) > HOEVEEL:
                bewaard.popitem(last=False)
        return waarde

    return uit_voorraad


def vouw(woorden: str) -> str:
    """Words as one compares them: no capitals, no accents."""
    ontleed = unicodedata.normalize("NFKD", woorden.casefold())
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken))


@dataclass(frozen=True, slots=True)
class Betrokken:
    """A ministry on a fiche, as the fiche names it. `code` is empty for one that the register does not know."""

    woord: str
    code: str
    primair: bool

    @property
    def kolom(self) -> str:
        """What tells ministries apart: the code, or the words of an unknown one."""
        return self.code or f"?{vouw(self.woord)}"


@dataclass(frozen=True, slots=True)
class Opgavekaart:
    """An opgave in a list: what filters look at and cards show."""

    opgave: Opgave
    cluster: Cluster | None
    ministeries: tuple[Betrokken, ...]
    eigenaren: frozenset[tuple[str, str]]  # (kind of register, code)
    woorden: str = field(repr=False)

    @property
    def zicht(self) -> tuple[object, ...]:
        """What lists show of it, and choose by, but for its words."""
        o = self.opgave
        return (o.nummer, o.titel, o.doelstellingen, self.cluster, self.ministeries, self.eigenaren)

    @property
    def primair(self) -> list[str]:
        return [m.woord for m in self.ministeries if m.primair]

    @property
    def overige(self) -> int:
        return sum(not m.primair for m in self.ministeries)


@per_tekst
def kaarten(document: Plandocument) -> tuple[Opgavekaart, ...]:
    return tuple(_kaart(opgave, document.kader) for opgave in document.opgaven)


@lru_cache(FICHES)
def _kaart(opgave: Opgave, kader: Kader) -> Opgavekaart:
    delen = [str(opgave.nummer), opgave.titel, opgave.overzicht]
    delen += [_woorden(sectie, kader.opgaven) for sectie in opgave.secties]
    ministeries = []
    for item in items_van_soort(kader, opgave, MINISTERIE):
        woord = tekst.woorden(item.tekst)
        codes = item.doelen("ministerie") or ("",)
        ministeries += [Betrokken(woord, code, item.primair) for code in codes]
    eigenaren = frozenset(
        (k.soort, k.doel)
        for item in items_van_soort(kader, opgave, EIGENAAR)
        for k in item.koppelingen
        if k.soort in ("gremium", "organisatie")
    )
    return Opgavekaart(
        opgave,
        next((c for c in kader.clusters if c.sleutel == opgave.cluster), None),
        tuple(ministeries),
        eigenaren,
        vouw("\n".join(delen)),
    )


@lru_cache(8 * FICHES)
def _woorden(sectie: Sectie, opgaven: tuple[tuple[str, int], ...]) -> str:
    nummers = dict(opgaven)
    delen = [tekst.woorden(deel, nummers) for deel in (sectie.opening, sectie.slot)]
    delen += [f"{item.deelthema} {tekst.woorden(item.tekst, nummers)}" for item in sectie.items]
    return "\n".join(delen)


def per_cluster(
    document: Plandocument, keuze: tuple[Opgavekaart, ...]
) -> list[tuple[Cluster | None, list[Opgavekaart]]]:
    """Cards by cluster, in the plan's order; clusters without a card are left out."""
    rijen: list[tuple[Cluster | None, list[Opgavekaart]]] = []
    for cluster in (*document.clusters, None):
        if hier := [k for k in keuze if k.cluster == cluster]:
            rijen.append((cluster, hier))
    return rijen


# ---- relations between opgaven ----


@dataclass(slots=True)
class Verband:
    """How one opgave stands to another: where it names it, where it is named, and trajecten they share."""

    noemt: list[str] = field(default_factory=list)
    genoemd_in: list[str] = field(default_factory=list)
    gedeeld: int = 0


Verbanden = dict[int, dict[int, Verband]]


@per_tekst
def verbanden(document: Plandocument) -> Verbanden:
    """number → other number → relation; both ways."""
    uit: Verbanden = defaultdict(lambda: defaultdict(Verband))
    trajecten: dict[str, set[int]] = defaultdict(set)
    for opgave in document.opgaven:
        for code, sleutel in _noemt(opgave, document.kader):
            ander = document.nummers.get(sleutel)
            if ander is not None and ander != opgave.nummer and code not in uit[opgave.nummer][ander].noemt:
                uit[opgave.nummer][ander].noemt.append(code)
                uit[ander][opgave.nummer].genoemd_in.append(code)
        for code in _trajecten(opgave, document.kader):
            trajecten[code].add(opgave.nummer)
    samen = Counter((a, b) for nummers in trajecten.values() for a in nummers for b in nummers if a != b)
    for (a, b), hoe_vaak in samen.items():
        uit[a][b].gedeeld = hoe_vaak
    return {nummer: dict(sorted(rij.items())) for nummer, rij in sorted(uit.items())}


@lru_cache(FICHES)
def _trajecten(opgave: Opgave, kader: Kader) -> tuple[str, ...]:
    """The trajecten of the register that a fiche names."""
    items = items_van_soort(kader, opgave, TRAJECT)
    return tuple(dict.fromkeys(code for item in items for code in item.doelen("traject")))


@lru_cache(FICHES)
def _noemt(opgave: Opgave, kader: Kader) -> tuple[tuple[str, str], ...]:
    """Which opgaven (by key) a fiche names, each with the code of the place."""
    uit = []
    for plaats in plaatsen_van(kader.sectiesoorten, opgave):
        teksten = [
            (plaats.code, plaats.sectie.opening),
            *((regel.code, regel.item.tekst) for regel in plaats.regels),
            (plaats.code, plaats.sectie.slot),
        ]
        uit += [(code, sleutel) for code, html in teksten for sleutel in tekst.verwijzingen(html)]
    return tuple(uit)


# ---- the plan as a row of pages ----


@dataclass(frozen=True, slots=True)
class Bladzijde:
    """A page of the plan as one reads on: a chapter or a fiche."""

    naam: str
    url: str
    soort: str
    nummer: int


def bladzijden(visite: Bezoek) -> list[Bladzijde]:
    """Chapters before, fiches, chapters after; a chapter is numbered in this order."""
    document = visite.document
    uit = []
    for nummer, hoofdstuk in enumerate(document.hoofdstukken_voor(), 1):
        url = visite.adres("hoofdstuk", nummer)
        uit.append(Bladzijde(hoofdstuk.titel, url, "hoofdstuk", nummer))
    for opgave in document.opgaven:
        url = visite.adres("opgave", opgave.nummer)
        uit.append(Bladzijde(f"{opgave.nummer} {opgave.titel}", url, "opgave", opgave.nummer))
    for nummer, hoofdstuk in enumerate(document.hoofdstukken_na(), len(document.hoofdstukken_voor()) + 1):
        url = visite.adres("hoofdstuk", nummer)
        uit.append(Bladzijde(hoofdstuk.titel, url, "hoofdstuk", nummer))
    return uit


def buren(visite: Bezoek, soort: str, nummer: int) -> tuple[Bladzijde | None, Bladzijde | None]:
    """The page before and the page after."""
    rij = bladzijden(visite)
    hier = next(i for i, b in enumerate(rij) if (b.soort, b.nummer) == (soort, nummer))
    return (rij[hier - 1] if hier else None), (rij[hier + 1] if hier + 1 < len(rij) else None)

"""Merging one section: headings as a whole, items by key, texts by block, each against what both began from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Generic, TypeVar, cast

from .. import boom
from ..tekst import Blok
from ..vergelijk.volgorde import verplaatst
from . import blokken
from .volgorde import volgorde
from .vorm import BEIDE, HUNNE, MIJN, Botsing, Deel, Meegekomen, Samenvoeging, Waarde

W = TypeVar("W", boom.Item, Blok)
Meng = Callable[[Any, Any, Any], tuple[Any, Any]]
"""Base, theirs and mine, all three different: what stands when theirs is chosen, and when mine is. Alike: no clash."""

VOLGORDE: Final = ("titel", "opening", "volgorde", "items", "slot", "gedrukt")
VELDEN: Final = ("tekst", "groep", "deelthema", "status", "primair", "koppelingen")
FEIT: Final = "feit "
"""Before the name of a fact that is no field of `Item`: two people who change two facts of one item do not clash."""
OVER_DE_REGEL: Final = frozenset(VELDEN) - {"groep"}
"""What says something of the register row that a line stands for: when one side links it to another row, it is another
line, and what the other side said of it is not for this one."""


def voeg_samen(
    basis: boom.Sectie | None, hunne: boom.Sectie, mijn: boom.Sectie, keuzes: Mapping[str, str] | None = None
) -> Samenvoeging:
    """`hunne` with what `mijn` changed in `basis`; `keuzes` are choices by the `merk` of a `Botsing`.

    What only one side changed, added, moved or removed is done. What both changed differently, or one changed and the
    other removed, is a clash. Nothing that a side wrote is gone unless the other removed it (or chose to) and this side
    did not change it. Without `basis` nobody knows who changed what: whatever differs is a clash.

    Swapping the sides gives the same clashes and the same content; only where both put something in one place, what is
    theirs comes first. Linear but for the comparison of texts, bounded as in `verschil`.
    """
    bij = _Bij(keuzes or {})
    titel = _geheel(bij, "titel", basis.titel if basis else None, hunne.titel, mijn.titel)
    gedrukt = _geheel(bij, "gedrukt", basis.gedrukt if basis else None, hunne.gedrukt, mijn.gedrukt)
    teksten = {
        deel: _tekst(bij, deel, getattr(basis, deel) if basis else None, getattr(hunne, deel), getattr(mijn, deel))
        for deel in cast(tuple[Deel, ...], ("opening", "slot"))
    }
    items = _items(bij, basis.items if basis else None, hunne.items, mijn.items)
    sectie = replace(hunne, titel=titel, gedrukt=gedrukt, items=items, **cast(Any, teksten))
    botsingen = sorted(bij.botsingen, key=lambda b: VOLGORDE.index(b.deel))
    open_ = tuple(b for b in botsingen if b.merk not in bij.gekozen)
    return Samenvoeging(sectie, tuple(botsingen), open_, tuple(bij.meegekomen))


@dataclass(slots=True)
class _Bij:
    """Collects what is found on the way."""

    keuzes: Mapping[str, str]
    botsingen: list[Botsing] = field(default_factory=list)
    gekozen: set[str] = field(default_factory=set)
    meegekomen: list[Meegekomen] = field(default_factory=list)

    def kies(self, botsing: Botsing) -> str:
        """What was chosen; empty where nobody did."""
        self.botsingen.append(botsing)
        keuze = self.keuzes.get(botsing.merk, "")
        if keuze not in botsing.keuzes:
            return ""
        self.gekozen.add(botsing.merk)
        return keuze


def _geheel(bij: _Bij, deel: Deel, basis: str | None, hunne: str, mijn: str) -> str:
    if hunne == mijn or mijn == basis:
        uit = hunne
    elif hunne == basis:
        uit = mijn
    else:
        botsing = Botsing(deel, "", basis, hunne, mijn, (HUNNE, MIJN))
        uit = hunne if bij.kies(botsing) == HUNNE else mijn
    if uit != mijn:
        bij.meegekomen.append(Meegekomen("anders", deel, mijn, uit))
    return uit


# ---- a text, by block ----


def _tekst(bij: _Bij, deel: Deel, basis: str | None, hunne: str, mijn: str) -> str:
    if hunne == mijn:
        return hunne
    van_hen, van_mij = blokken.stukken(hunne), blokken.stukken(mijn)
    oud, hen, mij = blokken.met_sleutels(van_hen if basis is None else blokken.stukken(basis), van_hen, van_mij)
    return blokken.als_html(_voeg(bij, deel, None if basis is None else oud, hen, mij, _kant))


def _kant(basis: Waarde | None, hunne: Waarde, mijn: Waarde) -> tuple[Waarde, Waarde]:
    return hunne, mijn


# ---- items, by key ----


def _items(
    bij: _Bij, basis: Sequence[boom.Item] | None, hunne: Sequence[boom.Item], mijn: Sequence[boom.Item]
) -> tuple[boom.Item, ...]:
    def op_sleutel(items: Sequence[boom.Item]) -> dict[str, boom.Item]:
        return {item.sleutel: item for item in items}

    oud = op_sleutel(basis) if basis is not None else None
    return tuple(_voeg(bij, "items", oud, op_sleutel(hunne), op_sleutel(mijn), _meng_item))


def _meng_item(basis: boom.Item | None, hunne: boom.Item, mijn: boom.Item) -> tuple[boom.Item, boom.Item]:
    """Field by field: the words, the group it stands in, its status and links may each be changed by another."""
    if basis is None:
        return hunne, mijn
    feiten = sorted({feit.naam for kant in (basis, hunne, mijn) for feit in kant.feiten})
    delen = (*VELDEN, *(f"{FEIT}{naam}" for naam in feiten))
    anders = {veld for veld in delen if _van(hunne, veld) != _van(mijn, veld)}
    van_hen = {veld for veld in anders if _van(hunne, veld) != _van(basis, veld)}
    van_mij = {veld for veld in anders if _van(mijn, veld) != _van(basis, veld)}
    botst = van_hen & van_mij
    if "koppelingen" in anders and van_hen & OVER_DE_REGEL and van_mij & OVER_DE_REGEL:
        botst |= anders & OVER_DE_REGEL

    def met(kant: boom.Item) -> boom.Item:
        uit = {veld: _van(kant if veld in botst else hunne if veld in van_hen else mijn, veld) for veld in delen}
        eigen: dict[str, Any] = {veld: uit[veld] for veld in VELDEN}
        return replace(mijn, **eigen).met_feiten({naam: uit[f"{FEIT}{naam}"] for naam in feiten})

    return met(hunne), met(mijn)


def _van(item: boom.Item, veld: str) -> Any:
    return item.feit(veld.removeprefix(FEIT)) if veld.startswith(FEIT) else getattr(item, veld)


# ---- things with keys ----


@dataclass(slots=True)
class _Keten(Generic[W]):
    """What stays, by key, and what stands behind it by choice."""

    waarden: dict[str, W] = field(default_factory=dict)
    erachter: dict[str, W] = field(default_factory=dict)


def _voeg(
    bij: _Bij, deel: Deel, basis: dict[str, W] | None, hunne: dict[str, W], mijn: dict[str, W], meng: Meng
) -> list[W]:
    oud: dict[str, W] = basis if basis is not None else {}
    mijn = _zelfde_nieuwe(oud, hunne, mijn)
    uit: _Keten[W] = _Keten()
    nieuw_bij_hen = {_kaal(w) for sleutel, w in hunne.items() if sleutel not in oud}
    for sleutel in dict.fromkeys((*oud, *hunne, *mijn)):
        b, h, m = oud.get(sleutel), hunne.get(sleutel), mijn.get(sleutel)
        if b is not None and b in (h, m):
            waarde = h if m == b else m  # None: removed by one, and left as it was by the other
        elif h == m:
            waarde = h
        elif b is None and basis is not None and (h is None or m is None):
            waarde = m if h is None else h
        else:
            waarde = _kies(bij, deel, uit, sleutel, (b, h, m), meng, nieuw_bij_hen)
        if waarde is not None:
            uit.waarden[sleutel] = waarde
    return _op_volgorde(bij, deel, oud, hunne, mijn, uit)


def _kies(
    bij: _Bij,
    deel: Deel,
    uit: _Keten[W],
    sleutel: str,
    drie: tuple[W | None, W | None, W | None],
    meng: Meng,
    nieuw_bij_hen: set[W],
) -> W | None:
    """What stands under this key: mixed where that can be, otherwise as was chosen, and nothing lost until then."""
    b, h, m = drie
    keuzes: tuple[str, ...]
    if h is None or m is None:
        keuzes, standaard = (HUNNE, MIJN), HUNNE if m is None else MIJN
    else:
        h, m = meng(b, h, m)
        if h == m:
            return h
        keuzes, standaard = (HUNNE, MIJN, BEIDE), ""
    wie = "" if b is None and h is None else sleutel  # what is new of mine gets another key each time it is read
    keuze = bij.kies(Botsing(deel, wie, b, h, m, keuzes, standaard)) or standaard or BEIDE
    if keuze == BEIDE and m is not None and _kaal(m) not in nieuw_bij_hen:  # the same request, sent twice, adds it once
        uit.erachter[sleutel] = _kaal(m)
    return m if keuze == MIJN else h


def _op_volgorde(
    bij: _Bij, deel: Deel, oud: dict[str, W], hunne: dict[str, W], mijn: dict[str, W], uit: _Keten[W]
) -> list[W]:
    orde = volgorde(list(oud), list(hunne), list(mijn), uit.waarden)
    rij = orde.hunne
    if orde.verzet and deel == "items":  # of paragraphs that both moved, the place is theirs: no word is at stake
        samen = set(hunne) & set(mijn)
        links, rechts = (tuple(uit.waarden[k] for k in kant if k in samen) for kant in (rij, orde.mijn))
        botsing = Botsing("volgorde", "", None, links, rechts, (HUNNE, MIJN), verzet=orde.verzet)
        rij = orde.mijn if bij.kies(botsing) == MIJN else rij
    _meld(bij, deel, {k: w for k, w in mijn.items() if k not in uit.erachter}, {k: uit.waarden[k] for k in rij})
    klaar: list[W] = []
    for sleutel in rij:
        klaar.append(uit.waarden[sleutel])
        if sleutel in uit.erachter:
            klaar.append(uit.erachter[sleutel])
    return klaar


def _meld(bij: _Bij, deel: Deel, mijn: dict[str, W], nu: dict[str, W]) -> None:
    """What stands otherwise than I had it, in the order in which it stands; what is gone comes last."""
    samen = set(mijn) & set(nu)
    elders = verplaatst([k for k in mijn if k in samen], [k for k in nu if k in samen])
    for sleutel, waarde in nu.items():
        eigen = mijn.get(sleutel)
        if eigen is None:
            bij.meegekomen.append(Meegekomen("nieuw", deel, None, waarde))
        elif eigen != waarde:
            bij.meegekomen.append(Meegekomen("anders", deel, eigen, waarde))
        elif sleutel in elders:
            bij.meegekomen.append(Meegekomen("verplaatst", deel, eigen, waarde))
    for sleutel, eigen in mijn.items():
        if sleutel not in nu:
            bij.meegekomen.append(Meegekomen("weg", deel, eigen, None))


def _zelfde_nieuwe(oud: dict[str, W], hunne: dict[str, W], mijn: dict[str, W]) -> dict[str, W]:
    """Mine, in which what both added in the same words has their key: the same thing, once."""
    vrij: dict[W, list[str]] = defaultdict(list)
    for sleutel, waarde in hunne.items():
        if sleutel not in oud and sleutel not in mijn:
            vrij[_kaal(waarde)].append(sleutel)
    uit: dict[str, W] = {}
    for sleutel, waarde in mijn.items():
        rij = vrij.get(_kaal(waarde), []) if sleutel not in oud and sleutel not in hunne else []
        if rij:
            sleutel = rij.pop(0)
            waarde = hunne[sleutel]
        uit[sleutel] = waarde
    return uit


def _kaal(waarde: W) -> W:
    """Without its key."""
    return replace(waarde, sleutel="") if isinstance(waarde, boom.Item) else waarde

"""Where each body stands in the drawn structure: a row within its level, and a column, so that lines stay short.

Bodies that answer to others stand below them. The search for columns is a small deterministic local search: the same
bodies and lines always give the same picture.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

MINSTE_BREEDTE = 5
STARTS = 8


@dataclass(frozen=True, slots=True)
class Plaatknoop:
    """What is to be placed: a code, and the index of its level from top to bottom."""

    code: str
    laag: int


@dataclass(frozen=True, slots=True)
class Tak:
    """A line; `onder` says which end stands below when both are of one level: "van", "naar", or "" for neither."""

    van: str
    naar: str
    onder: str = ""


@dataclass(frozen=True, slots=True)
class Plaatsing:
    """Cells by code as (row, column); `lagen` gives the level of every row."""

    cellen: dict[str, tuple[int, int]]
    lagen: tuple[int, ...]
    breedte: int


def plaats(knopen: Sequence[Plaatknoop], takken: Iterable[Tak]) -> Plaatsing:
    """Some tens of milliseconds for twenty bodies; callers keep the result."""
    laag = {k.code: k.laag for k in knopen}
    bekend = [t for t in takken if t.van in laag and t.naar in laag]
    rijen: list[list[str]] = []
    lagen: list[int] = []
    los: set[str] = {k.code for k in knopen} - {c for t in bekend for c in (t.van, t.naar)}
    breedst = MINSTE_BREEDTE
    for nummer in sorted(set(laag.values())):
        eigen = [k.code for k in knopen if k.laag == nummer]
        binnen = _rijen(eigen, nummer, laag, bekend)
        breedst = max(breedst, *(len(rij) for rij in binnen))
        _vul_aan(binnen, [c for c in eigen if not any(c in rij for rij in binnen)], bekend, breedst)
        rijen += binnen
        lagen += [nummer] * len(binnen)
    return Plaatsing(_kolommen(rijen, bekend, los, breedst), tuple(lagen), breedst)


def _rijen(eigen: list[str], nummer: int, laag: dict[str, int], takken: list[Tak]) -> list[list[str]]:
    """Rows of one level, for what hangs together; the loose ones are left out."""
    hier = [t for t in takken if laag[t.van] == nummer == laag[t.naar]]
    onder = [(t.naar, t.van) if t.onder == "van" else (t.van, t.naar) for t in hier if t.onder]
    diepte = {code: 0 for paar in onder for code in paar}
    for _ in eigen:  # longest path; the number of rounds also ends a circle
        for boven, beneden in onder:
            diepte[beneden] = max(diepte[beneden], min(diepte[boven] + 1, len(eigen) - 1))
    laatste = max(diepte.values(), default=0)
    for code in eigen:
        elders = [laag[t.naar if t.van == code else t.van] for t in takken if code in (t.van, t.naar)]
        if code not in diepte and not any(code in (t.van, t.naar) for t in hier) and elders:
            diepte[code] = 0 if min(elders) < nummer else laatste
    for _ in eigen:  # who consults with somebody stands beside them
        for t in hier:
            for een, ander in ((t.van, t.naar), (t.naar, t.van)):
                if een not in diepte and ander in diepte:
                    diepte[een] = diepte[ander]
    gevuld = sorted(set(diepte.values()))
    return [[c for c in eigen if diepte.get(c) == d] for d in gevuld] or [[]]


def _vul_aan(rijen: list[list[str]], los: list[str], takken: list[Tak], breedst: int) -> None:
    """Put what hangs with nobody of the rest into the emptiest rows, partners together."""
    while los:
        groep = [los.pop(0)]
        for t in takken:
            for een, ander in ((t.van, t.naar), (t.naar, t.van)):
                if een in groep and ander in los:
                    los.remove(ander)
                    groep.append(ander)
        plek = min(rijen, key=len)
        if len(plek) + len(groep) > max(breedst, len(groep)):
            plek = []
            rijen.append(plek)
        plek += groep


def _kolommen(rijen: list[list[str]], takken: list[Tak], los: set[str], breedte: int) -> dict[str, tuple[int, int]]:
    beste: tuple[float, list[list[str | None]]] | None = None
    for start in range(STARTS):
        toeval = Random(start)  # noqa: S311
        raster: list[list[str | None]] = []
        for rij in rijen:
            cellen: list[str | None] = [*rij, *[None] * (breedte - len(rij))]
            if start:
                toeval.shuffle(cellen)
            raster.append(cellen)
        prijs = _verbeter(raster, takken, los)
        if beste is None or prijs < beste[0] - 1e-9:
            beste = (prijs, raster)
    assert beste is not None
    return {code: (r, k) for r, rij in enumerate(beste[1]) for k, code in enumerate(rij) if code is not None}


def _verbeter(raster: list[list[str | None]], takken: list[Tak], los: set[str]) -> float:
    prijs = _prijs(raster, takken, los)
    beter = True
    while beter:
        beter = False
        for rij in raster:
            for a in range(len(rij)):
                for b in range(a + 1, len(rij)):
                    if rij[a] is rij[b]:
                        continue
                    rij[a], rij[b] = rij[b], rij[a]
                    nieuw = _prijs(raster, takken, los)
                    if nieuw < prijs - 1e-9:
                        prijs, beter = nieuw, True
                    else:
                        rij[a], rij[b] = rij[b], rij[a]
    return prijs


def _prijs(raster: list[list[str | None]], takken: list[Tak], los: set[str]) -> float:
    """Length, bodies in the way, and crossings; the loose ones to the right, the rest gently to the left."""
    plek = {code: (r, k) for r, rij in enumerate(raster) for k, code in enumerate(rij) if code is not None}
    prijs = 0.0
    gangen: dict[Hashable, list[tuple[int, int]]] = {}
    for tak in takken:
        (r1, k1), (r2, k2) = sorted((plek[tak.van], plek[tak.naar]))
        if r1 == r2:
            prijs += abs(k1 - k2) + 4 * sum(raster[r1][k] is not None for k in range(min(k1, k2) + 1, max(k1, k2)))
            continue
        prijs += 1.2 * abs(k1 - k2)
        if r2 > r1 + 1:
            vrij = min(sum(raster[r][k] is not None for r in range(r1 + 1, r2)) for k in {k1, k2})
            prijs += 1.5 * vrij
        gangen.setdefault((r1, r2), []).append((k1, k2))
    for gang in gangen.values():
        for i, (a1, a2) in enumerate(gang):
            prijs += sum(2 for b1, b2 in gang[i + 1 :] if (a1 - b1) * (a2 - b2) < 0)
    breedte = len(raster[0]) if raster else 0
    return prijs + sum(0.3 * (breedte - 1 - k) if code in los else 0.05 * k for code, (_, k) in plek.items())

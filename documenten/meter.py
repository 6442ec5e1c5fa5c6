"""The fit meter: what a measurement says in words, and the small page that is drawn of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from npvr import getallen

from .druk.schatting import BLADZIJDE
from .passing import RUIM, STRAK, Passing

PT: Final = 4 / 3
"""Pixels of the engine in a point."""

BREED: Final = 80.0
HOOG: Final = 113.0
_RAND: Final = 6.0
_KIER: Final = 1.4
_TUSSEN: Final = 5.0


@dataclass(frozen=True, slots=True)
class Rechthoek:
    """`soort` is the class that gives it its colour."""

    soort: str
    x: float
    y: float
    breed: float
    hoog: float


@dataclass(frozen=True, slots=True)
class Fichemeter:
    """What the rail shows of a fiche that was measured."""

    stand: str
    woord: str
    zin: str
    uitleg: str
    codes: tuple[str, ...]
    hoog: float
    vlakken: tuple[Rechthoek, ...]


def meter(passing: Passing) -> Fichemeter:
    stand = passing.stand
    hoog, vlakken = _teken(passing)
    return Fichemeter(stand, *_woorden(passing), passing.lopen_over, hoog, vlakken)


def _regels(aantal: int) -> str:
    return getallen.aantal(aantal, "regel", "regels")


def _woorden(p: Passing) -> tuple[str, str, str]:
    if p.stand == "past":
        return "Past", f"Past op 1 pagina, met ongeveer {_regels(p.over)} over.", ""
    if p.stand == "vol":
        if not p.strak:
            uitleg = "Bij meer tekst komen de regels iets dichter op elkaar te staan."
        elif p.over:
            kan = "kan" if p.over == 1 else "kunnen"
            uitleg = f"De regels staan al dichter op elkaar. Er {kan} nog ongeveer {_regels(p.over)} bij."
        else:
            uitleg = "De regels staan al dichter op elkaar. Er kan niets meer bij."
        return "Vol", "Past nog net op 1 pagina.", uitleg
    lang = "" if p.paginas == 2 else f" De fiche neemt nu {p.paginas} pagina’s."
    return "Past niet", "Past niet op 1 pagina", f"Ongeveer {_regels(p.te_veel)} te veel.{lang}"


def in_de_voet(p: Passing, code: str) -> tuple[str, str]:
    """What stands in the foot of an editor: how the fiche fits, and how long the section with that code is."""
    if p.paginas > 1:
        past = f"{p.paginas} pagina’s, ongeveer {_regels(p.te_veel)} te veel"
    else:
        past = f"1 pagina, {f'ongeveer {_regels(p.over)} over' if p.over else 'vol'}"
    lang = round(
        sum(s.onder - s.boven for s in p.stukken if s.code == code) * BLADZIJDE * PT / (STRAK if p.strak else RUIM)
    )
    return past, _regels(lang) if lang else ""


def _teken(p: Passing) -> tuple[float, tuple[Rechthoek, ...]]:
    """The first page whole, and of the second one as much as is used."""
    in_breed, in_hoog = BREED - 2 * _RAND, HOOG - 2 * _RAND
    vlakken = [Rechthoek("p-blad", 0.5, 0.5, BREED - 1, HOOG - 1)]
    totaal = HOOG
    if p.paginas > 1:
        gebruikt = max((s.onder for s in p.stukken if s.pagina == 2), default=0.1)
        vel = 2 * _RAND + min(1.0, gebruikt) * in_hoog
        vlakken.append(Rechthoek("p-blad", 0.5, HOOG + _TUSSEN + 0.5, BREED - 1, vel - 1))
        totaal = HOOG + _TUSSEN + vel
    for s in p.stukken:
        if s.pagina > 2:
            continue
        begin = _RAND + (HOOG + _TUSSEN if s.pagina == 2 else 0.0)
        boven, onder = (max(0.0, min(1.0, waarde)) for waarde in (s.boven, s.onder))
        links, rechts = (max(0.0, min(1.0, waarde)) for waarde in (s.links, s.rechts))
        y, hoog = begin + boven * in_hoog, (onder - boven) * in_hoog - _KIER
        x, eind = _RAND + links * in_breed, _RAND + rechts * in_breed
        if hoog <= 0 or eind - x < 8:
            continue
        if not s.code:
            vlakken.append(_af("p-kop", x, y, eind - x, hoog))
            continue
        x += 2.0 * (links > 0)
        vlakken.append(_af("p-merk te-veel" if s.pagina > 1 else "p-merk", x, y, 3.0, hoog))
        vlakken.append(_af("p-tekst te-veel" if s.pagina > 1 else "p-tekst", x + 6, y, eind - x - 6, hoog))
    if p.paginas == 1 and p.over:
        y = _RAND + p.vulling * in_hoog + 0.5
        vlakken.append(_af("p-rest", _RAND + 0.5, y, in_breed - 1, max(1.5, _RAND + in_hoog - y)))
    return round(totaal, 1), tuple(vlakken)


def _af(soort: str, x: float, y: float, breed: float, hoog: float) -> Rechthoek:
    return Rechthoek(soort, round(x, 1), round(y, 1), round(breed, 1), round(hoog, 1))

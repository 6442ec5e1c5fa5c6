"""The relations between opgaven as a picture: numbers on a line, an arc for each reference. Classes only, no style."""

from __future__ import annotations

from dataclasses import dataclass

from .overzicht import Opgavekaart, Verbanden

STAP = 46
STRAAL = 15
RAND = 24


@dataclass(frozen=True, slots=True)
class Boogknoop:
    nummer: int
    x: int
    kleur: int
    gekozen: bool


@dataclass(frozen=True, slots=True)
class Boog:
    """From one number to another: above the line to a higher number, below it to a lower one."""

    pad: str
    punt: str
    gekozen: bool


@dataclass(frozen=True, slots=True)
class Bogen:
    breed: int
    hoog: int
    lijn: int
    knopen: list[Boogknoop]
    bogen: list[Boog]


def bogen(kaarten: tuple[Opgavekaart, ...], verbanden: Verbanden, gekozen: set[int]) -> Bogen:
    """`gekozen`: numbers that a filter leaves; an arc counts when one of its ends is among them."""
    plek = {k.opgave.nummer: RAND + STRAAL + i * STAP for i, k in enumerate(kaarten)}
    paren = [(van, naar) for van, rij in verbanden.items() for naar, v in rij.items() if v.noemt]
    boven = max((_hoogte(plek[a], plek[b]) for a, b in paren if b > a), default=0) + RAND
    onder = max((_hoogte(plek[a], plek[b]) for a, b in paren if b < a), default=0) + RAND
    lijn = boven + STRAAL
    lijst = []
    for van, naar in paren:
        richting = -1 if naar > van else 1
        x1, x2, y = plek[van], plek[naar], lijn + richting * STRAAL
        top = y + richting * _hoogte(x1, x2) * 4 / 3
        punt = f"M{x2 - 4} {y + richting * 8}L{x2} {y + richting}L{x2 + 4} {y + richting * 8}"
        lijst.append(Boog(f"M{x1} {y}C{x1} {top:.0f} {x2} {top:.0f} {x2} {y}", punt, bool({van, naar} & gekozen)))
    lijst.sort(key=lambda b: b.gekozen)
    knopen = [
        Boogknoop(
            k.opgave.nummer, plek[k.opgave.nummer], k.cluster.kleur if k.cluster else 0, k.opgave.nummer in gekozen
        )
        for k in kaarten
    ]
    breed = 2 * RAND + 2 * STRAAL + STAP * max(0, len(kaarten) - 1)
    return Bogen(breed, lijn + STRAAL + onder, lijn, knopen, lijst)


def _hoogte(x1: int, x2: int) -> int:
    """Long arcs rise less than round ones would, so that the picture stays low."""
    return round(12 + abs(x1 - x2) ** 0.78)

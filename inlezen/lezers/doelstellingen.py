"""Which opgaven serve which doelstelling: headings with a list of numbers each, or all headings first and then as many
lists, linked by their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .koppen import normaal
from .opmaak import kaal
from .regels import Bronregel
from .ruis import is_getallen, is_los_getal

_LABEL = re.compile(r"relevante opgaven|bijbehorende opgaven|opgaven", re.I)
_INLINE = re.compile(r"([^:]{1,120}):\s*((?:\d{1,2}(?:\s*,\s*|\s+en\s+|\s+))*\d{1,2})\.?")


@dataclass(slots=True)
class Doelen:
    namen: list[str] = field(default_factory=list)
    nummers: list[list[int]] = field(default_factory=list)
    regels: set[int] = field(default_factory=set)
    """Indexes of the lines it was read from."""


def zoek(regels: Sequence[Bronregel], ruis: frozenset[int], aantal: int, *, bladnummers: bool = True) -> Doelen:
    """Look through the lines before the fiches. `ruis` may hold lone numbers that are no page numbers after all;
    a source without `bladnummers` (Word) has none in its text, so there they all count.
    """
    labels = [n for n, r in enumerate(regels) if _is_label(r)]
    if not labels:
        return Doelen()
    begin = labels[0]
    stroom = _stroom(regels, ruis, begin)
    getallen = [n for n, soort in stroom if soort == "getallen" and not _bij_meubilair(regels, ruis, n)]
    if not getallen:
        return Doelen()
    tussen = [n for n, soort in stroom if soort == "kop" and n > getallen[0] and n < getallen[-1]]
    if tussen or len(labels) > 1:
        return _om_en_om(regels, stroom, begin, ruis, aantal)
    blokken = _blokken(regels, getallen)
    zonder = [b for b in blokken if len(b) > 1 or not is_los_getal(regels[b[0]].tekst)]
    beste = Doelen()
    for kies in (zonder, blokken) if bladnummers else (blokken,):
        regels_van = [n for b in kies for n in b]
        for lijsten in (_per_blok(regels, kies), _per_daling(regels, regels_van)):
            koppen = _koppen_boven(regels, ruis, begin, len(lijsten))
            if not koppen or not all(_oplopend(lijst, aantal) for lijst in lijsten):
                continue
            doelen = Doelen([kaal(regels[n].tekst) for n in koppen], lijsten, {*koppen, begin, *regels_van})
            meer = (_verwant(doelen.namen), len(koppen)) > (_verwant(beste.namen), len(beste.namen))
            if not beste.namen or (meer and _verwant(doelen.namen)):
                beste = doelen
    return beste


def _verwant(namen: Sequence[str]) -> bool:
    """Whether all begin with the same word: then a heading more is no accident, and a lone number no page number."""
    return len({naam.split()[0].lower() for naam in namen}) == 1 if namen else False


def _bij_meubilair(regels: Sequence[Bronregel], ruis: frozenset[int], n: int) -> bool:
    """A lone number next to page furniture that is no number: the number of a chapter on its sheet."""
    return is_los_getal(regels[n].tekst) and any(
        m in ruis and 0 <= m < len(regels) and not is_getallen(regels[m].tekst) for m in (n - 1, n + 1)
    )


def _is_label(regel: Bronregel) -> bool:
    kort = normaal(regel.tekst)
    gevonden = _INLINE.fullmatch(kort)
    return _LABEL.fullmatch((gevonden[1] if gevonden else kort.rstrip(":")).strip()) is not None and ":" in kort


def _getallen(tekst: str) -> list[int]:
    return [int(g) for g in re.findall(r"\d+", tekst)]


def _stroom(regels: Sequence[Bronregel], ruis: frozenset[int], begin: int) -> list[tuple[int, str]]:
    """What follows the first label: lines of numbers, labels, and short headings between; up to where prose starts."""
    stroom: list[tuple[int, str]] = []
    for n in range(begin, len(regels)):
        regel = regels[n]
        if is_getallen(regel.tekst):
            stroom.append((n, "getallen"))
        elif _is_label(regel):
            stroom.append((n, "label"))
        elif n in ruis:
            continue
        elif len(regel.tekst.split()) <= 10 and regel.tekst[-1] not in ".;":
            stroom.append((n, "kop"))
        else:
            break
    laatste = max(
        (i for i, (n, s) in enumerate(stroom) if s == "getallen" or _INLINE.fullmatch(regels[n].tekst)), default=-1
    )
    return stroom[: laatste + 1]


def _blokken(regels: Sequence[Bronregel], getallen: Sequence[int]) -> list[list[int]]:
    blokken: list[list[int]] = []
    for n in getallen:
        if blokken and not regels[n].wit and blokken[-1][-1] == n - 1:
            blokken[-1].append(n)
        else:
            blokken.append([n])
    return blokken


def _per_blok(regels: Sequence[Bronregel], blokken: Sequence[Sequence[int]]) -> list[list[int]]:
    return [[g for n in blok for g in _getallen(regels[n].tekst)] for blok in blokken]


def _per_daling(regels: Sequence[Bronregel], getallen: Sequence[int]) -> list[list[int]]:
    """Lists rise; a list that does not go on rising is the next one."""
    lijsten: list[list[int]] = []
    for g in (g for n in getallen for g in _getallen(regels[n].tekst)):
        if lijsten and g > lijsten[-1][-1]:
            lijsten[-1].append(g)
        else:
            lijsten.append([g])
    return lijsten


def _oplopend(lijst: Sequence[int], aantal: int) -> bool:
    return all(a < b for a, b in pairwise(lijst)) and lijst[0] >= 1 and lijst[-1] <= aantal


def _koppen_boven(regels: Sequence[Bronregel], ruis: frozenset[int], begin: int, aantal: int) -> list[int]:
    """The last `aantal` short lines above the label."""
    koppen: list[int] = []
    n = begin - 1
    while n >= 0 and len(koppen) < aantal:
        if n not in ruis:
            tekst = regels[n].tekst
            if len(tekst.split()) > 12 or tekst[-1] in ".:;":
                break
            koppen.append(n)
        n -= 1
    return koppen[::-1] if len(koppen) == aantal else []


def _om_en_om(
    regels: Sequence[Bronregel], stroom: Sequence[tuple[int, str]], begin: int, ruis: frozenset[int], aantal: int
) -> Doelen:
    """Heading, numbers, heading, numbers."""
    uit = Doelen()
    kop = next(iter(_koppen_boven(regels, ruis, begin, 1)), None)
    for n, soort in stroom:
        inline = _INLINE.fullmatch(regels[n].tekst)
        if soort == "kop" and inline is None:
            kop = n
            continue
        if soort == "label" and inline is None:
            uit.regels.add(n)
            continue
        getallen = _getallen(inline[2] if inline else regels[n].tekst)
        if kop is not None:
            uit.namen.append(kaal(regels[kop].tekst))
            uit.nummers.append([])
            uit.regels.add(kop)
            kop = None
        if uit.nummers:
            uit.nummers[-1] += getallen
            uit.regels.add(n)
    return uit if all(_oplopend(g, aantal) for g in uit.nummers) else Doelen()

"""The overview of a plan: clusters with numbered opgaven below them, in whatever order they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .koppen import letters, lijkt_op
from .opmaak import kaal, nummer_van
from .regels import Bronregel


@dataclass(slots=True)
class Overzicht:
    """Per number the words and the printed name of the cluster; which lines it was read from."""

    teksten: dict[int, str] = field(default_factory=dict)
    clusters: dict[int, str] = field(default_factory=dict)
    namen: list[str] = field(default_factory=list)
    regels: dict[int, str] = field(default_factory=dict)
    """Index of a line → where its words went."""


def zelfde_cluster(links: str, rechts: str) -> bool:
    """Whether two printed names mean the same cluster: letters only, and one error of the scanner per ten forgiven."""
    a, b = letters(links), letters(rechts)
    return a == b or (min(len(a), len(b)) >= 10 and lijkt_op(a, b, max(len(a), len(b)) // 10))


def zoek(alle: Sequence[Bronregel], ruis: frozenset[int], aantal: int) -> Overzicht:
    """The overview among the lines before the fiches: numbered lines with at most one short line between two of them.

    The numbers are all those from 1 on, in any order. Of several such stretches the longest counts. `aantal` is how
    many fiches there are: a list without clusters is only the overview when it is as long.
    """
    plaatsen = [n for n in range(len(alle)) if n not in ruis]
    regels = [alle[n] for n in plaatsen]
    beste = Overzicht()
    n = 0
    while n < len(regels):
        if (stuk := _stuk(regels, n)) is None:
            n += 1
            continue
        overzicht, n = stuk
        if len(overzicht.teksten) > len(beste.teksten):
            beste = overzicht
    heel = len(beste.teksten) > 1 and set(beste.teksten) == set(range(1, len(beste.teksten) + 1))
    if not heel or (len(beste.namen) < 2 and len(beste.teksten) != aantal):
        return Overzicht()
    beste.regels = {plaatsen[n]: waar for n, waar in beste.regels.items()}
    return beste


def _stuk(regels: Sequence[Bronregel], n: int) -> tuple[Overzicht, int] | None:
    begin = _cluster(regels, n)
    if begin is None and _genummerd(regels[n]) is None:
        return None
    uit = Overzicht()
    cluster = ""
    while n < len(regels):
        if (gevonden := _genummerd(regels[n])) is not None and gevonden[0] not in uit.teksten:
            nummer, woorden = gevonden
            uit.teksten[nummer] = woorden
            uit.regels[n] = f"overzicht, opgave {nummer}"
            if cluster:
                uit.clusters[nummer] = cluster
        elif (naam := _cluster(regels, n)) is not None and gevonden is None:
            cluster = naam
            uit.namen.append(naam)
            uit.regels[n] = f"overzicht, cluster {naam}"
        else:
            break
        n += 1
    return uit, n


def _genummerd(regel: Bronregel) -> tuple[int, str] | None:
    gevonden = None if regel.punt else nummer_van(regel)
    return gevonden if gevonden is not None and gevonden[0] >= 1 else None


def _cluster(regels: Sequence[Bronregel], n: int) -> str | None:
    """A short line right above a numbered one."""
    tekst = kaal(regels[n].tekst)
    volgt = n + 1 < len(regels) and nummer_van(regels[n + 1]) is not None and not regels[n + 1].punt
    if (
        volgt
        and not regels[n].punt
        and len(tekst.split()) <= 12
        and tekst[-1] not in ".:;?!"
        and nummer_van(regels[n]) is None
    ):
        return tekst
    return None

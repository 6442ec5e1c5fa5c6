"""The changes as a wijzigingsmemo reads them, whatever it is printed with: a heading per opgave, a line per change."""

from __future__ import annotations

from dataclasses import dataclass

from .vorm import Vergelijking, Vergelijkkop, Wijziging


@dataclass(frozen=True, slots=True)
class Memoregel:
    """One line: codes in the old and the new document (empty where it has none), what it is about, and what changed."""

    oud: str
    nieuw: str
    onderwerp: str
    woorden: str
    wijziging: Wijziging


@dataclass(frozen=True, slots=True)
class Memodeel:
    """An opgave, a chapter, or the plan itself, with its lines and how many of each weight."""

    kop: Vergelijkkop
    titel: str
    regels: tuple[Memoregel, ...]
    inhoudelijk: int
    redactioneel: int


def memo(vergelijking: Vergelijking) -> tuple[Memodeel, ...]:
    """The parts with changes, in printed order. What moved between two opgaven stands under both. Linear."""
    return tuple(
        Memodeel(
            kop,
            "Het plan als geheel" if kop.soort == "plan" else kop.titel,
            tuple(_regel(w) for w in rij),
            sum(w.gewicht == "inhoudelijk" for w in rij),
            sum(w.gewicht == "redactioneel" for w in rij),
        )
        for kop, rij in vergelijking.per_kop()
    )


def _regel(wijziging: Wijziging) -> Memoregel:
    oud, nieuw = ("" if plek is None else plek.code for plek in (wijziging.oud, wijziging.nieuw))
    los = wijziging.wat in ("opgave", "plan")
    onderwerp = wijziging.naam.capitalize() if los else f"{wijziging.plek.naam}, {wijziging.naam}"
    return Memoregel(oud, nieuw, onderwerp, wijziging.in_woorden, wijziging)

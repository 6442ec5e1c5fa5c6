"""Days on which people do not meet: holidays of the country, school holidays and recess of the region."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Protocol

import holidays
from holidays.constants import OPTIONAL, PUBLIC

ZOVER: Final = 10
"""Weeks on either side in which another day is looked for."""


class Vrijstuk(Protocol):
    """Days in a row that are kept free, with their name."""

    naam: str
    eerste: date
    laatste: date


@lru_cache(maxsize=32)
def feestdagen(jaar: int) -> dict[date, str]:
    """By day, in Dutch; with New Year's Eve, on which nobody meets either."""
    uit = {
        dag: str(naam) for dag, naam in holidays.NL(years=jaar, language="nl", categories=(PUBLIC, OPTIONAL)).items()
    }
    return uit | {date(jaar, 12, 31): "Oudejaarsdag"}


def botsingen(dag: date, vrij: Iterable[Vrijstuk]) -> tuple[str, ...]:
    """What a day clashes with, in words; empty when it is an ordinary working day."""
    uit = ["een zaterdag", "een zondag"][dag.weekday() - 5 : dag.weekday() - 4] if dag.weekday() > 4 else []
    if naam := feestdagen(dag.year).get(dag):
        uit.append(naam)
    uit += [stuk.naam for stuk in vrij if stuk.eerste <= dag <= stuk.laatste]
    return tuple(uit)


def uitwijk(
    dag: date, vrij: Collection[Vrijstuk], bezet: Collection[date] = (), niet_voor: date | None = None
) -> date | None:
    """The nearest day of the same name without a clash, later before earlier; None when there is none near."""
    for weken in range(1, ZOVER + 1):
        for ander in (dag + timedelta(weeks=weken), dag - timedelta(weeks=weken)):
            if ander not in bezet and (niet_voor is None or ander >= niet_voor) and not botsingen(ander, vrij):
                return ander
    return None


@dataclass(frozen=True, slots=True)
class Dagvoorstel:
    """A day of a series; with a clash also why, and another day when there is one."""

    dag: date
    botst: tuple[str, ...] = ()
    uitwijk: date | None = None


def voorstellen(dagen: Iterable[date], vrij: Collection[Vrijstuk], niet_voor: date | None = None) -> list[Dagvoorstel]:
    """Every day of a series, none left out; no two get the same other day."""
    dagen = list(dagen)
    bezet, uit = set(dagen), []
    for dag in dagen:
        botst = botsingen(dag, vrij)
        ander = uitwijk(dag, vrij, bezet, niet_voor) if botst else None
        if ander:
            bezet.add(ander)
        uit.append(Dagvoorstel(dag, botst, ander))
    return uit

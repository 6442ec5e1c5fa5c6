"""Milestones in time: the period that a date stands for, in words, before or after today; and per year."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from npvr.getallen import KWARTALEN, MAANDEN, aantal, datum, periode

from .models import Mijlpaal

_DATUM = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d\d)(?:-(\d\d))?))?")
JAREN = range(1900, 2200)
_RUIM = timedelta(days=45)
"""How far on either side a date "by approximation" may lie; for drawing and for telling past from planned only."""


_MAANDEN_VANAF = 60
_DAGEN_PER_MAAND = 30.4


class OngeldigeDatum(ValueError):
    """The text is no date in one of the forms of a milestone; the message is a Dutch sentence."""


def grenzen(tekst: str) -> tuple[date, date]:
    """First and last day of "2026", "2026-04", "2026-Q2" or "2026-04-17". Raises OngeldigeDatum."""
    gevonden = _DATUM.fullmatch(tekst)
    try:
        if gevonden is None:
            raise ValueError
        jaar, kwartaal, maand, dag = (int(g) if g else 0 for g in gevonden.groups())
        if jaar not in JAREN:
            raise ValueError
        if dag:
            return date(jaar, maand, dag), date(jaar, maand, dag)
        if maand:
            return date(jaar, maand, 1), date(jaar, maand, monthrange(jaar, maand)[1])
        if kwartaal:
            return date(jaar, 3 * kwartaal - 2, 1), date(jaar, 3 * kwartaal, 30 if kwartaal in (2, 3) else 31)
        return date(jaar, 1, 1), date(jaar, 12, 31)
    except ValueError:
        raise OngeldigeDatum("Schrijf de datum als JJJJ, JJJJ-MM, JJJJ-MM-DD of JJJJ-Q1.") from None


def sorteersleutel(tekst: str) -> str:
    """Order of a date: JJJJ-MM-DD, 00 where unknown: a year comes before its months. Raises OngeldigeDatum."""
    begin, _ = grenzen(tekst)
    delen = tekst.count("-")
    if "Q" in tekst:
        return f"{begin:%Y-%m}-00"
    return ["{:%Y}-00-00", "{:%Y-%m}-00", "{:%Y-%m-%d}"][delen].format(begin)


@dataclass(frozen=True, slots=True)
class Tijdlijnmoment:
    """A milestone with the period it stands for. `wanneer` is what people read."""

    mijlpaal: Mijlpaal
    begin: date
    eind: date
    wanneer: str
    staat: str
    """ "voorbij", "nu" (its period holds today), or "gepland"."""

    @property
    def jaar(self) -> int:
        return _dag(self.mijlpaal.sorteer).year

    @property
    def duurt(self) -> bool:
        """Whether it lasts, from one date to another; otherwise it is one moment, known more or less exactly."""
        return bool(self.mijlpaal.einddatum)

    @property
    def verschil(self) -> int:
        """Days that it is later than was planned first; below nought when it is earlier, 0 where nobody knows."""
        try:
            return (self.eind - grenzen(self.mijlpaal.eerder)[1]).days if self.mijlpaal.eerder else 0
        except OngeldigeDatum:
            return 0

    @property
    def uitloop(self) -> str:
        """ "3 maanden later dan eerst gepland (tweede kwartaal van 2026)"; empty where it stands as it was planned."""
        if not self.verschil:
            return ""
        dagen = abs(self.verschil)
        hoeveel = aantal(dagen, "dag", "dagen")
        if dagen >= _MAANDEN_VANAF:
            hoeveel = aantal(round(dagen / _DAGEN_PER_MAAND), "maand", "maanden")
        woord = "later" if self.verschil > 0 else "eerder"
        eerst = _in_woorden(self.mijlpaal.eerder, grenzen(self.mijlpaal.eerder)[0])
        return f"{hoeveel} {woord} dan eerst gepland ({eerst})"

    @property
    def staatwoorden(self) -> str:
        if self.staat == "nu":
            return "Loopt nu" if self.duurt else "Deze periode"
        return {"voorbij": "Voorbij", "gepland": "Gepland"}[self.staat]


def moment(mijlpaal: Mijlpaal, vandaag: date) -> Tijdlijnmoment:
    """Never raises: a date that cannot be read stands for its year, or for its own words."""
    begin, eind = _periode(mijlpaal)
    staat = "voorbij" if eind < vandaag else "gepland" if begin > vandaag else "nu"
    return Tijdlijnmoment(mijlpaal, begin, eind, _wanneer(mijlpaal, begin, eind), staat)


def _periode(mijlpaal: Mijlpaal) -> tuple[date, date]:
    if mijlpaal.precisie == Mijlpaal.Precisie.VAAG and not mijlpaal.einddatum:
        midden = _dag(mijlpaal.sorteer)
        return midden - _RUIM, midden + _RUIM
    try:
        begin, eind = grenzen(mijlpaal.datum)
    except OngeldigeDatum:
        begin = eind = _dag(mijlpaal.sorteer)
    if mijlpaal.einddatum:
        with suppress(OngeldigeDatum):
            eind = max(begin, grenzen(mijlpaal.einddatum)[1])
    return begin, eind


def _dag(sorteer: str) -> date:
    """A day out of "JJJJ-MM-DD" where parts may be 00 or nonsense."""
    jaar, maand, dag = (int(d) if d.isdecimal() else 0 for d in (f"{sorteer}--").split("-")[:3])
    jaar, maand = min(max(jaar, JAREN[0]), JAREN[-1]), min(max(maand, 1), 12)
    return date(jaar, maand, min(max(dag, 1), monthrange(jaar, maand)[1]))


def _wanneer(mijlpaal: Mijlpaal, begin: date, eind: date) -> str:
    if mijlpaal.aanduiding:
        return mijlpaal.aanduiding
    if mijlpaal.precisie == Mijlpaal.Precisie.DAG:
        return periode(begin, eind)
    van, tot = _in_woorden(mijlpaal.datum, begin), _in_woorden(mijlpaal.einddatum, eind)
    return f"{van}–{tot}" if len(tot) == len(van) == 4 else f"{van} tot en met {tot}" if tot else van


def _in_woorden(tekst: str, dag: date) -> str:
    """ "2026-04" → "april 2026", "2026-Q2" → "tweede kwartaal van 2026"."""
    if not tekst:
        return ""
    if "-Q" in tekst:
        return f"{KWARTALEN[(dag.month - 1) // 3]} kwartaal van {dag.year}"
    return [tekst, f"{MAANDEN[dag.month - 1]} {dag.year}", datum(dag)][min(tekst.count("-"), 2)]


def per_jaar(momenten: Iterable[Tijdlijnmoment]) -> list[tuple[int, list[Tijdlijnmoment]]]:
    """Grouped by year, in the order they have."""
    return [(jaar, list(rij)) for jaar, rij in groupby(momenten, key=lambda m: m.jaar)]

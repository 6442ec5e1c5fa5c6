"""Meetings as an iCalendar file (RFC 5545), for people's own calendars: each a row of its own, in UTC.

No recurrence rules and no time zones in the file, which calendars read each in their own way; what moved keeps its UID
and counts up, what was cancelled stays and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from .models import Overleg

ZONE: Final = ZoneInfo("Europe/Amsterdam")
"""The clock by which meetings are planned."""


def moment(dag: date, tijd: time) -> datetime:
    """In UTC, of a time by the clock in the Netherlands."""
    return datetime.combine(dag, tijd, ZONE).astimezone(UTC)


def kalender(naam: str, overleggen: Iterable[Overleg], adres: Callable[[Overleg], str]) -> bytes:
    """The file; `adres` gives the page of a meeting. It holds time, place and body, and nothing of the agenda."""
    boek = Calendar()
    boek.add("prodid", "-//Nationaal Programma Vitale Regio's//Overleggen//NL")
    boek.add("version", "2.0")
    boek.add("calscale", "GREGORIAN")
    boek.add("x-wr-calname", naam)
    boek.add("refresh-interval;value=duration", "PT4H")
    for overleg in overleggen:
        boek.add_component(_gebeurtenis(overleg, adres(overleg)))
    inhoud: bytes = boek.to_ical()
    return inhoud


def _gebeurtenis(overleg: Overleg, adres: str) -> Event:
    uit = Event()
    uit.add("uid", str(overleg.uid))
    uit.add("dtstamp", overleg.gewijzigd_op.astimezone(UTC).replace(microsecond=0))
    uit.add("last-modified", overleg.gewijzigd_op.astimezone(UTC).replace(microsecond=0))
    uit.add("dtstart", moment(overleg.datum, overleg.aanvang))
    uit.add("dtend", moment(overleg.datum, overleg.einde))
    uit.add("sequence", overleg.volgorde)
    uit.add("status", "CANCELLED" if overleg.afgelast else "CONFIRMED")
    uit.add("summary", f"{'Afgelast: ' if overleg.afgelast else ''}{overleg.gremium.naam}")
    if overleg.plaats:
        uit.add("location", overleg.plaats)
    regels = [f"Overleg {overleg.code}"]
    if overleg.stukken_op:
        regels.append(f"Stukken op {overleg.stukken_op:%d-%m-%Y}")
    uit.add("description", "\n".join([*regels, adres]))
    uit.add("url", adres)
    return uit

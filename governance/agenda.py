"""Milestones as an iCalendar file (RFC 5545), for people's own calendars. Equal milestones give equal bytes."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final

from .models import Mijlpaal
from .tijdlijn import Tijdlijnmoment

STEMPEL: Final = "20241220T000000Z"
"""DTSTAMP: the day the programme was announced. A fixed one, so that an unchanged calendar is unchanged in bytes."""
_NAAMRUIMTE: Final = uuid.UUID("5f0c8a52-6d3c-5e0e-9a67-3a1f6f2f6c11")
_VEILIG = re.compile(r"([\\;,])")
_STUUR = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def agenda(naam: str, regio: str, momenten: Iterable[Tijdlijnmoment], adres: Callable[[Mijlpaal], str]) -> bytes:
    """The calendar; `adres` gives the page of a milestone. Lines end in CRLF and are folded at 75 octets."""
    regels = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Nationaal Programma Vitale Regio’s//Plan voor de Regio//NL",
        "CALSCALE:GREGORIAN",
        f"NAME:{_tekst(naam)}",
        f"X-WR-CALNAME:{_tekst(naam)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
    ]
    for m in momenten:
        regels += _gebeurtenis(m, regio, adres(m.mijlpaal))
    regels.append("END:VCALENDAR")
    return b"".join(gevouwen(regel) for regel in regels)


def _gebeurtenis(m: Tijdlijnmoment, regio: str, adres: str) -> list[str]:
    rij = m.mijlpaal
    begin, eind, exact = _dagen(m)
    wat = rij.wat if exact else f"{rij.wat} ({m.wanneer})"
    uitleg = [f"Wanneer: {m.wanneer}"] + [f"{kop}: {w}" for kop, w in (("Wie", rij.wie), ("Bron", rij.bron)) if w]
    return [
        "BEGIN:VEVENT",
        f"UID:{uuid.uuid5(_NAAMRUIMTE, f'{regio}/{rij.code}')}",
        f"DTSTAMP:{STEMPEL}",
        f"DTSTART;VALUE=DATE:{begin:%Y%m%d}",
        f"DTEND;VALUE=DATE:{eind + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_tekst(wat)}",
        "DESCRIPTION:" + _tekst("\n".join(uitleg)),
        f"CATEGORIES:{_tekst(rij.get_soort_display())}",
        f"URL:{adres}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _dagen(m: Tijdlijnmoment) -> tuple[date, date, bool]:
    """All-day, on its days; what is not known to the day stands on the first day of its period, with words."""
    if m.mijlpaal.precisie == Mijlpaal.Precisie.DAG:
        return m.begin, m.eind, True
    if m.mijlpaal.precisie == Mijlpaal.Precisie.VAAG and not m.duurt:
        midden = m.begin + (m.eind - m.begin) / 2
        return midden, midden, False
    return m.begin, m.begin, False


def _tekst(woorden: str) -> str:
    """Escaped as RFC 5545 asks; control characters are left out."""
    schoon = _STUUR.sub("", woorden.replace("\r\n", "\n").replace("\r", "\n"))
    return _VEILIG.sub(r"\\\1", schoon).replace("\n", "\\n")


def gevouwen(regel: str) -> bytes:
    """A content line of at most 75 octets per physical line, never broken inside a character."""
    stukken: list[bytes] = []
    stuk = b""
    for teken in regel:
        octetten = teken.encode()
        if len(stuk) + len(octetten) > (75 if not stukken else 74):
            stukken.append(stuk)
            stuk = b""
        stuk += octetten
    return b"\r\n ".join([*stukken, stuk]) + b"\r\n"

"""Number formats of spreadsheets: what a cell shows of the number or day that it keeps. Pure; imports no app.

A sheet keeps "juni 2023" as the day 1 June 2023 with the format `mmm-yy`, and "11,3%" as 0.113 with `0.0%`. Only the
format tells them apart from a day and from a fraction. Formats are in the form in which Excel keeps them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

from .cellen import Cel, Datumcel, Getalcel, Twijfelcel
from .getallen import MAANDEN, datum

DAGEN: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
ALGEMEEN: Final = "General"
GROOTST: Final = Decimal(10) ** 15
TE_GROOT: Final = (
    "Dit getal heeft meer dan 15 cijfers; een werkblad bewaart de rest niet. Maak de cel op als tekst en typ het "
    "opnieuw."
)
GEEN_DAG: Final = "Deze cel is opgemaakt als datum, maar er staat geen dag van de kalender in. Typ de datum als tekst."
DUUR: Final = "Deze cel toont een duur in uren. Typ als tekst wat er moet staan."
BREUK: Final = "Deze cel toont een breuk. Maak de cel op als tekst en typ opnieuw wat er moet staan."
VREEMD: Final = (
    "Deze cel toont een getal op een eigen manier. Maak de cel op als tekst en typ opnieuw wat er moet staan."
)

_DEEL = re.compile(
    r'"(?P<lit>[^"]*)"?|\\(?P<esc>.)|\[(?P<haak>[^\]]*)\]?|[_*].|(?P<ampm>AM/PM|A/P)|(?P<std>General|Standaard)'
    r"|(?P<tijdstip>y+|m+|d+|h+|s+|q+|e(?![+-]))|(?P<getal>(?:[0#?.,%/]|E[+-])+)|(?P<rest>.)",
    re.I | re.S,
)
_DUUR = re.compile(r"[hms]+", re.I)
_VOORWAARDE = re.compile(r"[<>=]")
_STIL = re.compile(r"[\s\-/.,:'u]*|uur", re.I)
"""What stands between the parts of a date and says nothing."""
_KWARTAAL = re.compile(r"\s*(?:[QK]([1-4])|([1-4])e kwartaal)(?: van)?[\s\-]*", re.I)


@dataclass(frozen=True, slots=True)
class Getalopmaakdeel:
    """One section of a format: words, parts of a moment, and at most one pattern for a number."""

    stukken: tuple[tuple[str, str], ...]
    bijzonder: str = ""
    """Why no text can be made of it."""

    @property
    def is_moment(self) -> bool:
        return any(soort == "tijdstip" for soort, _ in self.stukken)


@lru_cache(maxsize=512)
def ontleed(code: str) -> tuple[Getalopmaakdeel, ...]:
    """The sections of a format: for what is above zero, below, zero, and text."""
    delen: list[Getalopmaakdeel] = []
    stukken: list[tuple[str, str]] = []
    bijzonder = ""
    for gevonden in _DEEL.finditer(code[:300]):
        soort, woord = gevonden.lastgroup, gevonden[0]
        if soort == "rest" and woord == ";":
            delen.append(Getalopmaakdeel(tuple(stukken), bijzonder))
            stukken, bijzonder = [], ""
        elif soort == "haak":
            binnen = gevonden["haak"]
            if binnen.startswith("$"):
                stukken.append(("woord", binnen[1:].split("-")[0]))
            elif _DUUR.fullmatch(binnen):
                stukken.append(("tijdstip", binnen.lower()))
                bijzonder = DUUR
            elif _VOORWAARDE.match(binnen):
                bijzonder = bijzonder or VREEMD
        elif soort == "tijdstip":
            stukken.append(("tijdstip", "yyyy" if woord in "eE" else woord.lower()))
        elif soort in ("getal", "std", "ampm"):
            stukken.append((soort, woord))
        elif soort is not None and woord != "@":
            stukken.append(("woord", gevonden[soort]))
    return (*delen, Getalopmaakdeel(tuple(stukken), bijzonder))


def is_datum(code: str) -> bool:
    return ontleed(code)[0].is_moment


# ---- moments ----


def lees_moment(moment: datetime | time, code: str) -> Cel:
    """A day or a time of the day at the precision that `code` shows."""
    deel = ontleed(code)[0]
    if deel.bijzonder:
        return Twijfelcel(deel.bijzonder)
    wat = {woord[0] for soort, woord in deel.stukken if soort == "tijdstip"}
    if "m" in wat and not _maanden(deel):
        wat.remove("m")
    met_tijd = bool(wat & {"h", "s"})
    if isinstance(moment, time):
        return f"{moment:%H:%M}" if not wat & {"y", "d", "q"} else Twijfelcel(GEEN_DAG)
    if not any(soort == "tijdstip" and woord in ("d", "dd") for soort, woord in deel.stukken):
        wat.discard("d")  # the name of a weekday is no day of a month
    dag, uren = datum(moment), f"{moment:%H:%M}" if moment.time() != time.min else ""
    if "y" not in wat:
        return Twijfelcel(
            f"Deze cel toont geen jaar; in het werkblad staat {dag}{f', {uren}' if uren else ''}. "
            "Maak de cel op als tekst en typ opnieuw wat er moet staan."
        )
    if {"m", "d"} <= wat:
        woorden = f"{dag}, {uren}" if uren and met_tijd else dag
        return Datumcel(f"{moment:%Y-%m-%d}{f' {uren}' if uren and met_tijd else ''}", woorden)
    if "d" in wat or met_tijd:
        return Twijfelcel(_twee(_toon(deel, moment), dag))
    return _grof(deel, moment, wat)


def _maanden(deel: Getalopmaakdeel) -> bool:
    """Whether an "m" means a month here; after hours and before seconds it means minutes."""
    tijden = [woord for soort, woord in deel.stukken if soort == "tijdstip"]
    return any(
        w[0] == "m" and not (n and tijden[n - 1][0] == "h") and not (n + 1 < len(tijden) and tijden[n + 1][0] == "s")
        for n, w in enumerate(tijden)
    )


def _grof(deel: Getalopmaakdeel, moment: datetime, wat: set[str]) -> Cel:
    """A month, quarter or year. The day in the cell must be its first: anything else was typed, and is not shown."""
    toont, kwartaal = _toon(deel, moment), (moment.month - 1) // 3 + 1
    woorden = "".join(w for soort, w in deel.stukken if soort == "woord" and not _STIL.fullmatch(w))
    eerste = 1 if "m" not in wat and "q" not in wat else moment.month if "m" in wat else 3 * kwartaal - 2
    if woorden and (gevonden := _KWARTAAL.fullmatch(woorden)) is not None and "m" not in wat and "q" not in wat:
        if int(gevonden[1] or gevonden[2]) != kwartaal:
            return Twijfelcel(_twee(toont, datum(moment)), toont)
        wat, woorden, eerste = wat | {"q"}, "", 3 * kwartaal - 2
    elif "q" in wat and "m" not in wat and re.fullmatch(r"\s*[QK]|e? kwartaal(?: van)?\s*", woorden, re.I):
        woorden = ""
    if moment.day != 1 or moment.month != eerste or moment.time() != time.min:
        return Twijfelcel(_twee(toont, datum(moment)), toont)
    if woorden:
        return toont
    if "m" in wat:
        return Datumcel(f"{moment:%Y-%m}", f"{MAANDEN[moment.month - 1]} {moment.year}")
    if "q" in wat:
        return Datumcel(f"{moment.year}-Q{kwartaal}", f"Q{kwartaal} {moment.year}")
    return Datumcel(f"{moment.year}", f"{moment.year}")


def _twee(toont: str, staat: str) -> str:
    return f"Deze cel toont ‘{toont}’, maar erin staat {staat}. Typ als tekst welke van de twee u bedoelt."


def _toon(deel: Getalopmaakdeel, moment: datetime) -> str:
    """As the cell shows it, with the names of months and the years in full."""
    uit = []
    for soort, woord in deel.stukken:
        if soort != "tijdstip":
            uit.append(woord if soort == "woord" else "")
        elif woord[0] == "y":
            uit.append(str(moment.year))
        elif woord[0] == "m":
            uit.append(MAANDEN[moment.month - 1] if len(woord) > 2 else f"{moment.month:0{len(woord)}}")
        elif woord[0] == "d":
            uit.append(DAGEN[moment.weekday()] if len(woord) > 2 else f"{moment.day:0{len(woord)}}")
        elif woord[0] == "q":
            uit.append(f"{'Q' if len(woord) == 1 else ''}{(moment.month - 1) // 3 + 1}")
        else:
            uit.append(f"{moment.hour if woord[0] == 'h' else moment.second:02}")
    woorden = "".join(uit)
    return " ".join(re.sub(r"(?<=[a-z])-(?=\d)", " ", woorden).split())


# ---- numbers ----


def lees_getal(waarde: Decimal, code: str) -> Cel:
    """A number as its cell shows it; plain (int, Decimal) where the format adds nothing."""
    kaal: Cel = int(waarde) if waarde == waarde.to_integral_value() else waarde
    if abs(waarde) >= GROOTST:
        return Twijfelcel(TE_GROOT)
    delen = ontleed(code)
    deel = delen[1] if waarde < 0 and len(delen) > 1 else delen[2] if not waarde and len(delen) > 2 else delen[0]
    if any(d.bijzonder for d in delen):
        return Getalcel(waarde, _plat(waarde), twijfel=VREEMD)
    patronen = [woord for soort, woord in deel.stukken if soort == "getal"]
    voor, na = _eromheen(deel)
    if any(soort == "std" for soort, _ in deel.stukken) or not patronen:
        if not patronen and not voor and not na and any(soort == "std" for soort, _ in deel.stukken):
            return kaal
        if code in ("", "@"):
            return kaal
        return Getalcel(waarde, _plat(waarde), twijfel=VREEMD)
    maat = waarde if deel is delen[0] else abs(waarde)
    return _met_patroon(waarde, maat, "".join(patronen), voor, na, len(patronen), kaal)


def _met_patroon(waarde: Decimal, maat: Decimal, patroon: str, voor: str, na: str, hoeveel: int, kaal: Cel) -> Cel:
    if "/" in patroon:
        return Getalcel(waarde, _plat(waarde), twijfel=BREUK)
    if "e" in patroon.lower():
        return kaal
    procent = "%" in patroon
    patroon = patroon.replace("%", "")
    heel, _, fractie = patroon.partition(".")
    if heel.endswith(",") or fractie.endswith(","):
        return Twijfelcel(
            f"Deze cel toont een getal in duizenden of miljoenen; erin staat {_plat(waarde)}. Typ het getal voluit."
        )
    if hoeveel > 1 + procent or "," in fractie:
        return Getalcel(waarde, _plat(waarde), twijfel=VREEMD)
    if procent:
        maat, waarde = maat * 100, waarde * 100
    afgerond = maat.quantize(Decimal(1).scaleb(-len(fractie)), ROUND_HALF_UP)
    cijfers = f"{abs(afgerond):f}"
    links, _, rechts = cijfers.partition(".")
    rechts = rechts[: fractie.count("0")] + rechts[fractie.count("0") :].rstrip("0")
    links = links.zfill(heel.count("0")) if heel.count("0") > 1 else links
    if "," in heel:
        links = f"{int(links):,}".replace(",", ".")
    getoond = f"{'-' if afgerond < 0 else ''}{links}{f',{rechts}' if rechts else ''}{'%' if procent else ''}"
    toont = " ".join(f"{voor}{getoond}{na}".split())
    if not procent and not voor and not na and toont == _plat(waarde):
        return kaal
    twijfel = "" if afgerond == maat else _twee(toont, _plat(waarde) + ("%" if procent else ""))
    return Getalcel(waarde, toont, procent or "%" in na, twijfel)


def _eromheen(deel: Getalopmaakdeel) -> tuple[str, str]:
    """The words before and after the pattern."""
    voor, na, gezien = "", "", False
    for soort, woord in deel.stukken:
        if soort in ("getal", "std"):
            gezien = True
        elif soort == "woord":
            voor, na = (voor, na + woord) if gezien else (voor + woord, na)
    if voor.strip() in ("€", "$", "£"):
        voor = f"{voor.strip()} "
    return voor, na


def _plat(waarde: Decimal) -> str:
    return f"{waarde.normalize():f}".replace(".", ",")

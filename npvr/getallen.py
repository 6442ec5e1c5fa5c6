"""Numbers, dates and lists as Dutch people write them. Pure functions, for pages, prints and files alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.utils import timezone

from plandocument.tijd import KWARTALEN as KWARTALEN
from plandocument.tijd import MAANDEN as MAANDEN

VAST: Final = "\u00a0"
"""A space that never breaks a line: between a number and its sign."""
MIN: Final = "−"


def getal(waarde: Decimal | int | str | float, decimalen: int | None = None) -> str:
    """641000 → "641.000", 11.3 → "11,3", -17 → "−17". `decimalen` rounds half up; None keeps what is there."""
    exact = Decimal(str(waarde))
    rond = Decimal(1).scaleb(-(decimalen or 0))
    exact = exact.normalize() if decimalen is None else exact.quantize(rond, ROUND_HALF_UP)
    tekst = f"{abs(exact):,f}".translate(str.maketrans(",.", ".,"))
    return f"{MIN}{tekst}" if exact < 0 else tekst


def procent(waarde: Decimal | int | str | float, decimalen: int | None = None) -> str:
    """11.3 → "11,3 %"."""
    return f"{getal(waarde, decimalen)}{VAST}%"


def bedrag(waarde: Decimal | int | str) -> str:
    """350000 → "€ 350.000"; cents only where there are any."""
    exact = Decimal(str(waarde))
    return f"€{VAST}{getal(exact, 0 if exact == exact.to_integral_value() else 2)}"


def datum(dag: date) -> str:
    """ "20 november 2026"; of a moment the day in Amsterdam."""
    if isinstance(dag, datetime) and timezone.is_aware(dag):
        dag = timezone.localtime(dag)
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def tijd(moment: datetime) -> str:
    """ "09.14 uur", in Amsterdam."""
    if timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return f"{moment:%H.%M} uur"


def datum_tijd(moment: datetime) -> str:
    """ "20 november 2026 om 09.14 uur"."""
    return f"{datum(moment)} om {tijd(moment)}"


def periode(van: date, tot: date) -> str:
    """ "16 en 17 oktober 2024", "17 tot en met 23 maart 2025", "30 juni tot en met 2 juli 2025"."""
    if van == tot:
        return datum(van)
    woord = "en" if (tot - van).days == 1 else "tot en met"
    begin = str(van.day)
    if (van.year, van.month) != (tot.year, tot.month):
        begin = datum(van) if van.year != tot.year else f"{van.day} {MAANDEN[van.month - 1]}"
    return f"{begin} {woord} {datum(tot)}"


def opsomming(delen: Iterable[object], woord: str = "en") -> str:
    """ "a", "a en b", "a, b en c"."""
    *eerst, laatst = [str(deel) for deel in delen] or [""]
    return f"{', '.join(eerst)} {woord} {laatst}" if eerst else laatst


def aantal(hoeveel: int, een: str, meer: str) -> str:
    """1 → "1 opgave", 21 → "21 opgaven"; none → "geen opgaven"."""
    return f"{getal(hoeveel) if hoeveel else 'geen'} {een if hoeveel == 1 else meer}"


def zin(tekst: str) -> str:
    """What somebody wrote, with a full stop if it ends without one: "Klopt niet" → "Klopt niet."."""
    tekst = tekst.strip()
    return tekst if not tekst or tekst[-1] in ".!?…" else f"{tekst}."


def hoofdletter(tekst: str) -> str:
    """A capital for the first letter, the rest as it is; "ij" as one letter, "één" as "Eén"."""
    if tekst[:2] in ("ij", "éé"):
        return ("IJ" if tekst[0] == "i" else "Eé") + tekst[2:]
    return tekst[:1].upper() + tekst[1:]

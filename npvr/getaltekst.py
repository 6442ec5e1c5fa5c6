"""Numbers that people wrote as text: "11,3", "1.000", "−6", "1 000", "11,3%". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

_GETAL = re.compile(r"[-+]?\d+(?:[.,]\d+)+|[-+]?\d+", re.ASCII)
_GROEPEN = re.compile(r"([-+]?\d{1,3})((?:[ \u00a0\u202f\u2009]\d{3})+)(?!\d)(.*)", re.ASCII | re.S)
DUIZEND: Final = "schrijf duizendtallen zonder punt of komma"


class Getalfout(ValueError):
    """The message is a Dutch sentence that quotes what was written."""


def kaal(woorden: str) -> tuple[str, bool]:
    """Digits with their signs only, and whether a percent sign stood behind them."""
    woord = woorden.strip().replace("−", "-").replace("\u2011", "-")
    procent = woord.endswith("%")
    woord = woord.removesuffix("%").rstrip() if procent else woord
    if (groepen := _GROEPEN.fullmatch(woord)) is not None:
        woord = groepen[1] + re.sub(r"\D", "", groepen[2]) + groepen[3]
    return woord, procent


def decimaaltekens(cellen: Iterable[object]) -> set[str]:
    """Which of "," and "." plainly parts decimals in these cells: "12,5" does, "1.000" may be either."""
    uit: set[str] = set()
    for cel in cellen:
        woord = kaal(cel)[0] if isinstance(cel, str) else ""
        if not _GETAL.fullmatch(woord):
            continue
        komma, punt = woord.count(","), woord.count(".")
        if komma and punt:
            uit.add("," if woord.rindex(",") > woord.rindex(".") else ".")
        elif komma + punt > 1:
            uit.add("." if komma else ",")
        elif komma + punt == 1:
            heel, rest = re.split("[.,]", woord)
            if len(rest) != 3 or heel.lstrip("-+") == "0" or len(heel.lstrip("-+")) > 3:
                uit.add("," if komma else ".")
    return uit


def lees_getal(cel: object, decimaal: str) -> Decimal | None:
    """The number of a cell where `decimaal` parts its decimals; None where it is no number written so."""
    woord = kaal(cel)[0] if isinstance(cel, str) else ""
    duizend = "." if decimaal == "," else ","
    if not re.fullmatch(rf"[-+]?(?:\d+|\d{{1,3}}(?:\{duizend}\d{{3}})+)(?:\{decimaal}\d+)?", woord, re.ASCII):
        return None
    return Decimal(woord.replace(duizend, "").replace(decimaal, "."))


def als_getal(woorden: str, decimaal: str = "") -> Decimal:
    """The number, where `decimaal` is known by the rest of the file or the word itself is plain. Raises Getalfout."""
    woord, _ = kaal(woorden)
    if decimaal and (maat := lees_getal(woord, decimaal)) is not None:
        return maat
    if not _GETAL.fullmatch(woord):
        raise Getalfout(f"‘{woorden.strip()[:40]}’ is geen getal. Schrijf het in cijfers, zoals 11,3.")
    tekens = decimaaltekens([woord]) or ({""} if woord.lstrip("-+").isdigit() else set())
    maat = lees_getal(woord, teken or ",") if (teken := next(iter(tekens), None)) is not None else None
    if maat is None or (teken and decimaal and teken != decimaal):
        raise Getalfout(f"‘{woorden.strip()[:40]}’ is op twee manieren te lezen: {DUIZEND}.")
    return maat

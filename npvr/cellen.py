"""What goes into a cell of a spreadsheet, and what comes out of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

_STUUR = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FORMULE = re.compile(r"^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
LANGST = 32_000  # a cell of a spreadsheet holds 32,767 characters


@dataclass(frozen=True, slots=True)
class Datumcel:
    """A moment that a sheet keeps as a day, at the precision that its cell shows.

    `vorm` is "2027", "2023-06", "2026-Q2" or "2026-11-20", with " 14:30" after it where the cell shows a time;
    `toont` says the same in Dutch words.
    """

    vorm: str
    toont: str

    def __str__(self) -> str:
        return self.toont


@dataclass(frozen=True, slots=True)
class Getalcel:
    """A number whose cell shows more than the bare number: "11,3%", "€ 350.000", "007".

    `waarde` is the number as it is shown: 11.3 of "11,3%". `twijfel` is why `toont` may not be taken for its text.
    """

    waarde: Decimal
    toont: str
    procent: bool = False
    twijfel: str = ""

    def __str__(self) -> str:
        return self.toont


@dataclass(frozen=True, slots=True)
class Twijfelcel:
    """A cell that cannot be taken for sure. `zin` says why in Dutch, and what to do."""

    zin: str
    toont: str = ""

    def __str__(self) -> str:
        return self.toont


Cel = str | int | float | Decimal | date | datetime | time | bool | Datumcel | Getalcel | Twijfelcel | None

ZONDER_UITKOMST: Final = (
    "In deze cel staat een formule waarvan de uitkomst niet is bewaard. Sla het bestand op in Excel of LibreOffice en "
    "lees het opnieuw in, of typ wat er moet staan."
)
TE_SMAL: Final = (
    "Van deze cel zijn alleen hekjes over (####). Maak de kolom breder, sla het bestand op en lees het opnieuw in."
)
_FOUT = re.compile(
    r"#(?:N/[AB]|VERW!|REF!|DEEL/0!|DIV/0!|NAAM\?|NAME\?|WAARDE!|VALUE!|GETAL!|NUM!|LEEG!|NULL!|OVERLOOP!|SPILL!|"
    r"BEREKENEN!|CALC!|GEGEVENS_OPHALEN|GETTING_DATA|VELD!|FIELD!)|(?:Fout|Err):\d{3}",
    re.I,
)


def foutcel(teken: str) -> Twijfelcel:
    """Of a formula that went wrong: "#N/A"."""
    return Twijfelcel(
        f"In deze cel staat de foutmelding {teken[:20]}. Verbeter de formule, of typ wat er moet staan.", teken[:20]
    )


def tekstcel(woorden: str) -> str | Twijfelcel:
    """A cell with text; an error that was kept as text is no text."""
    kaal = woorden.strip()
    if _FOUT.fullmatch(kaal):
        return foutcel(kaal)
    if len(kaal) > 3 and not kaal.strip("#"):
        return Twijfelcel(TE_SMAL, kaal)
    return woorden


def als_tekst(cel: Cel) -> str:
    """A cell as people would type it: whole numbers without decimals, days as 2026-11-20, ja and nee."""
    if cel is None:
        return ""
    if isinstance(cel, bool):
        return "ja" if cel else "nee"
    if isinstance(cel, datetime):
        return f"{cel:%Y-%m-%d}" if cel.time() == time.min else f"{cel:%Y-%m-%d %H:%M}"
    if isinstance(cel, date):
        return cel.isoformat()
    if isinstance(cel, float):
        return str(int(cel)) if cel.is_integer() and abs(cel) < 1e15 else str(cel).replace(".", ",")
    if isinstance(cel, Decimal):
        return f"{cel.normalize():f}".replace(".", ",")
    return str(cel).replace("\r\n", "\n").strip(" \t\n\r\u00a0")


def twijfel_van(cel: Cel) -> str:
    """Why this cell may not be taken for its text; empty where it may."""
    if isinstance(cel, Twijfelcel):
        return cel.zin
    return cel.twijfel if isinstance(cel, Getalcel) else ""


def is_leeg(cel: Cel) -> bool:
    """Whether a cell holds nothing. One that is in doubt holds something."""
    return cel is None or (isinstance(cel, str) and not cel)


def veilige_cel(waarde: object) -> object:
    """A value that a spreadsheet shows and never runs: no control characters, no formula, not too long."""
    if waarde is None or isinstance(waarde, int | float | Decimal):
        return waarde
    woorden = " ".join(_STUUR.sub("", str(waarde)).split())
    if _FORMULE.match(woorden):
        woorden = f"'{woorden}"
    return woorden if len(woorden) <= LANGST else f"{woorden[:LANGST]}…"


def uit_cel(waarde: object) -> object:
    """The text as it was before `veilige_cel` put an apostrophe before it."""
    if isinstance(waarde, str) and waarde.startswith("'") and _FORMULE.match(waarde[1:]):
        return waarde[1:]
    return waarde


def schone_tekst(woorden: str) -> str:
    """Without signs that steer, which no cell may hold."""
    return _STUUR.sub("", woorden)

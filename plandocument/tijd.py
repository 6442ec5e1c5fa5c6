"""Moments as policy people write them: a day, a month, a quarter, a season, "begin 2027", a year. And from when to
when.

A moment is kept as a code that sorts and compares ("2026-11-24", "2026-11", "2026-K1", "2026-voorjaar", "2026");
nothing is made more precise than it was.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

MAANDEN: Final = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
KWARTALEN: Final = ("eerste", "tweede", "derde", "vierde")
DELEN: Final = {
    "begin": (1, 4),
    "voorjaar": (3, 5),
    "midden": (5, 8),
    "zomer": (6, 8),
    "najaar": (9, 11),
    "eind": (9, 12),
}
"""Parts of a year, with the months that they are drawn over."""
_CODE: Final = re.compile(rf"(\d{{4}})(?:-(?:(\d\d)(?:-(\d\d))?|K([1-4])|({'|'.join(DELEN)})))?")
_WOORDEN: Final = re.compile(r"(?:(?:(\d{1,2}) )?([a-z]+)(?: van)? )?(\d{4})")
_KWARTAAL: Final = re.compile(r"(?:(eerste|tweede|derde|vierde|[1-4]e?) kwartaal(?: van)?|[kq]([1-4])) (\d{4})")
_CIJFERS: Final = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
JAREN: Final = range(1990, 2100)
VORM: Final = "Schrijf een dag, een maand, een deel van een jaar of een jaar: 24 november 2026, voorjaar 2027, 2028."


class GeenMoment(ValueError):
    """The words are no moment; the message is a Dutch sentence."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment with its precision. `eerste` and `laatste` are the days that it may be."""

    code: str
    eerste: date
    laatste: date

    @property
    def woorden(self) -> str:
        """ "24 november 2026", "eerste kwartaal van 2027", "voorjaar 2027"."""
        jaar, _, rest = self.code.partition("-")
        if rest.startswith("K"):
            return f"{KWARTALEN[int(rest[1]) - 1]} kwartaal van {jaar}"
        if rest[:1].isdigit():
            dag = f"{self.eerste.day} " if len(rest) > 2 else ""
            return f"{dag}{MAANDEN[self.eerste.month - 1]} {jaar}"
        return f"{rest} {jaar}".strip()

    def __str__(self) -> str:
        return self.woorden


def moment(code: str) -> Moment:
    """The moment of a code. Raises GeenMoment."""
    if not (m := _CODE.fullmatch(code)):
        raise GeenMoment(VORM)
    jaar, maand, dag, kwartaal, deel = m.groups()
    j = int(jaar)
    if j not in JAREN:
        raise GeenMoment(f"Het jaar {j} kan niet kloppen.")
    van, tot = (1, 12)
    if maand:
        van = tot = int(maand)
    elif kwartaal:
        van, tot = 3 * int(kwartaal) - 2, 3 * int(kwartaal)
    elif deel:
        van, tot = DELEN[deel]
    try:
        eerste = date(j, van, int(dag or 1))
        laatste = eerste if dag else date(j, tot, monthrange(j, tot)[1])
    except ValueError:
        raise GeenMoment("Deze dag bestaat niet.") from None
    return Moment(code, eerste, laatste)


def lees(woorden: str) -> Moment:
    """A moment from what somebody typed. Raises GeenMoment."""
    net = " ".join(woorden.lower().split())
    if _CODE.fullmatch(woorden.strip()):
        return moment(woorden.strip())
    if m := _CIJFERS.fullmatch(net):
        return moment(f"{m[3]}-{int(m[2]):02}-{int(m[1]):02}")
    if m := _KWARTAAL.fullmatch(net):
        nummer = m[2] or str(KWARTALEN.index(m[1]) + 1 if m[1] in KWARTALEN else m[1][0])
        return moment(f"{m[3]}-K{nummer}")
    if (m := _WOORDEN.fullmatch(net)) is None:
        raise GeenMoment(VORM)
    dag, woord, jaar = m.groups()
    if woord is None:
        return moment(jaar)
    voluit = [n for n, maand in enumerate(MAANDEN, 1) if maand == woord or (len(woord) == 3 and maand[:3] == woord)]
    if voluit:
        return moment(f"{jaar}-{voluit[0]:02}" + (f"-{int(dag):02}" if dag else ""))
    if dag or woord not in DELEN:
        raise GeenMoment(VORM)
    return moment(f"{jaar}-{woord}")


@dataclass(frozen=True, slots=True)
class Periode:
    """From when to when; either end may be open."""

    van: Moment | None = None
    tot: Moment | None = None

    @classmethod
    def uit(cls, code: str) -> Periode:
        """Of a code "2026-04/2028". Raises GeenMoment."""
        van, _, tot = code.partition("/")
        return cls(moment(van) if van else None, moment(tot) if tot else None)

    @property
    def code(self) -> str:
        """Empty where both ends are open."""
        delen = [m.code if m else "" for m in (self.van, self.tot)]
        return "/".join(delen) if any(delen) else ""

    @property
    def woorden(self) -> str:
        """ "april 2026 tot en met eind 2028"; a moment alone where both ends are the same."""
        if self.van and self.tot:
            if self.van == self.tot:
                return self.van.woorden
            return f"{self.van} tot en met {self.tot}"
        return f"vanaf {self.van}" if self.van else f"tot en met {self.tot}" if self.tot else ""

    def __str__(self) -> str:
        return self.woorden


def lees_periode(woorden: str) -> Periode:
    """A period from what somebody typed: "april 2026 tot en met 2028", "vanaf begin 2027", "2026-2030". Raises
    GeenMoment."""
    net = " ".join(woorden.lower().replace("–", "-").split())
    if not net:
        return Periode()
    if "/" in net and not _CIJFERS.search(net):
        return Periode.uit(woorden.strip())
    if m := re.fullmatch(r"(\d{4}) ?- ?(\d{4})", net):
        return _geordend(Periode(moment(m[1]), moment(m[2])))
    for tussen in (" tot en met ", " t/m ", " tot "):
        if tussen in f" {net}":
            van, _, tot = f" {net}".partition(tussen)
            van = van.strip().removeprefix("van ").removeprefix("vanaf ")
            return _geordend(Periode(lees(van) if van else None, lees(tot)))
    if net.startswith("vanaf "):
        return Periode(lees(net.removeprefix("vanaf ")))
    een = lees(net)
    return Periode(een, een)


def _geordend(periode: Periode) -> Periode:
    if periode.van and periode.tot and periode.van.eerste > periode.tot.laatste:
        raise GeenMoment("De periode eindigt voordat zij begint.")
    return periode

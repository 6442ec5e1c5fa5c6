"""How often a body meets, read from the words that people use: "elke 3 weken op donderdag", "minimaal 2× per jaar"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from dateutil.relativedelta import relativedelta
from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

DAGEN: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
RANGEN: Final = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": -1}
GETALLEN: Final = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
    "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13,
}  # fmt: skip
GROOTST: Final = 52
ZIN: Final = (
    "Wij begrijpen niet hoe vaak dit is. Schrijf bijvoorbeeld: elke 3 weken op donderdag, laatste dinsdag van de "
    "maand, elk kwartaal, minimaal 2 keer per jaar."
)


class OnbekendeCadans(ValueError):
    """The words say nothing that we understand; the message is a Dutch sentence with examples."""


@dataclass(frozen=True, slots=True)
class Cadans:
    """Every so many weeks or months. `dag` counts from Monday; `rang` is the how-manieth of the month, -1 the last.

    Without a day it is the one of the first meeting. `minstens`: more often is fine.
    """

    eenheid: str
    tussen: int
    dag: int | None = None
    rang: int | None = None
    minstens: bool = False

    def dagen(self, begin: date, tot: date) -> list[date]:
        """From the first fitting day on or after `begin` up to and including `tot`; at most some hundreds."""
        if self.eenheid == "week":
            return _weken(self, begin, tot)
        return _maanden(self, begin, tot)

    @property
    def woorden(self) -> str:
        """In one form, that reads back as the same."""
        dag = DAGEN[self.dag] if self.dag is not None else ""
        voor = "minimaal " if self.minstens else ""
        if self.eenheid == "week":
            hoe = "elke week" if self.tussen == 1 else f"elke {self.tussen} weken"
            return f"{voor}{hoe} op {dag}" if dag else f"{voor}{hoe}"
        hoe = "elke maand" if self.tussen == 1 else f"elke {self.tussen} maanden"
        rang = next((woord for woord, n in RANGEN.items() if n == self.rang), "")
        return f"{voor}{hoe} op de {rang} {dag}" if rang else f"{voor}{hoe} op {dag}" if dag else f"{voor}{hoe}"


def lees(woorden: str) -> Cadans:
    """Raises OnbekendeCadans."""
    zin = _gewoon(woorden)
    if (
        len(re.findall(rf"\b(?:{'|'.join(DAGEN)})s?\b", zin)) > 1
        or len(re.findall(rf"\b(?:{'|'.join(RANGEN)})\b", zin)) > 1
    ):
        raise OnbekendeCadans(ZIN)  # two series, not one
    dag = next((n for n, naam in enumerate(DAGEN) if re.search(rf"\b{naam}s?\b", zin)), None)
    rang = _rang(zin)
    ritme = _ritme(zin, dag, rang)
    if ritme is None:
        raise OnbekendeCadans(ZIN)
    eenheid, tussen = ritme
    if not 1 <= tussen <= GROOTST:
        raise OnbekendeCadans(ZIN)
    if rang is not None and eenheid == "week":
        raise OnbekendeCadans(ZIN)
    return Cadans(eenheid, tussen, dag, rang, bool(re.search(r"\b(?:minimaal|minstens|ten minste|tenminste)\b", zin)))


def _gewoon(woorden: str) -> str:
    """Lower case, numbers as digits, one way of writing each thing."""
    zin = re.sub(r"\s+", " ", woorden.lower().replace("×", "x").strip())
    for naam, getal in sorted(GETALLEN.items(), key=lambda paar: -len(paar[0])):
        zin = re.sub(rf"\b{naam}(?=(?:wekelijks|maandelijks|jaarlijks)?\b)", f"{getal} ", zin)
    zin = re.sub(r"\b(iedere?|elk|alle|eens per|eens in de|1 ?(?:x|keer|maal) (?:per|in de))\b", "elke", zin)
    return re.sub(r"\s+", " ", zin).strip()


def _rang(zin: str) -> int | None:
    gevonden = re.search(rf"\b({'|'.join(RANGEN)}) (?:{'|'.join(DAGEN)})\b", zin)
    return RANGEN[gevonden[1]] if gevonden else None


def _ritme(zin: str, dag: int | None, rang: int | None) -> tuple[str, int] | None:
    """("week", 3), or None where the words tell no rhythm."""
    if keren := re.search(r"\b(\d+) ?(?:x|keer|maal) (?:per|in het) (jaar|halfjaar|kwartaal|maand)\b", zin):
        return _keren(int(keren[1]), keren[2])
    if gevonden := re.search(r"\b(\d+) ?[- ]?(wekelijks|maandelijks|weken|maanden|jaar)\b", zin):
        soort, tussen = gevonden[2], int(gevonden[1])
        if soort == "jaar":
            return "maand", 12 * tussen
        return ("week" if soort.startswith("we") else "maand"), tussen
    if (dagen := re.search(r"\b(\d+) dagen\b", zin)) and int(dagen[1]) % 7 == 0:
        return "week", int(dagen[1]) // 7
    if re.search(r"\bom de (?:andere )?week\b", zin):
        return "week", 2
    if re.search(r"\bom de (?:andere )?maand\b", zin):
        return "maand", 2
    for vorm, ritme in _VORMEN:
        if re.search(vorm, zin):
            return ritme
    if rang is not None:
        return "maand", 1
    return ("week", 1) if dag is not None and re.search(r"\belke\b|s\b", zin) else None


_VORMEN: Final = (
    (r"\b(?:halfjaarlijks|elke (?:halfjaar|half jaar))\b", ("maand", 6)),
    (r"\bkwartaal\b|\bper kwartaal\b", ("maand", 3)),
    (r"\bmaandelijks\b|\b(?:elke|per|van de) maand\b", ("maand", 1)),
    (r"\bwekelijks\b|\b(?:elke|per) week\b", ("week", 1)),
    (r"\bjaarlijks\b|\b(?:elke|per) jaar\b", ("maand", 12)),
)


def _keren(n: int, per: str) -> tuple[str, int] | None:
    maanden = {"jaar": 12, "halfjaar": 6, "kwartaal": 3, "maand": 1}[per]
    if n < 1:
        return None
    if maanden % n == 0:
        return "maand", maanden // n
    weken = round(52 * maanden / 12 / n)
    return ("week", weken) if weken else None


def _weken(c: Cadans, begin: date, tot: date) -> list[date]:
    dag = begin.weekday() if c.dag is None else c.dag
    eerste = begin + relativedelta(weekday=weekday(dag)(1))
    return [d.date() for d in rrule(WEEKLY, interval=c.tussen, dtstart=_moment(eerste), until=_moment(tot))]


def _maanden(c: Cadans, begin: date, tot: date) -> list[date]:
    """On the same weekday of the month as asked, or as the first day is."""
    dag = begin.weekday() if c.dag is None else c.dag
    eerste = begin + relativedelta(weekday=weekday(dag)(1))
    rang = c.rang or min((eerste.day - 1) // 7 + 1, 4)
    regel = rrule(
        MONTHLY, interval=c.tussen, byweekday=weekday(dag)(rang), dtstart=_moment(_eerste_maand(begin, dag, rang)),
        until=_moment(tot),
    )  # fmt: skip
    return [d.date() for d in regel]


def _eerste_maand(begin: date, dag: int, rang: int) -> date:
    """The first day of the first month whose meeting is not before `begin`: intervals count from that month."""
    maand = begin.replace(day=1)
    einde = 31 if rang < 0 else 1
    eerste = maand + relativedelta(day=einde, weekday=weekday(dag)(rang))
    return maand if eerste >= begin else maand + relativedelta(months=1)


def _moment(dag: date) -> datetime:
    return datetime.combine(dag, time.min)

"""Amounts as policy people write them: exact, "circa", a range, or not known. In whole cents; sums lose nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import reduce
from typing import Final

MAX_CENTEN: Final = 10**14
"""A thousand billion euro: more is a mistake in typing."""
VORM: Final = "Schrijf een bedrag in euro: 350.000, circa 1,2 miljoen, 600.000–900.000 of niet bekend."
ONBEKEND: Final = "niet bekend"
CIRCA: Final = "ca.\u00a0"
_CODE: Final = re.compile(r"(~?)(-?\d+)(?:\.\.(-?\d+))?")
_GETAL: Final = r"[-−]?\d[\d. ]*(?:,\d{1,3})?"
_TYPEN: Final = re.compile(
    rf"(?P<van>{_GETAL}) ?(?P<maat1>miljoen|mln\.?|miljard|mld\.?)?"
    rf"(?: ?(?:–|tot|-) ?(?:€ ?)?(?P<tot>{_GETAL}))? ?(?P<maat2>miljoen|mln\.?|miljard|mld\.?)?"
)
_CIRCA: Final = re.compile(r"^(?:circa|ca\.?|ongeveer|±)\s*")
_MATEN: Final = {"": 1, "mil": 10**6, "mln": 10**6, "mld": 10**9, "miljard": 10**9}


class GeenBedrag(ValueError):
    """The words are no amount; the message is a Dutch sentence."""


@dataclass(frozen=True, slots=True)
class Bedrag:
    """From `laag` to `hoog` cents, both included. `circa`: a part of it was said to be about so much. `onbekend`
    counts the parts of which nobody knows the amount: they are not nought."""

    laag: int = 0
    hoog: int = 0
    circa: bool = False
    onbekend: int = 0

    def __add__(self, ander: Bedrag) -> Bedrag:
        return Bedrag(
            self.laag + ander.laag, self.hoog + ander.hoog, self.circa or ander.circa, self.onbekend + ander.onbekend
        )

    def __sub__(self, ander: Bedrag) -> Bedrag:
        """What is left of this when that is taken away: least of least and most."""
        return Bedrag(
            self.laag - ander.hoog, self.hoog - ander.laag, self.circa or ander.circa, self.onbekend + ander.onbekend
        )

    @property
    def leeg(self) -> bool:
        """Whether there is nothing to say: exactly nought, and nothing unknown."""
        return self == NUL

    @property
    def bandbreedte(self) -> bool:
        return self.laag != self.hoog

    @property
    def code(self) -> str:
        """As stored in the tree; only of an amount as somebody gave it, not of a sum with unknown parts."""
        if self.onbekend:
            return "?"
        eind = f"..{self.hoog}" if self.bandbreedte else ""
        return f"{'~' if self.circa else ''}{self.laag}{eind}"

    @property
    def euro(self) -> tuple[Decimal, Decimal]:
        """Least and most in euro, for files."""
        return Decimal(self.laag) / 100, Decimal(self.hoog) / 100

    @property
    def woorden(self) -> str:
        """ "€ 350.000", "circa € 600.000–900.000", "niet bekend"."""
        if self.onbekend and (self.laag, self.hoog) == (0, 0):
            return ONBEKEND
        voor = "circa " if self.circa else ""
        tot = f"–{_cijfers(self.hoog)}" if self.bandbreedte else ""
        erbij = " en wat niet bekend is" if self.onbekend else ""
        return f"{voor}€\u00a0{_cijfers(self.laag)}{tot}{erbij}"

    @property
    def mensentaal(self) -> str:
        """In a sentence: "circa 118 miljoen euro", "7,3 tot 7,9 miljoen euro"; exact below a million."""
        if max(abs(self.laag), abs(self.hoog)) < 10**8:
            return self.woorden
        laag, hoog = _miljoen(self.laag), _miljoen(self.hoog)
        getal = laag if laag == hoog else f"{laag} tot {hoog}"
        precies = not self.circa and all(c % 10**7 == 0 for c in (self.laag, self.hoog))
        erbij = " en wat niet bekend is" if self.onbekend else ""
        return f"{'' if precies else 'circa '}{getal} miljoen euro{erbij}"

    def duizenden(self) -> str:
        """In thousands of euro for a table: "1.200", "ca. 600–900", "–" for nought; what rounds to nothing says "<
        1"."""
        if self.onbekend and (self.laag, self.hoog) == (0, 0):
            return ONBEKEND
        if (self.laag, self.hoog) == (0, 0):
            return "–"
        laag, hoog = _duizend(self.laag), _duizend(self.hoog)
        tot = f"–{hoog}" if hoog != laag else ""
        erbij = " + onbekend" if self.onbekend else ""
        return f"{CIRCA if self.circa else ''}{laag}{tot}{erbij}"

    def __str__(self) -> str:
        return self.woorden


NUL: Final = Bedrag()
WEET_NIET: Final = Bedrag(onbekend=1)


def som(bedragen: Iterable[Bedrag]) -> Bedrag:
    return reduce(Bedrag.__add__, bedragen, NUL)


def niet_gedekt(nodig: Bedrag, gedekt: Bedrag) -> Bedrag:
    """What is missing: never less than nothing."""
    rest = nodig - gedekt
    return Bedrag(max(rest.laag, 0), max(rest.hoog, 0), rest.circa and rest.hoog > 0, rest.onbekend)


def uit_code(code: str) -> Bedrag:
    """The amount of a code of the tree. Raises GeenBedrag."""
    if code == "?":
        return WEET_NIET
    if not (m := _CODE.fullmatch(code)):
        raise GeenBedrag(VORM)
    return _keur(Bedrag(int(m[2]), int(m[3] or m[2]), bool(m[1])))


def lees(woorden: str) -> Bedrag:
    """An amount from what somebody typed. Raises GeenBedrag."""
    net = " ".join(woorden.lower().replace("\u00a0", " ").replace("euro", "").split())
    if net in ("?", ONBEKEND, "onbekend", "nog niet bekend", "pm", "p.m."):
        return WEET_NIET
    kaal = _CIRCA.sub("", net.removeprefix("€ ").removeprefix("€"))
    circa = kaal != net.removeprefix("€ ").removeprefix("€")
    kaal = kaal.removeprefix("€ ").removeprefix("€")
    if kaal.startswith("van "):
        kaal = kaal.removeprefix("van ")
    if not (m := _TYPEN.fullmatch(kaal)):
        raise GeenBedrag(VORM)
    maat2 = m["maat2"] or ""
    maat1 = m["maat1"] or maat2
    laag = _centen(m["van"], maat1)
    hoog = _centen(m["tot"], maat2 or maat1) if m["tot"] else laag
    if hoog < laag:
        raise GeenBedrag("Het tweede bedrag is lager dan het eerste.")
    return _keur(Bedrag(laag, hoog, circa))


def _keur(bedrag: Bedrag) -> Bedrag:
    if bedrag.hoog < bedrag.laag:
        raise GeenBedrag("Het tweede bedrag is lager dan het eerste.")
    if max(abs(bedrag.laag), abs(bedrag.hoog)) > MAX_CENTEN:
        raise GeenBedrag("Dit bedrag is te groot. Staat er een nul te veel?")
    return bedrag


def _centen(cijfers: str, maat: str) -> int:
    kaal = cijfers.replace("−", "-").replace(" ", "")
    heel, komma, rest = kaal.partition(",")
    if "." in heel and not re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+", heel):
        raise GeenBedrag("De punten in dit bedrag staan niet op de duizendtallen. " + VORM)
    if komma and not maat and len(rest) > 2:
        raise GeenBedrag("Een bedrag heeft hoogstens twee cijfers achter de komma.")
    factor = _MATEN["miljard"] if maat.startswith(("miljard", "mld")) else _MATEN["mil"] if maat else 1
    try:
        centen = Decimal(f"{heel.replace('.', '')}.{rest or 0}") * factor * 100
    except InvalidOperation:
        raise GeenBedrag(VORM) from None
    if centen != centen.to_integral_value():
        raise GeenBedrag(VORM)
    return int(centen)


def _cijfers(centen: int) -> str:
    """Euro, with cents where there are any."""
    heel, rest = divmod(abs(centen), 100)
    tekst = f"{heel:,}".replace(",", ".") + (f",{rest:02}" if rest else "")
    return f"−{tekst}" if centen < 0 else tekst


def _duizend(centen: int) -> str:
    """Rounded half up to thousands, away from nought; what is not nought never shows as nought."""
    rond = (abs(centen) + 50_000) // 100_000
    if rond == 0:
        return "< 1" if centen else "0"
    tekst = f"{rond:,}".replace(",", ".")
    return f"−{tekst}" if centen < 0 else tekst


def _miljoen(centen: int) -> str:
    tienden = (abs(centen) + 5 * 10**6) // 10**7
    heel, rest = divmod(tienden, 10)
    tekst = f"{heel:,}".replace(",", ".") + (f",{rest}" if rest else "")
    return f"−{tekst}" if centen < 0 else tekst

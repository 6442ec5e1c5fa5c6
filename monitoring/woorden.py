"""Values of indicators in words: "ruim 3 %", "bijna −17", "15 tot 25", "2035 of later"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from npvr.getallen import VAST, getal

from .models import Indicator, Meting

JAARTAL = "jaartal"
"""The unit of an indicator whose value is a year: printed without a point, with bounds in words of time."""
PROCENT = "procent"
GEMETEN = frozenset({Meting.Soort.STAND, Meting.Soort.AFGELEID, Meting.Soort.TELLING})
DOEL = frozenset({Meting.Soort.AMBITIE, Meting.Soort.AFSPRAAK, Meting.Soort.DOEL, Meting.Soort.WENS})
"""What is wanted, agreed or hoped for: drawn as dots to a diamond."""
RICHTING = {
    Indicator.Richting.OMHOOG: ("Dit getal moet omhoog.", "Hoe later, hoe beter."),
    Indicator.Richting.OMLAAG: ("Dit getal moet omlaag.", "Hoe eerder, hoe beter."),
}
"""The wanted direction: of a number, and of a year."""


@dataclass(frozen=True, slots=True)
class Waarneming:
    """A measurement as drawings and sentences need it: plain and hashable."""

    waarde: Decimal
    gebied: str
    soort: str
    jaar: int | None = None
    tot: Decimal | None = None
    grens: str = ""

    voorlopig: bool = False

    @classmethod
    def van(cls, rij: Meting) -> Waarneming:
        """Of a value that has a figure."""
        assert rij.waarde is not None
        return cls(rij.waarde, rij.gebied, rij.soort, rij.jaar, rij.tot, rij.grens, rij.voorlopig)

    @property
    def gemeten(self) -> bool:
        return self.soort in GEMETEN

    @property
    def soortnaam(self) -> str:
        return Meting.Soort(self.soort).label.lower()


@dataclass(frozen=True, slots=True)
class Meeteenheid:
    """A unit, and how many decimals its values have."""

    naam: str
    decimalen: int = 0

    @property
    def teken(self) -> str:
        return f"{VAST}%" if self.naam.split(" ")[0] == PROCENT else ""

    @property
    def rest(self) -> str:
        """The unit as it follows the big number: "inwoners"; without the word that the sign stands for."""
        if self.naam == JAARTAL:
            return ""
        return self.naam.removeprefix(PROCENT).strip() if self.teken else self.naam

    def getal(self, waarde: Decimal) -> str:
        return str(int(waarde)) if self.naam == JAARTAL else getal(waarde, self.decimalen)

    def woorden(self, w: Waarneming, *, teken: bool = False) -> str:
        """The value with its range and bound; `teken` adds the percent sign."""
        tekst = self.getal(w.waarde)
        if w.tot is not None and w.tot != w.waarde:
            tekst = f"{tekst} tot {self.getal(w.tot)}"
        if self.naam == JAARTAL and w.grens in (Meting.Grens.MINSTENS, Meting.Grens.HOOGSTENS):
            return f"{tekst} of {'later' if w.grens == Meting.Grens.MINSTENS else 'eerder'}"
        voor = f"{w.grens} " if w.grens else ""
        return f"{voor}{tekst}{self.teken if teken else ''}"


def zin(naam: str, eenheid: Meeteenheid, waarnemingen: Iterable[Waarneming]) -> str:
    """All values in one sentence, as the alternative text of a drawing."""
    delen = []
    for w in waarnemingen:
        wanneer = f" in {w.jaar}" if w.jaar else ""
        soort = "" if w.soort == Meting.Soort.STAND else f" ({w.soortnaam})"
        delen.append(f"{w.gebied}{wanneer}: {eenheid.woorden(w, teken=True)}{soort}")
    return f"{naam}, in {eenheid.naam}. {'; '.join(delen)}."

"""An indicator as a page shows it: the number, what it means, the chart, the table, what is missing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from governance.models import Regio
from npvr.getallen import getal, hoofdletter, opsomming

from . import grafiek as tekening
from .models import Indicator, Meting, Stap
from .woorden import DOEL, GEMETEN, JAARTAL, RICHTING, Meeteenheid, Waarneming

VOORKEUR = (
    Meting.Soort.STAND, Meting.Soort.TELLING, Meting.Soort.AFGELEID, Meting.Soort.AFSPRAAK,
    Meting.Soort.PROGNOSE, Meting.Soort.NORM, Meting.Soort.AMBITIE, Meting.Soort.VERGELIJKING,
)  # fmt: skip
"""Which kind of value heads an indicator, best first."""


@dataclass(frozen=True, slots=True)
class Staat:
    """A sign and a word: `klasse` and `teken` are those of the components."""

    tekst: str
    klasse: str = ""
    teken: str = "half"


@dataclass(frozen=True, slots=True)
class Meetrij:
    """A row of the table beside a chart."""

    gebied: str
    wanneer: str
    waarde: str
    soort: str
    bron: str
    toelichting: str


@dataclass(frozen=True)
class Meetreeks:
    """An indicator with its measurements, ready to be shown. Costs no query."""

    indicator: Indicator
    metingen: tuple[Meting, ...]
    regio: str

    @cached_property
    def eenheid(self) -> Meeteenheid:
        return Meeteenheid(self.indicator.eenheid, self.indicator.decimalen)

    @cached_property
    def waarnemingen(self) -> tuple[Waarneming, ...]:
        return tuple(Waarneming.van(m) for m in self.metingen)

    @cached_property
    def hoofd(self) -> Waarneming | None:
        """The value that heads the indicator: measured before expected, the region before its parts, the latest."""
        for soort in VOORKEUR:
            rij = [w for w in self.waarnemingen if w.soort == soort]
            if rij:
                gebied = self.regio if any(w.gebied == self.regio for w in rij) else rij[0].gebied
                return max((w for w in rij if w.gebied == gebied), key=lambda w: w.jaar or 0)
        return None

    @property
    def groot(self) -> str:
        return self.eenheid.woorden(self.hoofd, teken=True) if self.hoofd else "Geen getal"

    @property
    def onder(self) -> str:
        """What the big number counts, where and when: "inwoners in 2024"."""
        w = self.hoofd
        if w is None:
            return ""
        delen = [self.eenheid.rest]
        if w.gebied != self.regio:
            delen.append(w.gebied if "–" in w.gebied else f"in {w.gebied}")
        zelf_jaar = w.jaar is not None and self.eenheid.getal(w.waarde) == str(w.jaar)
        if w.jaar is not None and not zelf_jaar:
            delen.append(f"in {w.jaar}")
        tekst = " ".join(deel for deel in delen if deel)
        if w.soort != Meting.Soort.STAND:
            tekst = f"{tekst} ({w.soortnaam})" if tekst else hoofdletter(w.soortnaam)
        if w.jaar is None and w.soort != Meting.Soort.NORM:
            tekst = f"{tekst}, jaar niet genoemd" if tekst else "Jaar niet genoemd"
        return tekst

    @cached_property
    def verloop(self) -> tuple[Waarneming, Waarneming] | None:
        """First and last measured value of the area of the head, when those are of different years."""
        if self.hoofd is None:
            return None
        rij = [w for w in self.waarnemingen if w.gemeten and w.jaar and w.gebied == self.hoofd.gebied]
        rij.sort(key=lambda w: w.jaar or 0)
        return (rij[0], rij[-1]) if len({w.jaar for w in rij}) > 1 else None

    @property
    def staat(self) -> Staat:
        if self.verloop:
            return self._richting(*self.verloop)
        if self.hoofd is not None and self.hoofd.soort == Meting.Soort.NORM:
            return Staat("Een norm, geen meting", "", "weet")
        if self.hoofd is None or self.hoofd.soort not in GEMETEN:
            return Staat("Nog geen meting")
        if self.hoofd.jaar is None:
            return Staat("Peiljaar ontbreekt", "letop", "letop")
        return Staat("Nog één meting")

    def _richting(self, eerst: Waarneming, laatst: Waarneming) -> Staat:
        if laatst.waarde == eerst.waarde:
            return Staat("Bleef gelijk")
        omhoog = laatst.waarde > eerst.waarde
        tekst, teken = ("Stijgt", "op") if omhoog else ("Daalt", "neer")
        if self.indicator.richting == Indicator.Richting.GEEN:
            return Staat(tekst, "", teken)
        if omhoog == (self.indicator.richting == Indicator.Richting.OMHOOG):
            return Staat(f"{tekst}, dat is de bedoeling", "goed", teken)
        return Staat(f"{tekst}, dat is niet de bedoeling", "letop", teken)

    @property
    def verschil(self) -> str:
        """ "9.000 meer dan in 2021"; with "circa" when one of both is not exact."""
        if not self.verloop:
            return ""
        eerst, laatst = self.verloop
        verschil = laatst.waarde - eerst.waarde
        if not verschil:
            return ""
        circa = "circa " if eerst.grens or laatst.grens else ""
        teken = " procentpunt" if self.eenheid.teken else ""
        hoeveel = getal(abs(verschil), self.eenheid.decimalen)
        return hoofdletter(f"{circa}{hoeveel}{teken} {'meer' if verschil > 0 else 'minder'} dan in {eerst.jaar}.")

    @property
    def bedoeling(self) -> str:
        """The direction that is wanted, where no line shows it yet."""
        if self.verloop:
            return ""
        zinnen = RICHTING.get(Indicator.Richting(self.indicator.richting), ("", ""))
        return zinnen[self.eenheid.naam == JAARTAL]

    def _teken(self, *, groot: bool) -> tekening.Grafiek | None:
        gebied = self.hoofd.gebied if self.hoofd else self.regio
        return tekening.teken(self.indicator.naam, self.eenheid, self.waarnemingen, gebied, groot=groot)

    @cached_property
    def grafiek(self) -> tekening.Grafiek | None:
        return self._teken(groot=False)

    @cached_property
    def grafiek_groot(self) -> tekening.Grafiek | None:
        return self._teken(groot=True)

    @property
    def geen_grafiek(self) -> str:
        """Why there is no chart yet."""
        w = self.hoofd
        if w is None:
            return "Er is nog geen enkel getal."
        if w.soort in GEMETEN:
            return "Na de tweede meting staat hier een grafiek."
        if w.soort == Meting.Soort.NORM:
            return "Er is een norm, maar geen meting om ermee te vergelijken."
        if w.soort in DOEL or w.soort == Meting.Soort.PROGNOSE:
            return f"Er is een {w.soortnaam}, maar nog geen meting om mee te vergelijken."
        return "Er valt nog niets te vergelijken."

    @cached_property
    def rijen(self) -> tuple[Meetrij, ...]:
        return tuple(
            Meetrij(
                m.gebied,
                str(m.jaar) if m.jaar else "niet genoemd",
                self.eenheid.woorden(w),
                w.soortnaam,
                m.bron.naam if m.bron else "",
                m.toelichting,
            )
            for m, w in zip(self.metingen, self.waarnemingen, strict=True)
        )

    @property
    def toon_gebied(self) -> bool:
        return len({m.gebied for m in self.metingen}) > 1

    @property
    def toon_jaar(self) -> bool:
        return any(m.jaar for m in self.metingen) or not self.toon_gebied

    @property
    def bronnen(self) -> str:
        return opsomming(dict.fromkeys(r.bron for r in self.rijen if r.bron))

    @property
    def zonder_bron(self) -> int:
        return sum(not r.bron for r in self.rijen)


def reeksen(regio: Regio) -> list[Meetreeks]:
    """All indicators of a region: two queries."""
    metingen: dict[int, list[Meting]] = defaultdict(list)
    for meting in Meting.objects.filter(indicator__regio=regio).select_related("bron").order_by("volgorde", "pk"):
        metingen[meting.indicator_id].append(meting)
    return [Meetreeks(i, tuple(metingen[i.pk]), regio.naam) for i in Indicator.objects.filter(regio=regio)]


def reeks(regio: Regio, code: str) -> Meetreeks:
    """One indicator: two queries. Raises Indicator.DoesNotExist."""
    indicator = Indicator.objects.get(regio=regio, code=code)
    return Meetreeks(indicator, tuple(indicator.metingen.select_related("bron").order_by("volgorde", "pk")), regio.naam)


@dataclass(frozen=True, slots=True)
class Wegstuk:
    """A year of the road map with what is due. `wanneer` is "voorbij", "nu" or "straks"."""

    jaar: int
    wanneer: str
    stappen: tuple[Stap, ...]


def aanpak(regio: Regio, dit_jaar: int) -> tuple[list[Stap], list[Wegstuk]]:
    """The steps of the approach, and the road map per year: one query."""
    stappen: list[Stap] = []
    per_jaar: dict[int, list[Stap]] = defaultdict(list)
    for stap in Stap.objects.filter(regio=regio):
        if stap.jaar is None:
            stappen.append(stap)
        else:
            per_jaar[stap.jaar].append(stap)
    weg = [
        Wegstuk(jaar, "nu" if jaar == dit_jaar else "voorbij" if jaar < dit_jaar else "straks", tuple(rij))
        for jaar, rij in sorted(per_jaar.items())
    ]
    return stappen, weg

"""An indicator as a page shows it: the number, what it means, the chart, the table, what is missing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet

from governance.models import Regio
from npvr.getallen import datum, getal, hoofdletter, opsomming

from . import grafiek as tekening
from .models import Indicator, Meting, Stap
from .perioden import zeg_periode
from .woorden import DOEL, GEMETEN, JAARTAL, RICHTING, Meeteenheid, Waarneming

VOORKEUR = (
    Meting.Soort.STAND, Meting.Soort.TELLING, Meting.Soort.AFGELEID, Meting.Soort.AFSPRAAK,
    Meting.Soort.PROGNOSE, Meting.Soort.NORM, Meting.Soort.DOEL, Meting.Soort.AMBITIE, Meting.Soort.WENS,
    Meting.Soort.VERGELIJKING,
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
    vindplaats: str = ""
    deel: str = ""
    """Numerator and denominator, where they are known."""
    vervallen: str = ""
    """The day on which its source gave another value, in words."""
    anders: bool = False
    """Another source for a figure of which another value counts."""
    pk: int | None = None
    rij: Meting | None = None
    voor_nulmeting: bool = False
    """Whether it may be laid before both sides."""


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
        """What counts and has a figure."""
        return tuple(Waarneming.van(m) for m in self.metingen if m.geldend and m.waarde is not None)

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

    def _rij(self, soorten: frozenset[str]) -> list[Waarneming]:
        """Values of whole years of these kinds, of the area of the head, the oldest first."""
        if self.hoofd is None:
            return []
        rij = [w for w in self.waarnemingen if w.soort in soorten and w.jaar and w.gebied == self.hoofd.gebied]
        return sorted(rij, key=lambda w: w.jaar or 0)

    @cached_property
    def verloop(self) -> tuple[Waarneming, Waarneming] | None:
        """First and last measured value of one kind and area, of different years: only these are judged."""
        if self.hoofd is None or not self.hoofd.gemeten:
            return None
        rij = self._rij(frozenset({self.hoofd.soort}))
        return (rij[0], rij[-1]) if len({w.jaar for w in rij}) > 1 else None

    @cached_property
    def geen_oordeel(self) -> str:
        """Why nothing is said about the direction, where there is something to compare; empty where it is judged."""
        if self.verloop or self.hoofd is None:
            return ""
        if not self.hoofd.gemeten:
            return f"Er is geen oordeel: er is een {self.hoofd.soortnaam}, maar nog niets gemeten."
        if self.hoofd.jaar is None:
            return "Er is geen oordeel: het jaar van de meting is niet bekend."
        ander = next((w for w in self._rij(GEMETEN) if w.soort != self.hoofd.soort and w.jaar != self.hoofd.jaar), None)
        if ander is not None:
            return (
                f"Er is geen oordeel: het getal van {ander.jaar} is van de soort {ander.soortnaam}, dat van "
                f"{self.hoofd.jaar} van de soort {self.hoofd.soortnaam}."
            )
        return "Er is geen oordeel: daarvoor zijn twee metingen nodig."

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
        rij = self.verloop or self._ongelijk
        if not rij:
            return ""
        eerst, laatst = rij
        verschil = laatst.waarde - eerst.waarde
        if not verschil:
            return ""
        circa = "circa " if eerst.grens or laatst.grens or eerst.tot or laatst.tot else ""
        teken = " procentpunt" if self.eenheid.teken else ""
        hoeveel = getal(abs(verschil), self.eenheid.decimalen)
        return hoofdletter(f"{circa}{hoeveel}{teken} {'meer' if verschil > 0 else 'minder'} dan in {eerst.jaar}.")

    @property
    def _ongelijk(self) -> tuple[Waarneming, Waarneming] | None:
        """First and last of what was measured or derived: may be told, is not judged."""
        if self.hoofd is None or not self.hoofd.gemeten or self.hoofd.jaar is None:
            return None
        rij = self._rij(GEMETEN)
        return (rij[0], rij[-1]) if len({w.jaar for w in rij}) > 1 else None

    @property
    def doel(self) -> Waarneming | None:
        """What it should become, furthest ahead: an adopted goal before an agreement before an ambition."""
        gebied = self.hoofd.gebied if self.hoofd else self.regio
        for soort in (Meting.Soort.DOEL, Meting.Soort.AFSPRAAK, Meting.Soort.AMBITIE):
            rij = [w for w in self.waarnemingen if w.soort == soort and w.gebied == gebied]
            if rij:
                return max(rij, key=lambda w: w.jaar or 0)
        return None

    @property
    def zin(self) -> str:
        """What the indicator says, in words: for who reads the page, and for the report."""
        if self.hoofd is None:
            return self._zonder_getal
        wat = f"{self.groot} {self.onder}".strip()
        zinnen = [f"{self.indicator.naam}: {wat[0].lower() + wat[1:] if wat[:1].isalpha() else wat}."]
        if self.verschil:
            zinnen.append(self.verschil)
        zinnen.append(self.geen_oordeel or (f"{self.staat.tekst}." if self.staat.klasse else ""))
        if (doel := self.doel) is not None and doel != self.hoofd:
            wanneer = f" in {doel.jaar}" if doel.jaar else ", zonder jaar"
            zinnen.append(
                f"De {doel.soortnaam} is {self.eenheid.woorden(doel, teken=True)}{wanneer}."
                if doel.soort != Meting.Soort.DOEL
                else f"Het doel is {self.eenheid.woorden(doel, teken=True)}{wanneer}."
            )
        return " ".join(filter(None, zinnen))

    @property
    def _zonder_getal(self) -> str:
        redenen = dict.fromkeys(str(m.get_reden_display()) for m in self.metingen if m.geldend and m.reden)
        waarom = f" {'. '.join(redenen)}." if redenen else ""
        return f"{self.indicator.naam}: er is nog geen getal.{waarom}"

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
        return tuple(self._meetrij(m) for m in self.metingen)

    def _meetrij(self, m: Meting) -> Meetrij:
        soort = str(Meting.Soort(m.soort).label).lower()
        deel = ""
        if m.teller is not None and m.noemer is not None:
            deel = f"{getal(m.teller)} van {getal(m.noemer)}"
        return Meetrij(
            gebied=m.gebied,
            wanneer=zeg_periode(m.periode) if m.periode else str(m.jaar) if m.jaar else "niet genoemd",
            waarde=self.eenheid.woorden(Waarneming.van(m)) if m.waarde is not None else "geen getal",
            soort=f"{soort}, voorlopig" if m.voorlopig else soort,
            bron=m.bron.naam if m.bron else "",
            toelichting=m.toelichting or (str(m.get_reden_display()) + "." if m.reden else ""),
            vindplaats=m.vindplaats,
            deel=deel,
            vervallen=datum(m.vervallen_op) if m.vervallen_op else "",
            anders=not m.geldend and m.vervallen_op is None,
            pk=m.pk,
            rij=m,
            voor_nulmeting=m.geldend and m.soort in GEMETEN and m.waarde is not None,
        )

    @property
    def korte_rijen(self) -> tuple[Meetrij, ...]:
        """For beside a small chart: what counts."""
        return tuple(r for r in self.rijen if not r.vervallen and not r.anders)[:KORT]

    @property
    def herzien(self) -> tuple[Meting, ...]:
        """What its source gave first, and gives otherwise now."""
        return tuple(m for m in self.metingen if m.vervallen_op is not None)

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
        return sum(not r.bron for r in self.rijen if not r.vervallen)


KORT = 12
VAN_REGIO, VAN_ANDEREN = 80, 24
"""How many values of the region, and of other areas, a page reads of an indicator: what it shows does not grow with
what is kept. The rest is in the file."""


def _gekozen(regio: Regio) -> tuple[ArraySubquery, ArraySubquery]:
    """The newest values, by index: of the region with what was replaced, and of other areas."""
    nieuwste = (F("jaar").desc(nulls_first=True), "volgorde", "pk")
    hier = Meting.objects.filter(indicator=OuterRef("pk"), gebied=regio.naam).order_by(*nieuwste)
    elders = Meting.objects.filter(indicator=OuterRef("pk"), geldend=True).exclude(gebied=regio.naam)
    return (
        ArraySubquery(hier.values("pk")[:VAN_REGIO]),
        ArraySubquery(elders.order_by(*nieuwste).values("pk")[:VAN_ANDEREN]),
    )


def _maak_reeksen(regio: Regio, rijen: QuerySet[Indicator]) -> list[Meetreeks]:
    hier, elders = _gekozen(regio)
    indicatoren = list(rijen.select_related("bron").annotate(hier=hier, elders=elders))
    metingen: dict[int, list[Meting]] = defaultdict(list)
    wil = [pk for i in indicatoren for pk in (*i.hier, *i.elders)]
    for meting in Meting.objects.filter(pk__in=wil).select_related("bron").order_by("volgorde", "pk"):
        metingen[meting.indicator_id].append(meting)
    return [Meetreeks(i, tuple(metingen[i.pk]), regio.naam) for i in indicatoren]


def reeksen(regio: Regio, *, alles: bool = True) -> list[Meetreeks]:
    """All indicators of a region, or those that are public: two queries, whatever the number of values."""
    return _maak_reeksen(regio, Indicator.objects.zichtbaar(regio, alles=alles))


def reeks(regio: Regio, code: str, *, alles: bool = True) -> Meetreeks:
    """One indicator: two queries. Raises Indicator.DoesNotExist."""
    gevonden = _maak_reeksen(regio, Indicator.objects.zichtbaar(regio, alles=alles).filter(code=code))
    if not gevonden:
        raise Indicator.DoesNotExist
    return gevonden[0]


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

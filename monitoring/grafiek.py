"""Charts of indicators: SVG of plain shapes and classes, drawn by ourselves (docs/adr/ says why).

Measured is a full line with filled points, derived a hollow point, a prognosis grey dashes, an ambition or agreement
dots to a diamond, a norm a thin line, a comparison an open bar or a grey line. Labels stand at the line: no legend.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString

from npvr.getallen import getal, hoofdletter
from npvr.tekening import breedte, el, n, veilig, woord

from .models import Meting
from .woorden import DOEL, JAARTAL, Meeteenheid, Waarneming, zin

KLEIN, LETTER = 12.0, 12.5
RUIMER = 1.1
"""On narrow screens the style sheet prints labels this much larger."""
Doos = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Grafiek:
    svg: SafeString
    onderschrift: str


@lru_cache(maxsize=512)
def teken(
    naam: str, eenheid: Meeteenheid, waarnemingen: tuple[Waarneming, ...], gebied: str, *, groot: bool = False
) -> Grafiek | None:
    """The chart that suits these values, or None when there is nothing to compare. Kept in this process by content."""
    if eenheid.naam == JAARTAL:
        return None
    met_jaar = [w for w in waarnemingen if w.jaar is not None]
    eigen = {w.jaar for w in met_jaar if w.gemeten and w.gebied == gebied}
    doelen = [w for w in met_jaar if w.soort in DOEL or w.soort == Meting.Soort.PROGNOSE]
    if len({w.jaar for w in met_jaar}) > 1 and eigen and (len(eigen) > 1 or doelen):
        return _Lijnen(naam, eenheid, met_jaar, gebied, groot).grafiek(len(met_jaar) < len(waarnemingen))
    if len(waarnemingen) > 1:
        return _balken(naam, eenheid, waarnemingen, groot)
    return None


# ---- bars: one moment, or moments without a year ----


def _balken(naam: str, eenheid: Meeteenheid, rij: Sequence[Waarneming], groot: bool) -> Grafiek:
    gebieden = len({w.gebied for w in rij}) > 1
    wijd, hoog, dik = (720.0, 44.0, 24.0) if groot else (360.0, 38.0, 20.0)
    namen = [_balknaam(w, gebieden, len({(a.gebied) for a in rij}) < len(rij)) for w in rij]
    waarden = [eenheid.woorden(w) for w in rij]
    links = min(max(breedte(naam_, KLEIN) for naam_ in namen) * RUIMER + 12, wijd * 0.45)
    plaats = max(breedte(w, LETTER, vet=True) for w in waarden) * RUIMER + 12
    laag = min(0.0, *(float(w.waarde) for w in rij))
    top = max(0.0, *(float(w.tot or w.waarde) for w in rij))
    van, tot = links + (plaats if laag < 0 else 0), wijd - (plaats if top > 0 else 4)
    schaal = (tot - van) / ((top - laag) or 1)
    nul = van - laag * schaal
    delen = []
    for i, (w, label, waarde) in enumerate(zip(rij, namen, waarden, strict=True)):
        y = 12 + i * hoog
        einde = nul + float(w.waarde) * schaal
        delen.append(woord(label, 0, y + dik * 0.72, "g-t"))
        delen.append(el("rect", klasse=_balk(w), x=min(nul, einde), y=y, width=max(abs(einde - nul), 1.0), height=dik))
        buiten = einde
        if w.tot is not None and w.tot != w.waarde:
            buiten = nul + float(w.tot) * schaal
            delen.append(el("rect", klasse="g-bereik", x=einde, y=y, width=buiten - einde, height=dik))
        ver, anker = (min(buiten, einde) - 8, "end") if float(w.waarde) < 0 else (max(buiten, nul) + 8, "start")
        delen.append(woord(waarde, ver, y + dik * 0.76, "g-w", anker))
    onder = 12 + len(rij) * hoog - (hoog - dik) + 8
    delen.append(el("line", klasse="g-nul", x1=nul, x2=nul, y1=4.0, y2=onder))
    zinnen = [f"{hoofdletter(eenheid.naam)}.", "De balken beginnen bij 0."]
    if any(w.soort == Meting.Soort.VERGELIJKING for w in rij):
        zinnen.append("Open balk: vergelijking.")
    if any(w.soort in DOEL for w in rij):
        zinnen.append("Gestippelde balk: ambitie of afspraak.")
    return Grafiek(_svg(wijd, onder + 4, zin(naam, eenheid, rij), delen), " ".join(zinnen))


def _balknaam(w: Waarneming, gebieden: bool, momenten: bool) -> str:
    wanneer = str(w.jaar) if w.jaar else ("" if w.gemeten or w.soort == Meting.Soort.VERGELIJKING else w.soortnaam)
    if not gebieden:
        return wanneer or w.soortnaam
    return f"{w.gebied}, {wanneer}" if momenten and wanneer else w.gebied


def _balk(w: Waarneming) -> str:
    if w.gemeten:
        return "g-balk"
    return "g-balk-doel" if w.soort in DOEL else "g-balk-ander"


# ---- lines: through the years ----


@dataclass
class _Lijnen:
    naam: str
    eenheid: Meeteenheid
    rij: Sequence[Waarneming]
    gebied: str
    groot: bool
    dozen: list[Doos] = field(default_factory=list)
    streken: list[tuple[float, float]] = field(default_factory=list)
    labels: list[tuple[str, float, float, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.wijd, self.hoog = (720.0, 320.0) if self.groot else (360.0, 180.0)
        grootste = max(abs(float(w.tot or w.waarde)) for w in self.rij)
        self.deler, self.maal = next(
            ((d, t) for d, t in ((1_000_000, "miljoen"), (1000, "duizend")) if grootste >= 10 * d), (1, "")
        )
        waarden = [float(x) / self.deler for w in self.rij for x in (w.waarde, w.tot) if x is not None]
        self.as_y = _stappen(min(waarden), max(waarden), 4 if self.groot else 3)
        jaren = [w.jaar for w in self.rij if w.jaar is not None]
        self.jaren = (min(jaren), max(jaren))
        plek = max(breedte(getal(t), KLEIN) for t in self.as_y)
        self.links, self.rechts = plek + 14, self.wijd - 60
        self.boven, self.onder = 26.0, self.hoog - 30

    def x(self, jaar: int | None) -> float:
        van, tot = self.jaren
        return self.links + ((jaar or van) - van) / ((tot - van) or 1) * (self.rechts - self.links)

    def y(self, waarde: object) -> float:
        deel = (float(str(waarde)) / self.deler - self.as_y[0]) / ((self.as_y[-1] - self.as_y[0]) or 1)
        return self.onder - deel * (self.onder - self.boven)

    def grafiek(self, zonder_jaar: bool) -> Grafiek:
        delen = [*self._as(), *self._normen()]
        eigen = sorted((w for w in self.rij if w.gemeten and w.gebied == self.gebied), key=lambda w: w.jaar or 0)
        laatste = eigen[-1]
        punten: list[str] = []
        for soort, klasse in ((Meting.Soort.PROGNOSE, "g-lijn g-streep g-ander"), (None, "g-lijn g-stippel")):
            verder = sorted(
                (w for w in self.rij if (w.soort == soort if soort else w.soort in DOEL)), key=lambda w: w.jaar or 0
            )
            per_gebied = {w.gebied: [a for a in verder if a.gebied == w.gebied] for w in verder}
            for gebied, rest in per_gebied.items():
                begin = [laatste] if gebied == self.gebied else []
                delen.append(self._pad(klasse, [*begin, *rest]))
                punten += [self._punt(w, f"{self._kort(w)} {w.soortnaam}") for w in rest]
        for gebied in dict.fromkeys(w.gebied for w in self.rij if w.gebied != self.gebied):
            ander = sorted(
                (w for w in self.rij if w.gebied == gebied and (w.gemeten or w.soort == Meting.Soort.VERGELIJKING)),
                key=lambda w: w.jaar or 0,
            )
            if ander:
                delen.append(self._pad("g-lijn g-ander", ander))
                punten.append(self._punt(ander[-1], f"{gebied} {self._kort(ander[-1])}", grijs=True))
        vast = [w for w in eigen if not w.voorlopig]
        delen.append(self._pad("g-lijn", vast))
        if len(vast) < len(eigen):
            delen.append(self._pad("g-lijn g-streep", [*vast[-1:], *(w for w in eigen if w.voorlopig)]))
        meer = any(w.gebied != self.gebied for w in self.rij)
        for w in eigen:
            label = f"{self.gebied if meer else ''} {self._kort(w)}".strip() if w is laatste else ""
            if w in (eigen[0], laatste) or w.soort == Meting.Soort.AFGELEID or w.tot is not None or w.voorlopig:
                punten.append(self._punt(w, label))
        delen += punten
        delen += self._labels()
        zinnen = [f"{hoofdletter(self.eenheid.naam)}{f', maal {self.maal}' if self.maal else ''}."]
        zinnen.append(f"De as begint bij {getal(self.as_y[0])}.")
        if any(w.voorlopig for w in self.rij):
            zinnen.append("Gestreept met een open punt: voorlopig.")
        if zonder_jaar:
            zinnen.append("Een waarde zonder jaar staat alleen in de tabel.")
        return Grafiek(_svg(self.wijd, self.hoog, zin(self.naam, self.eenheid, self.rij), delen), " ".join(zinnen))

    def _as(self) -> list[str]:
        delen = []
        for stap in self.as_y:
            y = self.y(stap * self.deler)
            delen.append(el("line", klasse="g-as", x1=self.links, x2=self.rechts, y1=y, y2=y))
            delen.append(woord(getal(stap), self.links - 8, y + 4, "g-t", "end"))
            self.dozen.append((0, y - 6, self.links - 6, y + 6))
        laatste = -99.0
        for jaar in _jaren(*self.jaren, 8 if self.groot else 4):
            if self.x(jaar) - laatste >= 38 and (jaar == self.jaren[1] or self.rechts - self.x(jaar) >= 38):
                laatste = self.x(jaar)
                delen.append(woord(str(jaar), laatste, self.onder + 20, "g-t", "middle"))
        return delen

    def _normen(self) -> list[str]:
        delen = []
        for w in self.rij:
            if w.soort == Meting.Soort.NORM:
                y = self.y(w.waarde)
                delen.append(el("line", klasse="g-norm", x1=self.links, x2=self.rechts, y1=y, y2=y))
                self.labels.append((f"norm {self._kort(w)}", self.rechts, y, ""))
        return delen

    def _pad(self, klasse: str, rij: Sequence[Waarneming]) -> str:
        punten = [(self.x(w.jaar), self.y(w.waarde)) for w in rij]
        for (x1, y1), (x2, y2) in pairwise(punten):
            self.streken += [(x1 + (x2 - x1) * i / 24, y1 + (y2 - y1) * i / 24) for i in range(25)]
        return el("polyline", klasse=klasse, points=" ".join(f"{n(x)},{n(y)}" for x, y in punten))

    def _punt(self, w: Waarneming, label: str, *, grijs: bool = False) -> str:
        x, y = self.x(w.jaar), self.y(w.waarde)
        self.dozen.append((x - 6, y - 6, x + 6, y + 6))
        if label:
            self.labels.append((label, x, y, "g-w"))
        bereik = ""
        if w.tot is not None and w.tot != w.waarde:
            top = self.y(w.tot)
            bereik = el("line", klasse="g-bereik-lijn", x1=x, x2=x, y1=y, y2=top)
            bereik += el("line", klasse="g-bereik-lijn", x1=x - 4, x2=x + 4, y1=top, y2=top)
        if w.soort in DOEL:
            ruit = f"M{n(x)} {n(y - 7)}L{n(x + 7)} {n(y)}L{n(x)} {n(y + 7)}L{n(x - 7)} {n(y)}z"
            return bereik + el("path", klasse="g-hol", d=ruit)
        if w.soort == Meting.Soort.AFGELEID or w.voorlopig:
            return bereik + el("circle", klasse="g-hol", cx=x, cy=y, r=5)
        soort = "g-grijs" if grijs or w.soort == Meting.Soort.PROGNOSE else "g-punt"
        return bereik + el("circle", klasse=soort, cx=x, cy=y, r=5)

    def _kort(self, w: Waarneming) -> str:
        waarde = w.waarde / self.deler
        if self.deler == 1:
            return self.eenheid.getal(waarde)
        return getal(waarde, 0 if waarde == waarde.to_integral_value() else 1)

    def _labels(self) -> Iterable[str]:
        """Each label where it stands free: above, below, right or left of its point. One that would lie over another
        is left out: its number stands in the table. The own latest value goes first."""
        geplaatst: list[Doos] = []
        for tekst, x, y, soort in reversed(self.labels):
            wijd = breedte(tekst, LETTER, vet=True)
            if not soort:
                keuzes = [
                    (x, y - 5, "end", (x - wijd, y - 17, x, y - 3)),
                    (x, y + 13, "end", (x - wijd, y + 2, x, y + 16)),
                ]
            else:
                keuzes = [
                    (x, y - 12, "middle", (x - wijd / 2, y - 24, x + wijd / 2, y - 9)),
                    (x + 11, y + 4, "start", (x + 11, y - 8, x + 11 + wijd, y + 8)),
                    (x, y + 22, "middle", (x - wijd / 2, y + 10, x + wijd / 2, y + 25)),
                    (x - 11, y + 4, "end", (x - 11 - wijd, y - 8, x - 11, y + 8)),
                    (x + 6, y - 12, "end", (x + 6 - wijd, y - 24, x + 6, y - 9)),
                ]
            vrij = [keuze for keuze in keuzes if not any(_raken(keuze[3], doos) for doos in geplaatst)]
            if not vrij:
                continue
            x, y, anker, doos = min(vrij, key=lambda keuze: self._drukte(keuze[3]) + keuzes.index(keuze) * 0.1)
            geplaatst.append(doos)
            self.dozen.append(doos)
            yield woord(tekst, x, y, "g-w" if soort else "g-t g-norm-woord", anker)

    def _drukte(self, doos: Doos) -> float:
        links, boven, rechts, onder = doos
        buiten = (
            max(0.0, -links) + max(0.0, rechts - self.wijd) + max(0.0, 2 - boven) + max(0.0, onder - self.onder - 4)
        )
        raakt = sum(a < rechts and c > links and b < onder and d > boven for a, b, c, d in self.dozen)
        door = sum(links < x < rechts and boven < y < onder for x, y in self.streken)
        return buiten * 4 + raakt * 10 + door


def _raken(a: Doos, b: Doos) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def _stappen(laag: float, hoog: float, hoeveel: int) -> list[float]:
    """Round steps of an axis; it starts at zero when the lowest value is near it."""
    if 0 <= laag < hoog * 0.4:
        laag = 0.0
    if laag < 0 < hoog or hoog <= 0:
        hoog = max(hoog, 0.0)
    ruw = (hoog - laag) / hoeveel or abs(hoog) / hoeveel or 1.0
    macht = 10 ** math.floor(math.log10(ruw))
    stap = next(f * macht for f in (1, 2, 2.5, 5, 10) if f * macht >= ruw * 0.999)
    begin, eind = math.floor(laag / stap + 1e-9), math.ceil(hoog / stap - 1e-9)
    return [round(i * stap, 6) for i in range(begin, max(eind, begin + 1) + 1)]


def _jaren(van: int, tot: int, hoogstens: int) -> list[int]:
    """First, last, and round years between them."""
    stap = next((s for s in (1, 2, 5, 10, 20, 50) if (tot - van) / s <= hoogstens), 100)
    return [van, *range((van // stap + 1) * stap, tot, stap), tot] if tot > van else [van]


def _svg(wijd: float, hoog: float, titel: str, delen: Iterable[str]) -> SafeString:
    inhoud = el("title", escape(titel)) + "".join(delen)
    return veilig(el("svg", inhoud, klasse="grafiek", viewBox=f"0 0 {n(wijd)} {n(hoog)}", role="img"))

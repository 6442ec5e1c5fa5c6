"""The municipalities of a region as a map of tiles, each with its figure: near enough to know one's way.

A tint repeats what the number says; what has no figure is a dashed tile. The same numbers stand in the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F
from django.utils.html import escape
from django.utils.safestring import SafeString

from npvr.tekening import breedte, el, n, regels, veilig, woord

from .models import Indicator, Meetgebied, Meting
from .woorden import GEMETEN, Meeteenheid, Waarneming, zin

WIJD, HOOG, TUSSEN = 108.0, 66.0, 6.0
TINTEN = 4


@dataclass(frozen=True, slots=True)
class Tegelkaart:
    svg: SafeString
    onderschrift: str
    rijen: tuple[tuple[str, str, str], ...]
    """Area, year and value, as the table has them."""


def laatste_per_gebied(indicator: Indicator, gebieden: Sequence[Meetgebied]) -> dict[str, Meting]:
    """The latest measured value of each area, by its name. One query."""
    namen = [g.naam for g in gebieden]
    rijen = Meting.objects.geldend().filter(indicator=indicator, gebied__in=namen, soort__in=GEMETEN, periode="")
    rijen = (
        rijen.filter(waarde__isnull=False)
        .order_by("gebied", F("jaar").desc(nulls_last=True), "volgorde")
        .distinct("gebied")
    )
    return {m.gebied: m for m in rijen}


def kaart_van(indicator: Indicator, gebieden: Sequence[Meetgebied]) -> Tegelkaart | None:
    """None where fewer than half of the municipalities have a figure: a map of holes says nothing. One query."""
    tegels = [g for g in gebieden if g.soort == Meetgebied.Soort.GEMEENTE and g.kolom and g.rij]
    if not tegels:
        return None
    return teken_kaart(indicator, tegels, laatste_per_gebied(indicator, tegels))


def teken_kaart(indicator: Indicator, tegels: Sequence[Meetgebied], waarden: dict[str, Meting]) -> Tegelkaart | None:
    """Costs no query."""
    if len(waarden) * 2 < len(tegels):
        return None
    eenheid = Meeteenheid(indicator.eenheid, indicator.decimalen)
    maten = sorted(m.waarde for m in waarden.values() if m.waarde is not None)
    delen, rijen = [], []
    for g in sorted(tegels, key=lambda g: (g.rij or 0, g.kolom or 0)):
        x, y = ((g.kolom or 1) - 1) * (WIJD + TUSSEN), ((g.rij or 1) - 1) * (HOOG + TUSSEN)
        m = waarden.get(g.naam)
        tint = "g-tegel-leeg"
        if m is not None and m.waarde is not None:
            tint = f"g-tegel-{1 + TINTEN * sum(a < m.waarde for a in maten) // len(maten)}"
        delen.append(el("rect", klasse=tint, x=x + 1, y=y + 1, width=WIJD - 2, height=HOOG - 2, rx=4))
        naam = regels(g.naam, 12.0, WIJD - 12, hoogstens=1)[0]
        delen.append(woord(naam, x + WIJD / 2, y + 25, "g-t g-op-tegel", "middle"))
        getal = eenheid.woorden(Waarneming.van(m)) if m is not None else "–"
        maat = "g-w" if breedte(getal, 12.5, vet=True) <= WIJD - 10 else "g-w g-klein"
        delen.append(woord(getal, x + WIJD / 2, y + 47, f"{maat} g-op-tegel", "middle"))
        rijen.append((g.naam, str(m.jaar or "niet genoemd") if m else "", getal if m else "geen getal"))
    titel = zin(indicator.naam, eenheid, (Waarneming.van(m) for m in waarden.values()))
    wijd = max((g.kolom or 1) for g in tegels) * (WIJD + TUSSEN) - TUSSEN
    hoog = max((g.rij or 1) for g in tegels) * (HOOG + TUSSEN) - TUSSEN
    svg = el(
        "svg", el("title", escape(titel)) + "".join(delen), klasse="grafiek", viewBox=f"0 0 {n(wijd)} {n(hoog)}",
        role="img",
    )  # fmt: skip
    jaren = sorted({m.jaar for m in waarden.values() if m.jaar})
    wanneer = (
        f"Waarden van {jaren[0]}" if len(jaren) == 1 else f"Waarden van {jaren[0]} tot {jaren[-1]}" if jaren else ""
    )
    leeg = len(tegels) - len(waarden)
    zinnen = [wanneer, "hoe donkerder, hoe hoger het getal", f"{leeg} zonder getal" if leeg else ""]
    uitleg = "; ".join(filter(None, zinnen))
    return Tegelkaart(veilig(svg), f"{uitleg[:1].upper()}{uitleg[1:]}.", tuple(rijen))

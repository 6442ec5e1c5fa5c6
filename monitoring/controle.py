"""The checks that were agreed, run over all values that count: sums of municipalities, and bounds. Writes nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, Q

from governance.models import Regio
from npvr.getallen import aantal, getal

from .models import Indicator, Meetgebied, Meting
from .perioden import zeg_periode
from .woorden import GEMETEN

GOED, FOUT, OPEN = "goed", "fout", "open"
HOEVEEL = 200
"""Values out of bounds that are named."""


@dataclass(frozen=True, slots=True)
class Toetsuitkomst:
    """What one check found: `staat` is "goed", "fout" or "open" (could not be checked), with a sentence."""

    indicator: Indicator
    wanneer: str
    staat: str
    zin: str


def toets(regio: Regio, *, alleen: Indicator | None = None) -> list[Toetsuitkomst]:
    """Of a region, or of one indicator. Four queries."""
    rijen = Indicator.objects.filter(regio=regio, **({"pk": alleen.pk} if alleen else {}))
    gebieden = list(
        Meetgebied.objects.filter(regio=regio, soort=Meetgebied.Soort.GEMEENTE).values_list("naam", flat=True)
    )
    return [*_buiten_grenzen(rijen), *_sommen(regio, rijen.filter(som_marge__isnull=False), gebieden)]


def _buiten_grenzen(rijen: Any) -> list[Toetsuitkomst]:
    buiten = Q(waarde__lt=F("indicator__ondergrens")) | Q(waarde__gt=F("indicator__bovengrens"))
    buiten |= Q(tot__gt=F("indicator__bovengrens"))
    metingen = Meting.objects.geldend().filter(buiten, indicator__in=rijen).select_related("indicator")
    return [
        Toetsuitkomst(
            m.indicator,
            zeg_periode(m.periode) if m.periode else str(m.jaar or ""),
            FOUT,
            f"{m.gebied}: {getal(m.waarde or 0)} ligt buiten wat kan.",
        )
        for m in metingen[:HOEVEEL]
    ]


def _sommen(regio: Regio, rijen: Any, gemeenten: list[str]) -> list[Toetsuitkomst]:
    """Per moment and kind: do the municipalities add up to the region?"""
    per: dict[tuple[int, int | None, str, str], dict[str, Decimal]] = defaultdict(dict)
    metingen = Meting.objects.geldend().filter(
        indicator__in=rijen, soort__in=GEMETEN, waarde__isnull=False, gebied__in=[regio.naam, *gemeenten]
    )
    for pk, gebied, jaar, periode, soort, waarde in metingen.values_list(
        "indicator", "gebied", "jaar", "periode", "soort", "waarde"
    ):
        per[pk, jaar, periode, soort][gebied] = waarde or Decimal(0)
    uit = []
    indicatoren = {i.pk: i for i in rijen}
    for (pk, jaar, periode, _), waarden in sorted(per.items(), key=lambda rij: (rij[0][0], -(rij[0][1] or 0))):
        if len(waarden) < 2 or regio.naam not in waarden:
            continue
        wanneer = zeg_periode(periode) if periode else str(jaar or "jaar niet genoemd")
        uit.append(Toetsuitkomst(indicatoren[pk], wanneer, *_som(indicatoren[pk], regio.naam, gemeenten, waarden)))
    return uit


def _som(indicator: Indicator, regio: str, gemeenten: list[str], waarden: dict[str, Decimal]) -> tuple[str, str]:
    mist = [naam for naam in gemeenten if naam not in waarden]
    if mist:
        zonder = aantal(len(mist), "gemeente", "gemeenten")
        return OPEN, f"Niet te controleren: {zonder} zonder getal."
    som, heel = sum((waarden[naam] for naam in gemeenten), Decimal(0)), waarden[regio]
    verschil = som - heel
    marge = abs(heel) * (indicator.som_marge or Decimal(0)) / 100
    woorden = f"de gemeenten samen zijn {getal(som)}, {regio} is {getal(heel)}"
    afspraak = f"afgesproken is hoogstens {getal(indicator.som_marge or 0)} procent verschil"
    if abs(verschil) <= marge:
        return GOED, f"Klopt: {woorden}; {afspraak}."
    return FOUT, f"Klopt niet: {woorden}; {afspraak}."

"""All values with what they mean: as a sheet, and as open data in JSON. What goes out can be read in again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from django.db.models import QuerySet

from governance.models import Regio
from npvr.bladschrijver import SCHRIJVERS

from .models import Indicator, Meetgebied, Meting

KOPPEN: Final = (
    "Indicator", "Gebied", "Jaar", "Periode", "Soort", "Hoe precies", "Waarde", "Tot en met", "Geen getal", "Teller",
    "Noemer", "Voorlopig", "Geldt", "Bron", "Opgehaald op", "Plaats in het plan", "Toelichting", "Vervallen op", "Naam",
    "Eenheid",
)  # fmt: skip
GETALLEN: Final = ("Waarde", "Tot en met", "Teller", "Noemer")
_VELDEN: Final = (
    "indicator__code", "gebied", "jaar", "periode", "soort", "grens", "waarde", "tot", "reden", "teller", "noemer",
    "voorlopig", "geldend", "bron__naam", "opgehaald_op", "vindplaats", "toelichting", "vervallen_op",
    "indicator__naam", "indicator__eenheid",
)  # fmt: skip


def _rijen(metingen: QuerySet[Meting]) -> Iterator[tuple[Any, ...]]:
    soorten, redenen = dict(Meting.Soort.choices), dict(Meting.Reden.choices)
    volgorde = metingen.order_by("indicator__volgorde", "indicator__code", "volgorde", "pk")
    for rij in volgorde.values_list(*_VELDEN).iterator(2_000):
        r = dict(zip(_VELDEN, rij, strict=True))
        r["soort"], r["reden"] = soorten[r["soort"]], redenen.get(r["reden"], "")
        for naam in ("waarde", "tot", "teller", "noemer"):
            r[naam] = "" if r[naam] is None else r[naam].normalize() + 0
        for naam in ("voorlopig", "geldend"):
            r[naam] = "ja" if r[naam] else "nee"
        for naam in ("opgehaald_op", "vervallen_op"):
            r[naam] = r[naam].isoformat() if r[naam] else ""
        yield tuple(str(r[v]) if v == "jaar" and r[v] else r[v] if r[v] is not None else "" for v in _VELDEN)


def als_blad(metingen: QuerySet[Meting], formaat: str) -> bytes:
    """Memory does not grow with the values, but for the file itself. One query."""
    return SCHRIJVERS[formaat](KOPPEN, _rijen(metingen), titel="Metingen", getallen=GETALLEN)


def als_open_data(regio: Regio, indicatoren: QuerySet[Indicator]) -> bytes:
    """With what each indicator counts, its source and licence, and areas by code. Three queries."""
    codes = dict(Meetgebied.objects.filter(regio=regio).values_list("naam", "code"))
    per: dict[str, list[dict[str, Any]]] = {}
    for rij in _rijen(Meting.objects.filter(indicator__in=indicatoren)):
        r = dict(zip(_VELDEN, rij, strict=True))
        per.setdefault(r["indicator__code"], []).append(
            {
                "gebied": r["gebied"],
                "gebiedscode": codes.get(r["gebied"], ""),
                "jaar": int(r["jaar"]) if r["jaar"] else None,
                "periode": r["periode"],
                "soort": r["soort"],
                "begrenzing": r["grens"],
                **{naam: (str(r[naam]) if r[naam] != "" else None) for naam in ("waarde", "tot", "teller", "noemer")},
                "geenGetalOmdat": r["reden"],
                "voorlopig": r["voorlopig"] == "ja",
                "geldend": r["geldend"] == "ja",
                "vervallenOp": r["vervallen_op"] or None,
                "bron": r["bron__naam"],
                "opgehaaldOp": r["opgehaald_op"] or None,
                "vindplaats": r["vindplaats"],
                "toelichting": r["toelichting"],
            }
        )
    uit = {
        "regio": regio.naam,
        "toelichting": "Getallen staan als tekst, zodat geen cijfer verloren gaat. Percentages worden nooit gemiddeld.",
        "indicatoren": [
            {
                "code": i.code,
                "naam": i.naam,
                "definitie": i.definitie,
                "eenheid": i.eenheid,
                "gewensteRichting": i.richting,
                "optelbaar": i.optelbaar,
                "methode": i.methode,
                "frequentie": i.frequentie,
                "eigenaar": i.eigenaar,
                "bron": {"naam": i.bron.naam, "houder": i.bron.houder, "licentie": i.bron.licentie} if i.bron else None,
                "toelichting": i.toelichting,
                "metingen": per.get(i.code, []),
            }
            for i in indicatoren.select_related("bron")
        ],
    }
    return json.dumps(uit, ensure_ascii=False, indent=1).encode()

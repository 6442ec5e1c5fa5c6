"""A few figures beside the text: the latest value of an indicator, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, F, Func, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from governance.models import Regio
from monitoring.models import Indicator, Meting
from npvr import getallen
from npvr.vaste_vraag import VasteVraag

GEMETEN = (Meting.Soort.STAND, Meting.Soort.TELLING, Meting.Soort.AFGELEID)
_VELDEN = (
    "code", "naam", "eenheid", "decimalen", "doelstelling_nummer",
    "metingen__soort", "metingen__waarde", "metingen__tot", "metingen__grens", "metingen__jaar", "metingen__gebied",
)  # fmt: skip
_VOLGORDE = ("volgorde", "naam", "metingen__volgorde")


@dataclass(frozen=True, slots=True)
class Cijfer:
    """An indicator with the figure to show first. Without a figure `waarde` is empty."""

    code: str
    naam: str
    eenheid: str
    doelstelling: int | None
    waarde: str = ""
    soort: str = ""
    jaar: int | None = None
    gebied: str = ""

    @property
    def gemeten(self) -> bool:
        return self.soort in GEMETEN


def cijfers_van_opgave(regio: Regio, nummer: int) -> list[Cijfer]:
    """One query."""
    return _cijfers((dict(zip(_VELDEN, rij, strict=True)) for rij in _VRAAG(regio.pk, nummer)), regio)


def _vraag(regio: int, nummer: int) -> QuerySet[Indicator, Any]:
    hier = Func(
        F("opgaven_nummers"),
        Func(Cast(Value(nummer), IntegerField()), function="jsonb_build_array"),
        template="(%(expressions)s)",
        arg_joiner=" @> ",
        output_field=BooleanField(),
    )
    return Indicator.objects.filter(hier, regio=regio).order_by(*_VOLGORDE).values_list(*_VELDEN)


_VRAAG = VasteVraag(_vraag, getal=("regio", "nummer"))


def kopcijfers(regio: Regio) -> list[Cijfer]:
    """For each doelstelling the first indicator with a measured figure of the region and its year. One query."""
    eerste: dict[int, Cijfer] = {}
    rijen = Indicator.objects.filter(regio=regio, doelstelling_nummer__isnull=False)
    for cijfer in _cijfers(rijen.order_by(*_VOLGORDE).values(*_VELDEN), regio):
        if cijfer.gemeten and cijfer.jaar and cijfer.gebied == regio.naam and cijfer.doelstelling is not None:
            eerste.setdefault(cijfer.doelstelling, cijfer)
    return [eerste[nummer] for nummer in sorted(eerste)]


def _cijfers(rijen: Iterable[dict[str, Any]], regio: Regio) -> list[Cijfer]:
    per_code: dict[str, list[dict[str, Any]]] = {}
    for rij in rijen:
        per_code.setdefault(rij["code"], []).append(rij)
    return [_cijfer(rijen, regio) for rijen in per_code.values()]


def _cijfer(rijen: list[dict[str, Any]], regio: Regio) -> Cijfer:
    eerst = rijen[0]
    basis = (eerst["code"], eerst["naam"], eerst["eenheid"], eerst["doelstelling_nummer"])
    beste = _beste([r for r in rijen if r["metingen__waarde"] is not None], regio)
    if beste is None:
        return Cijfer(*basis)
    code, naam, eenheid, doelstelling = basis
    waarde = _waarde(beste, eerst["decimalen"], jaartal=eenheid == "jaartal")
    if eenheid.split(" ")[0] == "procent":  # "ruim 3 procent van de inwoners" → "ruim 3 %", "van de inwoners"
        waarde, eenheid = f"{waarde}{getallen.VAST}%", eenheid.removeprefix("procent").strip()
    return Cijfer(
        code,
        naam,
        eenheid,
        doelstelling,
        waarde=waarde,
        soort=beste["metingen__soort"],
        jaar=beste["metingen__jaar"],
        gebied=beste["metingen__gebied"],
    )


def _beste(rijen: Iterable[dict[str, Any]], regio: Regio) -> dict[str, Any] | None:
    """Measured before wished, the region before its parts, the latest year, then the order of the register."""

    def voorrang(rij: dict[str, Any]) -> tuple[bool, bool, int]:
        return (
            rij["metingen__soort"] not in GEMETEN,
            rij["metingen__gebied"] != regio.naam,
            -(rij["metingen__jaar"] or 0),
        )

    return min(rijen, key=voorrang, default=None)


def _waarde(rij: dict[str, Any], decimalen: int, *, jaartal: bool) -> str:
    def schrijf(getal: Decimal) -> str:
        return str(int(getal)) if jaartal else getallen.getal(getal, decimalen)

    woorden = schrijf(rij["metingen__waarde"])
    if rij["metingen__tot"] is not None:
        woorden = f"{woorden} tot {schrijf(rij['metingen__tot'])}"
    return f"{rij['metingen__grens']} {woorden}".strip()

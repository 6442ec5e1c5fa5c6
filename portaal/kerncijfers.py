"""A few figures beside the text: the latest value of an indicator, in words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    F,
    Func,
    IntegerField,
    JSONField,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)  # fmt: skip
from django.db.models.functions import Cast, Coalesce, JSONObject

from governance.models import Regio
from monitoring.models import Indicator, Meting
from monitoring.woorden import GEMETEN
from npvr import getallen
from npvr.vaste_vraag import VasteVraag

_VELDEN = ("code", "naam", "eenheid", "decimalen", "doelstelling", "openbaar", "beste")


@dataclass(frozen=True, slots=True)
class Cijfer:
    """An indicator with the figure to show first. Without a figure `waarde` is empty."""

    code: str
    naam: str
    eenheid: str
    doelstelling: str
    openbaar: bool
    waarde: str = ""
    soort: str = ""
    jaar: int | None = None
    gebied: str = ""

    @property
    def gemeten(self) -> bool:
        return self.soort in GEMETEN


def cijfers_van_opgave(regio: Regio, opgave: str, *, alles: bool) -> list[Cijfer]:
    """By the key of an opgave; `alles` for who has a role, others see what is public. One query."""
    cijfers = [
        _cijfer(dict(zip(_VELDEN, rij, strict=True))) for rij in _VRAAG(regio.pk, json.dumps(opgave), regio.naam)
    ]
    return [c for c in cijfers if alles or c.openbaar]


def _beste(naam: str | Value) -> Func:
    """Measured before wished, the region before its parts, the latest year, then the order of the register."""
    geldend = Meting.objects.filter(indicator=OuterRef("pk"), geldend=True, waarde__isnull=False, periode="")
    gemeten = Case(When(soort__in=GEMETEN, then=0), default=1, output_field=IntegerField())
    rij = JSONObject(
        soort="soort",
        waarde=Cast("waarde", TextField()),
        tot=Cast("tot", TextField()),
        grens="grens",
        jaar="jaar",
        gebied="gebied",
    )
    jongst = F("jaar").desc(nulls_last=True)
    hier = geldend.filter(gebied=naam).order_by(gemeten, jongst, "volgorde")
    elders = geldend.order_by(gemeten, jongst, "volgorde")
    gemeten_hier = hier.filter(soort__in=GEMETEN)
    gemeten_elders = elders.filter(soort__in=GEMETEN)
    return Coalesce(*(Subquery(q.values(rij=rij)[:1]) for q in (gemeten_hier, gemeten_elders, hier, elders)))


def _vraag(regio: int, opgave: str, naam: str) -> QuerySet[Indicator, Any]:
    hier = Func(
        F("opgaven"),
        Cast(Value(opgave), JSONField()),
        template="(%(expressions)s)",
        arg_joiner=" @> ",
        output_field=BooleanField(),
    )
    rijen = Indicator.objects.filter(hier, regio=regio).annotate(beste=_beste(Value(naam)))
    return rijen.order_by("volgorde", "naam").values_list(*_VELDEN)


_VRAAG = VasteVraag(_vraag, getal=("regio",))


def kopcijfers(regio: Regio, *, alles: bool) -> list[Cijfer]:
    """For each doelstelling the first indicator with a measured figure of the region and its year. One query."""
    eerste: dict[str, Cijfer] = {}
    rijen = Indicator.objects.zichtbaar(regio, alles=alles).exclude(doelstelling="")
    for rij in rijen.annotate(beste=_beste(Value(regio.naam))).order_by("volgorde", "naam").values(*_VELDEN):
        cijfer = _cijfer(rij)
        if cijfer.gemeten and cijfer.jaar and cijfer.gebied == regio.naam:
            eerste.setdefault(cijfer.doelstelling, cijfer)
    return list(eerste.values())


def _cijfer(rij: dict[str, Any]) -> Cijfer:
    basis = (rij["code"], rij["naam"])
    beste, eenheid = rij["beste"], rij["eenheid"]
    if isinstance(beste, str):
        beste = json.loads(beste)
    if not beste:
        return Cijfer(*basis, eenheid, rij["doelstelling"], rij["openbaar"])
    waarde = _waarde(beste, rij["decimalen"], jaartal=eenheid == "jaartal")
    if eenheid.split(" ")[0] == "procent":  # "ruim 3 procent van de inwoners" → "ruim 3 %", "van de inwoners"
        waarde, eenheid = f"{waarde}{getallen.VAST}%", eenheid.removeprefix("procent").strip()
    return Cijfer(
        *basis,
        eenheid,
        rij["doelstelling"],
        rij["openbaar"],
        waarde=waarde,
        soort=beste["soort"],
        jaar=beste["jaar"],
        gebied=beste["gebied"],
    )


def _waarde(rij: dict[str, Any], decimalen: int, *, jaartal: bool) -> str:
    def schrijf(getal: str) -> str:
        return str(int(Decimal(getal))) if jaartal else getallen.getal(getal, decimalen)

    woorden = schrijf(rij["waarde"])
    if rij["tot"] is not None:
        woorden = f"{woorden} tot {schrijf(rij['tot'])}"
    return f"{rij['grens']} {woorden}".strip()

"""Indicators name opgaven by key: where one goes up in another, they are about that other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from npvr import adressen
from npvr.getallen import aantal
from opgaven.models import Plan
from opgaven.structuur.raakvlakken import Raakvlak, Structuurraak

from .actions.opvolgers import volg_opvolgers, zet_opvolgers_terug
from .models import Indicator


class Indicatorraakvlak(Raakvlak):
    naam = "indicatoren"

    def zegt(self, plan: Plan, opgaven: frozenset[str], hoofdstukken: frozenset[str]) -> Iterable[Structuurraak]:
        hier = Q(pk__in=())
        for sleutel in opgaven:
            hier |= Q(opgaven__contains=[sleutel])
        if hoeveel := Indicator.objects.filter(hier, regio=plan.regio_id).count():
            zin = f"{aantal(hoeveel, 'indicator gaat', 'indicatoren gaan')} hierover."
            yield Structuurraak(zin, f"{adressen.voorpagina(plan.regio.code)}monitoring/")

    def doe(self, plan: Plan, opvolgers: Mapping[str, str]) -> Any:
        return volg_opvolgers(plan=plan, opvolgers=opvolgers)

    def terug(self, plan: Plan, gedaan: Any) -> None:
        zet_opvolgers_terug(plan=plan, gedaan=gedaan or {})

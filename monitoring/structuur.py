"""Indicators name opgaven by key: where one goes up in another, they are about that other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from npvr import adressen
from npvr.getallen import aantal
from opgaven.models import Plan
from opgaven.structuur.raakvlakken import Raakvlak, Structuurraak

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
        gedaan: dict[str, Any] = {}
        if not opvolgers:
            return gedaan
        for rij in Indicator.objects.select_for_update(of=("self",)).filter(regio=plan.regio_id):
            oud, nieuw = rij.opgaven, list(dict.fromkeys(opvolgers.get(s, s) for s in rij.opgaven))
            if oud != nieuw:
                rij.opgaven = nieuw
                rij.save(update_fields=["opgaven"])
                gedaan[str(rij.pk)] = [oud, nieuw]
        return gedaan

    def terug(self, plan: Plan, gedaan: Any) -> None:
        """Those that stand as the act left them; what somebody chose since stays."""
        for rij in Indicator.objects.select_for_update(of=("self",)).filter(regio=plan.regio_id, pk__in=gedaan or ()):
            oud, nieuw = gedaan[str(rij.pk)]
            if rij.opgaven == nieuw:
                rij.opgaven = oud
                rij.save(update_fields=["opgaven"])

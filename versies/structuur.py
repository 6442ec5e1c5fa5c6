"""Versions that hold an opgave or chapter which goes from the working copy: they stay as they are."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import BooleanField, F, Func, Value

from npvr import adressen
from opgaven.models import Plan
from opgaven.structuur.raakvlakken import Raakvlak, Structuurraak

from .models import Versie


class Versieraakvlak(Raakvlak):
    naam = "versies"

    def zegt(self, plan: Plan, opgaven: frozenset[str], hoofdstukken: frozenset[str]) -> Iterable[Structuurraak]:
        labels: dict[str, None] = {}
        for sleutel in (*opgaven, *hoofdstukken):
            staat = Func(
                Value(sleutel.encode()), F("inhoud"), template="(position(%(expressions)s) > 0)",
                arg_joiner=" in ", output_field=BooleanField(),
            )  # fmt: skip
            rijen = Versie.objects.filter(staat, plan=plan).order_by("gemaakt_op").values_list("label", flat=True)
            labels |= dict.fromkeys(rijen)
        if labels:
            zin = f"Staat in {len(labels)} vastgelegde versie{'' if len(labels) == 1 else 's'}, en blijft daar zoals "
            zin += f"het is: {', '.join(labels)}."
            yield Structuurraak(zin, f"{adressen.voorpagina(plan.regio.code)}documenten/")

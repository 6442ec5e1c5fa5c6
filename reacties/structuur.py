"""Comments, rounds and personal links about an opgave or chapter that goes or moves: they stay where they were made."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Q
from django.urls import reverse

from opgaven.models import Plan
from opgaven.structuur.raakvlakken import Raakvlak, Structuurraak

from .models import PersoonlijkeLink, Reactie, Ronde


class Reactieraakvlak(Raakvlak):
    naam = "reacties"

    def zegt(self, plan: Plan, opgaven: frozenset[str], hoofdstukken: frozenset[str]) -> Iterable[Structuurraak]:
        hier = Q(opgave__in=opgaven) | Q(hoofdstuk__in=hoofdstukken)
        wacht = Q(stand__in=(Reactie.Stand.OPEN, Reactie.Stand.IN_BEHANDELING), ingediend_op__isnull=False)
        rijen = Reactie.objects.staat().filter(hier, plan=plan)
        telt = rijen.aggregate(alle=Count("pk"), open=Count("pk", filter=wacht))
        lijst = reverse("reacties:lijst", args=[plan.regio.code])
        if telt["alle"]:
            wat = "1 reactie blijft" if telt["alle"] == 1 else f"{telt['alle']} reacties blijven"
            yield Structuurraak(f"{wat} bewaard en vindbaar; {telt['open'] or 'geen'} nog onbeantwoord.", lijst)
        if not opgaven:
            return
        lopend = Ronde.objects.lopend().filter(plan=plan, opgaven__overlap=list(opgaven))
        for titel in lopend.order_by("titel").values_list("titel", flat=True):
            yield Structuurraak(
                f"Reactieronde ‘{titel}’ loopt en vraagt hiernaar. Zij gaat door op de versie waarover zij gaat.",
                reverse("reacties:rondes", args=[plan.regio.code]),
            )
        links = PersoonlijkeLink.objects.werkt().filter(plan=plan, opgaven__overlap=list(opgaven)).count()
        if links:
            wat = "1 persoonlijke link gaat" if links == 1 else f"{links} persoonlijke links gaan"
            yield Structuurraak(f"{wat} hierover.", reverse("reacties:links", args=[plan.regio.code]))

"""What was decided about a version and the ones before it, as plain data for a print. Three queries."""

from __future__ import annotations

from django.db.models import Prefetch, Q

from npvr.getallen import datum
from opgaven.models import Plan
from versies.models import GOEDGEKEURD, Goedkeuring, Versie

from .uitgave import BesluitDruk, Uitgavewijziging


def besluiten(plan: Plan, versie: str, ook: Goedkeuring | None = None) -> tuple[BesluitDruk, ...]:
    """Confirmed decisions about the version with this code, and those by which bodies adopted earlier versions, oldest
    first; with `ook` one that is being confirmed. An adopted plan rests on all of them."""
    nummer = Versie.objects.filter(plan=plan, code=versie).values("nummer")[:1]
    eerder = Q(versie__nummer__lt=nummer, besluit__uitkomst__in=GOEDGEKEURD)
    telt = Q(bevestigd_op__isnull=False) | Q(pk=ook.pk if ook else None)
    goed = list(
        Goedkeuring.objects.filter(telt, Q(versie__code=versie) | eerder, versie__plan=plan)
        .select_related("besluit__gremium", "versie")
        .defer("versie__inhoud")
        .prefetch_related("amendementen", Prefetch("amendementen__uitgevoerd_in", Versie.objects.zonder_inhoud()))
    )
    goed.sort(key=lambda g: (g.besluit.datum, g.pk))
    return tuple(
        BesluitDruk(
            gremium=g.besluit.gremium.naam,
            datum=datum(g.besluit.datum),
            uitkomst=g.besluit.get_uitkomst_display(),
            toelichting=g.besluit.toelichting,
            vindplaats=g.besluit.vindplaats,
            goedgekeurd=g.besluit.uitkomst in GOEDGEKEURD,
            wijzigingen=tuple(
                Uitgavewijziging(a.plaats, a.tekst, a.uitgevoerd_in.label if a.uitgevoerd_in else "")
                for a in g.amendementen.all()
            ),
            over="" if g.versie.code == versie else g.versie.label,
        )
        for g in goed
    )

"""What was decided about a version, as plain data for a print. Three queries."""

from __future__ import annotations

from django.db.models import Prefetch

from npvr.getallen import datum
from opgaven.models import Plan
from versies.models import GOEDGEKEURD, Goedkeuring, Versie

from .uitgave import BesluitDruk, Wijziging


def besluiten(plan: Plan, versie: str, ook: Goedkeuring | None = None) -> tuple[BesluitDruk, ...]:
    """Confirmed decisions about the version with this code, oldest first; with `ook` one that is being confirmed."""
    rijen = Goedkeuring.objects.filter(versie__plan=plan, versie__code=versie).select_related("besluit__gremium")
    goed = [
        g
        for g in rijen.prefetch_related(
            "amendementen", Prefetch("amendementen__uitgevoerd_in", Versie.objects.zonder_inhoud())
        )
        if g.bevestigd_op is not None or (ook is not None and g.pk == ook.pk)
    ]
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
                Wijziging(a.plaats, a.tekst, a.uitgevoerd_in.label if a.uitgevoerd_in else "")
                for a in g.amendementen.all()
            ),
        )
        for g in goed
    )

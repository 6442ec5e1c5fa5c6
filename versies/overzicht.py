"""What there is to know of versions, for who asks: their decisions and publications, and what came before."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Prefetch, QuerySet

from npvr import adressen
from opgaven.bezoek import Bezoek
from plandocument.versiecode import in_groepen, versiecode

from .models import GOEDGEKEURD, Amendement, Goedkeuring, Publicatie, Versie
from .openbaar import ooit_openbaar, veranderd_daarna
from .vergelijken import registernamen

DOWNLOADS: Final = (
    ("pdf", adressen.plan_pdf),
    ("Word", adressen.plan_word),
    ("ODT", adressen.plan_odt),
    ("JSON", adressen.plan_json),
)


def rijen(visite: Bezoek, **alleen: Any) -> list[dict[str, Any]]:
    """Versions that the visitor may know of, newest first, each with its decisions and publications. Four queries."""
    alle = Versie.objects.zonder_inhoud().filter(plan=visite.plan, **alleen).select_related("gemaakt_door")
    if not visite.rechten.rollen:
        alle = alle.filter(code=visite.bron.gepubliceerd)
    versies = list(alle)
    besluiten = (
        Goedkeuring.objects.filter(versie__in=versies)
        .select_related("besluit__gremium", "vastgelegd_door", "bevestigd_door")
        .prefetch_related("amendementen", Prefetch("amendementen__uitgevoerd_in", Versie.objects.zonder_inhoud()))
    )
    if not visite.rechten.rollen:
        besluiten = besluiten.filter(bevestigd_op__isnull=False)
    publicaties = list(Publicatie.objects.filter(versie__in=versies).select_related("door", "ingetrokken_door"))
    goedkeuringen = list(besluiten)
    return [
        {
            "versie": v,
            "maker": v.gemaakt_door if visite.rechten.rollen else None,
            "code": versiecode(visite.regio.code, v.sha256),
            "groepen": in_groepen(v.sha256),
            "besluiten": [g for g in goedkeuringen if g.versie_id == v.pk],
            "publicaties": [p for p in publicaties if p.versie_id == v.pk],
            "openbaar": v.code == visite.bron.gepubliceerd,
            "daarna": _daarna(v, versies, publicaties),
            "downloads": [(naam, adres(visite.regio.code, versie=v.code)) for naam, adres in DOWNLOADS],
        }
        for v in versies
    ]


def _daarna(versie: Versie, versies: list[Versie], publicaties: list[Publicatie]) -> str:
    """The code of the version that became public after this one stopped being so; empty where none did."""
    laatste = max((p.vanaf for p in publicaties if p.versie_id == versie.pk), default=None)
    later = [p for p in publicaties if laatste is not None and p.vanaf > laatste]
    volgende = min(later, key=lambda p: p.vanaf, default=None)
    return next((v.code for v in versies if volgende is not None and v.pk == volgende.versie_id), "")


def eerder_openbaar(visite: Bezoek) -> list[dict[str, Any]]:
    """What was public before what is public now, and what changed after it; for visitors, who see no more of it.

    One query, and what the text costs the first time; none for people with a role."""
    if visite.rechten.rollen:
        return []
    alle = ooit_openbaar(visite.regio.code)
    if len(alle) < 2:
        return []
    veranderd = veranderd_daarna(alle, registernamen(visite.regio))
    regio = visite.regio.code
    return [
        {"was": o, "code": versiecode(regio, o.versie.sha256), "veranderd": veranderd.get(o.versie.pk, "")}
        for o in alle
        if not o.nu
    ]


def eerder(visite: Bezoek, versie: Versie) -> list[Goedkeuring]:
    """What bodies adopted before, on versions that came before this one. One query.

    The public sees them too, without the text of those versions: an adopted plan rests on all of these decisions.
    """
    return list(
        Goedkeuring.objects.filter(
            versie__plan=visite.plan,
            versie__gemaakt_op__lt=versie.gemaakt_op,
            bevestigd_op__isnull=False,
            besluit__uitkomst__in=GOEDGEKEURD,
        )
        .select_related("besluit__gremium", "versie")
        .defer("versie__inhoud")
        .order_by("besluit__datum", "pk")
    )


def uitgevoerd(versie: Versie) -> QuerySet[Amendement]:
    """What bodies asked for on earlier versions and this one carries out. One query."""
    return (
        Amendement.objects.filter(uitgevoerd_in=versie)
        .select_related("goedkeuring__besluit__gremium", "goedkeuring__versie")
        .defer("goedkeuring__versie__inhoud")
        .order_by("goedkeuring__besluit__datum", "pk")
    )


def aangenomen(versie: Versie) -> list[Goedkeuring]:
    """What bodies adopted about it: who, when, and how; not what they asked to change. One query."""
    rijen = Goedkeuring.objects.filter(versie=versie, bevestigd_op__isnull=False, besluit__uitkomst__in=GOEDGEKEURD)
    return list(rijen.select_related("besluit__gremium").order_by("besluit__datum", "pk"))

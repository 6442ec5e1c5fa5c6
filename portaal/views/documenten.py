"""What was frozen, decided and published: the list, one version, and the acts of the people who may."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from npvr import adressen
from npvr.bestand import Bestand, antwoord
from npvr.formaten import PDF
from opgaven.bezoek import Bezoek
from opgaven.permissions import eis_geschiedenis
from plandocument.versiecode import in_groepen, versiecode
from portaal.bewaard import met_etag
from reacties.permissions import NAMENS
from versies.bezoek import bezoek
from versies.models import GOEDGEKEURD, Amendement, Goedkeuring, Publicatie, Versie
from versies.openbaar import ooit_openbaar, veranderd_daarna
from versies.permissions import ZELFDE_PERSOON, mag_maken, mag_vastleggen
from versies.vergelijken import registernamen

DOWNLOADS = (
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


def kruimel(visite: Bezoek, *verder: tuple[str, str]) -> list[tuple[str, str]]:
    regio = visite.regio
    return [(regio.naam, f"/{regio.code}/"), ("Documenten", reverse("portaal:documenten", args=[regio.code])), *verder]


def van_versie(visite: Bezoek) -> str:
    return reverse("portaal:versie", args=[visite.regio.code, visite.bron.adres])


@require_safe
@met_etag
def lijst(request: HttpRequest, regio: str) -> HttpResponse:
    """Four queries more than the visit, for a visitor five; with an earlier public version one more, and what its text
    costs the first time."""
    visite = bezoek(request, regio)
    context = {
        "kruimel": kruimel(visite)[:1],
        "rijen": rijen(visite),
        "eerder": _eerder_openbaar(visite),
        "mag_maken": mag_maken(visite.rechten),
    }
    return TemplateResponse(request, "portaal/documenten/lijst.html", context)


def _eerder_openbaar(visite: Bezoek) -> list[dict[str, Any]]:
    """What was public before what is public now, and what changed after it; for visitors, who see no more of it."""
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


@require_safe
@met_etag
def versie(request: HttpRequest, regio: str, versie: str) -> HttpResponse:
    """One version: what was decided about it, since when it is public, how to know it again."""
    return toon(request, bezoek(request, regio, versie))


def toon(request: HttpRequest, visite: Bezoek, status: int = 200, **extra: Any) -> HttpResponse:
    rij = rijen(visite, code=visite.bron.versie)[0]
    gedaan = (
        Amendement.objects.filter(uitgevoerd_in=rij["versie"])
        .select_related("goedkeuring__besluit__gremium", "goedkeuring__versie")
        .defer("goedkeuring__versie__inhoud")
        .order_by("goedkeuring__besluit__datum", "pk")
    )
    context = {
        "kruimel": kruimel(visite),
        "rij": rij,
        "eerder": _eerder(visite, rij["versie"]),
        "gedaan": list(gedaan) if visite.rechten.rollen else [],
        "document": visite.document,
        "mag_maken": mag_maken(visite.rechten),
        "mag_vastleggen": mag_vastleggen(visite.rechten),
        "mag_namens": bool(visite.rechten.rollen & NAMENS),
        "zelfde_persoon": ZELFDE_PERSOON,
        **extra,
    }
    return TemplateResponse(request, "portaal/documenten/versie.html", context, status=status)


def _eerder(visite: Bezoek, versie: Versie) -> list[Goedkeuring]:
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


def versie_van(request: HttpRequest, regio: str, code: str) -> tuple[Bezoek, Versie]:
    """The visit and the version's row, for people with a role; for others it does not exist. One query more."""
    visite = bezoek(request, regio, code)
    eis_geschiedenis(visite.rechten)
    return visite, Versie.objects.zonder_inhoud().get(plan=visite.plan, code=code)


@require_safe
def stuk(request: HttpRequest, regio: str, versie: str, pk: int) -> HttpResponseBase:
    """The print that was kept with a decision, byte for byte, for who may read that version."""
    visite = bezoek(request, regio, versie)
    goedkeuring = get_object_or_404(
        Goedkeuring.objects.select_related("stuk").filter(
            versie__plan=visite.plan, versie__code=visite.bron.versie, stuk__isnull=False
        ),
        pk=pk,
    )
    bewaard = goedkeuring.stuk
    if bewaard is None:
        raise Http404
    bestand = Bestand.als(PDF, versie, bytes(bewaard.inhoud))
    return antwoord(request, lambda: bestand, openbaar=visite.bron.openbaar, in_venster=True)

"""What was frozen, decided and published: the list, one version, and the acts of the people who may."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from npvr.bestand import Bestand, antwoord
from npvr.formaten import PDF
from opgaven.bezoek import Bezoek
from opgaven.permissions import eis_geschiedenis
from portaal.bewaard import met_etag
from reacties.permissions import NAMENS
from versies.bezoek import bezoek
from versies.models import Goedkeuring, Versie
from versies.overzicht import eerder, eerder_openbaar, rijen, uitgevoerd
from versies.permissions import ZELFDE_PERSOON, mag_maken, mag_vastleggen


def kruimel(visite: Bezoek, *verder: tuple[str, str]) -> list[tuple[str, str]]:
    regio = visite.regio
    return [
        (regio.naam, f"/{regio.adres}/"),
        ("Documenten", reverse("portaal:documenten", args=[regio.adres])),
        *verder,
    ]


def van_versie(visite: Bezoek) -> str:
    return reverse("portaal:versie", args=[visite.regio.adres, visite.bron.adres])


@require_safe
@met_etag
def lijst(request: HttpRequest, regio: str) -> HttpResponse:
    """Four queries more than the visit, for a visitor five; with an earlier public version one more, and what its text
    costs the first time."""
    visite = bezoek(request, regio)
    context = {
        "kruimel": kruimel(visite)[:1],
        "rijen": rijen(visite),
        "eerder": eerder_openbaar(visite),
        "mag_maken": mag_maken(visite.rechten),
    }
    return TemplateResponse(request, "portaal/documenten/lijst.html", context)


@require_safe
@met_etag
def versie(request: HttpRequest, regio: str, versie: str) -> HttpResponse:
    """One version: what was decided about it, since when it is public, how to know it again."""
    return toon(request, bezoek(request, regio, versie))


def toon(request: HttpRequest, visite: Bezoek, status: int = 200, **extra: Any) -> HttpResponse:
    rij = rijen(visite, code=visite.bron.versie)[0]
    context = {
        "kruimel": kruimel(visite),
        "rij": rij,
        "eerder": eerder(visite, rij["versie"]),
        "gedaan": list(uitgevoerd(rij["versie"])) if visite.rechten.rollen else [],
        "document": visite.document,
        "mag_maken": mag_maken(visite.rechten),
        "mag_vastleggen": mag_vastleggen(visite.rechten),
        "mag_namens": bool(visite.rechten.rollen & NAMENS),
        "zelfde_persoon": ZELFDE_PERSOON,
        **extra,
    }
    return TemplateResponse(request, "portaal/documenten/versie.html", context, status=status)


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

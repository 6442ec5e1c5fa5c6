"""Meetings in people's own calendars: secret addresses, and the files behind them."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from accounts.models import User
from npvr.eenmaal import kenmerk_uit

from ..actions.agendasleutels import maak_sleutel, trek_sleutel_in
from ..bezoek import kamerpagina
from ..kalender import kalender
from ..models import Agendasleutel, Gremium, Overleg
from ..permissions import Toegang
from .overleggen import overleg_van, zichtbezoek
from .structuur import kruimel

NIETS = "Dit agenda-adres werkt niet. Maak bij Overleggen een nieuw adres."
SOORT = "text/calendar; charset=utf-8"


def _bestand(inhoud: bytes, naam: str) -> HttpResponse:
    response = HttpResponse(inhoud, content_type=SOORT)
    response["Content-Disposition"] = f'inline; filename="{naam}.ics"'
    response["Referrer-Policy"] = "no-referrer"
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _adres(overleg: Overleg) -> str:
    pad = reverse("overleg:overleg", args=[overleg.gremium.regio.code, overleg.pk])
    return f"{settings.BASIS_URL.rstrip('/')}{pad}"


@require_safe
def abonnement(request: HttpRequest) -> HttpResponse:
    """The file behind a secret address, for a calendar that asks: who holds the key needs no login.

    404 where the key is withdrawn, or its owner has no role any more. Three queries. The key stands in the query, which
    our logs leave out.
    """
    gevonden = Agendasleutel.objects.met_sleutel(request.GET.get("sleutel", "")[:100])
    rij = gevonden.select_related("user", "regio", "gremium").first()
    if rij is None or not Toegang.van(rij.user, rij.regio).rollen:
        raise Http404(NIETS)
    overleggen = Overleg.objects.van(rij.regio).select_related("gremium__regio")
    if rij.gremium_id:
        overleggen = overleggen.filter(gremium=rij.gremium_id)
    naam = str(rij.gremium) if rij.gremium else f"Overleggen NPVR {rij.regio.naam}"
    return _bestand(kalender(naam, overleggen, _adres), f"overleggen-{rij.regio.code}")


@kamerpagina("GET")
def los(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """One meeting as a file."""
    visite, _ = zichtbezoek(request, regio)
    rij = overleg_van(visite, pk)
    return _bestand(kalender(rij.gremium.naam, [rij], _adres), f"overleg-{rij.code}")


@kamerpagina("GET", "POST")
def adressen(request: HttpRequest, regio: str) -> HttpResponse:
    """One's own secret addresses; POST makes one, and shows it once."""
    visite, _ = zichtbezoek(request, regio)
    user = cast(User, request.user)
    gremia = list(Gremium.objects.filter(regio=visite.regio, overleggen__isnull=False).distinct())
    nieuw = ""
    if request.method == "POST":
        code = request.POST.get("gremium", "")
        gremium = next((g for g in gremia if g.code == code), None)
        kenmerk = kenmerk_uit(request.POST.get("kenmerk", ""))
        _, sleutel = maak_sleutel(user=user, regio=visite.regio, gremium=gremium, kenmerk=kenmerk)
        nieuw = f"{settings.BASIS_URL.rstrip('/')}{reverse('agenda_abonnement')}?sleutel={sleutel}"
    context = {
        "kruimel": kruimel(visite, ("Overleggen", reverse("overleg:overleggen", args=[regio]))),
        "gremia": gremia,
        "gekozen": request.GET.get("gremium", ""),
        "nieuw": nieuw,
        "rijen": list(Agendasleutel.objects.geldig().filter(user=user, regio=visite.regio).select_related("gremium")),
    }
    return TemplateResponse(request, "governance/overleg/agendas.html", context)


@kamerpagina("POST")
def intrekken(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    visite, _ = zichtbezoek(request, regio)
    rij = Agendasleutel.objects.filter(pk=pk, user=cast(User, request.user), regio=visite.regio).first()
    if rij is None:
        raise Http404("Dit agenda-adres is er niet.")
    trek_sleutel_in(sleutel=rij)
    messages.success(request, "Het adres werkt niet meer. In uw agenda kunt u het verwijderen.")
    return HttpResponseRedirect(reverse("overleg:agendas", args=[regio]), status=303)

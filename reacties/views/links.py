"""Personal links as the programmamanager keeps them."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from opgaven.bezoek import Bezoek
from opgaven.views.antwoorden import met_tekst
from versies.models import Publicatie

from ..actions.links import AlGemaakt, maak_link, trek_in, vernieuw, wis_persoon
from ..linkforms import LinkForm, TermijnForm, stand_van, voorstel
from ..models import PersoonlijkeLink
from ..permissions import eis_link
from ..rondestanden import RondeGeweigerd
from .rondes import binnen, kruimel


def _binnen(request: HttpRequest, regio: str) -> Bezoek:
    visite, inzage = binnen(request, regio)
    eis_link(inzage)
    return visite


def _kruimel(visite: Bezoek, *, zelf: bool = False) -> list[tuple[str, str]]:
    pad = kruimel(visite)
    return pad if zelf else [*pad, ("Persoonlijke links", reverse("reacties:links", args=[visite.regio.code]))]


def _link(visite: Bezoek, pk: int) -> PersoonlijkeLink:
    rijen = PersoonlijkeLink.objects.select_related("plan__regio", "ronde", "ministerie", "organisatie")
    gevonden = rijen.filter(plan=visite.plan, pk=pk).first() if pk < 2**63 else None
    if gevonden is None:
        raise Http404("Deze persoonlijke link is er niet in deze regio.")
    return gevonden


@never_cache
@require_safe
def links(request: HttpRequest, regio: str) -> HttpResponse:
    """One query more than the visit."""
    visite = _binnen(request, regio)
    rijen = (
        PersoonlijkeLink.objects.filter(plan=visite.plan)
        .select_related("ronde", "ministerie", "organisatie")
        .prefetch_related("reacties")
    )
    nummers = visite.document.nummers
    context = {
        "kruimel": _kruimel(visite, zelf=True),
        "rijen": [
            {
                "link": link,
                "stand": stand_van(link),
                "nummers": sorted(nummers[s] for s in link.opgaven if s in nummers),
                "aantal": sum(r.ingetrokken_op is None and r.ingediend_op is not None for r in link.reacties.all()),
            }
            for link in rijen
        ],
    }
    return TemplateResponse(request, "reacties/links/lijst.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def nieuw(request: HttpRequest, regio: str) -> HttpResponse:
    """The address of the link is shown on the answer to the POST, and nowhere else after that."""
    visite = _binnen(request, regio)
    opgaven = [(o.sleutel, f"{o.nummer} {o.titel}") for o in visite.document.opgaven]
    openbaar = Publicatie.objects.huidig().filter(plan=visite.plan).exists()
    data = request.POST if request.method == "POST" else None
    begin = voorstel(visite.plan, request.GET.dict()) if data is None else None
    form = LinkForm(data, plan=visite.plan, opgaven=opgaven, openbaar=openbaar, initial=begin)
    status = 200
    if data is not None:
        status = 422
        if form.is_valid():
            try:
                link, adres = maak_link(
                    plan=visite.plan,
                    door=cast(User, request.user),
                    basis=_basis(request),
                    kenmerk=form.cleaned_data["kenmerk"],
                    **form.keuze(),
                )
            except AlGemaakt as reden:
                status = 409
                form.opnieuw(None, str(reden))
            except RondeGeweigerd as reden:
                form.add_error(None, str(reden))
            else:
                return _eenmaal(request, visite, link, adres)
    context: dict[str, Any] = {"kruimel": _kruimel(visite), "form": form}
    return TemplateResponse(request, "reacties/links/formulier.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def vernieuwen(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """Another key and another term."""
    visite = _binnen(request, regio)
    link = _link(visite, pk)
    form = TermijnForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                link, adres = vernieuw(
                    link=link,
                    geldig_tot=form.cleaned_data["geldig_tot"],
                    door=cast(User, request.user),
                    basis=_basis(request),
                    gezien=request.POST.get("gezien", ""),
                    kenmerk=form.cleaned_data["kenmerk"],
                )
            except RondeGeweigerd as reden:
                form.add_error(None, str(reden))
            else:
                return _eenmaal(request, visite, link, adres)
    context = {"kruimel": _kruimel(visite), "form": form, "link": link}
    return TemplateResponse(request, "reacties/links/vernieuwen.html", context, status=status)


@require_POST
@met_tekst
def intrekken(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    visite = _binnen(request, regio)
    link = trek_in(link=_link(visite, pk), door=cast(User, request.user), gezien=request.POST.get("gezien", ""))
    messages.success(request, f"De link van {link} is ingetrokken en werkt niet meer. Wat is gezegd, blijft staan.")
    return _terug(visite)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def wissen(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """Ask once more, then forget who it was."""
    visite = _binnen(request, regio)
    link = _link(visite, pk)
    if request.method != "POST":
        return TemplateResponse(request, "reacties/links/wissen.html", {"kruimel": _kruimel(visite), "link": link})
    wis_persoon(link=link, door=cast(User, request.user), gezien=request.POST.get("gezien", ""))
    messages.success(request, "Naam en e-mailadres zijn gewist. De reacties blijven staan, zonder naam.")
    return _terug(visite)


def _terug(visite: Bezoek) -> HttpResponse:
    return HttpResponseRedirect(reverse("reacties:links", args=[visite.regio.code]), status=303)


def _basis(request: HttpRequest) -> str:
    """In the demo the address that somebody uses; elsewhere the one of the settings, which no header can change."""
    return request.build_absolute_uri("/") if settings.DEMO else ""


def _eenmaal(request: HttpRequest, visite: Bezoek, link: PersoonlijkeLink, adres: str) -> HttpResponse:
    context = {
        "kruimel": _kruimel(visite),
        "link": link,
        "adres": adres,
        "sleutel": adres.partition("#")[2],
    }
    return TemplateResponse(request, "reacties/links/gemaakt.html", context)

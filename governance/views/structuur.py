"""Changing the bodies of a region, their seats and their lines, each from a day to a day."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from accounts.models import User
from npvr import adressen

from ..actions.structuur import Ongeldig, haal_regel_weg, maak_gremium, wijzig_gremium, zet_lijn, zet_zetel
from ..bezoek import Regiobezoek, kamerbezoek, kamerpagina
from ..models import Gremium, Lidmaatschap, Relatie
from ..structuurforms import GremiumForm, LijnForm, ZetelForm
from ..structuurrechten import eis_structuur

GEEN_GREMIUM = "Dit gremium staat niet in het register van deze regio."
WEG_UITLEG = "Alleen voor een vergissing. Wat voor een tijd zo was, geeft u een einde: dan blijft het bewaard."


def kruimel(visite: Regiobezoek, *verder: tuple[str, str]) -> list[tuple[str, str]]:
    code = visite.regio.code
    return [(visite.regio.naam, f"/{code}/"), ("Governance", f"/{code}/governance/"), *verder]


def gremium_van(visite: Regiobezoek, code: str) -> Gremium:
    """Raises Http404. One query."""
    rij = None if "\0" in code else Gremium.objects.filter(regio=visite.regio, code=code).first()
    if rij is None:
        raise Http404(GEEN_GREMIUM)
    rij.regio = visite.regio
    return rij


def _visite(request: HttpRequest, regio: str) -> Regiobezoek:
    visite = kamerbezoek(request, regio)
    eis_structuur(cast(User, request.user), visite.regio, visite.rechten)
    return visite


def _toon(request: HttpRequest, form: Any, **context: Any) -> HttpResponse:
    status = 422 if form.is_bound and (form.errors or context.get("reden")) else 200
    return TemplateResponse(request, "governance/formulier.html", {"form": form, **context}, status=status)


@kamerpagina("GET", "POST")
def gremium_nieuw(request: HttpRequest, regio: str) -> HttpResponse:
    visite = _visite(request, regio)
    form = GremiumForm(request.POST if request.method == "POST" else None)
    reden = ""
    if request.method == "POST" and form.is_valid():
        try:
            rij = maak_gremium(regio=visite.regio, velden=form.cleaned_data, door=cast(User, request.user))
        except Ongeldig as fout:
            reden = fout.zin
        else:
            messages.success(request, f"{rij.naam} staat in het register.")
            return HttpResponseRedirect(adressen.gremium(regio, rij.code), status=303)
    context = {"kruimel": kruimel(visite), "titel": "Nieuw gremium", "terug": f"/{regio}/governance/", "reden": reden}
    return _toon(request, form, **context)


@kamerpagina("GET", "POST")
def gremium_wijzigen(request: HttpRequest, regio: str, code: str) -> HttpResponse:
    visite = _visite(request, regio)
    rij = gremium_van(visite, code)
    terug, reden = adressen.gremium(regio, code), ""
    if request.method == "POST":
        form = GremiumForm(request.POST, instance=Gremium.objects.get(pk=rij.pk))
        if form.is_valid():
            try:
                wijzig_gremium(
                    gremium=rij,
                    velden=form.cleaned_data,
                    door=cast(User, request.user),
                    gezien=request.POST.get("gezien", ""),
                )
            except Ongeldig as fout:
                reden = fout.zin
            else:
                messages.success(request, "Het gremium is gewijzigd.")
                return HttpResponseRedirect(terug, status=303)
    else:
        form = GremiumForm(instance=rij)
    context = {"kruimel": kruimel(visite, (rij.naam, terug)), "titel": f"{rij.naam} wijzigen", "terug": terug}
    return _toon(request, form, rij=rij, reden=reden, **context)


@kamerpagina("GET", "POST")
def zetel(request: HttpRequest, regio: str, code: str, pk: int | None = None) -> HttpResponse:
    """A seat: without `pk` a new one."""
    visite = _visite(request, regio)
    rij = gremium_van(visite, code)
    lid = None
    if pk is not None and (lid := rij.leden.select_related("gremium").filter(pk=pk).first()) is None:
        raise Http404("Deze zetel is er niet meer.")
    post = request.POST if request.method == "POST" else None
    form = ZetelForm(post, instance=lid and Lidmaatschap.objects.get(pk=lid.pk), regio=visite.regio)
    return _regel(request, visite, rij, lid, form, "zetel")


@kamerpagina("GET", "POST")
def lijn(request: HttpRequest, regio: str, code: str, pk: int | None = None) -> HttpResponse:
    """A line from this body to another: without `pk` a new one."""
    visite = _visite(request, regio)
    rij = gremium_van(visite, code)
    relatie = None
    if pk is not None and (relatie := rij.uitgaand.filter(pk=pk).first()) is None:
        raise Http404("Deze lijn is er niet meer.")
    post = request.POST if request.method == "POST" else None
    form = LijnForm(post, instance=relatie and Relatie.objects.get(pk=relatie.pk), gremium=rij)
    return _regel(request, visite, rij, relatie, form, "lijn")


def _regel(
    request: HttpRequest, visite: Regiobezoek, gremium: Gremium, rij: Any, form: Any, soort: str
) -> HttpResponse:
    code = visite.regio.code
    terug, reden = adressen.gremium(code, gremium.code), ""
    if request.method == "POST" and form.is_valid():
        try:
            _zet(soort, gremium, form.cleaned_data, cast(User, request.user), rij, request.POST.get("gezien", ""))
        except Ongeldig as fout:
            reden = fout.zin
        else:
            messages.success(request, f"De {soort} staat in het register.")
            return HttpResponseRedirect(terug, status=303)
    context: dict[str, Any] = {
        "kruimel": kruimel(visite, (gremium.naam, terug)),
        "boventitel": gremium.naam,
        "titel": f"{soort.capitalize()} wijzigen" if rij else f"Nieuwe {soort}",
        "terug": terug,
        "rij": rij,
        "reden": reden,
    }
    if rij is not None:
        context["weg"] = reverse(f"overleg:{soort}_weg", args=[code, gremium.code, rij.pk])
        context["weg_uitleg"] = WEG_UITLEG
    return _toon(request, form, **context)


def _zet(soort: str, gremium: Gremium, velden: dict[str, Any], door: User, rij: Any, gezien: str) -> None:
    if soort == "zetel":
        zet_zetel(gremium=gremium, velden=velden, door=door, zetel=rij, gezien=gezien)
    else:
        zet_lijn(gremium=gremium, velden=velden, door=door, lijn=rij, gezien=gezien)


@kamerpagina("POST")
def zetel_weg(request: HttpRequest, regio: str, code: str, pk: int) -> HttpResponse:
    visite = _visite(request, regio)
    rij = gremium_van(visite, code)
    return _weg(request, visite, rij, Lidmaatschap.objects.filter(gremium=rij, pk=pk).first(), "De zetel")


@kamerpagina("POST")
def lijn_weg(request: HttpRequest, regio: str, code: str, pk: int) -> HttpResponse:
    visite = _visite(request, regio)
    rij = gremium_van(visite, code)
    return _weg(request, visite, rij, Relatie.objects.filter(van=rij, pk=pk).first(), "De lijn")


def _weg(request: HttpRequest, visite: Regiobezoek, gremium: Gremium, regel: Any, wat: str) -> HttpResponse:
    if regel is None:
        raise Http404(f"{wat} is er niet meer.")
    gezien = request.POST.get("gezien", "")
    if haal_regel_weg(regel=regel, gremium=gremium, door=cast(User, request.user), gezien=gezien):
        messages.success(request, f"{wat} is weggehaald. De geschiedenis bewaart wat er stond.")
    return HttpResponseRedirect(adressen.gremium(visite.regio.code, gremium.code), status=303)

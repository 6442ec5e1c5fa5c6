"""A page for during the meeting: item by item what is said, decided and agreed, kept while it is typed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from npvr.eenmaal import kenmerk_uit
from npvr.getallen import tijd
from plandocument import redactie, tekst

from ..actions.acties import maak_actie
from ..actions.besluiten import neem_besluit, wijzig_besluit
from ..actions.overleggen import Kan
from ..actions.verslag import BewaardVerslag, bewaar_notitie, houd_aan, zet_behandeld
from ..bezoek import kamerpagina
from ..models import Agendapunt, Besluit, Overleg
from ..overlegbeeld import beeld
from ..overlegforms import ActieForm, OverlegbesluitForm
from .overleggen import _kruimel, adres, naar, overleg_van
from .punten import _schrijver, posities, punt_van

GROOTST = 2**31 - 1


def _daar(punt: Agendapunt) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{adres(punt.overleg, 'notuleren')}#punt-{punt.pk}", status=303)


def _getal(waarde: str) -> int:
    return min(int(waarde), GROOTST) if waarde.isascii() and waarde.isdecimal() else 0


@kamerpagina("GET")
def notuleren(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    visite, zicht, _ = _schrijver(request, regio)
    rij = overleg_van(visite, pk)
    if rij.stand != Overleg.Stand.GEHOUDEN:
        messages.info(request, "Notuleren kan vanaf het begin van het overleg, tot het verslag is vastgesteld.")
        return naar(rij)
    gezien = beeld(rij, zicht)
    context = {
        "kruimel": _kruimel(visite, rij),
        "o": gezien,
        "overleg": rij,
        "punten": [(p, tekst.plat(p.punt.notitie), {"id_for_label": f"n-{p.punt.pk}"}) for p in gezien.punten],
        "posities": posities(rij),
        "volgende": Overleg.objects.na(rij).first(),
    }
    return TemplateResponse(request, "governance/overleg/notuleren.html", context)


@kamerpagina("POST")
def notitie(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """Keep a note: from the page's script as JSON, and without it as a form."""
    visite, zicht, door = _schrijver(request, regio)
    _, punt = punt_van(visite, zicht, pk)
    script = request.headers.get("Accept", "").startswith("application/json")
    html = request.POST.get("notitie_html")
    plat, vanaf = request.POST.get("notitie", ""), _getal(request.POST.get("versie", ""))
    if html is not None:
        plat = tekst.plat(redactie.uit_editor(html, {}))
    try:
        uit = bewaar_notitie(punt=punt, plat=plat, vanaf_versie=vanaf, door=door)
    except Kan as fout:
        if script:
            return JsonResponse({"zin": fout.zin}, status=422)
        messages.error(request, fout.zin)
        return _daar(punt)
    if script:
        return JsonResponse(_als_data(uit, plat))
    if uit.samen:
        messages.info(request, f"Een collega schreef ook bij punt “{punt.titel}”. Beide teksten staan er nu.")
    return _daar(punt)


def _als_data(uit: BewaardVerslag, plat: str) -> dict[str, Any]:
    """The version that stands, when it was kept, and the text where it is more than was sent."""
    data: dict[str, Any] = {"versie": uit.punt.notitie_versie, "tijd": tijd(timezone.now()), "samen": uit.samen}
    if uit.samen and uit.plat != plat:
        data["tekst"], data["html"] = uit.plat, uit.punt.notitie
    return data


@kamerpagina("POST")
def uitkomst(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """That an item was dealt with, was not after all, or is held over."""
    visite, zicht, door = _schrijver(request, regio)
    _, punt = punt_van(visite, zicht, pk)
    gezien, daad = request.POST.get("gezien", ""), request.POST.get("daad", "")
    try:
        if daad == "aanhouden":
            verder = houd_aan(punt=punt, door=door, gezien=gezien)
            zin = f"Aangehouden. Het punt staat op de agenda van {verder.overleg.datum:%d-%m-%Y}."
            messages.success(request, zin)
        else:
            zet_behandeld(punt=punt, behandeld=daad == "behandeld", door=door, gezien=gezien)
    except Kan as fout:
        messages.error(request, fout.zin)
    return _daar(punt)


@kamerpagina("GET", "POST")
def besluit_nieuw(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """What was decided at an item. The number is given by the act."""
    visite, zicht, door = _schrijver(request, regio)
    overleg, punt = punt_van(visite, zicht, pk)
    post = request.POST if request.method == "POST" else None
    begin = {"titel": punt.titel, "besloten": punt.besloten, "soort": Besluit.Soort.VASTSTELLING}
    form = OverlegbesluitForm(post, initial=begin, gremium=overleg.gremium)
    reden = ""
    if post is not None and form.is_valid():
        try:
            kenmerk = kenmerk_uit(post.get("kenmerk", ""))
            besluit = neem_besluit(punt=punt, velden=form.cleaned_data, door=door, kenmerk=kenmerk)
        except Kan as fout:
            reden = fout.zin
        else:
            messages.success(request, f"Vastgelegd als {besluit.code}.")
            return _daar(punt)
    context = {
        "kruimel": _kruimel(visite, overleg),
        "boventitel": f"{overleg.gremium.naam}, overleg {overleg.code}",
        "titel": f"Besluit bij: {punt.titel}",
        "uitleg": "Het nummer krijgt het besluit bij het vastleggen. Met het verslag ligt de tekst vast.",
        "terug": f"{adres(overleg, 'notuleren')}#punt-{punt.pk}",
        "form": form,
        "reden": reden,
        "maakt": True,
        "knop": "Leg het besluit vast",
        "posities": posities(overleg),
    }
    status = 422 if form.is_bound and (form.errors or reden) else 200
    return TemplateResponse(request, "governance/formulier.html", context, status=status)


@kamerpagina("GET", "POST")
def actie_nieuw(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """An action that was agreed at an item."""
    visite, zicht, door = _schrijver(request, regio)
    overleg, punt = punt_van(visite, zicht, pk)
    form = ActieForm(request.POST if request.method == "POST" else None, initial={"besloten": punt.besloten})
    if request.method == "POST" and form.is_valid():
        kenmerk = kenmerk_uit(request.POST.get("kenmerk", ""))
        maak_actie(gremium=overleg.gremium, velden=form.cleaned_data, punt=punt, door=door, kenmerk=kenmerk)
        return _daar(punt)
    context = {
        "kruimel": _kruimel(visite, overleg),
        "boventitel": f"{overleg.gremium.naam}, overleg {overleg.code}",
        "titel": f"Actie bij: {punt.titel}",
        "terug": f"{adres(overleg, 'notuleren')}#punt-{punt.pk}",
        "form": form,
        "maakt": True,
        "knop": "Zet op de actielijst",
        "posities": posities(overleg),
    }
    return TemplateResponse(request, "governance/formulier.html", context, status=422 if form.is_bound else 200)


@kamerpagina("GET", "POST")
def besluit_wijzigen(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """The words of a decision, until the record is settled."""
    from .besluiten import besluit_van

    visite, zicht, door = _schrijver(request, regio)
    rij = besluit_van(visite.regio, zicht, pk)
    post = request.POST if request.method == "POST" else None
    form = OverlegbesluitForm(post, instance=Besluit.objects.get(pk=rij.pk), gremium=rij.gremium)
    reden = ""
    if post is not None and form.is_valid():
        try:
            wijzig_besluit(besluit=rij, velden=form.cleaned_data, door=door, gezien=post.get("gezien", ""))
        except Kan as fout:
            reden = fout.zin
        else:
            messages.success(request, f"{rij.code} is gewijzigd.")
            return HttpResponseRedirect(f"/{regio}/governance/besluiten/{rij.pk}/", status=303)
    context = {
        "kruimel": [*_kruimel(visite)[:-1], ("Besluiten", f"/{regio}/governance/besluiten/")],
        "boventitel": rij.code,
        "titel": rij.titel,
        "terug": f"/{regio}/governance/besluiten/{rij.pk}/",
        "form": form,
        "reden": reden,
        "rij": Besluit.objects.get(pk=rij.pk),
        "posities": posities(rij.agendapunt.overleg) if rij.agendapunt else [],
    }
    status = 422 if form.is_bound and (form.errors or reden) else 200
    return TemplateResponse(request, "governance/formulier.html", context, status=status)

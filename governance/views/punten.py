"""The agenda of a meeting: its items, what the plan brings, their order, and who was there."""

from __future__ import annotations

import re
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from accounts.models import User
from npvr.eenmaal import kenmerk_uit

from .. import agendabronnen
from ..actions.agenda import Opkomst, haal_af, neem_over, verplaats, zet_aanwezig, zet_punt
from ..actions.overleggen import Kan
from ..bezoek import Regiobezoek, kamerpagina
from ..models import Agendapunt, Lidmaatschap, Overleg
from ..overlegforms import PuntForm
from ..zicht import Zicht, eis_schrijven
from .overleggen import _kruimel, adres, naar, overleg_van, zichtbezoek

GEEN_PUNT = "Dit agendapunt is er niet, of is niet voor u te lezen."
AANBOD_WEG = "Dit is er niet meer, of staat al op de agenda."


def punt_van(visite: Regiobezoek, zicht: Zicht, pk: int) -> tuple[Overleg, Agendapunt]:
    """Raises Http404, also for what this person may not see. Two queries."""
    punt = Agendapunt.objects.filter(pk=pk, overleg__gremium__regio=visite.regio).first()
    if punt is None:
        raise Http404(GEEN_PUNT)
    overleg = overleg_van(visite, punt.overleg_id)
    punt.overleg = overleg
    if not zicht.ziet_agenda(overleg) or (punt.besloten and not zicht.lid(overleg.gremium_id)):
        raise Http404(GEEN_PUNT)
    return overleg, punt


def _schrijver(request: HttpRequest, regio: str) -> tuple[Regiobezoek, Zicht, User]:
    visite, zicht = zichtbezoek(request, regio)
    eis_schrijven(zicht)
    return visite, zicht, cast(User, request.user)


@kamerpagina("GET", "POST")
def punt_nieuw(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    visite, _, door = _schrijver(request, regio)
    overleg = overleg_van(visite, pk)
    form = PuntForm(request.POST if request.method == "POST" else None)
    reden = ""
    if request.method == "POST" and form.is_valid():
        try:
            kenmerk = kenmerk_uit(request.POST.get("kenmerk", ""))
            punt = zet_punt(overleg=overleg, velden=form.cleaned_data, door=door, kenmerk=kenmerk)
        except Kan as fout:
            reden = fout.zin
        else:
            return naar(overleg, f"punt-{punt.pk}")
    context = {"titel": "Nieuw agendapunt", "maakt": True, "knop": "Zet op de agenda"}
    return _formulier(request, visite, overleg, form, reden, **context)


@kamerpagina("GET", "POST")
def punt(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    visite, zicht, door = _schrijver(request, regio)
    overleg, rij = punt_van(visite, zicht, pk)
    post = request.POST if request.method == "POST" else None
    form = PuntForm(post, instance=Agendapunt.objects.get(pk=rij.pk))
    reden = ""
    if post is not None and form.is_valid():
        try:
            zet_punt(overleg=overleg, velden=form.cleaned_data, door=door, punt=rij, gezien=post.get("gezien", ""))
        except Kan as fout:
            reden = fout.zin
        else:
            messages.success(request, "Het agendapunt is gewijzigd.")
            return naar(overleg, f"punt-{rij.pk}")
    return _formulier(request, visite, overleg, form, reden, titel=rij.titel, rij=Agendapunt.objects.get(pk=rij.pk))


def _formulier(
    request: HttpRequest, visite: Regiobezoek, overleg: Overleg, form: PuntForm, reden: str, **meer: object
) -> HttpResponse:
    context = {
        "kruimel": _kruimel(visite, overleg),
        "boventitel": f"{overleg.gremium.naam}, overleg {overleg.code}",
        "terug": adres(overleg),
        "form": form,
        "reden": reden,
        "posities": posities(overleg),
        **meer,
    }
    status = 422 if form.is_bound and (form.errors or reden) else 200
    return TemplateResponse(request, "governance/formulier.html", context, status=status)


def posities(overleg: Overleg) -> list[str]:
    """Seats of the body on that day, to choose who brings something in or does something. One query."""
    zetels = Lidmaatschap.objects.op(overleg.datum).filter(gremium=overleg.gremium_id)
    return [str(z) for z in zetels.select_related("organisatie", "ministerie")]


@kamerpagina("POST")
def punt_af(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    visite, zicht, door = _schrijver(request, regio)
    overleg, rij = punt_van(visite, zicht, pk)
    try:
        haal_af(punt=rij, door=door, gezien=request.POST.get("gezien", ""))
    except Kan as fout:
        messages.error(request, fout.zin)
    else:
        messages.success(request, f"Van de agenda gehaald: {rij.titel}.")
    return naar(overleg)


@kamerpagina("POST")
def punt_verplaatsen(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    visite, zicht, door = _schrijver(request, regio)
    overleg, rij = punt_van(visite, zicht, pk)
    try:
        verplaats(punt=rij, omhoog=request.POST.get("naar") == "op", door=door, gezien=request.POST.get("gezien", ""))
    except Kan as fout:
        messages.error(request, fout.zin)
    return naar(overleg, f"punt-{rij.pk}")


@kamerpagina("POST")
def aanbod(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """Put what the plan brings on the agenda, or leave it off."""
    visite, _, door = _schrijver(request, regio)
    overleg = overleg_van(visite, pk)
    waarde = request.POST.get("wat", "")
    gevonden = next((a for a in agendabronnen.aanbod(overleg) if a.waarde == waarde), None)
    if gevonden is None:
        messages.info(request, AANBOD_WEG)
        return naar(overleg)
    laat = request.POST.get("daad") == "niet"
    try:
        rij = neem_over(overleg=overleg, aanbod=gevonden, door=door, laat_vallen=laat)
    except Kan as fout:
        messages.error(request, fout.zin)
        return naar(overleg)
    messages.success(
        request, f"Komt niet op deze agenda: {rij.titel}." if laat else f"Op de agenda gezet: {rij.titel}."
    )
    return naar(overleg, "" if laat else f"punt-{rij.pk}")


_OPKOMST = re.compile(r"(zetel|rij)-(\d{1,9})")


@kamerpagina("POST")
def aanwezig(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    visite, _, door = _schrijver(request, regio)
    overleg = overleg_van(visite, pk)
    opkomst = [
        Opkomst(stand, **{deel[1]: int(deel[2])})
        for naam, stand in request.POST.items()
        if (deel := _OPKOMST.fullmatch(naam)) and isinstance(stand, str)
    ]
    functie = request.POST.get("gast", "").replace("\0", "").strip()[:200]
    gast = (
        {"functie": functie, "bij": request.POST.get("gast_bij", "").replace("\0", "").strip()[:60]}
        if functie
        else None
    )
    try:
        zet_aanwezig(overleg=overleg, opkomst=opkomst, door=door, gezien=request.POST.get("gezien", ""), gast=gast)
    except Kan as fout:
        messages.error(request, fout.zin)
    else:
        messages.success(request, "De presentielijst is bewaard.")
    return naar(overleg, "aanwezig")

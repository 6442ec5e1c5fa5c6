"""The lists of actions: per body, what runs first."""

from __future__ import annotations

from typing import cast

import tablib
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from npvr.bestand import Bestand, antwoord
from npvr.bladschrijver import BLADEN
from npvr.cellen import veilige_cel
from npvr.eenmaal import kenmerk_uit

from ..actions.acties import maak_actie, wijzig_actie
from ..bezoek import Regiobezoek, kamerpagina
from ..models import Actie, Gremium
from ..overlegforms import ActieWijzigForm, LosseActieForm
from ..zicht import Zicht, eis_schrijven
from .overleggen import zichtbezoek
from .structuur import kruimel

KOPPEN = ("Gremium", "Nummer", "Actie", "Wie", "Voor", "Stand", "Gereed op", "Uit overleg", "Toelichting")


def _zichtbaar(request: HttpRequest, visite: Regiobezoek, zicht: Zicht) -> tuple[list[Actie], str, str]:
    """One query."""
    rijen = Actie.objects.van(visite.regio).filter(zicht.acties())
    if gremium := request.GET.get("gremium", "").replace("\0", ""):
        rijen = rijen.filter(gremium__code=gremium)
    wat = request.GET.get("wat", "")
    if wat not in ("alles", "gereed"):
        rijen, wat = rijen.lopend(), ""
    elif wat == "gereed":
        rijen = rijen.exclude(stand=Actie.Stand.OPEN)
    return list(rijen), gremium, wat


@kamerpagina("GET")
def lijst(request: HttpRequest, regio: str) -> HttpResponse:
    visite, zicht = zichtbezoek(request, regio)
    acties, gremium, wat = _zichtbaar(request, visite, zicht)
    per: dict[str, list[Actie]] = {}
    for a in acties:
        per.setdefault(a.gremium.naam, []).append(a)
    context = {
        "kruimel": kruimel(visite),
        "per_gremium": per,
        "aantal": len(acties),
        "over_tijd": sum(a.over_tijd for a in acties),
        "gremia": list(Gremium.objects.filter(regio=visite.regio, acties__isnull=False).distinct()),
        "gekozen": gremium,
        "wat": wat,
        "schrijft": zicht.schrijft,
        "vraag": request.GET.urlencode(),
    }
    return TemplateResponse(request, "governance/acties/lijst.html", context)


@kamerpagina("GET")
def download(request: HttpRequest, regio: str, formaat: str) -> HttpResponse:
    visite, zicht = zichtbezoek(request, regio)
    if formaat not in BLADEN:
        raise Http404("Dit bestandsformaat is er niet. Kies xlsx, ods of csv.")
    acties, _, _ = _zichtbaar(request, visite, zicht)
    blad = tablib.Dataset(headers=KOPPEN, title="Acties")
    for a in acties:
        uit = a.agendapunt.overleg.datum.isoformat() if a.agendapunt else ""
        cellen = (
            a.gremium.naam, a.nummer, a.wat, a.wie, a.voor.isoformat() if a.voor else "", a.get_stand_display(),
            a.gereed_op.isoformat() if a.gereed_op else "", uit, a.toelichting,
        )  # fmt: skip
        blad.append([veilige_cel(cel) for cel in cellen])
    naam = f"acties-{visite.regio.code}-{timezone.localdate().isoformat()}"
    return antwoord(request, lambda: Bestand.als(formaat, naam, BLADEN[formaat](blad)))


@kamerpagina("GET", "POST")
def nieuw(request: HttpRequest, regio: str) -> HttpResponse:
    visite, zicht = zichtbezoek(request, regio)
    eis_schrijven(zicht)
    form = LosseActieForm(request.POST if request.method == "POST" else None, regio=visite.regio)
    terug = reverse("overleg:acties", args=[regio])
    if request.method == "POST" and form.is_valid():
        velden = dict(form.cleaned_data)
        gremium = velden.pop("gremium")
        kenmerk = kenmerk_uit(request.POST.get("kenmerk", ""))
        maak_actie(gremium=gremium, velden=velden, door=cast(User, request.user), kenmerk=kenmerk)
        messages.success(request, "De actie staat op de lijst.")
        return HttpResponseRedirect(terug, status=303)
    context = {
        "kruimel": kruimel(visite, ("Acties", terug)),
        "titel": "Nieuwe actie",
        "terug": terug,
        "form": form,
        "maakt": True,
        "knop": "Zet op de lijst",
    }
    return TemplateResponse(request, "governance/formulier.html", context, status=422 if form.is_bound else 200)


@kamerpagina("GET", "POST")
def actie(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    visite, zicht = zichtbezoek(request, regio)
    eis_schrijven(zicht)
    rij = Actie.objects.van(visite.regio).filter(zicht.acties(), pk=pk).first()
    if rij is None:
        raise Http404("Deze actie is er niet.")
    post = request.POST if request.method == "POST" else None
    form = ActieWijzigForm(post, instance=Actie.objects.get(pk=rij.pk))
    terug = reverse("overleg:acties", args=[regio])
    if post is not None and form.is_valid():
        wijzig_actie(
            actie=rij,
            velden=form.cleaned_data,
            door=cast(User, request.user),
            gezien=post.get("gezien", ""),
            vandaag=timezone.localdate(),
        )
        messages.success(request, f"Actie {rij.nummer} is bijgewerkt.")
        return HttpResponseRedirect(f"{terug}#actie-{rij.pk}", status=303)
    context = {
        "kruimel": kruimel(visite, ("Acties", terug)),
        "boventitel": rij.gremium.naam,
        "titel": f"Actie {rij.nummer}",
        "terug": terug,
        "form": form,
        "rij": Actie.objects.get(pk=rij.pk),
    }
    return TemplateResponse(request, "governance/formulier.html", context, status=422 if form.is_bound else 200)

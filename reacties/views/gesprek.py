"""One comment: its thread, and what its sender and the team do with it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from accounts.models import User
from governance.models import Rol
from npvr import getallen
from npvr.html import is_htmx
from opgaven.bezoek import Bezoek
from opgaven.views.antwoorden import met_tekst

from ..actions import gesprekken as acties
from ..actions.kladden import gooi_weg, lees, velden_van
from ..actions.reacties import AlIngediend, Gewijzigd, ReactieAlBehandeld, Vreemd, stuur_los, trek_in, wijzig
from ..forms import AL_VERSTUURD, BerichtForm, StapForm, WijzigForm
from ..gesprekken import gesprekken
from ..hier import visite_van
from ..lezers import bereik, rollen_die_lezen, wie_leest
from ..models import Reactie
from ..permissions import Inzage, eis_behandelen, eis_eigen, eis_reageren
from ..standen import PER_CODE
from .reacties import VERANDERD

NIET_VAN_U = "Deze reactie is van iemand anders. U kunt er wel iets bij schrijven."
AL_BEHANDELD = (
    "Deze reactie is intussen behandeld of beantwoord. Daarom blijft staan wat er stond. "
    "U kunt er wel iets bij schrijven."
)
INGEDIEND = (
    "Deze reactie is in de ronde ingediend. Daarom blijft staan wat er stond. Wilt u iets anders zeggen? Schrijf het "
    "erbij, of vraag de programmamanager om de indiening te heropenen."
)
HOORT_BIJ_RONDE = "Deze reactie hoort bij een ronde. Zij gaat mee als uw ministerie indient."
NIET_MEELEZEN = (
    "hoort niet bij het team en kan een bericht voor het team niet lezen. Noem alleen mensen van het team, of haal het "
    "vinkje bij ‘Alleen voor het team’ weg."
)
INTUSSEN = "Deze reactie is intussen gewijzigd. Er is niets gedaan; lees haar eerst opnieuw."
KAN_NIET = "Dit kan nu niet meer: een collega was u voor. Hieronder staat hoe het nu is."


def haal(request: HttpRequest, regio: str, pk: int) -> tuple[Bezoek, Inzage, Reactie]:
    """The comment, for who may read it; otherwise 404. One query more than the visit.

    What was withdrawn is there for who withdrew it, and for nobody else.
    """
    visite, inzage = visite_van(request, regio)
    rijen = Reactie.objects.filter(plan=visite.plan, pk=pk).zichtbaar_voor(inzage)
    rij = rijen.filter(Q(ingetrokken_op__isnull=True) | Q(door=inzage.user_id)).first()
    if rij is None:
        raise Http404("Deze reactie is er niet, of u kunt haar niet lezen.")
    return visite, inzage, rij


def toon(
    request: HttpRequest,
    visite: Bezoek,
    inzage: Inzage,
    pk: int,
    *,
    status: int = 200,
    melding: str = "",
    fout: str = "",
    **meer: Any,
) -> HttpResponse:
    """The thread, in place or as a page; `meer` are forms that hold what was typed. Four queries, six with a form."""
    gesprek = gesprekken(Reactie.objects.filter(plan=visite.plan, pk=pk), visite, inzage, visite.document)[0]
    adres = reverse("reacties:reactie", args=[visite.regio.code, pk])
    bericht = meer.pop("bericht", None)
    bij_bericht = ""
    if gesprek.mag_zeggen and (bericht is not None or not is_htmx(request) or "schrijf" in request.GET):
        lezers = rollen_die_lezen(gesprek.reactie)
        bij_bericht = bereik(gesprek.reactie, lezers, inzage.user_id).zin
        if bericht is None:
            klad = lees(plan=visite.plan, plek=adres, door=cast(User, request.user))
            vooraf = velden_van(klad) if klad else None
            bericht = BerichtForm(mensen=mensen(lezers, inzage), initial=vooraf)
    inhoud: dict[str, Any] = {
        "g": gesprek,
        "adres": adres,
        "bericht": bericht,
        "bij_bericht": bij_bericht,
        "melding": melding,
        "fout": fout,
        "wie": request.user.pk,
        "bezoek": visite,
        **meer,
    }
    if is_htmx(request):
        return TemplateResponse(request, "reacties/_gesprek.html", inhoud, status=status)
    lijst = reverse("reacties:lijst", args=[visite.regio.code])
    inhoud |= {
        "kruimel": [(visite.regio.naam, visite.adres("voorpagina")), ("Reacties", lijst)],
        "in_pagina": True,
    }
    return TemplateResponse(request, "reacties/reactie.html", inhoud, status=status)


def mensen(lezers: Collection[Rol], inzage: Inzage) -> list[tuple[int, str]]:
    """Who can be named in a reply: who may read it (`rollen_die_lezen`), without oneself."""
    namen = {rol.user_id: str(rol.user) for rol in lezers}
    return [(pk, naam) for pk, naam in namen.items() if pk != inzage.user_id]


def _leest_niet(reactie: Reactie, genoemd: Collection[int], inzage: Inzage) -> str:
    """The names of those who were named in an internal reply and may not read it. Two queries."""
    team = {user.pk for user in wie_leest(reactie, intern=True)}
    lezers = mensen(rollen_die_lezen(reactie), inzage)
    return getallen.opsomming(naam for pk, naam in lezers if pk in genoemd and pk not in team)


@never_cache
@require_safe
def reactie(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """Seven queries more than the visit."""
    visite, inzage, rij = haal(request, regio, pk)
    return toon(request, visite, inzage, rij.pk)


@require_POST
@met_tekst
def zeg(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    visite, inzage, rij = haal(request, regio, pk)
    eis_reageren(inzage)
    form = BerichtForm(request.POST, mensen=mensen(rollen_die_lezen(rij), inzage))
    if not form.is_valid():
        return toon(request, visite, inzage, pk, status=422, bericht=form)
    data = form.cleaned_data
    intern = bool(data["intern"]) and inzage.mag_intern()
    if intern and data["genoemd"] and (vreemd := _leest_niet(rij, data["genoemd"], inzage)):
        form.add_error("tekst", f"{vreemd} {NIET_MEELEZEN}")
        return toon(request, visite, inzage, pk, status=422, bericht=form)
    adres = reverse("reacties:reactie", args=[regio, pk])
    try:
        acties.zeg(
            reactie=pk,
            tekst=data["tekst"],
            door=cast(User, request.user),
            intern=intern,
            genoemd=data["genoemd"],
            kenmerk=data["kenmerk"],
        )
    except ReactieAlBehandeld:
        return toon(request, visite, inzage, pk, status=409, fout="Deze reactie is ingetrokken.", bericht=form)
    except Vreemd:
        form.opnieuw("tekst", AL_VERSTUURD)
        return toon(request, visite, inzage, pk, status=409, bericht=form)
    gooi_weg(plan=visite.plan, plek=adres, door=cast(User, request.user))
    return _klaar(request, visite, inzage, pk, "Uw bericht staat erbij.")


@require_POST
@met_tekst
def wijzigen(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    visite, inzage, rij = haal(request, regio, pk)
    eis_eigen(inzage, rij)
    form = WijzigForm(request.POST)
    if not form.is_valid():
        return toon(request, visite, inzage, pk, status=422, wijzig=form)
    try:
        wijzig(
            reactie=pk,
            gezien=form.cleaned_data["gezien"],
            tekst=form.cleaned_data["tekst"],
            voorstel=form.voorgesteld,
            door=cast(User, request.user),
        )
    except AlIngediend:
        return toon(request, visite, inzage, pk, status=409, fout=INGEDIEND, eigen_tekst=form.getypt)
    except ReactieAlBehandeld:
        return toon(request, visite, inzage, pk, status=409, fout=AL_BEHANDELD, eigen_tekst=form.getypt)
    except Gewijzigd:
        return toon(request, visite, inzage, pk, status=409, fout=INTUSSEN, wijzig=form)
    return _klaar(request, visite, inzage, pk, "Uw reactie is gewijzigd.")


@require_POST
@met_tekst
def intrekken(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    visite, inzage, rij = haal(request, regio, pk)
    eis_eigen(inzage, rij)
    try:
        trek_in(reactie=pk, door=cast(User, request.user), gezien=_gezien(request))
    except AlIngediend:
        return toon(request, visite, inzage, pk, status=409, fout=INGEDIEND)
    except ReactieAlBehandeld:
        return toon(request, visite, inzage, pk, status=409, fout=AL_BEHANDELD)
    except Gewijzigd:
        return toon(request, visite, inzage, pk, status=409, fout=INTUSSEN)
    return _klaar(request, visite, inzage, pk, "Uw reactie is ingetrokken. Alleen u ziet haar nog.")


@require_POST
@met_tekst
def versturen(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """A comment that was kept as a draft goes to the team; one in an open round goes with its round."""
    visite, inzage, rij = haal(request, regio, pk)
    eis_eigen(inzage, rij)
    try:
        stuur_los(reactie=pk, door=cast(User, request.user), gezien=_gezien(request))
    except AlIngediend:
        return toon(request, visite, inzage, pk, status=409, fout=HOORT_BIJ_RONDE)
    except ReactieAlBehandeld:
        return toon(request, visite, inzage, pk, status=409, fout=AL_BEHANDELD)
    except Gewijzigd:
        return toon(request, visite, inzage, pk, status=409, fout=INTUSSEN)
    return _klaar(request, visite, inzage, pk, "Uw reactie is verstuurd aan het NPVR-team.")


@require_POST
@met_tekst
def stap(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """From open to done."""
    visite, inzage, rij = haal(request, regio, pk)
    eis_behandelen(inzage, rij.opgave)
    form = StapForm(request.POST)
    gekozen = PER_CODE.get(request.POST.get("stap", ""))
    if not form.is_valid() or gekozen is None:
        return toon(request, visite, inzage, pk, status=422, stapform=form, fout=_eerste_fout(form))
    try:
        acties.behandel(
            reactie=pk,
            stap=gekozen,
            gezien=form.cleaned_data["gezien"],
            reden=form.cleaned_data["reden"],
            door=cast(User, request.user),
        )
    except acties.ReactiestapZonderReden:
        form.add_error("reden", "Schrijf waarom. Dat leest de afzender na de vrijgave.")
        return toon(request, visite, inzage, pk, status=422, stapform=form, bij=gekozen.code)
    except acties.KanNuNiet:
        return toon(request, visite, inzage, pk, status=409, fout=KAN_NIET, eigen_tekst=form.cleaned_data["reden"])
    except Gewijzigd:
        return toon(request, visite, inzage, pk, status=409, fout=INTUSSEN, eigen_tekst=form.cleaned_data["reden"])
    return _klaar(request, visite, inzage, pk, f"Deze reactie staat nu op ‘{Reactie.Stand(gekozen.naar).label}’.")


def _gezien(request: HttpRequest) -> int:
    """How often it had been changed when the page showed it; 0 for a form that does not say."""
    gezien = request.POST.get("gezien", "")
    return int(gezien) if gezien.isascii() and gezien.isdecimal() and len(gezien) < 10 else 0


def _eerste_fout(form: StapForm) -> str:
    return next((str(f) for fouten in form.errors.values() for f in fouten), "Kies wat u met deze reactie doet.")


def _klaar(request: HttpRequest, visite: Bezoek, inzage: Inzage, pk: int, melding: str) -> HttpResponse:
    if is_htmx(request):
        return trigger_client_event(toon(request, visite, inzage, pk, melding=melding), VERANDERD)
    messages.success(request, melding)
    return HttpResponseRedirect(reverse("reacties:reactie", args=[visite.regio.code, pk]), status=303)

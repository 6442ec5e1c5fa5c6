"""What a contact person does in a round: say that there is nothing to say, and give the one answer."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from npvr.gezien import AndersDanGezien
from opgaven.bezoek import Bezoek
from opgaven.views.antwoorden import met_tekst

from ..actions.indienen import dien_in, geen_opmerkingen, wie_dient_in, wijs_aan
from ..actions.rondepost import contacten
from ..models import Deelname, Ronde
from ..permissions import Inzage, eis_meedoen, eis_ronde
from ..rondebeeld import deelnames_van, eigen, ronde_van
from ..rondeforms import IndienerForm
from ..rondestanden import RondeGeweigerd
from ..rondevragen import adres_in
from .rondes import GEEN_RONDE, binnen, kruimel, naar, tekst_van


def _van(request: HttpRequest, regio: str, code: str, pk: int) -> tuple[Bezoek, Inzage, Ronde, Deelname]:
    """One's own part in a round; the programmamanager's also that of who has no account. 404 for anything else."""
    visite, inzage = binnen(request, regio)
    eis_meedoen(inzage)
    ronde = ronde_van(visite.plan, code)
    deelnames = deelnames_van(ronde) if ronde is not None else []
    deelname = next((d for d in deelnames if d.pk == pk), None)
    if ronde is None or deelname is None:
        raise Http404(GEEN_RONDE)
    van_mij = deelname.ministerie_id in inzage.ministeries and ronde.stand != Ronde.Stand.CONCEPT
    if not (van_mij or inzage.mag_ronde()):
        raise Http404(GEEN_RONDE)
    return visite, inzage, ronde, deelname


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def indienen(request: HttpRequest, regio: str, code: str, deelname: int) -> HttpResponse:
    """Ask once more, with what goes to the team and what was left unsaid. What the page did not show does not go."""
    visite, inzage, ronde, rij = _van(request, regio, code, deelname)
    fout = ""
    if request.method == "POST":
        if "ontvangen" in request.POST and rij.ministerie_id not in inzage.ministeries:
            return _noteer(request, visite, ronde, rij)
        gezien = _gezien(request)
        zonder = {pk for pk in gezien if str(pk) not in request.POST.getlist("mee")}
        try:
            dien_in(deelname=rij, door=cast(User, request.user), gezien=gezien, zonder=zonder)
        except AndersDanGezien as reden:
            fout = str(reden)
        except RondeGeweigerd as reden:
            messages.error(request, str(reden))
        else:
            messages.success(request, f"Ingediend namens {rij.wie}. Het NPVR-team leest uw reacties nu. Dank u wel.")
        if not fout:
            return naar(visite, ronde)
    delen = eigen(ronde, tekst_van(ronde), visite.regio, inzage, timezone.localdate())
    deel = next((d for d in delen if d.deelname.pk == rij.pk), None)
    if deel is None or not deel.open or deel.niet_indienen:
        if deel is not None:
            messages.info(request, deel.niet_indienen or "Indienen kan nu niet.")
        return naar(visite, ronde)
    context = {"kruimel": kruimel(visite, ronde), "ronde": ronde, "deel": deel, "fout": fout}
    return TemplateResponse(request, "reacties/rondes/indienen.html", context, status=409 if fout else 200)


def _noteer(request: HttpRequest, visite: Bezoek, ronde: Ronde, rij: Deelname) -> HttpResponse:
    """The programmamanager notes that somebody without an account is done, of whom the page said how much came in."""
    ontvangen = request.POST["ontvangen"]
    try:
        dien_in(
            deelname=rij,
            door=cast(User, request.user),
            gezien=None,
            ontvangen=int(ontvangen) if _getal(ontvangen) else -1,
        )
    except RondeGeweigerd as reden:
        messages.error(request, str(reden))
    else:
        messages.success(request, f"Ingediend namens {rij.wie}. Het NPVR-team leest uw reacties nu. Dank u wel.")
    return naar(visite, ronde)


def _gezien(request: HttpRequest) -> dict[int, int]:
    """What the page showed of what was not submitted yet, as its form posts it."""
    paren = [waarde.partition(":") for waarde in request.POST.getlist("gezien")]
    return {int(pk): int(nu) for pk, _, nu in paren if _getal(pk) and _getal(nu)}


def _getal(waarde: str) -> bool:
    return waarde.isascii() and waarde.isdigit() and len(waarde) < 19


@require_POST
@met_tekst
def geen(request: HttpRequest, regio: str, code: str, deelname: int) -> HttpResponse:
    """Of one opgave (`opgave`; with `terug` taken back), or with `alles` of all, which is submitted at once.
    Who says it on the fiche (`vanaf`) stays there."""
    visite, _, ronde, rij = _van(request, regio, code, deelname)
    opgave = request.POST.get("opgave", "")
    if not opgave and "alles" not in request.POST:
        return HttpResponseBadRequest("Er is niet gezegd waarover.")
    try:
        geen_opmerkingen(deelname=rij, door=cast(User, request.user), opgave=opgave, terug="terug" in request.POST)
    except RondeGeweigerd as reden:
        messages.error(request, str(reden))
    else:
        if opgave:
            gedaan = "is teruggenomen" if "terug" in request.POST else "is genoteerd"
            messages.success(request, f"Geen opmerkingen bij deze opgave: dat {gedaan}.")
        else:
            messages.success(request, f"{rij.wie} heeft geen opmerkingen. Dat is ingediend. Dank u wel.")
    nummer = tekst_van(ronde).nummers.get(opgave) if request.POST.get("vanaf") == "fiche" else None
    return HttpResponseRedirect(adres_in(ronde, regio, nummer), status=303) if nummer else naar(visite, ronde)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def indiener(request: HttpRequest, regio: str, code: str, deelname: int) -> HttpResponse:
    """The programmamanager lets another contact person submit, or any of them."""
    visite, inzage = binnen(request, regio)
    eis_ronde(inzage)
    visite, _, ronde, rij = _van(request, regio, code, deelname)
    mensen = contacten(visite.regio, [rij.ministerie_id]).get(rij.ministerie_id or 0, [])
    post = request.POST if request.method == "POST" else None
    form = IndienerForm(post, contacten=mensen, nu=wie_dient_in(rij, mensen))
    if request.method == "POST" and form.is_valid():
        try:
            wijs_aan(
                deelname=rij,
                coordinator=form.gekozen,
                door=cast(User, request.user),
                gezien=request.POST.get("gezien", ""),
            )
        except RondeGeweigerd as reden:
            messages.error(request, str(reden))
        else:
            wie = f"{form.gekozen} dient in" if form.gekozen is not None else "Elke contactpersoon kan nu indienen"
            messages.success(request, f"{wie} namens {rij.wie}.")
        return naar(visite, ronde)
    context = {"kruimel": kruimel(visite, ronde), "ronde": ronde, "deelname": rij, "form": form}
    return TemplateResponse(request, "reacties/rondes/indiener.html", context, status=422 if form.is_bound else 200)

"""The nulmeting: what waits for whom, signing many at once, a question back, the answer."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from accounts.models import User
from governance.bezoek import kamerpagina
from npvr.eenmaal import kenmerk_uit
from npvr.gezien import AndersDanGezien, Weigering
from opgaven.bezoek import Bezoek, bezoek

from ..actions.nulmetingen import beantwoord, leg_voor, teken, vraag_terug
from ..forms import NulmetingAntwoordForm, TekenForm, VraagForm
from ..models import Indicator, Meting, Nulmeting, Nulmetingvraag
from ..nulmeting import nulmetingen_van
from ..permissions import NIET_TEKENEN, eis_mag, kanten, mag_indicatoren
from .indicatoren import kruimel, van

NIETS_GEKOZEN = "Vink aan welke nulmetingen u ondertekent."


def _lijst(request: HttpRequest, visite: Bezoek, form: TekenForm, *, reden: str = "") -> HttpResponse:
    """Five queries beside those of the visit."""
    beelden = nulmetingen_van(visite.regio)
    mag = kanten(visite.rechten.toegang)
    context: dict[str, Any] = {
        "kruimel": kruimel(visite),
        "beelden": beelden,
        "hoeveel": Indicator.objects.filter(regio=visite.regio).count(),
        "klaar": sum(b.door_beide for b in beelden),
        "te_tekenen": [b for b in beelden if any(b.wacht_op(kant) for kant in mag)],
        "mag_tekenen": bool(mag),
        "beheert": mag_indicatoren(visite.rechten),
        "form": form,
        "reden": reden,
    }
    status = 422 if reden or (form.is_bound and form.errors) else 200
    return TemplateResponse(request, "monitoring/nulmetingen.html", context, status=status)


@kamerpagina("GET")
def lijst(request: HttpRequest, regio: str) -> HttpResponse:
    visite = bezoek(request, regio)
    return _lijst(request, visite, TekenForm(kanten=kanten(visite.rechten.toegang)))


@kamerpagina("POST")
def tekenen(request: HttpRequest, regio: str) -> HttpResponse:
    visite = bezoek(request, regio)
    mag = kanten(visite.rechten.toegang)
    if not mag:
        raise PermissionDenied(NIET_TEKENEN)
    form = TekenForm(request.POST, kanten=mag)
    gekozen = [_gekozen(w) for w in request.POST.getlist("nulmeting")]
    if not form.is_valid():
        return _lijst(request, visite, form, reden="")
    if not gekozen:
        return _lijst(request, visite, form, reden=NIETS_GEKOZEN)
    try:
        hoeveel = teken(
            regio=visite.regio,
            kant=form.cleaned_data["kant"],
            functie=form.cleaned_data["functie"],
            gezien=gekozen,
            door=cast(User, request.user),
        )
    except AndersDanGezien:
        raise
    except Weigering as fout:
        return _lijst(request, visite, form, reden=fout.zin)
    zin = "U tekende één nulmeting." if hoeveel == 1 else f"U tekende {hoeveel} nulmetingen."
    messages.success(request, zin if hoeveel else "Deze nulmetingen waren al ondertekend.")
    return HttpResponseRedirect(f"/{visite.regio.code}/monitoring/nulmeting/", status=303)


def _gekozen(woord: str) -> tuple[int, str]:
    pk, _, afdruk = woord.partition("-")
    return (int(pk), afdruk) if pk.isascii() and pk.isdigit() and len(pk) < 18 else (0, "")


@kamerpagina("POST")
def voorleggen(request: HttpRequest, regio: str, code: str) -> HttpResponse:
    visite, rij = van(request, regio, code)
    woord = request.POST.get("meting", "")
    meting = Meting.objects.filter(indicator=rij, pk=_gekozen(woord)[0]).first()
    if meting is None:
        raise Http404("Deze waarde is er niet.")
    try:
        leg_voor(
            indicator=rij,
            meting=meting,
            door=cast(User, request.user),
            gezien=request.POST.get("gezien", ""),
            kenmerk=kenmerk_uit(request.POST.get("kenmerk", "")),
        )
    except AndersDanGezien:
        raise
    except Weigering as fout:
        messages.error(request, fout.zin)
    else:
        messages.success(request, "De nulmeting ligt bij Rijk en regio. Zij geldt als beide hebben getekend.")
    return HttpResponseRedirect(f"/{visite.regio.code}/monitoring/{rij.code}/#nulmeting", status=303)


@kamerpagina("GET", "POST")
def vraag(request: HttpRequest, regio: str, code: str) -> HttpResponse:
    visite = bezoek(request, regio)
    mag = kanten(visite.rechten.toegang)
    if not mag:
        raise PermissionDenied(NIET_TEKENEN)
    rij = Nulmeting.objects.heel().filter(indicator__regio=visite.regio, indicator__code=code).first()
    if rij is None:
        raise Http404("Van deze indicator is nog geen nulmeting voorgelegd.")
    form = VraagForm(request.POST if request.method == "POST" else None, kanten=mag)
    terug = f"/{visite.regio.code}/monitoring/nulmeting/"
    if form.is_bound and form.is_valid():
        vraag_terug(
            nulmeting=rij,
            door=cast(User, request.user),
            gezien=request.POST.get("gezien", ""),
            kenmerk=kenmerk_uit(request.POST.get("kenmerk", "")),
            **form.cleaned_data,
        )
        messages.success(request, "Uw vraag staat erbij. Tot zij is beantwoord, kan niemand tekenen.")
        return HttpResponseRedirect(terug, status=303)
    context = {
        "kruimel": kruimel(visite, ("Nulmeting", terug)),
        "titel": "Terug met een vraag",
        "boventitel": rij.indicator.naam,
        "form": form,
        "merk": rij.afdruk,
        "maakt": True,
        "terug": terug,
        "knop": "Stuur terug",
    }
    return TemplateResponse(request, "monitoring/formulier.html", context, status=422 if form.is_bound else 200)


@kamerpagina("GET", "POST")
def antwoord(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    visite = bezoek(request, regio)
    rij = (
        Nulmetingvraag.objects.select_related("nulmeting__indicator__regio")
        .filter(nulmeting__indicator__regio=visite.regio, pk=pk)
        .first()
    )
    eis_mag(visite.rechten, rij.nulmeting.indicator if rij else None)
    if rij is None:
        raise Http404("Deze vraag is er niet.")
    form = NulmetingAntwoordForm(request.POST if request.method == "POST" else None, initial={"antwoord": rij.antwoord})
    terug = f"/{visite.regio.code}/monitoring/nulmeting/"
    if form.is_bound and form.is_valid():
        tekst = form.cleaned_data["antwoord"]
        door = cast(User, request.user)
        beantwoord(vraag=rij, antwoord=tekst, door=door, gezien=request.POST.get("gezien", ""))
        messages.success(request, "Het antwoord staat erbij. De nulmeting kan weer worden ondertekend.")
        return HttpResponseRedirect(terug, status=303)
    context = {
        "kruimel": kruimel(visite, ("Nulmeting", terug)),
        "titel": "Antwoord",
        "boventitel": rij.nulmeting.indicator.naam,
        "uitleg": rij.vraag,
        "form": form,
        "rij": Nulmetingvraag.objects.get(pk=pk),
        "terug": terug,
    }
    return TemplateResponse(request, "monitoring/formulier.html", context, status=422 if form.is_bound else 200)

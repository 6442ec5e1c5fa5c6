"""Keeping indicators and their values."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone

from accounts.models import User
from governance.bezoek import kamerpagina
from npvr.eenmaal import kenmerk_uit
from npvr.gezien import AndersDanGezien, Weigering
from opgaven.bezoek import Bezoek, bezoek

from ..actions.indicatoren import (
    haal_meting_weg,
    herzie_meting,
    laat_gelden,
    maak_indicator,
    maak_meting,
    wijzig_indicator,
    wijzig_meting,
)
from ..controle import FOUT, toets
from ..forms import IndicatorForm, MetingForm, bronnamen, gebiednamen
from ..models import Indicator, Meting
from ..permissions import eis_mag

GEEN_INDICATOR = "Deze indicator staat niet in het register van deze regio."
GEEN_METING = "Deze waarde is er niet."
HERZIE_UITLEG = (
    "Voor een getal dat de bron zelf veranderde. De oude waarde blijft zichtbaar, met de dag van vandaag. "
    "Verbetert u een typefout? Kies dan ‘Verbeter’."
)
WEG_UITLEG = "Alleen voor een vergissing. Veranderde de bron het getal, leg dan een herziene waarde vast."


def kruimel(visite: Bezoek, *verder: tuple[str, str]) -> list[tuple[str, str]]:
    code = visite.regio.code
    return [(visite.regio.naam, f"/{code}/"), ("Monitoring", f"/{code}/monitoring/"), *verder]


def van(request: HttpRequest, regio: str, code: str) -> tuple[Bezoek, Indicator]:
    """The working copy and one indicator, for who may keep it. Two queries more at most."""
    visite = bezoek(request, regio)
    rij = Indicator.objects.select_related("bron").filter(regio=visite.regio, code=code).first()
    eis_mag(visite.rechten, rij)
    if rij is None:
        raise Http404(GEEN_INDICATOR)
    rij.regio = visite.regio
    return visite, rij


def _naar(rij: Indicator) -> str:
    return f"/{rij.regio.code}/monitoring/{rij.code}/"


def _keuzes(visite: Bezoek) -> dict[str, list[tuple[str, str]]]:
    return {
        "doelen": [(d.sleutel, f"{d.nummer} {d.kort or d.naam}") for d in visite.document.doelstellingen],
        "opgaven": [(o.sleutel, f"{o.nummer} {o.titel}") for o in visite.document.opgaven],
    }


def _toon(request: HttpRequest, form: Any, **context: Any) -> HttpResponse:
    status = 422 if form.is_bound and (form.errors or context.get("reden")) else 200
    return TemplateResponse(request, "monitoring/formulier.html", {"form": form, **context}, status=status)


@kamerpagina("GET", "POST")
def nieuw(request: HttpRequest, regio: str) -> HttpResponse:
    visite = bezoek(request, regio)
    eis_mag(visite.rechten, Indicator(opgaven=sorted(visite.rechten.beperkt_tot)))
    post = request.POST if request.method == "POST" else None
    form = IndicatorForm(post, instance=Indicator(regio=visite.regio), regio=visite.regio, **_keuzes(visite))
    reden = ""
    if post is not None and form.is_valid():
        door = cast(User, request.user)
        try:
            kenmerk = kenmerk_uit(post.get("kenmerk", ""))
            rij = maak_indicator(regio=visite.regio, velden=form.cleaned_data, door=door, kenmerk=kenmerk)
        except AndersDanGezien:
            raise
        except Weigering as fout:
            reden = fout.zin
        else:
            messages.success(request, "De indicator staat in het register. Leg nu de eerste waarde vast.")
            return HttpResponseRedirect(_naar(rij), status=303)
    terug = f"/{visite.regio.code}/monitoring/"
    return _toon(
        request, form, reden=reden, titel="Nieuwe indicator", kruimel=kruimel(visite), terug=terug, maakt=True,
        bronnen=bronnamen(visite.regio),
    )  # fmt: skip


@kamerpagina("GET", "POST")
def wijzigen(request: HttpRequest, regio: str, code: str) -> HttpResponse:
    visite, rij = van(request, regio, code)
    post = request.POST if request.method == "POST" else None
    vers = Indicator.objects.select_related("bron").get(pk=rij.pk)
    form = IndicatorForm(post, instance=vers, regio=visite.regio, **_keuzes(visite))
    reden = ""
    if post is not None and form.is_valid():
        door = cast(User, request.user)
        try:
            wijzig_indicator(indicator=rij, velden=form.cleaned_data, door=door, gezien=post.get("gezien", ""))
        except AndersDanGezien:
            raise
        except Weigering as fout:
            reden = fout.zin
        else:
            messages.success(request, "De indicator is bijgewerkt.")
            return HttpResponseRedirect(_naar(rij), status=303)
    return _toon(
        request, form, reden=reden, boventitel="Indicator", titel=rij.naam, rij=Indicator.objects.get(pk=rij.pk),
        kruimel=kruimel(visite, (rij.naam, _naar(rij))), terug=_naar(rij), bronnen=bronnamen(visite.regio),
    )  # fmt: skip


@kamerpagina("GET", "POST")
def waarde_nieuw(request: HttpRequest, regio: str, code: str) -> HttpResponse:
    visite, rij = van(request, regio, code)
    post = request.POST if request.method == "POST" else None
    begin = {"gebied": visite.regio.naam, "soort": Meting.Soort.STAND, "bron_naam": rij.bron.naam if rij.bron else ""}
    form = MetingForm(post, indicator=rij, initial=begin)
    reden = ""
    if post is not None and form.is_valid():
        door = cast(User, request.user)
        try:
            kenmerk = kenmerk_uit(post.get("kenmerk", ""))
            nieuwe = maak_meting(indicator=rij, velden=form.cleaned_data, door=door, kenmerk=kenmerk)
        except AndersDanGezien:
            raise
        except Weigering as fout:
            reden = fout.zin
        else:
            zin = "De waarde staat erbij."
            if not nieuwe.geldend:
                zin += " Er was al een waarde voor dit moment; die blijft gelden tot u anders kiest."
            messages.success(request, zin)
            _zeg_wat_niet_klopt(request, rij)
            return HttpResponseRedirect(f"{_naar(rij)}#waarden", status=303)
    return _toon_waarde(request, visite, rij, form, reden=reden, titel="Nieuwe waarde", maakt=True)


def _zeg_wat_niet_klopt(request: HttpRequest, rij: Indicator) -> None:
    """The agreed checks of this indicator, after a value came in: a warning, not a refusal."""
    for uitkomst in [u for u in toets(rij.regio, alleen=rij) if u.staat == FOUT][:3]:
        messages.warning(request, f"{uitkomst.wanneer}: {uitkomst.zin}")


@kamerpagina("GET", "POST")
def waarde(request: HttpRequest, regio: str, code: str, pk: int) -> HttpResponse:
    return _bestaand(request, regio, code, pk, herzie=False)


@kamerpagina("GET", "POST")
def herzien(request: HttpRequest, regio: str, code: str, pk: int) -> HttpResponse:
    return _bestaand(request, regio, code, pk, herzie=True)


def _meting(rij: Indicator, pk: int) -> Meting:
    meting = Meting.objects.filter(indicator=rij, pk=pk).select_related("bron").first()
    if meting is None:
        raise Http404(GEEN_METING)
    meting.indicator = rij
    return meting


def _bestaand(request: HttpRequest, regio: str, code: str, pk: int, *, herzie: bool) -> HttpResponse:
    visite, rij = van(request, regio, code)
    meting = _meting(rij, pk)
    post = request.POST if request.method == "POST" else None
    form = MetingForm(post, indicator=rij, initial=_begin(meting, herzie=herzie))
    reden = ""
    if post is not None and form.is_valid():
        door, gezien = cast(User, request.user), post.get("gezien", "")
        try:
            if herzie:
                vandaag = timezone.localdate()
                herzie_meting(meting=meting, velden=form.cleaned_data, vandaag=vandaag, door=door, gezien=gezien)
            else:
                wijzig_meting(meting=meting, velden=form.cleaned_data, door=door, gezien=gezien)
        except AndersDanGezien:
            raise
        except Weigering as fout:
            reden = fout.zin
        else:
            zin = "De herziene waarde staat erbij; de oude blijft zichtbaar." if herzie else "De waarde is verbeterd."
            messages.success(request, zin)
            _zeg_wat_niet_klopt(request, rij)
            return HttpResponseRedirect(f"{_naar(rij)}#waarden", status=303)
    context: dict[str, Any] = {"uitleg": HERZIE_UITLEG} if herzie else {}
    if not herzie:
        context |= {"weg": f"{_naar(rij)}waarden/{pk}/weg/", "weg_uitleg": WEG_UITLEG}
    titel = "Herziene waarde" if herzie else "Verbeter een waarde"
    return _toon_waarde(request, visite, rij, form, reden=reden, titel=titel, rij=Meting.objects.get(pk=pk), **context)


def _begin(m: Meting, *, herzie: bool) -> dict[str, Any]:
    namen = (
        "gebied", "soort", "jaar", "grens", "waarde", "tot", "reden", "teller", "noemer", "voorlopig", "opgehaald_op",
        "vindplaats", "toelichting",
    )  # fmt: skip
    uit = {naam: getattr(m, naam) for naam in namen} | {
        "bron_naam": m.bron.naam if m.bron else "",
        "besluit": m.besluit_id,
    }
    return uit | {"opgehaald_op": timezone.localdate(), "vindplaats": ""} if herzie else uit


def _toon_waarde(
    request: HttpRequest, visite: Bezoek, indicator: Indicator, form: MetingForm, **context: Any
) -> HttpResponse:
    return _toon(
        request, form, boventitel=indicator.naam, bij=f"Eenheid: {indicator.eenheid}", terug=_naar(indicator),
        kruimel=kruimel(visite, (indicator.naam, _naar(indicator))), bronnen=bronnamen(visite.regio),
        gebieden=gebiednamen(visite.regio), **context,
    )  # fmt: skip


@kamerpagina("POST")
def gelden(request: HttpRequest, regio: str, code: str, pk: int) -> HttpResponse:
    _, rij = van(request, regio, code)
    try:
        laat_gelden(meting=_meting(rij, pk), door=cast(User, request.user), gezien=request.POST.get("gezien", ""))
    except AndersDanGezien:
        raise
    except Weigering as fout:
        messages.error(request, fout.zin)
    else:
        messages.success(request, "Deze waarde geldt nu.")
    return HttpResponseRedirect(f"{_naar(rij)}#waarden", status=303)


@kamerpagina("POST")
def weg(request: HttpRequest, regio: str, code: str, pk: int) -> HttpResponse:
    _, rij = van(request, regio, code)
    try:
        haal_meting_weg(meting=_meting(rij, pk), door=cast(User, request.user), gezien=request.POST.get("gezien", ""))
    except AndersDanGezien:
        raise
    except Weigering as fout:
        messages.error(request, fout.zin)
    else:
        messages.success(request, "De waarde is weg.")
    return HttpResponseRedirect(f"{_naar(rij)}#waarden", status=303)

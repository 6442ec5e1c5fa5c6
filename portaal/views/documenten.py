"""What was frozen, decided and published: the list, one version, and the acts of the people who may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from documenten.afdrukken import stuk_bij_besluit
from documenten.druk.fouten import DrukMislukt
from documenten.druk.versiecode import in_groepen, versiecode
from governance.models import Besluit
from npvr import adressen
from npvr.gezien import eis_gezien
from opgaven.bezoek import Bezoek
from opgaven.controle import controle
from opgaven.models import Opgave
from opgaven.permissions import eis_geschiedenis
from opgaven.views.antwoorden import met_tekst
from plandocument.canoniek import hash_van
from portaal.afdrukcode import gelijk, netjes
from portaal.bewaard import met_etag
from reacties.permissions import NAMENS
from versies.actions.goedkeuringen import AlBevestigd, AlOpgeschreven, ZelfdePersoon, bevestig, leg_vast, trek_terug
from versies.actions.publicaties import AlOpenbaar, AnderOpenbaar, NietOpenbaar, publiceer, trek_in
from versies.actions.versies import AlVast, NaamBezet, Veranderd, maak_versie
from versies.bezoek import bezoek
from versies.forms import LABELS, BesluitForm, IntrekForm, VersieForm
from versies.models import GOEDGEKEURD, Amendement, Goedkeuring, Publicatie, Versie
from versies.permissions import ZELFDE_PERSOON, eis_maken, eis_vastleggen, mag_maken, mag_vastleggen

View = Callable[..., HttpResponse]
NIET_GEZEGD = "niet gezegd"
"""What a form saw that does not say: no version is called so, and "" means that none was public."""
ANDERE_PUBLICATIE = "Deze versie is intussen ingetrokken en opnieuw gepubliceerd. Er is niets gewijzigd."
BESLUIT_WEG = "Dit opgeschreven besluit is er niet meer. Misschien haalde een collega het net weg."
DOWNLOADS = (
    ("pdf", adressen.plan_pdf),
    ("Word", adressen.plan_word),
    ("ODT", adressen.plan_odt),
    ("JSON", adressen.plan_json),
)


def _rijen(visite: Bezoek, **alleen: Any) -> list[dict[str, Any]]:
    """Versions that the visitor may know of, newest first, each with its decisions and publications. Four queries."""
    alle = Versie.objects.zonder_inhoud().filter(plan=visite.plan, **alleen).select_related("gemaakt_door")
    if not visite.rechten.rollen:
        alle = alle.filter(code=visite.bron.gepubliceerd)
    versies = list(alle)
    besluiten = (
        Goedkeuring.objects.filter(versie__in=versies)
        .select_related("besluit__gremium", "vastgelegd_door", "bevestigd_door")
        .prefetch_related("amendementen", Prefetch("amendementen__uitgevoerd_in", Versie.objects.zonder_inhoud()))
    )
    if not visite.rechten.rollen:
        besluiten = besluiten.filter(bevestigd_op__isnull=False)
    publicaties = list(Publicatie.objects.filter(versie__in=versies).select_related("door", "ingetrokken_door"))
    goedkeuringen = list(besluiten)
    return [
        {
            "versie": v,
            "maker": v.gemaakt_door if visite.rechten.rollen else None,
            "code": versiecode(visite.regio.code, v.sha256),
            "groepen": in_groepen(v.sha256),
            "besluiten": [g for g in goedkeuringen if g.versie_id == v.pk],
            "publicaties": [p for p in publicaties if p.versie_id == v.pk],
            "openbaar": v.code == visite.bron.gepubliceerd,
            "downloads": [(naam, adres(visite.regio.code, versie=v.code)) for naam, adres in DOWNLOADS],
        }
        for v in versies
    ]


def _kruimel(visite: Bezoek, *verder: tuple[str, str]) -> list[tuple[str, str]]:
    regio = visite.regio
    return [(regio.naam, f"/{regio.code}/"), ("Documenten", reverse("portaal:documenten", args=[regio.code])), *verder]


def _van_versie(visite: Bezoek) -> str:
    return reverse("portaal:versie", args=[visite.regio.code, visite.bron.adres])


@require_safe
@met_etag
def lijst(request: HttpRequest, regio: str) -> HttpResponse:
    """Four queries more than the visit; bytes are never fetched."""
    visite = bezoek(request, regio)
    context = {
        "kruimel": _kruimel(visite)[:1],
        "rijen": _rijen(visite),
        "mag_maken": mag_maken(visite.rechten),
    }
    return TemplateResponse(request, "portaal/documenten/lijst.html", context)


@require_safe
@met_etag
def versie(request: HttpRequest, regio: str, versie: str) -> HttpResponse:
    """One version: what was decided about it, since when it is public, how to know it again."""
    return _toon(request, bezoek(request, regio, versie))


def _toon(request: HttpRequest, visite: Bezoek, status: int = 200, **extra: Any) -> HttpResponse:
    rij = _rijen(visite, code=visite.bron.versie)[0]
    gedaan = (
        Amendement.objects.filter(uitgevoerd_in=rij["versie"])
        .select_related("goedkeuring__besluit__gremium", "goedkeuring__versie")
        .defer("goedkeuring__versie__inhoud")
        .order_by("goedkeuring__besluit__datum", "pk")
    )
    context = {
        "kruimel": _kruimel(visite),
        "rij": rij,
        "eerder": _eerder(visite, rij["versie"]),
        "gedaan": list(gedaan) if visite.rechten.rollen else [],
        "document": visite.document,
        "mag_maken": mag_maken(visite.rechten),
        "mag_vastleggen": mag_vastleggen(visite.rechten),
        "mag_namens": bool(visite.rechten.rollen & NAMENS),
        "zelfde_persoon": ZELFDE_PERSOON,
        **extra,
    }
    return TemplateResponse(request, "portaal/documenten/versie.html", context, status=status)


def _eerder(visite: Bezoek, versie: Versie) -> list[Goedkeuring]:
    """What bodies adopted before, on versions that came before this one. One query.

    The public sees them too, without the text of those versions: an adopted plan rests on all of these decisions.
    """
    return list(
        Goedkeuring.objects.filter(
            versie__plan=visite.plan,
            versie__gemaakt_op__lt=versie.gemaakt_op,
            bevestigd_op__isnull=False,
            besluit__uitkomst__in=GOEDGEKEURD,
        )
        .select_related("besluit__gremium", "versie")
        .defer("versie__inhoud")
        .order_by("besluit__datum", "pk")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def maak(request: HttpRequest, regio: str) -> HttpResponse:
    """Freeze the working copy. The form says what will be frozen and what is not ready yet."""
    visite = bezoek(request, regio)
    eis_geschiedenis(visite.rechten)
    eis_maken(visite.rechten)
    open_ = Amendement.objects.filter(
        goedkeuring__versie__plan=visite.plan, goedkeuring__bevestigd_op__isnull=False, uitgevoerd_in=None
    ).select_related("goedkeuring__besluit__gremium")
    if request.method != "POST":
        return _maakformulier(request, visite, VersieForm(open_=open_))
    form = VersieForm(request.POST, open_=open_)
    if not form.is_valid():
        return _maakformulier(request, visite, form, status=422)
    data = form.cleaned_data
    try:
        nieuw = maak_versie(
            plan=visite.plan,
            label=data["label"],
            toelichting=data["toelichting"],
            uitgevoerd=list(data["amendementen"]),
            door=cast(User, request.user),
            gezien=data["gezien"],
        )
    except Veranderd:
        zin = "Het plan is gewijzigd terwijl u dit invulde. Er is niets vastgelegd. Kijk opnieuw en leg dan vast."
        return _maakformulier(request, visite, form, status=409, bezwaar=zin)
    except NaamBezet:
        zin = f"Er is al een versie die {data['label']} heet. Geef deze een andere naam, zoals {data['label']} 2."
        form.add_error("label", zin)
        return _maakformulier(request, visite, form, status=422)
    except AlVast as al:
        messages.info(request, f"De werkversie zegt hetzelfde als {al.versie.label}. Er is niets nieuws vastgelegd.")
        nieuw = al.versie
    else:
        messages.success(request, f"Vastgelegd als {nieuw.label}. De tekst van deze versie verandert niet meer.")
    return HttpResponseRedirect(reverse("portaal:versie", args=[regio, nieuw.code]), status=303)


def _maakformulier(
    request: HttpRequest, visite: Bezoek, form: VersieForm, status: int = 200, bezwaar: str = ""
) -> HttpResponse:
    bevindingen = controle(visite.plan, visite.document).open
    context = {
        "kruimel": _kruimel(visite),
        "form": form,
        "labels": LABELS,
        "bezwaar": bezwaar,
        "gezien": form["gezien"].value() if form.is_bound and not bezwaar else hash_van(visite.document),
        "aantal": len(visite.document.opgaven),
        "fouten": sum(b.gewicht == "fout" for b in bevindingen),
        "bevindingen": len(bevindingen),
        "niet_akkoord": Opgave.objects.filter(plan=visite.plan).exclude(status=Opgave.Status.AKKOORD).count(),
    }
    return TemplateResponse(request, "portaal/documenten/maak.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def publiceren(request: HttpRequest, regio: str, versie: str) -> HttpResponse:
    """Ask once more, then let everybody read this version."""
    visite, rij = _van(request, regio, versie)
    eis_maken(visite.rechten)
    if request.method != "POST":
        return _publiceerformulier(request, visite, rij)
    try:
        publiceer(versie=rij, door=cast(User, request.user), gezien=request.POST.get("gezien", NIET_GEZEGD))
    except AlOpenbaar:
        messages.info(request, f"{rij.label} was al openbaar.")
    except AnderOpenbaar:
        return _publiceerformulier(request, visite, rij, status=409)
    else:
        messages.success(request, f"{rij.label} is nu openbaar. Iedereen kan deze versie lezen.")
    return HttpResponseRedirect(_van_versie(visite), status=303)


def _publiceerformulier(request: HttpRequest, visite: Bezoek, rij: Versie, status: int = 200) -> HttpResponse:
    context = {
        "kruimel": _kruimel(visite, (rij.label, _van_versie(visite))),
        "versie": rij,
        "huidig": visite.plan.publicaties.huidig().select_related("versie").defer("versie__inhoud").first(),
        "veranderd": status == 409,
        "zonder_besluit": not rij.goedkeuringen.filter(bevestigd_op__isnull=False).exists(),
    }
    return TemplateResponse(request, "portaal/documenten/publiceren.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def intrekken(request: HttpRequest, regio: str, versie: str) -> HttpResponse:
    """With a reason; then nothing of the plan is public."""
    visite, rij = _van(request, regio, versie)
    eis_maken(visite.rechten)
    huidig = visite.plan.publicaties.huidig().filter(versie=rij).first()
    form = IntrekForm(request.POST if request.method == "POST" else None, label_suffix="")
    if huidig is None:
        messages.info(request, f"{rij.label} is niet openbaar. Er is niets gewijzigd.")
        return HttpResponseRedirect(_van_versie(visite), status=303)
    if request.method != "POST" or not form.is_valid():
        context = {"kruimel": _kruimel(visite, (rij.label, _van_versie(visite))), "versie": rij, "form": form}
        context["publicatie"] = str(huidig.pk)
        status = 422 if request.method == "POST" else 200
        return TemplateResponse(request, "portaal/documenten/intrekken.html", context, status=status)
    eis_gezien(request.POST.get("gezien", ""), str(huidig.pk), ANDERE_PUBLICATIE)
    try:
        trek_in(publicatie=huidig, reden=form.cleaned_data["reden"], door=cast(User, request.user))
    except NietOpenbaar:
        messages.info(request, "Een collega had de publicatie net beëindigd. Er is niets gewijzigd.")
    else:
        messages.success(request, "De publicatie is ingetrokken. Bezoekers zien het plan niet meer.")
    return HttpResponseRedirect(_van_versie(visite), status=303)


def _van(request: HttpRequest, regio: str, code: str) -> tuple[Bezoek, Versie]:
    """The visit and the version's row, for people with a role; for others it does not exist. One query more."""
    visite = bezoek(request, regio, code)
    eis_geschiedenis(visite.rechten)
    return visite, Versie.objects.zonder_inhoud().get(plan=visite.plan, code=code)


@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def besluit(request: HttpRequest, regio: str, versie: str) -> HttpResponse:
    """Record what a body decided on this version; another person confirms it. With `meer` the form comes back with
    room for more changes, and nothing is written."""
    visite, rij = _van(request, regio, versie)
    eis_vastleggen(visite.rechten)
    meer = "meer" in request.POST
    gegevens = request.POST if request.method == "POST" else None
    form = BesluitForm(gegevens, regio=visite.regio, document=visite.document, nog_niet=meer)
    if gegevens is None or meer or not form.is_valid():
        context = {"kruimel": _kruimel(visite, (rij.label, _van_versie(visite))), "versie": rij, "form": form}
        context["meer"] = len(form.amendementen) + 1 if meer else 0
        status = 422 if gegevens is not None and not meer else 200
        return TemplateResponse(request, "portaal/documenten/besluit.html", context, status=status)
    data = form.cleaned_data
    try:
        leg_vast(
            versie=rij,
            gremium=data["gremium"],
            datum=data["datum"],
            uitkomst=Besluit.Uitkomst(data["uitkomst"]),
            toelichting=data["toelichting"],
            vindplaats=data["vindplaats"],
            amendementen=form.amendementen,
            door=cast(User, request.user),
        )
    except AlOpgeschreven:
        messages.info(request, "Dit besluit stond er al. Er is niets gewijzigd.")
    else:
        messages.success(request, "Het besluit is opgeschreven. Het telt zodra een tweede persoon het bevestigt.")
    return HttpResponseRedirect(_van_versie(visite), status=303)


def _opgeschreven(versie: Versie, pk: int) -> Goedkeuring:
    gevonden = Goedkeuring.objects.filter(versie=versie, pk=pk).first() if pk < 2**63 else None
    if gevonden is None:
        raise Http404(BESLUIT_WEG)
    return gevonden


@require_POST
@met_tekst
def bevestigen(request: HttpRequest, regio: str, versie: str, pk: int) -> HttpResponse:
    """Confirm a recorded decision: the version is printed now, and that print is kept."""
    visite, rij = _van(request, regio, versie)
    eis_vastleggen(visite.rechten)
    goedkeuring = _opgeschreven(rij, pk)
    if goedkeuring.bevestigd_op is None and goedkeuring.vastgelegd_door_id == request.user.pk:
        return _toon(request, visite, 403, bezwaar=ZELFDE_PERSOON)
    try:
        bevestig(goedkeuring=goedkeuring, pdf=stuk_bij_besluit(visite, goedkeuring), door=cast(User, request.user))
    except DrukMislukt as fout:
        zin = f"De afdruk lukte niet, en zonder afdruk wordt een besluit niet bevestigd. {fout.zin} {fout.raad}"
        return _toon(request, visite, fout.status, bezwaar=zin)
    except ZelfdePersoon:
        return _toon(request, visite, 403, bezwaar=ZELFDE_PERSOON)
    except AlBevestigd:
        messages.info(request, "Dit besluit was al bevestigd.")
    else:
        messages.success(request, "Het besluit is bevestigd en ligt vast. De afdruk van dit moment is bewaard.")
    return HttpResponseRedirect(_van_versie(visite), status=303)


@require_POST
@met_tekst
def vervallen(request: HttpRequest, regio: str, versie: str, pk: int) -> HttpResponse:
    """Drop a recording that nobody confirmed."""
    visite, rij = _van(request, regio, versie)
    eis_vastleggen(visite.rechten)
    goedkeuring = _opgeschreven(rij, pk)
    try:
        trek_terug(goedkeuring=goedkeuring, door=cast(User, request.user))
    except AlBevestigd:
        messages.warning(request, "Dit besluit is bevestigd en blijft staan. Er is niets gewijzigd.")
    else:
        messages.success(request, "Het opgeschreven besluit is weggehaald.")
    return HttpResponseRedirect(_van_versie(visite), status=303)


@require_safe
def stuk(request: HttpRequest, regio: str, versie: str, pk: int) -> HttpResponse:
    """The print that was kept with a decision, byte for byte, for who may read that version."""
    visite = bezoek(request, regio, versie)
    goedkeuring = get_object_or_404(
        Goedkeuring.objects.select_related("stuk").filter(
            versie__plan=visite.plan, versie__code=visite.bron.versie, stuk__isnull=False
        ),
        pk=pk,
    )
    bewaard = goedkeuring.stuk
    if bewaard is None:
        raise Http404
    response = HttpResponse(bytes(bewaard.inhoud), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{versie}.pdf"'
    response["Cache-Control"] = "no-cache" if visite.bron.openbaar else "private, no-store"
    return response


@require_safe
def afdruk_controle(request: HttpRequest, regio: str) -> HttpResponse:
    """Which version a printed copy is, by the code that stands on it. Visitors learn of the public version alone."""
    visite = bezoek(request, regio)
    code = request.GET.get("code", "")[:40]
    gevonden = None
    if code.strip():
        gevonden = next((r for r in _rijen(visite) if gelijk(code, r["code"])), None)
    werk = bool(visite.rechten.rollen) and gelijk(code, versiecode(regio, hash_van(visite.document)))
    context = {
        "kruimel": _kruimel(visite),
        "code": netjes(code),
        "gevraagd": bool(code.strip()),
        "rij": gevonden,
        "werkversie": werk and gevonden is None,
    }
    return TemplateResponse(request, "portaal/documenten/controle.html", context)

"""Freezing the working copy, making a version public, withdrawing it. What is open is said first, and asked about."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.models import User
from npvr.gezien import eis_gezien
from opgaven.bezoek import Bezoek
from opgaven.permissions import eis_geschiedenis
from opgaven.views.antwoorden import met_tekst
from plandocument.canoniek import hash_van
from portaal.staat_open import bladen
from versies.actions.publicaties import AlOpenbaar, AnderOpenbaar, PublicatieVoorbij, publiceer, trek_in
from versies.actions.versies import AlVast, NaamBezet, PlanVeranderd, maak_versie
from versies.bezoek import bezoek
from versies.forms import LABELS, IntrekForm, VersieForm
from versies.gevraagd import open_amendementen
from versies.models import Versie
from versies.permissions import eis_maken
from versies.staat_open import NietErkend, StaatOpen, bij_publiceren, bij_vastleggen

from .documenten import kruimel, van_versie, versie_van

NIET_GEZEGD = "niet gezegd"
"""What a form saw that does not say: no version is called so, and "" means that none was public."""
ANDERE_PUBLICATIE = "Deze versie is intussen ingetrokken en opnieuw gepubliceerd. Er is niets gewijzigd."


@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def maak(request: HttpRequest, regio: str) -> HttpResponse:
    """Freeze the working copy. The form says what will be frozen and how much is open; a second step names all that is
    open and asks. With `terug` the form comes back from that step as it was filled in."""
    visite = bezoek(request, regio)
    eis_geschiedenis(visite.rechten)
    eis_maken(visite.rechten)
    open_ = open_amendementen(visite.plan)
    if request.method != "POST":
        return _maakformulier(request, visite, VersieForm(open_=open_))
    form = VersieForm(request.POST, open_=open_)
    if "terug" in request.POST:
        return _maakformulier(request, visite, form)
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
            erkend=request.POST.get("erkend", ""),
        )
    except PlanVeranderd:
        zin = "Het plan is gewijzigd terwijl u dit invulde. Er is niets vastgelegd. Kijk opnieuw en leg dan vast."
        return _maakformulier(request, visite, form, status=409, bezwaar=zin)
    except NaamBezet:
        zin = f"Er is al een versie die {data['label']} heet. Geef deze een andere naam, zoals {data['label']} 2."
        form.add_error("label", zin)
        return _maakformulier(request, visite, form, status=422)
    except NietErkend as nog:
        return _vraag_vastleggen(request, visite, form, nog.open)
    except AlVast as al:
        messages.info(request, f"De werkversie zegt hetzelfde als {al.versie.label}. Er is niets nieuws vastgelegd.")
        nieuw = al.versie
    else:
        messages.success(request, f"Vastgelegd als {nieuw.label}. De tekst van deze versie verandert niet meer.")
    return HttpResponseRedirect(reverse("portaal:versie", args=[regio, nieuw.code]), status=303)


def _maakformulier(
    request: HttpRequest, visite: Bezoek, form: VersieForm, status: int = 200, bezwaar: str = ""
) -> HttpResponse:
    context = {
        "kruimel": kruimel(visite),
        "form": form,
        "labels": LABELS,
        "bezwaar": bezwaar,
        "gezien": form["gezien"].value() if form.is_bound and not bezwaar else hash_van(visite.document),
        "aantal": len(visite.document.opgaven),
        "open": bij_vastleggen(visite.plan, visite.document),
    }
    return TemplateResponse(request, "portaal/documenten/maak.html", context, status=status)


def _vraag_vastleggen(request: HttpRequest, visite: Bezoek, form: VersieForm, open_: StaatOpen) -> HttpResponse:
    """The second step: the whole list, with what was filled in."""
    data = form.cleaned_data
    velden = [(naam, data[naam]) for naam in ("label", "toelichting", "gezien")]
    velden += [("amendementen", a.pk) for a in data["amendementen"]]
    regio = visite.regio.code
    return _vraag(
        request,
        visite,
        open_,
        titel=f"Leg {data['label']} vast",
        daad="Leg toch vast",
        gedaan="vastgelegd",
        adres=reverse("portaal:versie_maken", args=[regio]),
        velden=velden,
        met_terug=True,
    )


def _vraag(request: HttpRequest, visite: Bezoek, open_: StaatOpen, **woorden: Any) -> HttpResponse:
    """Name what is open and ask: nothing was done; 409 where somebody acknowledged another list than stands now."""
    anders = bool(request.POST.get("erkend"))
    context = {"kruimel": kruimel(visite), "open": open_, "bladen": bladen(visite, open_), "anders": anders, **woorden}
    return TemplateResponse(request, "portaal/documenten/staat_open.html", context, status=409 if anders else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def publiceren(request: HttpRequest, regio: str, versie: str) -> HttpResponse:
    """Ask once more, and where something is open once again with the whole list; then let everybody read it."""
    visite, rij = versie_van(request, regio, versie)
    eis_maken(visite.rechten)
    if request.method != "POST":
        return _publiceerformulier(request, visite, rij)
    try:
        publiceer(
            versie=rij,
            door=cast(User, request.user),
            gezien=request.POST.get("gezien", NIET_GEZEGD),
            erkend=request.POST.get("erkend", ""),
        )
    except AlOpenbaar:
        messages.info(request, f"{rij.label} was al openbaar.")
    except AnderOpenbaar:
        return _publiceerformulier(request, visite, rij, status=409)
    except NietErkend as nog:
        return _vraag_publiceren(request, visite, rij, nog.open)
    else:
        messages.success(request, f"{rij.label} is nu openbaar. Iedereen kan deze versie lezen.")
    return HttpResponseRedirect(van_versie(visite), status=303)


def _publiceerformulier(request: HttpRequest, visite: Bezoek, rij: Versie, status: int = 200) -> HttpResponse:
    context = {
        "kruimel": kruimel(visite, (rij.label, van_versie(visite))),
        "versie": rij,
        "huidig": visite.plan.publicaties.huidig().select_related("versie").defer("versie__inhoud").first(),
        "veranderd": status == 409,
        "open": bij_publiceren(rij, visite.document),
    }
    return TemplateResponse(request, "portaal/documenten/publiceren.html", context, status=status)


def _vraag_publiceren(request: HttpRequest, visite: Bezoek, rij: Versie, open_: StaatOpen) -> HttpResponse:
    terug = van_versie(visite)
    return _vraag(
        request,
        visite,
        open_,
        titel=f"Publiceer {rij.label}",
        daad="Publiceer toch",
        gedaan="gepubliceerd",
        adres=reverse("portaal:publiceren", args=[visite.regio.adres, rij.code]),
        velden=[("gezien", request.POST["gezien"])] if "gezien" in request.POST else [],
        annuleer=terug,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def intrekken(request: HttpRequest, regio: str, versie: str) -> HttpResponse:
    """With a reason; then nothing of the plan is public."""
    visite, rij = versie_van(request, regio, versie)
    eis_maken(visite.rechten)
    huidig = visite.plan.publicaties.huidig().filter(versie=rij).first()
    form = IntrekForm(request.POST if request.method == "POST" else None, label_suffix="")
    if huidig is None:
        messages.info(request, f"{rij.label} is niet openbaar. Er is niets gewijzigd.")
        return HttpResponseRedirect(van_versie(visite), status=303)
    if request.method != "POST" or not form.is_valid():
        context = {"kruimel": kruimel(visite, (rij.label, van_versie(visite))), "versie": rij, "form": form}
        context["publicatie"] = str(huidig.pk)
        status = 422 if request.method == "POST" else 200
        return TemplateResponse(request, "portaal/documenten/intrekken.html", context, status=status)
    eis_gezien(request.POST.get("gezien", ""), str(huidig.pk), ANDERE_PUBLICATIE)
    try:
        trek_in(publicatie=huidig, reden=form.cleaned_data["reden"], door=cast(User, request.user))
    except PublicatieVoorbij:
        messages.info(request, "Een collega had de publicatie net beëindigd. Er is niets gewijzigd.")
    else:
        messages.success(request, "De publicatie is ingetrokken. Bezoekers zien het plan niet meer.")
    return HttpResponseRedirect(van_versie(visite), status=303)

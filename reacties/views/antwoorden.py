"""Answers of the region: drafts of the team to one or more comments, and their release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from npvr import getallen
from npvr.gezien import AndersDanGezien
from opgaven.bezoek import Bezoek
from opgaven.views.antwoorden import met_tekst

from ..actions import antwoorden as acties
from ..forms import AntwoordForm
from ..gesprekken import Gesprek, gesprekken
from ..hier import visite_van
from ..lijst import KLAAR_VOOR_VRIJGAVE
from ..models import Antwoord, Reactie
from ..permissions import Inzage, eis_behandelen, eis_team, eis_vrijgeven
from ..standen import AF
from .lijst import gekozen

HOOGSTENS = 500
GEEN_GEKOZEN = "Kies eerst een of meer reacties."
WEG = "Een van deze reacties is er niet meer. Er is niets bewaard; uw antwoord staat hieronder nog."
AL_VRIJ = "Dit antwoord is al vrijgegeven. Anderen lezen het, en het blijft staan."
ANDER = "Een collega wijzigde dit antwoord net. Uw tekst staat hieronder nog; die van uw collega staat erboven."
NIET_WEG = "Een collega wijzigde dit antwoord net. Het is niet weggegooid. Hieronder staat hoe het nu is."
ANDERE_CONCEPTEN = (
    "Een collega schreef net ook een antwoord bij {}. Uw tekst is niet bewaard, en staat hieronder nog; die van uw "
    "collega staat erboven. Slaat u nu op, dan komt uw tekst ervoor in de plaats."
)
ANDERE_REACTIES = (
    "Een afzender wijzigde net zijn reactie. Uw antwoord is niet bewaard, en staat hieronder nog. Lees de reacties "
    "opnieuw en sla daarna op."
)
ANDERS_DAN_GEZIEN = "Er is intussen iets gewijzigd. Er is niets vrijgegeven. Lees het hieronder opnieuw."


def _pks(data: QueryDict, naam: str) -> list[int]:
    return [int(w) for w in dict.fromkeys(data.getlist(naam)) if w.isdecimal() and len(w) < 12][:HOOGSTENS]


def _gezien(request: HttpRequest) -> dict[int, str]:
    """Per comment what the page showed of it, as its form posts it."""
    paren = (w.partition(":") for w in request.POST.getlist("zag")[:HOOGSTENS])
    return {int(pk): merk[:40] for pk, _, merk in paren if pk.isdecimal() and len(pk) < 12}


def _team(request: HttpRequest, regio: str) -> tuple[Bezoek, Inzage]:
    visite, inzage = visite_van(request, regio)
    eis_team(inzage)
    return visite, inzage


def _bij(visite: Bezoek, inzage: Inzage, pks: list[int]) -> list[Gesprek]:
    rijen = Reactie.objects.ingediend().filter(plan=visite.plan, pk__in=pks)
    return gesprekken(rijen, visite, inzage, visite.document)


def _kruimel(visite: Bezoek) -> list[tuple[str, str]]:
    lijst = reverse("reacties:lijst", args=[visite.regio.code])
    return [(visite.regio.naam, visite.adres("voorpagina")), ("Reacties", lijst)]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def nieuw(request: HttpRequest, regio: str) -> HttpResponse:
    """One answer to the comments of `?r=`."""
    visite, inzage = _team(request, regio)
    rij = _bij(visite, inzage, _pks(request.POST if request.method == "POST" else request.GET, "r"))
    eis_behandelen(inzage, *(g.reactie.opgave for g in rij))
    open_ = [g for g in rij if g.reactie.vrijgegeven_op is None]
    if not open_:
        messages.warning(request, AL_VRIJ if rij else GEEN_GEKOZEN)
        return HttpResponseRedirect(reverse("reacties:lijst", args=[regio]), status=303)
    if request.method != "POST":
        concepten = {g.antwoord.pk: g.antwoord for g in open_ if g.antwoord is not None}
        eerder = next(iter(concepten.values()), None)
        form = AntwoordForm(initial={"tekst": eerder.tekst if eerder else ""})
        return _formulier(request, visite, form, open_, vervangt=list(concepten.values()))
    form = AntwoordForm(request.POST)
    if not form.is_valid():
        return _formulier(request, visite, form, open_, status=422)
    gezien = _gezien(request)
    try:
        antwoord = acties.geef_antwoord(
            plan=visite.plan,
            reacties={g.reactie.pk: gezien.get(g.reactie.pk, "") for g in open_},
            tekst=form.cleaned_data["tekst"],
            door=cast(User, request.user),
        )
    except acties.NietGevonden:
        return _formulier(request, visite, form, open_, status=409, fout=WEG)
    except acties.ConceptenGewijzigd as anders:
        bij = _bij(visite, inzage, [g.reactie.pk for g in open_])
        wie = getallen.aantal(len(bij), "reactie", "reacties") if len(bij) > 1 else "deze reactie"
        fout = ANDERE_CONCEPTEN.format(wie) if anders.antwoorden else ANDERE_REACTIES
        return _formulier(request, visite, form, bij, status=409, fout=fout, nu=anders.antwoorden, anders=True)
    except acties.AlVrij:
        return _formulier(request, visite, form, open_, status=409, fout=AL_VRIJ)
    wie = getallen.aantal(len(open_), "reactie", "reacties")
    messages.success(request, f"Concept bewaard, bij {wie}. De programmamanager geeft het vrij.")
    return HttpResponseRedirect(f"{reverse('reacties:antwoorden', args=[regio])}#antwoord-{antwoord.pk}", status=303)


def _formulier(
    request: HttpRequest,
    visite: Bezoek,
    form: AntwoordForm,
    bij: list[Gesprek],
    *,
    antwoord: Antwoord | None = None,
    nu: Sequence[Antwoord] = (),
    vervangt: Sequence[Antwoord] = (),
    anders: bool = False,
    fout: str = "",
    status: int = 200,
) -> HttpResponse:
    """`nu` is what a colleague wrote meanwhile, `vervangt` the drafts that this one would replace. With `anders` the
    form asks again from what stands now; otherwise what was seen before stays what was seen."""
    gezien = {} if anders else _gezien(request)
    inhoud: dict[str, Any] = {
        "kruimel": _kruimel(visite),
        "document": visite.document,
        "form": form,
        "gesprekken": bij,
        "merken": [(g.reactie.pk, gezien.get(g.reactie.pk) or acties.merk_van(g.reactie)) for g in bij],
        "antwoord": antwoord,
        "gezien": antwoord.versie if antwoord is not None and (nu or not form.is_bound) else form["gezien"].value(),
        "nu": nu,
        "vervangt": vervangt,
        "fout": fout,
    }
    return TemplateResponse(request, "reacties/antwoord.html", inhoud, status=status)


@dataclass(frozen=True, slots=True)
class Concept:
    """A draft answer with the comments that it answers."""

    antwoord: Antwoord
    gesprekken: list[Gesprek]


@never_cache
@require_safe
def concepten(request: HttpRequest, regio: str) -> HttpResponse:
    """The drafts, for the team: six queries more than the visit."""
    visite, inzage = _team(request, regio)
    drafts = list(
        Antwoord.objects.filter(plan=visite.plan, vrijgegeven_op__isnull=True)
        .select_related("gemaakt_door")
        .order_by("pk")
    )
    rijen = Reactie.objects.ingediend().filter(antwoord__in=drafts)
    per: dict[int, list[Gesprek]] = {}
    for g in gesprekken(rijen, visite, inzage, visite.document):
        per.setdefault(g.reactie.antwoord_id or 0, []).append(g)
    klaar = Reactie.objects.ingediend().filter(plan=visite.plan).filter(KLAAR_VOOR_VRIJGAVE)
    inhoud = {
        "kruimel": _kruimel(visite),
        "document": visite.document,
        "concepten": [Concept(a, per.get(a.pk, [])) for a in drafts],
        "klaar": klaar.count(),
        "mag_vrijgeven": inzage.mag_vrijgeven(),
    }
    return TemplateResponse(request, "reacties/concepten.html", inhoud)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def antwoord(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """A draft, to write otherwise."""
    visite, inzage = _team(request, regio)
    rij = Antwoord.objects.filter(plan=visite.plan, pk=pk).first()
    if rij is None:
        raise Http404("Dit antwoord is er niet meer.")
    bij = gesprekken(Reactie.objects.ingediend().filter(antwoord=rij), visite, inzage, visite.document)
    eis_behandelen(inzage, *(g.reactie.opgave for g in bij))
    if request.method != "POST":
        if rij.vrijgegeven_op is not None:
            messages.warning(request, AL_VRIJ)
            return HttpResponseRedirect(reverse("reacties:antwoorden", args=[regio]))
        form = AntwoordForm(initial={"tekst": rij.tekst})
        return _formulier(request, visite, form, bij, antwoord=rij)
    form = AntwoordForm(request.POST)
    if not form.is_valid():
        return _formulier(request, visite, form, bij, antwoord=rij, status=422)
    door = cast(User, request.user)
    gezien = form.cleaned_data["gezien"] or 0
    try:
        acties.wijzig_antwoord(antwoord=pk, gezien=gezien, tekst=form.cleaned_data["tekst"], door=door)
    except acties.AlVrij:
        return _formulier(request, visite, form, bij, antwoord=rij, fout=AL_VRIJ, status=409)
    except acties.AntwoordGewijzigd as anders:
        return _formulier(
            request, visite, form, bij, antwoord=anders.antwoord, nu=[anders.antwoord], fout=ANDER, status=409
        )
    messages.success(request, "Concept bewaard.")
    return HttpResponseRedirect(f"{reverse('reacties:antwoorden', args=[regio])}#antwoord-{pk}", status=303)


@require_POST
@met_tekst
def weggooien(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    visite, inzage = _team(request, regio)
    if not Antwoord.objects.filter(plan=visite.plan, pk=pk).exists():
        raise Http404("Dit antwoord is er niet meer.")
    for reactie in Reactie.objects.filter(antwoord=pk):
        eis_behandelen(inzage, reactie.opgave)
    gezien = request.POST.get("gezien", "")
    try:
        acties.gooi_weg(antwoord=pk, gezien=int(gezien) if gezien.isdecimal() else 0, door=cast(User, request.user))
    except acties.AlVrij:
        messages.warning(request, AL_VRIJ)
    except acties.AntwoordGewijzigd as anders:
        form = AntwoordForm(initial={"tekst": anders.antwoord.tekst})
        bij = gesprekken(Reactie.objects.ingediend().filter(antwoord=pk), visite, inzage, visite.document)
        return _formulier(request, visite, form, bij, antwoord=anders.antwoord, fout=NIET_WEG, status=409)
    else:
        messages.success(request, "Het concept is weggegooid. De reacties staan er nog, zonder antwoord.")
    return HttpResponseRedirect(reverse("reacties:antwoorden", args=[regio]), status=303)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def vrijgeven(request: HttpRequest, regio: str) -> HttpResponse:
    """What becomes readable for whom, before it does: the comments of `?r=`, or all that the filter gives (`?alles=1`).

    An answer goes with all its comments.
    """
    visite, inzage = visite_van(request, regio)
    eis_vrijgeven(inzage)
    if request.method == "POST":
        return _geef_vrij(request, visite, inzage)
    if "alles" in request.GET:
        rijen, _, _ = gekozen(request, visite, inzage)
        pks = list(rijen.filter(KLAAR_VOOR_VRIJGAVE).values_list("pk", flat=True)[:HOOGSTENS])
    else:
        pks = _pks(request.GET, "r")
    return _bevestig(request, visite, inzage, pks)


def _bevestig(
    request: HttpRequest, visite: Bezoek, inzage: Inzage, pks: list[int], *, fout: str = "", status: int = 200
) -> HttpResponse:
    """Eight queries more than the visit."""
    basis = Reactie.objects.ingediend().filter(plan=visite.plan)
    antwoorden = basis.filter(pk__in=pks, antwoord__isnull=False).values("antwoord")
    samen = basis.filter(pk__in=pks) | basis.filter(antwoord__in=antwoorden)
    alle = gesprekken(samen.distinct(), visite, inzage, visite.document)
    klaar = [g for g in alle if g.reactie.vrijgegeven_op is None and (g.antwoord or g.reactie.stand in AF)]
    teksten = {g.antwoord.pk: g.antwoord for g in klaar if g.antwoord is not None}
    inhoud = {
        "kruimel": _kruimel(visite),
        "document": visite.document,
        "klaar": klaar,
        "niet_klaar": [g for g in alle if g.reactie.vrijgegeven_op is None and g not in klaar],
        "antwoorden": list(teksten.values()),
        "afzenders": sorted({g.wie for g in klaar}),
        "berichten": sum(not b.intern for g in klaar for b in g.berichten),
        "laatste_bericht": max((b.pk for g in klaar for b in g.berichten if not b.intern), default=0),
        "intern": sum(b.intern for g in klaar for b in g.berichten),
        "fout": fout,
    }
    return TemplateResponse(request, "reacties/vrijgeven.html", inhoud, status=status)


def _geef_vrij(request: HttpRequest, visite: Bezoek, inzage: Inzage) -> HttpResponse:
    def gezien(naam: str) -> dict[int, int]:
        paren = (w.partition(":") for w in request.POST.getlist(naam)[:HOOGSTENS])
        return {int(pk): int(nr) for pk, _, nr in paren if pk.isdecimal() and nr.isdecimal() and len(pk) < 12}

    reacties, antwoorden = gezien("reactie"), gezien("antwoord")
    bericht = request.POST.get("bericht", "")
    if not reacties:
        return _bevestig(request, visite, inzage, [], fout=GEEN_GEKOZEN, status=422)
    try:
        hoeveel = acties.geef_vrij(
            plan=visite.plan,
            reacties=reacties,
            antwoorden=antwoorden,
            door=cast(User, request.user),
            bericht=int(bericht) if bericht.isdecimal() and len(bericht) < 12 else 0,
        )
    except (AndersDanGezien, acties.NietGevonden, acties.NietKlaar):
        return _bevestig(request, visite, inzage, list(reacties), fout=ANDERS_DAN_GEZIEN, status=409)
    wat = getallen.hoofdletter(getallen.aantal(hoeveel, "reactie", "reacties"))
    messages.success(request, f"{wat} vrijgegeven. Iedereen met een rol in {visite.regio.naam} leest ze nu.")
    return HttpResponseRedirect(reverse("reacties:lijst", args=[visite.regio.code]), status=303)

"""Meetings: the list, planning a series or one more, one meeting, moving and cancelling, its way to a record."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from npvr.eenmaal import kenmerk_uit

from .. import agendabronnen, vrij
from ..actions.agenda import merk_van_aanwezigen, merk_van_volgorde
from ..actions.overleggen import Kan, Overlegtijd, last_af, plan_extra, plan_reeks, verzet, zet_stap
from ..actions.stukken import merk_van_verzending
from ..bezoek import Regiobezoek, kamerbezoek, kamerpagina
from ..models import Actie, Agendapunt, Besluit, Gremium, Overleg, Vrij
from ..overlegbeeld import Overlegbeeld, beeld, dag_voluit, gangen
from ..overlegforms import ExtraForm, OverlegForm, ReeksForm
from ..overlegstanden import PER_CODE, Overlegstap, bezwaar, stappen
from ..zicht import Zicht, eis_schrijven
from .structuur import gremium_van, kruimel

GEEN_OVERLEG = "Dit overleg is er niet in deze regio."
PAPIEREN = (("agenda", "Agenda"), ("besluitenlijst", "Besluitenlijst"), ("verslag", "Verslag"))
"""Papers that the room above makes, below the address of the meeting."""
AANTAL = 40
"""Meetings that were, on the list at once."""


def zichtbezoek(request: HttpRequest, regio: str) -> tuple[Regiobezoek, Zicht]:
    """Two queries, three for the contact person of a ministry."""
    visite = kamerbezoek(request, regio)
    return visite, Zicht.van(visite.rechten, visite.regio)


def overleg_van(visite: Regiobezoek, pk: int) -> Overleg:
    """Raises Http404. One query."""
    rij = Overleg.objects.van(visite.regio).select_related("gremium__regio", "reeks").filter(pk=pk).first()
    if rij is None:
        raise Http404(GEEN_OVERLEG)
    return rij


def adres(overleg: Overleg, naam: str = "overleg", *meer: object) -> str:
    return reverse(f"overleg:{naam}", args=[overleg.gremium.regio.code, overleg.pk, *meer])


def naar(overleg: Overleg, anker: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(adres(overleg) + (f"#{anker}" if anker else ""), status=303)


@kamerpagina("GET")
def lijst(request: HttpRequest, regio: str) -> HttpResponse:
    """Two queries beside those of the visit: what comes, and what was."""
    visite, zicht = zichtbezoek(request, regio)
    vandaag = timezone.localdate()
    rijen = Overleg.objects.van(visite.regio)
    gremia = Gremium.objects.filter(regio=visite.regio, overleggen__isnull=False).distinct()
    if gekozen := request.GET.get("gremium", "").replace("\0", ""):
        rijen = rijen.filter(gremium__code=gekozen)
    straks = rijen.filter(datum__gte=vandaag).order_by("datum", "aanvang", "pk")
    eerder = rijen.filter(datum__lt=vandaag).order_by("-datum", "-aanvang", "-pk")[: AANTAL + 1]
    context = {
        "kruimel": kruimel(visite),
        "straks": [(dag_voluit(o.datum), o) for o in straks],
        "eerder": [(dag_voluit(o.datum), o) for o in eerder[:AANTAL]],
        "meer": len(eerder) > AANTAL,
        "gremia": gremia,
        "gekozen": gekozen,
        "schrijft": zicht.schrijft,
    }
    return TemplateResponse(request, "governance/overleg/lijst.html", context)


@kamerpagina("GET", "POST")
def plannen(request: HttpRequest, regio: str, code: str) -> HttpResponse:
    """A series of a body: first the words, then every day with its clashes and a proposal, then the meetings."""
    visite, zicht = zichtbezoek(request, regio)
    eis_schrijven(zicht)
    gremium = gremium_van(visite, code)
    stap = request.POST.get("stap", "")
    post = request.POST if request.method == "POST" else None
    vandaag = timezone.localdate()
    begin = {"cadans": gremium.cadans, "begin": vandaag, "tot": date(vandaag.year, 12, 31)}
    form = ReeksForm(post, initial=begin)
    voorstellen: list[vrij.Dagvoorstel] = []
    reden = ""
    if post is not None and form.is_valid():
        stukken = list(Vrij.objects.filter(regio=visite.regio))
        voorstellen = vrij.voorstellen(form.dagen(), stukken, form.cleaned_data["begin"])
        if stap == "plan":
            try:
                reeks = plan_reeks(
                    gremium=gremium,
                    cadans=form.cleaned_data["cadans"],
                    dagen=_gekozen(request, voorstellen),
                    aanvang=form.cleaned_data["aanvang"],
                    einde=form.cleaned_data["einde"],
                    plaats=form.cleaned_data["plaats"],
                    stukken_vooraf=form.cleaned_data["stukken_vooraf"],
                    door=cast(User, request.user),
                    kenmerk=kenmerk_uit(request.POST.get("kenmerk", "")),
                )
            except Kan as fout:
                reden = fout.zin
            else:
                messages.success(request, f"Gepland: {reeks.overleggen.count()} keer {gremium.naam}.")
                lijst_ = reverse("overleg:overleggen", args=[regio])
                return HttpResponseRedirect(f"{lijst_}?gremium={code}", status=303)
    context = {
        "kruimel": kruimel(visite, ("Overleggen", reverse("overleg:overleggen", args=[regio]))),
        "gremium": gremium,
        "form": form,
        "voorstellen": [(dag_voluit(v.dag), v, v.uitwijk and dag_voluit(v.uitwijk)) for v in voorstellen],
        "botst": sum(bool(v.botst) for v in voorstellen),
        "ritme": form.ritme.woorden if voorstellen else "",
        "reden": reden,
        "vrije_dagen": Vrij.objects.filter(regio=visite.regio, laatste__gte=vandaag).count(),
    }
    status = 422 if reden or (post is not None and form.errors) else 200
    return TemplateResponse(request, "governance/overleg/plannen.html", context, status=status)


def _gekozen(request: HttpRequest, voorstellen: list[vrij.Dagvoorstel]) -> list[tuple[date, date]]:
    """What was chosen for each day: that day, the proposal, or not at all. A day without a clash goes through."""
    uit = []
    for v in voorstellen:
        keuze = request.POST.get(f"dag-{v.dag.isoformat()}", "deze" if not v.botst else "")
        if keuze == "deze":
            uit.append((v.dag, v.dag))
        elif keuze == "ander" and v.uitwijk:
            uit.append((v.dag, v.uitwijk))
        elif keuze != "niet":
            raise Kan(f"Kies wat er gebeurt met {dag_voluit(v.dag)}.")
    return uit


@kamerpagina("GET", "POST")
def extra(request: HttpRequest, regio: str, code: str) -> HttpResponse:
    """One meeting outside a series; a clash is shown and asked once."""
    visite, zicht = zichtbezoek(request, regio)
    eis_schrijven(zicht)
    gremium = gremium_van(visite, code)
    form = ExtraForm(request.POST if request.method == "POST" else None)
    reden, botst = "", ""
    if request.method == "POST" and form.is_valid():
        botst = _botst(visite, form.cleaned_data["datum"], request)
        if not botst:
            try:
                rij = plan_extra(
                    gremium=gremium,
                    wanneer=Overlegtijd(**form.cleaned_data),
                    door=cast(User, request.user),
                    kenmerk=kenmerk_uit(request.POST.get("kenmerk", "")),
                )
            except Kan as fout:
                reden = fout.zin
            else:
                messages.success(request, "Het overleg is gepland.")
                return naar(overleg_van(visite, rij.pk))
    context = {
        "kruimel": kruimel(visite, ("Overleggen", reverse("overleg:overleggen", args=[regio]))),
        "titel": "Extra overleg",
        "boventitel": gremium.naam,
        "terug": reverse("overleg:overleggen", args=[regio]),
        "form": form,
        "reden": reden,
        "botst": botst,
        "maakt": True,
    }
    status = 422 if reden or botst or (request.method == "POST" and form.errors) else 200
    return TemplateResponse(request, "governance/overleg/wanneer.html", context, status=status)


def _botst(visite: Regiobezoek, dag: date, request: HttpRequest) -> str:
    """Why this day is asked about once more, with another day where there is one; empty when that was said."""
    if request.POST.get("toch") == dag.isoformat():
        return ""
    stukken = list(Vrij.objects.filter(regio=visite.regio))
    waarom = vrij.botsingen(dag, stukken)
    if not waarom:
        return ""
    ander = vrij.uitwijk(dag, stukken)
    voorstel = f" Voorstel: {dag_voluit(ander)}." if ander else ""
    return f"{dag_voluit(dag).capitalize()} is {', '.join(waarom)}.{voorstel}"


@kamerpagina("GET", "POST")
def verzetten(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    visite, zicht = zichtbezoek(request, regio)
    eis_schrijven(zicht)
    rij = overleg_van(visite, pk)
    post = request.POST if request.method == "POST" else None
    form = OverlegForm(post, instance=Overleg.objects.get(pk=rij.pk))
    reden, botst = "", ""
    if post is not None and form.is_valid():
        dag = form.cleaned_data["datum"]
        botst = _botst(visite, dag, request) if dag != rij.datum else ""
        if not botst:
            try:
                verzet(
                    overleg=rij,
                    wanneer=Overlegtijd(**form.cleaned_data),
                    door=cast(User, request.user),
                    gezien=request.POST.get("gezien", ""),
                )
            except Kan as fout:
                reden = fout.zin
            else:
                messages.success(
                    request, "Dag, tijd en plaats zijn bijgewerkt. Agenda’s van deelnemers volgen vanzelf."
                )
                return naar(rij)
    context = {
        "kruimel": _kruimel(visite, rij),
        "titel": "Dag, tijd en plaats",
        "boventitel": f"{rij.gremium.naam}, overleg {rij.code}",
        "terug": adres(rij),
        "form": form,
        "rij": Overleg.objects.get(pk=rij.pk),
        "reden": reden,
        "botst": botst,
        "dag": form.cleaned_data["datum"].isoformat() if botst else "",
    }
    status = 422 if reden or botst or (post is not None and form.errors) else 200
    return TemplateResponse(request, "governance/overleg/wanneer.html", context, status=status)


@kamerpagina("GET", "POST")
def afgelasten(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    return _met_reden(request, regio, pk, None)


@kamerpagina("GET", "POST")
def terug(request: HttpRequest, regio: str, pk: int, code: str) -> HttpResponse:
    """A move that opens again what was closed, with its reason."""
    stap = PER_CODE.get(code)
    if stap is None or not stap.terug:
        raise Http404("Deze stap bestaat niet.")
    return _met_reden(request, regio, pk, stap)


def _met_reden(request: HttpRequest, regio: str, pk: int, stap: Overlegstap | None) -> HttpResponse:
    """Cancelling (no `stap`), or a move that asks a reason."""
    visite, zicht = zichtbezoek(request, regio)
    eis_schrijven(zicht)
    rij = overleg_van(visite, pk)
    fout_, reden = "", request.POST.get("reden", "")
    if request.method == "POST":
        gezien, door = request.POST.get("gezien", ""), cast(User, request.user)
        try:
            if stap is None:
                last_af(overleg=rij, reden=reden, door=door, gezien=gezien)
            else:
                zet_stap(overleg=rij, stap=stap, door=door, gezien=gezien, reden=reden)
        except Kan as fout:
            fout_ = fout.zin
        else:
            messages.success(request, f"Het overleg {stap.gedaan}." if stap else "Het overleg is afgelast.")
            return naar(rij)
    context = {
        "kruimel": _kruimel(visite, rij),
        "overleg": rij,
        "daad": stap.daad if stap else "Last het overleg af",
        "let_op": stap.let_op
        if stap
        else "Het nummer blijft staan, en in agenda’s van deelnemers staat dat het niet doorgaat.",
        "stand": rij.stand if stap else None,
        "terug": adres(rij),
        "reden": reden,
        "fout": fout_,
    }
    return TemplateResponse(request, "governance/overleg/reden.html", context, status=422 if fout_ else 200)


@kamerpagina("POST")
def stap(request: HttpRequest, regio: str, pk: int, code: str) -> HttpResponse:
    """A move forward."""
    visite, _ = zichtbezoek(request, regio)
    rij = overleg_van(visite, pk)
    daad = PER_CODE.get(code)
    if daad is None or daad.terug:
        raise Http404("Deze stap bestaat niet.")
    try:
        zet_stap(overleg=rij, stap=daad, door=cast(User, request.user), gezien=request.POST.get("gezien", ""))
    except Kan as fout:
        messages.error(request, f"Dit kan nog niet. {fout.zin}")
    else:
        messages.success(request, f"Het overleg {daad.gedaan}.")
    return naar(rij)


@kamerpagina("GET")
def overleg(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """One meeting, as the visitor may see it: some fourteen queries, whatever stands on the agenda; for who writes some
    more, for what the plan brings."""
    visite, zicht = zichtbezoek(request, regio)
    rij = overleg_van(visite, pk)
    gezien = beeld(rij, zicht)
    context = {
        "kruimel": _kruimel(visite),
        "o": gezien,
        "overleg": rij,
        "gangen": gangen(rij),
        "stappen": _stappen(rij, gezien, visite),
        "volgende": [(dag_voluit(v.datum), v) for v in Overleg.objects.na(rij).select_related("gremium")[:2]],
        "vorige": [(dag_voluit(v.datum), v) for v in Overleg.objects.voor(rij).select_related("gremium")[:2]],
        "acties": list(Actie.objects.lopend().filter(zicht.acties(), gremium=rij.gremium_id)),
        "aanbod": agendabronnen.aanbod(rij) if zicht.schrijft and rij.open else [],
        "volgorde": merk_van_volgorde([p.punt for p in gezien.punten]),
        "papieren": [p for p in PAPIEREN if gezien.verslag or p[0] == "agenda"],
        "stam": adres(rij),
        "verzending": merk_van_verzending(rij) if zicht.schrijft else "",
        "presentie": merk_van_aanwezigen(rij) if zicht.schrijft else "",
        "vandaag": timezone.localdate(),
    }
    return TemplateResponse(request, "governance/overleg/overleg.html", context)


def _kruimel(visite: Regiobezoek, rij: Overleg | None = None) -> list[tuple[str, str]]:
    delen = [("Overleggen", reverse("overleg:overleggen", args=[visite.regio.code]))]
    if rij is not None:
        delen.append((rij.code, adres(rij)))
    return kruimel(visite, *delen)


def _stappen(rij: Overleg, gezien: Overlegbeeld, visite: Regiobezoek) -> list[tuple[Overlegstap, str]]:
    """What the visitor may do next, each with the reason why it cannot be done now, or nothing. One query."""
    mag = stappen(rij, visite.rechten)
    if not mag:
        return []
    alle = Agendapunt.objects.op_de_agenda().filter(overleg=rij).values_list("stand", flat=True)
    open_ = sum(stand == Agendapunt.Stand.OPEN for stand in alle)
    besluiten = Besluit.objects.filter(agendapunt__overleg=rij, vervallen_op__isnull=True).count()
    vandaag = timezone.localdate()
    return [(s, bezwaar(rij, s, vandaag, punten=len(alle), open_punten=open_, besluiten=besluiten)) for s in mag]

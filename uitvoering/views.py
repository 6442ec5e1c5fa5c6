"""The agenda: overview, a blad, money; starting it, and taking up an interventie."""

from __future__ import annotations

import re
from typing import Any, cast

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from npvr import adressen, documentadres
from opgaven.actions.secties import FicheIsAkkoord, Regioregisters
from opgaven.bezoek import Bezoek
from opgaven.bouw import bouw
from opgaven.gevolgd import gevolgd_document
from opgaven.models import Plan
from opgaven.views.antwoorden import met_tekst
from plandocument import boom
from plandocument.documentsoorten import AGENDA
from plandocument.geld import stromen as geld
from plandocument.itemsoorten import ACTIVITEIT, STAND, TOEZEGGING
from versies.bezoek import bezoek
from versies.models import Goedkeuring, Publicatie, Versie

from . import beeld
from .actions import GeenInterventie, begin_agenda, neem_op
from .permissions import eis_beginnen, mag_beginnen

OP_HET_BLAD = (STAND, ACTIVITEIT, TOEZEGGING)
"""Kinds that the blad shows item by item; money stands in a table."""
PERIODE = re.compile(r"(20\d\d)-(20\d\d)")


def _bezoek(request: HttpRequest, regio: str) -> Bezoek:
    return bezoek(request, documentadres.adres(regio, AGENDA))


def _naar(adres: str) -> HttpResponse:
    return HttpResponseRedirect(adres, status=303)


def _naast(visite: Bezoek) -> dict[str, Any]:
    """Addresses beside the pages of the room."""
    adres = visite.regio.adres
    return {"naar_plan": adressen.plan(adres), "naar_versies": adressen.documenten(adres)}


def _beeld(visite: Bezoek) -> beeld.Agendabeeld:
    """Two queries; one where the followed version was read before."""
    registers = Regioregisters(visite.regio.pk).per_soort

    def naam(link: boom.Koppeling) -> str:
        woorden = registers.get(link.soort, {}).get(link.doel, (0, link.doel))[1]
        return woorden.partition(" – ")[0] if link.soort == "ministerie" else woorden

    return beeld.Agendabeeld(visite.document, gevolgd_document(visite.plan), naam)


def te_volgen(plan: Plan) -> QuerySet[Versie]:
    """Versions that an agenda may work out: adopted by a body, confirmed, or published."""
    besloten = Goedkeuring.objects.filter(versie=OuterRef("pk"), bevestigd_op__isnull=False)
    openbaar = Publicatie.objects.filter(versie=OuterRef("pk"))
    return plan.versies.zonder_inhoud().filter(Q(Exists(besloten)) | Q(Exists(openbaar)))


@require_safe
def overzicht(request: HttpRequest, regio: str) -> HttpResponse:
    try:
        visite = _bezoek(request, regio)
    except Http404:
        return _nog_geen(request, regio)
    hier = _beeld(visite)
    context = {
        "kruimel": [(visite.regio.naam, adressen.voorpagina(visite.regio.code))],
        **_naast(visite),
        "document": visite.document,
        "beeld": hier,
        "groepen": _per_cluster(hier),
        "jaren": range(hier.jaren[0], hier.jaren[1] + 1),
        "voor": visite.document.hoofdstukken_voor(),
        "na": visite.document.hoofdstukken_na(),
    }
    return TemplateResponse(request, "uitvoering/overzicht.html", context)


def _nog_geen(request: HttpRequest, regio: str) -> HttpResponse:
    """For who has a role where there is no agenda: what it is, and how it begins. 404 for others."""
    visite = bezoek(request, regio)
    if not visite.rechten.rollen or Plan.objects.huidige(AGENDA).filter(regio=visite.regio).exists():
        raise Http404
    context = {
        "kruimel": [(visite.regio.naam, adressen.voorpagina(visite.regio.code))],
        **_naast(visite),
        "versies": list(te_volgen(visite.plan)) if mag_beginnen(visite.rechten) else [],
        "mag_beginnen": mag_beginnen(visite.rechten),
    }
    return TemplateResponse(request, "uitvoering/geen.html", context)


def _per_cluster(hier: beeld.Agendabeeld) -> list[tuple[boom.Cluster | None, list[beeld.Opgaverij]]]:
    rijen = {rij.opgave.sleutel: rij for rij in hier.met_activiteit}
    groepen = ((c, [rijen[o.sleutel] for o in lijst if o.sleutel in rijen]) for c, lijst in hier.document.per_cluster())
    return [(cluster, lijst) for cluster, lijst in groepen if lijst]


@require_POST
@met_tekst
def begin(request: HttpRequest, regio: str) -> HttpResponse:
    visite = bezoek(request, regio)
    if not visite.rechten.rollen:
        raise Http404
    eis_beginnen(visite.rechten)
    versie = te_volgen(visite.plan).filter(code=request.POST.get("versie", "").replace("\0", "")).first()
    van_tot = PERIODE.fullmatch(request.POST.get("periode", "").strip().replace("–", "-"))
    if versie is None or van_tot is None or not 0 <= int(van_tot[2]) - int(van_tot[1]) <= 10:
        zin = (
            "Kies een versie van het plan." if versie is None else "Schrijf de periode als twee jaren, zoals 2026-2030."
        )
        messages.error(request, zin)
        return _naar(adressen.voorpagina(documentadres.adres(visite.regio.code, AGENDA)))
    begin_agenda(versie=Versie.objects.get(pk=versie.pk), periode=van_tot[0], door=cast(User, request.user))
    messages.success(request, "De uitvoeringsagenda is begonnen, met een blad voor elke opgave.")
    return _naar(adressen.voorpagina(documentadres.adres(visite.regio.code, AGENDA)))


@require_safe
def blad(request: HttpRequest, regio: str, nummer: int) -> HttpResponse:
    visite = _bezoek(request, regio)
    opgave = visite.opgave(nummer)
    visite = visite.bij(request, opgave.sleutel)
    hier = _beeld(visite)
    alle = tuple(s for s in geld.stromen(visite.document) if s.opgave.sleutel == opgave.sleutel)
    secties = {s.soort: s for s in opgave.secties}
    context = {
        "kruimel": [
            (visite.regio.naam, adressen.voorpagina(visite.regio.code)),
            ("Uitvoering", adressen.voorpagina(visite.regio.adres)),
        ],
        "naar_fiche": adressen.opgave(visite.regio.code, nummer),
        "document": visite.document,
        "opgave": opgave,
        "cluster": visite.document.cluster_per_sleutel.get(opgave.cluster),
        "delen": [
            (soort.naam, soort.code, hier.punten(opgave, soort.itemklasse), soort.itemklasse.leeg)
            for soort in visite.document.sectiesoorten
            if soort.itemklasse in OP_HET_BLAD
        ],
        "over": hier.over(opgave),
        "stromen": alle,
        "tabel": beeld.per_bron_en_jaar(visite.document, [opgave.sleutel], hier.naam),
        "bewoners": secties.get("bewoners"),
        "mag_bewerken": visite.mag_bewerken,
        "plan_anders": _plan_anders(visite, hier, opgave),
    }
    return TemplateResponse(request, "uitvoering/blad.html", context)


def _plan_anders(visite: Bezoek, hier: beeld.Agendabeeld, opgave: boom.Opgave) -> bool:
    """Whether the fiche says something else by now than the version that the agenda follows. For the team alone. One
    query, two more after a change of the plan."""
    if not visite.werkversie or hier.gevolgd is None or not visite.rechten.rollen:
        return False
    plan = Plan.objects.van(visite.regio.code).first()
    nu = bouw(plan).per_sleutel.get(opgave.sleutel) if plan else None
    return nu != hier.gevolgd.per_sleutel.get(opgave.sleutel)


@require_POST
@met_tekst
def opnemen(request: HttpRequest, regio: str, nummer: int) -> HttpResponse:
    visite = _bezoek(request, regio)
    opgave = visite.opgave(nummer)
    try:
        item = neem_op(
            plan=visite.plan,
            opgave=opgave.sleutel,
            interventie=request.POST.get("sleutel", ""),
            door=cast(User, request.user),
        )
    except GeenInterventie:
        messages.error(request, "Deze interventie staat niet in het plan dat de agenda volgt. Er is niets gewijzigd.")
    except FicheIsAkkoord:
        messages.error(request, "Dit blad is akkoord. Open het weer voordat u er iets aan toevoegt.")
    else:
        messages.success(request, "De interventie is opgenomen als voorstel voor een activiteit.")
        return _naar(f"{adressen.opgave(visite.regio.adres, nummer)}#{item.sleutel}")
    return _naar(adressen.opgave(visite.regio.adres, nummer))


@require_safe
def geldpagina(request: HttpRequest, regio: str) -> HttpResponse:
    visite = _bezoek(request, regio)
    hier = _beeld(visite)
    alle = geld.stromen(visite.document)
    per_bron = beeld.per_bron_en_jaar(visite.document, [o.sleutel for o in visite.document.opgaven], hier.naam)
    per_opgave = beeld.per_opgave_en_bron(visite.document)
    context: dict[str, Any] = {
        "kruimel": [
            (visite.regio.naam, adressen.voorpagina(visite.regio.code)),
            ("Uitvoering", adressen.voorpagina(visite.regio.adres)),
        ],
        **_naast(visite),
        "beeld": hier,
        "stromen": alle,
        "per_bron": per_bron,
        "per_opgave": per_opgave,
        "per_stand": beeld.per_stand(alle),
        "sluit_aan": geld.optel(geld.per_bron(alle).values()).totaal
        == geld.optel(g.gedekt for g in geld.per_opgave(visite.document)).totaal,
    }
    return TemplateResponse(request, "uitvoering/geld.html", context)

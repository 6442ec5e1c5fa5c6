"""Pen notes on printed copies: key them in by the code in the margin, and see where each passage stands now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from npvr import getallen
from opgaven.bezoek import Bezoek
from opgaven.views.antwoorden import met_tekst
from plandocument import verschil
from plandocument.canoniek import hashes_van
from plandocument.versiecode import versiecode
from portaal.afdrukcode import gelijk, netjes
from reacties.actions.namens import Inbreng, breng_in, kenmerk_van
from reacties.actions.reacties import Vreemd
from reacties.forms import AL_VERSTUURD
from reacties.gesprekken import Gesprek, gesprekken
from reacties.hier import visite_van
from reacties.kanttekeningen import LEGE_RIJEN, MAX_RIJEN, Kanttekeningrij, lees, toets
from reacties.models import Reactie
from reacties.namensforms import FUNCTIE_UITLEG, WieForm
from reacties.permissions import Inzage, eis_namens
from reacties.standen import AF
from versies.bezoek import document_van
from versies.models import Versie

STANDEN = {"": "Alles", "open": "Open", "af": "Afgehandeld"}


@dataclass(frozen=True, slots=True)
class Passagekanttekening:
    """A note with what became of its passage. `delen`: what was printed and what stands there now, as one."""

    g: Gesprek
    delen: tuple[verschil.Verschildeel, ...]
    bewerk: str

    @property
    def af(self) -> bool:
        return self.g.stand in AF

    @property
    def nu(self) -> str:
        """What became of it, in a sentence."""
        gevolgd, was = self.g.gevolgd, self.g.reactie.code
        if gevolgd.soort == "weg":
            return gevolgd.zin
        verhuisd = self.g.code != was or gevolgd.soort == "verplaatst"
        waar = f"Staat nu op {self.g.code}" if verhuisd else "Staat er nog"
        return f"{waar}, en is gewijzigd." if gevolgd.soort == "gewijzigd" else f"{waar}, met dezelfde tekst."


def _bezoek(request: HttpRequest, regio: str) -> tuple[Bezoek, Inzage]:
    """404 for who has no role in the region, 403 with the reason for who keys in nothing for others."""
    visite, inzage = visite_van(request, regio)
    eis_namens(inzage)
    return visite, inzage


def _kruimel(visite: Bezoek, *verder: tuple[str, str]) -> list[tuple[str, str]]:
    regio = visite.regio
    lijst = ("Reacties", reverse("reacties:lijst", args=[regio.code]))
    return [(regio.naam, visite.adres("voorpagina")), lijst, *verder]


@never_cache
@require_safe
def kanttekeningen(request: HttpRequest, regio: str) -> HttpResponse:
    """Five queries more than the visit, however many notes there are."""
    visite, inzage = _bezoek(request, regio)
    op_papier = Reactie.objects.staat().filter(plan=visite.plan, kanaal=Reactie.Kanaal.PAPIER, versie__isnull=False)
    alle = [_kanttekening(g, visite) for g in gesprekken(op_papier, visite, inzage, visite.document)]
    versies = {k.g.reactie.versie_id: k.g.reactie.versie for k in alle}
    gevraagd = request.GET.get("versie", "")
    versie = next((v for v in versies.values() if v is not None and v.code == gevraagd), None)
    hier = [k for k in alle if versie is None or k.g.reactie.versie_id == versie.pk]
    stand = request.GET.get("stand", "") if request.GET.get("stand") in STANDEN else ""
    tellingen = {"": len(hier), "open": sum(not k.af for k in hier), "af": sum(k.af for k in hier)}
    gekozen = [k for k in hier if not stand or k.af == (stand == "af")]
    per_versie = sorted(
        {k.g.reactie.versie for k in gekozen if k.g.reactie.versie is not None}, key=lambda v: -v.nummer
    )
    inhoud = {
        "kruimel": _kruimel(visite),
        "per_versie": [
            (
                v,
                versiecode(regio, v.sha256),
                sorted((k for k in gekozen if k.g.reactie.versie_id == v.pk), key=_volgorde),
            )
            for v in per_versie
        ],
        "aantal": len(gekozen),
        "er_zijn": bool(alle),
        "versies": sorted((v for v in versies.values() if v is not None), key=lambda v: -v.nummer),
        "versie": versie,
        "stand": stand,
        "standen": [(waarde, naam, tellingen[waarde]) for waarde, naam in STANDEN.items()],
    }
    return TemplateResponse(request, "portaal/kanttekeningen/lijst.html", inhoud)


def _volgorde(k: Passagekanttekening) -> tuple[list[tuple[int, str]], int]:
    """By code as people count: 2 before 14, K2 before K10."""
    delen = re.findall(r"\d+|\D+", k.g.reactie.code)
    return [(int(d), "") if d.isdecimal() else (0, d) for d in delen], k.g.reactie.pk


def _kanttekening(g: Gesprek, visite: Bezoek) -> Passagekanttekening:
    toen, nu = g.reactie.citaat or str(g.reactie.anker.get("eenheid", "")), g.gevolgd.woorden_nu
    anders = g.gevolgd.soort == "gewijzigd" and toen != nu
    delen = verschil.delen(verschil.knip(toen), verschil.knip(nu)) if anders else ()
    return Passagekanttekening(g, delen, _bewerken(g, visite))


def _bewerken(g: Gesprek, visite: Bezoek) -> str:
    """The editor of the section where it stands now, for who may edit there."""
    plek = g.gevolgd.plek
    if plek is None or not plek.opgave or plek.soort not in visite.document.soorten:
        return ""
    if not visite.rechten.voor(plek.opgave).mag_bewerken():
        return ""
    nummer = visite.document.nummers[plek.opgave]
    return reverse("opgaven:bewerk", args=[visite.regio.code, nummer, plek.soort])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def invoeren(request: HttpRequest, regio: str) -> HttpResponse:
    """Choose the version that was noted on, then key in the notes. Three queries more than the visit, without rows."""
    visite, _ = _bezoek(request, regio)
    versies = list(Versie.objects.zonder_inhoud().filter(plan=visite.plan).order_by("-nummer"))
    gegevens = request.POST if request.method == "POST" else request.GET
    getypt = gegevens.get("afdruk", "")[:40]
    versie = next((v for v in versies if v.code == gegevens.get("versie", "")), None)
    if versie is None and getypt.strip():
        versie = next((v for v in versies if gelijk(getypt, versiecode(regio, v.sha256))), None)
    if versie is None:
        status = 422 if request.method == "POST" else 200
        return _kies_versie(request, visite, versies, getypt, status)
    if request.method != "POST":
        return _formulier(request, visite, versie, WieForm(regio=visite.regio, alleen_gremia=True), [])
    return _bewaar(request, visite, versie)


def _kies_versie(request: HttpRequest, visite: Bezoek, versies: list[Versie], getypt: str, status: int) -> HttpResponse:
    regio = visite.regio.code
    werk = bool(getypt.strip()) and any(
        gelijk(getypt, versiecode(regio, hash_)) for hash_ in hashes_van(visite.document)
    )
    inhoud = {
        "kruimel": _kruimel(visite, ("Kanttekeningen", reverse("portaal:kanttekeningen", args=[regio]))),
        "versies": [(v, versiecode(regio, v.sha256)) for v in versies],
        "getypt": netjes(getypt),
        "werkversie": werk,
        "rijen": [r for r in lees(request.POST) if not r.leeg] if request.method == "POST" else [],
    }
    return TemplateResponse(request, "portaal/kanttekeningen/versie.html", inhoud, status=status)


def _formulier(
    request: HttpRequest, visite: Bezoek, versie: Versie, form: WieForm, rijen: list[Kanttekeningrij], status: int = 200
) -> HttpResponse:
    regio = visite.regio.code
    inhoud: dict[str, Any] = {
        "kruimel": _kruimel(visite, ("Kanttekeningen", reverse("portaal:kanttekeningen", args=[regio]))),
        "versie": versie,
        "afdrukcode": versiecode(regio, versie.sha256),
        "form": form,
        "rijen": [*rijen, *[Kanttekeningrij()] * LEGE_RIJEN],
        "fouten": sum(bool(r.fout) for r in rijen),
        "gevuld": len(rijen),
        "functie_uitleg": FUNCTIE_UITLEG,
    }
    return TemplateResponse(request, "portaal/kanttekeningen/invoeren.html", inhoud, status=status)


def _bewaar(request: HttpRequest, visite: Bezoek, versie: Versie) -> HttpResponse:
    form = WieForm(request.POST, regio=visite.regio, alleen_gremia=True)
    document = document_van(versie.pk, versie.sha256)
    rijen = toets(lees(request.POST), document)
    if not rijen:
        form.add_error(None, "Vul ten minste één kanttekening in.")
    if len(rijen) > MAX_RIJEN:
        form.add_error(None, f"Voer hoogstens {MAX_RIJEN} kanttekeningen tegelijk in.")
    if not form.is_valid() or any(r.fout for r in rijen):
        return _formulier(request, visite, versie, form, rijen, 422)
    try:
        breng_in(
            plan=visite.plan,
            document=document,
            versie=versie,
            rijen=[
                Inbreng(
                    r.anker,
                    r.tekst,
                    functie=r.functie or form.cleaned_data["functie"],
                    kenmerk=kenmerk_van(form.cleaned_data["kenmerk"], n),
                )
                for n, r in enumerate(rijen)
                if r.anker is not None
            ],
            kanaal=Reactie.Kanaal.PAPIER,
            gegeven_op=form.cleaned_data["gegeven_op"],
            door=cast(User, request.user),
            **form.afzender(),
        )
    except Vreemd:
        form.opnieuw(None, AL_VERSTUURD)
        return _formulier(request, visite, versie, form, rijen, 409)
    hoeveel = getallen.aantal(len(rijen), "kanttekening", "kanttekeningen")
    messages.success(request, f"Ingevoerd: {hoeveel} bij {versie.label}.")
    adres = reverse("portaal:kanttekeningen", args=[visite.regio.code])
    return HttpResponseRedirect(f"{adres}?versie={versie.code}", status=303)

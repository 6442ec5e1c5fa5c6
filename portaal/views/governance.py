"""Who decides: the bodies as a picture and a table, a body, a ministry, a traject."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from documenten.dossier import afdrukvelden, dossier_van
from governance import structuur, structuurplaat
from governance.models import Gremium
from governance.overlegstanden import SCHRIJVERS
from governance.structuurrechten import mag_structuur
from npvr.bewaard import getekend
from opgaven.bezoek import Bezoek
from opgaven.models import Traject
from plandocument.vermeldingen import vermeldingen
from reacties.permissions import Inzage
from versies.bezoek import bezoek

TABELLEN = (
    (Gremium.Niveau.RIJK, "Rijk", "Wie er aan de kant van het Rijk over gaan."),
    (Gremium.Niveau.RIJK_REGIO, "Rijk en regio samen", "Waar Rijk en regio elkaar treffen."),
    (Gremium.Niveau.REGIO, "Regio", "Wie er in de regio over gaan."),
    (Gremium.Niveau.OPGAVE, "Per opgave of onderwerp", "Eigenaren en uitvoerders van één of enkele opgaven."),
    (Gremium.Niveau.BUITEN, "Buiten het programma", "Zij volgen het plan of spreken erover mee."),
)
PROGRAMMATEAM = "programmateam"


@dataclass(frozen=True, slots=True)
class Lichamentabel:
    """Bodies of one level, for the table beside the picture."""

    anker: str
    naam: str
    uitleg: str
    lichamen: tuple[structuur.Lichaam, ...]

    @property
    def getekend(self) -> bool:
        """Whether these bodies stand in the picture."""
        return self.anker in structuur.GETEKEND


@require_safe
def gremia(request: HttpRequest, regio: str) -> TemplateResponse:
    """Three queries beside those of the visit."""
    visite = bezoek(request, regio)
    dag, begrepen = _dag(request.GET.get("dag", ""))
    alle = structuur.lees(visite.regio, dag)
    tabellen = [
        Lichamentabel(niveau, naam, uitleg, lichamen)
        for niveau, naam, uitleg in TABELLEN
        if (lichamen := alle.van_niveau(niveau))
    ]
    context = {
        "kruimel": _kruimel(visite),
        "plaat": structuurplaat.teken(alle, _adres(visite, "gremium")),
        "tabellen": tabellen,
        "dag": dag,
        "vandaag": dag == timezone.localdate(),
        "begrepen": begrepen,
        "mag_structuur": mag_structuur(visite.rechten.toegang),
        "teams": [li for li in alle.lichamen if li.gremium.soort == PROGRAMMATEAM and li.kolommen],
    }
    return TemplateResponse(request, "portaal/governance/gremia.html", context)


@require_safe
def gremium(request: HttpRequest, regio: str, code: str) -> TemplateResponse:
    """A body: what it does, who sits in it, and the opgaven it owns according to the fiches. Three queries more."""
    visite = bezoek(request, regio)
    dag, _ = _dag(request.GET.get("dag", ""))
    lichaam: structuur.Lichaam | None
    try:
        lichaam = structuur.lees(visite.regio, dag).lichaam(code)
    except KeyError:
        lichaam = structuur.buiten_de_tijd(visite.regio, code)
    if lichaam is None:
        raise Http404("Dit gremium staat niet in het register van deze regio.")
    mag = mag_structuur(visite.rechten.toegang)
    context = {
        "kruimel": [*_kruimel(visite), ("Governance", reverse("portaal:governance", args=[regio]))],
        "lichaam": lichaam,
        "dag": dag,
        "vandaag": dag == timezone.localdate(),
        "nu": lichaam.gremium.geldt_op(dag),
        "mag_structuur": mag,
        "mag_plannen": bool(visite.rechten.rollen & SCHRIJVERS),
        "anders": structuur.andere_tijden(lichaam.gremium, dag) if mag else None,
        "gremium": lichaam.gremium,
        "vermeldingen": vermeldingen(visite.document, "gremium", {code}),
    }
    return TemplateResponse(request, "portaal/governance/gremium.html", context)


@require_safe
def ministerie(request: HttpRequest, regio: str, code: str) -> TemplateResponse:
    """The dossier of a ministry: six queries beside those of the visit, for people with a role twelve at most, however
    many comments it made."""
    visite = bezoek(request, regio)
    inzage = Inzage.uit(visite.rechten)
    dossier = dossier_van(visite, inzage, code, blad=request.GET.get("blad", ""))
    if dossier is None:
        raise Http404("Dit ministerie staat niet in het register.")
    context = {
        "kruimel": [*_kruimel(visite), ("Opgaven", reverse("portaal:opgaven", args=[regio]))],
        "ministerie": dossier.ministerie,
        "dossier": dossier,
        "delen_html": getekend(
            "portaal/governance/_dossier_delen.html",
            (visite.bron.merk, visite.aanzicht, code, frozenset(m.code for m in dossier.samengevat_in)),
            lambda: {"groepen": dossier.groepen, "document": visite.document, "bezoek": visite.aanzicht},
        ),
        "afdrukvelden": afdrukvelden(code, intern=inzage.team) if dossier.blad and dossier.blad.lang else [],
        "bladeren": "?blad=",
    }
    response = TemplateResponse(request, "portaal/governance/ministerie.html", context)
    if dossier.reacties is not None:  # like every page with the words of a comment
        add_never_cache_headers(response)
    return response


@require_safe
def traject(request: HttpRequest, regio: str, code: str) -> TemplateResponse:
    """A traject of the register and the fiches that print it, in their own words. Two queries more."""
    visite = bezoek(request, regio)
    rij = Traject.objects.prefetch_related("ministeries").filter(regio=visite.regio, code=code).first()
    if rij is None:
        raise Http404("Dit traject staat niet in het register van deze regio.")
    context = {
        "kruimel": [*_kruimel(visite), ("Opgaven", reverse("portaal:opgaven", args=[regio]))],
        "traject": rij,
        "ministeries": list(rij.ministeries.all()),
        "vermeldingen": vermeldingen(visite.document, "traject", {code}),
    }
    return TemplateResponse(request, "portaal/governance/traject.html", context)


def _dag(tekst: str) -> tuple[date, bool]:
    """The day that the address asks for, today when it names none; and whether it was understood."""
    try:
        return (date.fromisoformat(tekst), True) if tekst else (timezone.localdate(), True)
    except ValueError:
        return timezone.localdate(), False


def _kruimel(visite: Bezoek) -> list[tuple[str, str]]:
    return [(visite.regio.naam, reverse("portaal:voorpagina", args=[visite.regio.code]))]


def _adres(visite: Bezoek, naam: str) -> Callable[[str], str]:
    return lambda code: reverse(f"portaal:{naam}", args=[visite.regio.code, code])

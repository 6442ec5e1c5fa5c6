"""The plan as one reads it through: its contents, and a chapter."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from plandocument.planlijsten import planlijsten
from portaal.bewaard import per_tekst
from portaal.overzicht import bladzijden, buren, kaarten, per_cluster
from reacties.permissions import Inzage
from reacties.tellingen import telling
from versies.bezoek import bezoek


@require_safe
@per_tekst(lambda visite, **kwargs: None)
def inhoud(request: HttpRequest, regio: str, versie: str = "") -> HttpResponse:
    visite = bezoek(request, regio, versie)
    rij = bladzijden(visite)
    voor = len(visite.document.hoofdstukken_voor())
    hoofdstukken = [b for b in rij if b.soort == "hoofdstuk"]
    context = {
        "kruimel": [(visite.regio.naam, visite.adres("voorpagina"))],
        "document": visite.document,
        "voor": hoofdstukken[:voor],
        "na": hoofdstukken[voor:],
        "groepen": per_cluster(visite.document, kaarten(visite)),
        "los": planlijsten(visite.document).get("", ()),
    }
    return TemplateResponse(request, "portaal/plan.html", context)


@require_safe
@per_tekst(lambda visite, **kwargs: None)
def hoofdstuk(request: HttpRequest, regio: str, nummer: int, versie: str = "") -> HttpResponse:
    visite = bezoek(request, regio, versie)
    alle = (*visite.document.hoofdstukken_voor(), *visite.document.hoofdstukken_na())
    if not 1 <= nummer <= len(alle):
        raise Http404(f"Hoofdstuk {nummer} bestaat niet in dit plan.")
    vorige, volgende = buren(visite, "hoofdstuk", nummer)
    reacties = telling(visite, Inzage.uit(visite.rechten), alle[nummer - 1], nummer)
    regels = reacties.regels if reacties else {}
    lijsten = planlijsten(visite.document)
    context = {
        "kruimel": [
            (visite.regio.naam, visite.adres("voorpagina")),
            ("Het plan", visite.adres("plan")),
        ],
        "aanzicht": visite.aanzicht,
        "kader": visite.document.kader,
        "hoofdstuk": alle[nummer - 1],
        "nummer": nummer,
        "secties": tuple(
            (f"H{nummer}.{n}", s, regels.get(s.sleutel), lijsten.get(s.sleutel, ()))
            for n, s in enumerate(alle[nummer - 1].secties, 1)
        ),
        "mag_bewerken": visite.mag_bewerken,
        "vorige": vorige,
        "volgende": volgende,
        "reacties": reacties,
    }
    return TemplateResponse(request, "portaal/hoofdstuk.html", context)

"""The front page: the plan in one look."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from portaal.bewaard import met_etag
from portaal.kerncijfers import kopcijfers
from portaal.overzicht import kaarten, per_cluster
from portaal.weg import komend
from versies.bezoek import bezoek


@require_safe
@met_etag
def voorpagina(request: HttpRequest, regio: str) -> HttpResponse:
    """Two queries more than the visit."""
    visite = bezoek(request, regio)
    alle = kaarten(visite)
    doelen = visite.document.doelstellingen
    orde = {d.sleutel: d.nummer for d in doelen}
    context = {
        "document": visite.document,
        "regio": visite.regio,
        "groepen": per_cluster(visite.document, alle),
        "aantal": len(alle),
        "doelen": [(d, sum(d.sleutel in k.opgave.doelstellingen for k in alle)) for d in doelen],
        "mijlpaal": next((k.moment for k in komend(visite.regio, localdate(), 1)), None),
        "cijfers": sorted(
            (c for c in kopcijfers(visite.regio, alles=bool(visite.rechten.rollen)) if c.doelstelling in orde),
            key=lambda c: orde[c.doelstelling],
        ),
    }
    return TemplateResponse(request, "portaal/voorpagina.html", context)

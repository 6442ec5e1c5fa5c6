"""The agreed checks, run when somebody asks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from governance.bezoek import kamerpagina
from opgaven.bezoek import bezoek

from ..controle import FOUT, toets
from .indicatoren import kruimel


@kamerpagina("GET")
def controle(request: HttpRequest, regio: str) -> HttpResponse:
    """Four queries beside those of the visit."""
    visite = bezoek(request, regio)
    uitkomsten = toets(visite.regio)
    context = {
        "kruimel": kruimel(visite),
        "uitkomsten": sorted(uitkomsten, key=lambda u: u.staat != FOUT),
        "fout": sum(u.staat == FOUT for u in uitkomsten),
    }
    return TemplateResponse(request, "monitoring/controle.html", context)

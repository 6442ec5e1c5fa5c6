"""The front page: the plan in one look."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from opgaven.bezoek import Bezoek
from portaal.bewaard import per_tekst
from portaal.kerncijfers import Cijfer, kopcijfers
from portaal.overzicht import kaarten, per_cluster
from portaal.weg import komend
from versies.bezoek import bezoek


@dataclass(frozen=True, slots=True)
class Komendemijlpaal:
    """The next milestone, as the front page names it."""

    wanneer: str
    wat: str


def _leest(visite: Bezoek) -> tuple[Komendemijlpaal | None, list[Cijfer]]:
    """What stands beside the text. The day counts by the milestone that comes next. Two queries."""
    eerste = next((k.moment for k in komend(visite.regio, localdate(), 1)), None)
    mijlpaal = Komendemijlpaal(eerste.wanneer, eerste.mijlpaal.wat) if eerste else None
    return mijlpaal, kopcijfers(visite.regio, alles=bool(visite.rechten.rollen))


@require_safe
@per_tekst(_leest)
def voorpagina(request: HttpRequest, regio: str) -> HttpResponse:
    """Two queries more than the visit."""
    visite = bezoek(request, regio)
    alle = kaarten(visite)
    doelen = visite.document.doelstellingen
    orde = {d.sleutel: d.nummer for d in doelen}
    mijlpaal, cijfers = _leest(visite)
    context = {
        "document": visite.document,
        "regio": visite.regio,
        "groepen": per_cluster(visite.document, alle),
        "aantal": len(alle),
        "doelen": [(d, sum(d.sleutel in k.opgave.doelstellingen for k in alle)) for d in doelen],
        "mijlpaal": mijlpaal,
        "cijfers": sorted((c for c in cijfers if c.doelstelling in orde), key=lambda c: orde[c.doelstelling]),
    }
    return TemplateResponse(request, "portaal/voorpagina.html", context)

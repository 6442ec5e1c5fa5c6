"""The dossier of a ministry as a PDF, for everybody who may see the plan: visitors get what is public of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from npvr.bestand import Bestand, antwoord
from npvr.formaten import PDF
from reacties.permissions import Inzage
from versies.bezoek import bezoek

from ..druk import pers
from ..nota.bladen import TE_LANG_OM_TE_WACHTEN, NotaTeLang, op_de_achtergrond
from . import afdrukvelden, dossier_van, dossier_zetsel, dossiernaam


@require_safe
def dossier_pdf(request: HttpRequest, regio: str, code: str) -> HttpResponseBase:
    """With all comments that the page shows one page at a time, and two queries for a version. Where those are many it
    leads to where the dossier is made in the background."""
    visite = bezoek(request, regio)
    inzage = Inzage.uit(visite.rechten)
    try:
        dossier = dossier_van(visite, inzage, code, hoogstens=TE_LANG_OM_TE_WACHTEN)
    except NotaTeLang:
        return op_de_achtergrond(regio, afdrukvelden(code, intern=inzage.team))
    if dossier is None:
        raise Http404("Dit ministerie staat niet in het register.")
    inhoud = pers.druk(dossier_zetsel(dossier, visite)).lees()
    return antwoord(request, lambda: Bestand.als(PDF, dossiernaam(dossier, visite), inhoud), in_venster=True)

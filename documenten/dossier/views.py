"""The dossier of a ministry as a PDF, for everybody who may see the plan: visitors get what is public of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from reacties.permissions import Inzage
from versies.bezoek import bezoek

from ..druk import fouten, pers
from ..nota.views import geen_pdf, stuur
from . import dossier_van, dossier_zetsel, dossiernaam


@require_safe
def dossier_pdf(request: HttpRequest, regio: str, code: str) -> HttpResponseBase:
    """As the page (`dossier_van`), and two queries for a version."""
    visite = bezoek(request, regio)
    inzage = Inzage.uit(visite.rechten)
    dossier = dossier_van(visite, inzage, code)
    if dossier is None:
        raise Http404("Dit ministerie staat niet in het register.")
    try:
        inhoud = pers.druk(dossier_zetsel(dossier, visite)).lees()
    except fouten.DrukMislukt as fout:
        return geen_pdf(request, fout)
    return stuur(inhoud, "application/pdf", dossiernaam(dossier, visite), bijlage=False)

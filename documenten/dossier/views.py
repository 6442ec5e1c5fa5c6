"""The dossier of a ministry as a PDF, for everybody who may see the plan: visitors get what is public of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from npvr.bestand import Bestand, antwoord
from npvr.formaten import PDF
from reacties.permissions import Inzage
from versies.bezoek import bezoek

from ..druk import pers
from . import dossier_van, dossier_zetsel, dossiernaam


@require_safe
def dossier_pdf(request: HttpRequest, regio: str, code: str) -> HttpResponseBase:
    """As the page (`dossier_van`), and two queries for a version."""
    visite = bezoek(request, regio)
    inzage = Inzage.uit(visite.rechten)
    dossier = dossier_van(visite, inzage, code)
    if dossier is None:
        raise Http404("Dit ministerie staat niet in het register.")
    inhoud = pers.druk(dossier_zetsel(dossier, visite)).lees()
    return antwoord(request, lambda: Bestand.als(PDF, dossiernaam(dossier, visite), inhoud), in_venster=True)

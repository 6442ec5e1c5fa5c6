"""Downloads of a reactienota, for people with a role."""

from __future__ import annotations

import logging

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from opgaven.bezoek import Bezoek, bezoek
from reacties.permissions import Inzage

from ..druk import fouten
from . import TYPEN, BestaatNiet, Notakeuze, nota_als, nota_van, notanaam
from .lezen import NIET_INTERN, mag_nota

logger = logging.getLogger("documenten")


def visite_met_inzage(request: HttpRequest, regio: str) -> tuple[Bezoek, Inzage]:
    """The working copy and what this person may read of comments; 404 for who has no role."""
    visite = bezoek(request, regio)
    return visite, Inzage.uit(visite.rechten)


@require_safe
def bestand(request: HttpRequest, regio: str, formaat: str) -> HttpResponseBase:
    """The nota that the address asks for. At most eleven queries more than the visit, however many comments."""
    visite, inzage = visite_met_inzage(request, regio)
    if formaat not in TYPEN:
        raise Http404("Een reactienota is er niet in deze vorm.")
    try:
        keuze = Notakeuze.uit_link(request.GET.dict(), visite.document)
        if not mag_nota(inzage, intern=keuze.intern):
            raise PermissionDenied(NIET_INTERN)
        stuk = nota_van(visite, inzage, keuze)
    except BestaatNiet as fout:
        raise Http404(str(fout)) from None
    try:
        inhoud = nota_als(formaat, stuk, visite)
    except fouten.DrukMislukt as fout:
        return geen_pdf(request, fout)
    return stuur(inhoud, TYPEN[formaat], notanaam(stuk, keuze, visite, formaat), bijlage=formaat != "pdf")


def geen_pdf(request: HttpRequest, fout: fouten.DrukMislukt) -> HttpResponseBase:
    logger.error("geen PDF voor %s: %s %s", request.path, type(fout).__name__, fout)
    response = TemplateResponse(request, "documenten/geen_pdf.html", {"fout": fout}, status=fout.status)
    response["Cache-Control"] = "no-store"
    if fout.status == 503:
        response["Retry-After"] = "60"
    return response


def stuur(inhoud: bytes, soort: str, naam: str, *, bijlage: bool) -> HttpResponseBase:
    response = HttpResponse(inhoud, content_type=soort)
    response["Content-Length"] = str(len(inhoud))
    response["Content-Disposition"] = content_disposition_header(bijlage, naam) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response

"""Downloads of papers of a meeting, for who may read what they hold."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header

from governance.bezoek import kamerpagina
from governance.views.overleggen import overleg_van, zichtbezoek
from governance.zicht import Zicht

from .. import schrijvers
from ..druk import fouten, pers
from ..namen import schoon
from .druk import zetsel
from .soorten import SOORTEN, Papier, papier
from .stuk import papiertekst

logger = logging.getLogger("documenten")
GEEN_PAPIER: Final = "Dit stuk is er niet, of is niet voor u te lezen."
OPENBAAR: Final = "openbaar"


def _adres(wat: Papier) -> str:
    return f"{settings.BASIS_URL.rstrip('/')}/{wat.overleg.gremium.regio.code}/"


def _pdf(wat: Papier) -> bytes:
    return pers.druk(zetsel(wat)).lees()


FORMATEN: Final[dict[str, tuple[str, Callable[[Papier], bytes]]]] = {
    "pdf": ("application/pdf", _pdf),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda wat: schrijvers.word_bytes(papiertekst(wat, _adres(wat))),
    ),
    "odt": (
        "application/vnd.oasis.opendocument.text",
        lambda wat: schrijvers.odt_bytes(papiertekst(wat, _adres(wat))),
    ),
}


@kamerpagina("GET")
def stuk(request: HttpRequest, regio: str, pk: int, soort: str, formaat: str) -> HttpResponse:
    """A paper as the visitor may read it; with `?deel=openbaar` without the besloten part, to hand on."""
    visite, zicht = zichtbezoek(request, regio)
    overleg = overleg_van(visite, pk)
    if soort not in SOORTEN or formaat not in FORMATEN or not SOORTEN[soort].mag(overleg, zicht):
        raise Http404(GEEN_PAPIER)
    if request.GET.get("deel") == OPENBAAR:
        zicht = Zicht(team=True)
        if not SOORTEN[soort].mag(overleg, zicht):
            raise Http404("Het open deel is er pas als de agenda of het verslag vaststaat.")
    wat = papier(soort, overleg, zicht)
    inhoudstype, maak = FORMATEN[formaat]
    try:
        inhoud = maak(wat)
    except fouten.DrukMislukt as fout:
        logger.error("geen PDF voor %s: %s %s", request.path, type(fout).__name__, fout)
        response: HttpResponse = TemplateResponse(
            request, "documenten/geen_pdf.html", {"fout": fout}, status=fout.status
        )
        response["Cache-Control"] = "no-store"
        return response
    response = HttpResponse(inhoud, content_type=inhoudstype)
    naam = schoon(f"{soort} {overleg.code} {overleg.datum.isoformat()}.{formaat}")
    response["Content-Disposition"] = content_disposition_header(formaat != "pdf", naam) or "attachment"
    response["ETag"] = f'"{hashlib.sha256(inhoud).hexdigest()}"'
    return response

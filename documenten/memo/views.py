"""Downloads of a wijzigingsmemo, for the people who work on the plan."""

from __future__ import annotations

import hashlib
import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from npvr.nietgevonden import VoorWieMeewerkt
from opgaven.bezoek import Bezoek
from versies.bezoek import bezoek
from versies.vergelijken import WERKVERSIE, uitgangspunt, vergeleken, versies_van

from .. import schrijvers
from ..druk import fouten, pers
from ..namen import schoon
from . import memo_zetsel
from .inhoud import Memostuk, memostuk
from .stuk import memotekst
from .vragers import vragers

logger = logging.getLogger("documenten")

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"


@require_safe
def memo_pdf(request: HttpRequest, regio: str) -> HttpResponseBase:
    """Ten queries more than the visit, and one for a version that was not read yet, whatever changed."""
    visite, stuk = _memo(request, regio)
    try:
        zetsel = memo_zetsel(stuk)
        etag = f'"{zetsel.sleutel}"'
        if (niets_nieuws := get_conditional_response(request, etag=etag)) is not None:
            return _kop(niets_nieuws, etag)
        inhoud = pers.druk(zetsel).lees()
    except fouten.DrukMislukt as fout:
        logger.error("geen PDF voor %s: %s %s", request.path, type(fout).__name__, fout)
        response = TemplateResponse(request, "documenten/geen_pdf.html", {"fout": fout}, status=fout.status)
        response["Cache-Control"] = "no-store"
        if fout.status == 503:
            response["Retry-After"] = "60"
        return response
    return _bestand(inhoud, "application/pdf", _naam(visite, stuk, "pdf"), etag, bijlage=False)


@require_safe
def memo_word(request: HttpRequest, regio: str) -> HttpResponseBase:
    """The same memo as a Word file."""
    visite, stuk = _memo(request, regio)
    inhoud = schrijvers.word_bytes(memotekst(stuk, _adres(visite)))
    return _bestand(inhoud, WORD, _naam(visite, stuk, "docx"), _merk(inhoud))


@require_safe
def memo_odt(request: HttpRequest, regio: str) -> HttpResponseBase:
    """The same memo as an ODT file."""
    visite, stuk = _memo(request, regio)
    inhoud = schrijvers.odt_bytes(memotekst(stuk, _adres(visite)))
    return _bestand(inhoud, ODT, _naam(visite, stuk, "odt"), _merk(inhoud))


def _memo(request: HttpRequest, regio: str) -> tuple[Bezoek, Memostuk]:
    """The memo that the address asks for; unless it says otherwise, from the version that was decided on last to the
    working copy. 404 for a visitor, and where nothing was frozen."""
    visite = bezoek(request, regio)
    versies = versies_van(visite.plan) if visite.rechten.rollen else []
    basis = uitgangspunt(versies)
    if basis is None:
        raise VoorWieMeewerkt
    van, naar = (request.GET.get(naam, "") for naam in ("van", "naar"))
    paar = vergeleken(visite, van or basis.code, naar or WERKVERSIE, versies)
    return visite, memostuk(paar, vragers(visite, paar))


def _adres(visite: Bezoek) -> str:
    return f"{settings.BASIS_URL.rstrip('/')}/{visite.regio.code}/"


def _naam(visite: Bezoek, stuk: Memostuk, soort: str) -> str:
    van, naar = (WERKVERSIE if v.werkversie else v.naam for v in (stuk.oud, stuk.nieuw))
    return schoon(f"wijzigingsmemo {visite.regio.code} {van} naar {naar} {localtime(stuk.nieuw.op):%Y-%m-%d}.{soort}")


def _merk(inhoud: bytes) -> str:
    return f'"{hashlib.sha256(inhoud).hexdigest()}"'


def _bestand(inhoud: bytes, soort: str, naam: str, etag: str, *, bijlage: bool = True) -> HttpResponseBase:
    response = HttpResponse(inhoud, content_type=soort)
    response["Content-Length"] = str(len(inhoud))
    response["Content-Disposition"] = content_disposition_header(bijlage, naam) or "attachment"
    return _kop(response, etag)


def _kop(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-store"
    return response

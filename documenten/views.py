"""Downloads of what is written down: fiche and plan as PDF, Word, ODT, JSON; and how a fiche fits its page."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from npvr.nietgevonden import VoorWieMeewerkt
from opgaven.bezoek import Bezoek
from versies.bezoek import bezoek

from . import passing, schrijvers
from .afdrukken import plan_als_html, uitgave
from .afdrukken import plan_als_pdf as plan_als_pdf
from .druk import fouten, pers
from .druk.opmaak import html_fiche
from .meter import meter
from .namen import stuknaam

logger = logging.getLogger("documenten")

WORD: Final = ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
ODT: Final = ("odt", "application/vnd.oasis.opendocument.text")


@require_safe
def fiche_pdf(request: HttpRequest, regio: str, nummer: int, versie: str = "") -> HttpResponseBase:
    """The fiche of one opgave. No query more than the visit, and two of a version for what was decided about it."""
    visite = bezoek(request, regio, versie)
    opgave = visite.opgave(nummer)
    basis = settings.BASIS_URL.rstrip("/")
    html = html_fiche(visite.document, opgave, uitgave(visite), lambda n: basis + visite.adres("opgave", n))
    return _pdf(request, visite, html, stuknaam(visite, "pdf", f"opgave {nummer}"))


@require_safe
def plan_pdf(request: HttpRequest, regio: str, versie: str = "") -> HttpResponseBase:
    """The whole plan. As the fiche, and five queries for the bodies."""
    visite = bezoek(request, regio, versie)
    return _pdf(request, visite, plan_als_html(visite, uitgave(visite)), stuknaam(visite, "pdf"))


@require_safe
def fiche_word(request: HttpRequest, regio: str, nummer: int, versie: str = "") -> HttpResponseBase:
    """The fiche of one opgave as a Word file. Queries as `fiche_pdf`."""
    return _fiche(request, regio, nummer, versie, WORD, schrijvers.word_bytes)


@require_safe
def fiche_odt(request: HttpRequest, regio: str, nummer: int, versie: str = "") -> HttpResponseBase:
    """As `fiche_word`, as an ODT file."""
    return _fiche(request, regio, nummer, versie, ODT, schrijvers.odt_bytes)


@require_safe
def plan_word(request: HttpRequest, regio: str, versie: str = "") -> HttpResponseBase:
    """The whole plan as a Word file. Queries as `fiche_pdf`."""
    return _plan(request, regio, versie, WORD, schrijvers.word_bytes)


@require_safe
def plan_odt(request: HttpRequest, regio: str, versie: str = "") -> HttpResponseBase:
    """As `plan_word`, as an ODT file."""
    return _plan(request, regio, versie, ODT, schrijvers.odt_bytes)


@require_safe
def plan_json(request: HttpRequest, regio: str, versie: str = "") -> HttpResponseBase:
    """The whole plan as open data: the bytes that its hash is about. No query more than the visit."""
    visite = bezoek(request, regio, versie)
    inhoud = schrijvers.json_bytes(visite.document)
    sleutel = hashlib.sha256(inhoud).hexdigest()
    return _bestand(request, visite, ("json", "application/json"), sleutel, lambda: inhoud)


@never_cache
@require_safe
def past(request: HttpRequest, regio: str, nummer: int) -> HttpResponse:
    """How the fiche fits its page, measured now where it was not yet: a part of the fiche's page, or a page of its own.

    For people with a role in the region. No query more than the visit.
    """
    visite = bezoek(request, regio)
    opgave = visite.opgave(nummer)
    if not visite.rechten.rollen:
        raise VoorWieMeewerkt
    context: dict[str, object] = {"opgave": opgave, "past_url": request.path}
    status = 200
    try:
        context["meter"] = meter(passing.meet(visite.document, nummer))
    except fouten.DrukMislukt as fout:
        logger.warning("niet gemeten: %s %s %s", request.path, type(fout).__name__, fout)
        context["past_fout"], status = fout, fout.status
    if request.headers.get("HX-Request"):
        return TemplateResponse(request, "documenten/_past_meting.html", context)
    context["fiche_url"] = visite.adres("opgave", nummer)
    return TemplateResponse(request, "documenten/past.html", context, status=status)


def _fiche(
    request: HttpRequest, regio: str, nummer: int, versie: str, soort: tuple[str, str], schrijf: Callable[..., bytes]
) -> HttpResponseBase:
    visite = bezoek(request, regio, versie)
    opgave = visite.opgave(nummer)
    identiteit = uitgave(visite)
    return _bestand(
        request,
        visite,
        soort,
        f"{identiteit} {opgave.sleutel} {schrijvers.VERSIE}",
        lambda: schrijf(schrijvers.fiche(visite.document, opgave, identiteit)),
        f"opgave {nummer}",
    )


def _plan(
    request: HttpRequest, regio: str, versie: str, soort: tuple[str, str], schrijf: Callable[..., bytes]
) -> HttpResponseBase:
    visite = bezoek(request, regio, versie)
    identiteit = uitgave(visite)
    sleutel = f"{identiteit} {schrijvers.VERSIE}"
    return _bestand(request, visite, soort, sleutel, lambda: schrijf(schrijvers.plan(visite.document, identiteit)))


def _bestand(
    request: HttpRequest,
    visite: Bezoek,
    soort: tuple[str, str],
    kenmerk: str,
    maak: Callable[[], bytes],
    wat: str = "",
) -> HttpResponseBase:
    """A file to keep, named after the plan, its version and the day of its text; or 304. `kenmerk` tells contents
    apart."""
    etag = f'"{hashlib.sha256(f"{soort[0]} {kenmerk}".encode()).hexdigest()}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(maak(), content_type=soort[1])
        response["Content-Length"] = str(len(response.content))
        response["Content-Disposition"] = (
            content_disposition_header(True, stuknaam(visite, soort[0], wat)) or "attachment"
        )
    return _kop(response, visite, etag)


def _pdf(request: HttpRequest, visite: Bezoek, html: str, naam: str) -> HttpResponseBase:
    """The print of a text, or 304 when the visitor has it, or a page that says why there is none."""
    try:
        zetsel = pers.zetsel(html)
        etag = f'"{zetsel.sleutel}"'
        if (niets_nieuws := get_conditional_response(request, etag=etag)) is not None:
            return _kop(niets_nieuws, visite, etag)
        # read whole, some 400 kB: a file that is tidied away meanwhile is sent all the same
        response = HttpResponse(pers.druk(zetsel).lees(), content_type="application/pdf")
    except fouten.DrukMislukt as fout:
        return _mislukt(request, fout)
    response["Content-Length"] = str(len(response.content))
    response["Content-Disposition"] = content_disposition_header(False, naam) or "inline"
    return _kop(response, visite, etag)


def _kop(response: HttpResponseBase, visite: Bezoek, etag: str) -> HttpResponseBase:
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache" if visite.bron.openbaar else "private, no-store"
    patch_vary_headers(response, ["Cookie"])
    return response


def _mislukt(request: HttpRequest, fout: fouten.DrukMislukt) -> HttpResponse:
    logger.error("geen PDF voor %s: %s %s", request.path, type(fout).__name__, fout)
    response = TemplateResponse(request, "documenten/geen_pdf.html", {"fout": fout}, status=fout.status)
    response["Cache-Control"] = "no-store"
    if fout.status == 503:
        response["Retry-After"] = "60"
    return response

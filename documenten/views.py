"""Downloads of what is written down: fiche and plan as PDF, Word, ODT, JSON; and how a fiche fits its page."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from npvr.bestand import Bestand, antwoord, kenmerk_van
from npvr.formaten import JSON, ODT, PDF, WORD
from npvr.nietgevonden import VoorWieMeewerkt
from opgaven.bezoek import Bezoek
from versies.bezoek import bezoek

from . import passing, schrijvers
from .afdrukken import plan_met, schrijfbeelden, uitgave
from .druk import fouten, pers
from .druk.eerder import Eerder
from .druk.gremia import overleggen
from .druk.opmaak import html_fiche
from .meter import meter
from .namen import stuknaam

logger = logging.getLogger("documenten")


@require_safe
def fiche_pdf(request: HttpRequest, regio: str, nummer: int, versie: str = "") -> HttpResponseBase:
    """The fiche of one opgave. No query more than the visit, and two of a version for what was decided about it."""
    visite = bezoek(request, regio, versie)
    opgave, identiteit = visite.opgave(nummer), uitgave(visite)
    basis = settings.BASIS_URL.rstrip("/")

    def html() -> str:
        return html_fiche(visite.document, opgave, identiteit, lambda n: basis + visite.adres("opgave", n))

    feiten = f"fiche {opgave.sleutel} {basis} {visite.adres('opgave', nummer)} {identiteit}"
    return _pdf(request, visite, feiten, html, f"opgave {nummer}")


@require_safe
def plan_pdf(request: HttpRequest, regio: str, versie: str = "") -> HttpResponseBase:
    """The whole plan. As the fiche, and five queries for the bodies."""
    visite = bezoek(request, regio, versie)
    identiteit, bij = uitgave(visite), overleggen(visite.regio)
    return _pdf(request, visite, f"plan {identiteit} {bij}", lambda: plan_met(visite, identiteit, bij))


@require_safe
def fiche_word(request: HttpRequest, regio: str, nummer: int, versie: str = "") -> HttpResponseBase:
    """The fiche of one opgave as a Word file. Queries as `fiche_pdf`."""
    return _fiche(request, regio, nummer, versie, WORD)


@require_safe
def fiche_odt(request: HttpRequest, regio: str, nummer: int, versie: str = "") -> HttpResponseBase:
    """As `fiche_word`, as an ODT file."""
    return _fiche(request, regio, nummer, versie, ODT)


@require_safe
def plan_word(request: HttpRequest, regio: str, versie: str = "") -> HttpResponseBase:
    """The whole plan as a Word file. Queries as `fiche_pdf`."""
    return _plan(request, regio, versie, WORD)


@require_safe
def plan_odt(request: HttpRequest, regio: str, versie: str = "") -> HttpResponseBase:
    """As `plan_word`, as an ODT file."""
    return _plan(request, regio, versie, ODT)


@require_safe
def plan_json(request: HttpRequest, regio: str, versie: str = "") -> HttpResponseBase:
    """The whole plan as open data: the bytes that its hash is about. No query more than the visit."""
    visite = bezoek(request, regio, versie)

    def maak() -> Bestand:
        return Bestand.als(JSON, stuknaam(visite), schrijvers.json_bytes(visite.document))

    return antwoord(request, maak, kenmerk=kenmerk_van(f"json {visite.hash}"), openbaar=visite.bron.openbaar)


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


def _fiche(request: HttpRequest, regio: str, nummer: int, versie: str, formaat: str) -> HttpResponseBase:
    visite = bezoek(request, regio, versie)
    opgave = visite.opgave(nummer)
    identiteit = uitgave(visite)

    def maak() -> Bestand:
        inhoud = schrijvers.SCHRIJVERS[formaat](schrijvers.fiche(visite.document, opgave, identiteit))
        return Bestand.als(formaat, stuknaam(visite, f"opgave {nummer}"), inhoud)

    kenmerk = kenmerk_van(f"{formaat} {identiteit} {opgave.sleutel} {schrijvers.VERSIE}")
    return antwoord(request, maak, kenmerk=kenmerk, openbaar=visite.bron.openbaar)


def _plan(request: HttpRequest, regio: str, versie: str, formaat: str) -> HttpResponseBase:
    visite = bezoek(request, regio, versie)
    identiteit = uitgave(visite)

    def maak() -> Bestand:
        inhoud = schrijvers.SCHRIJVERS[formaat](
            schrijvers.plan(visite.document, identiteit, beelden=schrijfbeelden(visite))
        )
        return Bestand.als(formaat, stuknaam(visite), inhoud)

    kenmerk = kenmerk_van(f"{formaat} {identiteit} {schrijvers.VERSIE}")
    return antwoord(request, maak, kenmerk=kenmerk, openbaar=visite.bron.openbaar)


def _pdf(
    request: HttpRequest, visite: Bezoek, feiten: str, html: Callable[[], str], deel: str = ""
) -> HttpResponseBase:
    """The print of a text, or 304 when the visitor has it. Raises a DrukMislukt, which becomes a page.

    `feiten` are all that `html` is made of: where such a print was made before, nothing is built, and it costs a look.
    """
    eerder = Eerder(feiten)
    sleutel, zetsel = eerder.sleutel, None
    if not sleutel:
        zetsel = pers.zetsel(html())
        sleutel = zetsel.sleutel
        eerder.onthoud(sleutel)

    def maak() -> Bestand:
        # read whole, some 400 kB: a file that is tidied away meanwhile is sent all the same
        afdruk = pers.bewaard(sleutel) or pers.druk(zetsel or pers.zetsel(html()))
        return Bestand.als(PDF, stuknaam(visite, deel), afdruk.lees())

    return antwoord(request, maak, kenmerk=sleutel, openbaar=visite.bron.openbaar, in_venster=True)

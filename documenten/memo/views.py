"""Downloads of a wijzigingsmemo, for the people who work on the plan."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from npvr.bestand import Bestand, antwoord, kenmerk_van
from npvr.formaten import ODT, PDF, WORD
from npvr.nietgevonden import VoorWieMeewerkt
from opgaven.bezoek import Bezoek
from versies.bezoek import bezoek
from versies.vergelijken import WERKVERSIE, uitgangspunt, vergeleken, versies_van

from ..druk import pers
from . import memo_als, memo_zetsel, memonaam
from .inhoud import Memostuk, memostuk
from .vragers import vragers


@require_safe
def memo_pdf(request: HttpRequest, regio: str) -> HttpResponseBase:
    """Ten queries more than the visit, and one for a version that was not read yet, whatever changed."""
    visite, stuk = _memo(request, regio)
    zetsel = memo_zetsel(stuk)

    def maak() -> Bestand:
        return Bestand.als(PDF, memonaam(stuk, visite), pers.druk(zetsel).lees())

    return antwoord(request, maak, kenmerk=zetsel.sleutel, in_venster=True)


@require_safe
def memo_word(request: HttpRequest, regio: str) -> HttpResponseBase:
    """The same memo as a Word file."""
    return _tekst(request, regio, WORD)


@require_safe
def memo_odt(request: HttpRequest, regio: str) -> HttpResponseBase:
    """The same memo as an ODT file."""
    return _tekst(request, regio, ODT)


def _tekst(request: HttpRequest, regio: str, formaat: str) -> HttpResponseBase:
    visite, stuk = _memo(request, regio)
    bestand = Bestand.als(formaat, memonaam(stuk, visite), memo_als(formaat, stuk, visite))
    return antwoord(request, lambda: bestand, kenmerk=kenmerk_van(bestand.inhoud))


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

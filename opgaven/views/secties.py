"""One section of a fiche or a chapter: reading it, editing it, and saving over a colleague's work only on purpose."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from npvr import getallen
from npvr.html import is_htmx

from ..actions.secties import Conflict, bewaar_sectie, schone_sectie
from ..forms import Formulier
from ..permissions import GEEN_BEWERKER, eis_bewerken
from ..plek import Plek, in_fiche, in_hoofdstuk
from . import antwoorden

GESTOPT = "U bent gestopt met bewerken. Er is niets gewijzigd."
NIETS_ANDERS = "Er was niets gewijzigd. De tekst staat er zoals hij er stond."
ANDER_BLIJFT = "Er is niets opgeslagen. De tekst van uw collega blijft staan."


@require_safe
def sectie(request: HttpRequest, regio: str, nummer: int, soort: str) -> HttpResponse:
    """The section of a fiche as one reads it. Eight queries."""
    return _lees(request, in_fiche(request, regio, nummer, soort))


@require_http_methods(["GET", "HEAD", "POST"])
def bewerk(request: HttpRequest, regio: str, nummer: int, soort: str) -> HttpResponse:
    """The form of a section of a fiche: at most nine queries to open, sixteen to save."""
    return _bewerk(request, partial(in_fiche, request, regio, nummer, soort))


@require_safe
def hoofdstuksectie(request: HttpRequest, regio: str, hoofdstuk: int, sectie: int) -> HttpResponse:
    """The section of a chapter as one reads it. Nine queries."""
    return _lees(request, in_hoofdstuk(request, regio, hoofdstuk, sectie))


@require_http_methods(["GET", "HEAD", "POST"])
def hoofdstuk_bewerk(request: HttpRequest, regio: str, hoofdstuk: int, sectie: int) -> HttpResponse:
    """The form of a section of a chapter: at most ten queries to open, sixteen to save."""
    return _bewerk(request, partial(in_hoofdstuk, request, regio, hoofdstuk, sectie))


def _lees(request: HttpRequest, plek: Plek) -> HttpResponse:
    if not is_htmx(request):
        return HttpResponseRedirect(plek.pagina)
    return antwoorden.gelezen(request, plek, GESTOPT if "gestopt" in request.GET else "")


def _bewerk(request: HttpRequest, zoek: Callable[[], Plek]) -> HttpResponse:
    if request.method == "POST" and not request.user.is_authenticated:
        return antwoorden.uitgelogd(request)  # before anything is looked up: it tells nothing, and the text is kept
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    plek = zoek()
    if request.method != "POST":
        if is_htmx(request) and not plek.visite.rechten.mag_bewerken():
            return antwoorden.geweigerd(request, GEEN_BEWERKER)
        eis_bewerken(plek.visite.rechten)
        return antwoorden.formulier(request, plek, Formulier(plek))
    if not plek.visite.rechten.mag_bewerken():
        return antwoorden.geweigerd(request, GEEN_BEWERKER)
    return _verwerk(request, plek)


def _verwerk(request: HttpRequest, plek: Plek) -> HttpResponse:
    """What was posted: a text to save, or the choice after a conflict."""
    formulier = Formulier(plek, request.POST)
    keuze = request.POST.get("keuze", "")
    if keuze == "ander":
        return antwoorden.gelezen(request, plek, ANDER_BLIJFT, eigen=formulier.als_tekst())
    if keuze == "samen":
        return antwoorden.formulier(request, plek, formulier, samen=True)
    if not formulier.is_valid():
        return antwoorden.formulier(request, plek, formulier, samen="samen" in request.POST, status=422)
    inhoud = schone_sectie(formulier.inhoud())
    data = formulier.sectie.cleaned_data
    if data["sleutel"] != plek.inhoud.sleutel:  # the chapter was rearranged: another section stands here now
        return antwoorden.conflict(request, plek, inhoud, formulier)
    if data["versie"] == plek.rij.versie and inhoud == plek.inhoud:
        return _klaar(request, plek, NIETS_ANDERS)
    try:
        rij = bewaar_sectie(
            sectie=plek.rij,
            vanaf_versie=data["versie"],
            inhoud=inhoud,
            door=cast(User, request.user),
            waarom=data["waarom"],
            registers=plek.registers if any(item.koppelingen for item in inhoud.items) else None,  # known already
        )
    except Conflict as conflict:
        plek.rij = conflict.sectie
        return antwoorden.conflict(request, plek.met(conflict.inhoud), inhoud, formulier)
    return _klaar(request, plek.met(inhoud), f"Opgeslagen om {getallen.tijd(rij.gewijzigd_op or timezone.now())}.")


def _klaar(request: HttpRequest, plek: Plek, melding: str) -> HttpResponse:
    if is_htmx(request):
        return antwoorden.gelezen(request, plek, melding)
    messages.success(request, f"{plek.code} {plek.naam}".strip() + f": {melding[0].lower()}{melding[1:]}")
    return HttpResponseRedirect(plek.pagina, status=303)

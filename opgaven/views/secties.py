"""One section of a fiche or a chapter: reading it, editing it, and saving over a colleague's work only on purpose."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import trigger_client_event

from accounts.models import User
from npvr import getallen
from npvr.html import is_htmx
from plandocument import boom

from ..actions.klad import KladTeGroot, bewaar_klad, gooi_weg, rond_af
from ..actions.samen import BewaardeSectie, Botst, TeVeelSamen, bewaar_samen, voeg_bij
from ..actions.secties import FicheIsAkkoord, schone_sectie
from ..begonnen import formulier_van
from ..bij_bevinding import herstelgang, na_herstel
from ..forms import SLEUTEL, Formulier
from ..kladden import Venster, getal, keuzes_van, lees, post_van, velden_van, wanneer
from ..permissions import GEEN_BEWERKER, eis_bewerken
from ..plek import Sectievindplaats, in_fiche, in_hoofdstuk, vind
from ..regels import Regelwijziging
from ..vragen import in_een_zin, niet_overgenomen, regels
from . import antwoorden
from .antwoorden import SAMEN_KLAAR, TE_VEEL

GESTOPT = "U bent gestopt met bewerken. Er is niets gewijzigd."
NIETS_ANDERS = "Er was niets gewijzigd. De tekst staat er zoals hij er stond."
LATER = "Uw tekst is nog niet opgeslagen, en is als klad bewaard. Kies Bewerken om verder te gaan."
STOND_ER = "Er is niets gewijzigd: wat u koos, stond er al."
KLAD_IS_WEG = (
    "Deze tekst is er niet meer: u hebt hem al opgeslagen of weggegooid. Hieronder staat de tekst uit het plan."
)
BEWAARD = "sectie-opgeslagen"
"""What the browser hears on `document.body` after a save in place; parts of a page that depend on the text listen."""
HERHAALBAAR = {"40001", "40P01"}
"""SQLSTATEs of a save that lost from another one that ran at the same moment: once more, and it goes."""


@require_safe
def sectie(request: HttpRequest, regio: str, nummer: int, soort: str) -> HttpResponse:
    """The section of a fiche as one reads it. Seven queries."""
    return _lees(request, in_fiche(request, regio, nummer, soort))


@require_http_methods(["GET", "HEAD", "POST"])
def bewerk(request: HttpRequest, regio: str, nummer: int, soort: str) -> HttpResponse:
    """The form of a section of a fiche: at most eleven queries to open (one more with a klad), seventeen to save."""
    return _bewerk(request, partial(in_fiche, request, regio, nummer, soort))


@require_safe
def hoofdstuksectie(request: HttpRequest, regio: str, hoofdstuk: int, sectie: int) -> HttpResponse:
    """The section of a chapter as one reads it. Eight queries."""
    return _lees(request, in_hoofdstuk(request, regio, hoofdstuk, sectie))


@require_http_methods(["GET", "HEAD", "POST"])
def hoofdstuk_bewerk(request: HttpRequest, regio: str, hoofdstuk: int, sectie: int) -> HttpResponse:
    """The form of a section of a chapter: at most twelve queries to open (one more with a klad), seventeen to save."""
    return _bewerk(request, partial(in_hoofdstuk, request, regio, hoofdstuk, sectie))


def _lees(request: HttpRequest, plek: Sectievindplaats) -> HttpResponse:
    if not is_htmx(request):
        return HttpResponseRedirect(plek.pagina)
    return antwoorden.gelezen(
        request, plek, GESTOPT if "gestopt" in request.GET else LATER if "later" in request.GET else ""
    )


def _bewerk(request: HttpRequest, zoek: Callable[[], Sectievindplaats]) -> HttpResponse:
    if request.method == "POST" and not request.user.is_authenticated:
        return antwoorden.uitgelogd(request)  # before anything is looked up: it tells nothing, and the text is kept
    if request.method == "POST":
        return _post(request, zoek())
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    plek = zoek()
    if is_htmx(request) and not plek.visite.rechten.mag_bewerken():
        return antwoorden.geweigerd(request, GEEN_BEWERKER)
    eis_bewerken(plek.visite.rechten)
    plek.gang = herstelgang(request, plek.visite.plan)
    return antwoorden.dicht(request, plek) if plek.dicht else _open(request, plek)


def _post(request: HttpRequest, plek: Sectievindplaats) -> HttpResponse:
    if not plek.visite.rechten.mag_bewerken():
        return antwoorden.geweigerd(request, GEEN_BEWERKER)
    plek.gang = herstelgang(request, plek.visite.plan)
    return _verwerk(request, plek)


def _open(request: HttpRequest, plek: Sectievindplaats) -> HttpResponse:
    """The text as it stands, or (`?klad=`) one's own klad, with the version it was begun from."""
    if "kladjes" in request.GET and is_htmx(request):
        return antwoorden.kladjes(request, plek)
    gevraagd = request.GET.get("klad", "")
    klad = lees(plek.rij, cast(User, request.user), gevraagd) if gevraagd else None
    if klad is None:
        return antwoorden.geopend(request, plek, Formulier(plek), let_op=KLAD_IS_WEG if gevraagd else "")
    venster = Venster(uit=klad.venster, uit_volgnummer=klad.volgnummer)
    return antwoorden.geopend(request, plek, formulier_van(plek, post_van(klad.velden))[0], venster, van=klad)


def _verwerk(request: HttpRequest, plek: Sectievindplaats) -> HttpResponse:
    """What was posted: a text to save, with choices where it met another's work, or a klad to throw away."""
    weg, sleutel = request.POST.get("gooi_weg", ""), request.POST.get("sleutel", "")
    if not weg and SLEUTEL.fullmatch(sleutel) and sleutel != plek.inhoud.sleutel:
        return _elders(request, plek)
    formulier, basis = formulier_van(plek, request.POST)
    venster = Venster.van(request.POST)
    if weg:
        return _gooi_weg(request, plek, formulier, venster, weg)
    if not formulier.is_valid():
        return antwoorden.formulier(request, plek, formulier, venster, status=422)
    inhoud = schone_sectie(formulier.inhoud())
    plek = formulier.plek.met(plek.inhoud)  # with what was looked up for the form
    data, keuzes = formulier.sectie.cleaned_data, keuzes_van(request.POST)
    if inhoud == basis:
        if venster.namen:
            rond_af(sectie=plek.rij, door=cast(User, request.user), vensters=venster.namen)
        return _klaar(request, plek, NIETS_ANDERS)
    if "aanpassen" in request.POST:
        samen = voeg_bij(basis=basis, hunne=plek.inhoud, mijn=inhoud, itemsoort=plek.itemsoort, keuzes=keuzes)
        return _in_de_editor(request, plek, formulier, venster, samen.sectie, SAMEN_KLAAR)
    aanleiding = formulier.sectie.gekozen_aanleiding

    def bewaar() -> BewaardeSectie:
        return bewaar_samen(
            sectie=plek.rij,
            vanaf_versie=data["versie"],
            basis=basis,
            inhoud=inhoud,
            itemsoort=plek.itemsoort,
            door=cast(User, request.user),
            keuzes=keuzes,
            waarom=data["waarom"],
            aanleiding=aanleiding.als_data() if aanleiding else None,
            vensters=venster.namen,
            registers=plek.registers if any(item.koppelingen for item in inhoud.items) else None,  # known already
        )

    try:
        bewaard = _nog_eens(bewaar)
    except TeVeelSamen as fout:
        plek.rij = fout.sectie
        venster = _onthoud(request, plek, formulier, venster)
        return _in_de_editor(request, plek, formulier, venster, fout.samen.sectie, TE_VEEL, status=409)
    except Botst as fout:
        plek.rij = fout.sectie
        _onthoud(request, plek, formulier, venster)
        return antwoorden.botsing(request, plek.met(fout.inhoud), fout.samen, formulier, zonder_basis=basis is None)
    except FicheIsAkkoord:
        venster = _onthoud(request, plek, formulier, venster)
        return antwoorden.formulier(request, plek, formulier, venster, akkoord=True, status=409)
    antwoord = _opgeslagen(request, plek.met(bewaard.inhoud), bewaard, keuzes)
    return trigger_client_event(antwoord, BEWAARD, {"code": plek.code}) if is_htmx(request) else antwoord


def _in_de_editor(
    request: HttpRequest,
    plek: Sectievindplaats,
    formulier: Formulier,
    venster: Venster,
    inhoud: boom.Sectie,
    let_op: str,
    status: int = 200,
) -> HttpResponse:
    """The editor with both texts merged, from the version that stands now; nothing was saved."""
    plek = plek.met(inhoud)
    data = formulier.sectie.cleaned_data
    form = Formulier(plek, waarom=data["waarom"], aanleiding=data["aanleiding"])
    return antwoorden.formulier(request, plek, form, venster, let_op=let_op, onbewaard=True, status=status)


def _opgeslagen(
    request: HttpRequest, plek: Sectievindplaats, bewaard: BewaardeSectie, keuzes: Mapping[str, str]
) -> HttpResponse:
    om = f"Opgeslagen om {getallen.tijd(bewaard.sectie.gewijzigd_op or timezone.now())}"
    if bewaard.samen is None or bewaard.ander is None:
        return _klaar(request, plek, f"{om}.")
    eigen = niet_overgenomen(plek, bewaard.samen.botsingen, keuzes)
    if bewaard.ander.niets:
        return _klaar(request, plek, STOND_ER, eigen=eigen)
    mee = regels(plek, bewaard.samen.meegekomen)
    if not mee:
        return _klaar(request, plek, f"{om}.", eigen=eigen)
    return _klaar(request, plek, f"{om}, samen met {antwoorden.van_wie(request, bewaard.ander)}", mee, eigen)


def _nog_eens(bewaar: Callable[[], BewaardeSectie]) -> BewaardeSectie:
    """At most three times, with a moment for the other one to finish."""
    for wacht in (0.05, 0.2):
        try:
            return bewaar()
        except OperationalError as fout:
            if getattr(fout.__cause__, "sqlstate", "") not in HERHAALBAAR:
                raise
            time.sleep(wacht)
    return bewaar()


def _onthoud(request: HttpRequest, plek: Sectievindplaats, formulier: Formulier, venster: Venster) -> Venster:
    """What could not be saved is kept as a klad, also of a form without scripts. Five queries."""
    assert formulier.data is not None
    eigen = replace(venster, naam=venster.naam or Venster.nieuw().naam, volgnummer=venster.volgnummer + 1)
    formulier.data["venster"], formulier.data["volgnummer"] = eigen.naam, str(eigen.volgnummer)
    with suppress(KladTeGroot):
        bewaar_klad(
            sectie=plek.rij,
            door=cast(User, request.user),
            venster=eigen.naam,
            volgnummer=eigen.volgnummer,
            vanaf_versie=getal(request.POST.get("versie", "")),
            velden=velden_van(request.POST),
            uit=(venster.uit, venster.uit_volgnummer) if venster.uit else None,
        )
    return eigen


def _gooi_weg(
    request: HttpRequest, plek: Sectievindplaats, formulier: Formulier, venster: Venster, weg: str
) -> HttpResponse:
    """Another klad goes at the wish of its writer; the form stays as it is, typed in or not."""
    door = cast(User, request.user)
    klad = lees(plek.rij, door, weg)
    melding = f"De tekst van {wanneer(klad.bewaard_op)} is weggegooid." if klad else KLAD_IS_WEG
    if klad:
        gooi_weg(sectie=plek.rij, door=door, venster=weg)
    ongewijzigd = (
        formulier.is_valid()
        and formulier.sectie.cleaned_data["versie"] == plek.rij.versie
        and schone_sectie(formulier.inhoud()) == plek.inhoud
    )
    return antwoorden.geopend(request, plek, Formulier(plek) if ongewijzigd else formulier, venster, melding=melding)


def _elders(request: HttpRequest, plek: Sectievindplaats) -> HttpResponse:
    """Another section stands here now: the text is kept with its own, and nothing is written. Eight queries more."""
    formulier = Formulier(plek, request.POST)
    gevonden = vind(plek.visite, request.POST["sleutel"])
    adres = ""
    if gevonden is not None and gevonden.visite.rechten.mag_bewerken():
        venster = _onthoud(request, gevonden, formulier, Venster.van(request.POST))
        adres = f"{gevonden.bewerk_adres}?klad={venster.naam}"
    return antwoorden.elders(request, plek, formulier.als_tekst(), adres)


def _klaar(
    request: HttpRequest, plek: Sectievindplaats, melding: str, mee: Sequence[Regelwijziging] = (), eigen: str = ""
) -> HttpResponse:
    """Read again. The sentence ends in `mee`, what of somebody else came along; `eigen` gave way to that by choice."""
    if is_htmx(request) or eigen:
        return antwoorden.gelezen(request, plek, f"{melding}." if mee else melding, mee=mee, eigen=eigen)
    zin = f"{plek.code} {plek.naam}".strip() + f": {melding[0].lower()}{melding[1:]}"
    zin = f"{zin}: {in_een_zin(mee)}." if mee else zin
    adres, afloop = na_herstel(request, plek.visite.regio.code, plek.gang) if plek.gang else (plek.pagina, "")
    messages.success(request, f"{zin} {afloop}".strip())
    return HttpResponseRedirect(adres, status=303)

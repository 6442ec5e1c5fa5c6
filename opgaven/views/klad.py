"""What an open editor sends by itself: the text as it is typed, and that somebody is there. Answers in JSON."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.models import User
from npvr import documentadres, getallen
from npvr.nietgevonden import VoorWieMeewerkt

from ..actions.klad import KladTeGroot, bewaar_klad, meld_aanwezig, meld_weg, rond_af
from ..bezoek import geen_plan
from ..kladden import Venster, aanwezig, anderen, getal, velden_van
from ..models import Plan, Sectie
from ..permissions import GEEN_BEWERKER, Rechten, eis_zien

UITGELOGD = "U bent uitgelogd."
IEMAND_ANDERS = "In deze browser is nu iemand anders ingelogd."
ONLEESBAAR = "Het portaal kon dit niet lezen."
TE_GROOT = "De tekst is te groot om te bewaren. Maak hem korter."


@require_POST
def klad(request: HttpRequest, regio: str, nummer: int, soort: str) -> HttpResponse:
    """Of a section of a fiche: at most eleven queries with a text, eight without one."""
    if not request.user.is_authenticated:
        return _fout(UITGELOGD, 401)
    plan, rechten = _plan(request, regio)
    gevonden = Sectie.objects.filter(plan=plan, opgave__nummer=nummer, soort__code=soort).select_related("opgave")
    rij = gevonden.first()
    if rij is None or rij.opgave is None:
        raise Http404("Deze sectie bestaat niet in dit plan.")
    return _klad(request, rechten.voor(rij.opgave.sleutel), rij)


@require_POST
def hoofdstuk_klad(request: HttpRequest, regio: str, hoofdstuk: int, sectie: int) -> HttpResponse:
    """Of a section of a chapter, found by its key: its place may have changed while somebody typed."""
    if not request.user.is_authenticated:
        return _fout(UITGELOGD, 401)
    plan, rechten = _plan(request, regio)
    sleutel = request.POST.get("sleutel", "").replace("\0", "")
    rij = Sectie.objects.filter(plan=plan, hoofdstuk__isnull=False, sleutel=sleutel).first()
    return _klad(request, rechten, rij)


def _plan(request: HttpRequest, regio: str) -> tuple[Plan, Rechten]:
    """Two queries. Raises Http404 where one may not see it."""
    plan = Plan.objects.van(regio).first()
    if plan is None:
        raise geen_plan(request, documentadres.ontleed(regio)[0], VoorWieMeewerkt())
    rechten = Rechten.van(request.user, plan.regio)
    rechten.toegang.onthoud(request.user, plan.regio)
    eis_zien(rechten, plan)
    return plan, rechten


def _klad(request: HttpRequest, rechten: Rechten, rij: Sectie | None) -> HttpResponse:
    door = cast(User, request.user)
    if not rechten.mag_bewerken():
        return _fout(GEEN_BEWERKER, 403)
    venster = Venster.van(request.POST)
    if rij is None or not venster.naam:
        return _fout(ONLEESBAAR, 400)
    if request.POST.get("wie") != str(door.pk):
        return _fout(IEMAND_ANDERS, 403)
    doe = request.POST.get("doe", "")
    if doe == "gooi_weg":
        rond_af(sectie=rij, door=door, vensters=venster.namen)
        return JsonResponse({})
    antwoord = {}
    if doe != "hier":
        if (fout := _bewaar(request, rij, door, venster)) is not None:
            return fout
        antwoord["bewaard"] = getallen.tijd(timezone.now())
    if "weg" in request.POST:
        meld_weg(sectie=rij, door=door)
        return JsonResponse(antwoord)
    meld_aanwezig(sectie=rij, door=door)
    return JsonResponse(antwoord | {"aanwezig": aanwezig(anderen(rij, door))})


def _bewaar(request: HttpRequest, rij: Sectie, door: User, venster: Venster) -> HttpResponse | None:
    versie = getal(request.POST.get("versie", ""))
    if not (0 < versie < 2**31 and venster.volgnummer):
        return _fout(ONLEESBAAR, 400)
    try:
        bewaar_klad(
            sectie=rij,
            door=door,
            venster=venster.naam,
            volgnummer=venster.volgnummer,
            vanaf_versie=versie,
            velden=velden_van(request.POST),
            uit=(venster.uit, venster.uit_volgnummer) if venster.uit else None,
        )
    except KladTeGroot:
        return _fout(TE_GROOT, 413)
    return None


def _fout(zin: str, status: int) -> HttpResponse:
    return JsonResponse({"fout": zin}, status=status)

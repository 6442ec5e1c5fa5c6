"""The rights report: who may what since when, given by whom. As page and as spreadsheet."""

from __future__ import annotations

from typing import cast

import tablib
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from npvr.bestand import Bestand, antwoord
from npvr.bladschrijver import BLADEN
from npvr.cellen import veilige_cel
from npvr.eenmaal import kenmerk_uit

from .. import personen
from ..actions.rechtencontroles import bevestig_rechten
from ..actions.rollen import merk_van
from ..bezoek import Regiobezoek, beheerbezoek, kamerpagina
from ..models import Rechtencontrole, Rol
from ..personen import Rolregel
from ..rechtencontrole import Controlestand, onderdelen, standen
from .personen import Opgaven, kruimel

KOPPEN = (
    "Naam of functie", "E-mailadres", "Rol", "Waarvoor", "Sinds", "Tot", "Gegeven door", "Beëindigd door",
    "Tweede factor", "Laatst ingelogd", "Account actief",
)  # fmt: skip


def _regels(request: HttpRequest, visite: Regiobezoek, opgaven: Opgaven) -> tuple[list[Rolregel], bool]:
    """Two queries: roles, opgaven."""
    ook = request.GET.get("ook") == "voorbij"
    titels = dict(opgaven(visite.regio))
    return [personen.regel(rol, titels) for rol in personen.rollen(visite.regio, ook_voorbij=ook)], ook


@never_cache
@login_required
@require_safe
def rapport(request: HttpRequest, regio: str, opgaven: Opgaven) -> HttpResponse:
    visite = beheerbezoek(request, regio)
    regels, ook = _regels(request, visite, opgaven)
    context = {
        "kruimel": kruimel(visite),
        "regels": regels,
        "ook": ook,
        "mensen": len({r.rol.user_id for r in regels}),
        "formaten": list(BLADEN),
        "op": timezone.now(),
        "controles": _controles(visite, [r.rol for r in regels]) if not ook else [],
    }
    return TemplateResponse(request, "governance/rechten.html", context)


def _controles(visite: Regiobezoek, rollen: list[Rol]) -> list[tuple[Controlestand, str, int]]:
    """What is due, with the mark of the roles that it is about and how many they are. One query."""
    geldig = [r for r in rollen if r.geldig]
    uit = []
    for stand in standen(visite.regio, timezone.localdate()):
        deel = onderdelen(stand.soort, geldig)
        uit.append((stand, merk_van(deel), len(deel)))
    return uit


@kamerpagina("POST")
def bevestigen(request: HttpRequest, regio: str, soort: str, opgaven: Opgaven) -> HttpResponse:
    """That the roles on the page are right."""
    visite = beheerbezoek(request, regio)
    if soort not in Rechtencontrole.Soort.values:
        raise Http404("Deze controle bestaat niet.")
    bevestig_rechten(
        regio=visite.regio,
        soort=soort,
        door=cast(User, request.user),
        gezien=request.POST.get("gezien", ""),
        opmerking=request.POST.get("opmerking", "").replace("\0", ""),
        kenmerk=kenmerk_uit(request.POST.get("kenmerk", "")),
    )
    messages.success(request, "Vastgelegd dat deze rollen kloppen.")
    return HttpResponseRedirect(reverse("governance:rechten", args=[regio]), status=303)


@never_cache
@login_required
@require_safe
def download(request: HttpRequest, regio: str, formaat: str, opgaven: Opgaven) -> HttpResponseBase:
    visite = beheerbezoek(request, regio)
    if formaat not in BLADEN:
        raise Http404("Dit bestandsformaat is er niet. Kies xlsx, ods of csv.")
    regels, _ = _regels(request, visite, opgaven)
    blad = tablib.Dataset(headers=KOPPEN, title="Rechten")
    for r in regels:
        blad.append([veilige_cel(waarde) for waarde in _rij(r)])
    naam = f"rechten-{visite.regio.code}-{timezone.localdate().isoformat()}"
    return antwoord(request, lambda: Bestand.als(formaat, naam, BLADEN[formaat](blad)))


def _rij(r: Rolregel) -> list[object]:
    rol = r.rol

    def moment(op: object) -> str:
        return timezone.localtime(op).strftime("%Y-%m-%d %H:%M") if op else ""  # type: ignore[arg-type]

    return [
        rol.user.naam,
        rol.user.email,
        r.naam,
        r.waarvoor,
        moment(rol.sinds),
        moment(rol.tot),
        str(rol.gegeven_door or ""),
        str(rol.beeindigd_door or ""),
        "ja" if rol.tweede_factor else "nee",  # type: ignore[attr-defined]
        moment(rol.user.last_login),
        "ja" if rol.user.is_active else "nee",
    ]

"""What a beheerder does to somebody's account, on the page of that person in a region, or in the admin for the whole
portal. Every act asks to log in anew first; what was typed waits for that."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.opnieuw import vers_ingelogd

from ..actions import account
from ..actions.rollen import RolGeweigerd
from ..bezoek import Regiobezoek, beheerbezoek
from ..models import Regio
from ..permissions import eis_over_account
from .personen import Opgaven, persoon_van


def doe(request: HttpRequest, user: User, regio: Regio | None, daad: str) -> None:
    """One act; what came of it is left as a message. Raises PermissionDenied."""
    door = cast(User, request.user)
    reden = request.POST.get("reden", "").replace("\0", "")
    try:
        if daad == "factor":
            account.wis_factor(user=user, regio=regio, door=door, reden=reden)
            zin = f"De tweede factor van {user} is gewist. {user} is overal uitgelogd en krijgt daar bericht van."
        elif daad == "koppeling":
            kenmerk = request.POST.get("kenmerk", "")
            account.verplaats_koppeling(user=user, kenmerk=kenmerk, regio=regio, door=door, reden=reden)
            zin = f"Het account van {user} hoort nu bij het andere werkaccount. {user} krijgt daar bericht van."
        else:
            account.hef_rem_op(user=user, regio=regio, door=door)
            zin = f"{user} hoeft niet meer te wachten met inloggen, en krijgt daar bericht van."
    except RolGeweigerd as waarom:
        messages.error(request, str(waarom))
    else:
        messages.success(request, zin)


def _daad(daad: str) -> Any:
    """The view of one act in a region. Who may not, is told so before being asked to log in anew."""

    @never_cache
    @login_required
    @require_POST
    def view(request: HttpRequest, regio: str, pk: int, opgaven: Opgaven) -> HttpResponse:
        visite = beheerbezoek(request, regio)
        user = persoon_van(visite, pk)
        eis_over_account(cast(User, request.user), visite.regio, user)
        return _nu(request, visite, user)

    @vers_ingelogd
    def _nu(request: HttpRequest, visite: Regiobezoek, user: User) -> HttpResponse:
        doe(request, user, visite.regio, daad)
        return HttpResponseRedirect(reverse("governance:persoon", args=[visite.regio.code, user.pk]))

    return view


wis_factor = _daad("factor")
verplaats_koppeling = _daad("koppeling")
hef_rem_op = _daad("rem")

"""People of a region: the list, one person, giving and ending roles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User

from .. import personen
from ..accountstand import stand_van
from ..actions.rollen import RolGeweigerd, beeindig_rol, geef_rol, merk_van
from ..actions.uitnodigingen import telt
from ..bezoek import Regiobezoek, beheerbezoek
from ..forms import RolForm
from ..models import Regio, Rol, Uitnodiging
from ..permissions import Toegang, eis_over_rol, mag_over_rol

Opgaven = Callable[[Regio], list[tuple[str, str]]]
"""The opgaven of a region's plan, as (key, "14 Titel"). The URL conf of the project hands it in, since they are told of
in a higher room."""


def kruimel(visite: Regiobezoek, *verder: tuple[str, str]) -> list[tuple[str, str]]:
    code = visite.regio.code
    return [
        (visite.regio.naam, f"/{code}/"),
        ("Mensen en rollen", reverse("governance:personen", args=[code])),
        *verder,
    ]


@never_cache
@login_required
@require_safe
def lijst(request: HttpRequest, regio: str, opgaven: Opgaven) -> HttpResponse:
    """Six queries beside session and person: region, rights, roles, opgaven, invitations, rights of who sent those."""
    visite = beheerbezoek(request, regio)
    woord = request.GET.get("woord", "").replace("\0", "").strip()[:100]
    soort = request.GET.get("rol", "")
    soort = soort if soort in Rol.Soort.values else ""
    titels = dict(opgaven(visite.regio))
    mensen = personen.per_persoon(personen.zoek(personen.rollen(visite.regio), woord, soort), titels)
    open_ = list(Uitnodiging.objects.open().filter(regio=visite.regio).select_related("door", "ministerie", "post"))
    van_wie = Toegang.van_allen({u.door for u in open_ if u.door}, visite.regio) if open_ else {}
    uitnodigingen = [
        {
            "uitnodiging": u,
            "waarvoor": personen.waarvoor(
                u.soort, u.ministerie.afkorting if u.ministerie else "", u.opgaven_sleutels, titels
            ),
            "mag": mag_over_rol(visite.rechten, u.soort),
            "telt": telt(u, van_wie),
        }
        for u in open_
    ]
    context = {
        "kruimel": kruimel(visite)[:-1],
        "mensen": mensen,
        "uitnodigingen": uitnodigingen,
        "woord": woord,
        "soort": soort,
        "soorten": Rol.Soort.choices,
        "gezocht": bool(woord or soort),
    }
    return TemplateResponse(request, "governance/personen.html", context)


def persoon_van(visite: Regiobezoek, pk: int) -> User:
    """Somebody who has or had a role in this region; others do not exist here. One query."""
    user = User.objects.filter(pk=pk, pk__in=Rol.alle.filter(regio=visite.regio).values("user")).first()
    if user is None:
        raise Http404("Deze persoon heeft geen rol in deze regio.")
    return user


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def persoon(request: HttpRequest, regio: str, pk: int, opgaven: Opgaven) -> HttpResponse:
    """The roles of one person, now and before; POST gives one more."""
    visite = beheerbezoek(request, regio)
    user = persoon_van(visite, pk)
    keuzes = opgaven(visite.regio)
    form = RolForm(request.POST if request.method == "POST" else None, toegang=visite.rechten, opgaven=keuzes)
    if request.method == "POST":
        eis_over_rol(visite.rechten, request.POST.get("soort", ""))
        if form.is_valid():
            try:
                rol = geef_rol(
                    user=user,
                    regio=visite.regio,
                    door=cast(User, request.user),
                    tot=form.cleaned_data["tot_en_met"],
                    gezien=request.POST.get("gezien", ""),
                    **form.keuze(),
                )
            except RolGeweigerd as reden:
                form.add_error(None, str(reden))
            else:
                messages.success(request, f"{user} heeft nu de rol {rol.get_soort_display().lower()}.")
                return HttpResponseRedirect(reverse("governance:persoon", args=[visite.regio.code, user.pk]))
    return _toon_persoon(request, visite, user, form, dict(keuzes))


def _toon_persoon(
    request: HttpRequest, visite: Regiobezoek, user: User, form: RolForm, titels: dict[str, str]
) -> HttpResponse:
    regels = [personen.regel(rol, titels) for rol in personen.rollen(visite.regio, ook_voorbij=True).filter(user=user)]
    factor = bool(regels) and regels[0].rol.tweede_factor  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "kruimel": kruimel(visite),
        "persoon": user,
        "merk": merk_van(r.rol for r in regels if r.rol.geldig),
        "nu": [(r, mag_over_rol(visite.rechten, r.rol.soort)) for r in regels if r.rol.geldig],
        "eerder": [r for r in reversed(regels) if not r.rol.geldig],
        "tweede_factor": factor,
        "account": stand_van(cast(User, request.user), visite, user),
        "form": form,
    }
    return TemplateResponse(request, "governance/persoon.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def beeindig(request: HttpRequest, regio: str, pk: int, opgaven: Opgaven) -> HttpResponse:
    """Asks whether it is sure; POST ends the role, now."""
    visite = beheerbezoek(request, regio)
    rol = Rol.alle.select_related("user", "regio", "ministerie").filter(pk=pk, regio=visite.regio).first()
    if rol is None:
        raise Http404("Deze rol is er niet in deze regio.")
    eis_over_rol(visite.rechten, rol.soort)
    terug = reverse("governance:persoon", args=[visite.regio.code, rol.user_id])
    reden = ""
    if request.method == "POST":
        try:
            if beeindig_rol(rol=rol, door=cast(User, request.user), gezien=request.POST.get("gezien", "")):
                messages.success(request, f"De rol {rol.get_soort_display().lower()} van {rol.user} is beëindigd.")
            else:
                messages.info(request, "Deze rol was al beëindigd.")
            naar = terug if _nog_beheerder(request, visite) else "/"
            return HttpResponseRedirect(naar)
        except RolGeweigerd as geweigerd:
            reden = str(geweigerd)
    context = {
        "kruimel": kruimel(visite, (str(rol.user), terug)),
        "rol": rol,
        "regel": personen.regel(rol, dict(opgaven(visite.regio))),
        "terug": terug,
        "reden": reden,
    }
    return TemplateResponse(request, "governance/rol_beeindigen.html", context, status=409 if reden else 200)


def _nog_beheerder(request: HttpRequest, visite: Regiobezoek) -> bool:
    """Whether the visitor, who may have ended a role of their own, can still see these pages."""
    return Rol.objects.van(request.user, visite.regio).filter(soort__in=["beheerder", "programmamanager"]).exists()

"""Inviting people, and accepting an invitation."""

from __future__ import annotations

from typing import cast

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.adapter import basis_van
from accounts.forms import NieuwAccountForm
from accounts.models import User
from accounts.sleutels import hash_van, schoon
from accounts.views.oidc import start as naar_organisatie
from npvr.eenmaal import kenmerk_uit

from .. import oidc
from ..actions import uitnodigingen
from ..actions.rollen import RolGeweigerd
from ..actions.uitnodigingen import Dubbel, WerktNiet, account_van, neem_aan
from ..bezoek import Regiobezoek, beheerbezoek
from ..forms import UitnodigForm
from ..models import Uitnodiging
from ..permissions import eis_over_rol
from .personen import Opgaven, kruimel


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def nodig_uit(request: HttpRequest, regio: str, opgaven: Opgaven) -> HttpResponse:
    """`?rol=ministeriecontact&ministerie=ocw` fills the form in: what the plan names may be proposed, never given."""
    visite = beheerbezoek(request, regio)
    voorstel = {"soort": request.GET.get("rol", ""), "ministerie": request.GET.get("ministerie", "")}
    form = UitnodigForm(
        request.POST if request.method == "POST" else None,
        toegang=visite.rechten,
        opgaven=opgaven(visite.regio),
        initial=voorstel,
    )
    if request.method == "POST":
        eis_over_rol(visite.rechten, request.POST.get("soort", ""))
        if form.is_valid():
            try:
                uitnodiging, link = uitnodigingen.nodig_uit(
                    regio=visite.regio,
                    email=form.cleaned_data["email"],
                    door=cast(User, request.user),
                    rol_tot=form.cleaned_data["tot_en_met"],
                    basis=basis_van(request),
                    gezien=request.POST.get("gezien", ""),
                    kenmerk=kenmerk_uit(request.POST.get("kenmerk", "")),
                    **form.keuze(),
                )
            except Dubbel:
                messages.success(request, f"De uitnodiging voor {form.cleaned_data['email']} gaat één keer uit.")
                return HttpResponseRedirect(reverse("governance:personen", args=[visite.regio.code]))
            except RolGeweigerd as reden:
                form.add_error(None, str(reden))
            else:
                _meld(request, uitnodiging, link)
                return HttpResponseRedirect(reverse("governance:personen", args=[visite.regio.code]))
    return TemplateResponse(
        request,
        "governance/uitnodigen.html",
        {"kruimel": kruimel(visite), "form": form},
        status=422 if form.errors else 200,
    )


def _meld(request: HttpRequest, uitnodiging: Uitnodiging, link: str) -> None:
    woorden = (
        f"De uitnodiging voor {uitnodiging.email} staat klaar en wordt binnen een minuut verstuurd. "
        "De link werkt zeven dagen."
    )
    messages.success(request, woorden + (f" In deze proefomgeving is dat: {link}" if settings.DEMO else ""))


def _uitnodiging(visite: Regiobezoek, pk: int) -> Uitnodiging:
    gevonden = Uitnodiging.objects.select_related("regio", "ministerie").filter(pk=pk, regio=visite.regio).first()
    if gevonden is None:
        raise Http404("Deze uitnodiging is er niet in deze regio.")
    eis_over_rol(visite.rechten, gevonden.soort)
    return gevonden


@login_required
@require_POST
def opnieuw(request: HttpRequest, regio: str, pk: int, opgaven: Opgaven) -> HttpResponse:
    visite = beheerbezoek(request, regio)
    uitnodiging = _uitnodiging(visite, pk)
    try:
        link = uitnodigingen.verstuur_opnieuw(
            uitnodiging=uitnodiging,
            door=cast(User, request.user),
            basis=basis_van(request),
            gezien=request.POST.get("gezien", ""),
        )
    except RolGeweigerd as reden:
        messages.error(request, str(reden))
    else:
        _meld(request, uitnodiging, link)
    return HttpResponseRedirect(reverse("governance:personen", args=[visite.regio.code]))


@login_required
@require_POST
def intrekken(request: HttpRequest, regio: str, pk: int, opgaven: Opgaven) -> HttpResponse:
    visite = beheerbezoek(request, regio)
    uitnodiging = _uitnodiging(visite, pk)
    try:
        uitnodigingen.trek_in(
            uitnodiging=uitnodiging, door=cast(User, request.user), gezien=request.POST.get("gezien", "")
        )
    except RolGeweigerd as reden:
        messages.error(request, str(reden))
    else:
        messages.success(request, f"De uitnodiging voor {uitnodiging.email} is ingetrokken. De link werkt niet meer.")
    return HttpResponseRedirect(reverse("governance:personen", args=[visite.regio.code]))


# ---- the other side: somebody opens the link ----


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def uitnodiging(request: HttpRequest) -> HttpResponse:
    """Where the link of the mail leads. GET is the same page for everybody; POST exchanges the key for a session.

    A key that does not work gives one and the same answer, whatever the reason.
    """
    if request.method != "POST":
        return TemplateResponse(request, "governance/uitnodiging_sleutel.html")
    if not ratelimit.consume(request, action="uitnodiging", dry_run=True):
        return ratelimit.respond_429(request)
    sleutel_hash = hash_van(schoon(request.POST.get("sleutel", "")))
    if uitnodigingen.werkend(sleutel_hash) is None:
        ratelimit.consume(request, action="uitnodiging")
        return _werkt_niet(request, status=422)
    request.session.cycle_key()  # who knew the session before knows nothing
    request.session[oidc.SESSIE_SLEUTEL] = sleutel_hash
    return HttpResponseRedirect(reverse("uitnodiging_aannemen"), status=303)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def aannemen(request: HttpRequest) -> HttpResponse:
    """For who showed a key in this session: GET says what is offered, and writes nothing; POST takes it."""
    sleutel_hash = request.session.get(oidc.SESSIE_SLEUTEL, "")
    aanbod = uitnodigingen.werkend(sleutel_hash)
    if aanbod is None:
        return _werkt_niet(request)
    if request.method == "POST" and "organisatie" in request.POST and settings.OIDC_ISSUER:
        return naar_organisatie(request, "organisatie")  # the way back takes it along (`oidc.SocialAdapter`)
    bekend = account_van(aanbod)
    if bekend is None:
        return _nieuw(request, aanbod)
    if request.method == "POST" and request.user.is_authenticated and request.user.pk == bekend.pk:
        try:
            neem_aan(sleutel_hash=sleutel_hash, user=bekend)
        except WerktNiet:
            return _werkt_niet(request)
        request.session.pop(oidc.SESSIE_SLEUTEL, None)
        messages.success(request, f"U hebt nu de rol {aanbod.get_soort_display().lower()} in {aanbod.regio}.")
        return HttpResponseRedirect(f"/{aanbod.regio.code}/")
    zelf = request.user.is_authenticated and request.user.pk == bekend.pk
    return _toon(request, aanbod, {"zelf": zelf, "bekend": True}, status=403 if request.method == "POST" else 200)


def _nieuw(request: HttpRequest, aanbod: Uitnodiging) -> HttpResponse:
    form = NieuwAccountForm(request.POST if request.method == "POST" else None, email=aanbod.email)
    if request.method == "POST" and not request.user.is_authenticated and form.is_valid():
        try:
            gebruikt = neem_aan(
                sleutel_hash=aanbod.sleutel_hash,
                naam=form.cleaned_data["naam"],
                wachtwoord=form.cleaned_data["password1"],
            )
        except (WerktNiet, IntegrityError):
            return _werkt_niet(request)
        user = cast(User, gebruikt.gebruikt_door)
        request.session.pop(oidc.SESSIE_SLEUTEL, None)
        record_authentication(request, user, method="password", email=user.email)
        messages.success(request, f"Welkom. U hebt nu de rol {aanbod.get_soort_display().lower()} in {aanbod.regio}.")
        return cast(HttpResponse, perform_login(request, user, redirect_url=f"/{aanbod.regio.code}/"))
    return _toon(request, aanbod, {"form": form}, status=422 if form.errors else 200)


def _toon(request: HttpRequest, aanbod: Uitnodiging, meer: dict[str, object], status: int) -> HttpResponse:
    hier = reverse("uitnodiging_aannemen")
    context = {
        "aanbod": aanbod,
        "inloggen": f"{reverse('account_login')}?{urlencode({'next': hier})}",
        "organisatie": settings.OIDC_NAAM if settings.OIDC_ISSUER else "",
        "vorm": meer.get("form"),
    } | meer
    return TemplateResponse(request, "governance/uitnodiging.html", context, status=status)


def _werkt_niet(request: HttpRequest, status: int = 404) -> HttpResponse:
    return TemplateResponse(request, "governance/uitnodiging_sleutel.html", {"werkt_niet": True}, status=status)

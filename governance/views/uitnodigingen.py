"""Inviting people, and accepting an invitation."""

from __future__ import annotations

from typing import cast

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
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

from accounts.forms import NieuwAccountForm
from accounts.models import User
from accounts.views.oidc import start as naar_organisatie
from npvr.eenmaal import kenmerk_uit

from .. import oidc
from ..actions import uitnodigingen
from ..actions.rollen import Geweigerd
from ..actions.uitnodigingen import WerktNiet, account_van, neem_aan
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
                    basis=_basis(request),
                    gezien=request.POST.get("gezien", ""),
                    kenmerk=kenmerk_uit(request.POST.get("kenmerk", "")),
                    **form.keuze(),
                )
            except Geweigerd as reden:
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


def _basis(request: HttpRequest) -> str:
    """In the demo the address that somebody uses; elsewhere the one of the settings, which no header can change."""
    return request.build_absolute_uri("/") if settings.DEMO else ""


def _meld(request: HttpRequest, uitnodiging: Uitnodiging, link: str) -> None:
    if not link:  # the same form, sent twice
        messages.success(request, f"De uitnodiging voor {uitnodiging.email} gaat één keer uit.")
    elif uitnodiging.verstuurd_op:
        woorden = f"De uitnodiging is verstuurd naar {uitnodiging.email}. De link werkt zeven dagen."
        messages.success(request, woorden + (f" In deze proefomgeving is dat: {link}" if settings.DEMO else ""))
    else:
        messages.warning(
            request,
            f"De uitnodiging voor {uitnodiging.email} is bewaard, maar het bericht kon niet worden verstuurd. "
            "Stuur haar straks opnieuw.",
        )


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
            basis=_basis(request),
            gezien=request.POST.get("gezien", ""),
        )
    except Geweigerd as reden:
        messages.error(request, str(reden))
    else:
        uitnodiging.refresh_from_db(fields=["verstuurd_op"])
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
    except Geweigerd as reden:
        messages.error(request, str(reden))
    else:
        messages.success(request, f"De uitnodiging voor {uitnodiging.email} is ingetrokken. De link werkt niet meer.")
    return HttpResponseRedirect(reverse("governance:personen", args=[visite.regio.code]))


# ---- the other side: somebody opens the link ----


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def uitnodiging(request: HttpRequest) -> HttpResponse:
    """GET says what is offered, and writes nothing; POST takes it. A link that does not work gives one and the same
    page, whatever the reason."""
    sleutel = request.GET.get("sleutel", "")
    aanbod = Uitnodiging.objects.select_related("regio", "ministerie").met_sleutel(sleutel).first()
    if aanbod is None:
        return _werkt_niet(request)
    if request.method == "POST" and "organisatie" in request.POST and settings.OIDC_ISSUER:
        return _bij_organisatie(request, sleutel)
    bekend = account_van(aanbod)
    if bekend is None:
        return _nieuw(request, aanbod, sleutel)
    if request.method == "POST" and request.user.is_authenticated and request.user.pk == bekend.pk:
        try:
            neem_aan(sleutel=sleutel, user=bekend)
        except WerktNiet:
            return _werkt_niet(request)
        messages.success(request, f"U hebt nu de rol {aanbod.get_soort_display().lower()} in {aanbod.regio}.")
        return HttpResponseRedirect(f"/{aanbod.regio.code}/")
    zelf = request.user.is_authenticated and request.user.pk == bekend.pk
    return _toon(
        request, aanbod, sleutel, {"zelf": zelf, "bekend": True}, status=403 if request.method == "POST" else 200
    )


def _nieuw(request: HttpRequest, aanbod: Uitnodiging, sleutel: str) -> HttpResponse:
    form = NieuwAccountForm(request.POST if request.method == "POST" else None, email=aanbod.email)
    if request.method == "POST" and not request.user.is_authenticated and form.is_valid():
        try:
            gebruikt = neem_aan(
                sleutel=sleutel, naam=form.cleaned_data["naam"], wachtwoord=form.cleaned_data["password1"]
            )
        except (WerktNiet, IntegrityError):
            return _werkt_niet(request)
        user = cast(User, gebruikt.gebruikt_door)
        record_authentication(request, user, method="password", email=user.email)
        messages.success(request, f"Welkom. U hebt nu de rol {aanbod.get_soort_display().lower()} in {aanbod.regio}.")
        return cast(HttpResponse, perform_login(request, user, redirect_url=f"/{aanbod.regio.code}/"))
    return _toon(request, aanbod, sleutel, {"form": form}, status=422 if form.errors else 200)


def _bij_organisatie(request: HttpRequest, sleutel: str) -> HttpResponse:
    """On to the employer's login; the way back opens the account or makes one (`oidc.SocialAdapter`)."""
    request.session[oidc.SESSIE_SLEUTEL] = sleutel
    return naar_organisatie(request, "organisatie")


def _toon(
    request: HttpRequest, aanbod: Uitnodiging, sleutel: str, meer: dict[str, object], status: int
) -> HttpResponse:
    hier = f"{request.path}?{urlencode({'sleutel': sleutel})}"
    context = {
        "aanbod": aanbod,
        "adres": hier,
        "inloggen": f"{reverse('account_login')}?{urlencode({'next': hier})}",
        "organisatie": settings.OIDC_NAAM if settings.OIDC_ISSUER else "",
        "vorm": meer.get("form"),
    } | meer
    return TemplateResponse(request, "governance/uitnodiging.html", context, status=status)


def _werkt_niet(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "governance/uitnodiging_werkt_niet.html", status=404)

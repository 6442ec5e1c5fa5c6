"""The second factor: set up with an app, recovery codes. Turning it off and typing codes are allauth's own views."""

from __future__ import annotations

import base64
from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes
from allauth.mfa.totp.internal.flows import activate_totp
from allauth.mfa.totp.views import DeactivateTOTPView
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from npvr.bestand import Bestand, antwoord
from npvr.formaten import TEKST

from ..forms import InstelForm
from ..models import User


class UitzettenView(DeactivateTOTPView):
    """As allauth's; whether it may is asked here, not in the template."""

    template_name = "mfa/uitzetten.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"mag": context["form"].is_valid()}


uitzetten = never_cache(UitzettenView.as_view())


def _factor(user: User, soort: str) -> Authenticator | None:
    return Authenticator.objects.filter(user=user, type=soort).first()


def _codes(user: User) -> list[str]:
    factor = _factor(user, Authenticator.Type.RECOVERY_CODES)
    return factor.wrap().get_unused_codes() if factor else []


@never_cache
@login_required
@require_safe
def overzicht(request: HttpRequest) -> HttpResponse:
    """Two queries beside session and person."""
    user = cast(User, request.user)
    totp = _factor(user, Authenticator.Type.TOTP)
    return TemplateResponse(request, "mfa/index.html", {"totp": totp, "over": len(_codes(user)) if totp else 0})


@never_cache
@login_required
@reauthentication_required(app="allauth.mfa")
@sensitive_post_parameters("code", "zegel")
@require_http_methods(["GET", "HEAD", "POST"])
def instellen(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    if _factor(user, Authenticator.Type.TOTP):
        return HttpResponseRedirect(reverse("mfa_index"))
    form = InstelForm(request.POST if request.method == "POST" else None, user=user)
    if request.method == "POST" and form.is_valid():
        activate_totp(request, form)
        record_authentication(request, user, "mfa", type="totp")
        verder = request.GET.get("next", "")
        if not url_has_allowed_host_and_scheme(verder, allowed_hosts=None):
            verder = ""
        naar = reverse("mfa_view_recovery_codes")
        return HttpResponseRedirect(f"{naar}?next={verder}" if verder else naar)
    adapter = get_adapter()
    plaatje = adapter.build_totp_svg(adapter.build_totp_url(user, form.secret))
    context = {
        "form": form,
        "zegel": form.initial["zegel"],
        "qr": "data:image/svg+xml;base64," + base64.b64encode(plaatje.encode()).decode(),
        "geheim": " ".join(form.secret[n : n + 4] for n in range(0, len(form.secret), 4)),
        "verplicht": "next" in request.GET,
    }
    return TemplateResponse(request, "mfa/instellen.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@reauthentication_required(app="allauth.mfa")
@require_http_methods(["GET", "HEAD", "POST"])
def herstelcodes(request: HttpRequest) -> HttpResponse:
    """GET shows those that are left; POST makes ten new ones and the old ones worthless."""
    user = cast(User, request.user)
    if not _factor(user, Authenticator.Type.TOTP):
        raise Http404("U hebt geen tweede factor, dus ook geen herstelcodes.")
    if request.method == "POST":
        generate_recovery_codes(request)
        return HttpResponseRedirect(reverse("mfa_view_recovery_codes"))
    verder = request.GET.get("next", "")
    return TemplateResponse(
        request,
        "mfa/herstelcodes.html",
        {
            "codes": _codes(user),
            "verder": verder if url_has_allowed_host_and_scheme(verder, allowed_hosts=None) else "",
        },
    )


@never_cache
@login_required
@reauthentication_required(app="allauth.mfa")
@require_safe
def herstelcodes_bestand(request: HttpRequest) -> HttpResponseBase:
    codes = _codes(cast(User, request.user))
    if not codes:
        raise Http404("Er zijn geen herstelcodes.")
    regels = ["Herstelcodes voor het portaal Plan voor de Regio", "Elke code werkt één keer.", "", *codes, ""]
    bestand = Bestand.als(TEKST, "herstelcodes", "\r\n".join(regels).encode())
    return antwoord(request, lambda: bestand)

"""Who must have a second factor, and what they can do until they have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from accounts.adapter import VersleuteldeMFAAdapter
from accounts.models import User

from .models import Rol

OPEN = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_reauthenticate",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "gezond",
        "security_txt",
        "toegankelijkheid",
        "privacy",
    }
)
"""Names of the addresses that work without it: what is needed to set it up, to leave, and to read the rules."""

VERPLICHT = "Bij uw rol hoort een tweede factor. U kunt die vervangen, maar niet uitzetten."


def verplicht(user: User) -> bool:
    """One query; none where no role asks for it. Who may into the Django admin counts as beheerder."""
    rollen = settings.TWEEDE_FACTOR_ROLLEN
    if not rollen:
        return False
    return (Rol.Soort.BEHEERDER in rollen and user.is_staff) or Rol.objects.filter(user=user, soort__in=rollen).exists()


class TweedeFactorMiddleware:
    """Whose role asks for a second factor must have shown it in this session before anything else works.

    One query for who has not shown one; two when they must.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        naam = request.resolver_match.url_name if request.resolver_match else None
        if not settings.TWEEDE_FACTOR_ROLLEN or naam in OPEN or not request.user.is_authenticated:
            return None
        if any(methode["method"] == "mfa" for methode in get_authentication_records(request, request.user)):
            return None
        if not verplicht(request.user):
            return None
        heeft = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists()
        terug = request.get_full_path() if request.method in ("GET", "HEAD") else "/"
        naar = reverse("mfa_reauthenticate" if heeft else "mfa_activate_totp") + "?" + urlencode({"next": terug})
        return HttpResponseClientRedirect(naar) if getattr(request, "htmx", False) else HttpResponseRedirect(naar)


class HuisMFAAdapter(VersleuteldeMFAAdapter):
    error_messages = VersleuteldeMFAAdapter.error_messages | {"cannot_delete_authenticator": VERPLICHT}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not verplicht(authenticator.user)

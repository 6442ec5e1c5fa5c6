"""Asking to log in anew before something that cannot be undone; what was posted waits for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate, get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone

from npvr.invoer import geposte_tekst

from .sessies import BEGONNEN

View = Callable[..., HttpResponse]


def is_vers(request: HttpRequest) -> bool:
    """Whether this person showed a password or a code some minutes ago, or came from their employer's login then."""
    return did_recently_reauthenticate(request) and not _lang_geleden(request)


def vers_ingelogd(view: View) -> View:
    """The view after a password or a code that was given now; the same request goes on by itself."""
    met_wachtwoord = reauthentication_required(view)

    @wraps(view)
    def met(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if _lang_geleden(request):
            context = {
                "organisatie": settings.OIDC_NAAM,
                "eigen": geposte_tekst(request),
                "terug": urlsplit(request.headers.get("Referer", "")).path or "/",
            }
            return TemplateResponse(request, "accounts/opnieuw_inloggen.html", context, status=403)
        return cast(HttpResponse, met_wachtwoord(request, *args, **kwargs))

    return met


def eis_vers(request: HttpRequest) -> None:
    """Where a view is too late to ask. Raises ReauthenticationRequired, after which the same request goes on by itself,
    or PermissionDenied for who logs in at their employer."""
    if _lang_geleden(request):
        raise PermissionDenied(f"Log eerst opnieuw in bij {settings.OIDC_NAAM}. Er is nog niets gewijzigd.")
    if not is_vers(request):
        raise ReauthenticationRequired


def naar_opnieuw(request: HttpRequest) -> HttpResponse | None:
    """Off to log in anew and back to this page, without what was posted: a form with a password in it is not kept."""
    if is_vers(request):
        return None
    manieren = get_adapter().get_reauthentication_methods(request.user)
    if not manieren:
        raise PermissionDenied(f"Log eerst opnieuw in bij {settings.OIDC_NAAM}. Er is nog niets gewijzigd.")
    return HttpResponseRedirect(f"{manieren[0]['url']}?{urlencode({'next': request.path})}")


def _lang_geleden(request: HttpRequest) -> bool:
    """Of who has neither a password nor a second factor here: their employer asks."""
    if not request.user.is_authenticated or get_reauthentication_flows(request.user):
        return False
    sinds = timezone.now().timestamp() - request.session.get(BEGONNEN, 0)
    return bool(sinds > app_settings.REAUTHENTICATION_TIMEOUT)

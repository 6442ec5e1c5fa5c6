"""Who is asking; and whoever is still for too long, is logged out."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from .models import User
from .sessies import BEGONNEN, SessionStore

COOKIE = "actief"
FIJN = 300
"""Seconds: how often the moment of the last request is written anew."""


class WieMiddleware(AuthenticationMiddleware):
    """Django's own, for whom the session and its person are one query. Anything unusual is left to Django."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _wie(request))  # type: ignore[assignment]


def _wie(request: HttpRequest) -> User | AnonymousUser:
    if not hasattr(request, "_cached_user"):
        request._cached_user = _eigenaar(request) or get_user(request)  # type: ignore[attr-defined]
    return request._cached_user  # type: ignore[attr-defined]


def _eigenaar(request: HttpRequest) -> User | None:
    """Whose session it is, when that is as `django.contrib.auth.get_user` would find it."""
    sessie = request.session
    if SESSION_KEY not in sessie or sessie.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    user: User | None = getattr(sessie, "eigenaar", None)
    if user is None or not user.is_active or str(user.pk) != str(sessie[SESSION_KEY]):
        return None
    echt = constant_time_compare(sessie.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
    return user if echt else None


class StilteMiddleware:
    """The moment of the last request stands in a signed cookie of this session, since a GET may not write.

    Without that cookie the moment of logging in counts, so leaving it out wins nothing. No query of its own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session and _te_lang(request):
            request.session = SessionStore()
            request.user = AnonymousUser()
        response = self.get_response(request)
        if request.session.accessed and SESSION_KEY in request.session and not _geldig(request, FIJN):
            response.set_cookie(
                COOKIE,
                _ondertekenaar(request).sign("1"),
                httponly=True,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response


def _ondertekenaar(request: HttpRequest) -> TimestampSigner:
    return TimestampSigner(salt=f"npvr.actief.{request.session.session_key}")


def _geldig(request: HttpRequest, seconden: int) -> bool:
    try:
        _ondertekenaar(request).unsign(request.COOKIES.get(COOKIE, ""), max_age=seconden)
    except BadSignature:
        return False
    return True


def _te_lang(request: HttpRequest) -> bool:
    if _geldig(request, settings.SESSIE_STIL):
        return False
    return timezone.now().timestamp() - request.session.get(BEGONNEN, 0) > settings.SESSIE_STIL

"""Whoever is still for too long, is logged out."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from .sessies import BEGONNEN, SessionStore

COOKIE = "actief"
FIJN = 300
"""Seconds: how often the moment of the last request is written anew."""


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

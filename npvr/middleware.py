"""One middleware: what holds for every page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect

from . import storingen
from .bestand import GeenBestand
from .fouten import anders_dan_gezien, geen_bestand, uitgelogd
from .gezien import AndersDanGezien

logger = logging.getLogger("npvr")


def _openbaar(request: HttpRequest) -> bool:
    """Whether what was visited is a text that everybody may read."""
    return bool(getattr(getattr(getattr(request, "bezoek", None), "bron", None), "openbaar", False))


def _logt_eerst_in(request: HttpRequest, naar: str) -> bool:
    """Whether a view sent a form of somebody who is not logged in to the login page, to come back here afterwards.

    Not one that logs in itself, which has a password by that name.
    """
    if request.method != "POST" or not naar.startswith(resolve_url("account_login")) or "password" in request.POST:
        return False
    terug = parse_qs(urlsplit(naar).query).get("next", [""])[0]
    return urlsplit(terug).path == request.path and not request.user.is_authenticated


class PaginaMiddleware:
    """What was typed before a session ended comes back, whatever view asks for a login. A login that a fragment asks
    for opens as a page; pages of people who are logged in are not kept by caches, nor any file of a text that is not
    public; what is away or full gives a Dutch page with what was typed, a write that began from an older state one with
    409, a file that could not be made one that says why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        naar = response.get("Location", "")
        if _logt_eerst_in(request, naar):
            response, naar = uitgelogd(request), ""
        if getattr(request, "htmx", False) and naar.startswith(resolve_url("account_login")):
            response = HttpResponseClientRedirect(naar)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        if "Content-Disposition" in response.headers and not _openbaar(request):
            response.headers["Cache-Control"] = "private, no-store"
        if response.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, AndersDanGezien):
            return anders_dan_gezien(request, exception)
        if isinstance(exception, GeenBestand):
            logger.error("geen bestand voor %s: %s %s", request.path, type(exception).__name__, exception)
            return geen_bestand(request, exception)
        storing = storingen.storing_van(exception)
        if storing is storingen.FOUT:
            return None  # to the log with its traceback, and then to `fouten.fout`
        logger.error("%s op %s: %s", storing.kop, request.path, exception)
        return storingen.antwoord(request, storing)

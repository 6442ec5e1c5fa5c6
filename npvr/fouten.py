"""Pages for what goes wrong: what happened, what was kept, what to do."""

from __future__ import annotations

import re
import sys
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import storingen
from .bestand import GeenBestand
from .gezien import AndersDanGezien
from .html import is_htmx
from .invoer import geposte_tekst, geposte_velden, van_ons
from .nietgevonden import NietOpenbaar, VoorWieMeewerkt

_VAN_DJANGO = re.compile(r"No \w+ matches the given query\.|No .* found matching the query")
"""Sentences that are not ours, and not Dutch."""


def niet_gevonden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Says which of three it is: this does not exist, this is not public, or log in to see this."""
    reden = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    if _VAN_DJANGO.fullmatch(reden):
        reden = ""
    soorten = (("team", VoorWieMeewerkt), ("dicht", NietOpenbaar))
    soort = next((naam for naam, klasse in soorten if isinstance(exception, klasse)), "" if reden else "onbekend")
    return render(request, "componenten/fout_404.html", {"reden": reden, "soort": soort}, status=404)


def mag_niet(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "componenten/fout_403.html", {"reden": str(exception)}, status=403)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What was typed comes back, and goes again with one click where the browser says that a page of ours sent it."""
    inhoud = {"eigen": geposte_tekst(request), "velden": geposte_velden(request) if van_ons(request) else []}
    return render(request, "componenten/fout_csrf.html", inhoud, status=403)


def uitgelogd(request: HttpRequest) -> HttpResponse:
    """A session ended while somebody wrote: what was typed comes back, and goes again after logging in elsewhere."""
    inhoud = {"eigen": geposte_tekst(request), "velden": geposte_velden(request)}
    return render(request, "componenten/fout_401.html", inhoud, status=401)


def fout(request: HttpRequest) -> HttpResponse:
    """Whatever was raised where no page could answer it, also before any page was asked: what it was decides."""
    return storingen.antwoord(request, storingen.storing_van(sys.exc_info()[1]))


def onleesbaar(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that Django refuses by itself."""
    gevonden = storingen.storing_van(exception)
    return storingen.antwoord(request, storingen.ONLEESBAAR if gevonden is storingen.FOUT else gevonden)


def geen_bestand(request: HttpRequest, waarom: GeenBestand) -> HttpResponse:
    response = render(request, "componenten/geen_bestand.html", {"fout": waarom}, status=waarom.status)
    response["Cache-Control"] = "no-store"
    if waarom.status == 503:
        response["Retry-After"] = "60"
    return response


def anders_dan_gezien(request: HttpRequest, waarom: AndersDanGezien) -> HttpResponse:
    """What stands now beside what was sent, and the choice: look again, or do it all the same from what stands now."""
    inhoud = {
        "zin": waarom.zin,
        "nu": waarom.nu,
        "eigen": geposte_tekst(request),
        "opnieuw": waarom.gezien,
        "velden": [(naam, waarde) for naam, waarde in geposte_velden(request) if naam != "gezien"],
        "terug": _waarvandaan(request),
    }
    blad = "componenten/_anders.html" if is_htmx(request) else "componenten/fout_409.html"
    return render(request, blad, inhoud, status=waarom.status)


def _waarvandaan(request: HttpRequest) -> str:
    """The page that sent it, where that is one of ours; empty where the browser does not say."""
    delen = urlsplit(request.headers.get("Referer", ""))
    if delen.netloc != request.get_host():
        return ""
    return delen.path + (f"?{delen.query}" if delen.query else "")

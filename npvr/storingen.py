"""What goes wrong outside a page's own doing: what happened, what was typed, and how to send it again.

One way for all of it: a database that is away, a full disk, a message that is too large, and what nobody foresaw. The
page is drawn from the request alone: sessions, people and the menu may be what cannot be reached.
"""

from __future__ import annotations

import errno
import logging
from collections.abc import Iterator
from typing import Any, NamedTuple

import psycopg
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DataError, InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from .html import is_htmx
from .invoer import geposte_tekst, geposte_velden, heeft_geheim, van_ons

logger = logging.getLogger("npvr")

WACHT = 30
"""Seconds after which trying again makes sense."""
GEEN_PLEK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
ALLEEN_LEZEN = "25006"  # a server that became a copy of another one


class Storing(NamedTuple):
    """What a page says. `opnieuw`: whether the same may be sent again as it was."""

    status: int
    kop: str
    zin: str
    raad: str = ""
    opnieuw: bool = True


DATABASE = Storing(
    503,
    "Het portaal is even niet bereikbaar",
    "De gegevens zijn veilig, maar het portaal kan er nu niet bij. Wat al was opgeslagen, is bewaard.",
    "Wacht een halve minuut en probeer het opnieuw.",
)
SCHIJF = Storing(
    503,
    "De schijf van het portaal is vol",
    "Het portaal kan nu niets wegschrijven. Wat al was opgeslagen, is bewaard.",
    "Meld dit bij de beheerder van uw regio, en probeer het daarna opnieuw.",
)
TE_GROOT = Storing(
    413,
    "Dit is te groot om te versturen",
    "Het portaal neemt een tekst van zo veel woorden niet in één keer aan.",
    "Maak de tekst korter, of verstuur hem in delen.",
    opnieuw=False,
)
ONLEESBAAR = Storing(
    400,
    "Het portaal kon dit niet lezen",
    "In wat u stuurde of in het adres staat iets waar het portaal niets mee kan.",
    "Ga terug naar de vorige pagina, vernieuw die, en probeer het opnieuw.",
)
FOUT = Storing(
    500,
    "Er ging iets mis",
    "Dit ligt aan het portaal, niet aan u. Wat al was opgeslagen, is bewaard.",
    "Probeer het over een paar minuten opnieuw. Blijft het misgaan? Vertel de beheerder van uw regio wat u deed en hoe "
    "laat het was.",
)


def _oorzaken(fout: BaseException | None) -> Iterator[BaseException]:
    while fout is not None:
        yield fout
        fout = fout.__cause__


def storing_van(fout: BaseException | None) -> Storing:
    """Which of them this exception is, also where a library wrapped it in one of its own."""
    for oorzaak in _oorzaken(fout):
        if isinstance(oorzaak, OperationalError | InterfaceError | psycopg.OperationalError | psycopg.InterfaceError):
            return DATABASE
        if isinstance(oorzaak, InternalError) and getattr(oorzaak.__cause__, "sqlstate", "") == ALLEEN_LEZEN:
            return DATABASE
        if isinstance(oorzaak, OSError) and oorzaak.errno in GEEN_PLEK:
            return SCHIJF
        if isinstance(oorzaak, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
            return TE_GROOT
        if isinstance(oorzaak, DataError | MultiPartParserError):
            return ONLEESBAAR
    return FOUT


def antwoord(request: HttpRequest, storing: Storing) -> HttpResponse:
    """The page; for a fragment one message, since the form is still on screen; for a script its sentence. Never raises,
    never asks the database."""
    inhoud: dict[str, Any] = {"storing": storing, "post": request.method == "POST"}
    response: HttpResponse
    try:
        if "application/json" in request.headers.get("Accept", ""):
            response = JsonResponse({"fout": storing.kop}, status=storing.status)
        elif is_htmx(request):
            response = _blad("componenten/_storing.html", inhoud, storing)
        else:
            response = _blad("componenten/fout_storing.html", inhoud | _teruggegeven(request, storing), storing)
    except Exception:  # the last door: what cannot be given back must not cost the page as well
        logger.exception("wat naar %s was gestuurd, kon niet terug", request.path)
        response = _blad("componenten/fout_storing.html", inhoud, storing)
    response["Cache-Control"] = "no-store"
    if storing.status == 503:
        response["Retry-After"] = str(WACHT)
    return response


def _blad(blad: str, inhoud: dict[str, Any], storing: Storing) -> HttpResponse:
    return HttpResponse(render_to_string(blad, inhoud), status=storing.status)


def _teruggegeven(request: HttpRequest, storing: Storing) -> dict[str, Any]:
    if request.method != "POST":
        return {}
    geheim = heeft_geheim(request)
    inhoud = {"request": request, "eigen": geposte_tekst(request), "bestand": bool(request.FILES), "geheim": geheim}
    gekeurd = getattr(request, "csrf_processing_done", False)  # by Django: not when it went wrong before that
    if storing.opnieuw and not geheim and (gekeurd or van_ons(request)):
        inhoud |= {"velden": geposte_velden(request), "csrf_token": get_token(request)}
    return inhoud

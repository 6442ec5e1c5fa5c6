"""Answering with a file: its name and type, whether somebody has it already, who may keep it, why there is none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import content_disposition_header

from .formaten import FORMATEN

_NIET_IN_EEN_NAAM: Final = re.compile(r'[\x00-\x1f\x7f-\x9f\\/:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]')
LANGST: Final = 200


class GeenBestand(RuntimeError):
    """A file that was not made: `wat` names it, `zin` says what happened, `raad` what to do. All are shown."""

    wat = "Het bestand"
    zin = "Er ging iets mis bij het maken van het bestand."
    raad = "Probeer het over een paar minuten nog eens. Lukt het dan niet, meld het bij de beheerder."
    status = 500


@dataclass(frozen=True, slots=True)
class Bestand:
    """A whole file, under the name by which it is saved."""

    naam: str
    inhoudstype: str
    inhoud: bytes

    @classmethod
    def als(cls, formaat: str, naam: str, inhoud: bytes) -> Bestand:
        """`naam` without its ending. Raises KeyError for a format that is not in `formaten`."""
        feiten = FORMATEN[formaat]
        return cls(schone_naam(f"{naam}.{feiten.eind}"), feiten.inhoudstype, inhoud)


def schone_naam(naam: str) -> str:
    """A name that every system can save, and that shows what it is: at most 200 characters with its extension.

    Without control characters, separators, and the signs that turn the direction of reading around.
    """
    schoon = " ".join(_NIET_IN_EEN_NAAM.sub(" ", naam).split()).strip(". ") or "bestand"
    stam, punt, staart = schoon.rpartition(".")
    return f"{stam[: LANGST - 1 - len(staart)]}.{staart}" if punt and len(staart) <= 10 else schoon[:LANGST]


def kenmerk_van(inhoud: bytes | str) -> str:
    """What tells contents apart: of themselves, or of words for all that decides them."""
    return hashlib.sha256(inhoud if isinstance(inhoud, bytes) else inhoud.encode()).hexdigest()


def antwoord(
    request: HttpRequest,
    maak: Callable[[], Bestand],
    *,
    kenmerk: str = "",
    openbaar: bool = False,
    in_venster: bool = False,
) -> HttpResponse:
    """The file that `maak` gives; 304, without making it, for who has the one with this `kenmerk`.

    `openbaar`: everybody gets the same, so a cache may keep it and ask whether it changed. `in_venster`: the browser
    shows it instead of saving it. A GeenBestand that is raised becomes a page (`npvr.middleware`).
    """
    etag = f'"{kenmerk}"' if kenmerk else ""
    response = get_conditional_response(request, etag=etag) if etag else None
    if response is None:
        bestand = maak()
        response = HttpResponse(bestand.inhoud, content_type=bestand.inhoudstype)
        response["Content-Length"] = str(len(bestand.inhoud))
        naam = content_disposition_header(not in_venster, schone_naam(bestand.naam))
        response["Content-Disposition"] = naam or "inline"
    if etag:
        response["ETag"] = etag
    response["Cache-Control"] = "no-cache" if openbaar else "private, no-store"
    patch_vary_headers(response, ["Cookie"])
    return response

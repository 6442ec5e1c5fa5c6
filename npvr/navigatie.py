"""The main menu and which part of it is open; a context processor without queries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from . import adressen

MENU = (
    ("Voorpagina", "portaal:voorpagina"),
    ("Het plan", "portaal:plan"),
    ("Opgaven", "portaal:opgaven"),
    ("Monitoring", "portaal:monitoring"),
    ("Governance", "portaal:governance"),
    ("Tijdlijn", "portaal:tijdlijn"),
    ("Documenten", "portaal:documenten"),
)

MENU_TEAM = (
    ("Mijn werk", "portaal:mijn_werk"),
    ("Uitvoering", "uitvoering:overzicht"),
    ("Reacties", "reacties:lijst"),
    ("Weg naar vaststelling", "portaal:weg"),
    ("Plancontrole", "portaal:plancontrole"),
    ("Afdrukken", "portaal:afdrukken"),
)
"""For people with a role in the region."""


OOK = {
    "portaal:plan": ("opgaven:structuur",),
    "portaal:documenten": ("inlezen:plannen", "portaal:afdruk_controle", "portaal:vergelijken"),
    "portaal:governance": ("portaal:raadsbrieven",),
    "portaal:afdrukken": ("opdrachten:lijst",),
    "reacties:lijst": ("reacties:rondes", "reacties:links", "portaal:kanttekeningen", "documenten:reactienota"),
}
"""Pages that belong to a part of the menu and stand elsewhere."""

PER_VERSIE = re.compile(r"(?:opgaven/(?:\d+/|matrix/)?|plan/(?:\d+/)?)?")
"""What follows the region (or the version) in the addresses of pages that exist per version."""


def wissel(pad: str, regio: str, bron: Any) -> str:
    """The same page in the other text: from a version to the working copy, and from there to what is published."""
    van, naar = f"/{regio}/", adressen.voorpagina(regio, versie=bron.gepubliceerd or "")
    if bron.adres:
        van, naar = adressen.voorpagina(regio, versie=bron.adres), f"/{regio}/"
    rest = pad.removeprefix(van)
    return naar + (rest if PER_VERSIE.fullmatch(rest) else "")


@dataclass(frozen=True, slots=True)
class Menupunt:
    """A line of the menu. `hier`: this very page; `open`: a page that belongs to it."""

    naam: str
    url: str
    open: bool
    hier: bool
    team: bool


def navigatie(request: HttpRequest) -> dict[str, Any]:
    """`menu` for the region on the request (none elsewhere), `bezoek`, and whether this is a demo."""
    bezoek = getattr(request, "bezoek", None)
    if bezoek is None:
        return {"menu": (), "bezoek": None, "demo": settings.DEMO}
    hier = request.path
    team = bool(getattr(getattr(bezoek, "rechten", None), "rollen", ()))
    menu = tuple(
        Menupunt(naam, url, hier == url if begin else hier.startswith(ook), hier == url, van_team)
        for naam, url, ook, begin, van_team in _menu(bezoek.regio.code, team)
    )
    bron = getattr(bezoek, "bron", None)
    ander = wissel(hier, bezoek.regio.adres, bron) if bron and (bron.adres or bron.gepubliceerd) else ""
    return {"menu": menu, "bezoek": bezoek, "wissel": ander, "demo": settings.DEMO, "in_team": team}


@lru_cache(maxsize=64)
def _menu(regio: str, team: bool) -> list[tuple[str, str, tuple[str, ...], bool, bool]]:
    """Name, address, where it counts as open, whether it is the front page, whether it is for the team."""
    uit = []
    for naam, adres in (*MENU, *(MENU_TEAM if team else ())):
        url = reverse(adres, args=[regio])
        ook = (url, *(reverse(a, args=[regio]) for a in OOK.get(adres, ())))
        uit.append((naam, url, ook, adres == MENU[0][1], (naam, adres) in MENU_TEAM))
    return uit

"""The main menu and which part of it is open; a context processor without queries."""

from __future__ import annotations

import re
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
    ("Reacties", "reacties:lijst"),
    ("Weg naar vaststelling", "portaal:weg"),
    ("Plancontrole", "portaal:plancontrole"),
    ("Afdrukken", "portaal:afdrukken"),
)
"""For people with a role in the region."""


OOK = {
    "portaal:documenten": ("inlezen:plannen", "portaal:afdruk_controle", "portaal:vergelijken"),
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


def navigatie(request: HttpRequest) -> dict[str, Any]:
    """`menu` for the region on the request (none elsewhere), `bezoek`, and whether this is a demo."""
    bezoek = getattr(request, "bezoek", None)
    if bezoek is None:
        return {"menu": (), "bezoek": None, "demo": settings.DEMO}
    hier = request.path
    menu = []
    rollen = getattr(getattr(bezoek, "rechten", None), "rollen", ())
    for naam, adres in (*MENU, *(MENU_TEAM if rollen else ())):
        url = reverse(adres, args=[bezoek.regio.code])
        ook = tuple(reverse(a, args=[bezoek.regio.code]) for a in OOK.get(adres, ()))
        open_ = hier == url if adres == MENU[0][1] else hier.startswith((url, *ook))
        menu.append({"naam": naam, "url": url, "open": open_, "hier": hier == url, "team": (naam, adres) in MENU_TEAM})
    bron = getattr(bezoek, "bron", None)
    ander = wissel(hier, bezoek.regio.code, bron) if bron and (bron.adres or bron.gepubliceerd) else ""
    return {"menu": menu, "bezoek": bezoek, "wissel": ander, "demo": settings.DEMO}

"""The main menu and which part of it is open; a context processor without queries."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

MENU = (
    ("Voorpagina", "portaal:voorpagina"),
    ("Het plan", "portaal:plan"),
    ("Opgaven", "portaal:opgaven"),
    ("Monitoring", "portaal:monitoring"),
    ("Governance", "portaal:governance"),
    ("Tijdlijn", "portaal:tijdlijn"),
)

MENU_TEAM = (("Plancontrole", "portaal:plancontrole"),)
"""For people with a role in the region."""


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
        open_ = hier == url if adres == MENU[0][1] else hier.startswith(url)
        menu.append({"naam": naam, "url": url, "open": open_, "hier": hier == url})
    return {"menu": menu, "bezoek": bezoek, "demo": settings.DEMO}

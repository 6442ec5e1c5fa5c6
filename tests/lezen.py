"""How tests read a page: as a browser does, in which a run of white space is one space."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponseBase
from django.test import Client
from lxml import html as lx


def plat(html: str) -> str:
    """Each run of white space as one space, so that line breaks in templates say nothing."""
    return re.sub(r"[ \t\n\r\f]+", " ", html)


def leest(antwoord: HttpResponseBase) -> str:
    """The HTML of a response, `plat`."""
    return plat(antwoord.content.decode())  # type: ignore[attr-defined]


VAN_HET_FORMULIER = {"gezien", "zag", "kenmerk", "ontvangen", "versie"}
"""What a form says of itself: what it showed, and which form it is."""


def formulier(html: str, adres: str) -> dict[str, list[str]]:
    """What the form that posts to `adres` says of itself; nothing where the page has no such form."""
    pad = adres.partition("?")[0]
    for form in lx.fromstring(html).iter("form"):
        naar = (form.get("action") or "").partition("?")[0]
        if (form.get("method") or "").lower() == "post" and naar in ("", pad):
            uit: dict[str, list[str]] = {}
            for naam, waarde in form.form_values():
                if naam in VAN_HET_FORMULIER:
                    uit.setdefault(naam, []).append(waarde)
            if naar == pad or uit:
                return uit
    return {}


def stuur(client: Client, adres: str, data: Mapping[str, Any] | None = None, *, op: str = "", **meer: Any) -> Any:
    """Post as somebody does who looked at the page just now: with what its form says. `op` is the page, when it stands
    at another address."""
    pagina = client.get(op or adres)
    return client.post(adres, {**formulier(pagina.text, adres), **(data or {})}, **meer)


def post_toch(client: Any, adres: str, gegevens: dict[str, Any] | None = None, **meer: Any) -> Any:
    """As `stuur`; and where the page says what is open, read that list and go on all the same: what came of the last
    post."""
    velden = {**formulier(client.get(adres).text, adres), **(gegevens or {})}
    antwoord = client.post(adres, velden, **meer)
    gevraagd = re.search(r'name="erkend" value="(\w+)"', antwoord.content.decode())
    if antwoord.status_code != 200 or gevraagd is None:
        return antwoord
    return client.post(adres, {**velden, "erkend": gevraagd[1]}, **meer)

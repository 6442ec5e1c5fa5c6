"""How tests read a page: as a browser does, in which a run of white space is one space."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponseBase


def plat(html: str) -> str:
    """Each run of white space as one space, so that line breaks in templates say nothing."""
    return re.sub(r"[ \t\n\r\f]+", " ", html)


def leest(antwoord: HttpResponseBase) -> str:
    """The HTML of a response, `plat`."""
    return plat(antwoord.content.decode())  # type: ignore[attr-defined]


def post_toch(client: Any, adres: str, gegevens: dict[str, Any] | None = None, **meer: Any) -> Any:
    """Post a form that first says what is open, read that list, and go on all the same: what came of the last post."""
    antwoord = client.post(adres, gegevens or {}, **meer)
    gevraagd = re.search(r'name="erkend" value="(\w+)"', antwoord.content.decode())
    if antwoord.status_code != 200 or gevraagd is None:
        return antwoord
    return client.post(adres, {**(gegevens or {}), "erkend": gevraagd[1]}, **meer)

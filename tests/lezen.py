"""How tests read a page: as a browser does, in which a run of white space is one space."""

from __future__ import annotations

import re

from django.http import HttpResponseBase


def plat(html: str) -> str:
    """Each run of white space as one space, so that line breaks in templates say nothing."""
    return re.sub(r"[ \t\n\r\f]+", " ", html)


def leest(antwoord: HttpResponseBase) -> str:
    """The HTML of a response, `plat`."""
    return plat(antwoord.content.decode())  # type: ignore[attr-defined]

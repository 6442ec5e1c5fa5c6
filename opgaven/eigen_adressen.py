"""An address of the portal that somebody pastes: in a text of that region it is a reference to the opgave."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.conf import settings

from .plek import Sectievindplaats

_ADRES = re.compile(
    r"\[(?P<woorden>(?:\\.|[^\[\]\\])+)\]\((?P<in>https?://[^\s()]+)\)|(?<![\w(])(?P<los>https?://[^\s()<>\[\]]+?)(?=[.,;:!?]?(?:[\s)\]]|$))"
)
_OPGAVE = re.compile(r"/([\w-]+)/opgaven/(\d{1,4})/?")
_ZELF = re.compile(r"(?i)opgave \d+|https?://\S+")


def eigen_adressen(plat: str, plek: Sectievindplaats) -> str:
    """The plain form of a text with `[opgave 7]` for what leads to that opgave of this plan, as the editor makes it:
    other words of the link stay before it. What leads elsewhere stays as it is. Linear."""
    if "://" not in plat:
        return plat

    def zet(m: re.Match[str]) -> str:
        nummer = _nummer(m["in"] or m["los"], plek)
        if not nummer:
            return m[0]
        woorden = m["woorden"] or ""
        return f"[opgave {nummer}]" if not woorden or _ZELF.fullmatch(woorden) else f"{woorden} ([opgave {nummer}])"

    return _ADRES.sub(zet, plat)


def _nummer(adres: str, plek: Sectievindplaats) -> int:
    """0 for an address that is not of an opgave of this plan, on a host of this portal."""
    try:
        delen = urlsplit(adres)
        host = delen.hostname or ""
    except ValueError:
        return 0
    hier = {urlsplit(settings.BASIS_URL).hostname, *(h.strip("[]") for h in settings.ALLOWED_HOSTS)}
    m = _OPGAVE.fullmatch(delen.path)
    if m is None or host not in hier or m[1] != plek.visite.regio.code:
        return 0
    return int(m[2]) if int(m[2]) in plek.opgaven else 0

"""Addresses within the version that a round is about, and text as the holder of a personal link reads it."""

from __future__ import annotations

import re
from typing import Final

from django import template
from django.utils.safestring import SafeString, mark_safe

from plandocument import tekst
from plandocument.boom import Plandocument

from ..models import Ronde
from ..rondevragen import adres_in

register = template.Library()

_VERWIJZING: Final = re.compile(r'<a href="#elders">(.*?)</a>', re.S)


@register.simple_tag
def opgave_in(ronde: Ronde, regio: str, nummer: int) -> str:
    """The fiche as the round asks about it, to read and comment: {% opgave_in ronde bezoek.regio.code 14 %}."""
    return adres_in(ronde, regio, nummer)


@register.simple_tag
def rijk_hier(html: str, document: Plandocument) -> SafeString:
    """Rich text as HTML in which references to other opgaven are words, not links."""
    met_links = tekst.toon(html, document.nummers, lambda _: "#elders")
    return mark_safe(_VERWIJZING.sub(r"\1", met_links))  # noqa: S308

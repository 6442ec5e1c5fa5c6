"""Rich text of the plan in a page."""

from __future__ import annotations

from functools import partial

from django import template
from django.utils.safestring import SafeString, mark_safe

from npvr import adressen
from plandocument import tekst
from plandocument.boom import Plandocument

register = template.Library()


@register.simple_tag
def rijk(html: str, document: Plandocument) -> SafeString:
    """Rich text as HTML: cleaned once more, references printed as "opgave 14" and linked to its page."""
    return mark_safe(tekst.toon(html, document.nummers, partial(adressen.opgave, document.regio)))  # noqa: S308


@register.simple_tag
def woorden(html: str, document: Plandocument) -> str:
    """The words of rich text alone."""
    return tekst.woorden(html, document.nummers)

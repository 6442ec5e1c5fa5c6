"""Parts of a page that are drawn once per process."""

from __future__ import annotations

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from npvr import bewaard

register = template.Library()
register.simple_tag(bewaard.deel, name="deel")
"""{% deel "portaal/fiche/_tekst.html" opgave=opgave dicht=dicht %}: see `npvr.bewaard`."""


@register.simple_tag
@cache
def vast(sjabloon: str) -> SafeString:
    """{% vast "componenten/_tekens.html" %}: a template that depends on nothing but the installation."""
    return render_to_string(sjabloon)

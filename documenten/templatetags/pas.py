"""For drawings: numbers with a point, whatever the language of the page."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def punt(waarde: float) -> str:
    return f"{waarde:g}"

"""Small drawings for prints."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_KOP = '<svg viewBox="0 0 16 16" xmlns="http://www.w3.org/2000/svg">'
_JA = mark_safe(  # noqa: S308  (ours)
    f'{_KOP}<title>wel: </title><rect width="16" height="16" fill="#1a1f24"/>'
    '<path d="M3.2 8.4 6.6 11.8 12.8 4.6" fill="none" stroke="#fff" stroke-width="2.2"/></svg>'
)
_NEE = mark_safe(  # noqa: S308  (ours)
    f'{_KOP}<title>niet: </title><rect x=".6" y=".6" width="14.8" height="14.8" fill="none" stroke="#48525a"'
    ' stroke-width="1.2"/></svg>'
)


@register.simple_tag
def vakje(ja: bool) -> SafeString:
    """A ticked or an empty box, with the word for who cannot see it."""
    return _JA if ja else _NEE


_VAK = '<svg viewBox="0 0 16 16" xmlns="http://www.w3.org/2000/svg">'
_ROLLEN = {
    "primair": mark_safe(f'{_VAK}<title>primair</title><rect width="16" height="16" fill="#1a1f24"/></svg>'),  # noqa: S308
    "betrokken": mark_safe(  # noqa: S308  (ours)
        f'{_VAK}<title>betrokken</title><rect x="1" y="1" width="14" height="14" fill="none" stroke="#1a1f24"'
        ' stroke-width="1.6"/></svg>'
    ),
}


@register.simple_tag
def rol(welke: str) -> SafeString:
    """A filled box for a ministry that leads, an empty one for one that takes part."""
    return _ROLLEN[welke]

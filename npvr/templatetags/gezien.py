"""`{% gezien ronde deelname %}` in a form: what the page shows, for who writes from it (`npvr.gezien`)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import template
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString

from npvr.eenmaal import kenmerk_uit
from npvr.gezien import merk

register = template.Library()


@register.simple_tag(takes_context=True)
def gezien(context: Any, *rijen: Model | str | None) -> SafeString:
    """The field of the form, with the mark of these rows, or a mark that was made already.

    A form that comes back with its errors keeps what it was sent with: what changed meanwhile was not looked at. Where
    the page says that it did change, `anders` in the context asks for the present state.
    """
    request = context.get("request")
    was = request.POST.get("gezien") if request is not None and not context.get("anders") else None
    if was is not None:
        waarde = was
    elif len(rijen) == 1 and isinstance(rijen[0], str):
        waarde = rijen[0]
    else:
        waarde = merk(*(rij for rij in rijen if not isinstance(rij, str)))
    return format_html('<input type="hidden" name="gezien" value="{}">', waarde)


@register.simple_tag(takes_context=True)
def kenmerk(context: Any) -> SafeString:
    """The field of a form that creates something: what it was sent with, or a new mark (`npvr.eenmaal`)."""
    request = context.get("request")
    was = kenmerk_uit(request.POST.get("kenmerk", "")) if request is not None else None
    return format_html('<input type="hidden" name="kenmerk" value="{}">', was or uuid4())

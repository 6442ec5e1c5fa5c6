"""Rich text of the plan in a page."""

from __future__ import annotations

from functools import partial

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from npvr import adressen
from plandocument import tekst
from plandocument.boom import Item, Plandocument

register = template.Library()


@register.simple_tag(takes_context=True)
def rijk(context: template.Context, html: str, document: Plandocument) -> SafeString:
    """Rich text as HTML: cleaned once more, references printed as "opgave 14" and linked to its page."""
    bezoek = context.get("bezoek")
    naar = partial(adressen.opgave, document.regio, versie=bezoek.bron.adres if bezoek else "")

    def beeld(naam: str) -> str:
        soort, _, rest = naam.partition(":")
        return adressen.beeld(document.regio, rest) if soort == "afbeelding" else ""

    return mark_safe(tekst.toon(html, document.nummers, naar, beeld))  # noqa: S308


@register.simple_tag(takes_context=True)
def regel(context: template.Context, item: Item, document: Plandocument) -> SafeString:
    """The words of an item; linked to the page of what it names, if that is one thing and the words hold no link."""
    html = rijk(context, item.tekst, document)
    paginas = {
        adressen.BLADZIJDEN[k.soort](document.regio, k.doel) for k in item.koppelingen if k.soort in adressen.BLADZIJDEN
    }
    if len(paginas) != 1 or "<a" in html:
        return html
    return format_html('<a href="{}">{}</a>', paginas.pop(), html)


@register.simple_tag
def woorden(html: str, document: Plandocument) -> str:
    """The words of rich text alone."""
    return tekst.woorden(html, document.nummers)

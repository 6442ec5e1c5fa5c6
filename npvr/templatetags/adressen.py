"""Links to reading pages that stay within the version that is being read."""

from __future__ import annotations

from django import template

from npvr import adressen

register = template.Library()


@register.simple_tag(takes_context=True)
def naar(context: template.Context, naam: str, *args: object) -> str:
    """The address of a reading page: {% naar "opgave" 14 %}. Needs `bezoek` in the context."""
    adres: str = context["bezoek"].adres(naam, *args)
    return adres


@register.filter
def aanleiding(van: tuple[str, str], regio: str) -> str:
    """The page of what a change was made for; empty where there is none."""
    return adressen.aanleiding(regio, *van)


@register.simple_tag
def reactienota(regio: str) -> str:
    """The page of the reactienota, for rooms below the one it stands in."""
    return adressen.reactienota(regio)

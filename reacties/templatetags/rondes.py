"""Addresses within the version that a round is about."""

from __future__ import annotations

from django import template

from npvr import adressen

from ..models import Ronde

register = template.Library()


@register.simple_tag
def opgave_in(ronde: Ronde, regio: str, nummer: int) -> str:
    """The fiche as the round asks about it, to read and comment: {% opgave_in ronde bezoek.regio.code 14 %}."""
    return f"{adressen.opgave(regio, nummer, versie=ronde.versie.code)}?ronde={ronde.code}"

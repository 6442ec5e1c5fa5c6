"""Comments in the pages of a plan."""

from __future__ import annotations

from django import template

from plandocument.boom import Sectie

from ..tellingen import Reactietelling, Tellingregel

register = template.Library()


@register.simple_tag
def bij_sectie(telling: Reactietelling, sectie: Sectie) -> Tellingregel | None:
    """The line under a section."""
    return telling.regels.get(sectie.sleutel)

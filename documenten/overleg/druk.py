"""A paper of a meeting as HTML for the press."""

from __future__ import annotations

from django.template.loader import render_to_string

from documenten.druk import pers
from documenten.druk.zijkop import stijl

from .soorten import Papier


def html_papier(papier: Papier) -> str:
    """The whole paper as one document, its own style sheet in it."""
    context = {"papier": papier, "o": papier.o, "overleg": papier.overleg, "stijl": stijl("overleg.css")}
    return render_to_string(papier.sjabloon, context)


def zetsel(papier: Papier) -> pers.Zetsel:
    """Ready for the press; its `sleutel` tells whether anything changed."""
    return pers.zetsel(html_papier(papier))

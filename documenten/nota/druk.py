"""The reactienota as HTML for the press."""

from __future__ import annotations

from typing import Final

from django.template.loader import render_to_string

from ..druk.zijkop import Regeldruk, koplijnen, stijl
from .inhoud import Notaregel, Notastuk
from .stuk import UITLEG, kopwoorden

BLADEN: Final = ("memo.css", "nota.css")
"""Style of the prints about comments."""
_OP_EEN_BLAD: Final = 900
"""Letters of a comment that is kept together on a page."""


def html_nota(stuk: Notastuk) -> str:
    """The whole nota as one document, its own style sheet in it."""
    delen = [(deel, [_regel(r) for r in deel.regels]) for deel in stuk.delen]
    return render_to_string(
        "documenten/nota/nota.html", {"nota": stuk, "stijl": stijl(*BLADEN), "delen": delen, "uitleg": UITLEG}
    )


def _regel(regel: Notaregel) -> Regeldruk[Notaregel]:
    lijnen = koplijnen(regel.onderdeel, f"reactie {regel.nummer}", "was" if regel.was else "")
    return Regeldruk(regel, lijnen, regel.lengte < _OP_EEN_BLAD, kopwoorden(regel))

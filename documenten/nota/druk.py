"""The reactienota as HTML for the press."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from documenten.druk.letters import breedte

from .inhoud import Notastuk, Regel
from .stuk import UITLEG, kopwoorden

_DRUK: Final = Path(settings.BASE_DIR) / "static" / "druk"
_BLADEN: Final = ("memo.css", "nota.css")
_KOP: Final = 11.6
"""Em on a line of a side head: 36 mm at 8.5 pt, with a little to spare."""
_OP_EEN_BLAD: Final = 900
"""Letters of a comment that is kept together on a page."""


@dataclass(frozen=True, slots=True)
class Regeldruk:
    """A comment as it prints: lines of its side head, whether it is kept together, its name among the bookmarks."""

    regel: Regel
    koplijnen: int
    kort: bool
    merk: str


def html_nota(stuk: Notastuk) -> str:
    """The whole nota as one document, its own style sheet in it."""
    delen = [(deel, [_regel(r) for r in deel.regels]) for deel in stuk.delen]
    return render_to_string(
        "documenten/nota/nota.html", {"nota": stuk, "stijl": stijl(), "delen": delen, "uitleg": UITLEG}
    )


@lru_cache(maxsize=1)
def _blad(_gewijzigd: tuple[int, ...]) -> SafeString:
    return mark_safe("\n".join((_DRUK / n).read_text(encoding="utf-8") for n in _BLADEN))  # noqa: S308  (our own files)


def stijl() -> SafeString:
    """Style of the prints about comments, beside druk.css."""
    return _blad(tuple((_DRUK / n).stat().st_mtime_ns for n in _BLADEN))


def _regel(regel: Regel) -> Regeldruk:
    lijnen = koplijnen(regel.onderdeel) + koplijnen(f"reactie {regel.nummer}") + (1 if regel.was else 0)
    return Regeldruk(regel, min(lijnen, 7), regel.lengte < _OP_EEN_BLAD, kopwoorden(regel))


def koplijnen(kop: str) -> int:
    """Lines in a side head: it stands apart from the text, which must leave it room."""
    if not kop:
        return 0
    lijnen, hier = 1, 0.0
    for woord in kop.split():
        breed = breedte(f"{woord} ")
        if hier and hier + breed > _KOP:
            lijnen, hier = lijnen + 1, 0.0
        hier += breed
    return lijnen

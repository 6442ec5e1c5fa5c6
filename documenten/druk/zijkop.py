"""What the prints of short pieces share: the memo, the reactienota, the dossier. Side heads beside their text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, Generic, TypeVar

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from .letters import breedte

_MAP: Final = Path(settings.BASE_DIR) / "static" / "druk"
_BREED: Final = 11.6
"""Em on a line of a side head: 36 mm at 8.5 pt, with a little to spare."""
_MEEST: Final = 7
"""Lines of a side head for which the style sheet keeps room."""

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Regeldruk(Generic[R]):
    """A piece as it prints: lines of its side head, whether it is kept together, its name among the bookmarks."""

    regel: R
    koplijnen: int
    kort: bool
    merk: str


def koplijnen(*koppen: str) -> int:
    """Lines of a side head, each part on lines of its own: it stands apart from the text, which leaves it room."""
    return min(sum(_lijnen(kop) for kop in koppen), _MEEST)


def _lijnen(kop: str) -> int:
    if not kop:
        return 0
    lijnen, hier = 1, 0.0
    for woord in kop.split():
        breed = breedte(f"{woord} ")
        if hier and hier + breed > _BREED:
            lijnen, hier = lijnen + 1, 0.0
        hier += breed
    return lijnen


def stijl(*bladen: str) -> SafeString:
    """These style sheets as one, to stand in a print beside druk.css; read again when one has changed."""
    return _blad(bladen, tuple((_MAP / blad).stat().st_mtime_ns for blad in bladen))


@lru_cache(maxsize=4)
def _blad(bladen: Sequence[str], _gewijzigd: tuple[int, ...]) -> SafeString:
    return mark_safe("\n".join((_MAP / blad).read_text(encoding="utf-8") for blad in bladen))  # noqa: S308  (our files)

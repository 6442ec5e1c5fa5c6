"""What an empty place says, on paper, on screen and in files; read back as nothing."""

from __future__ import annotations

from typing import Final

from .boom import Sectiesoort

LEEG: Final = {
    "vervolg": "Nog geen afspraken gemaakt.",
    "traject": "Geen lopende trajecten genoemd.",
    "eigenaar": "Nog geen eigenaar genoemd.",
    "ministerie": "Nog geen ministeries genoemd.",
    "knelpunt": "Nog geen knelpunten genoemd.",
    "interventie": "Nog geen interventies genoemd.",
}
"""By the code of a section, or by its kind of items."""
NIET_INGEVULD: Final = "Nog niet ingevuld."
GEEN_TEKST: Final = "Hier staat nog geen tekst."
LEGE_ZINNEN: Final = frozenset({*LEEG.values(), GEEN_TEKST, NIET_INGEVULD})


def lege_zin(soort: Sectiesoort) -> str:
    """What a section of this kind says when it is empty."""
    return LEEG.get(soort.code) or LEEG.get(soort.itemsoort, NIET_INGEVULD)

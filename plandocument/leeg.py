"""What an empty place says on paper and in files; read back as nothing."""

from __future__ import annotations

from typing import Final

from .boom import Sectiesoort
from .itemsoorten import ITEMSOORTEN, NIET_INGEVULD

_SECTIES: Final = {"vervolg": "Nog geen afspraken gemaakt."}
"""Sections that say it otherwise than others with their kind of items do."""
GEEN_TEKST: Final = "Hier staat nog geen tekst."
LEGE_ZINNEN: Final = frozenset({*_SECTIES.values(), *(s.leeg for s in ITEMSOORTEN.values()), GEEN_TEKST, NIET_INGEVULD})


def lege_zin(soort: Sectiesoort) -> str:
    """What a section of this kind says when it is empty."""
    return _SECTIES.get(soort.code) or soort.itemklasse.leeg

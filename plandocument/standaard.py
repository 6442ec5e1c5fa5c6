"""The sections of a fiche as Twente prints them. A plan carries its own set; this is the one it starts from.

Source: Plan voor de Regio Twente, fiches; the letters are this portal's.
"""

from __future__ import annotations

from typing import Final

from .boom import Sectiesoort
from .itemsoorten import EIGENAAR, INTERVENTIE, KNELPUNT, MINISTERIE, PUNT, TRAJECT

SECTIESOORTEN: Final = (
    Sectiesoort("opgave", "O", "Opgave"),
    Sectiesoort("situatie", "H", "Huidige situatie en context"),
    Sectiesoort("trajecten", TRAJECT.letter, "Lopende trajecten tussen Rijk en regio", TRAJECT.code),
    Sectiesoort("eigenaarschap", EIGENAAR.letter, "Eigenaarschap in de regio", EIGENAAR.code),
    Sectiesoort("ministeries", MINISTERIE.letter, "Betrokken ministeries", MINISTERIE.code),
    Sectiesoort("nodig", "N", "Wat is aanvullend nodig", PUNT.code),
    Sectiesoort("knelpunten", KNELPUNT.letter, "Geconstateerde knelpunten", KNELPUNT.code),
    Sectiesoort("impact", "R", "Regionale impact knelpunten"),
    Sectiesoort("interventies", INTERVENTIE.letter, "Mogelijke interventies", INTERVENTIE.code),
    Sectiesoort("vervolg", "V", "Vervolgafspraken", PUNT.code),
)

"""The sections of a fiche as Twente prints them. A plan carries its own set; this is the one it starts from.

Source: Plan voor de Regio Twente, fiches; the letters are this portal's.
"""

from __future__ import annotations

from typing import Final

from .boom import Sectiesoort

SECTIESOORTEN: Final = (
    Sectiesoort("opgave", "O", "Opgave"),
    Sectiesoort("situatie", "H", "Huidige situatie en context"),
    Sectiesoort("trajecten", "T", "Lopende trajecten tussen Rijk en regio", "traject"),
    Sectiesoort("eigenaarschap", "E", "Eigenaarschap in de regio", "eigenaar"),
    Sectiesoort("ministeries", "M", "Betrokken ministeries", "ministerie"),
    Sectiesoort("nodig", "N", "Wat is aanvullend nodig", "punt"),
    Sectiesoort("knelpunten", "K", "Geconstateerde knelpunten", "knelpunt"),
    Sectiesoort("impact", "R", "Regionale impact knelpunten"),
    Sectiesoort("interventies", "I", "Mogelijke interventies", "interventie"),
    Sectiesoort("vervolg", "V", "Vervolgafspraken", "punt"),
)

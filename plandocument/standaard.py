"""The sections of a fiche as Twente prints them. A plan carries its own set; this is the one it starts from.

Source: Plan voor de Regio Twente, fiches; the letters are this portal's.
"""

from __future__ import annotations

from typing import Final

from .boom import Sectiesoort
from .documentsoorten import AGENDA, PLAN
from .itemsoorten import (
    ACTIVITEIT,
    EIGENAAR,
    GELDSTROOM,
    INTERVENTIE,
    KNELPUNT,
    MINISTERIE,
    PUNT,
    STAND,
    TOEZEGGING,
    TRAJECT,
)

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

AGENDASECTIES: Final = (
    Sectiesoort("stand", STAND.letter, "Hoe staat het ervoor?", STAND.code),
    Sectiesoort("activiteiten", ACTIVITEIT.letter, "Activiteiten", ACTIVITEIT.code),
    Sectiesoort("toezeggingen", TOEZEGGING.letter, "Toezeggingen", TOEZEGGING.code),
    Sectiesoort("geld", GELDSTROOM.letter, "Geld", GELDSTROOM.code),
    Sectiesoort("bewoners", "B", "Bewoners en ondernemers"),
    Sectiesoort("open", "X", "Nog open", PUNT.code),
)
"""The sections of a blad. Source: design of this portal (look, uitvoering); Kamerbrief NPVR, bijlage 1, Aanpak."""

PER_DOCUMENT: Final = {PLAN.code: SECTIESOORTEN, AGENDA.code: AGENDASECTIES}
"""Code of a kind of document → the sections of a sheet in it."""

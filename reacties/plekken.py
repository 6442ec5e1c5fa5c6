"""Where a comment stands: its place as people write it, and the address of that place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plandocument.boom import Hoofdstuk, Opgave, Plandocument, Sectie
from plandocument.codes import plaats

if TYPE_CHECKING:
    from plandocument.anker import Anker


def houder_van(document: Plandocument, opgave: str, hoofdstuk: str) -> tuple[Opgave | Hoofdstuk | None, int]:
    """The opgave or chapter with that key, and its number as people count them; (None, 0) where it is not there."""
    if opgave:
        gevonden = document.per_sleutel.get(opgave)
        return gevonden, gevonden.nummer if gevonden else 0
    for nummer, kandidaat in enumerate((*document.hoofdstukken_voor(), *document.hoofdstukken_na()), 1):
        if kandidaat.sleutel == hoofdstuk:
            return kandidaat, nummer
    return None, 0


def sectie_van(houder: Opgave | Hoofdstuk, sleutel: str) -> tuple[Sectie | None, int]:
    """The section with that key, and its place in the chapter or fiche, from 1."""
    for nummer, sectie in enumerate(houder.secties, 1):
        if sectie.sleutel == sleutel:
            return sectie, nummer
    return None, 0


def code_van(document: Plandocument, anker: Anker) -> str:
    """ "14.K2", "14.K", "14", "H2.3", "H2"; empty where the document has no such place."""
    houder, nummer = houder_van(document, anker.opgave, anker.hoofdstuk)
    if houder is None:
        return ""
    sectie, volgnummer = sectie_van(houder, anker.sectie)
    if isinstance(houder, Hoofdstuk):
        return f"H{nummer}.{volgnummer}" if sectie else f"H{nummer}"
    if sectie is None or (soort := document.soorten.get(sectie.soort)) is None:
        return str(nummer)
    hier = plaats(houder, soort, sectie)
    return next((r.code for r in hier.regels if anker.item and r.item.sleutel == anker.item), hier.code)

"""Readers: an existing plan as text, Word or PDF into a Plandocument, with the lot of every line of it.

Bytes become source lines (`regels`, `word`, `pdf`, `alineas`); a pure reader (`plan`) turns those into the tree. What
the database knows is handed in as `Koppelregisters`. See docs/importeren.md.
"""

from collections.abc import Mapping

from .fouten import Leesfout
from .koppelen import Koppelregisters
from .plan import lees_plan
from .regels import lees_bron
from .verslag import GEPLAATST, LEEG, NIET_GEPLAATST, PERSOON, RUIS, GelezenTekst, Lot

__all__ = [
    "GEPLAATST",
    "LEEG",
    "NIET_GEPLAATST",
    "PERSOON",
    "RUIS",
    "GelezenTekst",
    "Koppelregisters",
    "Leesfout",
    "Lot",
    "lees",
    "lees_bron",
    "lees_plan",
]


def lees(
    inhoud: bytes,
    *,
    regio: str,
    regionaam: str,
    registers: Koppelregisters | None = None,
    opgaven: Mapping[int, str] | None = None,
) -> GelezenTekst:
    """Read the plan of a region from the bytes of a file. Raises Leesfout. No query; some 0.4 s.

    `opgaven`: number → key of the plan that stands.
    """
    bron = lees_bron(inhoud)
    return lees_plan(bron, regio=regio, regionaam=regionaam, registers=registers or Koppelregisters(), opgaven=opgaven)

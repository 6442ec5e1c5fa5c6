"""What the plan says: the working copy in tables."""

from .beelden import Beeld
from .inhoud import (
    Item,
    Koppeling,
    Sectie,
)
from .opgaven import Hoofdstuk, Opgave, OpgaveDoelstelling
from .plannen import Cluster, Doelstelling, Plan, Sectiesoort, Uitgangspunt
from .trajecten import Traject
from .werk import Aanwezigheid, Afwijzing, EigenWoord, Klad

__all__ = [
    "Aanwezigheid",
    "Afwijzing",
    "Beeld",
    "Cluster",
    "Doelstelling",
    "EigenWoord",
    "Hoofdstuk",
    "Item",
    "Klad",
    "Koppeling",
    "Opgave",
    "OpgaveDoelstelling",
    "Plan",
    "Sectie",
    "Sectiesoort",
    "Traject",
    "Uitgangspunt",
]

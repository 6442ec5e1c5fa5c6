"""What the plan says: the working copy in tables."""

from .inhoud import (
    BetrokkenMinisterie,
    Eigenaar,
    Interventie,
    Item,
    Knelpunt,
    Koppeling,
    Sectie,
    Trajectregel,
)
from .opgaven import Hoofdstuk, Opgave, OpgaveDoelstelling
from .plannen import Cluster, Doelstelling, Plan, Sectiesoort, Uitgangspunt
from .trajecten import Traject
from .werk import Aanwezigheid, Afwijzing, Klad

__all__ = [
    "Aanwezigheid",
    "Afwijzing",
    "BetrokkenMinisterie",
    "Cluster",
    "Doelstelling",
    "Eigenaar",
    "Hoofdstuk",
    "Interventie",
    "Item",
    "Klad",
    "Knelpunt",
    "Koppeling",
    "Opgave",
    "OpgaveDoelstelling",
    "Plan",
    "Sectie",
    "Sectiesoort",
    "Traject",
    "Trajectregel",
    "Uitgangspunt",
]

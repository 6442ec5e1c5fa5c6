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

__all__ = [
    "BetrokkenMinisterie",
    "Cluster",
    "Doelstelling",
    "Eigenaar",
    "Hoofdstuk",
    "Interventie",
    "Item",
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

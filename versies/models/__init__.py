"""What was frozen, approved and published, the ledger that shows it was not altered since, and what people say of the
changes between two texts."""

from .aktes import Akte
from .beelden import Versiebeeld
from .goedkeuringen import GOEDGEKEURD, Amendement, Goedkeuring, Stuk
from .herwegingen import Herweging
from .memos import Memo
from .publicaties import Publicatie
from .versies import Versie

__all__ = [
    "GOEDGEKEURD",
    "Akte",
    "Amendement",
    "Goedkeuring",
    "Herweging",
    "Memo",
    "Publicatie",
    "Stuk",
    "Versie",
    "Versiebeeld",
]

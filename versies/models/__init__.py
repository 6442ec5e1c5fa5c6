"""What was frozen, approved and published, and the ledger that shows it was not altered since."""

from .aktes import Akte
from .goedkeuringen import Amendement, Goedkeuring, Stuk
from .publicaties import Publicatie
from .versies import Versie

__all__ = ["Akte", "Amendement", "Goedkeuring", "Publicatie", "Stuk", "Versie"]

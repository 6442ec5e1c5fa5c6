"""What was handed in: files of plans and fiches, and tables."""

from .inlezingen import Inlezing
from .tabelinvoer import Tabelinvoer

__all__ = ["Inlezing", "Tabelinvoer"]

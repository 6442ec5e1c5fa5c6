"""How far a print is, from what the engine says of its own work: pages laid out in each round, then written. No Django.

The engine goes over the pages more than once and does not know beforehand how often. So a share of the whole belongs
to each kind of work, and within it the bar follows the pages; it never goes back, and is full only at the end.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Final

Meld = Callable[[float, str], None]
STAPPEN: Final = {
    "meten": "Kijken welke fiches krap zijn",
    "zetten": "Pagina’s opmaken",
    "nummeren": "Regelnummers zetten",
    "schrijven": "Bestand schrijven",
}
_DELEN: Final = {
    False: {"meten": (0.0, 0.1), "zetten": (0.1, 0.64), "schrijven": (0.64, 1.0)},
    True: {"meten": (0.0, 0.06), "zetten": (0.06, 0.42), "nummeren": (0.42, 0.78), "schrijven": (0.78, 1.0)},
}
_PAGINA: Final = re.compile(r"Page (\d+)$")
_FIJN: Final = 0.01


class Vordering(logging.Handler):
    """Listens to the engine and tells `meld`; without one it does nothing."""

    def __init__(self, meld: Meld | None, twee: bool = False) -> None:
        super().__init__(logging.INFO)
        self.meld = meld
        self.delen = _DELEN[twee]
        self.stap, self.verwacht, self.gezegd = "", 1, -1.0
        if meld is not None:
            logger = logging.getLogger("weasyprint.progress")
            logger.setLevel(logging.INFO)
            logger.addHandler(self)

    def begin(self, stap: str, verwacht: int) -> None:
        """A kind of work begins, on about so many pages."""
        self.stap, self.verwacht = stap, max(1, verwacht)
        self._zeg(0.0)

    def klaar(self) -> None:
        self._zeg(1.0)

    def emit(self, record: logging.LogRecord) -> None:
        if self.stap and (pagina := _PAGINA.search(record.getMessage())):
            # more pages than expected: the rest of this share goes by ever smaller steps
            n = int(pagina[1])
            self._zeg(n / self.verwacht * 0.9 if n <= self.verwacht else 1 - 0.1 * self.verwacht / n)

    def _zeg(self, hoever: float) -> None:
        if self.meld is None:
            return
        begin, eind = self.delen[self.stap]
        deel = round(begin + (eind - begin) * min(1.0, hoever), 3)
        if deel >= self.gezegd + _FIJN or (deel == 1.0 and self.gezegd < 1.0):
            self.gezegd = deel
            self.meld(deel, STAPPEN[self.stap])

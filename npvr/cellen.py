"""What goes into a cell of a spreadsheet, and what comes out of one."""

from __future__ import annotations

import re
from decimal import Decimal

_STUUR = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FORMULE = re.compile(r"^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
LANGST = 32_000  # a cell of a spreadsheet holds 32,767 characters


def veilige_cel(waarde: object) -> object:
    """A value that a spreadsheet shows and never runs: no control characters, no formula, not too long."""
    if waarde is None or isinstance(waarde, int | float | Decimal):
        return waarde
    woorden = " ".join(_STUUR.sub("", str(waarde)).split())
    if _FORMULE.match(woorden):
        woorden = f"'{woorden}"
    return woorden if len(woorden) <= LANGST else f"{woorden[:LANGST]}…"


def uit_cel(waarde: object) -> object:
    """The text as it was before `veilige_cel` put an apostrophe before it."""
    if isinstance(waarde, str) and waarde.startswith("'") and _FORMULE.match(waarde[1:]):
        return waarde[1:]
    return waarde


def schone_tekst(woorden: str) -> str:
    """Without signs that steer, which no cell may hold."""
    return _STUUR.sub("", woorden)

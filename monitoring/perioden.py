"""Codes of periods as CBS writes them, in words: "2025JJ00", "2025KW01", "2025MM03", "2024SJ00". Pure."""

from __future__ import annotations

import re
from typing import Final

from npvr.getallen import KWARTALEN, MAANDEN

_CODE: Final = re.compile(r"(\d{4})([A-Z]{1,2})(\d{2})", re.ASCII)
_DAG: Final = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
JAAR: Final = "JJ"


def jaar_van(code: str) -> int | None:
    """The year in which a period begins; None where the code does not say."""
    kop = code.strip()[:4]
    return int(kop) if kop.isascii() and kop.isdigit() and 1000 <= int(kop) <= 9999 else None


def is_jaar(code: str) -> bool:
    """Whether it is one whole year."""
    gevonden = _CODE.fullmatch(code.strip())
    return gevonden is not None and gevonden[2] == JAAR


def zeg_periode(code: str) -> str:
    """ "1e kwartaal 2025"; a code of a kind that is not known is shown as it is, and never guessed at."""
    code = code.strip()
    if (dag := _DAG.fullmatch(code)) and 1 <= int(dag[2]) <= 12 and 1 <= int(dag[3]) <= 31:
        return f"{int(dag[3])} {MAANDEN[int(dag[2]) - 1]} {dag[1]}"
    if (gevonden := _CODE.fullmatch(code)) is None:
        return code
    jaar, soort, nummer = gevonden[1], gevonden[2], int(gevonden[3])
    if soort == JAAR:
        return jaar
    if soort == "KW" and 1 <= nummer <= 4:
        return f"{KWARTALEN[nummer - 1]} kwartaal {jaar}"
    if soort == "MM" and 1 <= nummer <= 12:
        return f"{MAANDEN[nummer - 1]} {jaar}"
    if soort == "SJ":
        return f"schooljaar {jaar}/{(int(jaar) + 1) % 100:02d}"
    return code

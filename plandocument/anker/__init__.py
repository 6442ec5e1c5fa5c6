"""Ankers: where in a plan a remark is about, kept so that it is found again in later text. Pure; see docs/ankers.md.

`maak(document, opgave=…, citaat=…)` or `bij_code(document, "14.K2")` gives an `Anker`; `volg(anker, document)`
says where those words stand now. It never points at other words than were meant: in doubt it says so.
"""

from .maken import bij_code, bij_codes, bij_tekens, maak, op_papier, zinnen
from .vervangen import vervang
from .volgen import volg, volg_alle
from .vorm import Anker, GeenPlek, GevolgdAnker, KanNiet, Zin

__all__ = [
    "Anker",
    "GeenPlek",
    "GevolgdAnker",
    "KanNiet",
    "Zin",
    "bij_code",
    "bij_codes",
    "bij_tekens",
    "maak",
    "op_papier",
    "vervang",
    "volg",
    "volg_alle",
    "zinnen",
]

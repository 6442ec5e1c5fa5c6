"""Plancontrole: a linter for plans. Pure rules over the Plandocument; see docs/plancontrole.md.

`controleer(document, omgeving=...)` gives findings; `REGELS` is the table of rules.
"""

from .regels import PER_CODE, REGELS, controleer, tabel
from .spelling import te_keuren
from .vorm import AFKORTINGEN, GEWICHTEN, Bevinding, Controleregel, Omgeving, Plek, Spellinglijst, opsomming

__all__ = [
    "AFKORTINGEN",
    "GEWICHTEN",
    "PER_CODE",
    "REGELS",
    "Bevinding",
    "Controleregel",
    "Omgeving",
    "Plek",
    "Spellinglijst",
    "controleer",
    "opsomming",
    "tabel",
    "te_keuren",
]

"""Plancontrole: a linter for plans. Pure rules over the Plandocument; see docs/plancontrole.md.

`controleer(document, omgeving=...)` gives findings; `REGELS` is the table of rules.
"""

from .regels import PER_CODE, REGELS, controleer, tabel
from .vorm import AFKORTINGEN, GEWICHTEN, Bevinding, Controleregel, Omgeving, Plek

__all__ = [
    "AFKORTINGEN",
    "GEWICHTEN",
    "PER_CODE",
    "REGELS",
    "Bevinding",
    "Controleregel",
    "Omgeving",
    "Plek",
    "controleer",
    "tabel",
]

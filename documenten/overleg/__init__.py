"""Papers of a meeting: agenda, besluitenlijst and verslag, as PDF, Word and ODT, each from the view of one audience.

What somebody may not see is not in the `Overlegbeeld` that a paper is made of; no paper takes anything away by itself
but the besluitenlijst, which holds what is public only.
"""

from __future__ import annotations

from .soorten import PAPIERSOORTEN, Papier, papier

__all__ = ["PAPIERSOORTEN", "Papier", "papier"]

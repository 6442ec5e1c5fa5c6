"""Samenvoegen: two people wrote in one section from the same text; their work as one. Pure; see docs/samenvoegen.md.

`voeg_samen(basis, hunne, mijn)` gives a `Samenvoeging`: what does not touch goes together by itself, what both
changed is a `Botsing` that somebody decides about.
"""

from .blokken import lees
from .sectie import voeg_samen
from .vorm import BEIDE, HUNNE, MIJN, Botsing, Meegekomen, Samenvoeging, Waarde

__all__ = ["BEIDE", "HUNNE", "MIJN", "Botsing", "Meegekomen", "Samenvoeging", "Waarde", "lees", "voeg_samen"]

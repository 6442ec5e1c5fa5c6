"""Vergelijken: what changed between two Plandocumenten, told for people. Pure; see docs/vergelijken.md.

`vergelijk(oud, nieuw)` gives a `Vergelijking` of `Wijziging`en; `volg(code, oud, nieuw)` says where a place of the old
document stands now; `memo(vergelijking)` arranges the changes for a wijzigingsmemo; `passages(regels)` tells a changed
text sentence by sentence.
"""

from .memo import Memodeel, Memoregel, memo
from .passage import Passage, passages
from .passage import woorden as woorden_geteld
from .plan import vergelijk
from .tekst import Tekstregel, uitgesproken
from .volg import GevolgdePlek, volg, volg_alle
from .vorm import GEWICHTEN, VELDEN, WIJZIGINGSOORTEN, Vergelijking, Vergelijkkop, Wijziging

__all__ = [
    "GEWICHTEN",
    "VELDEN",
    "WIJZIGINGSOORTEN",
    "GevolgdePlek",
    "Memodeel",
    "Memoregel",
    "Passage",
    "Tekstregel",
    "Vergelijking",
    "Vergelijkkop",
    "Wijziging",
    "memo",
    "passages",
    "uitgesproken",
    "vergelijk",
    "volg",
    "volg_alle",
    "woorden_geteld",
]

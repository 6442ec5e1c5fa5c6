"""What came of it: indicators, their values, the nulmeting that two sides sign, the road map."""

from .cbs import Cbskoppeling
from .indicatoren import Bron, Indicator, Meetgebied
from .metingen import Meting
from .nulmetingen import Handtekening, Nulmeting, Nulmetingvraag
from .stappen import Stap

__all__ = [
    "Bron",
    "Cbskoppeling",
    "Handtekening",
    "Indicator",
    "Meetgebied",
    "Meting",
    "Nulmeting",
    "Nulmetingvraag",
    "Stap",
]

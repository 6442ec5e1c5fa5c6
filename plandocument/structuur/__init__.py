"""What the plan is made of, and what may be done to that: parts, acts, and taking an act back. docs/structuur.md.

An act (`daden`) is a function from plan to plan that says first what it touches and from what it started.
`terug(nu, voor, na)` gives the plan without what an act did, and keeps what was done since.
"""

from .daden import (
    DADEN,
    Haaldeelweg,
    Maakdeel,
    Ordendelen,
    Planingreep,
    Splitsopgave,
    Voegopgavensamen,
    Wijzigdeel,
)
from .delen import DEELSOORTEN, Structuurdeel, deelsoort
from .terug import Terugbotsing, terug
from .velden import Deelveld
from .vorm import OngeldigDeel, Structuurbezwaar

__all__ = [
    "DADEN",
    "DEELSOORTEN",
    "Deelveld",
    "Haaldeelweg",
    "Maakdeel",
    "OngeldigDeel",
    "Ordendelen",
    "Planingreep",
    "Splitsopgave",
    "Structuurbezwaar",
    "Structuurdeel",
    "Terugbotsing",
    "Voegopgavensamen",
    "Wijzigdeel",
    "deelsoort",
    "terug",
]

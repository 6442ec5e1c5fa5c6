"""Who said what: comments and pen notes, rounds, answers, notices."""

from .links import PersoonlijkeLink
from .meldingen import Melding, Post, Voorkeur
from .reacties import Antwoord, Bericht, Reactie, ReactieKlad
from .rondes import Deelname, Ronde

__all__ = [
    "Antwoord",
    "Bericht",
    "Deelname",
    "Melding",
    "PersoonlijkeLink",
    "Post",
    "Reactie",
    "ReactieKlad",
    "Ronde",
    "Voorkeur",
]

"""Who said what: comments and pen notes, rounds, answers, notices."""

from governance.models import Post

from .links import PersoonlijkeLink
from .meldingen import Melding, Voorkeur
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

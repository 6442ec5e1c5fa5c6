"""Who decides: regio's and roles, organisations, ministeries, bodies; their meetings, decisions, actions."""

from .acties import Actie
from .agendapunten import Agendapunt
from .agendasleutels import Agendasleutel
from .besluiten import Besluit, Station
from .contacten import Contact
from .gremia import Gremium, Lidmaatschap, Relatie
from .mijlpalen import Mijlpaal
from .organisaties import Kolom, Ministerie, Organisatie, Schrijfwijze
from .overleggen import Aanwezige, Overleg, Reeks, Vrij
from .post import Post
from .procesmiddelen import Procesjaar, Procesuitgave
from .raadsbrieven import Raadsbrief
from .rechtencontroles import Rechtencontrole
from .regios import Regio, Rol
from .stukken import Vergaderstuk
from .uitnodigingen import Uitnodiging

__all__ = [
    "Aanwezige",
    "Actie",
    "Agendapunt",
    "Agendasleutel",
    "Besluit",
    "Contact",
    "Gremium",
    "Kolom",
    "Lidmaatschap",
    "Mijlpaal",
    "Ministerie",
    "Organisatie",
    "Overleg",
    "Post",
    "Procesjaar",
    "Procesuitgave",
    "Raadsbrief",
    "Rechtencontrole",
    "Reeks",
    "Regio",
    "Relatie",
    "Rol",
    "Schrijfwijze",
    "Station",
    "Uitnodiging",
    "Vergaderstuk",
    "Vrij",
]

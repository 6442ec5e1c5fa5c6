"""Who decides: regio's and roles, organisations and ministeries, bodies and their members, milestones."""

from .besluiten import Besluit
from .gremia import Gremium, Lidmaatschap, Relatie
from .mijlpalen import Mijlpaal
from .organisaties import Kolom, Ministerie, Organisatie, Schrijfwijze
from .post import Post
from .regios import Regio, Rol
from .uitnodigingen import Uitnodiging

__all__ = [
    "Besluit",
    "Gremium",
    "Kolom",
    "Lidmaatschap",
    "Mijlpaal",
    "Ministerie",
    "Organisatie",
    "Post",
    "Regio",
    "Relatie",
    "Rol",
    "Schrijfwijze",
    "Uitnodiging",
]

"""Long work as jobs: asked for here, made by a worker, followed and fetched on pages of its own. docs/opdrachten.md.

@opdrachtsoort("afdruk", naam="Afdruk", mag=lambda rechten, gegevens: rechten.mag_werkversie_zien())
def maak(opdracht: Opdracht, voortgang: Voortgang) -> Bestand: ...

opdracht = vraag_aan(regio=regio, soort="afdruk", gegevens={...}, titel="Afdruk van het hele plan", door=user)
return redirect(adres(opdracht))
"""

from .actions import TeVeel, annuleer, vraag_aan
from .soorten import Bestand, Geannuleerd, OpdrachtMislukt, Voortgang, adres, opdrachtsoort, visite

__all__ = [
    "Bestand",
    "Geannuleerd",
    "OpdrachtMislukt",
    "TeVeel",
    "Voortgang",
    "adres",
    "annuleer",
    "opdrachtsoort",
    "visite",
    "vraag_aan",
]

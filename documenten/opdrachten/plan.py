"""The whole plan as PDF."""

from __future__ import annotations

from ..druk.fouten import DrukMislukt
from ..models import Opdracht
from .soorten import Bestand, OpdrachtMislukt, Voortgang, opdrachtsoort, visite


@opdrachtsoort("plan", naam="Afdruk van het hele plan", mag=lambda rechten, gegevens: rechten.mag_werkversie_zien())
def maak(opdracht: Opdracht, voortgang: Voortgang) -> Bestand:
    from ..views import plan_als_pdf

    voortgang(0, 2, "De tekst van het plan wordt opgehaald")
    bezoek = visite(opdracht)
    voortgang(1, 2, "De bladzijden worden gezet")
    try:
        inhoud = plan_als_pdf(bezoek)
    except DrukMislukt as fout:
        raise OpdrachtMislukt(f"{fout.zin} {fout.raad}") from fout
    voortgang(2, 2, "De PDF wordt bewaard")
    return Bestand(f"{bezoek.document.titel}.pdf", "application/pdf", inhoud)

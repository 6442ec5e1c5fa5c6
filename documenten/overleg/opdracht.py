"""Agenda and papers of a meeting in one PDF, as a job: made for who asks, of what they may read."""

from __future__ import annotations

from typing import Any, Final

from governance.models import Gremium, Overleg, Vergaderstuk
from governance.zicht import Zicht
from npvr.bestand import Bestand
from npvr.formaten import PDF
from opdrachten.models import Opdracht
from opdrachten.soorten import OPDRACHTSOORTEN, OpdrachtMislukt, Opdrachtsoort, Voortgang
from opgaven.permissions import Rechten

from ..druk import pers
from ..druk.bundel import GeenPdf, bundel
from ..druk.fouten import DrukMislukt
from .druk import zetsel
from .soorten import Stukkenagenda

VERGADERSET: Final = "vergaderset"
LEDEN: Final = "leden"
OPENBAAR: Final = "openbaar"


def set_gegevens(overleg: Overleg, zicht: Zicht, *, openbaar: bool) -> dict[str, Any]:
    deel = LEDEN if zicht.lid(overleg.gremium_id) and not openbaar else OPENBAAR
    return {"overleg": overleg.pk, "gremium": overleg.gremium_id, "deel": deel}


def vergaderset(overleg: Overleg, zicht: Zicht, voortgang: Voortgang) -> bytes:
    """The agenda first, then each paper in the order of the items. Raises GeenPdf and a DrukMislukt."""
    agenda = Stukkenagenda(overleg, zicht)
    stukken = agenda.o.stukken
    voortgang(0, len(stukken) + 2, "De agenda wordt gedrukt")
    delen = [("Agenda", pers.druk(zetsel(agenda)).lees())]
    for n, (nummer, stuk) in enumerate(stukken, 1):
        voortgang(n, len(stukken) + 2, f"Stuk {nummer} wordt toegevoegd")
        inhoud = Vergaderstuk.objects.values_list("inhoud", flat=True).get(pk=stuk.pk)
        delen.append((f"{nummer} {stuk.titel}", bytes(inhoud)))
    voortgang(len(stukken) + 1, len(stukken) + 2, "De delen worden één bestand")
    return bundel(delen)


@OPDRACHTSOORTEN.klasse
class Vergadersetopdracht(Opdrachtsoort):
    """`gegevens`: the meeting, and for whom: its members, or everybody with a role."""

    code = VERGADERSET
    naam = "Agenda en stukken"

    def mag(self, rechten: Rechten, gegevens: dict[str, Any]) -> bool:
        """One query for the part of the members."""
        if gegevens.get("deel") != LEDEN:
            return bool(rechten.rollen)
        gremium = Gremium.objects.select_related("regio").filter(pk=int(gegevens.get("gremium") or 0)).first()
        return gremium is not None and Zicht.van(rechten.toegang, gremium.regio).lid(gremium.pk)

    def maak(self, opdracht: Opdracht, voortgang: Voortgang) -> Bestand:
        overleg = Overleg.objects.van(opdracht.regio).select_related("gremium__regio")
        rij = overleg.filter(pk=opdracht.gegevens["overleg"]).first()
        rechten = Rechten.van(opdracht.aangevraagd_door, opdracht.regio)
        zicht = Zicht.van(rechten.toegang, opdracht.regio)
        if opdracht.gegevens["deel"] != LEDEN:
            zicht = Zicht(team=zicht.team)
        if rij is None or not zicht.ziet_agenda(rij):
            raise OpdrachtMislukt("De agenda van dit overleg staat nog niet vast. Vraag de stukken daarna opnieuw aan.")
        try:
            inhoud = vergaderset(rij, zicht, voortgang)
        except DrukMislukt as fout:
            raise OpdrachtMislukt(f"{fout.zin} {fout.raad}") from fout
        except GeenPdf as fout:
            zin = f"Het stuk ‘{fout.titel}’ is niet te lezen als toegankelijke pdf."
            raise OpdrachtMislukt(f"{zin} Haal het van de agenda en maak het opnieuw.") from fout
        return Bestand.als(PDF, f"agenda en stukken {rij.code} {rij.datum.isoformat()}", inhoud)

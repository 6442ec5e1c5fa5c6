"""What the portal can attach to an item of an agenda: records of the meeting before, papers of the item that was held
over, and prints that the secretary had made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from governance.actions.stukken import Stukinhoud
from governance.models import Agendapunt, Overleg, Vergaderstuk
from governance.zicht import Zicht
from npvr.bestand import Bestand
from npvr.formaten import FORMATEN, PDF
from npvr.getallen import datum, datum_tijd
from opdrachten.models import Opbrengst, Opdracht

from ..druk import pers
from ..druk.bundel import GeenPdf, bladzijden
from .druk import zetsel
from .opdracht import VERGADERSET
from .soorten import Besluitenlijst, Papier, Verslag, papier


class KanNietBij(Exception):
    """This cannot be attached; the text says why."""


@dataclass(frozen=True, slots=True)
class Stukaanbod:
    """Something that can be attached; `bron` names it. `besloten`: only for members, whatever the item is."""

    bron: str
    titel: str
    herkomst: str
    maak: Callable[[], Bestand]
    besloten: bool = False

    def inhoud(self) -> Stukinhoud:
        """Raises KanNietBij, and a DrukMislukt."""
        bestand = self.maak()
        try:
            aantal = bladzijden(bestand.inhoud)
        except GeenPdf as fout:
            raise KanNietBij("Dit bestand is niet te lezen als toegankelijke pdf. Maak de afdruk opnieuw.") from fout
        return Stukinhoud(self.bron, self.titel, self.herkomst, bestand, aantal)


def papier_pdf(wat: Papier) -> Bestand:
    naam = f"{wat.code} {wat.overleg.code} {wat.overleg.datum.isoformat()}"
    return Bestand.als(PDF, naam, pers.druk(zetsel(wat)).lees())


def aanbod(punt: Agendapunt, zicht: Zicht, user: User) -> list[Stukaanbod]:
    """Without what is attached already. Five queries."""
    er_al = set(punt.stukken.filter(weg_op__isnull=True).values_list("bron", flat=True))
    alle = [*_van_vorige_punt(punt), *_van_vorige_overleg(punt, zicht), *_van_opdrachten(punt, user)]
    return [a for a in alle if a.bron not in er_al]


def _van_vorige_punt(punt: Agendapunt) -> Iterator[Stukaanbod]:
    if punt.vorige_id is None:
        return
    for stuk in Vergaderstuk.objects.lijst().filter(agendapunt=punt.vorige_id):

        def maak(pk: int = stuk.pk) -> Bestand:
            rij = Vergaderstuk.objects.get(pk=pk)
            return Bestand(rij.naam, rij.inhoudstype, bytes(rij.inhoud))

        yield Stukaanbod(f"stuk:{stuk.pk}", stuk.titel, f"Van de vorige keer. {stuk.herkomst}", maak, stuk.besloten)


def _van_vorige_overleg(punt: Agendapunt, zicht: Zicht) -> Iterator[Stukaanbod]:
    """Of a settled record the open part, for everybody; of one in concept the whole, for members."""
    vorige = Overleg.objects.voor(punt.overleg).select_related("gremium__regio")
    rij = vorige.filter(stand__in=(Overleg.Stand.GEHOUDEN, Overleg.Stand.VASTGESTELD)).first()
    if rij is None:
        return
    vast = rij.stand == Overleg.Stand.VASTGESTELD
    lezers = Zicht(team=True) if vast and not punt.besloten else zicht
    for soort in (Verslag, Besluitenlijst):

        def maak(code: str = soort.code) -> Bestand:
            return papier_pdf(papier(code, rij, lezers))

        moment = rij.vastgesteld_op or timezone.now()
        yield Stukaanbod(
            f"{soort.code}:{rij.pk}:{'vast' if vast else 'concept'}:{moment:%Y%m%d}",
            f"{soort.naam} van {datum(rij.datum)}{'' if vast else ', concept'}",
            f"{rij.code}, {'vastgesteld' if vast else 'nog niet vastgesteld'}",
            maak,
            not vast,
        )


def _van_opdrachten(punt: Agendapunt, user: User) -> Iterator[Stukaanbod]:
    """Prints of whoever asks, as PDF; none with comments that were not released."""
    pdf = FORMATEN[PDF].inhoudstype
    rijen = Opdracht.objects.van(user, punt.overleg.gremium.regio).filter(
        stand=Opdracht.Stand.KLAAR, opbrengst__inhoudstype=pdf
    )
    for opdracht in rijen.exclude(soort=VERGADERSET):
        if opdracht.gegevens.get("intern"):
            continue

        def maak(pk: UUID = opdracht.pk) -> Bestand:
            file = Opbrengst.objects.get(pk=pk)
            return Bestand(file.naam, file.inhoudstype, bytes(file.inhoud))

        op = f"Afdruk van {datum_tijd(opdracht.klaar_op)}" if opdracht.klaar_op else "Afdruk"
        yield Stukaanbod(f"opdracht:{opdracht.pk}", opdracht.titel, op, maak)

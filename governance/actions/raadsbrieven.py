"""Letters to councils: begun from what the portal knows, edited, sent and then kept."""

from __future__ import annotations

import hashlib
from datetime import date

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from npvr.gezien import AndersDanGezien
from plandocument import tekst

from ..models import Organisatie, Raadsbrief
from .overleggen import Kan, eis_schrijver


class AndereBrief(AndersDanGezien):
    """A colleague saved meanwhile; `brief` is what stands."""

    zin = "Een collega wijzigde deze brief net. Er is niets bewaard."

    def __init__(self, brief: Raadsbrief) -> None:
        super().__init__(gezien=str(brief.versie), nu=[("Brief", tekst.plat(brief.tekst))])


def begin_brief(*, organisatie: Organisatie, plat: str, sinds: date | None, tot: date, door: User) -> Raadsbrief:
    """The letter in concept; where there is one already, that one."""
    eis_schrijver(door, organisatie.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        Organisatie.objects.select_for_update().get(pk=organisatie.pk)
        er_al = Raadsbrief.objects.filter(organisatie=organisatie, verzonden_op__isnull=True).first()
        if er_al is not None:
            return er_al
        return Raadsbrief.objects.create(
            organisatie=organisatie, tekst=_schoon(plat), sinds=sinds, tot=tot, gewijzigd_door=door
        )


def bewaar_brief(*, brief: Raadsbrief, plat: str, door: User, gezien: str) -> Raadsbrief:
    """Raises AndereBrief, and Kan for one that was sent."""
    eis_schrijver(door, brief.organisatie.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        rij = _vast(brief)
        nieuw = _schoon(plat)
        if rij.tekst == nieuw:
            return rij
        if str(rij.versie) != gezien:
            raise AndereBrief(rij)
        rij.tekst, rij.versie, rij.gewijzigd_door = nieuw, rij.versie + 1, door
        rij.save(update_fields=["tekst", "versie", "gewijzigd_door"])
        return rij


def verzend_brief(*, brief: Raadsbrief, bestand: bytes, door: User, gezien: str) -> Raadsbrief:
    """That it went out, as this file. The portal sends nothing itself: a council is written to by its own clerk."""
    eis_schrijver(door, brief.organisatie.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        rij = _vast(brief)
        if str(rij.versie) != gezien:
            raise AndereBrief(rij)
        rij.verzonden_op, rij.bestand = timezone.now(), bestand
        rij.sha256 = hashlib.sha256(bestand).hexdigest()
        rij.save(update_fields=["verzonden_op", "bestand", "sha256"])
        return rij


def gooi_brief_weg(*, brief: Raadsbrief, door: User, gezien: str) -> None:
    """Drop a concept, to begin anew from what the portal knows now; the history keeps it. Twice is once."""
    eis_schrijver(door, brief.organisatie.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        rij = Raadsbrief.objects.select_for_update().filter(pk=brief.pk).first()
        if rij is None:
            return
        if rij.verzonden_op is not None:
            raise Kan("Deze brief is verzonden en blijft bewaard.")
        if str(rij.versie) != gezien:
            raise AndereBrief(rij)
        rij.delete()


def _schoon(plat: str) -> str:
    return tekst.schoon(tekst.uit_plat(plat))


def _vast(brief: Raadsbrief) -> Raadsbrief:
    rij = Raadsbrief.objects.select_for_update(of=("self",)).select_related("organisatie__regio").get(pk=brief.pk)
    if rij.verzonden_op is not None:
        raise Kan("Deze brief is verzonden en ligt vast.")
    return rij

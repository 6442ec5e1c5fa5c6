"""Taking minutes: what is noted at an item, by one or more people at once, and items that are held over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pghistory
from django.apps import apps
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from npvr.gezien import AndersDanGezien
from plandocument import boom, tekst
from plandocument.samenvoegen import BEIDE, HUNNE, MIJN, voeg_samen

from ..models import Agendapunt, Overleg
from .overleggen import Kan, eis_schrijver, houd_vast

GROOTST: Final = 50_000
"""Signs of a note."""
NIET_OPEN = "Notuleren kan vanaf het begin van het overleg, tot het verslag is vastgesteld."


@dataclass(frozen=True, slots=True)
class BewaardVerslag:
    """A note as it stands. `samen`: somebody else wrote meanwhile, and it holds the words of both."""

    punt: Agendapunt
    samen: bool = False

    @property
    def plat(self) -> str:
        return tekst.plat(self.punt.notitie)


class AndereUitkomst(AndersDanGezien):
    zin = "Een collega wijzigde de uitkomst van dit punt net. Er is niets gewijzigd."


def bewaar_notitie(*, punt: Agendapunt, plat: str, vanaf_versie: int, door: User) -> BewaardVerslag:
    """Write a note in its plain form, begun from `vanaf_versie`; merged by paragraph with what others wrote since.

    Where two wrote the same paragraph otherwise, both stand, theirs first: nothing is lost, and nobody is stopped in
    the middle of a meeting. Raises Kan. Five queries; six when it was overtaken.
    """
    eis_schrijver(door, punt.overleg.gremium.regio)
    nieuw = tekst.schoon(tekst.uit_plat(plat))
    if len(nieuw) > GROOTST:
        raise Kan("Deze notitie is te lang. Verdeel haar over meer punten.")
    with pghistory.context(user=door.pk), transaction.atomic():
        overleg = houd_vast(punt.overleg)
        if overleg.stand != Overleg.Stand.GEHOUDEN:
            raise Kan(NIET_OPEN)
        rij = Agendapunt.objects.select_for_update(of=("self",)).get(pk=punt.pk)
        samen = rij.notitie_versie != vanaf_versie and rij.notitie != nieuw
        if samen:
            nieuw = _samen(_toen(rij, vanaf_versie), rij.notitie, nieuw)
        if nieuw != rij.notitie:
            rij.notitie, rij.notitie_versie = nieuw, rij.notitie_versie + 1
            rij.notitie_door, rij.notitie_op = door, timezone.now()
            rij.save(update_fields=["notitie", "notitie_versie", "notitie_door", "notitie_op"])
        return BewaardVerslag(rij, samen)


def _toen(rij: Agendapunt, versie: int) -> str | None:
    """What the note said at that version; None where nobody knows. One query."""
    if versie == 0:
        return ""
    gebeurtenissen = apps.get_model("governance", "AgendapuntGebeurtenis")._default_manager
    toen = gebeurtenissen.filter(pgh_obj_id=rij.pk, notitie_versie=versie).order_by("-pgh_id")
    gevonden = toen.values_list("notitie", flat=True).first()
    return None if gevonden is None else str(gevonden)


def _samen(basis: str | None, hunne: str, mijn: str) -> str:
    def sectie(html: str) -> boom.Sectie:
        return boom.Sectie("notitie", "notitie", opening=html)

    oud = None if basis is None else sectie(basis)
    keuzes: dict[str, str] = {}
    while True:
        samen = voeg_samen(oud, sectie(hunne), sectie(mijn), keuzes)
        if not samen.open:
            return tekst.schoon(samen.sectie.opening)
        for botsing in samen.open:
            heel = MIJN if botsing.hunne is None else HUNNE
            keuzes[botsing.merk] = BEIDE if BEIDE in botsing.keuzes else botsing.standaard or heel


def zet_behandeld(*, punt: Agendapunt, behandeld: bool, door: User, gezien: str) -> Agendapunt:
    """That an item was dealt with, or not yet after all. `gezien`: the state that the page showed. Raises Kan."""
    eis_schrijver(door, punt.overleg.gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        rij = _tijdens(punt)
        naar = Agendapunt.Stand.BEHANDELD if behandeld else Agendapunt.Stand.OPEN
        if rij.stand == naar:
            return rij
        if rij.stand != gezien or rij.stand == Agendapunt.Stand.AANGEHOUDEN:
            raise AndereUitkomst(nu=[("Uitkomst", str(rij.get_stand_display()))])
        rij.stand = naar
        rij.save(update_fields=["stand"])
        return rij


def houd_aan(*, punt: Agendapunt, door: User, gezien: str) -> Agendapunt:
    """Hold an item over: it goes to the next meeting of the body, as that is planned now, and tells where it came from.
    The item there. Twice is once. Raises Kan where no later meeting is planned."""
    eis_schrijver(door, punt.overleg.gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        rij = _tijdens(punt)
        verder = Agendapunt.objects.filter(vorige=rij).first()
        if rij.stand == Agendapunt.Stand.AANGEHOUDEN and verder is not None:
            return verder
        if rij.stand != gezien:
            raise AndereUitkomst(nu=[("Uitkomst", str(rij.get_stand_display()))])
        volgend = (
            Overleg.objects.na(rij.overleg)
            .exclude(stand__in=(Overleg.Stand.GEHOUDEN, Overleg.Stand.VASTGESTELD))
            .first()
        )
        if volgend is None:
            raise Kan("Er is nog geen volgend overleg gepland. Plan dat eerst; houd dit punt daarna aan.")
        rij.stand = Agendapunt.Stand.AANGEHOUDEN
        rij.save(update_fields=["stand"])
        velden = ("titel", "soort", "minuten", "wie", "besloten", "toelichting", "gevraagd")
        herkomst = ("herkomst", "herkomst_code", "herkomst_woorden", "herkomst_pad")
        er_al = rij.herkomst and volgend.punten.filter(herkomst=rij.herkomst, herkomst_code=rij.herkomst_code).first()
        if er_al:
            er_al.vorige, er_al.stand = rij, Agendapunt.Stand.OPEN
            er_al.save(update_fields=["vorige", "stand"])
            return er_al
        return Agendapunt.objects.create(
            overleg=volgend, vorige=rij, volgorde=0, **{naam: getattr(rij, naam) for naam in (*velden, *herkomst)}
        )


def _tijdens(punt: Agendapunt) -> Agendapunt:
    overleg = houd_vast(punt.overleg)
    if overleg.stand != Overleg.Stand.GEHOUDEN:
        raise Kan(NIET_OPEN)
    rij = Agendapunt.objects.select_for_update(of=("self",)).get(pk=punt.pk)
    rij.overleg = overleg
    return rij

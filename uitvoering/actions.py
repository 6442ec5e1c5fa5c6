"""Starting an agenda, and taking up what the plan proposes."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from accounts.models import User
from opgaven.actions.plannen import pas_toe
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_sectie
from opgaven.gevolgd import gevolgd_document
from opgaven.models import Plan, Sectie
from opgaven.permissions import Rechten, eis_bewerken
from plandocument import boom
from plandocument.agenda import activiteit_uit, nieuwe_agenda
from plandocument.documentsoorten import AGENDA
from plandocument.itemsoorten import ACTIVITEIT, INTERVENTIE
from plandocument.verwijzen import doelen
from versies.models import Versie

from .permissions import eis_beginnen

TITEL = "Uitvoeringsagenda"


class GeenInterventie(Exception):
    """The version that the agenda follows has no such interventie."""


def begin_agenda(*, versie: Versie, periode: str, door: User | None) -> Plan:
    """Make the agenda of the region of this version of its plan: a blad for each opgave. One that stands already is
    given back as it is, so that two who begin at once begin one."""
    with transaction.atomic():
        plan = Plan.objects.select_for_update(of=("self",)).select_related("regio").get(pk=versie.plan_id)
        if door is not None:
            eis_beginnen(Rechten.van(door, plan.regio))
        staat = Plan.objects.huidige(AGENDA).filter(regio=plan.regio).select_related("regio").first()
        if staat is not None:
            return staat
        titel = f"{TITEL} {periode.replace('-', '–')}".strip()
        document = nieuwe_agenda(versie.document, versie.sha256, titel, periode)
        return pas_toe(regio=plan.regio, document=document, door=door, waarom=f"Begonnen vanuit “{versie.label}”")


def neem_op(*, plan: Plan, opgave: str, interventie: str, door: User | None) -> boom.Item:
    """An activity on the blad of that opgave (keys) in the words of an interventie of the version that is followed,
    which it takes up. One that was made so before is given back. Raises GeenInterventie, and FicheIsAkkoord for a
    closed blad."""
    gevolgd = gevolgd_document(plan)
    doel = doelen(gevolgd, {INTERVENTIE.code}).get(interventie) if gevolgd else None
    if doel is None or doel.item is None:
        raise GeenInterventie
    with transaction.atomic():
        rij = (
            Sectie.objects.select_for_update(of=("self",))
            .select_related("plan__regio", "soort", "opgave")
            .get(plan=plan, opgave__sleutel=opgave, soort__itemsoort=ACTIVITEIT.code)
        )
        if door is not None:
            eis_bewerken(Rechten.bij_sectie(rij, door))
        inhoud, nieuw = bouw_sectie(rij), activiteit_uit(doel.item)
        for item in inhoud.items:
            if item.feit("neemt_op") == nieuw.feit("neemt_op"):
                return item
        bewaar_sectie(
            sectie=rij,
            vanaf_versie=rij.versie,
            inhoud=replace(inhoud, items=(*inhoud.items, nieuw)),
            door=door,
            waarom=f"Opgenomen uit het plan: {doel.code}",
        )
        return nieuw

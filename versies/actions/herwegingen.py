"""Weighing a change otherwise than the portal did, and taking that back."""

from __future__ import annotations

import pghistory
from django.db import transaction

from accounts.models import User
from npvr.gezien import AndersDanGezien
from opgaven.models import Plan
from opgaven.permissions import Rechten
from plandocument.vergelijk import Wijziging

from ..models import Herweging
from ..permissions import eis_herwegen


class HerwegingZonderReden(Exception):
    """A change is weighed otherwise with a reason, or not at all."""


class NietAnders(Exception):
    """The portal gave the change this weight already."""


class AlGewogen(AndersDanGezien):
    """A change is weighed otherwise once: what a colleague wrote about it stands."""


def herweeg(
    *, plan: Plan, wijziging: Wijziging, gewicht: Herweging.Gewicht, reden: str, door: User
) -> tuple[Herweging, bool]:
    """Give a change another weight than its own. Returns the row, and whether it is new.

    `wijziging` as the comparison made it, before anybody weighed it. Asked twice it has one effect. Raises
    HerwegingZonderReden, NietAnders, and AlGewogen where it was weighed with other words, which stand. At most four
    queries.
    """
    eis_herwegen(Rechten.van(door, plan.regio), wijziging.opgaven)
    if not (reden := reden.strip()):
        raise HerwegingZonderReden
    if wijziging.gewicht == gewicht:
        raise NietAnders
    waar = " ".join(deel for deel in (wijziging.plek.code, wijziging.plek.naam) if deel)
    with pghistory.context(user=door.pk, waarom=reden), transaction.atomic():
        rij, nieuw = Herweging.objects.get_or_create(
            plan=plan,
            afdruk=wijziging.afdruk,
            defaults={"waar": waar[:200], "gewicht": gewicht, "reden": reden, "door": door},
        )
    if not nieuw and (rij.gewicht, rij.reden, rij.door_id) != (gewicht, reden, door.pk):
        wie = "U had" if rij.door_id == door.pk else f"{rij.door or 'Een collega'} had"
        zin = f"{wie} deze wijziging net al gewogen, met andere woorden. Die staan er; die van u zijn niet bewaard."
        raise AlGewogen(zin, nu=[(f"Gewogen als {rij.get_gewicht_display().lower()}", rij.reden)])
    return rij, nieuw


def haal_terug(*, plan: Plan, wijziging: Wijziging, door: User, gezien: int | None = None) -> bool:
    """Let the portal's own judgement count again. Whether there was another: asked twice it has one effect. `gezien` is
    the row that the page showed. Raises AlGewogen where a colleague took that back and weighed it anew. Two queries."""
    eis_herwegen(Rechten.van(door, plan.regio), wijziging.opgaven)
    with pghistory.context(user=door.pk), transaction.atomic():
        rijen = Herweging.objects.filter(plan=plan, afdruk=wijziging.afdruk)
        if (rijen if gezien is None else rijen.filter(pk=gezien)).delete()[0]:
            return True
        if (nu := rijen.first()) is not None:
            zin = "Deze wijziging is net opnieuw gewogen, met een andere reden. Er is niets gewijzigd."
            raise AlGewogen(zin, gezien=str(nu.pk), nu=[(f"Gewogen als {nu.get_gewicht_display().lower()}", nu.reden)])
        return False

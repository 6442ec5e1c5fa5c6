"""Weighing a change otherwise than the portal did, and taking that back."""

from __future__ import annotations

import pghistory
from django.db import transaction

from accounts.models import User
from opgaven.models import Plan
from plandocument.vergelijk import Wijziging

from ..models import Herweging


class ZonderReden(Exception):
    """A change is weighed otherwise with a reason, or not at all."""


class NietAnders(Exception):
    """The portal gave the change this weight already."""


def herweeg(
    *, plan: Plan, wijziging: Wijziging, gewicht: Herweging.Gewicht, reden: str, door: User
) -> tuple[Herweging, bool]:
    """Give a change another weight than its own. Returns the row, and whether it is new.

    `wijziging` as the comparison made it, before anybody weighed it. Asked twice it has one effect: the first reason
    stands. Raises ZonderReden and NietAnders. At most four queries.
    """
    if not (reden := reden.strip()):
        raise ZonderReden
    if wijziging.gewicht == gewicht:
        raise NietAnders
    waar = " ".join(deel for deel in (wijziging.plek.code, wijziging.plek.naam) if deel)
    with pghistory.context(user=door.pk, waarom=reden), transaction.atomic():
        return Herweging.objects.get_or_create(
            plan=plan,
            afdruk=wijziging.afdruk,
            defaults={"waar": waar[:200], "gewicht": gewicht, "reden": reden, "door": door},
        )


def haal_terug(*, plan: Plan, afdruk: str, door: User) -> bool:
    """Let the portal's own judgement count again. Whether there was another: asked twice it has one effect."""
    with pghistory.context(user=door.pk), transaction.atomic():
        return bool(Herweging.objects.filter(plan=plan, afdruk=afdruk).delete()[0])

"""Setting a finding of the plancontrole aside, and taking it back."""

from __future__ import annotations

import pghistory
from django.db import transaction

from accounts.models import User
from plandocument.controleer import Bevinding

from ..models import Afwijzing, Plan


class ZonderReden(Exception):
    """A finding is set aside with a reason, or not at all."""


def wijs_af(*, plan: Plan, bevinding: Bevinding, reden: str, door: User) -> tuple[Afwijzing, bool]:
    """Set the finding aside until its text changes. Returns the row, and whether it is new.

    Asked twice it has one effect: the first reason stands. Raises ZonderReden. At most four queries.
    """
    if not (reden := reden.strip()):
        raise ZonderReden
    with pghistory.context(user=door.pk, waarom=reden), transaction.atomic():
        return Afwijzing.objects.get_or_create(
            plan=plan, afdruk=bevinding.afdruk, defaults={"regel": bevinding.regel, "reden": reden, "door": door}
        )


def haal_terug(*, plan: Plan, afdruk: str, door: User) -> bool:
    """Let the finding count again. Whether it was set aside: asked twice it has one effect. One query."""
    with pghistory.context(user=door.pk), transaction.atomic():
        return bool(Afwijzing.objects.filter(plan=plan, afdruk=afdruk).delete()[0])

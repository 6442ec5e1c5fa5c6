"""Setting a finding of the plancontrole aside, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence

import pghistory
from django.db import transaction

from accounts.models import User
from npvr.gezien import AndersDanGezien
from plandocument.controleer import Bevinding

from ..models import Afwijzing, Plan
from ..permissions import Rechten, eis_bewerken


class AfwijzingZonderReden(Exception):
    """A finding is set aside with a reason, or not at all."""


class AlOpzij(AndersDanGezien):
    """A finding counts again once, or is set aside once: what a colleague wrote about it stands."""


def wijs_af(*, plan: Plan, bevinding: Bevinding, reden: str, door: User) -> tuple[Afwijzing, bool]:
    """Set the finding aside until its text changes. Returns the row, and whether it is new.

    Asked twice it has one effect. Raises AfwijzingZonderReden, and AlOpzij where it was set aside with other words,
    which stand. At most four queries.
    """
    eis_bewerken(Rechten.van(door, plan.regio))
    if not (reden := reden.strip()):
        raise AfwijzingZonderReden
    with pghistory.context(user=door.pk, waarom=reden), transaction.atomic():
        rij, nieuw = Afwijzing.objects.get_or_create(
            plan=plan, afdruk=bevinding.afdruk, defaults={"regel": bevinding.regel, "reden": reden, "door": door}
        )
    if not nieuw and (rij.reden, rij.door_id) != (reden, door.pk):
        wie = "U had" if rij.door_id == door.pk else f"{rij.door or 'Een collega'} had"
        zin = f"{wie} deze bevinding net al opzij gezet, met andere woorden. Die staan er; die van u zijn niet bewaard."
        raise AlOpzij(zin, nu=[("De reden die er staat", rij.reden)])
    return rij, nieuw


def wijs_samen_af(*, plan: Plan, bevindingen: Sequence[Bevinding], reden: str, door: User) -> int:
    """Set findings aside with one reason, all or none; how many are new. What was set aside already stays as it is.

    Raises AfwijzingZonderReden. Four queries per finding.
    """
    eis_bewerken(Rechten.van(door, plan.regio))
    if not (reden := reden.strip()):
        raise AfwijzingZonderReden
    nieuw = 0
    with pghistory.context(user=door.pk, waarom=reden), transaction.atomic():
        for bevinding in bevindingen:
            velden = {"regel": bevinding.regel, "reden": reden, "door": door}
            nieuw += Afwijzing.objects.get_or_create(plan=plan, afdruk=bevinding.afdruk, defaults=velden)[1]
    return nieuw


def haal_samen_terug(*, plan: Plan, gezien: Sequence[int], door: User) -> int:
    """Let findings count again; how many. `gezien` are the rows that the page showed: what came in the place of one of
    them stays. Two queries."""
    eis_bewerken(Rechten.van(door, plan.regio))
    with pghistory.context(user=door.pk), transaction.atomic():
        return Afwijzing.objects.filter(plan=plan, pk__in=gezien).delete()[0]


def haal_terug(*, plan: Plan, afdruk: str, door: User, gezien: int | None = None) -> bool:
    """Let the finding count again. Whether it was set aside: asked twice it has one effect. `gezien` is the row that
    the page showed. Raises AlOpzij where a colleague took that back and set it aside anew. Two queries."""
    eis_bewerken(Rechten.van(door, plan.regio))
    with pghistory.context(user=door.pk), transaction.atomic():
        rijen = Afwijzing.objects.filter(plan=plan, afdruk=afdruk)
        if (rijen if gezien is None else rijen.filter(pk=gezien)).delete()[0]:
            return True
        if (nu := rijen.first()) is not None:
            zin = "Deze bevinding is net opnieuw opzij gezet, met een andere reden. Er is niets gewijzigd."
            raise AlOpzij(zin, gezien=str(nu.pk), nu=[("De reden die er staat", nu.reden)])
        return False

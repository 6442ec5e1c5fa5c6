"""What somebody read, and how they want to hear of things."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from npvr.gezien import AndersDanGezien

from ..models import Melding, Voorkeur


def lees_meldingen(*, door: User, welke: Collection[int] | None = None, gezien: int | None = None) -> int:
    """Mark one's own notices as read: these, or all of them up to `gezien`, the newest that the page showed. Returns
    how many were not yet. One query."""
    rijen = Melding.objects.filter(user=door, gelezen_op__isnull=True)
    if welke is not None:
        rijen = rijen.filter(pk__in=welke)
    if gezien is not None:
        rijen = rijen.filter(pk__lte=gezien)
    return rijen.update(gelezen_op=timezone.now())


def wijze_van(user: User) -> Voorkeur.Wijze:
    """How somebody gets mail now. One query."""
    keuze = Voorkeur.objects.filter(user=user).values_list("wijze", flat=True).first()
    return Voorkeur.Wijze(keuze or Voorkeur.Wijze.DIRECT)


@transaction.atomic
def kies_wijze(*, door: User, wijze: Voorkeur.Wijze, gezien: str | None = None) -> None:
    """How somebody gets mail from now on; `gezien` is how it was on the page, None from a mail that shows nothing.

    Raises AndersDanGezien, also where they chose in another window or by the link in a mail. Four queries.
    """
    User.objects.select_for_update(no_key=True).get(pk=door.pk)  # there may be no row yet to hold
    nu = wijze_van(door)
    if nu == wijze:
        return
    if gezien is not None and gezien != nu:
        zin = "U koos dit intussen anders, in een ander venster of met de link in een e-mail. Er is niets gewijzigd."
        raise AndersDanGezien(zin, gezien=nu, nu=[("E-mail over meldingen", str(nu.label))])
    Voorkeur.objects.update_or_create(user=door, defaults={"wijze": wijze})

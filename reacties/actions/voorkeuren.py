"""What somebody read, and how they want to hear of things."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from accounts.models import User

from ..models import Melding, Voorkeur


def lees_meldingen(*, door: User, welke: Collection[int] | None = None) -> int:
    """Mark one's own notices as read: these, or all of them. Returns how many were not yet. One query."""
    rijen = Melding.objects.filter(user=door, gelezen_op__isnull=True)
    if welke is not None:
        rijen = rijen.filter(pk__in=welke)
    return rijen.update(gelezen_op=timezone.now())


@transaction.atomic
def kies_wijze(*, door: User, wijze: Voorkeur.Wijze) -> None:
    """How somebody gets mail from now on. Two queries."""
    Voorkeur.objects.update_or_create(user=door, defaults={"wijze": wijze})

"""The secret addresses by which people's own calendars read meetings."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.sleutels import hash_van, nieuwe_sleutel
from npvr.eenmaal import slot_op, te_bewaren

from ..models import Agendasleutel, Gremium, Regio
from ..permissions import Toegang


def maak_sleutel(
    *, user: User, regio: Regio, gremium: Gremium | None, kenmerk: UUID | None = None
) -> tuple[Agendasleutel, str]:
    """A new address for oneself, with its key, which is shown now and never again; the one before stops working.

    The same form twice gives the same key. Raises PermissionDenied for who has no role in the region.
    """
    if not Toegang.van(user, regio).rollen:
        raise PermissionDenied("Alleen wie in deze regio een rol heeft, krijgt een agenda-adres.")
    sleutel = nieuwe_sleutel(kenmerk)
    bewaard = te_bewaren(kenmerk) if kenmerk else None
    with transaction.atomic():
        slot_op(kenmerk)
        if bewaard and (er_al := Agendasleutel.objects.filter(kenmerk=bewaard, user=user).first()) is not None:
            return er_al, sleutel
        Agendasleutel.objects.geldig().filter(user=user, regio=regio, gremium=gremium).update(
            ingetrokken_op=timezone.now()
        )
        rij = Agendasleutel.objects.create(
            user=user, regio=regio, gremium=gremium, sleutel_hash=hash_van(sleutel), kenmerk=bewaard
        )
        return rij, sleutel


def trek_sleutel_in(*, sleutel: Agendasleutel) -> None:
    """The address stops working, now. Twice is once."""
    Agendasleutel.objects.geldig().filter(pk=sleutel.pk).update(ingetrokken_op=timezone.now())

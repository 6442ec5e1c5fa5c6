"""Writing down process money: a year, and what was spent of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pghistory
from django.db import transaction

from accounts.models import User
from npvr.eenmaal import slot_op
from npvr.getallen import bedrag
from npvr.gezien import eis_gezien, merk

from ..models import Procesjaar, Procesuitgave, Regio
from .overleggen import Kan, eis_schrijver

ANDER_JAAR = "Een collega wijzigde dit jaar net. Er is niets gewijzigd."
ANDERE_UITGAVE = "Een collega wijzigde deze uitgave net. Er is niets gewijzigd."


def zet_procesjaar(
    *, regio: Regio, velden: Mapping[str, Any], door: User, rij: Procesjaar | None = None, gezien: str | None = None
) -> Procesjaar:
    """A year of a region, once; or other facts for one that is there. Raises Kan and AndersDanGezien."""
    eis_schrijver(door, regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        Regio.objects.select_for_update().get(pk=regio.pk)
        zelfde = Procesjaar.objects.filter(regio=regio, jaar=velden["jaar"])
        if rij is None:
            if (er_al := zelfde.first()) is not None:
                if all(getattr(er_al, naam) == waarde for naam, waarde in velden.items()):
                    return er_al
                raise Kan(f"Het jaar {er_al.jaar} staat er al. Wijzig het daar.")
            return Procesjaar.objects.create(regio=regio, **velden)
        nu = Procesjaar.objects.select_for_update(of=("self",)).get(pk=rij.pk, regio=regio)
        if all(getattr(nu, naam) == waarde for naam, waarde in velden.items()):
            return nu
        eis_gezien(gezien, merk(nu), ANDER_JAAR, [("Ontvangen", bedrag(nu.ontvangen)), ("Toelichting", nu.toelichting)])
        if zelfde.exclude(pk=nu.pk).exists():
            raise Kan(f"Het jaar {velden['jaar']} staat er al. Wijzig het daar.")
        for naam, waarde in velden.items():
            setattr(nu, naam, waarde)
        nu.save()
        return nu


def zet_procesuitgave(
    *,
    jaar: Procesjaar,
    velden: Mapping[str, Any],
    door: User,
    rij: Procesuitgave | None = None,
    gezien: str | None = None,
    kenmerk: UUID | None = None,
) -> Procesuitgave:
    """What was spent; a new one once per `kenmerk`. Raises AndersDanGezien."""
    eis_schrijver(door, jaar.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        slot_op(kenmerk)
        if rij is None:
            if kenmerk is not None and (er_al := Procesuitgave.objects.filter(kenmerk=kenmerk).first()) is not None:
                return er_al
            return Procesuitgave.objects.create(jaar=jaar, kenmerk=kenmerk, **velden)
        nu = Procesuitgave.objects.select_for_update(of=("self",)).get(pk=rij.pk, jaar=jaar)
        if all(getattr(nu, naam) == waarde for naam, waarde in velden.items()):
            return nu
        eis_gezien(gezien, merk(nu), ANDERE_UITGAVE, [("Uitgave", nu.omschrijving), ("Bedrag", bedrag(nu.bedrag))])
        for naam, waarde in velden.items():
            setattr(nu, naam, waarde)
        nu.save()
        return nu


def haal_procesuitgave_weg(*, rij: Procesuitgave, door: User, gezien: str) -> None:
    """Only for a mistake; the history keeps it. Twice is once. Raises AndersDanGezien."""
    eis_schrijver(door, rij.jaar.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        nu = Procesuitgave.objects.select_for_update(of=("self",)).filter(pk=rij.pk).first()
        if nu is not None:
            eis_gezien(gezien, merk(nu), ANDERE_UITGAVE, [("Uitgave", nu.omschrijving), ("Bedrag", bedrag(nu.bedrag))])
            nu.delete()

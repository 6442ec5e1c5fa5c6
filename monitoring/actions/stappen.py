"""The road map: how far a step is, by whom, and what it waits for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from npvr.gezien import Weigering, eis_gezien, merk

from ..models import Stap
from ..permissions import eis_indicatoren

ANDERE_STAP = "Een collega werkte deze stap net bij. Er is niets gewijzigd. Kijk eerst hoe zij nu is."


class StapZonderReden(Weigering):
    zin = "Zeg wat er nodig is: wie deze stap leest, moet kunnen helpen."


def werk_stap_bij(*, stap: Stap, velden: Mapping[str, Any], vandaag: date, door: User, gezien: str | None) -> Stap:
    """What is done gets the day of today; what is stuck says what it needs. Raises AndersDanGezien."""
    eis_indicatoren(door, stap.regio)
    with transaction.atomic():
        rij = Stap.objects.select_for_update(of=("self",)).select_related("regio").get(pk=stap.pk)
        if all(getattr(rij, naam) == waarde for naam, waarde in velden.items()):
            return rij
        eis_gezien(gezien, merk(rij), ANDERE_STAP, [("Stand", str(rij.get_stand_display())), ("Wie", rij.wie)])
        for naam, waarde in velden.items():
            setattr(rij, naam, waarde)
        if rij.stand == Stap.Stand.VAST and not rij.waarom:
            raise StapZonderReden
        rij.klaar_op = (rij.klaar_op or vandaag) if rij.stand == Stap.Stand.KLAAR else None
        rij.save()
        return rij

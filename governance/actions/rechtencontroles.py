"""Confirming that the roles of a region are right."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from accounts.models import User
from npvr.eenmaal import slot_op
from npvr.gezien import eis_gezien

from ..models import Rechtencontrole, Regio, Rol
from ..permissions import Toegang, eis_personen_beheren
from ..rechtencontrole import onderdelen
from .rollen import merk_van, vergrendel, zeg_rollen

ANDERS = "De rollen zijn net gewijzigd. Er is niets bevestigd. Kijk eerst opnieuw."


def bevestig_rechten(
    *, regio: Regio, soort: str, door: User, gezien: str, opmerking: str = "", kenmerk: UUID | None = None
) -> Rechtencontrole:
    """That the roles which the page showed (`gezien`, their `merk_van`) are right. Once per `kenmerk`.

    Raises PermissionDenied, and AndersDanGezien where roles changed since.
    """
    eis_personen_beheren(Toegang.van(door, regio))
    with transaction.atomic():
        slot_op(kenmerk)
        if kenmerk is not None and (er_al := Rechtencontrole.objects.filter(kenmerk=kenmerk).first()) is not None:
            return er_al
        vergrendel(regio)
        rollen = onderdelen(soort, list(Rol.objects.get_queryset().filter(regio=regio).order_by("pk")))
        eis_gezien(gezien, merk_van(rollen), ANDERS, [("Rollen", zeg_rollen(rollen))])
        return Rechtencontrole.objects.create(
            regio=regio,
            soort=soort,
            door=door,
            rollen=[r.pk for r in rollen],
            opmerking=" ".join(opmerking.split())[:300],
            kenmerk=kenmerk,
        )

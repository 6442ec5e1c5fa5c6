"""Moving a fiche along the working order."""

from __future__ import annotations

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from npvr.gezien import AndersDanGezien

from ..models import Opgave
from ..permissions import Rechten
from ..werkorde import Werkstap, afdruk_van, eis_stap


class StandVeranderd(AndersDanGezien):
    """Somebody moved the fiche first. `opgave` is the row as it stands."""

    def __init__(self, opgave: Opgave) -> None:
        super().__init__(f"opgave {opgave.pk} is {opgave.status}")
        self.opgave = opgave


class TekstVeranderd(AndersDanGezien):
    """The text is not the one that was seen."""


class WerkstapZonderReden(Exception):
    """This move asks for a reason."""


def verzet(*, opgave: int, stap: Werkstap, door: User, gezien: str, reden: str = "") -> bool:
    """Move the fiche (its id); False when this person had done so already, as after a request that was sent twice.

    Raises WerkstapZonderReden, PermissionDenied, StandVeranderd, TekstVeranderd, and writes nothing then. Locks the
    opgave, which a save of a section holds as well: so either the save comes first and `gezien` is stale, or the save
    finds the new state. Three queries.
    """
    reden = " ".join(reden.split())
    if stap.reden and not reden:
        raise WerkstapZonderReden
    with pghistory.context(user=door.pk, waarom=reden, daad=stap.code), transaction.atomic():
        rijen = Opgave.objects.select_for_update(no_key=True, of=("self",)).select_related("plan__regio")
        rij = rijen.get(pk=opgave)
        eis_stap(Rechten.van(door, rij.plan.regio).voor(rij.sleutel), stap)
        if rij.status == stap.naar and rij.status_door_id == door.pk:
            return False
        if rij.status != stap.van:
            raise StandVeranderd(rij)
        if gezien != afdruk_van(rij):
            raise TekstVeranderd
        rij.status, rij.status_sinds, rij.status_door = stap.naar, timezone.now(), door
        rij.save(update_fields=["status", "status_sinds", "status_door"])
        return True

"""Keeping a picture for the text of a plan."""

from __future__ import annotations

import hashlib

from accounts.models import User
from governance.models import Regio
from npvr.beelden import VeiligBeeld

from ..models import Beeld
from ..permissions import Rechten, eis_bewerken


def bewaar_beeld(*, regio: Regio, beeld: VeiligBeeld, door: User | None) -> Beeld:
    """The row of these bytes, made where it is not there: the same picture is kept once. Three queries at most.

    Raises PermissionDenied where `door` may not write in this region (None: a command).
    """
    if door is not None:
        eis_bewerken(Rechten.van(door, regio))
    som = hashlib.sha256(beeld.inhoud).hexdigest()
    feiten = {"soort": beeld.soort, "inhoud": beeld.inhoud, "breedte": beeld.breedte, "hoogte": beeld.hoogte}
    return Beeld.objects.get_or_create(regio=regio, sha256=som, defaults=feiten)[0]

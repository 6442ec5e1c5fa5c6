"""Who freezes, decides and publishes. `mag_x` asks; the sentence is shown to people as the reason."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from governance.models import Rol
from opgaven.permissions import Rechten

VASTLEGGERS = frozenset({Rol.Soort.SECRETARIS, Rol.Soort.PROGRAMMAMANAGER})

GEEN_MAKER = "Een versie vastleggen en publiceren doet de programmamanager."
GEEN_VASTLEGGER = "Een besluit vastleggen of bevestigen doet de secretaris of de programmamanager."
ZELFDE_PERSOON = "U legde dit besluit vast. Een tweede persoon bevestigt het."


def mag_maken(rechten: Rechten) -> bool:
    """Freeze the working copy, publish a version, withdraw it."""
    return Rol.Soort.PROGRAMMAMANAGER in rechten.rollen


def mag_vastleggen(rechten: Rechten) -> bool:
    """Record or confirm what a body decided."""
    return bool(rechten.rollen & VASTLEGGERS)


def eis_maken(rechten: Rechten) -> None:
    if not mag_maken(rechten):
        raise PermissionDenied(GEEN_MAKER)


def eis_vastleggen(rechten: Rechten) -> None:
    if not mag_vastleggen(rechten):
        raise PermissionDenied(GEEN_VASTLEGGER)

"""Who starts an agenda. Its text is edited by who edits text (`opgaven.permissions`). The sentence is shown as the
reason."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from governance.models import Rol
from opgaven.permissions import Rechten

GEEN_BEGINNER = "Een uitvoeringsagenda beginnen doet de programmamanager."


def mag_beginnen(rechten: Rechten) -> bool:
    return Rol.Soort.PROGRAMMAMANAGER in rechten.rollen


def eis_beginnen(rechten: Rechten) -> None:
    if not mag_beginnen(rechten):
        raise PermissionDenied(GEEN_BEGINNER)

"""Who may change the bodies of a region, their seats and lines."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from accounts.models import User

from .models import Regio, Rol
from .permissions import Toegang

STRUCTUUR = frozenset({Rol.Soort.BEHEERDER, Rol.Soort.PROGRAMMAMANAGER, Rol.Soort.SECRETARIS})
NIET_STRUCTUUR = (
    "Gremia, zetels en lijnen wijzigen de secretaris, de programmamanager en de beheerder van deze regio. "
    "Vraag het aan een van hen."
)


def mag_structuur(toegang: Toegang) -> bool:
    return bool(toegang.rollen & STRUCTUUR)


def eis_structuur(door: User, regio: Regio, toegang: Toegang | None = None) -> None:
    """Asks the rights anew, inside the act, unless they are handed in. One query."""
    if not mag_structuur(toegang or Toegang.van(door, regio)):
        raise PermissionDenied(NIET_STRUCTUUR)

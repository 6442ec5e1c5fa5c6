"""Who in a region may read a comment, for mentioning them."""

from __future__ import annotations

from accounts.models import User
from governance.models import Rol

from .models import Reactie
from .permissions import TEAM


def wie_leest(reactie: Reactie, *, intern: bool = False) -> list[User]:
    """People with a role in the region who may read this comment now, or its internal replies. One query.

    The same rule as `permissions.Inzage.filter`, asked the other way round; a test holds the two together.
    """
    rollen = Rol.objects.filter(regio=reactie.plan.regio_id, user__is_active=True).select_related("user")
    gevonden: dict[int, User] = {}
    for rol in rollen.order_by("user__naam", "user__email"):
        if rol.user_id not in gevonden and _leest(rol, reactie, intern):
            gevonden[rol.user_id] = rol.user
    return list(gevonden.values())


def _leest(rol: Rol, reactie: Reactie, intern: bool) -> bool:
    if intern:
        return rol.soort in TEAM and (reactie.ingediend_op is not None or reactie.door_id == rol.user_id)
    voor_ministerie = reactie.ministerie_id is not None and reactie.kanaal == Reactie.Kanaal.PORTAAL
    if reactie.vrijgegeven_op is not None or (reactie.door_id == rol.user_id and not voor_ministerie):
        return True
    if rol.soort == Rol.Soort.MINISTERIECONTACT and rol.ministerie_id == reactie.ministerie_id:
        return True
    if reactie.ingediend_op is None:
        return False
    if rol.soort == Rol.Soort.SECRETARIS:
        return reactie.gremium_id is not None
    return rol.soort in TEAM or rol.soort == Rol.Soort.BEHEERDER

"""How an account stands, for who may change it."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator

from accounts.actions import gekoppeld, koppelverzoeken
from accounts.models import User
from accounts.remmen import remmen_van

from .bezoek import Regiobezoek
from .permissions import waarom_niet_account


def stand_van(door: User, visite: Regiobezoek | None, user: User) -> dict[str, Any]:
    """What there is to see and do about an account. Six queries at most; `waarom_niet` is empty for who may."""
    waarom_niet = waarom_niet_account(door, visite.rechten, visite.regio, user) if visite else ""
    remmen = remmen_van(user)
    return {
        "waarom_niet": waarom_niet,
        "factor": Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists(),
        "gekoppeld": gekoppeld(user),
        "verzoeken": koppelverzoeken(user),
        "remmen": remmen,
        "rem_tot": remmen[0].tot if remmen else None,
        "rem_pogingen": sum(rem.pogingen for rem in remmen),
        "gebeurtenissen": list(user.gebeurtenissen.select_related("door")[:20]),
    }

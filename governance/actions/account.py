"""What a beheerder does to the account of somebody else. A role is of a region, an account of a person.

Each asks the rights again under the lock, writes down who did it and why, and tells the person. `regio` is where the
beheerder acts; without one it is somebody who manages the whole portal.
"""

from __future__ import annotations

from django.db import transaction

from accounts import actions as accounts
from accounts.models import User

from ..accountpost import meld_aan_persoon
from ..models import Regio
from ..permissions import eis_over_account
from .rollen import RolGeweigerd

REDEN_NODIG = "Schrijf op waarom, en hoe u nagegaan bent dat het klopt."
AL_VAN_EEN_ANDER = (
    "Dit werkaccount opent al een ander account in dit portaal. Er is niets gewijzigd. "
    "Vraag het wie het hele portaal beheert."
)


@transaction.atomic
def wis_factor(*, user: User, regio: Regio | None, door: User, reden: str = "") -> None:
    """For somebody who lost phone and recovery codes. Ends all their sessions. Raises PermissionDenied."""
    user = _mijn(user, regio, door)
    accounts.wis_tweede_factor(user=user, door=door, reden=reden)
    meld_aan_persoon(
        user=user,
        onderwerp="Uw tweede factor is gewist",
        wat="De tweede factor van uw account is gewist, en u bent overal uitgelogd. Log opnieuw in; hoort een tweede "
        "factor bij uw rol, dan stelt u hem daarna weer in.",
        door=door,
        reden=reden,
    )


@transaction.atomic
def verplaats_koppeling(*, user: User, kenmerk: str, regio: Regio | None, door: User, reden: str) -> None:
    """Let the subject that asked open this account, in place of the one before. Raises PermissionDenied,
    RolGeweigerd."""
    user = _mijn(user, regio, door)
    if not reden.strip():
        raise RolGeweigerd(REDEN_NODIG)
    verzoek = next((v for v in accounts.koppelverzoeken(user) if v.kenmerk == kenmerk), None)
    if verzoek is None:
        raise RolGeweigerd("Dit verzoek is er niet meer. Laat deze persoon opnieuw proberen in te loggen.")
    try:
        accounts.verplaats_koppeling(verzoek=verzoek, door=door, reden=reden)
    except accounts.AlGekoppeld:
        raise RolGeweigerd(AL_VAN_EEN_ANDER) from None
    meld_aan_persoon(
        user=user,
        onderwerp="Uw account is aan een ander werkaccount gekoppeld",
        wat=f"Uw account wordt voortaan geopend met een ander werkaccount (kenmerk {kenmerk}). Het vorige werkaccount "
        "opent het niet meer. U bent overal uitgelogd.",
        door=door,
        reden=reden,
    )


@transaction.atomic
def hef_rem_op(*, user: User, regio: Regio | None, door: User) -> None:
    """Whoever types the right password need not wait any more. Raises PermissionDenied."""
    user = _mijn(user, regio, door)
    accounts.hef_rem_op(user=user, door=door)
    meld_aan_persoon(
        user=user,
        onderwerp="U kunt weer inloggen",
        wat="Er is een paar keer een verkeerd wachtwoord of een verkeerde code ingevuld voor uw account. Daardoor "
        "moest u wachten met inloggen. Dat hoeft nu niet meer. Was u dat niet? Kies dan een nieuw wachtwoord.",
        door=door,
    )


def _mijn(user: User, regio: Regio | None, door: User) -> User:
    """The account under lock, when this person may change it."""
    user = accounts.vergrendel(user)
    eis_over_account(door, regio, user)
    return user

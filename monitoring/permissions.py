"""Who may keep indicators, and who signs a nulmeting for which side. `mag_x` asks; `eis_x` raises."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied

from accounts.models import User
from governance.models import Regio, Rol
from governance.permissions import Toegang
from opgaven.permissions import Rechten

from .models import Indicator
from .models.nulmetingen import Tekenkant

NIET_BEHEREN = (
    "Indicatoren en metingen houdt het NPVR-team bij: een redacteur of de programmamanager. "
    "Vraag de programmamanager om de rol redacteur."
)
NIET_DEZE = "U bent redacteur van andere opgaven dan die van deze indicator. Vraag het de programmamanager."
NIET_TEKENEN = (
    "Een nulmeting ondertekenen voor de regio de programmamanager, de secretaris en een ondertekenaar, en voor het "
    "Rijk de contactpersoon van een ministerie. Vraag het aan een van hen."
)
NIET_VOOR_BEIDE = "U kunt niet voor het Rijk én voor de regio tekenen. Laat de andere kant door iemand anders tekenen."
VOOR_REGIO = frozenset({Rol.Soort.PROGRAMMAMANAGER, Rol.Soort.SECRETARIS})


def mag_indicatoren(rechten: Rechten, indicator: Indicator | None = None) -> bool:
    """Who may edit the plan keeps its figures; a redacteur of some opgaven those of indicators of these opgaven."""
    if Rol.Soort.PROGRAMMAMANAGER in rechten.rollen:
        return True
    if Rol.Soort.REDACTEUR not in rechten.rollen:
        return False
    grens = rechten.beperkt_tot
    return not grens or (indicator is not None and bool(grens & set(indicator.opgaven)))


def eis_indicatoren(door: User, regio: Regio, indicator: Indicator | None = None) -> None:
    """Asks the rights anew, inside the act. One query."""
    eis_mag(Rechten.van(door, regio), indicator)


def eis_mag(rechten: Rechten, indicator: Indicator | None = None) -> None:
    if not mag_indicatoren(rechten, indicator):
        raise PermissionDenied(NIET_DEZE if Rol.Soort.REDACTEUR in rechten.rollen else NIET_BEHEREN)


def eis_voor_alle(door: User | None, regio: Regio, indicatoren: Iterable[Indicator]) -> None:
    """The same for several at once; None is a command. One query."""
    if door is not None:
        rechten = Rechten.van(door, regio)
        for rij in indicatoren:
            eis_mag(rechten, rij)


def kanten(toegang: Toegang) -> frozenset[str]:
    """For which side somebody may sign; an ondertekenaar of a ministry signs for the Rijk, another for the region."""
    uit = set()
    if toegang.rollen & VOOR_REGIO or (Rol.Soort.ONDERTEKENAAR in toegang.rollen and not toegang.ministeries):
        uit.add(Tekenkant.REGIO.value)
    if Rol.Soort.MINISTERIECONTACT in toegang.rollen or (
        Rol.Soort.ONDERTEKENAAR in toegang.rollen and toegang.ministeries
    ):
        uit.add(Tekenkant.RIJK.value)
    return frozenset(uit)


def eis_tekenen(door: User, regio: Regio, kant: str) -> Toegang:
    """Asks the rights anew, inside the act. One query."""
    toegang = Toegang.van(door, regio, opnieuw=True)
    if kant not in kanten(toegang):
        raise PermissionDenied(NIET_TEKENEN)
    return toegang

"""Who may read and say what. `mag_x` asks; `eis_x` raises. The sentence is shown to people as the reason.

A comment belongs to its sender until it is submitted; the team reads what was submitted; everybody else with a role
reads what was released. Visitors read none. Within a ministry its contacts read each other's; what somebody said for a
ministry stays there when they leave it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from accounts.models import User
from governance.models import Regio, Rol
from governance.permissions import Toegang
from opgaven.permissions import Rechten

if TYPE_CHECKING:
    from .models import Antwoord, Reactie

TEAM = frozenset({Rol.Soort.REDACTEUR, Rol.Soort.PROGRAMMAMANAGER})
NAMENS = TEAM | {Rol.Soort.SECRETARIS}
REAGEREN = TEAM | {Rol.Soort.MINISTERIECONTACT, Rol.Soort.EIGENAAR, Rol.Soort.SECRETARIS, Rol.Soort.BESTUURSLID}

NIET_REAGEREN = "Met uw rol kunt u lezen, niet reageren. Vraag de programmamanager om een andere rol."
NIET_BEHANDELEN = "Reacties behandelt het NPVR-team. U kunt wel zelf reageren."
NIET_VRIJGEVEN = "Antwoorden geeft de programmamanager vrij. Uw concept blijft bewaard."
NIET_VAN_U = "Deze reactie is van iemand anders. U kunt er wel iets bij schrijven."
NIET_NAMENS = "Reacties van anderen voert het NPVR-team of de secretaris in."
NIET_LINK = "Persoonlijke links maakt de programmamanager van deze regio."
ALLEEN_WIE_MEEDOEN = "Reactierondes zijn voor het NPVR-team en voor de ministeries die meedoen."
NIET_RONDE = "Een ronde opent en sluit de programmamanager van deze regio."


@dataclass(frozen=True, slots=True)
class Inzage:
    """One person in one region, as far as comments go; a visitor has none."""

    toegang: Toegang = field(default_factory=Toegang)

    @classmethod
    def van(cls, user: User | AnonymousUser, regio: Regio) -> Inzage:
        """One query; none for a visitor. Where somebody's rights were read already: `uit`."""
        return cls(Toegang.van(user, regio))

    @classmethod
    def uit(cls, rechten: Rechten) -> Inzage:
        return cls(rechten.toegang)

    @property
    def user_id(self) -> int | None:
        return self.toegang.user_id

    @property
    def rollen(self) -> frozenset[str]:
        return self.toegang.rollen

    @property
    def ministeries(self) -> frozenset[int]:
        return self.toegang.ministeries

    @property
    def beperkt_tot(self) -> frozenset[str]:
        """Keys of the opgaven that a redacteur is limited to; empty is no limit."""
        return self.toegang.grens(Rol.Soort.REDACTEUR)

    @property
    def team(self) -> bool:
        return bool(self.rollen & TEAM)

    def filter(self) -> Q:
        """The comments that this person may read."""
        if not self.rollen or self.user_id is None:
            return Q(pk__in=())
        mag = Q(vrijgegeven_op__isnull=False, ingetrokken_op__isnull=True)
        mag |= Q(door=self.user_id) & ~Q(ministerie__isnull=False, kanaal="portaal")
        if Rol.Soort.MINISTERIECONTACT in self.rollen:
            mag |= Q(ministerie__in=self.ministeries)
        if self.team or Rol.Soort.BEHEERDER in self.rollen:
            mag |= Q(ingediend_op__isnull=False)
        if Rol.Soort.SECRETARIS in self.rollen:
            mag |= Q(gremium__isnull=False, ingediend_op__isnull=False)
        return mag

    def mag_lezen(self) -> bool:
        """Whether there are comments for them at all; a visitor has none."""
        return bool(self.rollen)

    def ziet_uitkomst(self, reactie: Reactie) -> bool:
        """Whether they read how it ended. Before release that is a draft of the answer, for the team alone."""
        return self.team or reactie.vrijgegeven_op is not None

    def stand_van(self, reactie: Reactie) -> str:
        """The state as they may know it."""
        from .models import Reactie

        if self.ziet_uitkomst(reactie) or reactie.stand == Reactie.Stand.OPEN:
            return reactie.stand
        return Reactie.Stand.IN_BEHANDELING

    def met_stand(self, stand: str) -> Q:
        """The comments that are in this state as far as they may know: the same as `stand_van`, as a condition."""
        if self.team or stand == "open":
            return Q(stand=stand)
        if stand == "in_behandeling":
            return Q(stand=stand) | Q(vrijgegeven_op__isnull=True) & ~Q(stand="open")
        return Q(stand=stand, vrijgegeven_op__isnull=False)

    def mag_antwoord_lezen(self, antwoord: Antwoord | None) -> bool:
        """Of a comment that they may read."""
        return antwoord is not None and (self.team or antwoord.vrijgegeven_op is not None)

    def mag_reageren(self) -> bool:
        return bool(self.rollen & REAGEREN)

    def mag_behandelen(self, opgave: str = "") -> bool:
        """Take up, answer and close comments, at this opgave."""
        if Rol.Soort.PROGRAMMAMANAGER in self.rollen:
            return True
        return Rol.Soort.REDACTEUR in self.rollen and (not self.beperkt_tot or opgave in self.beperkt_tot)

    def mag_vrijgeven(self) -> bool:
        return Rol.Soort.PROGRAMMAMANAGER in self.rollen

    def mag_namens(self) -> bool:
        return bool(self.rollen & NAMENS)

    def mag_ronde(self) -> bool:
        return Rol.Soort.PROGRAMMAMANAGER in self.rollen

    def mag_intern(self) -> bool:
        """Read and write the team's own replies."""
        return self.team


def _eis(mag: bool, zin: str) -> None:
    if not mag:
        raise PermissionDenied(zin)


def eis_reageren(inzage: Inzage) -> None:
    _eis(inzage.mag_reageren(), NIET_REAGEREN)


def eis_eigen(inzage: Inzage, reactie: Reactie) -> None:
    """Only who said it changes or withdraws it."""
    _eis(inzage.user_id is not None and reactie.door_id == inzage.user_id, NIET_VAN_U)


def eis_team(inzage: Inzage) -> None:
    _eis(inzage.team, NIET_BEHANDELEN)


def eis_behandelen(inzage: Inzage, *opgaven: str) -> None:
    """At all of these opgaven (keys; "" is a chapter)."""
    _eis(all(inzage.mag_behandelen(opgave) for opgave in opgaven), NIET_BEHANDELEN)


def eis_vrijgeven(inzage: Inzage) -> None:
    _eis(inzage.mag_vrijgeven(), NIET_VRIJGEVEN)


def eis_namens(inzage: Inzage) -> None:
    _eis(inzage.mag_namens(), NIET_NAMENS)


def eis_ronde(inzage: Inzage) -> None:
    _eis(inzage.mag_ronde(), NIET_RONDE)


def eis_link(inzage: Inzage) -> None:
    """The programmamanager, as with rounds; also the link that belongs to none."""
    _eis(inzage.mag_ronde(), NIET_LINK)


def eis_meedoen(inzage: Inzage) -> None:
    _eis(inzage.team or Rol.Soort.MINISTERIECONTACT in inzage.rollen, ALLEEN_WIE_MEEDOEN)

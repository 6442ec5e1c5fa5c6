"""Who may read and say what. `mag_x` asks; `eis_x` raises. The sentence is shown to people as the reason.

A comment belongs to its sender until it is submitted; the team reads what was submitted; everybody else with a role
reads what was released. Visitors read none. Within a ministry its contacts read each other's.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from accounts.models import User
from governance.models import Regio, Rol

TEAM = frozenset({Rol.Soort.REDACTEUR, Rol.Soort.PROGRAMMAMANAGER})
NAMENS = TEAM | {Rol.Soort.SECRETARIS}
REAGEREN = TEAM | {Rol.Soort.MINISTERIECONTACT, Rol.Soort.EIGENAAR, Rol.Soort.SECRETARIS, Rol.Soort.BESTUURSLID}

NIET_REAGEREN = "Met uw rol kunt u lezen, niet reageren. Vraag de programmamanager om een andere rol."
NIET_BEHANDELEN = "Reacties behandelt het NPVR-team. U kunt wel zelf reageren."
NIET_VRIJGEVEN = "Antwoorden geeft de programmamanager vrij. Uw concept blijft bewaard."
NIET_NAMENS = "Reacties van anderen voert het NPVR-team of de secretaris in."
NIET_RONDE = "Een ronde opent en sluit de programmamanager van deze regio."


@dataclass(frozen=True, slots=True)
class Inzage:
    """One person in one region, as far as comments go. One query; none for a visitor.

    `beperkt_tot`: keys of the opgaven that a redacteur is limited to; empty is no limit. `ministeries` are ids.
    """

    user_id: int | None = None
    rollen: frozenset[str] = frozenset()
    ministeries: frozenset[int] = frozenset()
    beperkt_tot: frozenset[str] = frozenset()
    eigenaar_van: frozenset[str] = field(default=frozenset())

    @classmethod
    def van(cls, user: User | AnonymousUser, regio: Regio) -> Inzage:
        if not user.is_authenticated:
            return cls()
        rijen = list(Rol.objects.van(user, regio).values_list("soort", "opgaven_sleutels", "ministerie"))

        def grens(van: str) -> frozenset[str]:
            grenzen = [sleutels for soort, sleutels, _ in rijen if soort == van]
            return frozenset(s for sleutels in grenzen for s in sleutels) if all(grenzen) else frozenset()

        return cls(
            user.pk,
            frozenset(soort for soort, _, _ in rijen),
            frozenset(m for _, _, m in rijen if m is not None),
            grens(Rol.Soort.REDACTEUR),
            grens(Rol.Soort.EIGENAAR),
        )

    @property
    def team(self) -> bool:
        return bool(self.rollen & TEAM)

    def filter(self) -> Q:
        """The comments that this person may read."""
        if not self.rollen or self.user_id is None:
            return Q(pk__in=())
        mag = Q(door=self.user_id) | Q(vrijgegeven_op__isnull=False, ingetrokken_op__isnull=True)
        if self.ministeries:
            mag |= Q(ministerie__in=self.ministeries)
        if self.team or Rol.Soort.BEHEERDER in self.rollen:
            mag |= Q(ingediend_op__isnull=False)
        if Rol.Soort.SECRETARIS in self.rollen:
            mag |= Q(gremium__isnull=False, ingediend_op__isnull=False)
        return mag

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


def eis(mag: bool, zin: str) -> None:
    if not mag:
        raise PermissionDenied(zin)

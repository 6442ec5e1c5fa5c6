"""Who sees which part of a meeting: the one place that decides, for pages, prints, feeds and exports alike.

| what | everybody with a role | members | who writes |
|---|---|---|---|
| that a meeting is planned, moved, cancelled | yes | yes | yes |
| the agenda with its papers, once it is fixed | open items and papers | all | all, also before |
| notes and decisions before the record is settled | no | yes | yes |
| notes and decisions of a settled record | open ones | all | all |
| actions | open ones | all | all |

Members are who has the role bestuurslid, and contact persons of a ministry that has a seat in the body. Visitors read
the open decisions of settled records, and nothing else of meetings.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone

from .models import Lidmaatschap, Overleg, Regio, Rol
from .overlegstanden import NIET_SCHRIJVEN, SCHRIJVERS
from .permissions import Toegang

Stand = Overleg.Stand


@dataclass(frozen=True, slots=True)
class Zicht:
    """What one person sees. `van_allen`: member of every body; `lid_van`: of these (ids)."""

    team: bool = False
    schrijft: bool = False
    van_allen: bool = False
    lid_van: frozenset[int] = frozenset()

    @classmethod
    def van(cls, toegang: Toegang, regio: Regio) -> Zicht:
        """No query, but one for the contact person of a ministry."""
        schrijft = bool(toegang.rollen & SCHRIJVERS)
        van_allen = schrijft or Rol.Soort.BESTUURSLID in toegang.rollen
        lid_van: frozenset[int] = frozenset()
        if toegang.ministeries and not van_allen:
            zetels = Lidmaatschap.objects.op(timezone.localdate())
            hun = zetels.filter(gremium__regio=regio, ministerie__in=toegang.ministeries)
            lid_van = frozenset(hun.values_list("gremium", flat=True))
        return cls(bool(toegang.rollen), schrijft, van_allen, lid_van)

    @classmethod
    def openbaar(cls) -> Zicht:
        """What a visitor sees, for files that go out to everybody."""
        return cls()

    def lid(self, gremium: int) -> bool:
        return self.van_allen or gremium in self.lid_van

    def ziet_agenda(self, overleg: Overleg) -> bool:
        return self.schrijft or (self.team and overleg.stand != Stand.GEPLAND)

    def ziet_verslag(self, overleg: Overleg) -> bool:
        """Notes and outcomes."""
        if overleg.stand not in (Stand.GEHOUDEN, Stand.VASTGESTELD):
            return False
        if self.lid(overleg.gremium_id):
            return True
        return self.team and overleg.stand == Stand.VASTGESTELD

    def punten(self, overleg: Overleg) -> Q:
        """Of agenda items."""
        if not self.ziet_agenda(overleg):
            return Q(pk__in=())
        return Q() if self.lid(overleg.gremium_id) else Q(besloten=False)

    def stukken(self, overleg: Overleg) -> Q:
        """Of papers with agenda items."""
        if not self.ziet_agenda(overleg):
            return Q(pk__in=())
        return Q() if self.lid(overleg.gremium_id) else Q(besloten=False, agendapunt__besloten=False)

    def besluiten(self) -> Q:
        """Of decisions in the register."""
        if self.van_allen:
            return Q()
        iedereen = Q(besloten=False, verzegeld_op__isnull=False)
        return iedereen | Q(gremium__in=self.lid_van)

    def acties(self) -> Q:
        """Of actions; those of an item whose agenda is not fixed do not exist yet."""
        if not self.team:
            return Q(pk__in=())
        return Q() if self.van_allen else Q(besloten=False) | Q(gremium__in=self.lid_van)


def eis_schrijven(zicht: Zicht) -> None:
    if not zicht.schrijft:
        raise PermissionDenied(NIET_SCHRIJVEN)

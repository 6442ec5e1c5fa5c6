"""When roles have to be gone through again: all of them each year, the special ones each quarter (BIO2, 5.18.02 and
8.02.01)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from .models import Rechtencontrole, Regio, Rol

Soort = Rechtencontrole.Soort
BIJZONDER: Final = frozenset({Rol.Soort.BEHEERDER, Rol.Soort.PROGRAMMAMANAGER})
"""Roles that give others their roles."""
TERMIJN: Final = {Soort.ALLE: timedelta(days=365), Soort.BIJZONDER: timedelta(days=92)}
UITLEG: Final = {
    Soort.ALLE: "Elk jaar: klopt elke rol, heeft iedereen haar nog nodig?",
    Soort.BIJZONDER: "Elk kwartaal: wie is beheerder of programmamanager?",
}
STRAKS: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Controlestand:
    """`laatste` is None when it was never done; `voor` is the day by which it is due."""

    soort: str
    laatste: Rechtencontrole | None
    voor: date
    vandaag: date

    @property
    def naam(self) -> str:
        return str(Soort(self.soort).label)

    @property
    def uitleg(self) -> str:
        return UITLEG[Soort(self.soort)]

    @property
    def te_laat(self) -> bool:
        return self.voor < self.vandaag

    @property
    def nodig(self) -> bool:
        """Due, or nearly."""
        return self.voor <= self.vandaag + STRAKS


def standen(regio: Regio, vandaag: date) -> list[Controlestand]:
    """Who went through all roles went through the special ones as well. One query."""
    laatste: dict[str, Rechtencontrole] = {}
    for rij in Rechtencontrole.objects.filter(regio=regio).select_related("door").order_by("op", "pk"):
        laatste[rij.soort] = rij
        if rij.soort == Soort.ALLE:
            laatste[Soort.BIJZONDER] = rij
    uit = []
    for soort in Soort:
        was = laatste.get(soort)
        voor = timezone.localdate(was.op) + TERMIJN[soort] if was else vandaag
        uit.append(Controlestand(soort, was, voor, vandaag))
    return uit


def onderdelen(soort: str, rollen: list[Rol]) -> list[Rol]:
    """The roles that a review of this kind is about."""
    return [r for r in rollen if soort == Soort.ALLE or r.soort in BIJZONDER]

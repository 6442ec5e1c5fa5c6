"""Process money per year: what came in, what it was spent on, and what goes over to the next. Sums are never kept."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .models import Procesjaar, Procesuitgave, Regio

NUL = Decimal(0)


@dataclass(frozen=True, slots=True)
class Jaarstand:
    """`begin` came over from the years before, `over` goes to the next; below nought is a shortage."""

    jaar: Procesjaar
    uitgaven: tuple[Procesuitgave, ...]
    begin: Decimal

    @property
    def besteed(self) -> Decimal:
        return sum((u.bedrag for u in self.uitgaven), NUL)

    @property
    def btw(self) -> Decimal:
        """Of those where somebody made an estimate."""
        return sum((u.btw for u in self.uitgaven if u.btw is not None), NUL)

    @property
    def btw_onbekend(self) -> int:
        return sum(u.btw is None for u in self.uitgaven)

    @property
    def over(self) -> Decimal:
        return self.begin + self.jaar.ontvangen - self.besteed


def standen(regio: Regio) -> list[Jaarstand]:
    """Each year in order. Two queries."""
    uit: list[Jaarstand] = []
    jaren = Procesjaar.objects.filter(regio=regio).select_related("regiokassier").prefetch_related("uitgaven")
    for jaar in jaren.order_by("jaar"):
        uit.append(Jaarstand(jaar, tuple(jaar.uitgaven.all()), uit[-1].over if uit else NUL))
    return uit

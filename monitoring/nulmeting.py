"""The nulmeting as pages show it: the value, both signatures, what waits for whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from governance.models import Regio
from npvr.getallen import datum

from .models import Handtekening, Nulmeting, Nulmetingvraag
from .models.nulmetingen import Tekenkant
from .woorden import Meeteenheid, Waarneming


@dataclass(frozen=True, slots=True)
class Kantbeeld:
    """One side: signed as it stands, signed something else before, or waited for."""

    naam: str
    handtekening: Handtekening | None
    eerder: Handtekening | None

    @property
    def staat(self) -> tuple[str, str, str]:
        """Sign, class and words."""
        if self.handtekening:
            return "check", "goed", "Bevestigd"
        return ("letop", "letop", "Opnieuw bevestigen") if self.eerder else ("half", "", "Wacht")


@dataclass(frozen=True)
class Nulmetingbeeld:
    nulmeting: Nulmeting

    @cached_property
    def afdruk(self) -> str:
        return self.nulmeting.afdruk

    @property
    def keuze(self) -> str:
        """What a form sends of it: which one, and what was seen of it."""
        return f"{self.nulmeting.pk}-{self.afdruk}"

    @cached_property
    def waarde(self) -> str:
        m, i = self.nulmeting.meting, self.nulmeting.indicator
        eenheid = Meeteenheid(i.eenheid, i.decimalen)
        if m.waarde is None:
            return "geen getal"
        delen = [eenheid.woorden(Waarneming.van(m), teken=True), eenheid.rest, f"in {m.jaar}" if m.jaar else ""]
        return " ".join(filter(None, delen))

    @property
    def bron(self) -> str:
        m = self.nulmeting.meting
        op = f", opgehaald op {datum(m.opgehaald_op)}" if m.opgehaald_op else ""
        return f"{m.bron.naam}{op}" if m.bron else "geen bron"

    @cached_property
    def kanten(self) -> tuple[Kantbeeld, ...]:
        n = self.nulmeting
        return tuple(Kantbeeld(str(Tekenkant(k).label), n.geldig(k), n.eerder(k)) for k in Tekenkant.values)

    def wacht_op(self, kant: str) -> bool:
        """Whether this side may sign it now."""
        return not self.vragen_open and self.nulmeting.geldig(kant) is None

    @cached_property
    def door_beide(self) -> bool:
        return all(k.handtekening for k in self.kanten)

    @cached_property
    def vragen(self) -> list[Nulmetingvraag]:
        return list(self.nulmeting.vragen.all())

    @cached_property
    def vragen_open(self) -> bool:
        return bool(self.nulmeting.open_vragen)


def nulmetingen_van(regio: Regio) -> list[Nulmetingbeeld]:
    """Three queries."""
    return [Nulmetingbeeld(n) for n in Nulmeting.objects.filter(indicator__regio=regio).heel()]

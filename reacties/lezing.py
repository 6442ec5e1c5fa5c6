"""What the form of a comment says before it is placed: to which round it belongs, and who will read it when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from governance.models import Ministerie

from .hier import Hier
from .lezers import leeszin
from .rondevragen import Rondevraag


@dataclass(frozen=True, slots=True)
class Reactielezing:
    """A comment at a place, on behalf of a ministry or (None) of oneself."""

    hier: Hier
    ministerie: Ministerie | None

    @property
    def vraag(self) -> Rondevraag | None:
        """The round that asks for it on this text; also where it takes no comment any more."""
        return self.hier.vraag_van(self.ministerie)

    @property
    def in_ronde(self) -> bool:
        return self.vraag is not None and not self.vraag.bezwaar

    @property
    def zin(self) -> str:
        """Who reads it, where nobody chooses: in the round of this text, otherwise outside."""
        return self._leeszin(self.vraag) if self.vraag is not None and self.in_ronde else self.buiten

    @property
    def buiten(self) -> str:
        return self._leeszin(None)

    @property
    def als_concept(self) -> str:
        """Who reads what is kept as a draft; empty where nobody can keep one."""
        return self._leeszin(None, ingediend=False) if self.ministerie is not None and not self.in_ronde else ""

    @property
    def keuzes(self) -> list[tuple[Rondevraag, str]]:
        """The rounds on another text that may be meant, each with who reads it there."""
        return [(v, self._leeszin(v)) for v in self.hier.keuzes_van(self.ministerie)]

    def _leeszin(self, vraag: Rondevraag | None, **meer: Any) -> str:
        in_ronde: dict[str, Any] = {"ronde": vraag.ronde, "ingediend": False} if vraag is not None else {}
        rollen = self.hier.inzage.rollen
        return leeszin(self.hier.visite.regio, rollen=rollen, ministerie=self.ministerie, **in_ronde, **meer)

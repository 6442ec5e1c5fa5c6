"""Who may see and edit a plan. `mag_x` asks; `eis_x` raises. The sentence is shown to people as the reason."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from accounts.models import User
from governance.models import Regio, Rol
from governance.permissions import Toegang
from npvr.nietgevonden import VoorWieMeewerkt

from .models import Plan, Sectie

BEWERKERS = frozenset({Rol.Soort.REDACTEUR, Rol.Soort.PROGRAMMAMANAGER})

GEEN_BEWERKER = (
    "U kunt deze tekst lezen, niet wijzigen. Wijzigen doet het NPVR-team. "
    "Vraag de programmamanager om de rol redacteur."
)


@dataclass(frozen=True, slots=True)
class Rechten:
    """What one person may do with the text of a plan, by their roles in its region.

    A redacteur and an eigenaar may be limited to some opgaven; `opgave` (a key, by `voor`) says which one the question
    is about, and somebody limited may do nothing where there is none, such as in a chapter.
    """

    toegang: Toegang = field(default_factory=Toegang)
    opgave: str = ""

    @classmethod
    def van(cls, user: User | AnonymousUser, regio: Regio) -> Rechten:
        """One query, none for a visitor."""
        return cls(Toegang.van(user, regio))

    @classmethod
    def bij_sectie(cls, sectie: Sectie, user: User) -> Rechten:
        """Asked about the opgave that a section is of. Two queries at most."""
        rechten = cls.van(user, sectie.plan.regio)
        return rechten.voor(sectie.opgave.sleutel) if rechten.beperkt_tot and sectie.opgave else rechten

    @property
    def rollen(self) -> frozenset[str]:
        return self.toegang.rollen

    @property
    def ingelogd(self) -> bool:
        return self.toegang.user_id is not None

    @property
    def beperkt_tot(self) -> frozenset[str]:
        """The opgaven that a redacteur is limited to, by their keys; empty is no limit."""
        return self.toegang.grens(Rol.Soort.REDACTEUR)

    def voor(self, opgave: str) -> Rechten:
        """The same person's rights, asked about one opgave (its key)."""
        return replace(self, opgave=opgave)

    @property
    def namen(self) -> str:
        return self.toegang.namen

    def mag_werkversie_zien(self) -> bool:
        """The working copy is for who has a role in the region, whatever that role; others read what is published."""
        return bool(self.rollen)

    def met_rol(self, soort: str) -> bool:
        """Whether somebody has this role for the opgave that the question is about."""
        return self.toegang.met_rol(soort, self.opgave)

    def mag_bewerken(self) -> bool:
        if self.rollen & BEWERKERS == {Rol.Soort.REDACTEUR} and self.beperkt_tot:
            return self.opgave in self.beperkt_tot
        return bool(self.rollen & BEWERKERS)

    def mag_planstructuur(self) -> bool:
        """Adding, renaming, moving and removing what the plan is made of."""
        return Rol.Soort.PROGRAMMAMANAGER in self.rollen

    def mag_geschiedenis_zien(self) -> bool:
        """Who wrote what and why is internal, also of a public plan."""
        return bool(self.rollen)


def eis_zien(rechten: Rechten, plan: Plan | None) -> None:
    """A working copy that one may not see is not there, and neither is one that does not exist: one 404 for both."""
    if plan is None or not rechten.mag_werkversie_zien():
        raise VoorWieMeewerkt


def eis_geschiedenis(rechten: Rechten) -> None:
    """404, as on an internal plan: a visitor does not learn what was written here before."""
    if not rechten.mag_geschiedenis_zien():
        raise VoorWieMeewerkt


def eis_bewerken(rechten: Rechten) -> None:
    if not rechten.mag_bewerken():
        raise PermissionDenied(GEEN_BEWERKER)


NIET_PLANSTRUCTUUR = (
    "De structuur van het plan wijzigt alleen de programmamanager van deze regio. Vraag het aan hem of haar."
)


def eis_planstructuur(door: User, regio: Regio, rechten: Rechten | None = None) -> None:
    """Asks the rights anew, inside the act, unless they are handed in. One query at most."""
    if not (rechten or Rechten.van(door, regio)).mag_planstructuur():
        raise PermissionDenied(NIET_PLANSTRUCTUUR)

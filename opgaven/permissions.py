"""Who may see and edit a plan. `mag_x` asks; `eis_x` raises. The sentence is shown to people as the reason."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from accounts.models import User
from governance.models import Regio, Rol
from npvr.nietgevonden import VoorWieMeewerkt

from .models import Plan

BEWERKERS = frozenset({Rol.Soort.REDACTEUR, Rol.Soort.PROGRAMMAMANAGER})

GEEN_BEWERKER = (
    "U kunt deze tekst lezen, niet wijzigen. Wijzigen doet het NPVR-team. "
    "Vraag de programmamanager om de rol redacteur."
)


@dataclass(frozen=True, slots=True)
class Rechten:
    """The roles of one person in one region, read once per request: one query, none for a visitor.

    A redacteur may be limited to some opgaven (`beperkt_tot`, their keys; empty is no limit), and so may an eigenaar
    (`eigenaar_van`); `voor` says which opgave the question is about, and somebody limited may do nothing where there is
    none, such as in a chapter.
    """

    rollen: frozenset[str] = frozenset()
    ingelogd: bool = False
    beperkt_tot: frozenset[str] = frozenset()
    opgave: str = ""
    eigenaar_van: frozenset[str] = frozenset()

    @classmethod
    def van(cls, user: User | AnonymousUser, regio: Regio) -> Rechten:
        if not user.is_authenticated:
            return cls()
        rijen = list(Rol.objects.van(user, regio).values_list("soort", "opgaven_sleutels"))

        def grens(van: str) -> frozenset[str]:
            grenzen = [sleutels for soort, sleutels in rijen if soort == van]
            return frozenset(s for sleutels in grenzen for s in sleutels) if all(grenzen) else frozenset()

        return cls(
            rollen=frozenset(soort for soort, _ in rijen),
            ingelogd=True,
            beperkt_tot=grens(Rol.Soort.REDACTEUR),
            eigenaar_van=grens(Rol.Soort.EIGENAAR),
        )

    def voor(self, opgave: str) -> Rechten:
        """The same person's rights, asked about one opgave (its key)."""
        return replace(self, opgave=opgave)

    @property
    def namen(self) -> str:
        """The roles as people read them: "Redacteur, Lezer"."""
        return ", ".join(soort.label for soort in Rol.Soort if soort in self.rollen)

    def mag_werkversie_zien(self) -> bool:
        """The working copy is for who has a role in the region, whatever that role; others read what is published."""
        return bool(self.rollen)

    def met_rol(self, soort: str) -> bool:
        """Whether somebody has this role for the opgave that the question is about."""
        grens = {Rol.Soort.REDACTEUR.value: self.beperkt_tot, Rol.Soort.EIGENAAR.value: self.eigenaar_van}.get(soort)
        return soort in self.rollen and (not grens or self.opgave in grens)

    def mag_bewerken(self) -> bool:
        if self.rollen & BEWERKERS == {Rol.Soort.REDACTEUR} and self.beperkt_tot:
            return self.opgave in self.beperkt_tot
        return bool(self.rollen & BEWERKERS)

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

"""Who may see and edit a plan. `mag_x` asks; `eis_x` raises. The sentence is shown to people as the reason."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.models import User
from governance.models import Regio, Rol

from .models import Plan

BEWERKERS = frozenset({Rol.Soort.REDACTEUR, Rol.Soort.PROGRAMMAMANAGER})

GEEN_BEWERKER = (
    "U kunt deze tekst lezen, niet wijzigen. Wijzigen doet het NPVR-team. "
    "Vraag de programmamanager om de rol redacteur."
)


@dataclass(frozen=True, slots=True)
class Rechten:
    """The roles of one person in one region, read once per request: one query, none for a visitor."""

    rollen: frozenset[str] = frozenset()
    ingelogd: bool = False

    @classmethod
    def van(cls, user: User | AnonymousUser, regio: Regio) -> Rechten:
        if not user.is_authenticated:
            return cls()
        return cls(frozenset(Rol.objects.van(user, regio).values_list("soort", flat=True)), True)

    @property
    def namen(self) -> str:
        """The roles as people read them: "Redacteur, Lezer"."""
        return ", ".join(soort.label for soort in Rol.Soort if soort in self.rollen)

    def mag_zien(self, plan: Plan) -> bool:
        return plan.openbaar or bool(self.rollen)

    def mag_bewerken(self) -> bool:
        return bool(self.rollen & BEWERKERS)


def eis_zien(rechten: Rechten, plan: Plan | None) -> None:
    """A plan that one may not see does not exist: 404, so that its address tells nothing."""
    if plan is None or not rechten.mag_zien(plan):
        raise Http404("Hier is geen openbaar plan.")


def eis_bewerken(rechten: Rechten) -> None:
    if not rechten.mag_bewerken():
        raise PermissionDenied(GEEN_BEWERKER)

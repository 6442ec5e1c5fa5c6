"""Who may manage people and roles. `mag_x` asks; `eis_x` raises. The sentence is shown to people as the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from accounts.models import User
from npvr.getallen import opsomming
from npvr.vaste_vraag import VasteVraag

from .models import Regio, Rol

BEHEREN_PERSONEN = frozenset({Rol.Soort.BEHEERDER, Rol.Soort.PROGRAMMAMANAGER})

NIET_BEHEREN = "Mensen en rollen beheren de beheerder en de programmamanager van deze regio. Vraag het aan een van hen."
NIET_BEHEERDER = "De rol beheerder geeft en beëindigt alleen een beheerder. Vraag het de beheerder van deze regio."
NIET_ACCOUNT = (
    "Wat over het account van iemand gaat, zoals een tweede factor wissen, kan alleen een beheerder. "
    "Vraag het de beheerder van deze regio."
)
NIET_EIGEN_ACCOUNT = "Dit is uw eigen account. Dat beheert u bij Mijn gegevens, of een andere beheerder doet het."
GEEN_ROL_HIER = (
    "{wie} heeft in deze regio nu geen rol. Het account is daarom niet aan de beheerder van deze regio. "
    "Dat kan wel: de beheerder van de regio waar {wie} nu werkt, of wie het hele portaal beheert{portaal}."
)
MEER_REGIOS = (
    "{wie} heeft ook in een andere regio een rol. Een account dat bij meer regio’s hoort, wijzigt niet één regio. "
    "Dat kan wel: wie het hele portaal beheert{portaal}."
)
HELE_PORTAAL = (
    "{wie} beheert het hele portaal. Dat account wijzigt niet één regio. "
    "Dat kan wel: een ander die het hele portaal beheert{portaal}."
)
LAATSTE_BEHEERDER = (
    "Dit is de laatste beheerder van deze regio. Geef eerst iemand anders de rol beheerder; daarna kan deze eindigen."
)
NIET_ZELF = (
    "Uw eigen rol beheerder kan alleen een andere beheerder beëindigen, zodat niemand zich per ongeluk buitensluit."
)


def _rollen(user: int, regio: int) -> QuerySet[Rol, Any]:
    rollen = Rol.objects.filter(user=user, regio=regio).order_by()
    return rollen.values_list("soort", "opgaven_sleutels", "ministerie")


_ROLLEN = VasteVraag(_rollen, getal=("user", "regio"))


@dataclass(frozen=True, slots=True)
class Toegang:
    """The roles of one person in one region that count now, with what they are limited to: the one reader of them.

    `user_id` is None for a visitor. `opgaven` says which opgaven a redacteur or eigenaar is limited to: kind of role →
    keys, None for all of them. `ministeries` are those that somebody is a contact person of. Other rooms wrap it.
    """

    user_id: int | None = None
    rollen: frozenset[str] = frozenset()
    opgaven: Mapping[str, frozenset[str] | None] = field(default_factory=dict)
    ministeries: frozenset[int] = frozenset()

    @classmethod
    def van(cls, user: User | AnonymousUser, regio: Regio, *, opnieuw: bool = False) -> Toegang:
        """One query; none for a visitor, nor where the visit of this request read them (`onthoud`) and `opnieuw` does
        not ask for what holds inside a transaction."""
        if not user.is_authenticated:
            return cls()
        bekend = None if opnieuw else getattr(user, "_toegang", {}).get(regio.pk)
        return bekend or cls.uit_rijen(user.pk, _ROLLEN(user.pk, regio.pk))

    def onthoud(self, user: User | AnonymousUser, regio: Regio) -> Toegang:
        """For the rest of this request: an action that checks need not read again what the view has just read."""
        if user.is_authenticated:
            setattr(user, "_toegang", {**getattr(user, "_toegang", {}), regio.pk: self})  # noqa: B010 it is ours
        return self

    @classmethod
    def uit_rijen(cls, user_id: int, rijen: Iterable[Sequence[Any]]) -> Toegang:
        """From (kind, keys of opgaven, ministry) of each role, where another query fetched them along."""
        rijen = [tuple(rij) for rij in rijen]
        return cls(
            user_id,
            frozenset(soort for soort, _, _ in rijen),
            {soort: frozenset(sleutels) or None for soort, sleutels, _ in rijen},
            frozenset(ministerie for _, _, ministerie in rijen if ministerie is not None),
        )

    def grens(self, soort: str) -> frozenset[str]:
        """The opgaven that a role is limited to; empty is no limit."""
        return self.opgaven.get(soort) or frozenset()

    @classmethod
    def van_allen(cls, users: Iterable[User], regio: Regio) -> dict[int, Toegang]:
        """Of several people at once, by their number; somebody who is not active has none. One query."""
        per: dict[int, list[Sequence[Any]]] = {user.pk: [] for user in users if user.is_active}
        rijen = Rol.objects.get_queryset().filter(user__in=per, regio=regio)
        for wie, *rij in rijen.values_list("user", "soort", "opgaven_sleutels", "ministerie"):
            per[wie].append(rij)
        return {wie: cls.uit_rijen(wie, eigen) for wie, eigen in per.items()}

    @staticmethod
    def regios_van(user: User) -> list[Regio]:
        """Where somebody has a role now, whatever it is. One query."""
        return list(Regio.objects.filter(pk__in=Rol.objects.get_queryset().filter(user=user).values("regio")))

    @property
    def namen(self) -> str:
        """The roles as people read them: "Redacteur, Lezer"."""
        return ", ".join(soort.label for soort in Rol.Soort if soort in self.rollen)

    def met_rol(self, soort: str, opgave: str) -> bool:
        """Whether somebody has this role for the opgave with this key."""
        if soort not in self.rollen:
            return False
        sleutels = self.opgaven.get(soort)
        return sleutels is None or opgave in sleutels


def mag_personen_beheren(toegang: Toegang) -> bool:
    return bool(toegang.rollen & BEHEREN_PERSONEN)


def eis_personen_beheren(toegang: Toegang) -> None:
    if not mag_personen_beheren(toegang):
        raise PermissionDenied(NIET_BEHEREN)


def mag_over_rol(toegang: Toegang, soort: str) -> bool:
    """Whether somebody may give, offer, withdraw and end this role."""
    if Rol.Soort.BEHEERDER in toegang.rollen:
        return True
    return mag_personen_beheren(toegang) and soort != Rol.Soort.BEHEERDER


def eis_over_rol(toegang: Toegang, soort: str) -> None:
    eis_personen_beheren(toegang)
    if not mag_over_rol(toegang, soort):
        raise PermissionDenied(NIET_BEHEERDER)


def te_geven(toegang: Toegang) -> list[tuple[str, str]]:
    """The roles that somebody may give, as choices of a form."""
    return [(soort.value, str(soort.label)) for soort in Rol.Soort if mag_over_rol(toegang, soort)]


def waarom_niet_account(door: User, toegang: Toegang, regio: Regio, doel: User) -> str:
    """Why somebody, with these rights in a region, may not change an account; empty when they may.

    A role belongs to a region, an account to a person. A region's beheerder may change one that belongs to that region
    alone, now. Three queries at most.
    """
    if Rol.Soort.BEHEERDER not in toegang.rollen:
        return NIET_ACCOUNT
    if door.pk == doel.pk:
        return NIET_EIGEN_ACCOUNT
    regios = {r.pk for r in Toegang.regios_van(doel)}
    if doel.is_staff or doel.is_superuser:
        zin = HELE_PORTAAL
    elif regio.pk not in regios:
        zin = GEEN_ROL_HIER
    elif len(regios) > 1:
        zin = MEER_REGIOS
    else:
        return ""
    return zin.format(wie=doel, portaal=_wie_het_portaal_beheren(doel))


def _wie_het_portaal_beheren(niet: User) -> str:
    namen = [str(u) for u in User.objects.filter(is_superuser=True, is_active=True).exclude(pk=niet.pk)[:4]]
    return f" ({opsomming(namen)})" if 0 < len(namen) < 4 else ""


def mag_over_account(door: User, toegang: Toegang, regio: Regio, doel: User) -> bool:
    return not waarom_niet_account(door, toegang, regio, doel)


def eis_over_account(door: User, regio: Regio | None, doel: User) -> None:
    """Without a region it is asked for the whole portal. Asks the rights anew, inside the transaction of the act."""
    if regio is None:
        if not (door.is_active and door.is_superuser):
            raise PermissionDenied(NIET_ACCOUNT)
        return
    if reden := waarom_niet_account(door, Toegang.van(door, regio, opnieuw=True), regio, doel):
        raise PermissionDenied(reden)

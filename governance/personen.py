"""Who has which role in a region, as rows for the list, the page of a person and the rights report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from npvr.getallen import opsomming

from .models import Regio, Rol


@dataclass(frozen=True, slots=True)
class Rolregel:
    """A role with its words. `waarvoor` is "OCW", "opgave 3 en 7" or empty."""

    rol: Rol
    waarvoor: str

    @property
    def naam(self) -> str:
        return str(self.rol.get_soort_display())


@dataclass(frozen=True, slots=True)
class Persoon:
    user: User
    tweede_factor: bool
    regels: tuple[Rolregel, ...]


def waarvoor(soort: str, ministerie: str, sleutels: list[str], opgaven: Mapping[str, str]) -> str:
    """`opgaven`: key → "14 Titel"; one that the plan no longer knows is counted."""
    if soort == Rol.Soort.MINISTERIECONTACT:
        return ministerie
    if not sleutels:
        return ""
    bekend = sorted((opgaven[s] for s in sleutels if s in opgaven), key=_nummer)
    nummers = [naam.split(" ", 1)[0] for naam in bekend]
    if weg := len(sleutels) - len(nummers):
        nummers.append("een die er niet meer is" if weg == 1 else f"{weg} die er niet meer zijn")
    return f"opgave {opsomming(nummers)}"


def _nummer(naam: str) -> tuple[int, str]:
    kop = naam.split(" ", 1)[0]
    return (int(kop) if kop.isdecimal() else 0, naam)


def rollen(regio: Regio, *, ook_voorbij: bool = False) -> QuerySet[Rol]:
    """With person, ministry, giver, and whether the person has a second factor (`tweede_factor`). One query."""
    factor = Authenticator.objects.filter(user=OuterRef("user"), type=Authenticator.Type.TOTP)
    basis = Rol.alle.filter(regio=regio) if ook_voorbij else Rol.objects.filter(regio=regio)
    return (
        basis.select_related("user", "ministerie", "gegeven_door", "beeindigd_door")
        .annotate(tweede_factor=Exists(factor))
        .order_by("user__naam", "user__email", "user_id", "sinds", "pk")
    )


def zoek(regels: QuerySet[Rol], woord: str, soort: str) -> QuerySet[Rol]:
    if soort:
        regels = regels.filter(soort=soort)
    for deel in woord.split()[:5]:
        regels = regels.filter(
            Q(user__naam__icontains=deel)
            | Q(user__email__icontains=deel)
            | Q(ministerie__naam__icontains=deel)
            | Q(ministerie__afkorting__iexact=deel)
        )
    return regels


def regel(rol: Rol, opgaven: Mapping[str, str]) -> Rolregel:
    ministerie = rol.ministerie.afkorting if rol.ministerie else ""
    return Rolregel(rol, waarvoor(rol.soort, ministerie, rol.opgaven_sleutels, opgaven))


def per_persoon(rijen: QuerySet[Rol], opgaven: Mapping[str, str]) -> list[Persoon]:
    uit = []
    for _, groep in groupby(rijen, key=lambda rol: rol.user_id):
        eigen = list(groep)
        factor: bool = eigen[0].tweede_factor  # type: ignore[attr-defined]
        uit.append(Persoon(eigen[0].user, factor, tuple(regel(rol, opgaven) for rol in eigen)))
    return uit

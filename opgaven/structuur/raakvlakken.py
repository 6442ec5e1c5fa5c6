"""What an act on the structure touches outside the text of the plan; higher rooms register what is theirs.

A `Raakvlak` says it before the act, goes along in its transaction, and goes back when it is taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Count
from django.utils import timezone

from governance.models import Uitnodiging
from governance.rolhouders import rollen
from npvr import adressen

from ..models import Klad, Plan


@dataclass(frozen=True, slots=True)
class Structuurraak:
    """One thing that is touched, in a sentence, with the page where it stands."""

    zin: str
    adres: str = ""


class Raakvlak:
    """What one room has to do with the structure of a plan. There is one object of each class."""

    naam: ClassVar[str]

    def zegt(self, plan: Plan, opgaven: frozenset[str], hoofdstukken: frozenset[str]) -> Iterable[Structuurraak]:
        """What is touched where the text of these opgaven and chapters (keys) goes or moves."""
        return ()

    def doe(self, plan: Plan, opvolgers: Mapping[str, str]) -> Any:
        """Go along, in the act's transaction, with what went up in what (keys); gives what taking it back asks for, as
        plain data."""
        return None

    def terug(self, plan: Plan, gedaan: Any) -> None:
        """The same, when the act is taken back."""


RAAKVLAKKEN: dict[str, Raakvlak] = {}


def registreer(raakvlak: Raakvlak) -> None:
    RAAKVLAKKEN[raakvlak.naam] = raakvlak


class Rollenraakvlak(Raakvlak):
    """Roles that are limited to some opgaven: rights come from assignments, so they do not change by themselves."""

    naam = "rollen"

    def zegt(self, plan: Plan, opgaven: frozenset[str], hoofdstukken: frozenset[str]) -> Iterable[Structuurraak]:
        if not opgaven:
            return
        hier = {"regio": plan.regio_id, "opgaven_sleutels__overlap": list(opgaven)}
        beperkt = rollen(plan.regio_id, opgaven_sleutels__overlap=list(opgaven)).count()
        open_ = Uitnodiging.objects.filter(
            **hier, gebruikt_op__isnull=True, ingetrokken_op__isnull=True, verloopt_op__gt=timezone.now()
        ).count()
        adres = f"{adressen.voorpagina(plan.regio.code)}beheer/personen/"
        if beperkt:
            wat = "1 rol is" if beperkt == 1 else f"{beperkt} rollen zijn"
            yield Structuurraak(
                f"{wat} beperkt tot deze opgave; wie wat mag, verandert niet vanzelf. Kijk dat na.", adres
            )
        if open_:
            yield Structuurraak(f"{open_} × een uitnodiging die tot deze opgave beperkt is.", adres)


class Kladraakvlak(Raakvlak):
    """What people typed here and did not save."""

    naam = "kladden"

    def zegt(self, plan: Plan, opgaven: frozenset[str], hoofdstukken: frozenset[str]) -> Iterable[Structuurraak]:
        van = Klad.objects.filter(sectie__plan=plan)
        rijen = van.filter(sectie__opgave__sleutel__in=opgaven) | van.filter(
            sectie__hoofdstuk__sleutel__in=hoofdstukken
        )
        for wie in rijen.values("user__naam").annotate(hoeveel=Count("pk")).order_by("user__naam"):
            yield Structuurraak(f"{wie['user__naam']} typte hier iets dat nog niet bewaard is. Wacht daar liever op.")


registreer(Rollenraakvlak())
registreer(Kladraakvlak())

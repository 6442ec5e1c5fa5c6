"""Who may read tables in. The plan's text: who may edit it. Registers: who manages them in the admin as well."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied

from governance.models import Rol
from npvr import getallen
from opgaven.permissions import BEWERKERS, Rechten

from ..models import Tabelinvoer

PUNTEN = {Tabelinvoer.Soort.KNELPUNTEN.value: "knelpunt", Tabelinvoer.Soort.INTERVENTIES.value: "interventie"}
"""Kinds of table that are items of the plan, with their kind of item; the others are registers."""

GEEN_TABELLEN = (
    "Tabellen inlezen doet het NPVR-team: knelpunten en interventies een redacteur of de programmamanager, "
    "registers de beheerder."
)


def mag_soort(rechten: Rechten, soort: str) -> bool:
    """A redacteur who is limited to some opgaven may read a table in; rows of other opgaven are refused one by one."""
    if soort in PUNTEN:
        return bool(rechten.rollen & BEWERKERS)
    return Rol.Soort.BEHEERDER in rechten.rollen


def soorten(rechten: Rechten) -> list[Tabelinvoer.Soort]:
    """The kinds of table that somebody may read in."""
    return [soort for soort in Tabelinvoer.Soort if mag_soort(rechten, soort)]


def door_anderen(mag: Sequence[Tabelinvoer.Soort]) -> list[str]:
    """Who reads in the kinds that this person may not, a sentence for each group of kinds."""
    rest = [soort for soort in Tabelinvoer.Soort if soort not in mag]
    groepen = (
        ([s for s in rest if s in PUNTEN], "een redacteur of de programmamanager"),
        ([s for s in rest if s not in PUNTEN], "de beheerder"),
    )
    return [
        f"{getallen.hoofdletter(getallen.opsomming(s.label.lower() for s in groep))} leest {wie} in."
        for groep, wie in groepen
        if groep
    ]


def mag_tabellen(rechten: Rechten) -> bool:
    return bool(soorten(rechten))


def eis_tabellen(rechten: Rechten) -> None:
    if not mag_tabellen(rechten):
        raise PermissionDenied(GEEN_TABELLEN)


def eis_soort(rechten: Rechten, soort: str) -> None:
    if not mag_soort(rechten, soort):
        raise PermissionDenied(GEEN_TABELLEN)

"""Who may read tables in. The plan's text: who may edit it. Registers: who manages them in the admin as well."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import PermissionDenied

from npvr import getallen
from opgaven.permissions import Rechten

from .soort import TABELSOORTEN, Tabelsoort
from .soorten import tabelsoort

GEEN_TABELLEN = (
    "Tabellen inlezen doet het NPVR-team: knelpunten en interventies een redacteur of de programmamanager, "
    "registers de beheerder."
)


def mag_soort(rechten: Rechten, soort: str) -> bool:
    """A redacteur who is limited to some opgaven may read a table in; rows of other opgaven are refused one by one."""
    return tabelsoort(soort).mag(rechten)


def soorten(rechten: Rechten) -> list[type[Tabelsoort]]:
    """The kinds of table that somebody may read in."""
    return [soort for soort in TABELSOORTEN.values() if soort.mag(rechten)]


def door_anderen(mag: Collection[type[Tabelsoort]]) -> list[str]:
    """Who reads in the kinds that this person may not, a sentence for each group of kinds."""
    groepen: dict[str, list[str]] = {}
    for soort in TABELSOORTEN.values():
        if soort not in mag:
            groepen.setdefault(soort.wie, []).append(soort.naam.lower())
    return [f"{getallen.hoofdletter(getallen.opsomming(namen))} leest {wie} in." for wie, namen in groepen.items()]


def mag_tabellen(rechten: Rechten) -> bool:
    return bool(soorten(rechten))


def eis_tabellen(rechten: Rechten) -> None:
    if not mag_tabellen(rechten):
        raise PermissionDenied(GEEN_TABELLEN)


def eis_soort(rechten: Rechten, soort: str) -> None:
    if not mag_soort(rechten, soort):
        raise PermissionDenied(GEEN_TABELLEN)

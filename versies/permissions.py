"""Who freezes, decides, publishes, and judges changes. `mag_x` asks; the sentence is shown to people as the reason."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied

from governance.models import Rol
from opgaven.permissions import Rechten

VASTLEGGERS = frozenset({Rol.Soort.SECRETARIS, Rol.Soort.PROGRAMMAMANAGER})

GEEN_MAKER = "Een versie vastleggen en publiceren doet de programmamanager."
GEEN_VASTLEGGER = "Een besluit vastleggen of bevestigen doet de secretaris of de programmamanager."
GEEN_WEGER = "Een wijziging anders wegen doet de programmamanager, of een redacteur van de opgaven waar het om gaat."
GEEN_SCHRIJVER = "De inleiding van een wijzigingsmemo schrijft de programmamanager of een redacteur van het hele plan."
ZELFDE_PERSOON = "U schreef dit besluit op. Een tweede persoon bevestigt het."


def mag_maken(rechten: Rechten) -> bool:
    """Freeze the working copy, publish a version, withdraw it."""
    return Rol.Soort.PROGRAMMAMANAGER in rechten.rollen


def mag_vastleggen(rechten: Rechten) -> bool:
    """Record or confirm what a body decided."""
    return bool(rechten.rollen & VASTLEGGERS)


def mag_herwegen(rechten: Rechten, opgaven: Iterable[str]) -> bool:
    """Weigh a change of these opgaven (keys) otherwise; without any it is about the plan as a whole."""
    return all(rechten.voor(sleutel).mag_bewerken() for sleutel in tuple(opgaven) or ("",))


def mag_memo(rechten: Rechten) -> bool:
    """Write what people add to a wijzigingsmemo: it is about the whole plan."""
    return rechten.voor("").mag_bewerken()


def eis_maken(rechten: Rechten) -> None:
    if not mag_maken(rechten):
        raise PermissionDenied(GEEN_MAKER)


def eis_vastleggen(rechten: Rechten) -> None:
    if not mag_vastleggen(rechten):
        raise PermissionDenied(GEEN_VASTLEGGER)


def eis_herwegen(rechten: Rechten, opgaven: Iterable[str]) -> None:
    if not mag_herwegen(rechten, opgaven):
        raise PermissionDenied(GEEN_WEGER)


def eis_memo(rechten: Rechten) -> None:
    if not mag_memo(rechten):
        raise PermissionDenied(GEEN_SCHRIJVER)

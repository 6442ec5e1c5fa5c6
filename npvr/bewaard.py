"""Parts of pages that are drawn once, and then kept for everybody who is shown the same.

A part is a template that is given named values and nothing else: no request, no person, no token, no rights but those
that are among its values. What it draws follows from the template and those values, and they are its key. So there is
nothing to throw away after a write: what shows something else has another key. It also means that a part cannot hold
what is personal, since it is never given any.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import SafeString

PLAT: Final = {str, int, float, bool, type(None), date, datetime, UUID}
"""Kinds of plain values. Equal ones of them read the same, which does not hold for a Decimal, a SafeString or a row."""


class Voorraad:
    """What is kept in this process, up to some number of bytes; what was asked for longest ago goes first."""

    def __init__(self, hoogstens: int) -> None:
        self.hoogstens = hoogstens
        self._rij: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._bytes = 0
        self._slot = threading.Lock()

    def get(self, sleutel: Hashable) -> Any:
        """None when it is not there."""
        with self._slot:
            if (gevonden := self._rij.get(sleutel)) is None:
                return None
            self._rij.move_to_end(sleutel)
            return gevonden[0]

    def zet(self, sleutel: Hashable, waarde: Any, grootte: int) -> None:
        if settings.DEBUG:
            return  # who works on a template sees it change
        with self._slot:
            if (was := self._rij.pop(sleutel, None)) is not None:
                self._bytes -= was[1]
            self._rij[sleutel] = (waarde, grootte)
            self._bytes += grootte
            while self._bytes > self.hoogstens and self._rij:
                _, (_, weg) = self._rij.popitem(last=False)
                self._bytes -= weg

    def leeg(self) -> None:
        with self._slot:
            self._rij.clear()
            self._bytes = 0


DELEN: Final = Voorraad(64 * 2**20)
"""Room for every fiche of eleven regions, in four kinds of rights."""


def deel(sjabloon: str, **waarden: Hashable) -> SafeString:
    """The template drawn with these values alone, kept by them. No query of its own.

    Values are plain, or tuples or frozen dataclasses of plain ones. Raises TypeError for anything else: the row of a
    table equals one that says something different.
    """
    sleutel = (sjabloon, *((naam, type(waarde), waarde) for naam, waarde in waarden.items()))
    if (html := DELEN.get(sleutel)) is None:
        for naam, waarde in waarden.items():
            _eis_plat(naam, waarde)
        html = get_template(sjabloon).render(dict(waarden))
        DELEN.zet(sleutel, html, 2 * len(html) + 1000)
    return html


def getekend(sjabloon: str, staat_voor: Hashable, waarden: Callable[[], dict[str, Any]]) -> SafeString:
    """The same for what is too large to compare each time: `staat_voor` names all that `waarden()` follows from, such
    as the mark of a text. `waarden` is called only when nothing was kept."""
    sleutel = ("staat voor", sjabloon, staat_voor)
    if (html := DELEN.get(sleutel)) is None:
        html = get_template(sjabloon).render(waarden())
        DELEN.zet(sleutel, html, 2 * len(html) + 1000)
    return html


def _eis_plat(naam: str, waarde: Any) -> None:
    if type(waarde) in PLAT:
        return
    if isinstance(waarde, tuple | frozenset):
        for w in waarde:
            _eis_plat(naam, w)
    elif is_dataclass(waarde) and vars(type(waarde))["__dataclass_params__"].frozen:
        for veld in fields(waarde):
            _eis_plat(f"{naam}.{veld.name}", getattr(waarde, veld.name))
    else:
        raise TypeError(f"{naam} is een {type(waarde).__name__}: een bewaard deel krijgt alleen platte gegevens")

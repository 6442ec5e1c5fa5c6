"""The opgaven of a region as choices, for forms of this room: the room above that has them says which they are."""

from __future__ import annotations

from collections.abc import Callable

from .models import Regio

Opgavebron = Callable[[Regio], list[tuple[str, str]]]
"""(key, "14 Titel") of the current plan, in order."""
_BRONNEN: list[Opgavebron] = []


def registreer(bron: Opgavebron) -> None:
    if bron not in _BRONNEN:
        _BRONNEN.append(bron)


def opgavekeuzes(regio: Regio) -> list[tuple[str, str]]:
    """One query."""
    return [paar for bron in _BRONNEN for paar in bron(regio)]

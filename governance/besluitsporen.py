"""Where decisions were carried out: each room that can tell registers a function when it starts.

The trace is what the room keeps anyway (a save that names the decision, an amount that changed by it): nothing is kept
twice. A room reads it only for who may see it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Spoor:
    """A place that was changed for a decision: its words, where to look, and the day. `in_versie`: the first version
    that holds it, by its label. `opgave`: key of the opgave that it belongs to."""

    woorden: str
    pad: str
    op: date
    wat: str = "gewijzigd"
    in_versie: str = ""
    opgave: str = ""
    bekijk: str = ""
    """Where the change itself can be read, word by word."""


Spoorbron = Callable[[Any, Collection[int]], Iterable[tuple[int, Spoor]]]
"""From a visit to the plan and ids of decisions, to (id, trace). Some queries, whatever there is."""
SPOORBRONNEN: list[Spoorbron] = []


def registreer(bron: Spoorbron) -> None:
    if bron not in SPOORBRONNEN:
        SPOORBRONNEN.append(bron)


def sporen(visite: Any, besluiten: Collection[int]) -> list[tuple[int, Spoor]]:
    """All traces, the oldest first."""
    alle = [paar for bron in SPOORBRONNEN for paar in bron(visite, besluiten)]
    return sorted(alle, key=lambda paar: (paar[0], paar[1].op))

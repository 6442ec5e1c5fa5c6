"""A comment as the occasion of a change: offered in the editor of its section, and done once that was saved."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import User
from npvr import getallen
from opgaven.aanleidingen import HOEVEEL, Aanleiding, Sectiebron
from opgaven.models import Sectie

from .models import Reactie

SOORT = "reactie"


def aanleiding_van(reactie: Reactie) -> Aanleiding:
    """Its words stand in the history, which everybody with a role reads: they name no sender and no word of it."""
    op = f" op {reactie.code}" if reactie.code else ""
    return Aanleiding(SOORT, str(reactie.pk), f"reactie {reactie.pk}{op}, {getallen.datum(reactie.gegeven_op)}")


def van_sectie(sectie: Sectie) -> Iterable[Aanleiding]:
    """The comments on this section that the team has to handle, oldest first. One query."""
    rijen = Reactie.objects.onbeantwoord().filter(plan=sectie.plan_id, sectie=sectie.sleutel)
    return [aanleiding_van(r) for r in rijen.only("pk", "code", "gegeven_op")[: 2 * HOEVEEL]]


def na(aanleiding: Aanleiding, door: User | None) -> None:
    from .actions.gesprekken import verwerk

    verwerk(aanleiding=aanleiding, door=door)


BRON = Sectiebron(SOORT, van_sectie, na)

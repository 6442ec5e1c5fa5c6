"""A comment as the occasion of a change: offered in the editor of its section, and done once that was saved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from npvr import getallen
from npvr.vaste_vraag import VasteVraag
from opgaven.aanleidingen import HOEVEEL, Aanleiding, Sectiebron
from opgaven.models import Sectie

from .models import Reactie

SOORT = "reactie"


def aanleiding_van(reactie: Reactie) -> Aanleiding:
    """Its words stand in the history, which everybody with a role reads: they name no sender and no word of it."""
    return _aanleiding(reactie.pk, reactie.code, reactie.gegeven_op)


def _aanleiding(pk: int, code: str, gegeven_op: date) -> Aanleiding:
    op = f" op {code}" if code else ""
    return Aanleiding(SOORT, str(pk), f"reactie {pk}{op}, {getallen.datum(gegeven_op)}")


def van_sectie(sectie: Sectie) -> Iterable[Aanleiding]:
    """The comments on this section that the team has to handle, oldest first. One query."""
    return [_aanleiding(*rij) for rij in _VRAAG(sectie.plan_id, sectie.sleutel)]


def _vraag(plan: int, sectie: str) -> QuerySet[Reactie, Any]:
    rijen = Reactie.objects.onbeantwoord().filter(plan=plan, sectie=sectie)
    return rijen.values_list("pk", "code", "gegeven_op")[: 2 * HOEVEEL]


_VRAAG = VasteVraag(_vraag, getal=("plan",))


def na(aanleiding: Aanleiding, door: User | None) -> None:
    from .actions.gesprekken import verwerk

    verwerk(aanleiding=aanleiding, door=door)


BRON = Sectiebron(SOORT, van_sectie, na)

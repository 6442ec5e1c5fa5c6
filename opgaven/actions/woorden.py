"""The words of a region that no dictionary has: calling them right, and taking that back."""

from __future__ import annotations

from collections.abc import Iterable

import pghistory
from django.db import transaction

from accounts.models import User
from plandocument.controleer import te_keuren

from ..models import EigenWoord, Plan
from ..permissions import Rechten, eis_bewerken

LANGST = 100
"""Characters of a word."""


def ken_woorden(*, plan: Plan, woorden: Iterable[str], door: User) -> list[str]:
    """Words that the plancontrole passes over from now on; which of them are new. Asked twice it has one effect.

    They are kept as the plancontrole reads them: in small letters, without what it leaves unjudged. Three queries.
    """
    eis_bewerken(Rechten.van(door, plan.regio))
    gelezen = dict.fromkeys(w for woord in woorden for w in te_keuren(woord.strip().lower()) if len(w) <= LANGST)
    with pghistory.context(user=door.pk), transaction.atomic():
        stond = set(EigenWoord.objects.filter(regio=plan.regio, woord__in=gelezen).values_list("woord", flat=True))
        nieuw = [w for w in gelezen if w not in stond]
        rijen = [EigenWoord(regio=plan.regio, woord=w, door=door) for w in nieuw]
        EigenWoord.objects.bulk_create(rijen, ignore_conflicts=True)
    return nieuw


def vergeet_woorden(*, plan: Plan, woorden: Iterable[str], door: User) -> int:
    """Let the dictionary judge these words again; how many. Asked twice it has one effect. Two queries."""
    eis_bewerken(Rechten.van(door, plan.regio))
    weg = [w.replace("\0", "") for w in woorden]
    with pghistory.context(user=door.pk), transaction.atomic():
        return EigenWoord.objects.filter(regio=plan.regio, woord__in=weg).delete()[0]

"""The opgaven of a region as choices, for rooms below that limit somebody to some of them."""

from __future__ import annotations

from governance.models import Regio
from plandocument.documentsoorten import PLAN

from .models import Opgave, Plan


def opgaven_van(regio: Regio) -> list[tuple[str, str]]:
    """(key, "14 Titel") of the current plan, in order. One query."""
    rijen = Opgave.objects.filter(plan__in=Plan.objects.huidige(PLAN).filter(regio=regio)).values_list(
        "sleutel", "nummer", "titel"
    )
    return [(sleutel, f"{nummer} {titel}") for sleutel, nummer, titel in rijen]

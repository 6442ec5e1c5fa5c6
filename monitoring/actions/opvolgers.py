"""Indicators of an opgave that went up in another, within the act on the structure of the plan that did it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from opgaven.models import Plan

from ..models import Indicator


def volg_opvolgers(*, plan: Plan, opvolgers: Mapping[str, str]) -> dict[str, Any]:
    """Let indicators name what an opgave went up in; gives what they named before and name now, by row."""
    gedaan: dict[str, Any] = {}
    if not opvolgers:
        return gedaan
    for rij in Indicator.objects.select_for_update(of=("self",)).filter(regio=plan.regio_id):
        oud, nieuw = rij.opgaven, list(dict.fromkeys(opvolgers.get(s, s) for s in rij.opgaven))
        if oud != nieuw:
            rij.opgaven = nieuw
            rij.save(update_fields=["opgaven"])
            gedaan[str(rij.pk)] = [oud, nieuw]
    return gedaan


def zet_opvolgers_terug(*, plan: Plan, gedaan: Mapping[str, Any]) -> None:
    """Those that stand as the act left them; what somebody chose since stays."""
    for rij in Indicator.objects.select_for_update(of=("self",)).filter(regio=plan.regio_id, pk__in=gedaan):
        oud, nieuw = gedaan[str(rij.pk)]
        if rij.opgaven == nieuw:
            rij.opgaven = oud
            rij.save(update_fields=["opgaven"])

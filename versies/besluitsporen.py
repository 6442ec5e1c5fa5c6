"""Which sections were saved for a decision, and which version was the first to hold it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from governance.besluitsporen import Spoor
from npvr import adressen
from opgaven.aanleidingen import GENOMEN
from opgaven.bezoek import Bezoek
from opgaven.models import Sectie

from .models import Versie


def van_secties(visite: Bezoek, besluiten: Collection[int]) -> Iterator[tuple[int, Spoor]]:
    """Three queries; one where nothing was saved for any of them."""
    gebeurtenissen: Any = apps.get_model("opgaven", "SectieGebeurtenis")._default_manager
    rijen = gebeurtenissen.filter(
        plan_id=visite.plan.pk,
        pgh_context__metadata__aanleiding__soort=GENOMEN,
        pgh_context__metadata__aanleiding__code__in=[str(pk) for pk in besluiten],
    ).values_list("pgh_context__metadata__aanleiding__code", "pgh_obj_id", "pgh_created_at")
    laatste: dict[tuple[int, int], datetime] = {}
    for code, sectie, op in rijen:
        sleutel = int(code), sectie
        laatste[sleutel] = max(op, laatste.get(sleutel, op))
    if not laatste:
        return
    pks = {pk for _, pk in laatste}
    secties = {s.pk: s for s in Sectie.objects.filter(pk__in=pks).select_related("opgave", "soort", "hoofdstuk")}
    versies = list(Versie.objects.filter(plan=visite.plan).order_by("gemaakt_op").values_list("gemaakt_op", "label"))
    for (besluit, pk), op in laatste.items():
        if (s := secties.get(pk)) is not None:
            versie = next((label for gemaakt, label in versies if gemaakt > op), "")
            yield besluit, _spoor(visite, s, op, versie)


def _spoor(visite: Bezoek, s: Sectie, op: datetime, versie: str) -> Spoor:
    code, dag = visite.regio.code, timezone.localdate(op)
    if s.opgave and s.soort:
        plaats = f"{s.opgave.nummer}.{s.soort.letter}"
        pad = f"{adressen.opgave(code, s.opgave.nummer)}#{plaats}"
        bekijk = reverse("opgaven:geschiedenis", args=[code, s.opgave.nummer, s.soort.code])
        return Spoor(plaats, pad, dag, "tekst gewijzigd", versie, s.opgave.sleutel, bekijk)
    return Spoor(s.titel or "een hoofdstuk", adressen.plan(code), dag, "tekst gewijzigd", versie)

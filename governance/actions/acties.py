"""The list of actions of a body: agreed in a meeting, carried on until they are done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import pghistory
from django.db import transaction
from django.db.models import Max

from accounts.models import User
from npvr.eenmaal import slot_op
from npvr.gezien import eis_gezien, merk

from ..models import Actie, Agendapunt, Gremium
from .overleggen import eis_schrijver

ANDERE_ACTIE = "Een collega wijzigde deze actie net. Er is niets gewijzigd. Kijk eerst hoe zij nu is."


def zeg_actie(a: Actie) -> list[tuple[str, str]]:
    return [("Actie", a.wat), ("Wie", a.wie), ("Stand", str(a.get_stand_display()))]


def maak_actie(
    *,
    gremium: Gremium,
    velden: Mapping[str, Any],
    door: User,
    punt: Agendapunt | None = None,
    kenmerk: UUID | None = None,
) -> Actie:
    """Put an action on the list of a body, with the next number. Once per `kenmerk`."""
    eis_schrijver(door, gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        slot_op(kenmerk)
        if kenmerk is not None and (er_al := Actie.objects.filter(kenmerk=kenmerk).first()) is not None:
            return er_al
        Gremium.objects.select_for_update().get(pk=gremium.pk)
        hoogste = Actie.objects.filter(gremium=gremium).aggregate(n=Max("nummer"))["n"]
        actie = Actie(gremium=gremium, nummer=(hoogste or 0) + 1, agendapunt=punt, kenmerk=kenmerk, **velden)
        actie.besloten = actie.besloten or (punt is not None and punt.besloten)
        actie.save(force_insert=True)
        return actie


def wijzig_actie(*, actie: Actie, velden: Mapping[str, Any], door: User, gezien: str | None, vandaag: date) -> Actie:
    """Its words, its day or its state. What is done gets the day of today. Raises AndersDanGezien."""
    eis_schrijver(door, actie.gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        rij = Actie.objects.select_for_update(of=("self",)).select_related("gremium", "agendapunt").get(pk=actie.pk)
        if all(getattr(rij, naam) == waarde for naam, waarde in velden.items()):
            return rij
        eis_gezien(gezien, merk(rij), ANDERE_ACTIE, zeg_actie(rij))
        for naam, waarde in velden.items():
            setattr(rij, naam, waarde)
        gereed = rij.stand == Actie.Stand.GEREED
        rij.gereed_op = (rij.gereed_op or vandaag) if gereed else None
        if rij.agendapunt is not None and rij.agendapunt.besloten:
            rij.besloten = True
        rij.save()
        return rij

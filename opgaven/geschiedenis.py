"""What a section said at each version, by whom and why: read from the events that triggers keep (`models.spoor`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from accounts.models import User
from plandocument import boom

from .models import Koppeling, Sectie

PER_BLADZIJDE = 20


@dataclass(frozen=True, slots=True)
class Versie:
    """A section as it stood: `door` is empty for a change that no account made, such as an import."""

    nummer: int
    inhoud: boom.Sectie
    op: datetime
    door: str = ""
    waarom: str = ""
    bron: str = ""


def _gebeurtenissen(naam: str) -> QuerySet[Any]:
    return apps.get_model("opgaven", f"{naam}Gebeurtenis")._default_manager.all()


def versies(sectie: Sectie, *, voor: int | None = None, hoeveel: int = PER_BLADZIJDE) -> list[Versie]:
    """The newest versions of a section, newest first; `voor` continues below a number. Four queries."""
    alle = _gebeurtenissen("Sectie").filter(pgh_obj_id=sectie.pk, pgh_label__in=("insert", "update"))
    if voor is not None:
        alle = alle.filter(versie__lt=voor)
    rijen = list(alle.select_related("pgh_context").order_by("-versie", "-pgh_id")[:hoeveel])
    items = _items(sectie, [rij.versie for rij in rijen])
    namen = _namen(rijen)
    soort = sectie.soort.code if sectie.soort else ""
    return [
        Versie(
            nummer=rij.versie,
            inhoud=boom.Sectie(
                rij.sleutel, soort, rij.titel, rij.opening, tuple(items[rij.versie]), rij.slot, rij.gedrukt
            ),
            op=rij.pgh_created_at,
            door=namen.get(_wie(rij), ""),
            waarom=_context(rij).get("waarom", ""),
            bron=_context(rij).get("bron", ""),
        )
        for rij in rijen
    ]


def versie(sectie: Sectie, nummer: int) -> Versie | None:
    """One version, or None where there is none with that number. Four queries."""
    gevonden = versies(sectie, voor=nummer + 1, hoeveel=1)
    return gevonden[0] if gevonden and gevonden[0].nummer == nummer else None


def _context(rij: Any) -> dict[str, Any]:
    return (rij.pgh_context.metadata or {}) if rij.pgh_context else {}


def _wie(rij: Any) -> int | None:
    return rij.gewijzigd_door_id or _context(rij).get("user")


def _namen(rijen: Sequence[Any]) -> dict[int | None, str]:
    """Accounts by id; somebody who was erased has no name here, and the history keeps its meaning without it."""
    wie = {pk for rij in rijen if (pk := _wie(rij)) is not None}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=wie)}


def _items(sectie: Sectie, nummers: Sequence[int]) -> dict[int, list[boom.Item]]:
    """Version → the items that stood: what was written or went along at it, less what was removed at it."""
    stond: dict[int, dict[int, Any]] = defaultdict(dict)
    rijen = _gebeurtenissen("Item").filter(sectie_id=sectie.pk, sectieversie__in=nummers).order_by("pgh_id")
    for rij in rijen:
        if rij.pgh_label == "delete":
            stond[rij.sectieversie].pop(rij.pgh_obj_id, None)
        else:
            stond[rij.sectieversie][rij.pgh_obj_id] = rij
    links = _links({pk for bij in stond.values() for pk in bij})
    return defaultdict(
        list,
        {
            nummer: [
                boom.Item(r.sleutel, r.tekst, r.groep, r.deelthema, r.status, r.primair, tuple(links[pk]))
                for pk, r in sorted(bij.items(), key=lambda paar: paar[1].positie)
            ]
            for nummer, bij in stond.items()
        },
    )


def _links(items: set[int]) -> dict[int, list[boom.Koppeling]]:
    links: dict[int, list[boom.Koppeling]] = defaultdict(list)
    velden = [f"{soort}__code" for soort in Koppeling.SOORTEN]
    rijen = _gebeurtenissen("Koppeling").filter(item_id__in=items, pgh_label="insert").order_by("item_id", "positie")
    for item, *codes in rijen.values_list("item_id", *velden):
        for soort, code in zip(Koppeling.SOORTEN, codes, strict=True):
            if code:
                links[item].append(boom.Koppeling(soort, code))
    return links

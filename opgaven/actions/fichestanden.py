"""The states of fiches around an act that changes the plan as a whole, to be given back when it is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.models import User
from plandocument.boom import Plandocument

from ..models import Opgave, Plan


def fichestanden(plan: Plan) -> dict[str, list[Any]]:
    """Key of each opgave → its state, since when, and by whom (an id). One query."""
    rijen = Opgave.objects.filter(plan=plan).values_list("sleutel", "status", "status_sinds", "status_door")
    return {s: [status, sinds.isoformat() if sinds else None, door] for s, status, sinds, door in rijen}


def veranderd(voor: Mapping[str, Any], na: Mapping[str, Any]) -> dict[str, Any]:
    """Of the fiches whose state writing changed, before and after; None after for one that went."""
    return {s: {"voor": stand, "na": na.get(s)} for s, stand in voor.items() if na.get(s) != stand}


def zet_standen_terug(plan: Plan, standen: Mapping[str, Any], voor: Plandocument, staat: Plandocument) -> None:
    """Give fiches that say what they said before the state that they had, unless somebody moved them since."""
    nu = fichestanden(plan)
    for sleutel, stand in standen.items():
        gelijk = sleutel in nu and staat.per_sleutel.get(sleutel) == voor.per_sleutel.get(sleutel)
        if gelijk and (stand["na"] is None or nu[sleutel] == stand["na"]):
            status, sinds, door = stand["voor"]
            wie = door if door and User.objects.filter(pk=door).exists() else None
            Opgave.objects.filter(plan=plan, sleutel=sleutel).update(
                status=status, status_sinds=datetime.fromisoformat(sinds) if sinds else None, status_door=wie
            )

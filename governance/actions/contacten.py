"""Who fills a seat: written, replaced and erased, without a trace of the person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from npvr.gezien import eis_gezien, merk

from ..models import Contact, Lidmaatschap
from ..structuurrechten import eis_structuur

ANDER = "Een collega wijzigde deze contactpersoon net. Er is niets gewijzigd. Kijk eerst wie er nu staat."


def zet_contact(*, zetel: Lidmaatschap, velden: Mapping[str, Any], door: User, gezien: str | None) -> Contact:
    """Who fills the seat from now on; `gezien` is the mark of who the page showed, of nobody when it was empty."""
    eis_structuur(door, zetel.gremium.regio)
    with transaction.atomic():
        Lidmaatschap.objects.select_for_update().get(pk=zetel.pk)
        rij = Contact.objects.filter(zetel=zetel).first()
        if rij is not None and all(getattr(rij, naam) == waarde for naam, waarde in velden.items()):
            return rij
        eis_gezien(gezien, merk(rij), ANDER, [("Nu", rij.naam if rij else "nog niemand")])
        if rij is None:
            rij = Contact(zetel=zetel)
        for naam, waarde in velden.items():
            setattr(rij, naam, waarde)
        rij.save()
        return rij


def wis_contact(*, zetel: Lidmaatschap, door: User, gezien: str | None) -> bool:
    """Erase who fills the seat; the seat stays. Twice is once."""
    eis_structuur(door, zetel.gremium.regio)
    with transaction.atomic():
        Lidmaatschap.objects.select_for_update().get(pk=zetel.pk)
        rij = Contact.objects.filter(zetel=zetel).first()
        if rij is None:
            return False
        eis_gezien(gezien, merk(rij), ANDER, [("Nu", rij.naam)])
        rij.delete()
        return True

"""Recording what a body decided on a version: by one person, confirmed by another."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from governance.actions.besluiten import schrijf_in
from governance.models import Besluit, Gremium
from npvr.gezien import AndersDanGezien
from opgaven.models import Plan
from opgaven.permissions import Rechten

from ..models import Akte, Amendement, Goedkeuring, Stuk, Versie
from ..permissions import eis_vastleggen
from .aktes import schrijf_akte


class ZelfdePersoon(Exception):
    """Who recorded a decision does not confirm it: that takes a second person."""


class AlOpgeschreven(Exception):
    """The same decision, word for word, was recorded on this version already: a button pressed twice."""


class AlBevestigd(Exception):
    """The decision was confirmed already, and stays as it is."""


class GoedkeuringVervallen(AndersDanGezien):
    """The recording was dropped meanwhile. A recording is never changed: which one it is says what it says."""

    zin = "Een collega haalde dit opgeschreven besluit net weg. Er is niets gewijzigd."


def leg_vast(
    *,
    versie: Versie,
    gremium: Gremium,
    datum: date,
    uitkomst: Besluit.Uitkomst,
    door: User,
    toelichting: str = "",
    vindplaats: str = "",
    amendementen: Sequence[tuple[str, str]] = (),
) -> Goedkeuring:
    """Record a decision, with its amendments as (place, text). It counts once another person has confirmed it.

    Raises PermissionDenied and AlOpgeschreven; then nothing is written.
    """
    feiten = {
        "gremium": gremium,
        "datum": datum,
        "uitkomst": uitkomst,
        "toelichting": toelichting,
        "vindplaats": vindplaats,
    }
    with pghistory.context(user=door.pk), transaction.atomic():
        plan = Plan.objects.select_for_update(of=("self",)).select_related("regio").get(pk=versie.plan_id)
        eis_vastleggen(Rechten.van(door, plan.regio))
        gelijk = versie.goedkeuringen.filter(**{f"besluit__{naam}": feit for naam, feit in feiten.items()})
        for eerder in gelijk.prefetch_related("amendementen"):
            if [(a.plaats, a.tekst) for a in eerder.amendementen.all()] == list(amendementen):
                raise AlOpgeschreven
        besluit = Besluit.objects.create(**feiten)
        goedkeuring = Goedkeuring.objects.create(
            versie=versie, besluit=besluit, vastgelegd_op=timezone.now(), vastgelegd_door=door
        )
        Amendement.objects.bulk_create(
            Amendement(goedkeuring=goedkeuring, nummer=n, plaats=plaats, tekst=tekst)
            for n, (plaats, tekst) in enumerate(amendementen, 1)
        )
        return goedkeuring


def bevestig(*, goedkeuring: Goedkeuring, pdf: bytes, door: User) -> Goedkeuring:
    """Confirm a recorded decision; `pdf` is the print of the version as it is at this moment, and is kept.

    Raises PermissionDenied, ZelfdePersoon, AlBevestigd and GoedkeuringVervallen; then nothing is written.
    """
    with pghistory.context(user=door.pk), transaction.atomic():
        plannen = Plan.objects.select_for_update(of=("self",)).select_related("regio")
        plan = plannen.get(pk=goedkeuring.versie.plan_id)
        eis_vastleggen(Rechten.van(door, plan.regio))
        rijen = Goedkeuring.objects.select_for_update(of=("self",)).select_related("versie", "besluit__gremium")
        staat = rijen.filter(pk=goedkeuring.pk).first()
        if staat is None:
            raise GoedkeuringVervallen
        goedkeuring = staat
        if goedkeuring.bevestigd_op is not None:
            raise AlBevestigd
        if goedkeuring.vastgelegd_door_id == door.pk:
            raise ZelfdePersoon
        nu = timezone.now()
        stuk = Stuk.objects.create(
            versie=goedkeuring.versie, inhoud=pdf, sha256=hashlib.sha256(pdf).hexdigest(), gemaakt_op=nu
        )
        goedkeuring.bevestigd_op, goedkeuring.bevestigd_door, goedkeuring.stuk = nu, door, stuk
        goedkeuring.save()
        besluit = goedkeuring.besluit
        woorden = f"{besluit.get_uitkomst_display()}: {goedkeuring.versie.label}."
        schrijf_in(besluit=besluit, titel=goedkeuring.versie.label, tekst=woorden)
        schrijf_akte(
            plan,
            Akte.Soort.GOEDKEURING,
            {
                "versie": goedkeuring.versie.nummer,
                "sha256": goedkeuring.versie.sha256,
                "gremium": besluit.gremium.code,
                "datum": besluit.datum.isoformat(),
                "uitkomst": besluit.uitkomst,
                "toelichting": besluit.toelichting,
                "vindplaats": besluit.vindplaats,
                "amendementen": [[a.nummer, a.plaats, a.tekst] for a in goedkeuring.amendementen.all()],
                "stuk": stuk.pk,
                "pdf": stuk.sha256,
                "op": nu.isoformat(),
            },
        )
        return goedkeuring


def trek_terug(*, goedkeuring: Goedkeuring, door: User) -> None:
    """Drop a recording that was not confirmed, with its decision; twice is once. Raises PermissionDenied and
    AlBevestigd."""
    with pghistory.context(user=door.pk), transaction.atomic():
        rijen = Goedkeuring.objects.select_for_update(of=("self",)).select_related("versie__plan__regio")
        staat = rijen.defer("versie__inhoud").filter(pk=goedkeuring.pk).first()
        if staat is None:
            return
        goedkeuring = staat
        eis_vastleggen(Rechten.van(door, goedkeuring.versie.plan.regio))
        if goedkeuring.bevestigd_op is not None:
            raise AlBevestigd
        besluit = goedkeuring.besluit
        goedkeuring.delete()
        besluit.delete()

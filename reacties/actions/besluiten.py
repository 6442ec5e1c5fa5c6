"""A recorded decision that waits for a second person: whoever may confirm it hears of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from governance.models import Besluit, Gremium
from governance.rolhouders import houders
from versies.actions.goedkeuringen import bevestig, leg_vast, trek_terug
from versies.models import Goedkeuring, Versie
from versies.permissions import VASTLEGGERS

from ..meldingen import BesluitWacht
from ..models import Melding
from .meldingen import meld


def leg_besluit_voor(
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
    """Record a decision and leave a notice for everybody else who may confirm it.

    As `versies.actions.goedkeuringen.leg_vast`, whose exceptions pass; two queries more per person.
    """
    with transaction.atomic():
        goedkeuring = leg_vast(
            versie=versie,
            gremium=gremium,
            datum=datum,
            uitkomst=uitkomst,
            door=door,
            toelichting=toelichting,
            vindplaats=vindplaats,
            amendementen=amendementen,
        )
        regio = versie.plan.regio
        rollen = houders(regio, *VASTLEGGERS)
        for user in User.objects.filter(pk__in=rollen.exclude(user=door).values("user")).order_by("pk"):
            meld(wie=user, regio=regio, melding=BesluitWacht(goedkeuring))
        return goedkeuring


def bevestig_besluit(*, goedkeuring: Goedkeuring, pdf: bytes, door: User) -> Goedkeuring:
    """As `versies.actions.goedkeuringen.bevestig`, whose exceptions pass; nobody is asked for it any more."""
    with transaction.atomic():
        bevestigd = bevestig(goedkeuring=goedkeuring, pdf=pdf, door=door)
        _gedaan(goedkeuring)
        return bevestigd


def haal_besluit_weg(*, goedkeuring: Goedkeuring, door: User) -> None:
    """As `versies.actions.goedkeuringen.trek_terug`, whose exceptions pass; nobody is asked for it any more."""
    with transaction.atomic():
        _gedaan(goedkeuring)
        trek_terug(goedkeuring=goedkeuring, door=door)


def _gedaan(goedkeuring: Goedkeuring) -> None:
    melding = BesluitWacht(goedkeuring)
    Melding.objects.filter(sleutel=melding.sleutel, gelezen_op=None).update(gelezen_op=timezone.now())

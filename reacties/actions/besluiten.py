"""A recorded decision that waits for a second person: whoever may confirm it hears of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from accounts.models import User
from governance.models import Besluit, Gremium, Rol
from npvr import adressen, getallen
from versies.actions.goedkeuringen import leg_vast
from versies.models import Goedkeuring, Versie
from versies.permissions import VASTLEGGERS

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
        rollen = Rol.objects.get_queryset().filter(regio=regio, soort__in=VASTLEGGERS, user__is_active=True)
        for user in User.objects.filter(pk__in=rollen.exclude(user=door).values("user")).order_by("pk"):
            meld(
                wie=user,
                regio=regio,
                soort="besluit",
                sleutel=f"besluit:{goedkeuring.pk}",
                zin=f"Het besluit van {gremium} ({getallen.datum(datum)}) over {versie.label} wacht op uw bevestiging.",
                pad=adressen.voorpagina(regio.code, versie=versie.code),
            )
        return goedkeuring

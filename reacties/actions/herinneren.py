"""Reminders of a round: some days before the last day, on that day, and when the programmamanager asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pghistory
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from npvr import getallen

from ..meldingen import RondeHerinnering
from ..models import Deelname, Ronde
from ..permissions import Inzage, eis_ronde
from ..rondestanden import eis_open, laatste_dag
from .rondepost import (
    HERINNERING,
    aan_contacten,
    aan_links,
    brieftekst,
    groet,
    onderwerp_van,
    stuur,
    stuur_met_link,
)


def herinner(vandaag: date) -> int:
    """Remind who has not answered, in every open round; returns how many people. Doing it again reminds nobody twice.

    `vandaag` is the day in Amsterdam. Days before are NPVR_HERINNER_DAGEN; a day on which nothing ran is made up for on
    the next one. Who was asked only today is not reminded today.
    """
    hoeveel = 0
    for pk in Ronde.objects.lopend().filter(geopend_op__isnull=False).values_list("pk", flat=True):
        with transaction.atomic():
            ronde = _vergrendel(pk)
            if ronde.stand != Ronde.Stand.OPEN or ronde.geopend_op is None:
                continue
            if timezone.localdate(ronde.geopend_op) >= vandaag:
                continue
            for deelname in _wachtend(ronde):
                over = (laatste_dag(deelname, ronde) - vandaag).days
                drempels = [d for d in sorted(settings.HERINNER_DAGEN) if 0 <= over <= d]
                if drempels:
                    tot = laatste_dag(deelname, ronde).isoformat()
                    hoeveel += _herinner(ronde, [deelname], f"{tot}:{drempels[0]}", over)
    return hoeveel


def herinner_nu(*, ronde: Ronde, door: User) -> int:
    """Remind who has not answered now; nobody more than once a day. Returns how many people. Raises Geweigerd."""
    vandaag = timezone.localdate()
    with pghistory.context(user=door.pk), transaction.atomic():
        ronde = _vergrendel(ronde.pk)
        eis_ronde(Inzage.van(door, ronde.plan.regio))
        eis_open(ronde)
        return sum(
            _herinner(ronde, [d], f"nu:{vandaag.isoformat()}", (laatste_dag(d, ronde) - vandaag).days)
            for d in _wachtend(ronde)
        )


def _vergrendel(pk: int) -> Ronde:
    """One at a time, so that two who remind at once count each person once."""
    rijen = Ronde.objects.select_for_update(of=("self",)).select_related("plan__regio", "versie")
    return rijen.defer("versie__inhoud").get(pk=pk)


def _wachtend(ronde: Ronde) -> list[Deelname]:
    rijen = ronde.deelnames.filter(stand=Deelname.Stand.GEVRAAGD).select_related("ministerie", "organisatie")
    return list(rijen)


def _wanneer(over: int, tot: date) -> str:
    if over < 0:
        return f"De termijn liep tot en met {getallen.datum(tot)}."
    if over == 0:
        return "Vandaag is de laatste dag om te reageren."
    return f"U kunt nog {getallen.aantal(over, 'dag', 'dagen')} reageren, tot en met {getallen.datum(tot)}."


def _herinner(ronde: Ronde, deelnames: Iterable[Deelname], welke: str, over: int) -> int:
    deelnames, hoeveel = list(deelnames), 0
    for deelname, user in aan_contacten(ronde, deelnames):
        tot = laatste_dag(deelname, ronde)
        zin = _wanneer(over, tot)
        hoeveel += stuur(
            wie=user,
            melding=RondeHerinnering(ronde, deelname, welke, zin),
            onderwerp=onderwerp_van(ronde, tot, HERINNERING),
            tekst=brieftekst(ronde, deelname, groet(user), f"{zin} {deelname.wie} heeft nog niet ingediend."),
        )
    for deelname, link in aan_links(ronde, deelnames):
        hoeveel += stuur_met_link(
            ronde=ronde,
            deelname=deelname,
            link=link,
            sleutel=f"ronde:{ronde.pk}:herinner:{deelname.pk}:{welke}",
            wat=HERINNERING,
            zin=_wanneer(over, laatste_dag(deelname, ronde)),
        )
    return hoeveel

"""The only code that writes jobs: people ask and cancel, the worker begins, advances and ends.

Of the worker's writes each names the `poging` it belongs to. A worker that was thought dead and replaced can therefore
not write over its successor.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import rfc8785
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from governance.models import Regio
from npvr.bestand import Bestand, schone_naam
from npvr.taken import LANG, zet_in_de_rij
from opgaven.permissions import Rechten
from reacties.actions.meldingen import meld

from .melding import OpdrachtAf
from .models import POGINGEN, Opbrengst, Opdracht, stil
from .soorten import OPDRACHTSOORTEN, Geannuleerd, mag

TAAK = "opdrachten.voer_uit"
HOOGSTENS = 10
"""As many jobs of one person wait or run at a time."""
GROOTSTE = 64 * 2**20

MELD_NA = timedelta(minutes=1)
"""Who waits so long may have gone on with other work, and gets a notice; before that the page itself tells."""

MAG_NIET = "U hebt niet de rol die hiervoor nodig is. Vraag de programmamanager van de regio."
MAG_NIET_MEER = "U hebt de rol niet meer die hiervoor nodig is. Vraag de programmamanager van de regio."
ONBEKENDE_SOORT = "Dit soort bestand wordt niet meer gemaakt. Kijk bij Afdrukken wat er wel kan."
NIET_VAN_U = "Alleen wie de opdracht gaf, kan haar annuleren."
AFGEBROKEN = (
    f"Het maken is {POGINGEN} keer afgebroken en daarom gestopt. Probeer het later opnieuw. "
    "Lukt het weer niet, meld het dan aan de beheerder."
)
TE_GROOT = "Het bestand is groter dan 64 MB. Kies een kleiner deel, bijvoorbeeld enkele opgaven."


class TeVeelOpdrachten(Exception):
    """Somebody has so many jobs under way that another one has to wait; the text is for them."""


# ---- people ----


@transaction.atomic
def vraag_aan(*, regio: Regio, soort: str, gegevens: dict[str, Any], titel: str, door: User) -> Opdracht:
    """Ask for something to be made: the new job, or the one under way by the same person for the same thing.

    `gegevens` is plain JSON. Rolls back with the transaction around it. Raises PermissionDenied, TeVeelOpdrachten. Five
    queries.
    """
    if not mag(Rechten.van(door, regio), soort, gegevens):
        raise PermissionDenied(MAG_NIET)
    kenmerk = hashlib.sha256(rfc8785.dumps([soort, gegevens])).hexdigest()
    van_mij = Opdracht.objects.van(door, regio).lopend()
    zelfde = van_mij.filter(kenmerk=kenmerk, wil_stoppen=False).select_related("regio")
    aantal = van_mij.count()
    if aantal >= HOOGSTENS and not zelfde.exists():
        raise TeVeelOpdrachten(f"Er lopen al {aantal} opdrachten van u. Wacht tot er een klaar is, of annuleer er een.")
    titel = " ".join(titel.replace("\x00", " ").split())[:300]
    nieuw = Opdracht(
        regio=regio, soort=soort, gegevens=gegevens, titel=titel, kenmerk=kenmerk,
        aangevraagd_door=door, aangevraagd_op=timezone.now(),
    )  # fmt: skip
    for _ in range(3):
        # waits for another request that is just writing the same one; the other may end before we look
        Opdracht.objects.bulk_create([nieuw], ignore_conflicts=True)
        if (staat := zelfde.first()) is not None:
            break
    else:
        raise TeVeelOpdrachten("Deze opdracht liep al en is net klaar. Vraag haar zo nodig opnieuw aan.")
    if staat.pk == nieuw.pk:
        _zet_in_de_rij(staat, voorrang=-aantal)  # who has much under way lets others go first
    return staat


@transaction.atomic
def annuleer(*, opdracht: Opdracht, door: User) -> Opdracht:
    """Stop a job: at once when it waits, in a second or two when it runs, not when it has ended. Two queries."""
    if opdracht.aangevraagd_door_id != door.pk:
        raise PermissionDenied(NIET_VAN_U)
    staat = Opdracht.objects.select_for_update(of=("self",)).select_related("regio").get(pk=opdracht.pk)
    if staat.stand == Opdracht.Stand.WACHT:
        _sluit(staat, Opdracht.Stand.GEANNULEERD)
    elif staat.stand == Opdracht.Stand.BEZIG and not staat.wil_stoppen:
        staat.wil_stoppen = True
        staat.save(update_fields=["wil_stoppen"])
    return staat


# ---- the worker ----


@transaction.atomic
def begin(pk: str) -> Opdracht | None:
    """Take a job: `stand` bezig, under the next `poging`. None when there is nothing (more) to do for it.

    One that somebody else is at is looked at again later.
    """
    staat = (
        Opdracht.objects.select_for_update(of=("self",))
        .select_related("regio", "aangevraagd_door")
        .filter(pk=pk, stand__in=Opdracht.LOPEND)
        .first()
    )
    if staat is None:
        return None
    if staat.stand == Opdracht.Stand.BEZIG and staat.hartslag and staat.hartslag > timezone.now() - stil() / 3:
        _zet_in_de_rij(staat, over=stil() / 3)
        return None
    if staat.wil_stoppen:
        _sluit(staat, Opdracht.Stand.GEANNULEERD)
        return None
    if staat.poging >= POGINGEN:
        _sluit(staat, Opdracht.Stand.MISLUKT, AFGEBROKEN)
        return None
    if staat.soort not in OPDRACHTSOORTEN:
        _sluit(staat, Opdracht.Stand.MISLUKT, ONBEKENDE_SOORT)
        return None
    door = staat.aangevraagd_door
    if not door.is_active or not mag(Rechten.van(door, staat.regio), staat.soort, staat.gegevens):
        _sluit(staat, Opdracht.Stand.MISLUKT, MAG_NIET_MEER)
        return None
    nu = timezone.now()
    staat.stand, staat.begonnen_op, staat.hartslag, staat.poging = Opdracht.Stand.BEZIG, nu, nu, staat.poging + 1
    staat.gedaan = staat.totaal = 0
    staat.bezig_met = ""
    staat.save()
    return staat


def leef(*, opdracht: Opdracht, **voortgang: Any) -> bool | None:
    """A sign of life, with or without progress: whether to go on; None when the job is no longer ours. Two queries."""
    tekens = _van_ons(opdracht).update(hartslag=timezone.now(), **voortgang)
    if not tekens:
        return None
    return not Opdracht.objects.filter(pk=opdracht.pk, wil_stoppen=True).exists()


@transaction.atomic
def rond_af(*, opdracht: Opdracht, bestand: Bestand) -> None:
    """The file and the end of the job, together or not at all. Raises Geannuleerd when the job is no longer ours."""
    staat = _van_ons(opdracht).select_for_update().first()
    if staat is None or staat.wil_stoppen:
        raise Geannuleerd
    if len(bestand.inhoud) > GROOTSTE:
        _sluit(staat, Opdracht.Stand.MISLUKT, TE_GROOT)
        return
    Opbrengst.objects.create(
        opdracht=staat,
        naam=schone_naam(bestand.naam),
        inhoudstype=bestand.inhoudstype,
        inhoud=bestand.inhoud,
        sha256=hashlib.sha256(bestand.inhoud).hexdigest(),
        grootte=len(bestand.inhoud),
    )
    staat.gedaan = staat.totaal = staat.totaal or 1
    _sluit(staat, Opdracht.Stand.KLAAR)


@transaction.atomic
def breek_af(*, opdracht: Opdracht, fout: str = "") -> None:
    """End without a file: failed for a reason, or, without one, because a stop was asked for."""
    if (staat := _van_ons(opdracht).select_for_update().first()) is not None:
        einde = Opdracht.Stand.GEANNULEERD if staat.wil_stoppen or not fout else Opdracht.Stand.MISLUKT
        _sluit(staat, einde, fout if einde == Opdracht.Stand.MISLUKT else "")


@transaction.atomic
def geef_terug(*, opdracht: Opdracht, telt: bool) -> None:
    """Back in the queue, half done: the worker has to stop, or what it ran died (which counts as a try)."""
    staat = _van_ons(opdracht).select_for_update().first()
    if staat is None:
        return
    if staat.wil_stoppen:
        _sluit(staat, Opdracht.Stand.GEANNULEERD)
    elif telt and staat.poging >= POGINGEN:
        _sluit(staat, Opdracht.Stand.MISLUKT, AFGEBROKEN)
    else:
        staat.stand, staat.begonnen_op, staat.hartslag = Opdracht.Stand.WACHT, None, None
        staat.gedaan = staat.totaal = 0
        staat.bezig_met = ""
        staat.poging -= 0 if telt else 1
        staat.save()
        _zet_in_de_rij(staat)


_VERWEESD = """
    SELECT opdracht.id FROM opdrachten_opdracht opdracht
    WHERE opdracht.stand IN ('wacht', 'bezig')
      AND COALESCE(opdracht.hartslag, opdracht.aangevraagd_op) < %s
      AND NOT EXISTS (
        SELECT 1 FROM procrastinate_jobs job
        WHERE job.task_name = %s AND job.status IN ('todo', 'doing') AND job.args ->> 'opdracht' = opdracht.id::text
      )
    FOR UPDATE OF opdracht SKIP LOCKED
"""


@transaction.atomic
def raap_opdrachten_op() -> int:
    """Queue jobs again that nothing in the queue speaks of any more, such as after a fault of the database."""
    with connection.cursor() as cursor:
        cursor.execute(_VERWEESD, [timezone.now() - 3 * stil(), TAAK])
        verweesd = [pk for (pk,) in cursor.fetchall()]
    for staat in Opdracht.objects.filter(pk__in=verweesd):
        _zet_in_de_rij(staat)
    return len(verweesd)


def ruim_op() -> int:
    """Remove jobs that ended two weeks ago, with their files; returns how many. Two queries."""
    return Opdracht.objects.verlopen().delete()[1].get(Opdracht._meta.label, 0)


def _van_ons(opdracht: Opdracht) -> Any:
    return Opdracht.objects.filter(pk=opdracht.pk, stand=Opdracht.Stand.BEZIG, poging=opdracht.poging)


def _sluit(staat: Opdracht, einde: Opdracht.Stand, fout: str = "") -> None:
    staat.stand, staat.fout, staat.klaar_op, staat.bezig_met = einde, fout, timezone.now(), ""
    staat.save()
    lang = staat.klaar_op - staat.aangevraagd_op > MELD_NA
    if lang and einde in OpdrachtAf.UITKOMST:
        meld(wie=staat.aangevraagd_door, regio=staat.regio, melding=OpdrachtAf(staat))


def _zet_in_de_rij(staat: Opdracht, **hoe: Any) -> None:
    """In the same transaction: without the job there is no task, and the reverse."""
    zet_in_de_rij(TAAK, rij=LANG, opdracht=str(staat.pk), **hoe)

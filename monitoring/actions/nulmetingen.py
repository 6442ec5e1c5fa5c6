"""The nulmeting: laid before both sides, signed by each, or sent back with a question."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from governance.models import Regio
from npvr.eenmaal import slot_op
from npvr.gezien import AndersDanGezien, Weigering, eis_gezien, merk

from ..models import Handtekening, Indicator, Meting, Nulmeting, Nulmetingvraag
from ..permissions import NIET_VOOR_BEIDE, eis_indicatoren, eis_tekenen
from ..woorden import GEMETEN

ANDERS = "De waarde is net gewijzigd. Er is niets ondertekend. Kijk eerst wat er nu staat."
GEEN_BRON = "Zonder bron en dag van ophalen valt er niets te ondertekenen. Vul die eerst in bij de waarde."
NIET_GEMETEN = "Een nulmeting is een gemeten waarde. Een prognose, doel, norm of wens kan het niet zijn."
GELDT_NIET = "Deze waarde geldt niet meer. Kies de waarde die nu geldt."
OPEN_VRAAG = "Bij deze nulmeting staat een vraag open. Beantwoord die eerst; daarna kan zij worden ondertekend."
BEANTWOORD = "Deze vraag is al beantwoord."


class NulmetingKanNiet(Weigering):
    """Why this value cannot be laid before the sides, or not be signed now."""


def leg_voor(
    *, indicator: Indicator, meting: Meting, door: User, gezien: str | None, kenmerk: UUID | None = None
) -> Nulmeting:
    """Choose the value from which both sides start. Another value than before asks both to sign anew."""
    eis_indicatoren(door, indicator.regio, indicator)
    with pghistory.context(user=door.pk), transaction.atomic():
        slot_op(kenmerk)
        Indicator.objects.select_for_update().get(pk=indicator.pk)
        waarde = Meting.objects.select_related("bron").get(pk=meting.pk, indicator=indicator)
        staat = Nulmeting.objects.select_for_update().filter(indicator=indicator).first()
        if staat is not None and staat.meting_id == waarde.pk:
            return staat
        eis_gezien(gezien, merk(staat), "Een collega koos net een andere waarde als nulmeting. Er is niets gewijzigd.")
        if waarde.soort not in GEMETEN or waarde.waarde is None:
            raise NulmetingKanNiet(NIET_GEMETEN)
        if not waarde.geldend:
            raise NulmetingKanNiet(GELDT_NIET)
        if waarde.bron is None or waarde.opgehaald_op is None:
            raise NulmetingKanNiet(GEEN_BRON)
        if staat is None:
            return Nulmeting.objects.create(indicator=indicator, meting=waarde, kenmerk=kenmerk)
        staat.meting, staat.voorgelegd_op = waarde, timezone.now()
        staat.save(update_fields=["meting", "voorgelegd_op"])
        return staat


def teken(*, regio: Regio, kant: str, gezien: Iterable[tuple[int, str]], functie: str, door: User) -> int:
    """Sign these nulmetingen for one side, all or none; `gezien` is (pk, fingerprint) of each as it was on screen.

    What this side signed as it stands is left as it is. Returns how many were signed. Raises AndersDanGezien.
    """
    eis_tekenen(door, regio, kant)
    wil = dict(gezien)
    with pghistory.context(user=door.pk), transaction.atomic():
        rijen = Nulmeting.objects.select_for_update(of=("self",)).filter(pk__in=wil, indicator__regio=regio)
        staat = {n.pk: n for n in rijen.order_by("pk")}
        heel = {n.pk: n for n in Nulmeting.objects.filter(pk__in=staat).heel()}
        if len(heel) < len(wil):
            raise AndersDanGezien(ANDERS)
        nieuw = []
        for pk, nulmeting in heel.items():
            if nulmeting.afdruk != wil[pk]:
                raise AndersDanGezien(ANDERS, nu=[("Nulmeting", str(nulmeting.indicator))])
            if nulmeting.geldig(kant):
                continue
            if nulmeting.open_vragen:
                raise NulmetingKanNiet(f"{nulmeting.indicator.naam}: {OPEN_VRAAG}")
            if any(h.door_id == door.pk and h.afdruk == nulmeting.afdruk for h in nulmeting.handtekeningen.all()):
                raise NulmetingKanNiet(NIET_VOOR_BEIDE)
            nieuw.append(Handtekening(nulmeting=nulmeting, kant=kant, afdruk=wil[pk], functie=functie, door=door))
        Handtekening.objects.bulk_create(nieuw)
        return len(nieuw)


def vraag_terug(
    *,
    nulmeting: Nulmeting,
    kant: str,
    vraag: str,
    functie: str,
    door: User,
    gezien: str | None,
    kenmerk: UUID | None = None,
) -> Nulmetingvraag:
    """Send it back with a question: nobody signs until it has an answer. `gezien` is the fingerprint."""
    eis_tekenen(door, nulmeting.indicator.regio, kant)
    with transaction.atomic():
        slot_op(kenmerk)
        if kenmerk is not None and (er_al := Nulmetingvraag.objects.filter(kenmerk=kenmerk).first()) is not None:
            return er_al
        Nulmeting.objects.select_for_update().get(pk=nulmeting.pk)
        staat = Nulmeting.objects.heel().get(pk=nulmeting.pk)
        eis_gezien(gezien, staat.afdruk, ANDERS)
        return Nulmetingvraag.objects.create(
            nulmeting=staat, kant=kant, vraag=vraag, functie=functie, door=door, kenmerk=kenmerk
        )


def beantwoord(*, vraag: Nulmetingvraag, antwoord: str, door: User, gezien: str | None) -> Nulmetingvraag:
    """By who keeps the figures. Raises AndersDanGezien where somebody answered already."""
    indicator = vraag.nulmeting.indicator
    eis_indicatoren(door, indicator.regio, indicator)
    with transaction.atomic():
        rij = Nulmetingvraag.objects.select_for_update().get(pk=vraag.pk)
        if rij.antwoord == antwoord:
            return rij
        eis_gezien(gezien, merk(rij), BEANTWOORD, [("Antwoord", rij.antwoord)])
        rij.antwoord, rij.antwoord_door, rij.antwoord_op = antwoord, door, timezone.now()
        rij.save()
        return rij

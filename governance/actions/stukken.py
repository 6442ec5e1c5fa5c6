"""Papers with the items of an agenda, kept as they were, and the day on which they go to the members."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import pghistory
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from npvr.bestand import Bestand
from npvr.gezien import afdruk, eis_gezien

from ..models import Agendapunt, Overleg, Vergaderstuk
from ..overlegstanden import VERZENDLUISTERAARS
from .overleggen import Kan, eis_schrijver, houd_vast

LIGT_VAST = "Het verslag van dit overleg is vastgesteld. Bij de stukken verandert niets meer."
NET_VERZONDEN = "Een collega meldde de stukken net al. Er is niets opnieuw gemeld."


@dataclass(frozen=True, slots=True)
class Stukinhoud:
    """A file to attach; `bron` names what it was made from, `herkomst` says so to people."""

    bron: str
    titel: str
    herkomst: str
    bestand: Bestand
    bladzijden: int


def _eis_niet_vast(overleg: Overleg) -> None:
    if overleg.afgelast or overleg.stand == Overleg.Stand.VASTGESTELD:
        raise Kan("Dit overleg is afgelast." if overleg.afgelast else LIGT_VAST)


def voeg_stuk_toe(*, punt: Agendapunt, stuk: Stukinhoud, besloten: bool, door: User) -> Vergaderstuk:
    """Attach a file, byte for byte. The same once more is the one that is there. Raises Kan."""
    eis_schrijver(door, punt.overleg.gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        _eis_niet_vast(houd_vast(punt.overleg))
        rij = Agendapunt.objects.select_for_update(of=("self",)).get(pk=punt.pk)
        if rij.stand == Agendapunt.Stand.AF:
            raise Kan("Dit punt is van de agenda gehaald.")
        if (
            er_al := Vergaderstuk.objects.filter(agendapunt=rij, bron=stuk.bron, weg_op__isnull=True).first()
        ) is not None:
            return er_al
        hoogste = rij.stukken.aggregate(n=Max("volgorde"))["n"] or 0
        return Vergaderstuk.objects.create(
            agendapunt=rij,
            volgorde=hoogste + 1,
            titel=stuk.titel[:200],
            herkomst=stuk.herkomst[:300],
            bron=stuk.bron,
            besloten=besloten or rij.besloten,
            naam=stuk.bestand.naam,
            inhoudstype=stuk.bestand.inhoudstype,
            inhoud=stuk.bestand.inhoud,
            sha256=hashlib.sha256(stuk.bestand.inhoud).hexdigest(),
            grootte=len(stuk.bestand.inhoud),
            bladzijden=stuk.bladzijden,
            toegevoegd_door=door,
        )


def haal_stuk_weg(*, stuk: Vergaderstuk, door: User) -> None:
    """Take a paper off its item. The row stays; twice is once. Raises Kan."""
    eis_schrijver(door, stuk.agendapunt.overleg.gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        _eis_niet_vast(houd_vast(stuk.agendapunt.overleg))
        Vergaderstuk.objects.filter(pk=stuk.pk, weg_op__isnull=True).update(weg_op=timezone.now())


def merk_van_verzending(overleg: Overleg) -> str:
    """What the page showed of papers, and of whether the members heard of them. One query."""
    stukken = Vergaderstuk.objects.lijst().filter(agendapunt__overleg=overleg).order_by("pk")
    op = overleg.stukken_verzonden_op
    return afdruk([op.isoformat() if op else "", *stukken.values_list("pk", flat=True)])


def verzend_stukken(*, overleg: Overleg, door: User, gezien: str) -> Overleg:
    """Tell the members that agenda and papers are there. Rooms above hear of it in the same transaction.

    Raises Kan while the agenda is not fixed, and AndersDanGezien where papers or meeting are otherwise than shown.
    """
    eis_schrijver(door, overleg.gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        rij = houd_vast(overleg)
        eis_gezien(gezien, merk_van_verzending(rij), NET_VERZONDEN)
        if rij.afgelast or rij.stand != Overleg.Stand.AGENDA_VAST:
            raise Kan("Stukken meldt u aan de leden als de agenda vaststaat, en voor het overleg begint.")
        rij.stukken_verzonden_op = timezone.now()
        rij.save(update_fields=["stukken_verzonden_op"])
        for luister in VERZENDLUISTERAARS:
            luister(rij, door.pk)
        return rij

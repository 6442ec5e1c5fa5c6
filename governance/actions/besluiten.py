"""Deciding: a decision gets its number in the act, is sealed with the record, and followed until it is carried out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import pghistory
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from npvr.eenmaal import slot_op
from npvr.gezien import eis_gezien, merk

from ..models import Agendapunt, Besluit, Gremium, Overleg, Station
from .overleggen import Kan, eis_schrijver, houd_vast

ANDER_BESLUIT = "Een collega wijzigde dit besluit net. Er is niets gewijzigd. Kijk eerst hoe het nu is."
LIGT_VAST = "Dit besluit ligt vast. Neem een nieuw besluit dat hiernaar verwijst."


def zeg_besluit(b: Besluit) -> list[tuple[str, str]]:
    return [("Besluit", b.tekst), ("Vervolg", " ".join(filter(None, (b.vervolg_wie, b.vervolg_wat))))]


def nummer(*, gremium: Gremium, jaar: int) -> int:
    """The next one of a body and a year. The body is held until the transaction ends, so none is given twice or left
    out. Two queries."""
    Gremium.objects.select_for_update().get(pk=gremium.pk)
    hoogste = Besluit.objects.filter(gremium=gremium, jaar=jaar).aggregate(n=Max("nummer"))["n"]
    return (hoogste or 0) + 1


def neem_besluit(*, punt: Agendapunt, velden: Mapping[str, Any], door: User, kenmerk: UUID | None = None) -> Besluit:
    """Record what was decided at an item of a meeting that was held. Once per `kenmerk`; the item is dealt with then.

    Raises Kan where the meeting was not held or its record is settled.
    """
    eis_schrijver(door, punt.overleg.gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        slot_op(kenmerk)
        if kenmerk is not None and (er_al := Besluit.objects.filter(kenmerk=kenmerk).first()) is not None:
            return er_al
        overleg = houd_vast(punt.overleg)
        if overleg.stand != Overleg.Stand.GEHOUDEN:
            raise Kan("Besluiten legt u vast vanaf het begin van het overleg, tot het verslag is vastgesteld.")
        rij = Agendapunt.objects.select_for_update(of=("self",)).get(pk=punt.pk)
        besluit = Besluit(
            gremium=overleg.gremium,
            agendapunt=rij,
            datum=overleg.datum,
            kenmerk=kenmerk,
            jaar=overleg.datum.year,
            **velden,
        )
        besluit.besloten = besluit.besloten or rij.besloten
        besluit.nummer = nummer(gremium=overleg.gremium, jaar=overleg.datum.year)
        besluit.save(force_insert=True)
        if rij.stand == Agendapunt.Stand.OPEN:
            rij.stand = Agendapunt.Stand.BEHANDELD
            rij.save(update_fields=["stand"])
        if rij.herkomst == "station":
            Station.objects.filter(
                pk=int(rij.herkomst_code), gremium=overleg.gremium_id, gedaan_op__isnull=True
            ).update(daar=besluit, gedaan_op=besluit.datum)
        return besluit


def schrijf_in(*, besluit: Besluit, titel: str, tekst: str) -> Besluit:
    """Give a decision that came about elsewhere (on a version, by two people) its number, and seal it. Inside the
    act of the room above; twice is once."""
    if besluit.nummer is None:
        besluit.jaar = besluit.datum.year
        besluit.nummer = nummer(gremium=besluit.gremium, jaar=besluit.jaar)
        besluit.soort, besluit.titel, besluit.tekst = Besluit.Soort.VERSIE, titel[:200], tekst
        besluit.verzegeld_op = timezone.now()
        besluit.save()
    return besluit


def wijzig_besluit(*, besluit: Besluit, velden: Mapping[str, Any], door: User, gezien: str | None) -> Besluit:
    """Only before the record is settled. Raises Kan and AndersDanGezien."""
    eis_schrijver(door, besluit.gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        rij = _vast(besluit)
        if all(getattr(rij, naam) == waarde for naam, waarde in velden.items()):
            return rij
        eis_gezien(gezien, merk(rij), ANDER_BESLUIT, zeg_besluit(rij))
        if rij.verzegeld or rij.vervallen_op is not None:
            raise Kan(LIGT_VAST)
        for naam, waarde in velden.items():
            setattr(rij, naam, waarde)
        if rij.agendapunt is not None and rij.agendapunt.besloten:
            rij.besloten = True
        rij.save()
        return rij


def laat_vervallen(*, besluit: Besluit, reden: str, door: User, gezien: str | None) -> Besluit:
    """A decision that was keyed in by mistake: its number stays, and says why. Not once it is sealed."""
    eis_schrijver(door, besluit.gremium.regio)
    with pghistory.context(user=door.pk, waarom=reden), transaction.atomic():
        rij = _vast(besluit)
        if rij.vervallen_op is not None:
            return rij
        eis_gezien(gezien, merk(rij), ANDER_BESLUIT, zeg_besluit(rij))
        if rij.verzegeld:
            raise Kan(LIGT_VAST)
        if not reden.strip():
            raise Kan("Schrijf waarom dit besluit vervalt. Het nummer blijft staan, met uw reden.")
        rij.vervallen_op, rij.vervallen_reden = timezone.now(), reden.strip()[:300]
        rij.save()
        return rij


def meld_uitgevoerd(*, besluit: Besluit, op: date | None, hoe: str, door: User, gezien: str | None) -> Besluit:
    """That a decision was carried out, and where; also of a sealed one. Without a day: that it was not, after all."""
    eis_schrijver(door, besluit.gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        rij = _vast(besluit)
        if (rij.uitgevoerd_op, rij.uitgevoerd_hoe) == (op, hoe):
            return rij
        eis_gezien(gezien, merk(rij), ANDER_BESLUIT, zeg_besluit(rij))
        if op is not None and not hoe.strip():
            raise Kan("Schrijf waar of hoe het is uitgevoerd.")
        rij.uitgevoerd_op, rij.uitgevoerd_hoe = op, hoe.strip()
        rij.save(update_fields=["uitgevoerd_op", "uitgevoerd_hoe"])
        return rij


def zet_weg(*, besluit: Besluit, gremia: Sequence[Gremium], door: User, gezien: str | None) -> None:
    """The bodies that a decision passes after this one, in order; what was done at a station stays. `gezien`: of the
    stations."""
    eis_schrijver(door, besluit.gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        rij = _vast(besluit)
        nu = {s.gremium_id: s for s in rij.stations.select_for_update().order_by("pk")}
        eis_gezien(gezien, merk(*nu.values()), ANDER_BESLUIT)
        for weg in [s for s in nu.values() if s.gremium_id not in {g.pk for g in gremia} and s.gedaan_op is None]:
            weg.delete()
        for n, gremium in enumerate(gremia, 1):
            Station.objects.update_or_create(besluit=rij, gremium=gremium, defaults={"volgorde": n})


def _vast(besluit: Besluit) -> Besluit:
    rijen = Besluit.objects.select_for_update(of=("self",)).select_related("gremium", "agendapunt")
    return rijen.get(pk=besluit.pk)

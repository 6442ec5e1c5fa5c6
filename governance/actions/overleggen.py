"""Planning meetings, moving and cancelling them, and their way from planned to settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from npvr.eenmaal import slot_op
from npvr.getallen import datum
from npvr.gezien import AndersDanGezien, Weigering, eis_gezien, merk

from ..models import Agendapunt, Besluit, Gremium, Overleg, Reeks, Regio, Vrij
from ..overlegstanden import LUISTERAARS, NIET_SCHRIJVEN, SCHRIJVERS, Overlegstap, bezwaar
from ..permissions import Toegang

ANDER_OVERLEG = "Een collega wijzigde dit overleg net. Er is niets gewijzigd. Kijk eerst hoe het nu is."


class Kan(Weigering):
    """The state of the meeting does not allow this; the sentence says why."""


class AndereStand(AndersDanGezien):
    """The meeting is in another state than the page showed."""

    zin = ANDER_OVERLEG


@dataclass(frozen=True, slots=True)
class Overlegtijd:
    """Time and place of a meeting, by the clock in the Netherlands."""

    datum: date
    aanvang: time
    einde: time
    plaats: str = ""
    stukken_op: date | None = None


def eis_schrijver(door: User, regio: Regio) -> None:
    """One query."""
    if not Toegang.van(door, regio).rollen & SCHRIJVERS:
        raise PermissionDenied(NIET_SCHRIJVEN)


def houd_vast(overleg: Overleg) -> Overleg:
    """The row as it stands, with its body, held until the transaction ends."""
    rijen = Overleg.objects.select_for_update(of=("self",), no_key=True).select_related("gremium__regio", "reeks")
    return rijen.get(pk=overleg.pk)


def zeg(overleg: Overleg) -> list[tuple[str, str]]:
    """A meeting in words, to show beside what somebody sent."""
    tijd = f"{overleg.aanvang:%H.%M} tot {overleg.einde:%H.%M} uur"
    regels = [("Wanneer", f"{datum(overleg.datum)}, {tijd}"), ("Plaats", overleg.plaats)]
    regels.append(("Stand", "Afgelast" if overleg.afgelast else str(Overleg.Stand(overleg.stand).label)))
    return regels


def _volgend_nummer(gremium: Gremium, jaar: int) -> int:
    hoogste = Overleg.objects.filter(gremium=gremium, jaar=jaar).aggregate(n=Max("nummer"))["n"]
    return (hoogste or 0) + 1


def _gremium(gremium: Gremium) -> Gremium:
    """The body, held: numbers are given one after another. It gets an abbreviation for them when it has none."""
    rij = Gremium.objects.select_for_update().get(pk=gremium.pk)
    if not rij.afkorting:
        bezet = set(Gremium.objects.filter(regio=rij.regio_id).values_list("afkorting", flat=True))
        stam, n = rij.kort[:9], 1
        rij.afkorting = stam
        while rij.afkorting in bezet:
            n += 1
            rij.afkorting = f"{stam}{n}"
        rij.save(update_fields=["afkorting"])
    return rij


def plan_reeks(
    *,
    gremium: Gremium,
    cadans: str,
    dagen: Sequence[tuple[date, date]],
    aanvang: time,
    einde: time,
    plaats: str,
    stukken_vooraf: int,
    door: User,
    kenmerk: UUID | None = None,
) -> Reeks:
    """Plan the meetings of a series; `dagen` are (day of the rhythm, day that was chosen).

    A second call with the same `kenmerk` gives back the series that is there. Raises Kan without a day.
    """
    eis_schrijver(door, gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        slot_op(kenmerk)
        if kenmerk is not None and (er_al := Reeks.objects.filter(kenmerk=kenmerk).first()) is not None:
            return er_al
        if not dagen:
            raise Kan("Kies ten minste één dag.")
        gremium = _gremium(gremium)
        gekozen = [dag for _, dag in dagen]
        reeks = Reeks.objects.create(
            gremium=gremium, cadans=cadans, begin=min(gekozen), tot=max(gekozen), kenmerk=kenmerk, gemaakt_door=door
        )
        for ritme, dag in sorted(dagen, key=lambda paar: paar[1]):
            stukken = dag - timedelta(days=stukken_vooraf) if stukken_vooraf else None
            _maak(
                gremium,
                Overlegtijd(dag, aanvang, einde, plaats, stukken),
                reeks=reeks,
                was_op=None if ritme == dag else ritme,
            )
        return reeks


def _maak(gremium: Gremium, wanneer: Overlegtijd, **meer: Any) -> Overleg:
    jaar = wanneer.datum.year
    return Overleg.objects.create(
        gremium=gremium, jaar=jaar, nummer=_volgend_nummer(gremium, jaar), **_velden(wanneer), **meer
    )


def _velden(wanneer: Overlegtijd) -> dict[str, Any]:
    if wanneer.einde <= wanneer.aanvang:
        raise Kan("Het einde van het overleg ligt niet na het begin.")
    return {naam: getattr(wanneer, naam) for naam in ("datum", "aanvang", "einde", "plaats", "stukken_op")}


def plan_extra(*, gremium: Gremium, wanneer: Overlegtijd, door: User, kenmerk: UUID | None = None) -> Overleg:
    """One meeting outside any rhythm. Once per `kenmerk`. Raises Kan."""
    eis_schrijver(door, gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        slot_op(kenmerk)
        if kenmerk is not None and (er_al := Overleg.objects.filter(kenmerk=kenmerk).first()) is not None:
            return er_al
        return _maak(_gremium(gremium), wanneer, bijzonder=True, kenmerk=kenmerk)


def _gewijzigd(overleg: Overleg) -> None:
    """Calendars hear of it."""
    overleg.volgorde += 1
    overleg.gewijzigd_op = timezone.now()
    overleg.save()


def verzet(*, overleg: Overleg, wanneer: Overlegtijd, door: User, gezien: str | None) -> Overleg:
    """Another day, time or place. Raises Kan once it was held, and AndersDanGezien."""
    eis_schrijver(door, overleg.gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        rij = houd_vast(overleg)
        velden = _velden(wanneer)
        if all(getattr(rij, naam) == waarde for naam, waarde in velden.items()):
            return rij
        eis_gezien(gezien, merk(rij), ANDER_OVERLEG, zeg(rij))
        if rij.afgelast or rij.stand in (Overleg.Stand.GEHOUDEN, Overleg.Stand.VASTGESTELD):
            raise Kan("Dit overleg is gehouden of afgelast, en verandert niet meer van dag, tijd of plaats.")
        if wanneer.datum != rij.datum and rij.was_op is None:
            rij.was_op = rij.datum
        for naam, waarde in velden.items():
            setattr(rij, naam, waarde)
        _gewijzigd(rij)
        return rij


def last_af(*, overleg: Overleg, reden: str, door: User, gezien: str | None) -> Overleg:
    """Cancel a meeting that was not held; its number stays, with the reason. Twice is once."""
    eis_schrijver(door, overleg.gremium.regio)
    with pghistory.context(user=door.pk, waarom=reden), transaction.atomic():
        rij = houd_vast(overleg)
        if rij.afgelast:
            return rij
        eis_gezien(gezien, merk(rij), ANDER_OVERLEG, zeg(rij))
        if rij.stand in (Overleg.Stand.GEHOUDEN, Overleg.Stand.VASTGESTELD):
            raise Kan("Dit overleg is gehouden. Afgelasten kan niet meer.")
        if not reden.strip():
            raise Kan("Schrijf waarom het overleg niet doorgaat.")
        rij.afgelast_op, rij.afgelast_reden = timezone.now(), reden.strip()[:300]
        _gewijzigd(rij)
        return rij


def zet_stap(
    *, overleg: Overleg, stap: Overlegstap, door: User, gezien: str, reden: str = "", vandaag: date | None = None
) -> Overleg:
    """A move of the table, from the state that the page showed (`gezien`, its word). Sealing the record seals its
    decisions. Raises AndereStand, Kan and PermissionDenied; rooms above hear of it in the same transaction."""
    if not stap.mag(Toegang.van(door, overleg.gremium.regio)):
        raise PermissionDenied(stap.weigering)
    with pghistory.context(user=door.pk, waarom=reden), transaction.atomic():
        rij = houd_vast(overleg)
        if rij.stand == stap.naar and gezien == stap.van:
            return rij
        if rij.stand != gezien:
            raise AndereStand(nu=zeg(rij))
        punten = list(Agendapunt.objects.op_de_agenda().filter(overleg=rij))
        besluiten = Besluit.objects.filter(agendapunt__overleg=rij, vervallen_op__isnull=True)
        open_punten = sum(not p.afgerond for p in punten)
        waarom_niet = bezwaar(
            rij, stap, vandaag or timezone.localdate(), punten=len(punten), open_punten=open_punten,
            besluiten=besluiten.count(),
        )  # fmt: skip
        if waarom_niet:
            raise Kan(waarom_niet)
        if stap.terug and not reden.strip():
            raise Kan("Schrijf waarom. De leden krijgen dat te lezen.")
        rij.stand = stap.naar
        _tijden(rij)
        if stap.naar == Overleg.Stand.VASTGESTELD:
            besluiten.filter(verzegeld_op__isnull=True).update(verzegeld_op=rij.vastgesteld_op)
        _gewijzigd(rij)
        for luister in LUISTERAARS:
            luister(rij, stap, reden.strip(), door.pk)
        return rij


def _tijden(rij: Overleg) -> None:
    """The moment of each state that was reached, and of none that was not."""
    nu = timezone.now()
    volgorde = list(Overleg.Stand)
    for stand in volgorde[1:]:
        naam = f"{stand.value}_op"
        bereikt = volgorde.index(stand) <= volgorde.index(Overleg.Stand(rij.stand))
        setattr(rij, naam, (getattr(rij, naam) or nu) if bereikt else None)


def zet_vrij(*, regio: Regio, velden: dict[str, Any], door: User) -> Vrij:
    """Days that are kept free of meetings; the same once more is once."""
    eis_schrijver(door, regio)
    with transaction.atomic():
        sleutel = {"regio": regio, "naam": velden["naam"], "eerste": velden["eerste"]}
        rij, _ = Vrij.objects.get_or_create(
            **sleutel, defaults={"soort": velden["soort"], "laatste": velden["laatste"]}
        )
        return rij


def haal_vrij_weg(*, vrij: Vrij, door: User, gezien: str | None) -> None:
    """Twice is once."""
    eis_schrijver(door, vrij.regio)
    with transaction.atomic():
        rij = Vrij.objects.select_for_update().filter(pk=vrij.pk).first()
        if rij is not None:
            eis_gezien(gezien, merk(rij), "Een collega wijzigde deze dagen net. Er is niets weggehaald.")
            rij.delete()

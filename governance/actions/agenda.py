"""The agenda of a meeting: items of one's own, items that the plan brings, their order; and who was there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pghistory
from django.db import transaction
from django.db.models import Max

from accounts.models import User
from npvr.eenmaal import slot_op
from npvr.gezien import afdruk, eis_gezien, merk

from ..agendabronnen import Agendavoorstel
from ..models import Aanwezige, Agendapunt, Lidmaatschap, Overleg
from .overleggen import Kan, eis_schrijver, houd_vast

ANDER_PUNT = "Een collega wijzigde dit agendapunt net. Er is niets gewijzigd. Kijk eerst hoe het nu is."
AGENDA_DICHT = "De agenda van dit overleg staat vast. Open haar eerst weer, met een reden."


def zeg_punt(p: Agendapunt) -> list[tuple[str, str]]:
    return [
        ("Punt", p.titel),
        ("Soort", str(p.get_soort_display())),
        ("Minuten", str(p.minuten)),
        ("Toelichting", p.toelichting),
    ]


def _eis_open(overleg: Overleg, *, ook_tijdens: bool = False) -> None:
    goed = overleg.open or (ook_tijdens and overleg.stand == Overleg.Stand.GEHOUDEN)
    if not goed:
        raise Kan("Dit overleg is afgelast." if overleg.afgelast else AGENDA_DICHT)


def _laatste(overleg: Overleg) -> int:
    return (overleg.punten.aggregate(n=Max("volgorde"))["n"] or 0) + 1


def zet_punt(
    *,
    overleg: Overleg,
    velden: Mapping[str, Any],
    door: User,
    punt: Agendapunt | None = None,
    gezien: str | None = None,
    kenmerk: UUID | None = None,
) -> Agendapunt:
    """Put an item at the end of the agenda, or change one; during the meeting items can still be added.

    A new one is made once per `kenmerk`. Raises Kan, and AndersDanGezien for one that was changed meanwhile.
    """
    eis_schrijver(door, overleg.gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        slot_op(kenmerk)
        if kenmerk is not None and (er_al := Agendapunt.objects.filter(kenmerk=kenmerk).first()) is not None:
            return er_al
        rij = houd_vast(overleg)
        _eis_open(rij, ook_tijdens=punt is None)
        if punt is None:
            return Agendapunt.objects.create(overleg=rij, volgorde=_laatste(rij), kenmerk=kenmerk, **velden)
        nu = Agendapunt.objects.select_for_update(of=("self",)).get(pk=punt.pk, overleg=rij)
        if all(getattr(nu, naam) == waarde for naam, waarde in velden.items()):
            return nu
        eis_gezien(gezien, merk(nu), ANDER_PUNT, zeg_punt(nu))
        for naam, waarde in velden.items():
            setattr(nu, naam, waarde)
        nu.save()
        return nu


def neem_over(*, overleg: Overleg, aanbod: Agendavoorstel, door: User, laat_vallen: bool = False) -> Agendapunt:
    """Put what the plan brings on the agenda, or say that it does not come there (`laat_vallen`): kept either way, so
    that it is offered once. Twice is once. Raises Kan."""
    eis_schrijver(door, overleg.gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        rij = houd_vast(overleg)
        _eis_open(rij)
        stand = Agendapunt.Stand.AF if laat_vallen else Agendapunt.Stand.OPEN
        punt = rij.punten.filter(herkomst=aanbod.soort, herkomst_code=aanbod.code).first()
        if punt is None:
            punt = Agendapunt(overleg=rij, volgorde=_laatste(rij), herkomst=aanbod.soort, herkomst_code=aanbod.code)
            punt.titel, punt.soort, punt.gevraagd = aanbod.titel[:200], aanbod.vraagt, aanbod.gevraagd
            punt.besloten = aanbod.besloten
            punt.herkomst_woorden, punt.herkomst_pad = aanbod.woorden[:300], aanbod.pad
        punt.stand = stand
        punt.save()
        return punt


def haal_af(*, punt: Agendapunt, door: User, gezien: str | None) -> None:
    """Take an item off the agenda. It stays as a row that says so; twice is once. Raises Kan, AndersDanGezien."""
    eis_schrijver(door, punt.overleg.gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        _eis_open(houd_vast(punt.overleg))
        rij = Agendapunt.objects.select_for_update(of=("self",)).get(pk=punt.pk)
        if rij.stand != Agendapunt.Stand.AF:
            eis_gezien(gezien, merk(rij), ANDER_PUNT, zeg_punt(rij))
            rij.stand = Agendapunt.Stand.AF
            rij.save()


def merk_van_volgorde(punten: Sequence[Agendapunt]) -> str:
    return afdruk([p.pk for p in punten])


def verplaats(*, punt: Agendapunt, omhoog: bool, door: User, gezien: str | None) -> None:
    """One place up or down among the items of its part. `gezien`: of `merk_van_volgorde`."""
    eis_schrijver(door, punt.overleg.gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        _eis_open(houd_vast(punt.overleg))
        alle = list(Agendapunt.objects.op_de_agenda().select_for_update(of=("self",)).filter(overleg=punt.overleg_id))
        eis_gezien(gezien, merk_van_volgorde(alle), "De volgorde is net gewijzigd. Er is niets verplaatst.")
        deel = [p for p in alle if p.besloten == punt.besloten]
        van = next((n for n, p in enumerate(deel) if p.pk == punt.pk), -1)
        naar = van - 1 if omhoog else van + 1
        if van < 0 or not 0 <= naar < len(deel):
            return
        deel[van], deel[naar] = deel[naar], deel[van]
        for n, p in enumerate(deel, 1):
            if p.volgorde != n:
                p.volgorde = n
                p.save(update_fields=["volgorde"])


@dataclass(frozen=True, slots=True)
class Opkomst:
    """Who was there, as the page sends it: of a seat (`zetel`) or of somebody on the list already (`rij`)."""

    stand: str
    zetel: int | None = None
    rij: int | None = None


def merk_van_aanwezigen(overleg: Overleg) -> str:
    """One query."""
    return merk(*overleg.aanwezigen.order_by("pk"))


def zet_aanwezig(
    *,
    overleg: Overleg,
    opkomst: Sequence[Opkomst],
    door: User,
    gezien: str | None,
    gast: Mapping[str, Any] | None = None,
) -> None:
    """Write who was there, all at once; `gast` adds somebody without a seat, unless the same guest is there already."""
    eis_schrijver(door, overleg.gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        rij = houd_vast(overleg)
        if rij.stand == Overleg.Stand.VASTGESTELD or rij.afgelast:
            raise Kan("Het verslag van dit overleg ligt vast.")
        nu = [("Aanwezig", "\n".join(f"{a}: {a.get_stand_display()}" for a in rij.aanwezigen.all()) or "nog niemand")]
        eis_gezien(
            gezien, merk_van_aanwezigen(rij), "Een collega wijzigde de presentielijst net. Er is niets bewaard.", nu
        )
        zetels = {z.pk: z for z in Lidmaatschap.objects.op(rij.datum).filter(gremium=rij.gremium_id)}
        er_al = {a.pk: a for a in rij.aanwezigen.all()}
        per_zetel = {a.zetel_id: a for a in er_al.values() if a.zetel_id}
        for deel in opkomst:
            if deel.stand not in Aanwezige.Stand.values:
                continue
            wie = er_al.get(deel.rij or 0) or per_zetel.get(deel.zetel or 0)
            if wie is None and (zetel := zetels.get(deel.zetel or 0)) is not None:
                wie = _van_zetel(rij, zetel)
            if wie is not None:
                wie.stand = deel.stand
                wie.save()
        if gast and not rij.aanwezigen.filter(gast=True, **gast).exists():
            Aanwezige.objects.create(overleg=rij, gast=True, stand=Aanwezige.Stand.AANWEZIG, **gast)


def _van_zetel(overleg: Overleg, zetel: Lidmaatschap) -> Aanwezige:
    return Aanwezige(
        overleg=overleg,
        zetel=zetel,
        organisatie_id=zetel.organisatie_id,
        ministerie_id=zetel.ministerie_id,
        functie=zetel.functie,
        positie=zetel.positie,
        volgorde=zetel.volgorde,
    )

"""Doing an act on the structure of the working copy, and taking it back as one."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from npvr.eenmaal import slot_op
from npvr.gezien import AndersDanGezien, Weigering, afdruk, eis_gezien
from plandocument.boom import Plandocument
from plandocument.canoniek import canonieke_bytes, uit_bytes
from plandocument.structuur import Planingreep, Structuurbezwaar, terug

from ..bouw import bouw_opnieuw
from ..models import Opgavenummer, Opvolging, Plan, Structuurdaad
from ..permissions import eis_planstructuur
from ..structuur.raakvlakken import RAAKVLAKKEN
from .fichestanden import fichestanden, veranderd, zet_standen_terug
from .plannen import herschik, houd_vast

INTUSSEN = "Een collega veranderde dit deel van het plan net. Er is niets gewijzigd. Kijk eerst hoe het nu is."
BRON = "structuur"


class Kannietzo(Weigering):
    """The act cannot be done on the plan as it stands."""


@dataclass(frozen=True, slots=True)
class Structuurafloop:
    """`gedaan` is false when it had been done already, or nothing would change."""

    daad: Structuurdaad | None
    document: Plandocument
    gedaan: bool


def merk_van(ingreep: Planingreep, document: Plandocument) -> str:
    """The mark of what an act starts from. Raises Structuurbezwaar where that is not there."""
    return afdruk(ingreep.begin(document))


def doe_structuurdaad(
    *, plan: Plan, ingreep: Planingreep, door: User, gezien: str | None, kenmerk: UUID | None = None, waarom: str = ""
) -> Structuurafloop:
    """Raises AndersDanGezien where what it starts from is otherwise now, Kannietzo where it cannot be done."""
    eis_planstructuur(door, plan.regio)
    with transaction.atomic():
        slot_op(kenmerk)
        if kenmerk is not None and (er_al := Structuurdaad.objects.filter(kenmerk=kenmerk).first()):
            return Structuurafloop(er_al, bouw_opnieuw(plan), False)
        plan = houd_vast(plan)
        voor = bouw_opnieuw(plan)
        try:
            if gezien is not None:
                eis_gezien(gezien, merk_van(ingreep, voor), INTUSSEN, ingreep.staat(voor))
            doel, zin = ingreep.doe(voor), ingreep.zin(voor)
        except Structuurbezwaar as fout:
            raise (AndersDanGezien(fout.zin) if gezien else Kannietzo(fout.zin)) from fout
        if doel == voor:
            return Structuurafloop(None, voor, False)
        with pghistory.context(user=door.pk, waarom=f"{zin}. {waarom}".strip() if waarom else zin, bron=BRON):
            standen = fichestanden(plan)
            na = _zet(plan, doel, door)
            verder = dict(ingreep.opvolgers(voor))
            daad = Structuurdaad.objects.create(
                plan=plan, soort=ingreep.code, zin=zin, waarom=waarom, door=door, kenmerk=kenmerk,
                voor=canonieke_bytes(voor), na=canonieke_bytes(na),
                mee={r.naam: r.doe(plan, verder) for r in RAAKVLAKKEN.values()},
                standen=veranderd(standen, fichestanden(plan)),
            )  # fmt: skip
            _schrijf_nummers(daad, voor, na)
            _schrijf_opvolging(daad, verder)
        return Structuurafloop(daad, na, True)


def maak_structuurdaad_ongedaan(*, daad: Structuurdaad, door: User) -> Structuurafloop:
    """Put back what the act changed, and keep what was done since; what was changed again since is told.

    Raises Kannietzo with those parts; then nothing is written.
    """
    eis_planstructuur(door, daad.plan.regio)
    with transaction.atomic():
        rij = Structuurdaad.objects.select_for_update(of=("self",)).select_related("plan__regio").get(pk=daad.pk)
        plan = houd_vast(rij.plan)
        nu = bouw_opnieuw(plan)
        if rij.ongedaan_op is not None:
            return Structuurafloop(rij, nu, False)
        voor, na = uit_bytes(bytes(rij.voor)), uit_bytes(bytes(rij.na))
        try:
            doel = terug(nu, voor, na)
        except Structuurbezwaar as fout:
            raise Kannietzo(f"{fout.zin} Er is niets gewijzigd. Zet dat eerst zelf terug.") from fout
        with pghistory.context(user=door.pk, waarom=f"Ongedaan gemaakt: {rij.zin}", bron=BRON):
            staat = _zet(plan, doel, door)
            for naam, gedaan in rij.mee.items():
                if naam in RAAKVLAKKEN:
                    RAAKVLAKKEN[naam].terug(plan, gedaan)
            zet_standen_terug(plan, rij.standen, voor, staat)
            rij.opvolgingen.all().delete()
            _schrijf_nummers(rij, nu, staat)
        rij.ongedaan_door, rij.ongedaan_op = door, timezone.now()
        rij.save(update_fields=["ongedaan_door", "ongedaan_op"])
        return Structuurafloop(rij, staat, True)


def _zet(plan: Plan, doel: Plandocument, door: User) -> Plandocument:
    herschik(plan=plan, document=doel, door=door)
    return bouw_opnieuw(plan)


def _schrijf_nummers(daad: Structuurdaad, voor: Plandocument, na: Plandocument) -> None:
    """Keep which opgave had which number until now."""
    nu = na.nummers
    Opgavenummer.objects.bulk_create(
        Opgavenummer(
            plan_id=daad.plan_id,
            daad=daad,
            nummer=o.nummer,
            sleutel=o.sleutel,
            titel=o.titel,
        )
        for o in voor.opgaven
        if nu.get(o.sleutel) != o.nummer
    )


def _schrijf_opvolging(daad: Structuurdaad, verder: dict[str, str]) -> None:
    """What went up earlier in what goes up now leads there too."""
    eerder = Opvolging.objects.filter(plan=daad.plan_id, nieuw__in=verder).values_list("oud", "nieuw")
    paren = {**{oud: verder[via] for oud, via in eerder}, **verder}
    Opvolging.objects.bulk_create(
        Opvolging(plan_id=daad.plan_id, daad=daad, oud=oud, nieuw=nieuw) for oud, nieuw in paren.items()
    )

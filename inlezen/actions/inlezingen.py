"""Keeping what was read from a file, taking pieces of it over into the plan, and undoing that as one."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

import pghistory
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from accounts.models import User
from governance.models import Regio
from npvr.eenmaal import slot_op
from npvr.gezien import AndersDanGezien
from opgaven.actions.fichestanden import fichestanden, veranderd, zet_standen_terug
from opgaven.actions.plannen import herschik, houd_vast, pas_toe
from opgaven.actions.secties import Regioregisters, bewaar_sectie
from opgaven.bouw import bouw_opnieuw
from opgaven.models import Opgave, Plan, Sectie
from opgaven.permissions import Rechten, eis_bewerken
from plandocument.boom import Plandocument
from plandocument.canoniek import canonieke_bytes, uit_bytes

from ..keuzes import Keuzebotsing, afdruk, codes, naam, neem_over, stuk
from ..lees_veilig import GelezenPlan
from ..models import Inlezing

VASTGEHOUDEN = "Een opgave die zou verdwijnen, wordt elders in het portaal gebruikt. Neem dat deel niet over."
STANDEN = (Inlezing.Stand.TOEGEPAST, Inlezing.Stand.ONGEDAAN)


class Verouderd(AndersDanGezien):
    """What was chosen is no longer what stands: nothing was written. `codes` are those pieces."""

    def __init__(self, stukken: Collection[str]) -> None:
        super().__init__(", ".join(stukken))
        self.codes = frozenset(stukken)


class Dicht(Verouderd):
    """These pieces may not be written by who asks, or belong to a fiche that is *akkoord*: nothing was written."""


class Vervallen(Exception):
    """The reading lapsed: there is nothing left to take over or to undo."""


@dataclass(frozen=True, slots=True)
class Overnameafloop:
    """`gedaan` is false when it had been done already, as after a request that was sent twice."""

    inlezing: Inlezing
    gedaan: bool


def bewaar_inlezing(
    *,
    regio: Regio,
    gelezen: GelezenPlan,
    sha256: str,
    omvang: int,
    door: User | None,
    waarom: str = "",
    aanleiding: dict[str, str] | None = None,
) -> Inlezing:
    """Keep what was read, so that it can be looked at and taken over. Clears what lapsed. Six queries.

    The same file of the same person that says the same, and waits to be looked at, is that reading: a form sent twice.
    """
    feiten: dict[str, Any] = {
        "naam": gelezen.naam,
        "sha256": sha256,
        "bron": gelezen.bron,
        "weet_basis": gelezen.weet_basis,
        "geheel": gelezen.geheel,
        "opgaven": list(gelezen.opgaven),
        "gelezen": canonieke_bytes(gelezen.document),
        "basis": canonieke_bytes(gelezen.basis) if gelezen.basis is not None else None,
        "ruw": canonieke_bytes(gelezen.ruw) if gelezen.ruw is not None else None,
        "verslag": gelezen.verslag,
        "waarom": waarom,
        "aanleiding": aanleiding,
    }
    with transaction.atomic():
        slot_op(uuid.uuid5(uuid.NAMESPACE_OID, f"{regio.pk} {door.pk if door else 0} {sha256}"))
        ruim_op(regio=regio)
        plan = Plan.objects.van(regio.code).first()
        wacht = Inlezing.objects.filter(regio=regio, plan=plan, door=door, sha256=sha256, stand=Inlezing.Stand.GELEZEN)
        for er_al in wacht.order_by("-pk"):
            if all(_gelijk(getattr(er_al, veld), waarde) for veld, waarde in feiten.items()):
                return er_al
        return Inlezing.objects.create(regio=regio, plan=plan, omvang=omvang, door=door, **feiten)


def _gelijk(staat: object, waarde: object) -> bool:
    return (bytes(staat) if isinstance(staat, memoryview) else staat) == waarde


def ruim_op(*, regio: Regio | None = None) -> None:
    """Let go of readings that nobody applied in time, and of what undoing an old one would take. Two queries."""
    van = Inlezing.objects.filter(regio=regio) if regio is not None else Inlezing.objects.all()
    van.verlopen().update(stand=Inlezing.Stand.VERVALLEN, gelezen=None, basis=None, ruw=None, verslag={})
    van.vast().update(voor=None, na=None)


def laat_vervallen(*, inlezing: Inlezing) -> bool:
    """Throw away what was read and not taken over; False when there was nothing to throw away."""
    with transaction.atomic():
        rij = Inlezing.objects.select_for_update(of=("self",)).get(pk=inlezing.pk)
        if rij.stand != Inlezing.Stand.GELEZEN:
            return False
        rij.stand, rij.verslag = Inlezing.Stand.VERVALLEN, {}
        rij.gelezen = rij.basis = rij.ruw = None
        rij.save(update_fields=["stand", "gelezen", "basis", "ruw", "verslag"])
        return True


def neem_inlezing_over(
    *, inlezing: Inlezing, gezien: Mapping[str, str], door: User | None, mag: Callable[[str], bool]
) -> Overnameafloop:
    """Take over the pieces `gezien` (code → fingerprint of what stood there on the page), all or none.

    Raises Verouderd when one of them has changed since, Dicht, Keuzebotsing, Vervallen; then nothing is written. `mag`
    says of the key of an opgave (empty for the rest) whether this person may write there. Ten queries to read the plan,
    twice; six for each section; some thirty when opgaven or chapters come, go or change.
    """
    with transaction.atomic():
        rij = Inlezing.objects.select_for_update(of=("self",)).select_related("plan__regio").get(pk=inlezing.pk)
        if rij.stand in STANDEN:
            return Overnameafloop(rij, False)
        if rij.stand == Inlezing.Stand.VERVALLEN or rij.plan is None:
            raise Vervallen
        plan = houd_vast(rij.plan)
        nu, gelezen = bouw_opnieuw(plan), rij.plan_gelezen
        kan = set(codes(nu, gelezen))
        if oud := {code for code, zag in gezien.items() if code not in kan or afdruk(nu, code, gelezen) != zag}:
            raise Verouderd(oud)
        if dicht := dichte(plan, nu, gelezen, gezien, mag):
            raise Dicht(dicht)
        greep = uuid.uuid4()
        standen = fichestanden(plan)
        na = _schrijf(rij, plan, nu, neem_over(nu, gelezen, gezien.keys()), door, greep, rij.waarom)
        rij.stand, rij.toegepast_door, rij.toegepast_op = Inlezing.Stand.TOEGEPAST, door, timezone.now()
        rij.greep, rij.gelezen, rij.basis, rij.ruw = greep, None, None, None
        rij.standen = veranderd(standen, fichestanden(plan))
        rij.keuzes = [[code, naam(code, nu, gelezen)] for code in gezien]
        rij.voor, rij.na = canonieke_bytes(nu), canonieke_bytes(na)
        rij.save()
        return Overnameafloop(rij, True)


def laad_eerste_plan(*, inlezing: Inlezing, door: User | None) -> Overnameafloop:
    """Make what was read the plan of a region that has none. Raises Vervallen, Verouderd when it has one by now."""
    with transaction.atomic():
        regio = Regio.objects.select_for_update().get(pk=inlezing.regio_id)  # two people may do so at once
        if door is not None:
            eis_bewerken(Rechten.van(door, regio))
        rij = Inlezing.objects.select_for_update(of=("self",)).get(pk=inlezing.pk)
        if rij.stand in STANDEN:
            return Overnameafloop(rij, False)
        if rij.stand == Inlezing.Stand.VERVALLEN:
            raise Vervallen
        if Plan.objects.van(regio.code).exists():
            raise Verouderd(())
        greep = uuid.uuid4()
        with pghistory.context(**_spoor(rij, greep)):
            rij.plan = pas_toe(regio=regio, document=rij.plan_gelezen, door=door, waarom=rij.waarom)
        rij.stand, rij.toegepast_door, rij.toegepast_op = Inlezing.Stand.TOEGEPAST, door, timezone.now()
        rij.greep, rij.gelezen, rij.basis, rij.ruw = greep, None, None, None
        rij.save()
        return Overnameafloop(rij, True)


def maak_inlezing_ongedaan(
    *, inlezing: Inlezing, door: User, mag: Callable[[str], bool], rest: bool = False
) -> tuple[Overnameafloop, frozenset[str]]:
    """Put back what stood before it was taken over, as a new change; also the codes that were left alone.

    A fiche that goes back to the text it had goes back to the state it had as well, unless somebody moved it since.
    Raises Verouderd with the pieces that were edited since (or are closed), and writes nothing, unless `rest`: then
    those are left as they are. Vervallen when nothing can be put back.
    """
    with transaction.atomic():
        rij = Inlezing.objects.select_for_update(of=("self",)).select_related("plan__regio").get(pk=inlezing.pk)
        if rij.stand == Inlezing.Stand.ONGEDAAN:
            return Overnameafloop(rij, False), frozenset()
        if not rij.ongedaan_kan or rij.plan is None or rij.voor is None or rij.na is None:
            raise Vervallen
        plan = houd_vast(rij.plan)
        nu, voor, na = bouw_opnieuw(plan), uit_bytes(bytes(rij.voor)), uit_bytes(bytes(rij.na))
        alle = [code for code, _ in rij.keuzes]
        later = later_gewijzigd(alle, nu, voor, na) | dichte(plan, nu, voor, alle, mag)
        kies = [code for code in alle if code not in later]
        if later and not rest:
            raise Verouderd(later)
        if not kies:
            raise Vervallen
        waarom = f"Ongedaan gemaakt: het inlezen van {rij.naam}"
        greep = uuid.uuid4()
        staat = _schrijf(rij, plan, nu, neem_over(nu, voor, kies), door, greep, waarom, terug=True)
        with pghistory.context(user=door.pk, waarom=waarom, **_spoor(rij, greep)):
            zet_standen_terug(plan, rij.standen, voor, staat)
        rij.stand, rij.ongedaan_door, rij.ongedaan_op = Inlezing.Stand.ONGEDAAN, door, timezone.now()
        rij.voor = rij.na = None
        rij.standen = {}
        rij.save()
        return Overnameafloop(rij, True), frozenset(later)


def later_gewijzigd(keuzes: Collection[str], nu: Plandocument, voor: Plandocument, na: Plandocument) -> frozenset[str]:
    """The pieces that no longer say what was taken over."""
    return frozenset(code for code in keuzes if stuk(nu, code, voor) != stuk(na, code, voor))


def dichte(
    plan: Plan, nu: Plandocument, ander: Plandocument, kies: Collection[str], mag: Callable[[str], bool]
) -> frozenset[str]:
    """The pieces that may not be written: of a fiche that is *akkoord*, or not this person's. One query.

    What belongs to the plan as a whole is closed as well where it would change a fiche that is *akkoord*.
    """
    akkoord = akkoorden(plan)
    houders = opgave_van(nu) | opgave_van(ander)
    uit = {code for code in kies if (o := houders.get(code, "")) in akkoord or not mag(o)}
    if "plan" in kies and akkoord & _geraakt(nu, neem_over(nu, ander, ["plan"], streng=False)):
        uit.add("plan")
    return frozenset(uit)


def akkoorden(plan: Plan) -> frozenset[str]:
    """Keys of the opgaven whose fiche is closed. One query."""
    rijen = Opgave.objects.filter(plan=plan, status=Opgave.Status.AKKOORD)
    return frozenset(rijen.values_list("sleutel", flat=True))


def opgave_van(document: Plandocument) -> dict[str, str]:
    """Code of a piece → the key of the opgave that it is of; codes of other pieces are not in it."""
    uit = {}
    for opgave in document.opgaven:
        uit |= dict.fromkeys((f"o-{opgave.sleutel}", f"n-{opgave.sleutel}"), opgave.sleutel)
        uit |= {f"s-{s.sleutel}": opgave.sleutel for s in opgave.secties}
    return uit


def _geraakt(nu: Plandocument, doel: Plandocument) -> set[str]:
    return {o.sleutel for o in nu.opgaven if doel.per_sleutel.get(o.sleutel) != o}


def _spoor(rij: Inlezing, greep: uuid.UUID) -> dict[str, Any]:
    return {"bron": "inlezen", "greep": str(greep), "inlezing": rij.pk}


def _schrijf(
    rij: Inlezing,
    plan: Plan,
    nu: Plandocument,
    doel: Plandocument,
    door: User | None,
    greep: uuid.UUID,
    waarom: str,
    *,
    terug: bool = False,
) -> Plandocument:
    """Write what differs, sections by the way every save takes; gives the plan as it stands then."""
    gewijzigd = {code.partition("-")[2]: code for code in codes(nu, doel) if code.startswith("s-")}
    secties = {s.sleutel: s for _, s in doel.alle_secties() if s.sleutel in gewijzigd}
    aanleiding = rij.aanleiding if not terug else None
    with pghistory.context(user=door.pk if door else None, waarom=waarom, **_spoor(rij, greep)):
        registers = Regioregisters(plan.regio_id)
        for sectie in Sectie.objects.filter(plan=plan, sleutel__in=secties).select_related("plan"):
            bewaar_sectie(
                sectie=sectie,
                vanaf_versie=sectie.versie,
                inhoud=secties[sectie.sleutel],
                door=door,
                waarom=waarom,
                aanleiding=aanleiding,
                registers=registers,
            )
        if any(not code.startswith("s-") for code in codes(nu, doel)):
            try:
                herschik(plan=plan, document=doel, door=door)
            except ProtectedError as fout:
                raise Keuzebotsing(VASTGEHOUDEN) from fout
    return bouw_opnieuw(plan)

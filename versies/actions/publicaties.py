"""Making a version public, and withdrawing it: acts of their own."""

from __future__ import annotations

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from npvr.gezien import AndersDanGezien
from opgaven.models import Plan
from opgaven.permissions import Rechten

from ..bezoek import document_van
from ..models import Akte, Publicatie, Versie
from ..permissions import eis_maken
from ..staat_open import bij_publiceren, eis_erkend
from .aktes import schrijf_akte


class AlOpenbaar(Exception):
    """This version is the public one already."""


class AnderOpenbaar(AndersDanGezien):
    """Another version is public by now than the person saw when they chose to replace it."""


class PublicatieVoorbij(Exception):
    """This publication is over: replaced or withdrawn."""


class IntrekkingZonderReden(Exception):
    """A publication is withdrawn with a reason, or not at all."""


def publiceer(*, versie: Versie, door: User | None, gezien: str | None = None, erkend: str | None = None) -> Publicatie:
    """Let everybody read this version from now on, in the place of the one before.

    `gezien` is the code of the version that the person saw it would replace, empty for none; `erkend` the `merk` of
    what they saw to be open (None: nobody was asked). Raises AlOpenbaar, AnderOpenbaar and NietErkend; then nothing is
    written.
    """
    with pghistory.context(user=door.pk if door else None), transaction.atomic():
        plan = Plan.objects.select_for_update(of=("self",)).select_related("regio").get(pk=versie.plan_id)
        if door is not None:
            eis_maken(Rechten.van(door, plan.regio))
        huidig = plan.publicaties.huidig().select_related("versie").defer("versie__inhoud").first()
        if huidig is not None and huidig.versie_id == versie.pk:
            raise AlOpenbaar
        if gezien is not None and gezien != (huidig.versie.code if huidig else ""):
            raise AnderOpenbaar
        if erkend is not None:
            eis_erkend(bij_publiceren(versie, document_van(versie.pk, versie.sha256)), erkend)
        nu = timezone.now()
        plan.publicaties.huidig().update(tot=nu)
        nieuw = Publicatie.objects.create(plan=plan, versie=versie, vanaf=nu, door=door)
        schrijf_akte(
            plan, Akte.Soort.PUBLICATIE, {"versie": versie.nummer, "sha256": versie.sha256, "op": nu.isoformat()}
        )
        plan.save(update_fields=["gewijzigd_op"])  # a new `stand`: no page is read from before
        return nieuw


def trek_in(*, publicatie: Publicatie, reden: str, door: User) -> Publicatie:
    """Let nobody outside read the plan any more. Raises IntrekkingZonderReden and PublicatieVoorbij."""
    if not (reden := reden.strip()):
        raise IntrekkingZonderReden
    with pghistory.context(user=door.pk, waarom=reden), transaction.atomic():
        plan = Plan.objects.select_for_update(of=("self",)).select_related("regio").get(pk=publicatie.plan_id)
        eis_maken(Rechten.van(door, plan.regio))
        publicatie = Publicatie.objects.select_related("versie").get(pk=publicatie.pk)
        if publicatie.tot is not None:
            raise PublicatieVoorbij
        nu = timezone.now()
        publicatie.tot, publicatie.ingetrokken_door, publicatie.reden = nu, door, reden
        publicatie.save()
        feiten = {"versie": publicatie.versie.nummer, "reden": reden, "op": nu.isoformat()}
        schrijf_akte(plan, Akte.Soort.INTREKKING, feiten)
        plan.save(update_fields=["gewijzigd_op"])
        return publicatie

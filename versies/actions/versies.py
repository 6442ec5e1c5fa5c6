"""Freezing the working copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from npvr.gezien import AndersDanGezien
from opgaven.beelden import van_document
from opgaven.bouw import bouw_opnieuw
from opgaven.models import Beeld, Plan
from opgaven.permissions import Rechten
from plandocument.canoniek import canonieke_bytes, hash_in, hash_van

from ..models import Akte, Amendement, Versie, Versiebeeld
from ..permissions import eis_maken
from ..staat_open import bij_vastleggen, eis_erkend
from .aktes import schrijf_akte


class AlVast(Exception):
    """The working copy says the same as `versie`, the newest one, under the same label."""

    def __init__(self, versie: Versie) -> None:
        super().__init__(str(versie))
        self.versie = versie


class NaamBezet(Exception):
    """Another version of this plan is called so: who says "Definitief" in a meeting must mean one text."""


class PlanVeranderd(AndersDanGezien):
    """The plan was changed after the person looked at what they wanted to freeze."""


def maak_versie(
    *,
    plan: Plan,
    label: str,
    door: User | None,
    toelichting: str = "",
    uitgevoerd: Sequence[Amendement] = (),
    gezien: str | None = None,
    erkend: str | None = None,
) -> Versie:
    """Freeze the working copy under a label; the label becomes part of what is frozen.

    `uitgevoerd` are amendments that this version carries out; `gezien` is the working copy's hash as the person saw
    it (None: a command), and `erkend` the `merk` of what they saw to be open (None: nobody was asked). Raises AlVast,
    NaamBezet, PlanVeranderd and NietErkend; then nothing is written. Some nineteen queries, with `erkend` four more:
    every write of the plan touches its row, which is held meanwhile, so that what is frozen stood at one moment.
    """
    with transaction.atomic():
        plan = Plan.objects.select_for_update(of=("self",)).select_related("regio").get(pk=plan.pk)
        if door is not None:
            eis_maken(Rechten.van(door, plan.regio))
        werk = bouw_opnieuw(plan)
        if gezien is not None and gezien != hash_van(werk):
            raise PlanVeranderd
        document = replace(werk, label=label)
        inhoud, sha256 = canonieke_bytes(document), hash_van(document)
        laatste = plan.versies.zonder_inhoud().first()
        if laatste is not None and laatste.sha256 == hash_in(document, laatste.schema):
            raise AlVast(laatste)
        if plan.versies.filter(label__iexact=label).exists():
            raise NaamBezet
        if erkend is not None:
            eis_erkend(bij_vastleggen(plan, werk, [a.pk for a in uitgevoerd]), erkend)
        nu = timezone.now()
        versie = Versie.objects.create(
            plan=plan,
            nummer=laatste.nummer + 1 if laatste else 1,
            code=_vrije_code(plan, label),
            label=label,
            toelichting=toelichting,
            schema=document.schema,
            inhoud=inhoud,
            sha256=sha256,
            gemaakt_op=nu,
            gemaakt_door=door,
        )
        if namen := van_document(document):
            beelden = Beeld.objects.filter(regio=plan.regio, sha256__in=namen).values_list("pk", flat=True)
            Versiebeeld.objects.bulk_create([Versiebeeld(versie=versie, beeld_id=pk) for pk in beelden])
        open_ = Amendement.objects.filter(
            pk__in=[a.pk for a in uitgevoerd], goedkeuring__versie__plan=plan, uitgevoerd_in=None
        )
        nummers = sorted(open_.values_list("pk", flat=True)) if uitgevoerd else []
        if nummers:
            open_.update(uitgevoerd_in=versie)
        schrijf_akte(
            plan,
            Akte.Soort.VERSIE,
            {
                "versie": versie.nummer,
                "code": versie.code,
                "label": label,
                "toelichting": toelichting,
                "schema": versie.schema,
                "sha256": sha256,
                "op": nu.isoformat(),
                "amendementen": nummers,
            },
        )
        return versie


def _vrije_code(plan: Plan, label: str) -> str:
    """A word for addresses: "2026-11-definitief", with a number where the month has one already. One query."""
    stam = f"{timezone.localdate():%Y-%m}-{slugify(label)}"[:50].strip("-")
    bezet = set(plan.versies.filter(code__startswith=stam).values_list("code", flat=True))
    code, n = stam, 1
    while code in bezet:
        n += 1
        code = f"{stam}-{n}"
    return code

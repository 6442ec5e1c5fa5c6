"""Loading a whole plan into the working copy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pghistory
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from governance.models import Regio
from plandocument import boom, tekst
from plandocument.canoniek import hash_van, hashes_van

from ..beelden import document_met_bekende
from ..bouw import alle_secties, bouw_opnieuw
from ..models import (
    Cluster,
    Doelstelling,
    Hoofdstuk,
    Item,
    Koppeling,
    Opgave,
    OpgaveDoelstelling,
    Plan,
    Sectie,
    Sectiesoort,
    Uitgangspunt,
)
from .secties import Regioregisters, schone_sectie, vervang_items


class PlanIsBewerkt(Exception):
    """The plan was edited since it was loaded: loading over it would lose that work."""


def pas_toe(
    *,
    regio: Regio,
    document: boom.Plandocument,
    door: User | None,
    vervang: bool = False,
    waarom: str = "",
) -> Plan:
    """Make `document` the current one of its kind in `regio`, in one transaction.

    What keeps its key keeps its row; sections whose text is the same are left alone. Raises PlanIsBewerkt when the plan
    was edited since it was loaded and `vervang` is false. Links to codes that the registers do not know are left out.
    """
    with pghistory.context(user=door.pk if door else None, bron="inlezen", waarom=waarom), transaction.atomic():
        return _pas_toe(regio, document, door, vervang)


def _pas_toe(regio: Regio, document: boom.Plandocument, door: User | None, vervang: bool) -> Plan:
    # in the order in which saving a section locks: otherwise the two could wait for each other
    houd = {"plan__regio": regio, "plan__huidig": True, "plan__soort": document.soort}
    for model in (Sectie, Opgave):
        list(model._default_manager.filter(**houd).order_by("pk").select_for_update(of=("self",)).values_list("pk"))
    plan = Plan.objects.huidige(document.documentklasse).select_for_update().filter(regio=regio).first()
    if plan is None:
        plan = Plan(regio=regio, soort=document.soort)
    elif not vervang and is_bewerkt(plan):
        raise PlanIsBewerkt
    plan.titel, plan.ondertitel, plan.label = document.titel, document.ondertitel, document.label
    plan.periode, plan.volgt = document.periode, document.volgt
    plan.save()
    _Toepassing(plan, document_met_bekende(document, regio.pk), door).voer_uit()
    plan.refresh_from_db()
    plan.geladen_hash = hash_van(bouw_opnieuw(plan))
    plan.save(update_fields=["geladen_hash"])
    return plan


def houd_vast(plan: Plan) -> Plan:
    """Lock all that a plan holds until the end of the transaction, in the order in which saving a section locks."""
    for model in (Sectie, Opgave):
        rijen = model._default_manager.filter(plan=plan).order_by("pk").select_for_update(of=("self",))
        list(rijen.values_list("pk"))
    return Plan.objects.select_for_update(of=("self",)).select_related("regio").get(pk=plan.pk)


def herschik(*, plan: Plan, document: boom.Plandocument, door: User | None) -> None:
    """Make the plan this document, opgaven and chapters that come and go included, within the caller's transaction.

    The caller holds the plan (`houd_vast`), has decided that nothing of it may be lost, and gives the context of the
    history. Sections that say the same already are left alone.
    """
    plan.titel, plan.ondertitel, plan.label = document.titel, document.ondertitel, document.label
    plan.periode, plan.volgt = document.periode, document.volgt
    plan.save(update_fields=["titel", "ondertitel", "label", "periode", "volgt"])
    _Toepassing(plan, document_met_bekende(document, plan.regio_id), door).voer_uit()
    plan.refresh_from_db()


def is_bewerkt(plan: Plan) -> bool:
    """Whether the content differs from what was loaded. Ten queries."""
    return bool(plan.geladen_hash) and plan.geladen_hash not in hashes_van(bouw_opnieuw(plan))


def anders_van_tekst(oud: boom.Plandocument, nieuw: boom.Plandocument) -> set[str]:
    """Keys of the opgaven whose fiche says something else, or is no longer there."""
    staat = {o.sleutel: _tekst_van(o) for o in nieuw.opgaven}
    return {o.sleutel for o in oud.opgaven if staat.get(o.sleutel) != _tekst_van(o)}


def _tekst_van(opgave: boom.Opgave) -> boom.Opgave:
    """What people found *akkoord*: the same under another number or in another cluster."""
    return replace(opgave, nummer=0, cluster="", cluster_overzicht="")


class _Toepassing:
    """One loading: rows of the plan matched by key, made, changed or removed."""

    def __init__(self, plan: Plan, document: boom.Plandocument, door: User | None) -> None:
        self.plan, self.doc, self.door = plan, document, door

    def voer_uit(self) -> None:
        self._open_wat_anders_wordt()
        self._soorten()
        self.clusters = self._onderdelen(
            Cluster,
            [(c.sleutel, {"naam": c.naam, "kleur": c.kleur, "volgorde": n}) for n, c in enumerate(self.doc.clusters)],
        )
        self.doelen = self._onderdelen(
            Doelstelling,
            [
                (d.sleutel, {"nummer": d.nummer, "naam": d.naam, "kort": d.kort, "omschrijving": d.omschrijving})
                for d in self.doc.doelstellingen
            ],
        )
        self._onderdelen(
            Uitgangspunt,
            [
                (u.sleutel, {"nummer": u.nummer, "naam": u.naam, "omschrijving": u.omschrijving})
                for u in self.doc.uitgangspunten
            ],
        )
        self._houders()
        self._secties()

    def _open_wat_anders_wordt(self) -> None:
        """A fiche that people found *akkoord*, or lay with them, goes back to *concept* where its text changes."""
        anders = anders_van_tekst(bouw_opnieuw(self.plan), self.doc)
        Opgave.objects.filter(plan=self.plan, sleutel__in=anders).exclude(status=Opgave.Status.CONCEPT).update(
            status=Opgave.Status.CONCEPT, status_sinds=timezone.now(), status_door=self.door
        )

    def _soorten(self) -> None:
        codes = [s.code for s in self.doc.sectiesoorten]
        weg = Sectie.objects.filter(plan=self.plan, soort__isnull=False).exclude(soort__code__in=codes)
        self._verwijder_secties(weg.values_list("pk", flat=True))
        Sectiesoort.objects.filter(plan=self.plan).exclude(code__in=codes).delete()
        self.soorten = {
            s.code: Sectiesoort.objects.update_or_create(
                plan=self.plan,
                code=s.code,
                defaults={"letter": s.letter, "naam": s.naam, "itemsoort": s.itemsoort, "volgorde": n},
            )[0].pk
            for n, s in enumerate(self.doc.sectiesoorten)
        }

    def _onderdelen(self, model: type[models.Model], rijen: list[tuple[str, dict[str, object]]]) -> dict[str, int]:
        """Make or change the rows with these keys, remove the others. Returns key → id. Four queries."""
        manager = model._default_manager
        manager.filter(plan=self.plan).exclude(sleutel__in=[s for s, _ in rijen]).delete()
        bekend = {rij.sleutel: rij for rij in manager.filter(plan=self.plan)}  # type: ignore[attr-defined]
        nieuw, anders, velden = [], [], list(rijen[0][1]) if rijen else []
        for sleutel, waarden in rijen:
            if (rij := bekend.get(sleutel)) is None:
                nieuw.append(model(plan=self.plan, sleutel=sleutel, **waarden))
            elif any(getattr(rij, veld) != waarde for veld, waarde in waarden.items()):
                for veld, waarde in waarden.items():
                    setattr(rij, veld, waarde)
                anders.append(rij)
        manager.bulk_create(nieuw)
        if anders:
            manager.bulk_update(anders, velden)
        return dict(manager.filter(plan=self.plan).values_list("sleutel", "pk"))

    def _houders(self) -> None:
        """Opgaven and chapters: what holds sections. Sections of what disappears are removed by the rules first."""
        blijft = [o.sleutel for o in self.doc.opgaven]
        hoofdstukken = [h.sleutel for h in self.doc.hoofdstukken]
        weg = Sectie.objects.filter(plan=self.plan).filter(
            (Q(opgave__isnull=False) & ~Q(opgave__sleutel__in=blijft))
            | (Q(hoofdstuk__isnull=False) & ~Q(hoofdstuk__sleutel__in=hoofdstukken))
        )
        self._verwijder_secties(weg.values_list("pk", flat=True))
        self.opgaven = self._onderdelen(
            Opgave,
            [
                (
                    o.sleutel,
                    {
                        "nummer": o.nummer,
                        "titel": o.titel,
                        "cluster_id": self.clusters.get(o.cluster),
                        "cluster_overzicht_id": self.clusters.get(o.cluster_overzicht),
                        "overzicht": tekst.schone_regel(o.overzicht),
                    },
                )
                for o in self.doc.opgaven
            ],
        )
        self.hoofdstukken = self._onderdelen(
            Hoofdstuk,
            [
                (h.sleutel, {"titel": h.titel, "na_opgaven": h.na_opgaven, "volgorde": n})
                for n, h in enumerate(self.doc.hoofdstukken)
            ],
        )
        wil = {
            (self.opgaven[o.sleutel], self.doelen[d])
            for o in self.doc.opgaven
            for d in o.doelstellingen
            if d in self.doelen
        }
        staat = set(
            OpgaveDoelstelling.objects.filter(opgave__plan=self.plan).values_list("opgave_id", "doelstelling_id")
        )
        for opgave_id, doel_id in staat - wil:
            OpgaveDoelstelling.objects.filter(opgave=opgave_id, doelstelling=doel_id).delete()
        OpgaveDoelstelling.objects.bulk_create(
            OpgaveDoelstelling(opgave_id=o, doelstelling_id=d) for o, d in sorted(wil - staat)
        )

    def _secties(self) -> None:
        wil: dict[str, tuple[boom.Sectie, dict[str, int | None]]] = {}
        for opgave in self.doc.opgaven:
            for n, sectie in enumerate(opgave.secties):
                plaats = {
                    "opgave_id": self.opgaven[opgave.sleutel],
                    "hoofdstuk_id": None,
                    "soort_id": self.soorten[sectie.soort],
                    "volgorde": n,
                }
                wil[sectie.sleutel] = schone_sectie(sectie), plaats
        for hoofdstuk in self.doc.hoofdstukken:
            for n, sectie in enumerate(hoofdstuk.secties):
                plaats = {
                    "opgave_id": None,
                    "hoofdstuk_id": self.hoofdstukken[hoofdstuk.sleutel],
                    "soort_id": None,
                    "volgorde": n,
                }
                wil[sectie.sleutel] = schone_sectie(replace(sectie, soort="")), plaats
        self._verwijder_secties(
            Sectie.objects.filter(plan=self.plan).exclude(sleutel__in=wil).values_list("pk", flat=True)
        )

        staat = {s.sleutel: s for s in Sectie.objects.filter(plan=self.plan)}
        inhoud = alle_secties(self.plan)
        nieuw, anders, schrijven = [], [], []
        for sleutel, (sectie, plaats) in wil.items():
            rij = staat.get(sleutel)
            if rij is None:
                rij = Sectie(plan=self.plan, sleutel=sleutel, gewijzigd_door=self.door, **plaats)
                nieuw.append(rij)
            elif inhoud[sleutel] == sectie and all(getattr(rij, k) == v for k, v in plaats.items()):
                continue
            else:
                rij.versie += 1
                rij.gewijzigd_door = self.door
                for veld, waarde in plaats.items():
                    setattr(rij, veld, waarde)
                anders.append(rij)
            rij.titel, rij.opening, rij.slot, rij.gedrukt = sectie.titel, sectie.opening, sectie.slot, sectie.gedrukt
            schrijven.append((rij, sectie))
        Sectie.objects.bulk_create(nieuw)
        if anders:
            Sectie.objects.bulk_update(
                anders,
                [
                    "versie",
                    "gewijzigd_door",
                    "opgave",
                    "hoofdstuk",
                    "soort",
                    "volgorde",
                    "titel",
                    "opening",
                    "slot",
                    "gedrukt",
                ],
            )
        vervang_items([(rij.pk, sectie) for rij, sectie in schrijven], Regioregisters(self.plan.regio_id))

    def _verwijder_secties(self, pks: Iterable[int]) -> None:
        """Removing a section is a write of it: its version goes up first, then its rows go."""
        if pks := list(pks):
            Sectie.objects.filter(pk__in=pks).update(versie=F("versie") + 1)
            Koppeling.objects.filter(item__sectie__in=pks).delete()
            Item.objects.filter(sectie__in=pks).delete()
            Sectie.objects.filter(pk__in=pks).delete()

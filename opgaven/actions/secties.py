"""Saving one section: the only way its text and items are written, beside loading a whole plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pghistory
from django.db import DatabaseError, transaction
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone

from accounts.models import User
from governance.models import Gremium, Ministerie, Organisatie
from npvr.gezien import AndersDanGezien
from plandocument import boom, tekst
from plandocument.sleutels import nieuwe_sleutel

from ..aanleidingen import na_bewaren
from ..beelden import beelden_van, met_bekende
from ..bouw import bouw_sectie
from ..models import Item, Koppeling, Sectie, Traject
from ..models.triggers import DICHT
from ..permissions import Rechten, eis_bewerken
from .klad import rond_af


class Sectieconflict(AndersDanGezien):
    """Somebody else saved the section first. `sectie` is the row as it stands now, `inhoud` its content."""

    def __init__(self, sectie: Sectie, inhoud: boom.Sectie) -> None:
        super().__init__(f"sectie {sectie.pk} staat op versie {sectie.versie}")
        self.sectie, self.inhoud = sectie, inhoud


class FicheIsAkkoord(Exception):
    """The fiche is *akkoord*: its text stands until somebody opens it again with a reason."""


class Regioregisters:
    """The registers of a region: kind → code → (id, name). One query."""

    def __init__(self, regio_id: int) -> None:
        def rijen(soort: str, van: QuerySet[Any], naam: str | Concat = "naam") -> QuerySet[Any, Any]:
            return van.order_by().values_list(Value(soort, CharField()), "code", "pk", naam)

        self.per_soort: dict[str, dict[str, tuple[int, str]]] = {soort: {} for soort in boom.REGISTERS}
        for soort, code, pk, naam in rijen(
            "ministerie",
            Ministerie.objects.all(),
            Concat("afkorting", Value(" – "), "naam"),
        ).union(
            rijen("gremium", Gremium.objects.filter(regio=regio_id)),
            rijen("organisatie", Organisatie.objects.filter(regio=regio_id)),
            rijen("traject", Traject.objects.filter(regio=regio_id)),
            all=True,
        ):
            self.per_soort[soort][code] = (pk, naam)

    def rij(self, koppeling: boom.Koppeling, positie: int) -> Koppeling | None:
        """The link as a row, without its item; None where the register does not know the code."""
        gevonden = self.per_soort.get(koppeling.soort, {}).get(koppeling.doel)
        return (
            Koppeling(positie=positie, rol=koppeling.rol, **{f"{koppeling.soort}_id": gevonden[0]})
            if gevonden
            else None
        )

    def bekend(self, sectie: boom.Sectie) -> boom.Sectie:
        """The section without links to rows that are no longer there, as an older version may hold them."""
        return replace(
            sectie,
            items=tuple(
                replace(item, koppelingen=tuple(k for k in item.koppelingen if k.doel in self.per_soort[k.soort]))
                for item in sectie.items
            ),
        )


def schone_sectie(sectie: boom.Sectie) -> boom.Sectie:
    """The section with canonical text, without empty items, and with a key on each item."""
    items = []
    gezien: set[str] = set()
    for item in sectie.items:
        if not (net := tekst.schone_regel(item.tekst)):
            continue
        sleutel = item.sleutel if item.sleutel and item.sleutel not in gezien else nieuwe_sleutel()
        gezien.add(sleutel)
        items.append(replace(item, tekst=net, sleutel=sleutel))
    return replace(sectie, opening=tekst.schoon(sectie.opening), slot=tekst.schoon(sectie.slot), items=tuple(items))


def zelfde(a: boom.Sectie, b: boom.Sectie) -> bool:
    """Whether two contents are the same but for the keys of their items, which a repeated request makes anew."""

    def zonder_sleutels(sectie: boom.Sectie) -> boom.Sectie:
        return replace(sectie, items=tuple(replace(item, sleutel="") for item in sectie.items))

    return zonder_sleutels(a) == zonder_sleutels(b)


def bewaar_sectie(
    *,
    sectie: Sectie,
    vanaf_versie: int,
    inhoud: boom.Sectie,
    door: User | None,
    waarom: str = "",
    aanleiding: dict[str, str] | None = None,
    vensters: Sequence[str] = (),
    registers: Regioregisters | None = None,
) -> Sectie:
    """Write `inhoud` over the section that the writer last saw as `vanaf_versie`. Returns the row as it stands.

    Raises Sectieconflict (and writes nothing) when it has changed since; unless it already says the same, as after a
    request that was sent twice. Six queries at most, whatever the size of the list; four on a conflict. `waarom` and
    `aanleiding` (data of an `Aanleiding`) are kept in the history; its kind may write along. Raises FicheIsAkkoord (and
    writes nothing) when the fiche is closed, and PermissionDenied where `door` may not write here (None: a command).
    `vensters` are the windows it was written in, the one that saves first: their kladden go in the same transaction,
    one query more; and two where no visit of this request read what `door` may.
    """
    spoor: dict[str, Any] = {"user": door.pk if door else None, "waarom": waarom}
    if aanleiding:
        spoor["aanleiding"] = aanleiding
    if vensters:
        spoor["venster"] = vensters[0]
    if door is not None:
        eis_bewerken(Rechten.bij_sectie(sectie, door))
    try:
        with pghistory.context(**spoor), transaction.atomic():
            rij = _bewaar(sectie, vanaf_versie, inhoud, door, registers)
            if aanleiding:
                na_bewaren(aanleiding, door)
            if vensters and door:
                rond_af(sectie=rij, door=door, vensters=vensters)
            return rij
    except DatabaseError as fout:
        if getattr(fout.__cause__, "sqlstate", "") == DICHT:
            raise FicheIsAkkoord from fout
        raise


def _bewaar(
    sectie: Sectie, vanaf_versie: int, inhoud: boom.Sectie, door: User | None, registers: Regioregisters | None
) -> Sectie:
    inhoud = schone_sectie(inhoud)
    if beelden_van(inhoud):
        inhoud = met_bekende(inhoud, sectie.plan.regio_id, hoofdstuk=sectie.hoofdstuk_id is not None)
    geraakt = Sectie.objects.filter(pk=sectie.pk, versie=vanaf_versie).update(
        versie=F("versie") + 1,
        titel=inhoud.titel,
        opening=inhoud.opening,
        slot=inhoud.slot,
        gedrukt=inhoud.gedrukt,
        gewijzigd_door=door,
    )
    if not geraakt:
        nu = Sectie.objects.select_related("plan", "soort", "opgave", "hoofdstuk", "gewijzigd_door").get(pk=sectie.pk)
        staat = bouw_sectie(nu)
        if zelfde(staat, inhoud):
            return nu
        raise Sectieconflict(nu, staat)
    if registers is None and any(item.koppelingen for item in inhoud.items):
        registers = Regioregisters(sectie.plan.regio_id)
    vervang_items([(sectie.pk, inhoud)], registers)
    sectie.versie, sectie.gewijzigd_door, sectie.gewijzigd_op = vanaf_versie + 1, door, timezone.now()
    sectie.titel, sectie.opening, sectie.slot = inhoud.titel, inhoud.opening, inhoud.slot
    return sectie


def vervang_items(secties: Iterable[tuple[int, boom.Sectie]], registers: Regioregisters | None) -> None:
    """Write the items of sections whose version was raised in this transaction. Four queries for all together.

    Without `registers` there are no links to write.
    """
    secties = list(secties)
    Koppeling.objects.filter(item__sectie__in=[pk for pk, _ in secties]).delete()
    Item.objects.filter(sectie__in=[pk for pk, _ in secties])._raw_delete(Item.objects.db)
    paren = [
        (
            item,
            Item(
                sectie_id=pk,
                sleutel=item.sleutel,
                positie=n,
                tekst=item.tekst,
                groep=item.groep,
                deelthema=item.deelthema,
                status=item.status,
                primair=item.primair,
                feiten=[[feit.naam, feit.waarde] for feit in item.feiten],
            ),
        )
        for pk, sectie in secties
        for n, item in enumerate(sectie.items)
    ]
    Item.objects.bulk_create([rij for _, rij in paren])
    koppelingen = []
    for item, rij in paren:
        for n, koppeling in enumerate(item.koppelingen):
            if registers and (link := registers.rij(koppeling, n)):
                link.item = rij
                koppelingen.append(link)
    Koppeling.objects.bulk_create(koppelingen)

"""Saving one section: the only way its text and items are written, beside loading a whole plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction
from django.db.models import F

from accounts.models import User
from governance.models import Gremium, Ministerie, Organisatie
from plandocument import boom, tekst
from plandocument.sleutels import nieuwe_sleutel

from ..models import Item, Koppeling, Sectie, Traject


class Conflict(Exception):
    """Somebody else saved the section first. `sectie` is the row as it stands now."""

    def __init__(self, sectie: Sectie) -> None:
        super().__init__(f"sectie {sectie.pk} staat op versie {sectie.versie}")
        self.sectie = sectie


class Registers:
    """Codes of the registers of a region → ids. Four queries, once."""

    def __init__(self, regio_id: int) -> None:
        self.per_soort: dict[str, dict[str, int]] = {
            "ministerie": dict(Ministerie.objects.values_list("code", "pk")),
            "gremium": dict(Gremium.objects.filter(regio=regio_id).values_list("code", "pk")),
            "organisatie": dict(Organisatie.objects.filter(regio=regio_id).values_list("code", "pk")),
            "traject": dict(Traject.objects.filter(regio=regio_id).values_list("code", "pk")),
        }

    def rij(self, koppeling: boom.Koppeling, positie: int) -> Koppeling | None:
        """The link as a row, without its item; None where the register does not know the code."""
        pk = self.per_soort.get(koppeling.soort, {}).get(koppeling.doel)
        return Koppeling(positie=positie, **{f"{koppeling.soort}_id": pk}) if pk else None


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


@transaction.atomic
def bewaar_sectie(*, sectie: Sectie, vanaf_versie: int, inhoud: boom.Sectie, door: User | None) -> Sectie:
    """Write `inhoud` over the section that the writer last saw as `vanaf_versie`.

    Raises Conflict (and writes nothing) when it has changed since. Some ten queries, whatever the size of the list.
    """
    inhoud = schone_sectie(inhoud)
    geraakt = Sectie.objects.filter(pk=sectie.pk, versie=vanaf_versie).update(
        versie=F("versie") + 1,
        titel=inhoud.titel,
        opening=inhoud.opening,
        slot=inhoud.slot,
        gedrukt=inhoud.gedrukt,
        gewijzigd_door=door,
    )
    nu = Sectie.objects.select_related("plan", "soort", "opgave", "hoofdstuk", "gewijzigd_door").get(pk=sectie.pk)
    if not geraakt:
        raise Conflict(nu)
    vervang_items([(nu.pk, inhoud)], Registers(nu.plan.regio_id))
    return nu


def vervang_items(secties: Iterable[tuple[int, boom.Sectie]], registers: Registers) -> None:
    """Write the items of sections whose version was raised in this transaction. Four queries for all together."""
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
            ),
        )
        for pk, sectie in secties
        for n, item in enumerate(sectie.items)
    ]
    Item.objects.bulk_create([rij for _, rij in paren])
    koppelingen = []
    for item, rij in paren:
        for n, koppeling in enumerate(item.koppelingen):
            if link := registers.rij(koppeling, n):
                link.item = rij
                koppelingen.append(link)
    Koppeling.objects.bulk_create(koppelingen)

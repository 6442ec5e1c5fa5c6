"""Many values at once, from a file: all or nothing, a value that stood becomes a revised one, and put back as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from governance.models import Regio
from npvr.gezien import AndersDanGezien

from ..models import Indicator, Meting, Nulmeting
from ..permissions import eis_voor_alle

PER_KEER = 2_000


@dataclass(frozen=True, slots=True)
class Waarderij:
    """A row to take over: the values of a Meting (empty where one only lapses), and the one in whose place it comes."""

    velden: Mapping[str, Any]
    oud: int | None = None


def neem_waarden_over(
    *, regio: Regio, rijen: Sequence[Waarderij], vandaag: date, door: User | None
) -> list[tuple[int | None, int | None]]:
    """(new, old) of each row, by primary key. Part of the transaction of who calls. Seven queries and four per 2,000
    rows. Raises AndersDanGezien where a value that is to be replaced no longer counts."""
    wil = {r.velden["indicator_id"] for r in rijen if r.velden}
    weg = [r.oud for r in rijen if r.oud is not None]
    indicatoren = _hou(regio, wil | set(Meting.objects.filter(pk__in=weg).values_list("indicator_id", flat=True)))
    eis_voor_alle(door, regio, indicatoren)
    if wil - {i.pk for i in indicatoren}:
        raise AndersDanGezien("Een indicator uit dit bestand is er niet meer. Er is niets gewijzigd.")
    with transaction.atomic():
        vervallen = 0
        for deel in _delen(weg):
            nog = Meting.objects.filter(pk__in=deel, geldend=True, indicator__in=indicatoren)
            vervallen += nog.update(geldend=False, vervallen_op=vandaag)
        if vervallen < len(weg):
            raise AndersDanGezien("Een collega wijzigde net een van deze waarden. Er is niets gewijzigd.")
        erbij = [r for r in rijen if r.velden]
        nieuw = Meting.objects.bulk_create((Meting(**r.velden) for r in erbij), batch_size=PER_KEER)
        paren = [(m.pk, r.oud) for m, r in zip(nieuw, erbij, strict=True)]
        _wijs_aan(paren)
        return [*paren, *((None, r.oud) for r in rijen if not r.velden)]


def haal_waarden_terug(*, regio: Regio, paren: Sequence[tuple[int | None, int | None]], door: User) -> None:
    """Put back what stood. Raises AndersDanGezien where one of them was used or changed since; then nothing is done."""
    with transaction.atomic():
        pks = [pk for pk, _ in paren if pk is not None]
        oud = [o for _, o in paren if o is not None]
        rijen = Meting.objects.filter(pk__in=pks, indicator__regio=regio)
        van = Meting.objects.filter(pk__in=[*pks, *oud], indicator__regio=regio)
        eis_voor_alle(door, regio, _hou(regio, van.values_list("indicator_id", flat=True)))
        if (
            rijen.filter(vervallen_op=None).count() < len(pks)
            or Nulmeting.objects.filter(meting__in=pks).exists()
            or Meting.objects.filter(pk__in=oud, vervallen_op__isnull=False).count() < len(oud)
        ):
            raise AndersDanGezien("Een van deze waarden is intussen gewijzigd, vervangen of ondertekend.")
        for deel in _delen(oud):
            Meting.objects.filter(pk__in=deel).update(vervangen_door=None)
        for deel in _delen(pks):
            weg = Meting.objects.filter(pk__in=deel)
            weg._raw_delete(weg.db)
        for deel in _delen(oud):
            Meting.objects.filter(pk__in=deel).update(geldend=True, vervallen_op=None)


def _hou(regio: Regio, pks: Iterable[int]) -> list[Indicator]:
    return list(Indicator.objects.select_for_update().filter(regio=regio, pk__in=set(pks)).order_by("pk"))


def _delen(rij: Sequence[int]) -> Iterable[Sequence[int]]:
    return (rij[n : n + PER_KEER] for n in range(0, len(rij), PER_KEER))


def _wijs_aan(paren: Sequence[tuple[int, int | None]]) -> None:
    """Which came in the place of which, in bulk."""
    objecten = [Meting(pk=oud, vervangen_door_id=nieuw) for nieuw, oud in paren if oud is not None]
    Meting.objects.bulk_update(objecten, ["vervangen_door"], batch_size=PER_KEER)

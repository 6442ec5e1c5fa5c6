"""The write check: the database refuses content that came without its section's next version, whoever writes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from opgaven.models import Item, Koppeling, Plan, Sectie
from opgaven.models.triggers import SCHRIJFFOUT


@pytest.fixture
def sectie(voorbeeld: Plan) -> Sectie:
    """Knelpunten of opgave 14, as committed before this test."""
    rij = Sectie.objects.get(plan=voorbeeld, opgave__nummer=14, soort__code="knelpunten")
    with connection.cursor() as cursor:  # as if loaded in an earlier transaction than the test's own
        assert rij.geschreven_in is not None
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        assert cursor.fetchone()[0] != rij.geschreven_in
    return rij


def wordt_geweigerd(schrijf: Callable[[], object]) -> None:
    with pytest.raises(DatabaseError) as fout, transaction.atomic():
        schrijf()
    assert fout.value.__cause__ is not None
    assert fout.value.__cause__.sqlstate == SCHRIJFFOUT  # type: ignore[attr-defined]


def sql(opdracht: str, *waarden: object) -> Callable[[], object]:
    def voer_uit() -> None:
        with connection.cursor() as cursor:
            cursor.execute(opdracht, waarden)

    return voer_uit


def test_save_without_version_is_refused(sectie: Sectie) -> None:
    sectie.opening = "<p>Stil gewijzigd.</p>"
    wordt_geweigerd(sectie.save)


def test_save_of_one_field_is_refused(sectie: Sectie) -> None:
    sectie.titel = "x"
    wordt_geweigerd(lambda: sectie.save(update_fields=["titel"]))


def test_bulk_update_without_version_is_refused(sectie: Sectie) -> None:
    wordt_geweigerd(lambda: Sectie.objects.filter(plan=sectie.plan_id).update(slot="<p>x</p>"))
    sectie.slot = "<p>x</p>"
    wordt_geweigerd(lambda: Sectie.objects.bulk_update([sectie], ["slot"]))


def test_raw_sql_without_version_is_refused(sectie: Sectie) -> None:
    wordt_geweigerd(sql("UPDATE opgaven_sectie SET opening = '<p>x</p>' WHERE id = %s", sectie.pk))


def test_wrong_jump_is_refused(sectie: Sectie) -> None:
    for stap in (0, 2, -1):
        bij = Sectie.objects.filter(pk=sectie.pk)
        wordt_geweigerd(lambda bij=bij, stap=stap: bij.update(versie=F("versie") + stap, slot="<p>x</p>"))  # type: ignore[misc]


def test_next_version_is_accepted(sectie: Sectie) -> None:
    assert Sectie.objects.filter(pk=sectie.pk).update(versie=F("versie") + 1, slot="<p>x</p>") == 1


def test_items_without_their_section_are_refused(sectie: Sectie) -> None:
    item = sectie.items.all()[0]
    wordt_geweigerd(lambda: Item.objects.create(sectie=sectie, positie=90, tekst="erbij"))
    wordt_geweigerd(lambda: Item.objects.bulk_create([Item(sectie=sectie, positie=91, tekst="erbij")]))
    wordt_geweigerd(lambda: Item.objects.filter(pk=item.pk).update(tekst="anders"))
    wordt_geweigerd(item.delete)
    wordt_geweigerd(sql("DELETE FROM opgaven_item WHERE sectie_id = %s", sectie.pk))
    wordt_geweigerd(sql("UPDATE opgaven_item SET primair = true WHERE id = %s", item.pk))


def test_links_without_their_section_are_refused(voorbeeld: Plan) -> None:
    link = Koppeling.objects.filter(item__sectie__plan=voorbeeld).select_related("item")[0]
    wordt_geweigerd(link.delete)
    wordt_geweigerd(lambda: Koppeling.objects.filter(pk=link.pk).update(positie=9))
    wordt_geweigerd(lambda: Koppeling.objects.create(item=link.item, positie=5, traject_id=link.traject_id or 1))


def test_items_move_with_the_next_version_of_their_section_only(sectie: Sectie) -> None:
    ander = Sectie.objects.exclude(pk=sectie.pk).filter(plan=sectie.plan_id)[0]
    with transaction.atomic():
        Sectie.objects.filter(pk=sectie.pk).update(versie=F("versie") + 1)
        Item.objects.create(sectie=sectie, positie=90, tekst="erbij")
        wordt_geweigerd(lambda: Item.objects.filter(sectie=sectie).update(sectie=ander))


def test_every_write_gives_the_plan_a_new_stand(sectie: Sectie) -> None:
    eerst = Plan.objects.get(pk=sectie.plan_id).stand
    Sectie.objects.filter(pk=sectie.pk).update(versie=F("versie") + 1)
    assert Plan.objects.get(pk=sectie.plan_id).stand != eerst

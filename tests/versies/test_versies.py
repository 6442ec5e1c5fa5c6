"""Freezing: exact bytes, under a label, that nothing changes afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest
import rfc8785
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.models import User
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_opnieuw, bouw_sectie
from opgaven.models import Plan, Sectie
from plandocument.canoniek import canonieke_bytes, hash_van, vormen
from versies.actions.versies import AlVast, NaamBezet, PlanVeranderd, maak_versie
from versies.models import Akte, Versie
from versies.models.triggers import VAST


def wijzig(plan: Plan, tekst: str, nummer: int = 14) -> None:
    sectie = Sectie.objects.get(plan=plan, opgave__nummer=nummer, soort__code="vervolg")
    bewaar_sectie(
        sectie=sectie,
        vanaf_versie=sectie.versie,
        inhoud=replace(bouw_sectie(sectie), slot=f"<p>{tekst}</p>"),
        door=None,
    )


def test_a_version_holds_the_working_copy_with_its_label(voorbeeld: Plan, versie: Versie) -> None:
    hoort = replace(bouw_opnieuw(voorbeeld), label="Definitief")
    vers = Versie.objects.get(pk=versie.pk)
    assert vers.document == hoort
    assert bytes(vers.inhoud) == canonieke_bytes(hoort)
    assert vers.sha256 == hashlib.sha256(bytes(vers.inhoud)).hexdigest()
    assert (vers.nummer, vers.schema) == (1, hoort.schema)
    assert vers.code.endswith("-definitief")


def test_later_edits_leave_a_version_as_it_is(voorbeeld: Plan, versie: Versie) -> None:
    wijzig(voorbeeld, "Later geschreven.")
    assert b"Later geschreven." not in bytes(Versie.objects.get(pk=versie.pk).inhoud)
    with pytest.raises(NaamBezet):
        maak_versie(plan=voorbeeld, label="DEFINITIEF", door=None)
    tweede = maak_versie(plan=voorbeeld, label="Definitief!", door=None)
    assert b"Later geschreven." in bytes(tweede.inhoud)
    assert (tweede.nummer, tweede.code) == (2, f"{versie.code}-2")


def test_freezing_the_same_twice_has_one_effect(voorbeeld: Plan, versie: Versie) -> None:
    with pytest.raises(AlVast) as fout:
        maak_versie(plan=voorbeeld, label="Definitief", door=None)
    assert fout.value.versie == versie
    assert (voorbeeld.versies.count(), voorbeeld.aktes.count()) == (1, 1)


def test_freezing_again_after_a_lift_of_the_schema_has_one_effect(voorbeeld: Plan) -> None:
    oud = list(vormen(replace(bouw_opnieuw(voorbeeld), label="Definitief")))[-1]
    inhoud = rfc8785.dumps(oud)
    som = hashlib.sha256(inhoud).hexdigest()
    toen = {"label": "Definitief", "code": "toen", "schema": 1, "inhoud": inhoud, "sha256": som}
    versie = Versie.objects.create(plan=voorbeeld, nummer=1, gemaakt_op=timezone.now(), **toen)
    with pytest.raises(AlVast) as fout:
        maak_versie(plan=voorbeeld, label="Definitief", door=None)
    assert fout.value.versie == versie and voorbeeld.versies.count() == 1


def test_freezing_what_somebody_did_not_see_is_refused(voorbeeld: Plan) -> None:
    gezien = hash_van(bouw_opnieuw(voorbeeld))
    wijzig(voorbeeld, "Net gewijzigd.")
    with pytest.raises(PlanVeranderd):
        maak_versie(plan=voorbeeld, label="Concept", door=None, gezien=gezien)
    assert not voorbeeld.versies.exists()


def sql(opdracht: str) -> Callable[[], object]:
    def voer_uit() -> None:
        with connection.cursor() as cursor:
            cursor.execute(opdracht)

    return voer_uit


@pytest.mark.parametrize("tabel", ["versies_versie", "versies_akte"])
@pytest.mark.parametrize(
    "opdracht",
    ["UPDATE {tabel} SET nummer = nummer + 7", "DELETE FROM {tabel}", "TRUNCATE {tabel} CASCADE"],
)
def test_the_database_refuses_to_change_what_is_frozen(tabel: str, opdracht: str, versie: Versie) -> None:
    sql("SET CONSTRAINTS ALL IMMEDIATE")()  # checks that wait for the end of the test keep a table from being emptied
    with pytest.raises(DatabaseError) as fout, transaction.atomic():
        sql(opdracht.format(tabel=tabel))()
    assert getattr(fout.value.__cause__, "sqlstate", "") == VAST
    assert Versie.objects.filter(nummer=1).exists()


def test_the_orm_is_refused_as_well(versie: Versie) -> None:
    versie.label = "Anders"
    for schrijf in (versie.save, versie.delete, Versie.objects.filter(pk=versie.pk).delete):
        with pytest.raises(DatabaseError) as fout, transaction.atomic():
            schrijf()
        assert getattr(fout.value.__cause__, "sqlstate", "") == VAST


def test_an_act_that_does_not_follow_is_refused(voorbeeld: Plan, versie: Versie) -> None:
    echt = Akte.objects.get(plan=voorbeeld)
    for nummer, vorige in ((3, echt.zegel), (2, ""), (2, "0" * 64)):
        with pytest.raises(DatabaseError), transaction.atomic():
            Akte.objects.create(plan=voorbeeld, nummer=nummer, soort="versie", feiten="{}", vorige=vorige, zegel="x")


def test_erasing_an_account_leaves_the_version(versie: Versie, manager: User) -> None:
    nummer = manager.pk
    manager.delete()
    assert Versie.objects.get(pk=versie.pk).gemaakt_door_id == nummer

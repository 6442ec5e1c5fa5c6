"""Tampering is found: flipped bytes, removed rows, a tail that was cut off, facts that were rewritten."""

from __future__ import annotations

import random
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from accounts.models import User
from governance.models import Besluit, Gremium
from opgaven.models import Plan
from tests.versies.test_besluiten_en_publicatie import PDF
from tests.versies.test_versies import wijzig
from versies.actions.aktes import koppenbestand
from versies.actions.goedkeuringen import bevestig, leg_vast
from versies.actions.publicaties import publiceer
from versies.actions.versies import maak_versie
from versies.controle import controleer
from versies.keten import gebreken, zegel
from versies.models import Akte, Versie


@pytest.fixture
def plan(voorbeeld: Plan, versie: Versie, manager: User, persoon: object) -> Plan:
    """Three versions, a decision and a publication: five acts."""
    board = Gremium.objects.get(code="twente_board")
    wie = persoon("secretaris")  # type: ignore[operator]
    g = leg_vast(versie=versie, gremium=board, datum=date(2025, 12, 11), uitkomst=Besluit.Uitkomst.AKKOORD, door=wie)
    bevestig(goedkeuring=g, pdf=PDF, door=manager)
    publiceer(versie=versie, door=manager)
    for n in (2, 3):
        wijzig(voorbeeld, f"Versie {n}.")
        maak_versie(plan=voorbeeld, label=f"Versie {n}", door=manager)
    assert list(controleer(voorbeeld)) == []
    return voorbeeld


def knoei(opdracht: str, *waarden: object) -> None:
    """As a superuser who switches the triggers off and takes the checks away."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("ALTER TABLE versies_versie DROP CONSTRAINT IF EXISTS versies_versie_hash_klopt")
        cursor.execute("ALTER TABLE versies_stuk DROP CONSTRAINT IF EXISTS versies_stuk_hash_klopt")
        cursor.execute(opdracht, waarden)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def test_a_hundred_flipped_bytes_are_all_found(plan: Plan) -> None:
    kies = random.Random(14)
    origineel = bytes(Versie.objects.get(plan=plan, nummer=2).inhoud)
    for _ in range(100):
        plek = kies.randrange(len(origineel))
        anders = bytearray(origineel)
        anders[plek] ^= 1 << kies.randrange(8)
        knoei("UPDATE versies_versie SET inhoud = %s WHERE plan_id = %s AND nummer = 2", bytes(anders), plan.pk)
        assert any("Versie 2" in fout for fout in controleer(plan)), plek
    knoei("UPDATE versies_versie SET inhoud = %s WHERE plan_id = %s AND nummer = 2", origineel, plan.pk)
    assert list(controleer(plan)) == []


@pytest.mark.parametrize(
    ("opdracht", "zin"),
    [
        ("DELETE FROM versies_versie WHERE nummer = 2", "Versie 2 is verdwenen"),
        ("UPDATE versies_versie SET label = 'Anders' WHERE nummer = 2", "label past niet"),
        ("DELETE FROM versies_akte WHERE nummer = 3", "er ontbreekt er minstens een"),
        ("UPDATE versies_akte SET feiten = replace(feiten, 'akkoord', 'aangehouden')", "is gewijzigd"),
        ("UPDATE versies_stuk SET inhoud = 'x'", "afdruk is gewijzigd"),
        ("UPDATE governance_besluit SET uitkomst = 'aangehouden'", "past niet meer bij de akte"),
        ("DELETE FROM versies_goedkeuring", "is verdwenen"),
        ("DELETE FROM versies_publicatie", "is verdwenen"),
        ("UPDATE versies_publicatie SET versie_id = (SELECT max(id) FROM versies_versie)", "verdwenen"),
    ],
)
def test_other_tampering_is_found(plan: Plan, opdracht: str, zin: str) -> None:
    knoei(opdracht)
    assert any(zin in fout for fout in controleer(plan)), list(controleer(plan))


def test_rewriting_an_act_with_a_fitting_seal_breaks_the_next(plan: Plan) -> None:
    akte = Akte.objects.get(plan=plan, nummer=2)
    feiten = akte.feiten.replace("akkoord", "aangehouden")
    knoei("UPDATE versies_akte SET feiten = %s, zegel = %s WHERE id = %s", feiten, zegel(akte.vorige, feiten), akte.pk)
    assert any("sluit niet aan" in fout for fout in controleer(plan))


def test_a_tail_that_was_cut_off_is_found_by_what_was_kept_outside(plan: Plan) -> None:
    kop = Akte.objects.filter(plan=plan).last()
    assert kop is not None
    knoei("DELETE FROM versies_akte WHERE nummer = 5")
    knoei("DELETE FROM versies_versie WHERE nummer = 3")
    assert list(controleer(plan)) == []  # the database alone cannot tell
    assert any("eindigt bij akte 4" in fout for fout in controleer(plan, (kop.nummer, kop.zegel)))


@pytest.mark.parametrize("over", range(5))
def test_every_cut_of_the_tail_is_found(plan: Plan, over: int) -> None:
    """Whatever is left of the ledger, and whether or not the versions went with it."""
    kop = Akte.objects.filter(plan=plan).last()
    assert kop is not None and kop.nummer == 5
    for met_versies in (False, True):
        with transaction.atomic():
            knoei("DELETE FROM versies_akte WHERE plan_id = %s AND nummer > %s", plan.pk, over)
            if met_versies:
                knoei("DELETE FROM versies_versie WHERE plan_id = %s AND nummer > %s", plan.pk, max(0, over - 2))
            assert any("buiten het portaal is akte 5 bekend" in f for f in controleer(plan, (kop.nummer, kop.zegel)))
            transaction.set_rollback(True)
    assert list(controleer(plan, (kop.nummer, kop.zegel))) == []


def test_a_hundred_flipped_bytes_of_acts_are_all_found(plan: Plan) -> None:
    kies = random.Random(15)
    aktes = list(Akte.objects.filter(plan=plan))
    for _ in range(100):
        akte = kies.choice(aktes)
        veld = kies.choice(("feiten", "zegel"))
        waarde = str(getattr(akte, veld))
        plek = kies.randrange(len(waarde))
        anders = waarde[:plek] + ("0" if waarde[plek] != "0" else "1") + waarde[plek + 1 :]
        with transaction.atomic():
            knoei(f"UPDATE versies_akte SET {veld} = %s WHERE id = %s", anders, akte.pk)
            assert list(controleer(plan)), (akte.nummer, veld, plek)
            transaction.set_rollback(True)
    assert list(controleer(plan)) == []


@pytest.mark.parametrize(
    ("opdracht", "zin"),
    [
        (
            "UPDATE versies_versie SET inhoud = set_byte(inhoud, 5, get_byte(inhoud, 5) # 1) WHERE nummer = 2",
            "Versie 2",
        ),
        ("DELETE FROM versies_versie WHERE nummer = 1", "Versie 1 is verdwenen"),
        ("DELETE FROM versies_akte WHERE nummer > 3", "buiten het portaal is akte 5 bekend"),
    ],
)
def test_the_command_finds_a_flipped_byte_a_lost_row_and_a_cut_tail(plan: Plan, opdracht: str, zin: str) -> None:
    schrijf_kop(plan)
    call_command("controleer_versies", "achterhoek", stdout=StringIO())
    knoei(opdracht)
    uit = StringIO()
    with pytest.raises(SystemExit) as einde:
        call_command("controleer_versies", "achterhoek", stdout=uit)
    assert einde.value.code == 1 and zin in uit.getvalue()


def schrijf_kop(plan: Plan) -> Akte:
    kop = Akte.objects.filter(plan=plan).last()
    assert kop is not None
    koppenbestand().write_text(f"{plan.pk} {kop.nummer} {kop.zegel}\n")
    return kop


def test_the_command_says_that_seals_beside_the_database_are_missing(plan: Plan) -> None:
    """Without them nobody can tell whether the last acts were cut off: that is not "Alles klopt"."""
    uit = StringIO()
    with pytest.raises(SystemExit) as einde:
        call_command("controleer_versies", "achterhoek", stdout=uit)
    assert einde.value.code == 1
    assert str(koppenbestand()) in uit.getvalue() and "reservekopie" in uit.getvalue()
    koppenbestand().write_text(f"{plan.pk + 1} 5 {'a' * 64}\n")
    with pytest.raises(SystemExit):
        call_command("controleer_versies", "achterhoek", stdout=uit)
    kop = schrijf_kop(plan)
    call_command("controleer_versies", "achterhoek", stdout=uit)
    koppenbestand().unlink()
    call_command("controleer_versies", "achterhoek", kop=f"{kop.nummer}:{kop.zegel}", stdout=uit)
    assert uit.getvalue().count("Alles klopt.") == 2


def test_the_command_says_so_and_ends_with_one(plan: Plan, django_capture_on_commit_callbacks: object) -> None:
    uit = StringIO()
    schrijf_kop(plan)
    call_command("controleer_versies", "achterhoek", stdout=uit)
    assert "Alles klopt." in uit.getvalue()
    koppenbestand().write_text(f"{plan.pk} 9 {'a' * 64}\n")
    with pytest.raises(SystemExit) as einde:
        call_command("controleer_versies", "achterhoek", stdout=uit)
    assert einde.value.code == 1
    assert "buiten het portaal is akte 9 bekend" in uit.getvalue()


def test_the_seal_is_also_kept_beside_the_database(voorbeeld: Plan, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        maak_versie(plan=voorbeeld, label="Concept", door=None)
    akte = Akte.objects.get(plan=voorbeeld)
    assert koppenbestand().read_text() == f"{voorbeeld.pk} 1 {akte.zegel}\n"


def test_a_whole_ledger_has_no_faults(plan: Plan) -> None:
    aktes = list(Akte.objects.filter(plan=plan))
    assert gebreken(aktes) == []
    assert gebreken(aktes[1:]) != []
    assert gebreken([aktes[0], aktes[2], aktes[1], *aktes[3:]]) != []

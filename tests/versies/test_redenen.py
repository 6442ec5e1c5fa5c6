"""Why each passage changed: the reason of the saves that changed it, and of no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection

from accounts.models import User
from opgaven.models import Plan
from tests.versies.vergelijkplan import BOARD, Toneel, punt, slot, wijzig, zet_op
from versies import vergelijken
from versies.actions.versies import maak_versie
from versies.models import Amendement
from versies.vergelijken import Vergeleken


@pytest.fixture
def voorbeeld(db: None) -> Plan:
    return Plan.objects.van("twente").get()


@pytest.fixture
def toneel(voorbeeld: Plan, persoon: Callable[..., User]) -> Toneel:
    return zet_op(voorbeeld, persoon("programmamanager"), persoon("secretaris"))


def redenen(paar: Vergeleken) -> dict[str, list[tuple[str, str]]]:
    return {w.plek.code: [(r.waarom, r.aanleiding) for r in paar.redenen_bij(w)] for w in paar.vergelijking.wijzigingen}


def test_each_change_has_the_reason_of_its_own_save(toneel: Toneel) -> None:
    assert redenen(toneel.vergelijk()) == {
        "3.V": [],
        "7.K2": [("De planning loopt uiteen.", "")],
        "14.K1": [],
        "14.K2": [("Het is niet zeker.", BOARD)],
        "14.I3": [("Eerst het gesprek.", "")],
    }


def test_a_save_that_began_just_before_the_version_and_is_not_in_it_is_told(
    toneel: Toneel, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")  # when all saves of this test began: before the version
        (begonnen,) = cursor.fetchone()
    assert begonnen < toneel.oud.gemaakt_op
    monkeypatch.setattr("versies.redenen.RUIM", toneel.oud.gemaakt_op - begonnen)  # what was said before is long ago
    assert redenen(toneel.vergelijk())["7.K2"] == [("De planning loopt uiteen.", "")]


def test_saves_after_the_newer_version_are_not_told(toneel: Toneel) -> None:
    nieuw = maak_versie(plan=toneel.plan, label="Definitief", door=toneel.manager)
    wijzig(toneel.plan, 7, "knelpunten", punt(1, "Weer iets anders."), "Een latere reden.")
    assert redenen(toneel.vergelijk(nieuw.code))["7.K2"] == [("De planning loopt uiteen.", "")]
    assert [r for r, _ in redenen(toneel.vergelijk())["7.K2"]] == ["De planning loopt uiteen.", "Een latere reden."]


def test_a_text_that_went_back_and_forth_has_the_reasons_since_it_last_was_the_same(toneel: Toneel) -> None:
    oud = toneel.vergelijk().van.document.opgave(7).sectie("vervolg").slot
    wijzig(toneel.plan, 7, "vervolg", slot("Een omweg."), "Een vergissing.")
    wijzig(toneel.plan, 7, "vervolg", lambda s: s.__class__(s.sleutel, s.soort, s.titel, s.opening, s.items, oud))
    assert "7.V" not in redenen(toneel.vergelijk())
    wijzig(toneel.plan, 7, "vervolg", slot("De bedoeling."), "De afspraak is rond.")
    assert redenen(toneel.vergelijk())["7.V"] == [("De afspraak is rond.", "")]


def test_what_was_asked_for_belongs_to_the_change_that_carries_it_out(toneel: Toneel) -> None:
    gevraagd = Amendement.objects.get(plaats="3.V", goedkeuring__versie=toneel.oud)
    maak_versie(plan=toneel.plan, label="Definitief", door=toneel.manager, uitgevoerd=[gevraagd])
    paar = toneel.vergelijk()
    bij = {w.plek.code: [a.tekst for a in paar.gevraagd_bij(w)] for w in paar.vergelijking.wijzigingen}
    assert bij["3.V"] == ["Noem de startbouw."]
    assert not any(rij for code, rij in bij.items() if code != "3.V")
    assert [(a.plaats, bool(a.uitgevoerd_in)) for a in paar.amendementen] == [("14.I2", False), ("3.V", True)]


def test_the_number_of_queries_does_not_grow_with_the_changes(
    toneel: Toneel, django_assert_num_queries: Callable[..., object]
) -> None:
    visite = toneel.visite
    vergelijken.vergeleken(visite, toneel.oud.code, "werkversie")
    with django_assert_num_queries(8):  # type: ignore[attr-defined]
        vergelijken.vergeleken(visite, toneel.oud.code, "werkversie")
    for nummer in range(1, 22):
        wijzig(toneel.plan, nummer, "situatie", slot("Overal iets erbij."), "Overal.")
    visite = toneel.visite
    with django_assert_num_queries(8):  # type: ignore[attr-defined]
        paar = vergelijken.vergeleken(visite, toneel.oud.code, "werkversie")
    assert len(paar.vergelijking) >= 26

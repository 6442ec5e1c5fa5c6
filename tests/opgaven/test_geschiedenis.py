"""Every change of a section can be read back, whatever door it came by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection
from django.db.models import F

from accounts.models import User
from opgaven.actions.plannen import pas_toe
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_opnieuw, bouw_sectie
from opgaven.geschiedenis import versie, versies
from opgaven.models import Plan, Sectie
from plandocument import boom


@pytest.fixture
def knelpunten(voorbeeld: Plan) -> Sectie:
    return Sectie.objects.select_related("soort", "plan").get(
        plan=voorbeeld, opgave__nummer=14, soort__code="knelpunten"
    )


def _bewaar(rij: Sectie, inhoud: boom.Sectie, door: User | None = None, waarom: str = "") -> Sectie:
    rij.refresh_from_db()
    return bewaar_sectie(sectie=rij, vanaf_versie=rij.versie, inhoud=inhoud, door=door, waarom=waarom)


def test_every_version_can_be_read_back(knelpunten: Sectie, persoon: Callable[..., User]) -> None:
    begin = bouw_sectie(knelpunten)
    redacteur = persoon("redacteur")
    leeg = replace(begin, items=())
    ander = replace(begin, opening="<p>Vooraf.</p>", items=tuple(reversed(begin.items)))
    _bewaar(knelpunten, leeg, redacteur, "Alles moest weg")
    _bewaar(knelpunten, ander)
    nieuwste, midden, eerste = versies(knelpunten)
    assert (nieuwste.inhoud, midden.inhoud, eerste.inhoud) == (ander, leeg, begin)
    assert [v.nummer for v in (nieuwste, midden, eerste)] == [3, 2, 1]
    assert (midden.door, midden.waarom) == (str(redacteur), "Alles moest weg")
    assert eerste.bron == "inlezen"


def test_koppelingen_belong_to_their_version(voorbeeld: Plan) -> None:
    rij = Sectie.objects.select_related("soort", "plan").get(
        plan=voorbeeld, opgave__nummer=14, soort__code="ministeries"
    )
    begin = bouw_sectie(rij)
    anders = replace(
        begin, items=(replace(begin.items[0], tekst="OCW", koppelingen=(boom.Koppeling("ministerie", "ocw"),)),)
    )
    _bewaar(rij, anders)
    assert [v.inhoud for v in versies(rij)] == [anders, begin]


def test_a_change_in_bulk_keeps_the_items(knelpunten: Sectie) -> None:
    begin = bouw_sectie(knelpunten)
    Sectie.objects.filter(pk=knelpunten.pk).update(versie=F("versie") + 1, opening="<p>In bulk.</p>")
    nieuwste, eerste = versies(knelpunten)
    assert nieuwste.inhoud == replace(begin, opening="<p>In bulk.</p>")
    assert eerste.inhoud == begin


def test_bare_sql_is_in_the_history_too(knelpunten: Sectie) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE opgaven_sectie SET versie = versie + 1, slot = '<p>SQL</p>' WHERE id = %s", [knelpunten.pk]
        )
        cursor.execute("DELETE FROM opgaven_item WHERE sectie_id = %s AND positie = 0", [knelpunten.pk])
    nieuwste, eerste = versies(knelpunten)
    assert nieuwste.inhoud.slot == "<p>SQL</p>"
    assert nieuwste.inhoud.items == eerste.inhoud.items[1:]
    assert nieuwste.door == ""


def test_an_inlezing_is_a_version_of_what_changed(knelpunten: Sectie, voorbeeld: Plan) -> None:
    document = bouw_opnieuw(voorbeeld)
    veertien = document.opgave(14)
    secties = tuple(replace(s, items=s.items[:1]) if s.soort == "knelpunten" else s for s in veertien.secties)
    opgaven = tuple(replace(o, secties=secties) if o.nummer == 14 else o for o in document.opgaven)
    pas_toe(regio=voorbeeld.regio, document=replace(document, opgaven=opgaven), door=None, waarom="Definitieve versie")
    nieuwste, _ = versies(knelpunten)
    assert len(nieuwste.inhoud.items) == 1
    assert (nieuwste.bron, nieuwste.waarom) == ("inlezen", "Definitieve versie")
    ander = Sectie.objects.get(plan=voorbeeld, opgave__nummer=14, soort__code="impact")
    assert len(versies(ander)) == 1


def test_reading_costs_four_queries(knelpunten: Sectie, django_assert_num_queries: Callable[[int], object]) -> None:
    for n in range(5):
        _bewaar(knelpunten, replace(bouw_sectie(knelpunten), opening=f"<p>{n}</p>"))
    rij = Sectie.objects.select_related("soort").get(pk=knelpunten.pk)
    with django_assert_num_queries(3):  # nobody with an account: no names to look up
        assert len(versies(rij, hoeveel=3)) == 3


def test_further_back_and_a_single_version(knelpunten: Sectie) -> None:
    for n in range(4):
        _bewaar(knelpunten, replace(bouw_sectie(knelpunten), opening=f"<p>{n}</p>"))
    assert [v.nummer for v in versies(knelpunten, hoeveel=2)] == [5, 4]
    assert [v.nummer for v in versies(knelpunten, voor=4)] == [3, 2, 1]
    gevonden = versie(knelpunten, 3)
    assert gevonden is not None and gevonden.inhoud.opening == "<p>1</p>"
    assert versie(knelpunten, 99) is None
    assert versie(knelpunten, 0) is None

from __future__ import annotations

from dataclasses import replace

import pytest

from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_sectie
from opgaven.models import Sectie
from tests.lezen import leest

from .conftest import HTMX

ADRES = "/twente/opgaven/7/vervolg/bewerken/"
MIJN = "Twente Board Development brengt alles in kaart. Mijn eigen zin."
ANDER = "<p>Twente Board Development brengt alles in kaart. De zin van een collega.</p>"


@pytest.fixture
def botsing(als, persoon, sectie, ingevuld):
    """A client whose form was overtaken by a colleague, and what it will post."""
    client = als("redacteur")
    data = ingevuld(client.get(ADRES), opening=MIJN)
    rij = sectie(7, "vervolg")
    collega = persoon("programmamanager")
    bewaar_sectie(sectie=rij, vanaf_versie=1, inhoud=replace(bouw_sectie(rij), opening=ANDER), door=collega)
    return client, data


def staat():
    return Sectie.objects.get(opgave__nummer=7, soort__code="vervolg")


@pytest.mark.parametrize("kop", [{}, HTMX])
def test_the_later_save_gets_both_texts_and_nothing_is_written(botsing, kop):
    client, data = botsing

    antwoord = client.post(ADRES, data, headers=kop)

    html = leest(antwoord)
    assert antwoord.status_code == 409
    assert ("<html" in html) == (not kop)
    assert "Programmamanager twente sloeg deze sectie om " in html
    assert '<del><span class="stil-lees">[vervalt] </span>' in html
    assert '<ins><span class="stil-lees">[nieuw] </span>' in html
    assert f'name="opening" value="{MIJN}"' in html
    for keuze in ("samen", "mijn", "ander"):
        assert f'name="keuze" value="{keuze}"' in html
    assert staat().versie == 2 and staat().opening == ANDER


def test_my_text_is_taken_on_purpose(botsing, ingevuld):
    client, data = botsing
    data = ingevuld(client.post(ADRES, data), keuze="mijn")
    assert data["versie"] == ["2"]
    assert client.post(ADRES, data).status_code == 303
    assert staat().opening == f"<p>{MIJN}</p>" and staat().versie == 3


def test_my_text_conflicts_again_when_somebody_was_first_again(botsing, ingevuld):
    client, data = botsing
    data = ingevuld(client.post(ADRES, data), keuze="mijn")
    rij = staat()
    bewaar_sectie(sectie=rij, vanaf_versie=2, inhoud=replace(bouw_sectie(rij), opening="<p>Derde.</p>"), door=None)
    antwoord = client.post(ADRES, data)
    assert antwoord.status_code == 409
    assert "Een collega sloeg" in leest(antwoord) and "Derde." in leest(antwoord)


@pytest.mark.parametrize("kop", [{}, HTMX])
def test_the_others_text_is_kept_and_mine_can_be_copied(botsing, ingevuld, kop):
    client, data = botsing
    data = ingevuld(client.post(ADRES, data), keuze="ander")
    html = leest(client.post(ADRES, data, headers=kop))
    assert "Er is niets opgeslagen" in html
    assert "De zin van een collega." in html
    assert "readonly" in html and MIJN in html
    assert staat().versie == 2


@pytest.mark.parametrize("kop", [{}, HTMX])
def test_merging_opens_the_form_with_mine_and_shows_theirs(botsing, ingevuld, kop):
    client, data = botsing
    data = ingevuld(client.post(ADRES, data), keuze="samen")

    antwoord = client.post(ADRES, data, headers=kop)

    html = leest(antwoord)
    assert antwoord.status_code == 200
    assert "Staat nu in het plan" in html and "collega" in html
    verder = ingevuld(antwoord)
    assert verder["opening"] == [f"\n{MIJN}"] or verder["opening"] == [MIJN]
    assert verder["versie"] == ["2"]
    assert client.post(ADRES, verder | {"opening": f"{MIJN} De zin van een collega."}, headers=kop).status_code in (
        200,
        303,
    )
    assert staat().opening == f"<p>{MIJN} De zin van een collega.</p>"


def test_merging_keeps_their_text_in_sight_after_an_error(botsing, ingevuld):
    client, data = botsing
    samen = ingevuld(client.post(ADRES, ingevuld(client.post(ADRES, data), keuze="samen")))
    antwoord = client.post(ADRES, samen | {"opening": "x" * 50_001}, headers=HTMX)
    assert antwoord.status_code == 422
    assert "Staat nu in het plan" in leest(antwoord)


def test_the_same_text_of_two_is_no_conflict(botsing):
    client, data = botsing
    data["opening"] = "Twente Board Development brengt alles in kaart. De zin van een collega."
    antwoord = client.post(ADRES, data, headers=HTMX)
    assert antwoord.status_code == 200
    assert "Opgeslagen om" in leest(antwoord)
    assert staat().versie == 2


def test_a_double_click_is_one_save(als, ingevuld):
    client = als("redacteur")
    adres = "/twente/opgaven/14/knelpunten/bewerken/"
    data = ingevuld(client.get(adres)) | {"item-2-tekst": "Nieuw knelpunt."}
    antwoorden = [client.post(adres, data, headers=HTMX) for _ in range(3)]
    assert [a.status_code for a in antwoorden] == [200, 200, 200]
    rij = Sectie.objects.get(opgave__nummer=14, soort__code="knelpunten")
    assert rij.versie == 2 and rij.items.count() == 3


def test_differences_in_links_and_marks_are_shown(als, sectie, ingevuld):
    client = als("redacteur")
    adres = "/twente/opgaven/14/ministeries/bewerken/"
    data = ingevuld(client.get(adres)) | {"item-1-primair": "on"}
    rij = sectie(14, "ministeries")
    oud = bouw_sectie(rij)
    bewaar_sectie(sectie=rij, vanaf_versie=1, inhoud=replace(oud, items=oud.items[:1]), door=None)
    html = leest(client.post(adres, data, headers=HTMX))
    assert "primair" in html and "Volkshuisvesting" in html


def test_a_row_that_a_colleague_removed_comes_back_with_its_key(als, sectie, ingevuld):
    client = als("redacteur")
    adres = "/twente/opgaven/14/knelpunten/bewerken/"
    data = ingevuld(client.get(adres))
    rij = sectie(14, "knelpunten")
    oud = bouw_sectie(rij)
    bewaar_sectie(sectie=rij, vanaf_versie=1, inhoud=replace(oud, items=()), door=None)
    data = ingevuld(client.post(adres, data | {"item-0-tekst": "Aangepast."}), keuze="mijn")
    client.post(adres, data)
    nu = bouw_sectie(Sectie.objects.get(pk=rij.pk)).items
    assert [i.sleutel for i in nu] == [i.sleutel for i in oud.items]


def test_a_chapter_that_was_rearranged_is_not_written_over(als, voorbeeld, ingevuld):
    client = als("redacteur")
    data = ingevuld(client.get("/twente/plan/1/1/bewerken/"), opening="Voor de eerste sectie.")
    antwoord = client.post("/twente/plan/1/2/bewerken/", data)
    assert antwoord.status_code == 409 and "Voor de eerste sectie." in leest(antwoord)
    assert not Sectie.objects.filter(plan=voorbeeld, versie=2).exists()


def test_who_changed_what_is_told(als, persoon, sectie, ingevuld):
    client = als("redacteur")
    adres = "/twente/opgaven/14/knelpunten/bewerken/"
    data = ingevuld(client.get(adres)) | {"item-0-tekst": "Mijn eerste knelpunt."}
    rij = sectie(14, "knelpunten")
    oud = bouw_sectie(rij)
    nieuw = replace(oud, items=(oud.items[0], replace(oud.items[1], tekst="Het tweede van een collega.")))
    bewaar_sectie(sectie=rij, vanaf_versie=1, inhoud=nieuw, door=None)
    html = leest(client.post(adres, data, headers=HTMX))
    intussen, eigen = html.split("Wat er intussen veranderde")[1].split("Wat u veranderde")
    eigen = eigen.split("uitleg-merk")[0]
    assert "collega" in intussen and "Mijn" not in intussen
    assert "Mijn" in eigen and "collega" not in eigen

"""Naar aanleiding van: a decision or a meeting that has been, kept in the history with its words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from governance.models import Mijlpaal, Regio
from opgaven.aanleidingen import Aanleiding, aanleidingen, van_de_tijdlijn
from opgaven.models import Plan, Sectie

ADRES = "/twente/opgaven/7/vervolg/bewerken/"


@pytest.fixture
def besluit(voorbeeld: Plan) -> Mijlpaal:
    return Mijlpaal.objects.get(regio=voorbeeld.regio, datum="2025-12-11", soort="besluit")


def test_what_has_been_newest_first(voorbeeld: Plan, besluit: Mijlpaal) -> None:
    Mijlpaal.objects.create(
        regio=voorbeeld.regio,
        code="later",
        datum="2199",
        precisie="jaar",
        sorteer="2199-00-00",
        wat="Ooit",
        soort="besluit",
    )
    gevonden = van_de_tijdlijn(voorbeeld.regio)
    assert 5 < len(gevonden) <= 20
    soorten = dict(Mijlpaal.objects.filter(regio=voorbeeld.regio).values_list("code", "soort"))
    assert {soorten[a.code] for a in gevonden} <= {"besluit", "overleg"}
    assert "later" not in {a.code for a in gevonden}
    volgorde = dict(Mijlpaal.objects.filter(regio=voorbeeld.regio).values_list("code", "sorteer"))
    assert [volgorde[a.code] for a in gevonden] == sorted((volgorde[a.code] for a in gevonden), reverse=True)
    assert any(a.woorden.startswith("Twente Board, 11 december 2025 (") for a in gevonden)


def test_a_higher_room_may_pass_a_kind(voorbeeld: Plan) -> None:
    def reacties(regio: Regio) -> list[Aanleiding]:
        return [Aanleiding("reactie", "123", "Reactie van een ministerie")]

    assert set(aanleidingen(voorbeeld.regio, [reacties])) == {"reactie:123"}


def test_it_is_asked_kept_and_shown(besluit: Mijlpaal, als: Callable[..., Client], ingevuld: Any) -> None:
    client = als("redacteur")
    pagina = client.get(ADRES)
    assert "Naar aanleiding van" in pagina.text
    data = ingevuld(pagina, opening="Anders.", aanleiding=f"besluit:{besluit.code}", waarom="Zo besloten")
    assert client.post(ADRES, data).status_code == 303
    for adres in ("/twente/opgaven/7/vervolg/geschiedenis/", "/twente/opgaven/7/geschiedenis/"):
        tekst = als("lezer").get(adres).text
        assert "Naar aanleiding van: </span>Twente Board, 11 december 2025 (" in tekst and "Zo besloten" in tekst
    besluit.delete()
    assert "Twente Board, 11 december 2025 (" in als("lezer").get("/twente/opgaven/7/vervolg/geschiedenis/").text


def test_what_is_not_in_the_list_is_refused_and_the_text_stays(als: Callable[..., Client], ingevuld: Any) -> None:
    client = als("redacteur")
    antwoord = client.post(ADRES, ingevuld(client.get(ADRES), opening="Mijn tekst.", aanleiding="besluit:nep"))
    assert antwoord.status_code == 422
    assert "staat niet meer in de lijst" in antwoord.text and "Mijn tekst." in antwoord.text
    assert Sectie.objects.get(opgave__nummer=7, soort__code="vervolg").versie == 1


def test_a_choice_comes_back_in_the_form(besluit: Mijlpaal, als: Callable[..., Client], ingevuld: Any) -> None:
    client = als("redacteur")
    data = ingevuld(client.get(ADRES), opening="x" * 50_001, aanleiding=f"besluit:{besluit.code}")
    assert ingevuld(client.post(ADRES, data))["aanleiding"] == [f"besluit:{besluit.code}"]


def test_a_region_without_a_timeline_is_not_asked(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    Mijlpaal.objects.all().delete()
    assert "Naar aanleiding van" not in als("redacteur").get(ADRES).text

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html as lx
from pytest_django import DjangoAssertNumQueries

from governance.models import Mijlpaal
from opgaven.models import Plan
from tests.conftest import maak_intern
from tests.lezen import leest


def test_voorpagina_shows_the_plan_in_one_look(client: Client, voorbeeld: Plan) -> None:
    html = leest(client.get("/twente/"))
    for woorden in ("Beter woonklimaat", "Voorzieningen op peil", "Mensen naar werk", "21 opgaven"):
        assert woorden in html
    assert html.count('<li class="kaart">') == 21
    assert html.count("Geen primair ministerie") == 1  # opgave 13
    assert "VRO en BZK" in html  # opgave 5 has two
    assert 'href="/twente/plan/pdf/"' in html


def test_voorpagina_shows_three_headline_figures_with_unit_and_year(client: Client, voorbeeld: Plan) -> None:
    html = leest(client.get("/twente/"))
    assert '<span class="groot">641.000</span> <span class="bij">inwoners in 2024</span>' in html
    assert '<span class="groot">352.000</span> <span class="bij">banen in 2024</span>' in html
    assert html.count('class="groot"') == 3


def test_voorpagina_shows_the_next_milestone_after_today(
    client: Client, voorbeeld: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portaal.views.voorpagina.localdate", lambda: date(2026, 3, 13))
    assert "Rijk gaat akkoord met het Plan voor de Regio" in leest(client.get("/twente/"))
    Mijlpaal.objects.all().delete()
    assert "Volgende mijlpaal" not in leest(client.get("/twente/"))


def test_stand_says_public_or_working_version_in_words(
    client: Client, als: Callable[..., Client], voorbeeld: Plan
) -> None:
    html = leest(client.get("/twente/"))
    assert "Voorbeeldplan" in html and "Openbaar, " in html and "Naar de werkversie" not in html
    html = leest(als("lezer").get("/twente/"))
    assert "Werkversie" in html and "Naar de gepubliceerde versie" in html
    maak_intern(voorbeeld)
    html = leest(als("lezer").get("/twente/"))
    assert "Werkversie" in html and "Er is nog niets gepubliceerd" in html


def test_voorpagina_of_an_internal_plan_is_not_there_for_others(
    client: Client, als: Callable[..., Client], intern: Plan
) -> None:
    for wie in (client, als(None), als("redacteur", regio="zuid-limburg")):
        assert wie.get("/twente/").status_code == 404
    assert als("bestuurslid").get("/twente/").status_code == 200


def test_voorpagina_without_a_plan_says_so_to_who_works_there(als: Callable[..., Client], voorbeeld: Plan) -> None:
    antwoord = als("redacteur", regio="zuid-limburg").get("/zuid-limburg/")
    assert antwoord.status_code == 404
    assert "Deze regio heeft nog geen plan." in leest(antwoord)


def test_voorpagina_survives_an_empty_plan(client: Client, leeg_plan: Plan) -> None:
    html = leest(client.get("/zuid-limburg/"))
    assert "Er staan nog geen opgaven in dit plan." in html
    assert "in cijfers" not in html


def test_menu_marks_where_one_is(client: Client, voorbeeld: Plan) -> None:
    assert 'href="/twente/" aria-current="page">Voorpagina' in leest(client.get("/twente/"))
    html = leest(client.get("/twente/opgaven/14/"))
    assert 'href="/twente/opgaven/" aria-current="true">Opgaven' in html
    assert html.count("aria-current") == 1


def test_user_menu_names_the_person_and_the_role(als: Callable[..., Client]) -> None:
    html = leest(als("redacteur").get("/twente/"))
    assert "Redacteur twente" in html
    assert "Redacteur in Twente" in html
    assert 'method="post" action="/account/uitloggen/"' in html


def test_voorpagina_asks_a_fixed_number_of_queries(
    client: Client, als: Callable[..., Client], voorbeeld: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/twente/")
    with django_assert_num_queries(3):
        client.get("/twente/")
    redacteur = als("redacteur")
    with django_assert_num_queries(4):
        redacteur.get("/twente/")


def test_the_next_milestone_is_the_same_on_every_page(als: Callable[..., Client], voorbeeld: Plan) -> None:
    """Also where something of the background comes sooner, or something that runs for years began."""
    jaar = timezone.localdate().year
    rijen = (("oud", f"{jaar - 1}", "publicatie", "context"), ("straks", f"{jaar + 1}-01-05", "publicatie", "npvr"))
    for code, datum, soort, over in (*rijen, ("echt", f"{jaar + 1}-02-03", "besluit", "npvr")):
        Mijlpaal.objects.create(
            regio=voorbeeld.regio, code=code, datum=datum, sorteer=datum.ljust(10, "0"), wat=f"Moment {code}",
            precisie="dag" if len(datum) == 10 else "jaar", soort=soort, relevantie=over,
        )  # fmt: skip
    Mijlpaal.objects.exclude(code__in=("oud", "straks", "echt")).delete()
    client = als("programmamanager")
    voor = lx.fromstring(client.get("/twente/").text).xpath("string(//aside[@aria-label='Bij het plan'])")
    assert "Moment echt" in voor and "Moment straks" not in voor
    assert "Eerstvolgende: Moment echt" in " ".join(
        lx.fromstring(client.get("/twente/tijdlijn/").text).xpath("string(//header[@class='paginatitel'])").split()
    )
    weg = lx.fromstring(client.get("/twente/weg/").text).text_content()
    assert "Moment echt" in weg and "Moment straks" not in weg


def test_the_front_page_says_what_the_plan_is_for(client: Client, voorbeeld: Plan) -> None:
    html = leest(client.get("/twente/"))
    assert "Dit plan zegt wat er nodig is om Twente vitaal te houden" in " ".join(html.split())

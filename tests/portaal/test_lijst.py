import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from opgaven.models import Plan
from tests.lezen import leest


def nummers(html: str) -> list[int]:
    return [int(n) for n in re.findall(r'<h4>\s*<a href="/twente/opgaven/(\d+)/"', html)]


def zoek(client: Client, vraag: str = "") -> list[int]:
    antwoord = client.get(f"/twente/opgaven/{vraag}")
    assert antwoord.status_code == 200
    return nummers(leest(antwoord))


def test_lijst_shows_all_opgaven_by_cluster(client: Client, voorbeeld: Plan) -> None:
    html = leest(client.get("/twente/opgaven/"))
    assert nummers(html) == list(range(1, 22))
    assert "21 opgaven" in html and "in 8 clusters" in html


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ("?cluster=3", [6, 7, 8]),
        ("?primair=geen", [13]),
        ("?ministerie=bzk&primair=ja", [5, 16]),
        ("?ministerie=%3Fvbo", [21]),
        ("?doelstelling=1&cluster=8", [19]),
        ("?woord=ENERGIEARMOEDE&primair=geen", [13]),
        ("?cluster=3&primair=geen", []),
        ("?cluster=99&doelstelling=nee&ministerie=x&eigenaar=y&primair=misschien", list(range(1, 22))),
        ("?woord=%00%20%20", list(range(1, 22))),
    ],
)
def test_list_filters(client: Client, voorbeeld: Plan, vraag: str, verwacht: list[int]) -> None:
    assert zoek(client, vraag) == verwacht


def test_lijst_filters_on_every_word_without_accents_or_capitals(client: Client, voorbeeld: Plan) -> None:
    assert 14 in zoek(client, "?woord=goederentreinen+Oldenzaal")
    assert zoek(client, "?woord=cooperatie") == zoek(client, "?woord=COÖPERATIE")


def test_lijst_filters_on_owner(client: Client, voorbeeld: Plan) -> None:
    html = leest(client.get("/twente/opgaven/"))
    assert '<option value="organisatie:gemeente_almelo">' in html
    gekozen = zoek(client, "?eigenaar=organisatie:gemeente_almelo")
    assert 14 in gekozen and len(gekozen) < 21


def test_lijst_keeps_the_choice_in_the_form_and_says_it_in_words(client: Client, voorbeeld: Plan) -> None:
    html = leest(client.get("/twente/opgaven/?cluster=3&woord=a%22b%3Cscript%3E"))
    assert '<option value="3" selected>' in html
    assert "in het cluster Twente is hightech hotspot" in html
    assert 'value="a&quot;b&lt;script&gt;"' in html
    assert "b<script>" not in html


def test_lijst_without_result_offers_to_clear(client: Client, voorbeeld: Plan) -> None:
    html = leest(client.get("/twente/opgaven/?woord=bestaatniet"))
    assert "Geen opgave past bij deze keuze." in html
    assert '<a href="/twente/opgaven/">Wis de filters</a>' in html
    assert "als spreadsheet" not in html


def test_lijst_keeps_the_filters_in_the_other_view_and_the_downloads(client: Client, voorbeeld: Plan) -> None:
    html = leest(client.get("/twente/opgaven/?cluster=3&woord="))
    assert 'href="/twente/opgaven/matrix/?cluster=3"' in html
    assert 'href="/twente/opgaven/download/ods/?cluster=3"' in html


def test_lijst_as_fragment_is_one_element(client: Client, voorbeeld: Plan) -> None:
    antwoord = client.get("/twente/opgaven/?cluster=3", headers={"HX-Request": "true"})
    html = leest(antwoord).strip()
    assert html.startswith('<div id="lijst"') and html.endswith("</div>")
    assert "<html" not in html and nummers(html) == [6, 7, 8]
    assert "HX-Request" in antwoord["Vary"]


def test_lijst_restored_from_history_is_a_page(client: Client, voorbeeld: Plan) -> None:
    kop = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in leest(client.get("/twente/opgaven/", headers=kop))


def test_lijst_takes_a_very_long_word(client: Client, voorbeeld: Plan) -> None:
    antwoord = client.get("/twente/opgaven/", {"woord": "🚂" * 2000})
    assert antwoord.status_code == 200
    assert "🚂" * 101 not in leest(antwoord)


def test_lijst_of_an_internal_plan_is_not_there_for_visitors(client: Client, intern: Plan) -> None:
    for pad in ("/twente/opgaven/", "/twente/opgaven/matrix/", "/twente/opgaven/download/csv/"):
        assert client.get(pad).status_code == 404


def test_lijst_refuses_to_be_posted_to(client: Client, voorbeeld: Plan) -> None:
    assert client.post("/twente/opgaven/").status_code == 405


@pytest.mark.parametrize("pad", ["/twente/opgaven/", "/twente/opgaven/matrix/"])
def test_lijst_asks_a_fixed_number_of_queries(
    als: Callable[..., Client],
    client: Client,
    voorbeeld: Plan,
    django_assert_num_queries: DjangoAssertNumQueries,
    pad: str,
) -> None:
    redacteur = als("redacteur")
    for wie in (client, redacteur):
        wie.get(pad)  # builds the document, once per text
    keus = f"{pad}?woord=spoor&ministerie=ienw"
    with django_assert_num_queries(6):  # drawn, from one snapshot
        client.get(keus)
    with django_assert_num_queries(2):
        client.get(keus)
    with django_assert_num_queries(3):
        redacteur.get(pad)


def test_who_works_on_the_plan_filters_on_the_status_of_fiches(
    client: Client, als: Callable[..., Client], voorbeeld: Plan
) -> None:
    voorbeeld.opgaven.filter(nummer__in=(3, 5)).update(status="akkoord")
    assert zoek(als("lezer"), "?status=akkoord") == [3, 5]
    assert "2 van 21 opgaven" in leest(als("lezer").get("/twente/opgaven/matrix/?status=akkoord"))
    assert "met de status akkoord" in leest(als("lezer").get("/twente/opgaven/?status=akkoord"))
    assert "Status van de fiche" not in leest(client.get("/twente/opgaven/"))
    assert zoek(client, "?status=akkoord") == list(range(1, 22))

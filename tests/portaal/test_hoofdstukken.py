from collections.abc import Callable

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from opgaven.models import Plan
from tests.lezen import leest


def test_inhoud_lists_chapters_and_opgaven_in_printed_order(client: Client, voorbeeld: Plan) -> None:
    html = leest(client.get("/twente/plan/"))
    plekken = [
        html.index(f'href="/twente/{pad}/"', html.index("inhoudsopgave"))
        for pad in ("plan/4", "opgaven/1", "opgaven/21", "plan/5")
    ]
    assert plekken == sorted(plekken)


def test_hoofdstuk_shows_its_sections_with_codes(client: Client, voorbeeld: Plan) -> None:
    html = leest(client.get("/twente/plan/2/"))
    assert '<a class="code" id="H2.1" href="#H2.1"' in html
    assert 'href="/twente/opgaven/19/">opgave 19</a>' in html
    assert 'class="vorige" href="/twente/plan/1/"' in html and 'class="volgende" href="/twente/plan/3/"' in html


def test_every_hoofdstuk_reads(client: Client, voorbeeld: Plan) -> None:
    hoeveel = voorbeeld.hoofdstukken.count()
    for nummer in range(1, hoeveel + 1):
        assert client.get(f"/twente/plan/{nummer}/").status_code == 200
    for nummer in (0, hoeveel + 1, 999_999_999_999):
        assert client.get(f"/twente/plan/{nummer}/").status_code == 404


def test_hoofdstuk_offers_editing_to_a_redacteur_only(als: Callable[..., Client], voorbeeld: Plan) -> None:
    assert "Bewerken" not in leest(als("lezer").get("/twente/plan/2/"))
    assert "Bewerken" in leest(als("redacteur").get("/twente/plan/2/"))


def test_hoofdstuk_of_an_internal_plan_is_not_there_for_visitors(client: Client, intern: Plan) -> None:
    assert client.get("/twente/plan/").status_code == 404
    assert client.get("/twente/plan/2/").status_code == 404


def test_hoofdstuk_refuses_to_be_posted_to(client: Client, voorbeeld: Plan) -> None:
    assert client.post("/twente/plan/2/").status_code == 405


def test_hoofdstuk_asks_a_fixed_number_of_queries(
    als: Callable[..., Client], client: Client, voorbeeld: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/twente/plan/2/")
    for pad in ("/twente/plan/", "/twente/plan/2/"):
        with django_assert_num_queries(1):
            client.get(pad)
    redacteur = als("redacteur")
    with django_assert_num_queries(3):
        redacteur.get("/twente/plan/2/")

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from governance.models import Regio
from opgaven.models import Plan
from tests.lezen import leest


def test_regios_shows_the_public_plan_first_and_names_the_others(client: Client, voorbeeld: Plan) -> None:
    html = client.get("/").content.decode()
    assert '<a href="/twente/">Twente</a>' in html
    assert "Nog geen plan in dit portaal" in html
    for naam in ("Achterhoek", "Zeeuws-Vlaanderen", "Zuidoost-Fryslân"):
        assert f"<li>{naam}</li>" in html


def test_regios_hides_an_internal_plan_from_visitors(client: Client, intern: Plan) -> None:
    html = client.get("/").content.decode()
    assert 'href="/twente/"' not in html
    assert "<li>Twente</li>" in html
    assert "Er staat nog geen openbaar plan" in html


def test_regios_shows_an_internal_plan_to_a_role_there_only(als: Callable[..., Client], intern: Plan) -> None:
    assert 'href="/twente/"' in als("lezer").get("/").content.decode()
    assert 'href="/twente/"' not in als("redacteur", regio="zuid-limburg").get("/").content.decode()
    assert 'href="/twente/"' not in als(None).get("/").content.decode()


def test_regios_asks_one_query(
    client: Client, voorbeeld: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        client.get("/")


def test_regios_refuses_to_be_posted_to(client: Client, voorbeeld: Plan) -> None:
    assert client.post("/").status_code == 405


def test_statements_name_a_contact_only_when_one_is_set(client: Client, db: None, settings: object) -> None:
    for pad in ("/toegankelijkheid/", "/privacy/"):
        assert "mailto:" not in client.get(pad).content.decode()
    settings.DEFAULT_FROM_EMAIL = "npvr@regio.voorbeeld"  # type: ignore[attr-defined]
    for pad in ("/toegankelijkheid/", "/privacy/"):
        assert 'href="mailto:npvr@regio.voorbeeld"' in client.get(pad).content.decode()


def test_reading_sets_no_cookies(client: Client, voorbeeld: Plan) -> None:
    for pad in ("/", "/privacy/", "/twente/", "/twente/opgaven/14/", "/twente/opgaven/?woord=spoor"):
        assert not client.get(pad).cookies, pad


def test_no_status_is_claimed_without_a_statement(client: Client, voorbeeld: Plan) -> None:
    assert "Nog geen status" in leest(client.get("/toegankelijkheid/"))
    assert "voldoet gedeeltelijk" not in leest(client.get("/toegankelijkheid/"))
    Regio.objects.filter(code="twente").update(
        toegankelijk="B",
        toegankelijk_op=date(2026, 11, 3),
        toegankelijk_verklaring="https://register.voorbeeld/twente",
        functieadres="programma@twente.voorbeeld",
    )
    pagina = leest(client.get("/toegankelijkheid/"))
    assert "Status B: <strong>voldoet gedeeltelijk</strong>, volgens de verklaring van 3 november 2026." in pagina
    assert 'href="https://register.voorbeeld/twente"' in pagina
    for pad in ("/toegankelijkheid/", "/privacy/"):
        assert 'href="mailto:programma@twente.voorbeeld"' in leest(client.get(pad))


def test_a_status_has_the_date_of_its_statement(voorbeeld: Plan) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Regio.objects.filter(code="twente").update(toegankelijk="A")


def test_a_region_with_a_statement_but_no_address_is_no_dead_end(client: Client, voorbeeld: Plan) -> None:
    Regio.objects.filter(code="twente").update(toegankelijk_verklaring="https://register.voorbeeld/twente")
    for pad in ("/toegankelijkheid/", "/privacy/"):
        assert "Vraag de beheerder van uw regio om het adres." in leest(client.get(pad))

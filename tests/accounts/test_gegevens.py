"""Mijn gegevens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.lezen import stuur


def test_a_visitor_must_log_in(client: Client, db: None) -> None:
    assert client.get("/account/")["Location"] == "/account/inloggen/?next=/account/"
    assert client.post("/account/", {"naam": "x"}).status_code == 401


@pytest.mark.parametrize("rol", [None, "lezer", "redacteur", "ministeriecontact", "beheerder"])
def test_everybody_with_an_account_has_the_page(rol: str | None, als: Callable[..., Client]) -> None:
    antwoord = als(rol).get("/account/")
    assert antwoord.status_code == 200
    assert "Mijn gegevens" in antwoord.text
    assert antwoord["Cache-Control"].startswith("max-age=0")


def test_the_page_costs_four_queries(als: Callable[..., Client], django_assert_num_queries: Any) -> None:
    client = als("redacteur")
    with django_assert_num_queries(3):  # session, person, sessions, second factor
        client.get("/account/")


def test_change_a_name(als: Callable[..., Client]) -> None:
    client = als("redacteur")
    antwoord = stuur(client, "/account/", {"naam": "  Redacteur \u0007 van\tTwente "}, follow=True)
    assert "Uw naam of functie is bewaard" in antwoord.text
    assert User.objects.filter(naam="Redacteur van Twente").exists()


@pytest.mark.parametrize("naam", ["", "   ", "\u202e", "x" * 201, "***"])
def test_a_name_that_cannot_be(naam: str, als: Callable[..., Client]) -> None:
    client = als("redacteur")
    antwoord = client.post("/account/", {"naam": naam})
    assert antwoord.status_code == 422
    assert "Uw naam is niet gewijzigd" in antwoord.text
    assert User.objects.filter(naam="Redacteur twente").exists()


def test_a_name_is_not_shown_as_html(als: Callable[..., Client]) -> None:
    client = als("redacteur")
    stuur(client, "/account/", {"naam": "<script>alert(1)</script>"})
    assert "<script>alert" not in client.get("/account/").text


def test_another_method(als: Callable[..., Client]) -> None:
    assert als("redacteur").delete("/account/").status_code == 405

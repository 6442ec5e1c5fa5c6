"""Mijn gegevens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.lezen import stuur


def test_een_bezoeker_moet_inloggen(client: Client, db: None) -> None:
    assert client.get("/account/")["Location"] == "/account/inloggen/?next=/account/"
    assert client.post("/account/", {"naam": "x"}).status_code == 302


@pytest.mark.parametrize("rol", [None, "lezer", "redacteur", "ministeriecontact", "beheerder"])
def test_iedereen_met_een_account_heeft_de_bladzijde(rol: str | None, als: Callable[..., Client]) -> None:
    antwoord = als(rol).get("/account/")
    assert antwoord.status_code == 200
    assert "Mijn gegevens" in antwoord.text
    assert antwoord["Cache-Control"].startswith("max-age=0")


def test_de_bladzijde_kost_vier_vragen(als: Callable[..., Client], django_assert_num_queries: Any) -> None:
    client = als("redacteur")
    with django_assert_num_queries(3):  # session, person, sessions, second factor
        client.get("/account/")


def test_naam_wijzigen(als: Callable[..., Client]) -> None:
    client = als("redacteur")
    antwoord = stuur(client, "/account/", {"naam": "  Redacteur \u0007 van\tTwente "}, follow=True)
    assert "Uw naam of functie is bewaard" in antwoord.text
    assert User.objects.filter(naam="Redacteur van Twente").exists()


@pytest.mark.parametrize("naam", ["", "   ", "\u202e", "x" * 201, "***"])
def test_een_naam_die_niet_kan(naam: str, als: Callable[..., Client]) -> None:
    client = als("redacteur")
    antwoord = client.post("/account/", {"naam": naam})
    assert antwoord.status_code == 422
    assert "Uw naam is niet gewijzigd" in antwoord.text
    assert User.objects.filter(naam="Redacteur twente").exists()


def test_een_naam_wordt_niet_als_html_getoond(als: Callable[..., Client]) -> None:
    client = als("redacteur")
    stuur(client, "/account/", {"naam": "<script>alert(1)</script>"})
    assert "<script>alert" not in client.get("/account/").text


def test_ander_werkwoord(als: Callable[..., Client]) -> None:
    assert als("redacteur").delete("/account/").status_code == 405

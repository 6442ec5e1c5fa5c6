from collections.abc import Callable

import pytest
from django.db import OperationalError
from django.test import Client
from django.test.client import RequestFactory

from npvr import fouten
from opgaven.models import Plan


def test_404_says_what_to_do(client: Client, voorbeeld: Plan) -> None:
    antwoord = client.get("/twente/opgaven/99/?terug=ja")
    html = antwoord.content.decode()
    assert antwoord.status_code == 404
    assert "Opgave 99 bestaat niet in dit plan." in html
    assert "/account/inloggen/?next=/twente/opgaven/99/%3Fterug%3Dja" in html
    assert 'href="/twente/opgaven/"' in html


def test_403_gives_the_reason(rf: RequestFactory, als: Callable[..., Client], voorbeeld: Plan) -> None:
    antwoord = als("lezer").get("/twente/opgaven/14/knelpunten/bewerken/")
    assert antwoord.status_code == 403
    assert "Vraag de programmamanager om de rol redacteur." in antwoord.content.decode()


def test_csrf_failure_says_nothing_was_saved(voorbeeld: Plan) -> None:
    antwoord = Client(enforce_csrf_checks=True).post("/account/inloggen/", {"login": "a@b.test", "password": "x"})
    assert antwoord.status_code == 403
    assert "Dit formulier is verlopen" in antwoord.content.decode()


def test_500_stands_by_itself(rf: RequestFactory) -> None:
    antwoord = fouten.fout(rf.get("/"))
    assert antwoord.status_code == 500
    assert "Er ging iets mis" in antwoord.content.decode()


def test_database_that_is_away_gives_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def weg(*args: object) -> None:
        raise OperationalError("geen verbinding")

    monkeypatch.setattr("npvr.vaste_vraag.VasteVraag.__call__", weg)
    antwoord = client.get("/twente/")
    assert antwoord.status_code == 503 and antwoord["Retry-After"] == "30"
    assert "even niet bereikbaar" in antwoord.content.decode()


@pytest.mark.parametrize("naam", ["500", "503"])
def test_pages_that_stand_alone_use_no_template_tags(naam: str, settings: object) -> None:
    bron = (settings.BASE_DIR / f"templates/componenten/fout_{naam}.html").read_text()  # type: ignore[attr-defined]
    assert "{%" not in bron and "{{" not in bron and "style=" not in bron

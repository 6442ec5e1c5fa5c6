import re
from collections.abc import Callable

import pytest
from django.db import OperationalError
from django.test import Client
from django.test.client import RequestFactory

from npvr import fouten
from opgaven.models import Plan
from tests.lezen import leest


def test_404_says_what_to_do(client: Client, voorbeeld: Plan) -> None:
    antwoord = client.get("/twente/opgaven/99/?terug=ja")
    html = antwoord.content.decode()
    assert antwoord.status_code == 404
    assert "Opgave 99 bestaat niet in dit plan." in html
    assert "/account/inloggen/?next=/twente/opgaven/99/%3Fterug%3Dja" in html
    assert 'href="/twente/opgaven/"' in html


PAGINAS = ("", "plan/", "opgaven/14/", "documenten/", "plan/pdf/", "weg/", "plancontrole/", "afdrukken/", "mijn-werk/")


@pytest.mark.parametrize("wie", ["bezoeker", "zonder rol"])
def test_404_does_not_tell_whether_there_is_a_draft(
    client: Client, als: Callable[..., Client], intern: Plan, wie: str
) -> None:
    vrager = client if wie == "bezoeker" else als(None)
    for pagina in PAGINAS:
        met, zonder = (vrager.get(f"/{regio}/{pagina}") for regio in ("twente", "zuid-limburg"))
        assert met.status_code == zonder.status_code == 404, pagina
        gelijk = [
            re.sub(r"\w{64}", "", leest(antwoord)).replace("twente", "zuid-limburg") for antwoord in (met, zonder)
        ]
        assert gelijk[0] == gelijk[1], pagina
        assert "nog geen plan" not in leest(met), pagina


def test_404_of_an_address_that_no_page_has(client: Client, als: Callable[..., Client], intern: Plan) -> None:
    """A region that is mistyped is no region without a plan; and nobody is asked to log in for it."""
    for wie in (client, als(None), als("redacteur")):
        for adres in ("/twentte/", "/opgaven/", "/twente/opgavn/", "/twentte/weg/", "/twentte/personen/"):
            html = leest(wie.get(adres))
            assert "Deze pagina bestaat niet" in html and "verkeerd getypt" in html, adres
            assert (
                "plan openbaar" not in html and "nog geen plan" not in html and "?next=" not in html.split("<main")[1]
            )


def test_404_says_what_is_not_public_and_what_asks_for_a_role(
    client: Client, als: Callable[..., Client], voorbeeld: Plan
) -> None:
    html = leest(client.get("/twente/plancontrole/"))
    assert "<h1>Log in om dit te zien</h1>" in html and "?next=/twente/plancontrole/" in html
    html = leest(als(None).get("/twente/plancontrole/"))
    assert "<h1>Dit kunt u niet zien</h1>" in html and "Uw account heeft hier geen rol." in html
    html = leest(client.get("/twente/documenten/2026-01-geheim/"))
    assert "<h1>Dit is niet openbaar</h1>" in html and "Deze versie is er niet, of is niet openbaar." in html
    html = leest(als("lezer").get("/twente/documenten/2026-01-geheim/"))
    assert "Deze versie is er niet." in html and "niet openbaar" not in html.split("<main")[1]


def test_404_holds_no_sentence_of_the_framework(als: Callable[..., Client], voorbeeld: Plan) -> None:
    versie = voorbeeld.versies.get().code
    html = leest(als("secretaris").get(f"/twente/documenten/{versie}/besluit/999/bevestigen/"))
    assert "matches the given query" not in html and "Deze pagina bestaat niet" in html


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


def test_the_page_stands_alone(settings: object) -> None:
    """It is drawn when the shell of a page cannot be: nothing but the text that comes back is taken from elsewhere."""
    bron = (settings.BASE_DIR / "templates/componenten/fout_storing.html").read_text()  # type: ignore[attr-defined]
    assert re.findall(r"{% (?:include|extends|load|url|static)[^%]*%}", bron) == [
        '{% include "componenten/_uw_invoer.html" %}'
    ]
    assert "style=" not in bron

import re
from collections.abc import Callable

from django.test import Client

from accounts.demo import DEMO_PERSONEN, WACHTWOORD
from accounts.models import User


def test_login_by_mail_and_password_goes_back_to_the_page(client: Client, persoon: Callable[..., User]) -> None:
    user = persoon("lezer")
    html = client.get("/account/inloggen/?next=/twente/opgaven/14/").content.decode()
    assert "E-mailadres" in html and "Wachtwoord" in html
    antwoord = client.post(
        "/account/inloggen/", {"login": user.email, "password": "een-lang-wachtwoord", "next": "/twente/opgaven/14/"}
    )
    assert antwoord.status_code == 302 and antwoord["Location"] == "/twente/opgaven/14/"


def test_login_that_fails_says_the_same_for_unknown_accounts(client: Client, persoon: Callable[..., User]) -> None:
    user = persoon("lezer")
    teksten = []
    for adres in (user.email, "niemand@voorbeeld.test"):
        html = client.post("/account/inloggen/", {"login": adres, "password": "fout-wachtwoord"}).content.decode()
        assert "Inloggen is niet gelukt." in html and 'role="alert"' in html
        assert f'value="{adres}"' in html
        teksten.append(re.findall(r'id="fouten">.*?</div>', html, re.S))
    assert teksten[0] == teksten[1]


def test_demo_logins_are_shown_in_demo_mode_only(client: Client, db: None, settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    html = client.get("/account/inloggen/").content.decode()
    assert WACHTWOORD not in html and "Proeflogins" not in html
    settings.DEMO = True  # type: ignore[attr-defined]
    html = client.get("/account/inloggen/").content.decode()
    assert WACHTWOORD in html
    for mens in DEMO_PERSONEN:
        assert mens.email in html


def test_logout_asks_first_and_works_by_post(als: Callable[..., Client]) -> None:
    client = als("lezer")
    assert "Weet u zeker" in client.get("/account/uitloggen/").content.decode()
    assert "Lezer in Twente" in client.get("/twente/").content.decode()
    client.post("/account/uitloggen/")
    assert "Inloggen" in client.get("/twente/").content.decode()


def test_password_change_shows_errors_at_the_field(als: Callable[..., Client]) -> None:
    client = als("lezer")
    html = client.post(
        "/account/wachtwoord/",
        {"oldpassword": "fout", "password1": "kort", "password2": "anders"},
    ).content.decode()
    assert "Uw wachtwoord is niet gewijzigd." in html
    assert html.count('aria-invalid="true"') >= 1
    assert "Minstens 12 tekens" in html

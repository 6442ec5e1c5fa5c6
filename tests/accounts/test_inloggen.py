"""Logging in, being locked out, and what an answer tells."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client

from accounts.models import Sessie, User
from tests.inloggen import inloggen

FOUT = "juist-niet-dit-woord"


def zonder_wat_wisselt(tekst: str) -> str:
    tekst = re.sub(r'(name="csrfmiddlewaretoken" value|nonce|x-csrftoken)="?:?"?[^"]*"', "", tekst)
    return re.sub(r'value="[^"]*@[^"]*"', "", tekst)


def test_logging_in_with_the_right_password(client: Client, persoon: Callable[..., User], log_in: Any) -> None:
    user = persoon("redacteur")
    antwoord = log_in(client, user)
    assert antwoord.status_code == 302
    assert client.session[SESSION_KEY] == str(user.pk)


def test_capitals_in_the_address_do_not_matter(client: Client, persoon: Callable[..., User], log_in: Any) -> None:
    user = persoon("redacteur")
    assert log_in(client, user.email.upper()).status_code == 302


def test_the_page_writes_nothing(client: Client, schrijft_niets: Any) -> None:
    antwoord = schrijft_niets(lambda: client.get("/account/inloggen/?next=/twente/"))
    assert antwoord.status_code == 200
    assert "Inloggen" in antwoord.text


def test_an_unknown_account_gets_the_same_answer(persoon: Callable[..., User], log_in: Any) -> None:
    bekend = log_in(Client(), persoon("redacteur"), FOUT)
    onbekend = log_in(Client(), "wie-is-dat@voorbeeld.test", FOUT)
    assert bekend.status_code == onbekend.status_code == 200
    assert zonder_wat_wisselt(bekend.text) == zonder_wat_wisselt(onbekend.text)


def test_an_unknown_account_costs_as_much_time(
    persoon: Callable[..., User], log_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 300_000)  # a hash that takes time, as on a real server
    user = persoon("redacteur")

    def duur(wie: User | str) -> float:
        begin = time.perf_counter()
        log_in(Client(REMOTE_ADDR="192.0.2.9"), wie, FOUT)
        return time.perf_counter() - begin

    bekend, onbekend = [], []
    for n in range(3):  # taken in turns, so that a busy machine slows both
        bekend.append(duur(user))
        onbekend.append(duur(f"onbekend-{n}@voorbeeld.test"))
    assert 0.4 < median(onbekend) / median(bekend) < 2.5


def test_a_good_login_does_not_count(persoon: Callable[..., User], log_in: Any) -> None:
    user = persoon("redacteur")
    for _ in range(12):
        assert log_in(Client(), user).status_code == 302


def test_a_disabled_account_does_not_get_in(client: Client, persoon: Callable[..., User], log_in: Any) -> None:
    user = persoon("redacteur")
    user.is_active = False
    user.save()
    assert log_in(client, user)["Location"] == "/account/niet-actief/"
    assert SESSION_KEY not in client.session
    assert log_in(Client(), user, FOUT).status_code == 200


def test_whoever_is_disabled_is_out_at_once(persoon: Callable[..., User], log_in: Any) -> None:
    user, client = persoon("redacteur"), Client()
    log_in(client, user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize("naar", ["https://elders.voorbeeld/", "//elders.voorbeeld/", "javascript:alert(1)"])
def test_after_login_not_to_another_site(naar: str, persoon: Callable[..., User]) -> None:
    gegevens = {"login": persoon("redacteur").email, "password": "een-lang-wachtwoord", "next": naar}
    assert Client().post("/account/inloggen/", gegevens)["Location"] == "/mijn-werk/"


def test_the_admin_has_no_door_of_its_own(persoon: Callable[..., User]) -> None:
    user = persoon("beheerder")
    antwoord = Client().post("/beheer/login/", {"username": user.email, "password": "een-lang-wachtwoord"})
    assert antwoord.status_code == 302
    assert antwoord["Location"].startswith("/account/inloggen/")


def test_logging_out_clears_the_session(client: Client, persoon: Callable[..., User], log_in: Any) -> None:
    user = persoon("redacteur")
    log_in(client, user)
    assert Sessie.objects.filter(user=user).count() == 1
    assert client.get("/account/uitloggen/").status_code == 200
    assert client.post("/account/uitloggen/").status_code == 302
    assert Sessie.objects.filter(user=user).count() == 0


@pytest.mark.parametrize(
    "adres",
    [
        "/account/", "/account/sessies/", "/account/inloggen/", "/account/inloggen/code/", "/account/uitloggen/",
        "/account/wachtwoord/", "/account/wachtwoord/vergeten/", "/account/wachtwoord/nieuw/",
        "/account/wachtwoord/nieuw/kiezen/",
        "/account/opnieuw-inloggen/", "/account/opnieuw-inloggen/code/", "/account/tweede-factor/instellen/",
        "/account/tweede-factor/herstelcodes/", "/account/tweede-factor/uitzetten/", "/account/oidc/organisatie/",
        "/uitnodiging/", "/uitnodiging/aannemen/",
    ],
)  # fmt: skip
def test_a_post_without_csrf_token_is_refused(adres: str, persoon: Callable[..., User]) -> None:
    client = Client(enforce_csrf_checks=True)
    inloggen(persoon("beheerder"), client)
    assert client.post(adres, {"naam": "x"}).status_code == 403
    assert Client(enforce_csrf_checks=True).post(adres, {"naam": "x"}).status_code == 403


def test_no_page_writes_on_a_get(
    persoon: Callable[..., User], log_in: Any, schrijft_niets: Any, als: Callable[..., Client]
) -> None:
    """Also for who is halfway: a password typed, a code still to come."""
    user = persoon("redacteur")
    Authenticator.objects.create(user=user, type="totp", data={"secret": encrypt("JBSWY3DPEHPK3PXP")})
    half = Client()
    log_in(half, user)
    for client in (Client(), half, als("beheerder")):
        client.get("/account/inloggen/code/")  # the first look may clear what hangs loose of an earlier try
        for adres in (
            "/account/inloggen/code/", "/account/inloggen/", "/account/uitloggen/", "/account/wachtwoord/",
            "/account/wachtwoord/vergeten/", "/account/wachtwoord/vergeten/verzonden/", "/account/wachtwoord/nieuw/",
            "/account/wachtwoord/nieuw/kiezen/", "/uitnodiging/", "/uitnodiging/aannemen/",
            "/account/opnieuw-inloggen/", "/account/opnieuw-inloggen/code/", "/account/niet-actief/", "/account/",
        ):  # fmt: skip
            schrijft_niets(lambda adres=adres, client=client: client.get(adres))

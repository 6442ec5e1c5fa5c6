"""Guessing is slowed, and nobody locks out anybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.utils import timezone

from accounts import remmen
from accounts.models import Inlogrem, User
from tests.sleutels import brief, link_in, open_link

FOUT = "juist-niet-dit-woord"
KANTOOR = "203.0.113.5"
NIEUW = "vier losse woorden samen"
GEHEIM = "JBSWY3DPEHPK3PXP"


def van(adres: str) -> Client:
    return Client(REMOTE_ADDR=adres)


def binnen(client: Client) -> bool:
    return SESSION_KEY in client.session


@pytest.fixture
def bekend(persoon: Callable[..., User], log_in: Any) -> tuple[User, Client]:
    """Somebody at the office, in a browser where they logged in before."""
    user, client = persoon("redacteur"), van(KANTOOR)
    log_in(client, user)
    client.post("/account/uitloggen/")
    assert not binnen(client)
    return user, client


def raad(user: User | str, adres: str, keer: int, log_in: Any) -> Any:
    antwoord = None
    for _ in range(keer):
        antwoord = log_in(van(adres), user, FOUT)
    return antwoord


def test_who_often_misses_waits_and_reads_how_long_and_what_else_helps(
    persoon: Callable[..., User], log_in: Any
) -> None:
    user = persoon("redacteur")
    assert "Te veel" not in raad(user, KANTOOR, 5, log_in).text
    client = van(KANTOOR)
    antwoord = log_in(client, user)
    assert not binnen(client), "ook het goede wachtwoord wacht, in een browser die niemand kent"
    tekst = " ".join(antwoord.text.split())
    assert "Te veel mislukte pogingen. Wacht nog 1 minuut; daarna kunt u het opnieuw proberen." in tekst
    for uitweg in ("een browser waarin u dit account al eens gebruikte", "Wachtwoord vergeten?", "vraag een beheerder"):
        assert uitweg in tekst


def test_each_next_time_takes_longer_up_to_an_hour(persoon: Callable[..., User], log_in: Any) -> None:
    user, gezien = persoon("redacteur"), []
    raad(user, KANTOOR, 4, log_in)
    for _ in range(9):
        raad(user, KANTOOR, 1, log_in)
        gezien.append(re.search(r"nog (\d+ minuu?te?n?)", raad(user, KANTOOR, 1, log_in).text)[1])  # type: ignore[index]
        Inlogrem.objects.filter(tot__isnull=False).update(tot=timezone.now())
    assert gezien == [
        "1 minuut", "2 minuten", "4 minuten", "8 minuten", "15 minuten", "30 minuten", "60 minuten", "60 minuten",
        "60 minuten",
    ]  # fmt: skip


def test_ten_misses_at_the_office_shut_out_no_colleague(persoon: Callable[..., User], log_in: Any) -> None:
    user, collega = persoon("redacteur"), van(KANTOOR)
    raad(user, KANTOOR, 10, log_in)
    for n in range(20):
        raad(f"wie-{n}@voorbeeld.test", KANTOOR, 4, log_in)
    log_in(collega, persoon("lezer"))
    assert binnen(collega)


def test_nobody_shuts_out_another(persoon: Callable[..., User], log_in: Any) -> None:
    user, thuis = persoon("redacteur"), van("192.0.2.7")
    raad(user, "198.51.100.1", 12, log_in)
    log_in(thuis, user)
    assert binnen(thuis), "van een ander adres merkt niemand er iets van"


def test_a_known_browser_never_waits_for_another(bekend: tuple[User, Client], log_in: Any) -> None:
    """Not for guesses at this very address, nor from everywhere at once."""
    user, client = bekend
    raad(user, KANTOOR, 10, log_in)
    for n in range(30):
        raad(user, f"198.51.100.{n}", 5, log_in)
    vreemd = van("192.0.2.200")
    assert "Te veel" in log_in(vreemd, user).text, "van overal tegelijk: wie niemand kent, wacht"
    log_in(client, user)
    assert binnen(client)


def test_a_known_browser_is_known_for_its_own_account(
    bekend: tuple[User, Client], persoon: Callable[..., User], log_in: Any
) -> None:
    ander = persoon("lezer")
    raad(ander, KANTOOR, 10, log_in)
    assert "Te veel" in log_in(bekend[1], ander).text


def test_own_typing_errors_in_a_known_browser_shut_nobody_out(bekend: tuple[User, Client], log_in: Any) -> None:
    user, client = bekend
    for _ in range(15):
        log_in(client, user, FOUT)
    log_in(client, user)
    assert binnen(client)


def test_guessing_in_a_known_browser_stops(bekend: tuple[User, Client], log_in: Any) -> None:
    user, client = bekend
    for _ in range(36):
        antwoord = log_in(client, user, FOUT)
    assert "Te veel" in antwoord.text


@pytest.mark.parametrize("koek", ["", "onzin", "W10:1:x", "a" * 5000])
def test_a_forged_mark_does_not_count(koek: str, bekend: tuple[User, Client], log_in: Any) -> None:
    user, _ = bekend
    raad(user, KANTOOR, 10, log_in)
    vals = van(KANTOOR)
    vals.cookies[remmen.KOEK] = koek
    assert "Te veel" in log_in(vals, user).text


def test_the_mark_of_a_former_password_does_not_count(bekend: tuple[User, Client], log_in: Any) -> None:
    """Whoever knew the password before, and was in with it, guesses as a stranger."""
    user, client = bekend
    user.set_password(NIEUW)
    user.save()
    raad(user, KANTOOR, 10, log_in)
    assert "Te veel" in log_in(client, user, NIEUW).text


def test_who_changes_the_password_stays_known(bekend: tuple[User, Client], log_in: Any) -> None:
    user, client = bekend
    log_in(client, user)
    nieuw = {"oldpassword": "een-lang-wachtwoord", "password1": NIEUW, "password2": NIEUW}
    assert client.post("/account/wachtwoord/", nieuw).status_code == 302
    client.post("/account/uitloggen/")
    raad(user, KANTOOR, 10, log_in)
    log_in(client, user, NIEUW)
    assert binnen(client)


def test_a_new_password_is_the_way_out(persoon: Callable[..., User], log_in: Any) -> None:
    user, client = persoon("redacteur"), van(KANTOOR)
    raad(user, KANTOOR, 10, log_in)
    client.post("/account/wachtwoord/vergeten/", {"email": user.email})
    open_link(client, link_in(brief(user.email).tekst))
    client.post("/account/wachtwoord/nieuw/kiezen/", {"password1": NIEUW, "password2": NIEUW})
    raad(user, KANTOOR, 10, log_in)  # and whoever guesses goes on guessing
    log_in(client, user, NIEUW)
    assert binnen(client)


def test_an_unknown_account_is_slowed_down_as_well(log_in: Any) -> None:
    raad("wie-is-dat@voorbeeld.test", KANTOOR, 5, log_in)
    assert "Te veel" in raad("wie-is-dat@voorbeeld.test", KANTOOR, 1, log_in).text


def test_one_word_on_all_accounts_stops_too(log_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(remmen.PER_UUR, "adres", 20)
    for n in range(20):
        raad(f"wie-{n}@voorbeeld.test", KANTOOR, 1, log_in)
    assert "Te veel" in raad("nog-een@voorbeeld.test", KANTOOR, 1, log_in).text
    assert "Te veel" not in raad("nog-een@voorbeeld.test", "192.0.2.1", 1, log_in).text


def test_after_a_day_it_is_forgotten(persoon: Callable[..., User], log_in: Any) -> None:
    user, client = persoon("redacteur"), van(KANTOOR)
    raad(user, KANTOOR, 9, log_in)
    oud = timezone.now() - timedelta(hours=25)
    Inlogrem.objects.update(laatste_op=oud, sinds=oud, tot=oud)
    assert "Te veel" not in raad(user, KANTOOR, 4, log_in).text
    log_in(client, user)
    assert binnen(client)
    Inlogrem.objects.update(laatste_op=timezone.now() - timedelta(hours=49))
    remmen.ruim_op()
    assert not Inlogrem.objects.exists()


def test_no_address_or_account_is_in_the_table(persoon: Callable[..., User], log_in: Any) -> None:
    user = persoon("redacteur")
    raad(user, KANTOOR, 2, log_in)
    for rij in Inlogrem.objects.values():
        assert KANTOOR not in str(rij) and user.email not in str(rij)


def test_behind_a_proxy_the_address_that_it_saw_counts(
    persoon: Callable[..., User], log_in: Any, settings: Any
) -> None:
    """What a visitor writes in the header themselves stands before it, and does not count."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    user = persoon("redacteur")
    for n in range(10):
        kop = {"HTTP_X_FORWARDED_FOR": f"192.0.2.{n}, {KANTOOR}"}
        log_in(Client(REMOTE_ADDR="10.0.0.1", **kop), user, FOUT)
    kop = {"HTTP_X_FORWARDED_FOR": f"192.0.2.77, {KANTOOR}"}
    assert "Te veel" in log_in(Client(REMOTE_ADDR="10.0.0.1", **kop), user).text
    assert log_in(Client(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.6"), user).status_code == 302


def met_factor(user: User) -> User:
    Authenticator.objects.create(user=user, type="totp", data={"secret": encrypt(GEHEIM)})
    return user


def test_who_guessed_the_password_does_not_stop_its_owner(
    persoon: Callable[..., User], log_in: Any, code: Callable[..., str]
) -> None:
    """Codes are counted for strangers together, and for a known browser by itself."""
    user, eigen, dief = met_factor(persoon("redacteur")), van(KANTOOR), van("198.51.100.1")
    log_in(eigen, user)
    eigen.post("/account/inloggen/code/", {"code": code(GEHEIM)})
    eigen.post("/account/uitloggen/")
    log_in(dief, user)
    for _ in range(11):
        antwoord = dief.post("/account/inloggen/code/", {"code": "000000"})
    assert "Te veel mislukte pogingen" in antwoord.text
    assert "Te veel" in dief.post("/account/inloggen/code/", {"code": code(GEHEIM, 1)}).text
    log_in(eigen, user)
    eigen.post("/account/inloggen/code/", {"code": code(GEHEIM, 1)})
    assert binnen(eigen)

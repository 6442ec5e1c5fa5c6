"""How long somebody stays logged in, and where."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.core import signing
from django.test import Client
from django.utils import timezone

from accounts import middleware
from accounts.models import Sessie, User
from accounts.sessies import BEGONNEN, SessionStore, apparaat

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"


@pytest.fixture
def ingelogd(persoon: Callable[..., User], log_in: Any) -> Client:
    client = Client()
    log_in(client, persoon("redacteur"))
    return client


def verzet_begin(client: Client, uren: float) -> None:
    sessie = client.session
    sessie[BEGONNEN] = time.time() - uren * 3600
    sessie.save()


def oud_teken(client: Client, uren: float, monkeypatch: pytest.MonkeyPatch) -> None:
    toen = time.time() - uren * 3600
    monkeypatch.setattr(signing.time, "time", lambda: toen)
    client.cookies[middleware.COOKIE] = signing.TimestampSigner(salt=f"npvr.actief.{client.session.session_key}").sign(
        "1"
    )
    monkeypatch.undo()


def binnen(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_who_does_something_stays_in(ingelogd: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    verzet_begin(ingelogd, 5)
    oud_teken(ingelogd, 1.9, monkeypatch)
    assert binnen(ingelogd)
    assert binnen(ingelogd), "het teken is ververst"


def test_after_two_hours_of_silence_one_is_out(ingelogd: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    verzet_begin(ingelogd, 5)
    oud_teken(ingelogd, 2.1, monkeypatch)
    antwoord = ingelogd.get("/account/")
    assert antwoord.status_code == 302
    assert ingelogd.get("/").wsgi_request.user.is_anonymous


def test_without_a_sign_the_login_counts(ingelogd: Client) -> None:
    del ingelogd.cookies[middleware.COOKIE]
    verzet_begin(ingelogd, 1.9)
    assert binnen(ingelogd)
    del ingelogd.cookies[middleware.COOKIE]
    verzet_begin(ingelogd, 2.1)
    assert not binnen(ingelogd)


def test_a_sign_of_another_session_does_not_help(ingelogd: Client, als: Callable[..., Client]) -> None:
    ander = als("lezer")
    assert binnen(ander)
    verzet_begin(ingelogd, 3)
    ingelogd.cookies[middleware.COOKIE] = ander.cookies[middleware.COOKIE].value
    assert not binnen(ingelogd)


def test_after_twelve_hours_one_is_out_even_when_busy(ingelogd: Client) -> None:
    verzet_begin(ingelogd, 11.9)
    assert binnen(ingelogd)
    verzet_begin(ingelogd, 12.1)
    assert not binnen(ingelogd)


def test_saving_does_not_prolong_a_session(ingelogd: Client) -> None:
    verzet_begin(ingelogd, 10)
    rij = Sessie.objects.get(pk=ingelogd.session.session_key)
    assert rij.expire_date - timezone.now() < timedelta(hours=2, minutes=1)


def test_looking_writes_nothing(ingelogd: Client, schrijft_niets: Any) -> None:
    del ingelogd.cookies[middleware.COOKIE]
    antwoord = schrijft_niets(lambda: ingelogd.get("/account/"))
    assert middleware.COOKIE in antwoord.cookies
    assert antwoord.cookies[middleware.COOKIE]["httponly"]
    assert middleware.COOKIE not in ingelogd.get("/account/").cookies, "niet bij elk verzoek opnieuw"


def test_an_expired_session_writes_nothing_on_a_get_either(ingelogd: Client, schrijft_niets: Any) -> None:
    del ingelogd.cookies[middleware.COOKIE]
    verzet_begin(ingelogd, 3)
    assert schrijft_niets(lambda: ingelogd.get("/account/")).status_code == 302


def test_a_visitor_gets_no_sign_and_no_session(client: Client, db: None) -> None:
    antwoord = client.get("/")
    assert "sessionid" not in antwoord.cookies
    assert middleware.COOKIE not in antwoord.cookies


def test_a_session_knows_whose_it_is(client: Client, persoon: Callable[..., User], log_in: Any) -> None:
    user = persoon("redacteur")
    log_in(client, user, HTTP_USER_AGENT=FIREFOX)
    rij = Sessie.objects.get(user=user)
    assert rij.apparaat == "Firefox op Windows"
    assert rij.begonnen_op is not None
    client.session.flush()
    SessionStore.clear_expired()


def test_my_data_shows_where_one_is_logged_in_and_ends_the_rest(
    ingelogd: Client, persoon: Callable[..., User], log_in: Any
) -> None:
    user = User.objects.get(pk=ingelogd.session[SESSION_KEY])
    elders, ander = Client(), Client()
    log_in(elders, user, HTTP_USER_AGENT=FIREFOX)
    log_in(ander, persoon("lezer"))
    tekst = ingelogd.get("/account/").text
    assert "Firefox op Windows" in tekst
    assert ingelogd.get("/account/sessies/").status_code == 405
    antwoord = ingelogd.post("/account/sessies/", follow=True)
    assert "uitgelogd op 1 andere plek" in antwoord.text
    assert binnen(ingelogd)
    assert not binnen(elders)
    assert binnen(ander), "een ander blijft binnen"
    assert "nergens anders" in ingelogd.post("/account/sessies/", follow=True).text


@pytest.mark.parametrize(
    ("agent", "woorden"),
    [
        ("", "onbekend apparaat"),
        ("curl/8", "onbekend apparaat"),
        (FIREFOX, "Firefox op Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari op een iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge op Windows"),
        ("Mozilla/5.0 (Linux; Android 14) " + "x" * 9000, "een browser op Android"),
    ],
)
def test_device_in_words(agent: str, woorden: str) -> None:
    assert apparaat(agent) == woorden

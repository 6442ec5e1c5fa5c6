"""Changing a password, and a forgotten one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.utils import timezone

from accounts.models import Sessie, User
from governance.models import Post, Regio
from reacties.actions.bezorgen import verstuur_post
from tests.brievenbus import brievenbus
from tests.inloggen import inloggen
from tests.sleutels import brief, link_in, open_link

NIEUW = "vier losse woorden samen"


KIEZEN = "/account/wachtwoord/nieuw/kiezen/"


def link() -> str:
    return link_in(brief().tekst)


def test_forgotten_does_not_tell_whether_an_account_exists(persoon: Callable[..., User]) -> None:
    user = persoon("redacteur")
    antwoorden = []
    for email in (user.email, "wie-is-dat@voorbeeld.test"):
        antwoord = Client().post("/account/wachtwoord/vergeten/", {"email": email}, follow=True)
        antwoorden.append((antwoord.redirect_chain, re.sub(r'nonce="[^"]*"', "", antwoord.text)))
    assert antwoorden[0] == antwoorden[1]
    assert [p.adres for p in Post.objects.all()] == [user.email]


def test_forgotten_is_silent_even_when_the_mail_server_is_away(persoon: Callable[..., User], settings: Any) -> None:
    """Nothing is sent in the request: the mail waits in the outbox, and goes when the server is there."""
    with brievenbus(settings) as bus:
        bus.dicht()
        antwoord = Client().post("/account/wachtwoord/vergeten/", {"email": persoon("redacteur").email})
        assert antwoord.status_code == 302
        assert verstuur_post().server_weg
        bus.open()
        Post.objects.update(niet_voor=timezone.now())
        assert verstuur_post().verstuurd == 1
        assert link_in(bus.brieven[0][1].get_body(("plain",)).get_content())
    assert Post.objects.get().tekst == "", "de sleutel blijft nergens staan"


def test_the_message_has_regio_term_and_two_forms(persoon: Callable[..., User], settings: Any) -> None:
    Regio.objects.filter(code="twente").update(functieadres="programma@voorbeeld.test")
    user = persoon("redacteur")
    with brievenbus(settings) as bus:
        Client().post("/account/wachtwoord/vergeten/", {"email": user.email})
        verstuur_post()
        [bericht] = bus.aan(user.email)
    assert re.fullmatch(
        r"Nieuw wachtwoord kiezen, vóór \d\d\.\d\d uur \(Plan voor de Regio Twente\)", bericht["Subject"].strip()
    )
    assert bericht["Reply-To"] == "programma@voorbeeld.test"
    assert bericht["Auto-Submitted"] == "auto-generated" and bericht["X-Auto-Response-Suppress"] == "All"
    assert bericht["References"].startswith("<")
    tekst, html = (bericht.get_body((vorm,)).get_content() for vorm in ("plain", "html"))
    assert re.search(r"tot \d+ \w+ \d{4} om \d\d\.\d\d uur", tekst[:200]), "de termijn staat vooraan"
    link = link_in(tekst)
    assert f'href="{link}">Kies een nieuw wachtwoord</a>' in html


def test_the_link_has_the_configured_address_and_not_that_of_the_request(
    persoon: Callable[..., User], settings: Any
) -> None:
    settings.BASIS_URL, settings.ALLOWED_HOSTS = "https://portaal.voorbeeld.test", ["*"]
    client = Client(headers={"host": "kwaad.voorbeeld.test"})
    assert client.post("/account/wachtwoord/vergeten/", {"email": persoon("redacteur").email}).status_code == 302
    assert link().startswith("https://portaal.voorbeeld.test/account/wachtwoord/nieuw/#")
    assert "kwaad" not in brief().tekst


def test_two_clicks_are_one_message(persoon: Callable[..., User]) -> None:
    user = persoon("redacteur")
    for _ in range(2):
        Client().post("/account/wachtwoord/vergeten/", {"email": user.email})
    assert Post.objects.count() == 1


def test_the_link_writes_nothing_and_works_once(persoon: Callable[..., User], log_in: Any, schrijft_niets: Any) -> None:
    user = persoon("redacteur")
    elders = Client()
    log_in(elders, user)
    Client().post("/account/wachtwoord/vergeten/", {"email": user.email})
    adres, client = link(), Client()
    pagina = schrijft_niets(lambda: client.get("/account/wachtwoord/nieuw/"))
    assert "Sleutel uit uw e-mail" in pagina.text and user.email not in pagina.text
    assert "Kies een nieuw wachtwoord" in open_link(client, adres).text
    assert user.email in schrijft_niets(lambda: client.get(KIEZEN)).text
    antwoord = client.post(KIEZEN, {"password1": NIEUW, "password2": NIEUW})
    assert antwoord["Location"] == "/account/wachtwoord/nieuw/klaar/"
    assert SESSION_KEY not in client.session
    nog_eens = client.post(KIEZEN, {"password1": NIEUW, "password2": NIEUW})
    assert nog_eens["Location"] == "/account/wachtwoord/nieuw/klaar/", "nog een klik zegt hetzelfde"
    assert elders.get("/account/").status_code == 302, "op andere plekken uitgelogd"
    assert log_in(Client(), user, NIEUW).status_code == 302
    assert "is gewijzigd" in brief(user.email).onderwerp
    over = open_link(Client(), adres)
    assert over.status_code == 422
    assert "Deze link werkt niet meer" in over.text
    assert Client().post(KIEZEN, {"password1": "x" * 14, "password2": "x" * 14}).status_code == 404


def test_a_pasted_key_works_with_the_rest_of_the_link_too(persoon: Callable[..., User]) -> None:
    Client().post("/account/wachtwoord/vergeten/", {"email": persoon("redacteur").email})
    for getypt in (link(), f"  {link().partition('#')[2]}\n"):
        assert Client().post("/account/wachtwoord/nieuw/", {"sleutel": getypt}).status_code == 303


@pytest.mark.parametrize(
    "sleutel",
    ["", "x", "-1", "1-abc", "1-a-b", "zz-" + "a" * 5000, "zzzzzzzzzzzzzzzz-a-b", "é-✂", "1-\0", "#", "1-a-é"],
)
def test_a_link_that_is_not_right(sleutel: str, client: Client) -> None:
    assert client.post("/account/wachtwoord/nieuw/", {"sleutel": sleutel}).status_code == 422
    assert client.get("/account/wachtwoord/nieuw/", {"sleutel": sleutel}).status_code == 200, "de oude vorm doet niets"
    assert client.post(KIEZEN, {"password1": NIEUW}).status_code == 404


@pytest.mark.parametrize(
    "wachtwoord",
    [
        pytest.param("kort", id="te kort"),
        pytest.param("elf-tekens-", id="elf tekens"),
        pytest.param("redacteur-van-twente", id="lijkt op de naam"),
        pytest.param("1qaz2wsx3edc", id="veelgebruikt"),
    ],
)
def test_a_weak_password_is_refused(wachtwoord: str, persoon: Callable[..., User], log_in: Any) -> None:
    user = persoon("redacteur")
    User.objects.filter(pk=user.pk).update(naam="Redacteur van Twente")
    Client().post("/account/wachtwoord/vergeten/", {"email": user.email})
    client = Client()
    open_link(client, link())
    antwoord = client.post(KIEZEN, {"password1": wachtwoord, "password2": wachtwoord})
    assert antwoord.status_code == 422
    assert "Uw wachtwoord is niet gewijzigd" in antwoord.text
    assert log_in(Client(), user).status_code == 302


def test_changing_keeps_this_session_and_ends_the_others(persoon: Callable[..., User], log_in: Any) -> None:
    user = persoon("redacteur")
    hier, elders = Client(), Client()
    log_in(hier, user)
    log_in(elders, user)
    antwoord = hier.post(
        "/account/wachtwoord/", {"oldpassword": "een-lang-wachtwoord", "password1": NIEUW, "password2": NIEUW}
    )
    assert antwoord.status_code == 302
    assert hier.get("/account/").status_code == 200
    assert elders.get("/account/").status_code == 302
    assert Sessie.objects.filter(user=user).count() == 1
    assert brief().onderwerp == "Uw wachtwoord is gewijzigd (Plan voor de Regio Twente)"
    assert "Was u dit niet?" in brief().tekst


def test_changing_asks_for_the_old_one(persoon: Callable[..., User], log_in: Any) -> None:
    user, client = persoon("redacteur"), Client()
    log_in(client, user)
    client.post("/account/wachtwoord/", {"oldpassword": "raad-maar-iets", "password1": NIEUW, "password2": NIEUW})
    assert log_in(Client(), user).status_code == 302


def test_forgotten_has_a_limit(persoon: Callable[..., User]) -> None:
    user = persoon("redacteur")
    statussen = [Client().post("/account/wachtwoord/vergeten/", {"email": user.email}).status_code for _ in range(7)]
    assert statussen[:5] == [302] * 5
    assert 429 in statussen


def test_who_has_no_password_reads_where_to_go(persoon: Callable[..., User]) -> None:
    user = persoon("redacteur")
    user.set_unusable_password()
    user.save()
    client = inloggen(user)
    assert "U logt in bij uw organisatie" in client.get("/account/wachtwoord/", follow=True).text
    assert Client().get("/account/wachtwoord/").status_code == 302

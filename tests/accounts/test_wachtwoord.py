"""Changing a password, and a forgotten one."""

from __future__ import annotations

import re
from collections.abc import Callable
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.test import Client

from accounts.models import Sessie, User

NIEUW = "vier losse woorden samen"


def link() -> str:
    gevonden = re.search(r"https?://testserver(/account/wachtwoord/nieuw/\?sleutel=\S+)", mail.outbox[-1].body)
    assert gevonden
    return gevonden[1]


def test_vergeten_vertelt_niet_of_er_een_account_is(persoon: Callable[..., User]) -> None:
    user = persoon("redacteur")
    antwoorden = []
    for email in (user.email, "wie-is-dat@voorbeeld.test"):
        antwoord = Client().post("/account/wachtwoord/vergeten/", {"email": email}, follow=True)
        antwoorden.append((antwoord.redirect_chain, re.sub(r'nonce="[^"]*"', "", antwoord.text)))
    assert antwoorden[0] == antwoorden[1]
    assert [m.to for m in mail.outbox] == [[user.email]]


def test_vergeten_zwijgt_ook_als_de_mailserver_weg_is(persoon: Callable[..., User], monkeypatch: Any) -> None:
    def weg(*args: Any, **kwargs: Any) -> None:
        raise SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", weg)
    antwoord = Client().post("/account/wachtwoord/vergeten/", {"email": persoon("redacteur").email})
    assert antwoord.status_code == 302


def test_het_bericht_is_nederlands_en_zonder_opmaak(persoon: Callable[..., User]) -> None:
    Client().post("/account/wachtwoord/vergeten/", {"email": persoon("redacteur").email})
    bericht = mail.outbox[0]
    assert bericht.subject == "Nieuw wachtwoord kiezen"
    assert "Open deze link" in bericht.body
    assert bericht.alternatives == []


def test_de_link_schrijft_niets_en_werkt_een_keer(
    persoon: Callable[..., User], log_in: Any, schrijft_niets: Any
) -> None:
    user = persoon("redacteur")
    elders = Client()
    log_in(elders, user)
    Client().post("/account/wachtwoord/vergeten/", {"email": user.email})
    adres, client = link(), Client()
    for _ in range(2):
        antwoord = schrijft_niets(lambda: client.get(adres))
        assert antwoord.status_code == 200
        assert "Kies een nieuw wachtwoord" in antwoord.text
    antwoord = client.post(adres, {"password1": NIEUW, "password2": NIEUW})
    assert antwoord.status_code == 302
    assert SESSION_KEY not in client.session
    assert elders.get("/account/").status_code == 302, "op andere plekken uitgelogd"
    assert log_in(Client(), user, NIEUW).status_code == 302
    for methode in (client.get, lambda a: client.post(a, {"password1": "x" * 14, "password2": "x" * 14})):
        over = methode(adres)
        assert over.status_code == 404
        assert "Deze link werkt niet meer" in over.text


@pytest.mark.parametrize("sleutel", ["", "x", "1-abc", "zz-" + "a" * 5000, "é-✂", "1-\0"])
def test_een_link_die_niet_klopt(sleutel: str, client: Client) -> None:
    assert client.get("/account/wachtwoord/nieuw/", {"sleutel": sleutel}).status_code == 404
    assert client.post("/account/wachtwoord/nieuw/?sleutel=x", {"password1": NIEUW}).status_code == 404


@pytest.mark.parametrize(
    "wachtwoord",
    [
        pytest.param("kort", id="te kort"),
        pytest.param("elf-tekens-", id="elf tekens"),
        pytest.param("redacteur-van-twente", id="lijkt op de naam"),
        pytest.param("1qaz2wsx3edc", id="veelgebruikt"),
    ],
)
def test_een_zwak_wachtwoord_wordt_geweigerd(wachtwoord: str, persoon: Callable[..., User], log_in: Any) -> None:
    user = persoon("redacteur")
    User.objects.filter(pk=user.pk).update(naam="Redacteur van Twente")
    Client().post("/account/wachtwoord/vergeten/", {"email": user.email})
    antwoord = Client().post(link(), {"password1": wachtwoord, "password2": wachtwoord})
    assert antwoord.status_code == 422
    assert "Uw wachtwoord is niet gewijzigd" in antwoord.text
    assert log_in(Client(), user).status_code == 302


def test_wijzigen_houdt_deze_sessie_en_beeindigt_de_andere(persoon: Callable[..., User], log_in: Any) -> None:
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
    assert mail.outbox[-1].subject == "Uw wachtwoord is gewijzigd"
    assert "Was u dit niet?" in mail.outbox[-1].body


def test_wijzigen_vraagt_het_oude(persoon: Callable[..., User], log_in: Any) -> None:
    user, client = persoon("redacteur"), Client()
    log_in(client, user)
    client.post("/account/wachtwoord/", {"oldpassword": "raad-maar-iets", "password1": NIEUW, "password2": NIEUW})
    assert log_in(Client(), user).status_code == 302


def test_vergeten_heeft_een_grens(persoon: Callable[..., User]) -> None:
    user = persoon("redacteur")
    statussen = [Client().post("/account/wachtwoord/vergeten/", {"email": user.email}).status_code for _ in range(7)]
    assert statussen[:5] == [302] * 5
    assert 429 in statussen

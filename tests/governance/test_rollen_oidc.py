"""Logging in at one's employer, against a real OpenID provider on this machine."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import SESSION_KEY
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import Koppelverzoek, User
from governance.actions import uitnodigingen
from governance.models import Post, Regio, Rol
from opgaven.models import Plan
from tests.lezen import leest
from tests.sleutels import brief, link_in, open_link

KNOP = "/account/oidc/organisatie/"
TERUG = "/account/oidc/organisatie/terug/"


@pytest.fixture(scope="module")
def aanbieder() -> Iterator[str]:
    """The address of a provider that lives as long as these tests."""
    with socket.socket() as los:
        los.bind(("127.0.0.1", 0))
        poort = los.getsockname()[1]
    claims = [
        {"sub": "zeker", "email": "bekend@voorbeeld.test", "email_verified": True, "name": "Naam van elders"},
        {"sub": "onzeker", "email": "bekend@voorbeeld.test", "email_verified": False},
        {"sub": "woord", "email": "bekend@voorbeeld.test", "email_verified": "false"},
        {"sub": "nieuw", "email": "Nieuw@voorbeeld.test", "email_verified": True, "name": "Nieuwe collega"},
        {"sub": "zonder"},
        {"sub": "tweede", "email": "Bekend@voorbeeld.test", "email_verified": True, "name": "Nieuwe eigenaar"},
    ]
    opdracht = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(poort)]
    for claim in claims:
        opdracht += ["--user-claims", json.dumps(claim)]
    proces = subprocess.Popen(
        opdracht, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | {"PYTHONWARNINGS": ""}
    )
    adres = f"http://127.0.0.1:{poort}"
    try:
        for _ in range(200):
            try:
                requests.get(f"{adres}/.well-known/openid-configuration", timeout=2).raise_for_status()
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        yield adres
    finally:
        proces.terminate()
        proces.wait(10)


@pytest.fixture
def ingesteld(aanbieder: str, settings: Any) -> str:
    settings.OIDC_ISSUER, settings.OIDC_NAAM = aanbieder, "Mijn Ministerie"
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "organisatie",
                    "name": "Mijn Ministerie",
                    "client_id": "portaal",
                    "secret": "geheim",
                    "settings": {"server_url": aanbieder},
                }
            ],
        }
    }
    return aanbieder


@pytest.fixture
def bekend(voorbeeld: Plan, persoon: Callable[..., User]) -> User:
    user = persoon("redacteur")
    User.objects.filter(pk=user.pk).update(email="bekend@voorbeeld.test")
    user.refresh_from_db()
    return user


def ga(client: Client, naar: str, sub: str) -> Any:
    """Follow the redirect to the provider, log in there as `sub`, and come back. The last answer of ours."""
    vraag = parse_qs(urlsplit(naar).query)
    assert vraag["code_challenge_method"] == ["S256"]
    daar = requests.post(naar, data={"sub": sub}, allow_redirects=False, timeout=10)
    terug = urlsplit(daar.headers["Location"])
    assert terug.path == TERUG
    return client.get(f"{terug.path}?{terug.query}")


def log_in(client: Client, sub: str, **extra: str) -> Any:
    antwoord = client.post(KNOP, extra)
    assert antwoord.status_code == 302
    return ga(client, antwoord["Location"], sub)


def test_without_the_setting_there_is_no_button_and_no_address(client: Client, db: None) -> None:
    assert "werkaccount" not in leest(client.get("/account/inloggen/"))
    assert client.post(KNOP).status_code == 404
    assert client.get(TERUG).status_code == 404


def test_with_the_setting_there_is_a_button(client: Client, db: None, ingesteld: str) -> None:
    assert "Log in met Mijn Ministerie" in leest(client.get("/account/inloggen/"))
    assert client.get(KNOP).status_code == 405, "een GET begint niets"


def test_a_known_address_enters_its_own_account(bekend: User, ingesteld: str) -> None:
    client = Client()
    antwoord = log_in(client, "zeker", next="/twente/")
    assert antwoord["Location"] == "/twente/"
    assert client.session[SESSION_KEY] == str(bekend.pk)
    bekend.refresh_from_db()
    assert bekend.naam == "Redacteur twente", "de naam hier blijft"
    assert bekend.has_usable_password()
    assert Rol.alle.filter(user=bekend).count() == 1, "geen rechten erbij"
    assert SocialAccount.objects.get(user=bekend).uid == "zeker"
    assert log_in(Client(), "zeker").status_code == 302, "de tweede keer ook"
    assert User.objects.filter(email="bekend@voorbeeld.test").count() == 1


@pytest.mark.parametrize("sub", ["onzeker", "woord", "zonder", "nieuw"])
def test_who_is_not_known_or_not_certain_does_not_get_in(sub: str, bekend: User, ingesteld: str) -> None:
    client, mensen = Client(), User.objects.count()
    antwoord = log_in(client, sub)
    assert antwoord.status_code == 403
    assert "geen account in dit portaal" in leest(antwoord)
    assert SESSION_KEY not in client.session
    assert User.objects.count() == mensen
    assert not SocialAccount.objects.exists()


def test_a_disabled_account_does_not_get_in(bekend: User, ingesteld: str) -> None:
    User.objects.filter(pk=bekend.pk).update(is_active=False)
    client = Client()
    log_in(client, "zeker")
    assert SESSION_KEY not in client.session


def uitnodiging(email: str, door: User) -> str:
    regio = Regio.objects.get(code="twente")
    link = uitnodigingen.nodig_uit(regio=regio, email=email, soort="lezer", door=door)[1]
    return link


AANNEMEN = "/uitnodiging/aannemen/"


def test_with_an_invitation_it_makes_an_account(bekend: User, ingesteld: str, persoon: Any) -> None:
    link, client = uitnodiging("nieuw@voorbeeld.test", persoon("beheerder")), Client()
    assert "Ga verder met Mijn Ministerie" in leest(open_link(client, link))
    antwoord = ga(client, client.post(AANNEMEN, {"organisatie": "1"})["Location"], "nieuw")
    assert antwoord.status_code == 302
    user = User.objects.get(email="nieuw@voorbeeld.test")
    assert client.session[SESSION_KEY] == str(user.pk)
    assert user.naam == "Nieuwe collega"
    assert not user.has_usable_password()
    assert Rol.objects.get(user=user).soort == "lezer"
    assert "U logt in bij uw organisatie" in leest(client.get("/account/"))


def test_the_invitation_of_another_does_not_work(bekend: User, ingesteld: str, persoon: Any) -> None:
    link, client = uitnodiging("iemand-anders@voorbeeld.test", persoon("beheerder")), Client()
    open_link(client, link)
    antwoord = ga(client, client.post(AANNEMEN, {"organisatie": "1"})["Location"], "nieuw")
    assert antwoord.status_code == 403
    assert not User.objects.filter(email__in=["nieuw@voorbeeld.test", "iemand-anders@voorbeeld.test"]).exists()
    assert open_link(Client(), link).status_code == 200, "de link is er nog"


def test_a_known_person_accepts_an_invitation_this_way_too(bekend: User, ingesteld: str, persoon: Any) -> None:
    link, client = uitnodiging(bekend.email, persoon("beheerder")), Client()
    open_link(client, link)
    ga(client, client.post(AANNEMEN, {"organisatie": "1"})["Location"], "zeker")
    assert set(Rol.objects.filter(user=bekend).values_list("soort", flat=True)) == {"redacteur", "lezer"}


def test_the_second_factor_still_holds(bekend: User, ingesteld: str, settings: Any) -> None:
    settings.TWEEDE_FACTOR_ROLLEN = ["redacteur"]
    client = Client()
    log_in(client, "zeker")
    assert client.get("/twente/")["Location"].startswith("/account/tweede-factor/instellen/")
    assert client.get("/account/tweede-factor/instellen/?next=/").status_code in (200, 302)


@pytest.mark.parametrize(
    "vraag", ["", "?code=x", "?code=x&state=vals", "?error=access_denied", "?state=%00", "?code=x&state=" + "y" * 4000]
)
def test_a_return_that_is_not_right(vraag: str, client: Client, db: None, ingesteld: str) -> None:
    antwoord = client.get(TERUG + vraag)
    assert antwoord.status_code == 403
    assert "Inloggen is niet gelukt" in leest(antwoord)


def test_a_provider_that_is_away(client: Client, db: None, ingesteld: str, settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:9"
    antwoord = client.post(KNOP)
    assert antwoord.status_code == 403
    assert "mislukt" in leest(antwoord)


def test_a_row_in_the_database_opens_no_door(client: Client, db: None) -> None:
    from allauth.socialaccount.models import SocialApp

    SocialApp.objects.create(
        provider="openid_connect", provider_id="organisatie", name="Vals", client_id="x", settings={"server_url": "x"}
    )
    assert client.post(KNOP).status_code == 404


# ---- a mailbox gets another owner, a person another address ----


def verander(aanbieder: str, sub: str, **claims: Any) -> None:
    """What the employer knows of somebody from now on."""
    antwoord = requests.put(f"{aanbieder}/users/{sub}", json=claims, timeout=10)
    antwoord.raise_for_status()


@pytest.fixture
def beheerder(persoon: Callable[..., User]) -> Client:
    client = Client()
    user = persoon("beheerder")
    client.post("/account/inloggen/", {"login": user.email, "password": "een-lang-wachtwoord"})
    return client


def test_a_second_subject_with_the_same_address_does_not_get_in(bekend: User, ingesteld: str) -> None:
    log_in(Client(), "zeker")
    client = Client()
    for _ in range(2):
        antwoord = log_in(client, "tweede")
        assert antwoord.status_code == 403
        tekst = leest(antwoord)
        assert "een account dat met een ander werkaccount wordt geopend" in tekst
        assert "Vraag een beheerder van uw regio om de koppeling te verplaatsen" in tekst
        assert "Was uw e-mailadres eerder van iemand anders?" in tekst
        assert SESSION_KEY not in client.session
    verzoek = Koppelverzoek.objects.get()
    assert verzoek.kenmerk in tekst, "twee keer proberen is een verzoek"
    assert SocialAccount.objects.get(user=bekend).uid == "zeker"
    assert log_in(Client(), "zeker").status_code == 302, "de eigenaar wel"


def test_a_second_subject_takes_no_invitation_of_the_first_either(bekend: User, ingesteld: str, persoon: Any) -> None:
    log_in(Client(), "zeker")
    link, client = uitnodiging(bekend.email, persoon("beheerder")), Client()
    open_link(client, link)
    assert ga(client, client.post(AANNEMEN, {"organisatie": "1"})["Location"], "tweede").status_code == 403
    assert set(Rol.objects.filter(user=bekend).values_list("soort", flat=True)) == {"redacteur"}


def test_who_inherits_the_mailbox_gets_no_new_password_either(bekend: User, ingesteld: str, settings: Any) -> None:
    log_in(Client(), "zeker")
    Client().post("/account/wachtwoord/vergeten/", {"email": bekend.email})
    tekst = brief(bekend.email).tekst
    assert "Dat account opent u met uw werkaccount bij Mijn Ministerie" in " ".join(tekst.split())
    assert "#" not in tekst
    Post.objects.all().delete()
    settings.OIDC_ISSUER = ""
    Client().post("/account/wachtwoord/vergeten/", {"email": bekend.email})
    assert link_in(brief(bekend.email).tekst), "zonder inlogdienst blijft dat de weg"


def test_the_beheerder_moves_the_koppeling(bekend: User, ingesteld: str, beheerder: Client) -> None:
    eerste = Client()
    log_in(eerste, "zeker")
    log_in(Client(), "tweede")
    verzoek = Koppelverzoek.objects.get()
    pagina = f"/twente/beheer/personen/{bekend.pk}/"
    assert f"Ander werkaccount, kenmerk {verzoek.kenmerk}" in leest(beheerder.get(pagina))
    zonder = beheerder.post(f"{pagina}koppeling/", {"kenmerk": verzoek.kenmerk, "reden": " "}, follow=True)
    assert "Schrijf op waarom" in leest(zonder)
    daad = {"kenmerk": verzoek.kenmerk, "reden": "Nieuw werkaccount, gebeld."}
    antwoord = beheerder.post(f"{pagina}koppeling/", daad, follow=True)
    assert "hoort nu bij het andere werkaccount" in leest(antwoord)
    assert "Nieuw werkaccount, gebeld." in leest(antwoord), "het staat in de geschiedenis"
    assert SocialAccount.objects.get(user=bekend).uid == "tweede"
    bericht = brief(bekend.email)
    assert "ander werkaccount gekoppeld" in bericht.onderwerp
    assert "Nieuw werkaccount, gebeld." in bericht.tekst and "Beheerder twente" in bericht.tekst
    assert eerste.get("/account/").status_code == 302, "overal uitgelogd"
    assert log_in(Client(), "tweede").status_code == 302
    assert log_in(Client(), "zeker").status_code == 403
    assert "is er niet meer" in leest(beheerder.post(f"{pagina}koppeling/", daad, follow=True))


@pytest.mark.parametrize("adres", ["anders@voorbeeld.test", "Anders@Voorbeeld.test"])
def test_a_new_address_at_the_organisatie_comes_along(adres: str, bekend: User, ingesteld: str) -> None:
    log_in(Client(), "zeker")
    verander(ingesteld, "zeker", email=adres, email_verified=True)
    try:
        client = Client()
        log_in(client, "zeker")
        assert client.session[SESSION_KEY] == str(bekend.pk)
    finally:
        verander(ingesteld, "zeker", email="bekend@voorbeeld.test", email_verified=True)
    bekend.refresh_from_db()
    assert bekend.email == adres.lower()
    assert {p.adres for p in Post.objects.filter(onderwerp__contains="e-mailadres is gewijzigd")} == {
        "bekend@voorbeeld.test",
        adres.lower(),
    }
    assert log_in(Client(), "tweede").status_code == 403, "het oude adres opent niets meer"
    assert not Koppelverzoek.objects.exists()


def test_a_new_address_that_is_already_anothers_here(bekend: User, ingesteld: str, persoon: Any) -> None:
    ander = persoon("lezer")
    log_in(Client(), "zeker")
    verander(ingesteld, "zeker", email=ander.email, email_verified=True)
    try:
        client = Client()
        log_in(client, "zeker")
    finally:
        verander(ingesteld, "zeker", email="bekend@voorbeeld.test", email_verified=True)
    assert client.session[SESSION_KEY] == str(bekend.pk), "het subject telt, niet het adres"
    assert "hoort hier al bij een ander account" in leest(client.get("/account/"))
    bekend.refresh_from_db()
    assert bekend.email == "bekend@voorbeeld.test"


def test_an_address_that_the_organisatie_does_not_vouch_for_does_not_come_along(bekend: User, ingesteld: str) -> None:
    log_in(Client(), "zeker")
    verander(ingesteld, "zeker", email="verzonnen@voorbeeld.test", email_verified=False)
    try:
        assert log_in(Client(), "zeker").status_code == 302
    finally:
        verander(ingesteld, "zeker", email="bekend@voorbeeld.test", email_verified=True)
    bekend.refresh_from_db()
    assert bekend.email == "bekend@voorbeeld.test"


def test_the_database_keeps_it_at_one_subject(bekend: User) -> None:
    SocialAccount.objects.create(user=bekend, provider="organisatie", uid="een")
    with pytest.raises(IntegrityError), transaction.atomic():
        SocialAccount.objects.create(user=bekend, provider="organisatie", uid="twee")

"""The second factor: setting up, logging in with it, recovery codes, and being obliged to have one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.contrib.auth import SESSION_KEY
from django.test import Client

from accounts.models import User
from governance.models import Post
from tests.lezen import leest

INSTELLEN = "/account/tweede-factor/instellen/"
CODES = "/account/tweede-factor/herstelcodes/"


def zegel_en_geheim(tekst: str) -> tuple[str, str]:
    zegel = re.search(r'name="zegel" value="([^"]+)"', tekst)
    geheim = re.search(r'class="geheim">([A-Z2-7 ]+)<', tekst)
    assert zegel
    assert geheim
    return zegel[1], geheim[1].replace(" ", "")


def stel_in(client: Client, code: Any) -> str:
    zegel, geheim = zegel_en_geheim(leest(client.get(INSTELLEN)))
    antwoord = client.post(INSTELLEN, {"zegel": zegel, "code": code(geheim)})
    assert antwoord["Location"] == CODES
    return geheim


@pytest.fixture
def met_factor(persoon: Callable[..., User], log_in: Any, code: Any) -> tuple[User, str, Client]:
    """Somebody with a second factor, its secret, and the client that set it up."""
    user, client = persoon("redacteur"), Client()
    log_in(client, user)
    return user, stel_in(client, code), client


def test_set_up(met_factor: tuple[User, str, Client], django_capture_on_commit_callbacks: Any) -> None:
    user, geheim, client = met_factor
    totp = Authenticator.objects.get(user=user, type="totp")
    assert geheim not in str(totp.data), "versleuteld bewaard"
    assert decrypt(totp.data["secret"]) == geheim
    assert "Staat aan" in leest(client.get("/account/tweede-factor/"))
    codes = re.findall(r"<li>(\d{8})</li>", leest(client.get(CODES)))
    assert len(codes) == 10


def test_setting_up_asks_for_a_fresh_password(als: Callable[..., Client]) -> None:
    antwoord = als("redacteur").get(INSTELLEN)
    assert antwoord["Location"].startswith("/account/opnieuw-inloggen/")


def test_looking_writes_nothing(met_factor: Any, persoon: Any, log_in: Any, schrijft_niets: Any) -> None:
    client = Client()
    log_in(client, persoon("lezer"))
    for adres in ("/account/tweede-factor/", INSTELLEN):
        assert schrijft_niets(lambda adres=adres: client.get(adres)).status_code == 200
    for adres in ("/account/tweede-factor/", CODES, f"{CODES[:-1]}.txt", "/account/tweede-factor/uitzetten/"):
        antwoord = schrijft_niets(lambda adres=adres: met_factor[2].get(adres))
        assert antwoord.status_code == 200
        assert "no-store" in antwoord["Cache-Control"]


def test_the_qr_code_comes_along_as_a_picture(persoon: Any, log_in: Any) -> None:
    client = Client()
    log_in(client, persoon("redacteur"))
    antwoord = client.get(INSTELLEN)
    assert 'src="data:image/svg+xml;base64,' in leest(antwoord)
    assert "unsafe-inline" not in antwoord["Content-Security-Policy"]


def test_a_wrong_code_turns_nothing_on_and_keeps_the_secret(persoon: Any, log_in: Any, code: Any) -> None:
    user, client = persoon("redacteur"), Client()
    log_in(client, user)
    zegel, geheim = zegel_en_geheim(leest(client.get(INSTELLEN)))
    fout = "000000" if code(geheim) != "000000" else "111111"
    antwoord = client.post(INSTELLEN, {"zegel": zegel, "code": fout})
    assert antwoord.status_code == 422
    assert "Deze code klopt niet" in leest(antwoord)
    assert zegel_en_geheim(leest(antwoord))[1] == geheim
    assert not Authenticator.objects.filter(user=user).exists()


@pytest.mark.parametrize("zegel", ["", "onzin", "a:b:c"])
def test_a_seal_that_is_not_right(zegel: str, persoon: Any, log_in: Any) -> None:
    user, client = persoon("redacteur"), Client()
    log_in(client, user)
    antwoord = client.post(INSTELLEN, {"zegel": zegel, "code": "123456"})
    assert antwoord.status_code == 422
    assert "te lang open" in leest(antwoord)
    assert not Authenticator.objects.filter(user=user).exists()


def test_the_seal_of_another_does_not_work(persoon: Any, log_in: Any, code: Any) -> None:
    een, ander = Client(), Client()
    log_in(een, persoon("redacteur"))
    log_in(ander, persoon("lezer"))
    zegel, geheim = zegel_en_geheim(leest(ander.get(INSTELLEN)))
    assert een.post(INSTELLEN, {"zegel": zegel, "code": code(geheim)}).status_code == 422


def test_logging_in_asks_for_the_code(met_factor: tuple[User, str, Client], log_in: Any, code: Any) -> None:
    user, geheim, _ = met_factor
    client = Client()
    assert log_in(client, user)["Location"] == "/account/inloggen/code/"
    assert client.get("/account/").status_code == 302, "nog niet binnen"
    assert "Vul uw code in" in leest(client.get("/account/inloggen/code/"))
    antwoord = client.post("/account/inloggen/code/", {"code": code(geheim)})
    assert antwoord.status_code == 302
    assert client.session[SESSION_KEY] == str(user.pk)


def test_a_code_works_once(met_factor: tuple[User, str, Client], log_in: Any, code: Any) -> None:
    user, geheim, _ = met_factor
    zelfde = code(geheim)
    een, twee = Client(), Client()
    for client in (een, twee):
        log_in(client, user)
        client.post("/account/inloggen/code/", {"code": zelfde})
    assert SESSION_KEY in een.session
    assert SESSION_KEY not in twee.session


def test_a_recovery_code_works_once(met_factor: tuple[User, str, Client], log_in: Any) -> None:
    user, _, eigen = met_factor
    herstel = re.findall(r"<li>(\d{8})</li>", leest(eigen.get(CODES)))[0]
    een, twee = Client(), Client()
    for client in (een, twee):
        log_in(client, user)
        client.post("/account/inloggen/code/", {"code": herstel})
    assert SESSION_KEY in een.session
    assert SESSION_KEY not in twee.session
    assert "nog 9 over" in leest(eigen.get("/account/tweede-factor/"))


def test_after_ten_wrong_codes_it_is_shut(met_factor: tuple[User, str, Client], log_in: Any, code: Any) -> None:
    user, geheim, _ = met_factor
    for n in range(10):
        client = Client(REMOTE_ADDR=f"198.51.100.{n}")
        log_in(client, user)
        client.post("/account/inloggen/code/", {"code": "abcdef"})
    client = Client(REMOTE_ADDR="198.51.100.77")
    log_in(client, user)
    client.post("/account/inloggen/code/", {"code": code(geheim)})
    assert SESSION_KEY not in client.session


def test_a_half_login_sees_no_werkversie(met_factor: Any, log_in: Any, intern: Any) -> None:
    client = Client()
    log_in(client, met_factor[0])
    assert client.get("/twente/").status_code == 404


def test_new_recovery_codes_make_the_old_ones_worthless(met_factor: tuple[User, str, Client], log_in: Any) -> None:
    user, _, eigen = met_factor
    oud = re.findall(r"<li>(\d{8})</li>", leest(eigen.get(CODES)))
    assert eigen.post(CODES).status_code == 302
    nieuw = re.findall(r"<li>(\d{8})</li>", leest(eigen.get(CODES)))
    assert len(nieuw) == 10
    assert not set(oud) & set(nieuw)
    assert nieuw[0] in leest(eigen.get(f"{CODES[:-1]}.txt"))


def test_turn_off(met_factor: tuple[User, str, Client], log_in: Any) -> None:
    user, _, client = met_factor
    antwoord = client.post("/account/tweede-factor/uitzetten/")
    assert antwoord.status_code == 302
    assert not Authenticator.objects.filter(user=user).exists()
    log_in(ander := Client(), user)
    assert SESSION_KEY in ander.session
    assert client.get(CODES).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_changes_are_mailed(persoon: Any, log_in: Any, code: Any) -> None:
    client = Client()
    log_in(client, persoon("redacteur"))
    stel_in(client, code)
    client.post("/account/tweede-factor/uitzetten/")
    brieven = Post.objects.order_by("pk")
    assert [b.onderwerp for b in brieven] == [
        "De tweede factor staat aan (Plan voor de Regio Twente)",
        "De tweede factor staat uit (Plan voor de Regio Twente)",
    ]
    assert "Was u dit niet?" in brieven[0].tekst


# ---- roles that oblige to it ----


@pytest.fixture
def verplicht(settings: Any) -> None:
    settings.TWEEDE_FACTOR_ROLLEN = ["beheerder", "programmamanager", "redacteur", "secretaris"]


@pytest.mark.parametrize("rol", ["beheerder", "programmamanager", "redacteur", "secretaris"])
def test_who_must_can_do_nothing_else_first(rol: str, verplicht: None, persoon: Any, log_in: Any, code: Any) -> None:
    client = Client()
    log_in(client, persoon(rol))
    for adres in ("/twente/", "/", "/account/", "/twente/opgaven/?woord=a%26b", "/beheer/"):
        antwoord = client.get(adres)
        assert antwoord.status_code == 302, adres
        assert antwoord["Location"].startswith(f"{INSTELLEN}?next=")
    assert client.post("/account/", {"naam": "x"})["Location"] == f"{INSTELLEN}?next=%2F"
    for adres in ("/gezond/", "/privacy/", "/toegankelijkheid/", INSTELLEN):
        assert client.get(adres).status_code == 200, adres
    verder = f"{INSTELLEN}?next=%2Ftwente%2F"
    zegel, geheim = zegel_en_geheim(leest(client.get(verder)))
    antwoord = client.post(verder, {"zegel": zegel, "code": code(geheim)}, follow=True)
    assert 'href="/twente/"' in leest(antwoord)
    assert client.get("/twente/").status_code == 200


@pytest.mark.parametrize("rol", [None, "lezer", "ministeriecontact", "bestuurslid"])
def test_who_need_not_notices_nothing(rol: str | None, verplicht: None, als: Callable[..., Client]) -> None:
    assert als(rol).get("/").status_code == 200


def test_a_session_from_before_the_factor_must_still_show_it(
    verplicht: None, persoon: Any, log_in: Any, code: Any
) -> None:
    user, eerst, later = persoon("redacteur"), Client(), Client()
    log_in(eerst, user)
    log_in(later, user)
    geheim = stel_in(later, code)
    antwoord = eerst.get("/twente/")
    assert antwoord["Location"] == "/account/opnieuw-inloggen/code/?next=%2Ftwente%2F"
    eerst.post(antwoord["Location"], {"code": code(geheim)})
    assert eerst.get("/twente/").status_code == 200


def test_htmx_is_sent_as_a_page(verplicht: None, als: Callable[..., Client]) -> None:
    antwoord = als("redacteur").get("/twente/opgaven/", headers={"HX-Request": "true"})
    assert antwoord["HX-Redirect"].startswith(INSTELLEN)


def test_who_must_cannot_turn_it_off(met_factor: tuple[User, str, Client], verplicht: None) -> None:
    user, _, client = met_factor
    antwoord = client.get("/account/tweede-factor/uitzetten/")
    assert antwoord.status_code in (200, 302)
    client.post("/account/tweede-factor/uitzetten/")
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_after_a_new_secret_key_there_is_a_clear_message(
    met_factor: tuple[User, str, Client], log_in: Any, code: Any, settings: Any
) -> None:
    user, geheim, _ = met_factor
    oud, settings.SECRET_KEY = settings.SECRET_KEY, "een-heel-andere-sleutel" * 3
    log_in(client := Client(), user)
    antwoord = client.post("/account/inloggen/code/", {"code": code(geheim)})
    assert "Vraag de beheerder" in leest(antwoord)
    settings.SECRET_KEY_FALLBACKS = [oud]
    client.post("/account/inloggen/code/", {"code": code(geheim, 1)})
    assert SESSION_KEY in client.session


@pytest.mark.parametrize("adres", ["/account/tweede-factor/", INSTELLEN, CODES, "/account/tweede-factor/uitzetten/"])
def test_a_visitor_must_log_in(adres: str, client: Client, db: None) -> None:
    assert client.get(adres).status_code in (302, 405)
    assert client.post(adres).status_code in (401, 405)


@pytest.mark.parametrize("verder", ["https://elders.voorbeeld/", "//elders.voorbeeld", "javascript:alert(1)"])
def test_after_setting_up_not_to_another_site(verder: str, persoon: Any, log_in: Any, code: Any) -> None:
    client = Client()
    log_in(client, persoon("redacteur"))
    zegel, geheim = zegel_en_geheim(leest(client.get(INSTELLEN)))
    antwoord = client.post(f"{INSTELLEN}?next={verder}", {"zegel": zegel, "code": code(geheim)})
    assert antwoord["Location"] == CODES
    assert "elders" not in leest(client.get(f"{CODES}?next={verder}"))


def test_who_must_have_a_second_factor_when_nothing_is_set() -> None:
    """As a production server starts, without the tests' own settings."""
    env = {n: w for n, w in os.environ.items() if not n.startswith("NPVR_")} | {"SECRET_KEY": "x" * 60}
    vraag = "from npvr import settings; print(*settings.TWEEDE_FACTOR_ROLLEN)"
    uit = subprocess.run([sys.executable, "-c", vraag], env=env, capture_output=True, text=True, check=True)
    assert uit.stdout.split() == ["beheerder", "programmamanager", "redacteur", "secretaris"]

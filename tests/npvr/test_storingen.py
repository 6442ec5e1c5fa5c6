"""What a person reads, and keeps, when something goes wrong that no page foresaw."""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import DataError, InternalError, OperationalError
from django.test import Client
from lxml import html as lx

from opgaven.models import Plan
from tests.lezen import leest

ADRES = "/twente/opgaven/7/vervolg/bewerken/"
VELDEN = {"versie": "1", "opening": "Mijn eigen woorden.", "waarom": ""}
VAN_ONS = {"Origin": "http://testserver"}


def _van(fout: Exception, oorzaak: Exception | None = None) -> Exception:
    fout.__cause__ = oorzaak
    return fout


GEVALLEN = [
    (_van(OperationalError("weg")), 503, "even niet bereikbaar"),
    (_van(RuntimeError("de rij"), OperationalError("weg")), 503, "even niet bereikbaar"),
    (_van(InternalError("x"), psycopg.errors.ReadOnlySqlTransaction("x")), 503, "even niet bereikbaar"),
    (OSError(errno.ENOSPC, "vol"), 503, "schijf van het portaal is vol"),
    (DataError("integer out of range"), 400, "kon dit niet lezen"),
    (RuntimeError("de werker is stuk"), 500, "Er ging iets mis"),
    (MemoryError(), 500, "Er ging iets mis"),
]


@pytest.fixture
def faalt(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """From now on saving a section raises this."""

    def zet(fout: Exception) -> None:
        def bewaar(*_: Any, **__: Any) -> None:
            raise fout

        monkeypatch.setattr("opgaven.views.secties.bewaar_samen", bewaar)

    return zet


@pytest.fixture
def schrijver(als: Callable[..., Client]) -> Client:
    client = als("redacteur")
    client.raise_request_exception = False
    return client


def _formulier(client: Client) -> dict[str, Any]:
    form = next(f for f in lx.fromstring(client.get(ADRES).text).iter("form") if f.get("action") == ADRES)
    return {naam: waarde for naam, waarde in form.form_values() if naam != "csrfmiddlewaretoken"}


@pytest.mark.parametrize(("fout", "status", "kop"), GEVALLEN, ids=lambda w: type(w).__name__)
def test_the_text_comes_back_and_can_be_sent_again(
    fout: Exception, status: int, kop: str, schrijver: Client, faalt: Callable[[Exception], None], voorbeeld: Plan
) -> None:
    velden = _formulier(schrijver) | {"opening": "Mijn eigen woorden.", "vorm": "plat"}
    with pytest.MonkeyPatch.context() as even:
        even.setattr("opgaven.views.secties.bewaar_samen", lambda **_: (_ for _ in ()).throw(fout))
        antwoord = schrijver.post(ADRES, velden, headers=VAN_ONS)
    assert antwoord.status_code == status and kop in leest(antwoord)
    assert ("Retry-After" in antwoord) == (status == 503) and antwoord["Cache-Control"] == "no-store"
    wortel = lx.fromstring(antwoord.text)
    assert "Mijn eigen woorden." in wortel.xpath("//textarea")[0].text
    opnieuw = next(f for f in wortel.iter("form"))
    nog_eens = dict(opnieuw.form_values())
    assert nog_eens.pop("csrfmiddlewaretoken") and nog_eens == {n: w for n, w in velden.items() if w is not None}
    assert schrijver.post(opnieuw.get("action"), nog_eens).status_code == 303
    assert "Mijn eigen woorden." in schrijver.get("/twente/opgaven/7/").text


def test_in_place_it_is_one_message(schrijver: Client, faalt: Callable[[Exception], None]) -> None:
    faalt(RuntimeError("x"))
    antwoord = schrijver.post(ADRES, _formulier(schrijver) | VELDEN, headers={"HX-Request": "true"})
    wortel = lx.fromstring(antwoord.text)
    assert antwoord.status_code == 500 and wortel.get("role") == "alert"
    assert "Uw tekst staat hier nog." in leest(antwoord) and "<html" not in antwoord.text


def test_a_script_gets_a_sentence(schrijver: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def weg(*_: Any) -> None:
        raise OperationalError("weg")

    monkeypatch.setattr("opgaven.views.klad._plan", weg)
    antwoord = schrijver.post(
        "/twente/opgaven/7/vervolg/bewerken/klad/", VELDEN, headers={"Accept": "application/json"}
    )
    assert antwoord.status_code == 503 and antwoord.json() == {"fout": "Het portaal is even niet bereikbaar"}


def test_of_another_site_nothing_can_be_sent_on(schrijver: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before Django looked where it came from."""

    def weg(*_: Any) -> None:
        raise OperationalError("weg")

    monkeypatch.setattr("accounts.sessies.SessionStore.load", weg)
    for vandaan, kan in (("https://kwaad.test", False), ("http://testserver", True)):
        antwoord = schrijver.post(ADRES, VELDEN, headers={"Origin": vandaan})
        assert antwoord.status_code == 503 and "Mijn eigen woorden." in antwoord.text
        assert ("<form" in antwoord.text) == kan


def test_a_password_is_not_given_back(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    def weg(*_: Any, **__: Any) -> None:
        raise OperationalError("weg")

    monkeypatch.setattr("allauth.account.views.LoginView.form_valid", weg)
    monkeypatch.setattr("allauth.account.views.LoginView.form_invalid", weg)
    velden = {"login": "a@voorbeeld.test", "password": "mijn-geheime-woord"}
    antwoord = Client().post("/account/inloggen/", velden, headers=VAN_ONS)
    assert antwoord.status_code == 503 and "mijn-geheime-woord" not in antwoord.text
    assert "een wachtwoord of code houdt het portaal niet vast" in leest(antwoord) and "<form" not in antwoord.text


# ---- too large ----

ZIN = "Dit is de eerste zin van een lange tekst. "


@pytest.mark.parametrize("soort", ["urlencoded", "multipart"])
def test_a_text_over_the_limit_comes_back(soort: str, schrijver: Client, settings: Any) -> None:
    settings.TEKST_HOOGSTENS, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 50_000, 100_000
    velden = VELDEN | {"opening": ZIN * 1500}
    if soort == "multipart":
        antwoord = schrijver.post(ADRES, velden)
    else:
        vorm = "&".join(f"{naam}={waarde}" for naam, waarde in velden.items())
        antwoord = schrijver.post(ADRES, vorm, content_type="application/x-www-form-urlencoded")
    assert antwoord.status_code == 413 and "te groot om te versturen" in antwoord.text
    assert antwoord.text.count(ZIN) >= 1499 and "Sla opnieuw op" not in antwoord.text


@pytest.mark.parametrize("soort", ["urlencoded", "multipart"])
def test_what_is_far_over_the_limit_is_not_read(soort: str, schrijver: Client, settings: Any) -> None:
    settings.TEKST_HOOGSTENS, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000, 10_000
    velden = VELDEN | {"opening": "x" * 200_000}
    if soort == "multipart":
        antwoord = schrijver.post(ADRES, velden)
    else:
        antwoord = schrijver.post(ADRES, f"opening={'x' * 200_000}", content_type="application/x-www-form-urlencoded")
    assert antwoord.status_code == 413 and "staat daar meestal nog" in leest(antwoord)
    assert len(antwoord.content) < 10_000


def test_too_many_fields_come_back(schrijver: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    vorm = "&".join(f"rij={n}+woorden" for n in range(12))
    antwoord = schrijver.post(ADRES, vorm, content_type="application/x-www-form-urlencoded")
    assert antwoord.status_code == 413 and "11 woorden" in antwoord.text


# ---- signs that no text has ----


def test_signs_that_cannot_be_kept_are_left_out(schrijver: Client) -> None:
    velden = _formulier(schrijver) | {"opening": "Mijn\0 eigen woorden.", "vorm": "plat"}
    assert schrijver.post(ADRES, velden).status_code == 303
    assert "Mijn eigen woorden." in schrijver.get("/twente/opgaven/7/").text


@pytest.mark.parametrize(
    "adres", ["/twente/opgaven/?woord=a%00b", "/twente/%00/", "/beheer/a%00b/", "/%ff%fe/", "/?%00=1"]
)
def test_in_an_address_as_well(adres: str, als: Callable[..., Client], voorbeeld: Plan) -> None:
    for client in (Client(), als("beheerder")):
        assert client.get(adres).status_code in (200, 302, 404), adres


def test_in_a_cookie_as_well(voorbeeld: Plan) -> None:
    client = Client()
    client.cookies["sessionid"] = "a"
    client.cookies["sessionid"].set("sessionid", "a\0b", '"a\\000b"')
    assert client.get("/twente/").status_code == 200

"""A save that does not succeed costs no word: a fiche that became akkoord, a database that does not take it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import Client

from opgaven.models import Klad, Opgave, Sectie
from tests.lezen import leest

from .conftest import HTMX

ADRES = "/twente/opgaven/7/vervolg/bewerken/"
TERUG = "/twente/opgaven/7/vervolg/geschiedenis/1/terug/"
KOPPEN = pytest.mark.parametrize("kop", [{}, HTMX], ids=["pagina", "htmx"])


def vervolg() -> Sectie:
    return Sectie.objects.get(opgave__nummer=7, soort__code="vervolg")


def akkoord(ja: bool = True) -> None:
    Opgave.objects.filter(nummer=7).update(status="akkoord" if ja else "concept")


@KOPPEN
def test_a_fiche_that_became_akkoord_keeps_the_text(als: Any, ingevuld: Any, voorbeeld: Any, kop: Any) -> None:
    client = als("redacteur")
    data = ingevuld(client.get(ADRES), opening="Net te laat.", waarom="Omdat")
    akkoord()
    antwoord = client.post(ADRES, data, headers=kop)
    assert antwoord.status_code == 409
    assert "deze fiche is akkoord geworden terwijl u schreef" in leest(antwoord)
    assert 'href="/twente/opgaven/7/#7.V"' in leest(antwoord)
    nog = ingevuld(antwoord)
    assert nog["opening"][0].strip() == "Net te laat." and nog["waarom"] == ["Omdat"]
    assert Klad.objects.get().velden["opening"] == ["Net te laat."]
    assert vervolg().versie == 1
    akkoord(False)
    assert client.post(ADRES, nog, headers=kop).status_code in (200, 303)
    assert vervolg().opening == "<p>Net te laat.</p>" and not Klad.objects.exists()


@KOPPEN
def test_the_editor_of_a_fiche_that_is_akkoord_does_not_open(als: Any, voorbeeld: Any, kop: Any) -> None:
    akkoord()
    client = als("redacteur")
    antwoord = client.get(ADRES, headers=kop)
    assert antwoord.status_code == 409
    assert "Deze fiche is akkoord." in leest(antwoord) and 'href="/twente/opgaven/7/#7.V"' in leest(antwoord)
    assert 'class="bewerker"' not in leest(antwoord) and "data-bewerken" not in leest(antwoord)
    fiche = leest(client.get("/twente/opgaven/7/"))
    assert "data-bewerken" not in fiche and "Geschiedenis" in fiche
    assert "data-bewerken" in leest(client.get("/twente/opgaven/14/"))
    assert "data-bewerken" not in leest(client.get("/twente/opgaven/7/vervolg/", headers=HTMX))


def test_one_own_text_waits_until_the_fiche_is_open_again(als: Any, ingevuld: Any, voorbeeld: Any) -> None:
    client = als("redacteur")
    data = ingevuld(client.get(ADRES), opening="Wacht even.")
    akkoord()
    client.post(ADRES, data)
    assert "blijft zolang bewaard" in leest(client.get(ADRES))
    assert "blijft zolang bewaard" not in leest(als("programmamanager").get(ADRES))
    akkoord(False)
    assert "nog niet hebt opgeslagen" in leest(client.get(ADRES))


def test_an_older_text_does_not_come_back_into_a_fiche_that_is_akkoord(als: Any, voorbeeld: Any) -> None:
    client = als("redacteur")
    client.post(ADRES, {"versie": "1", "sleutel": vervolg().sleutel, "vorm": "plat", "opening": "Twee."} | LEGE_LIJST)
    assert vervolg().versie == 2
    pagina = "/twente/opgaven/7/vervolg/geschiedenis/"
    assert "Zet deze tekst terug" in leest(client.get(pagina))
    akkoord()
    assert "Zet deze tekst terug" not in leest(client.get(pagina))
    for keuze in ("", "samen", "mijn"):
        antwoord = client.post(TERUG, {"versie": "2", "sleutel": vervolg().sleutel, "keuze": keuze})
        assert antwoord.status_code == 409 and "Deze fiche is akkoord." in leest(antwoord)
    assert vervolg().versie == 2


LEGE_LIJST = {"item-TOTAL_FORMS": "0", "item-INITIAL_FORMS": "0"}


@KOPPEN
def test_only_a_save_tells_the_page(als: Any, ingevuld: Any, kop: Any) -> None:
    client = als("redacteur")
    data = ingevuld(client.get(ADRES), opening="Anders.")
    antwoord = client.post(ADRES, data, headers=kop)
    if kop:
        assert json.loads(antwoord.headers["HX-Trigger"]) == {"sectie-opgeslagen": {"code": "7.V"}}
    else:
        assert "HX-Trigger" not in antwoord.headers
    assert "HX-Trigger" not in client.get(ADRES, headers=kop).headers


# ---- the real database, by a second connection ----


@pytest.fixture
def ander(transactional_db: None, voorbeeld: Any) -> Iterator[psycopg.Connection]:
    """A connection of somebody else to the same database."""
    alles = connection.get_connection_params()
    params = {naam: alles[naam] for naam in ("dbname", "user", "password", "host", "port") if alles.get(naam)}
    with psycopg.connect(**params) as verbinding:
        yield verbinding
        verbinding.rollback()


@KOPPEN
def test_a_database_that_does_not_take_it_gives_the_text_back(
    ander: psycopg.Connection, als: Callable[..., Client], ingevuld: Any, kop: Any
) -> None:
    client = als("redacteur")
    data = ingevuld(client.get(ADRES), opening="Mijn lange tekst.")
    ander.execute("SELECT 1 FROM opgaven_sectie WHERE id = %s FOR UPDATE", [vervolg().pk])
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '200ms'")
    try:
        antwoord = client.post(ADRES, data, headers=kop)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = 0")
    assert antwoord.status_code == 503 and antwoord.headers["Retry-After"] == "30"
    assert "Nog niet opgeslagen" in leest(antwoord) and "Uw tekst staat hier nog" in leest(antwoord)
    if not kop:  # in place the form itself is still there
        assert "Mijn lange tekst." in leest(antwoord) and "Sla opnieuw op" in leest(antwoord)
    ander.rollback()
    assert vervolg().versie == 1
    assert client.post(ADRES, data, headers=kop).status_code in (200, 303)
    assert vervolg().opening == "<p>Mijn lange tekst.</p>"


def test_a_deadlock_is_tried_again(ander: psycopg.Connection, als: Callable[..., Client], ingevuld: Any) -> None:
    client = als("redacteur")
    data = ingevuld(client.get(ADRES), opening="Toch gelukt.")
    rij = vervolg()
    ander.execute("SET deadlock_timeout = '10s'")  # so that the save is the one that gives way
    ander.execute("SELECT 1 FROM opgaven_opgave WHERE id = %s FOR UPDATE", [rij.opgave_id])

    def kruis() -> None:
        ander.execute("SELECT 1 FROM opgaven_sectie WHERE id = %s FOR UPDATE", [rij.pk])
        ander.rollback()

    draad = threading.Timer(0.4, kruis)
    draad.start()
    antwoord = client.post(ADRES, data, headers=HTMX)
    draad.join()
    assert antwoord.status_code == 200
    assert vervolg().opening == "<p>Toch gelukt.</p>" and vervolg().versie == 2


def test_a_double_click_is_one_version(ander: psycopg.Connection, als: Callable[..., Client], ingevuld: Any) -> None:
    client = als("redacteur")
    data = ingevuld(client.get(ADRES), opening="Een keer.", venster="c" * 32)
    sessie = client.cookies["sessionid"].value
    statussen: list[int] = []

    def klik() -> None:
        eigen = Client()
        eigen.cookies["sessionid"] = sessie
        try:
            statussen.append(eigen.post(ADRES, data, headers=HTMX).status_code)
        finally:
            connection.close()

    draden = [threading.Thread(target=klik) for _ in range(6)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert statussen == [200] * 6
    assert vervolg().versie == 2 and not Klad.objects.exists()


@KOPPEN
def test_a_connection_that_breaks_in_the_middle_gives_the_text_back(
    ander: psycopg.Connection, als: Callable[..., Client], ingevuld: Any, kop: Any
) -> None:
    client = als("redacteur")
    data = ingevuld(client.get(ADRES), opening="Mijn lange tekst.")
    pid = connection.connection.info.backend_pid
    ander.execute("SELECT 1 FROM opgaven_sectie WHERE id = %s FOR UPDATE", [vervolg().pk])

    def breek() -> None:
        while not ander.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [pid]).fetchone()[0]:
            time.sleep(0.05)
        ander.execute("SELECT pg_terminate_backend(%s)", [pid])

    draad = threading.Thread(target=breek)
    draad.start()
    antwoord = client.post(ADRES, data, headers=kop)
    draad.join()
    ander.rollback()
    assert antwoord.status_code == 503
    assert "Nog niet opgeslagen" in leest(antwoord) and ("Mijn lange tekst." in leest(antwoord) or kop)
    connection.close()
    assert client.post(ADRES, data, headers=kop).status_code in (200, 303)  # without a restart
    assert vervolg().opening == "<p>Mijn lange tekst.</p>"

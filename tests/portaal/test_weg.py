"""Weg naar vaststelling and Mijn werk, as each role sees them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from governance.models import Rol
from opgaven.models import Opgave, Plan
from opgaven.werkorde import standen
from portaal.weg import komend


def test_weg_toont_stand_en_voortgang(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    Opgave.objects.filter(plan=voorbeeld, nummer=3).update(status="akkoord")
    client = als("lezer")
    assert "1 van de 21 akkoord, 0 ter toetsing" in client.get("/twente/weg/").text
    gekozen = client.get("/twente/weg/?stand=akkoord").text
    assert gekozen.count('scope="row"') == 1
    assert "Geen fiche past bij deze keuze" in client.get("/twente/weg/?stand=ter_toetsing").text


def test_de_programmamanager_legt_meer_fiches_voor(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("programmamanager")
    een, twee = standen(voorbeeld)[:2]
    keuze = [f"{een.nummer}:{een.afdruk}", f"{twee.nummer}:verouderd"]
    pagina = client.post("/twente/weg/", {"fiche": keuze}, follow=True).text
    assert f"{een.nummer} {een.titel}: voorgelegd." in pagina
    assert "de tekst is intussen gewijzigd" in pagina
    assert Opgave.objects.filter(plan=voorbeeld, status="ter_toetsing").count() == 1


def test_vage_datums_tellen_geen_dagen(voorbeeld: Plan) -> None:
    for k in komend(voorbeeld.regio, date(2026, 3, 1), 50):
        assert bool(k.nog) <= (k.moment.mijlpaal.precisie == "dag")
        assert k.moment.eind >= date(2026, 3, 1)


@pytest.mark.parametrize("rol", Rol.Soort.values)
def test_mijn_werk_per_rol(rol: str, voorbeeld: Plan, als: Callable[..., Client]) -> None:
    pagina = als(rol).get("/twente/mijn-werk/").text
    assert ("Ministeries zonder contactpersoon" in pagina) == (rol in ("beheerder", "programmamanager"))
    assert ("Nog niet opgeslagen" in pagina) == (rol in ("redacteur", "programmamanager"))
    assert ("Mijn opgaven" in pagina) == (rol == "ministeriecontact")
    assert "Waar het plan staat" in pagina


def test_teruggestuurd_staat_bij_de_redacteur_met_de_reden(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    Opgave.objects.filter(plan=voorbeeld, nummer=14).update(status="ter_toetsing")
    voorbeeld.refresh_from_db()
    velden = {"daad": "stuur_terug", "gezien": standen(voorbeeld, 14)[0].afdruk, "reden": "Noem het bedrag."}
    als("eigenaar").post("/twente/opgaven/14/stand/", velden)
    assert "Noem het bedrag." in als("redacteur").get("/twente/mijn-werk/").text


def test_een_ministerie_met_contactpersoon_staat_er_niet(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("programmamanager")
    assert "ministerie=ocw" in client.get("/twente/mijn-werk/").text
    als("ministeriecontact")
    assert "ministerie=ocw" not in client.get("/twente/mijn-werk/").text
    assert (
        'value="ocw" selected'
        in client.get("/twente/beheer/personen/uitnodigen/?rol=ministeriecontact&ministerie=ocw").text
    )


def test_na_inloggen_naar_mijn_werk(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    assert als("lezer").get("/mijn-werk/").headers["Location"] == "/twente/mijn-werk/"
    assert als(None).get("/mijn-werk/").headers["Location"] == "/"


@pytest.mark.parametrize(("adres", "hoeveel"), [("/twente/weg/", 8), ("/twente/mijn-werk/", 14)])
def test_vast_aantal_zoekvragen(
    adres: str, hoeveel: int, voorbeeld: Plan, als: Callable[..., Client], django_assert_max_num_queries: Callable
) -> None:
    client = als("programmamanager")
    client.get(adres)
    with django_assert_max_num_queries(hoeveel):
        client.get(adres)

"""Bodies, seats and lines: changed on screen by who may, each from a day to a day; the structure of any day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from governance import structuur, structuurplaat
from governance.actions.structuur import laad_registers
from governance.models import Gremium, Lidmaatschap, Regio, Relatie
from opgaven.models import Plan
from tests.conftest import FIXTURES
from tests.lezen import leest, stuur

BOARD = "/twente/governance/twente_board/"
GREMIUM = {"naam": "Klankbord jongeren", "niveau": "regio", "cadans": "elk kwartaal"}
ZETEL = {"functie": "Wethouder economie", "kolom": "overheid", "positie": "voorzitter", "aantal": "1"}


def tekst(client: Client, pad: str) -> str:
    return leest(client.get(pad))


@pytest.mark.parametrize("rol", ["secretaris", "programmamanager", "beheerder"])
def test_a_new_body_stands_in_the_register_and_has_a_page(rol: str, als: Callable[..., Client]) -> None:
    client = als(rol)
    antwoord = stuur(client, "/twente/governance/structuur/nieuw/", GREMIUM, follow=True)
    assert "Klankbord jongeren staat in het register." in leest(antwoord)
    pagina = tekst(client, "/twente/governance/klankbord_jongeren/")
    assert "Elk kwartaal" in pagina and "De leden zijn niet vermeld." in pagina
    stuur(client, "/twente/governance/structuur/nieuw/", GREMIUM)
    assert Gremium.objects.filter(naam="Klankbord jongeren").count() == 1


@pytest.mark.parametrize("rol", ["lezer", "redacteur", "bestuurslid", "ministeriecontact"])
def test_others_read_and_see_no_way_to_change(rol: str, als: Callable[..., Client]) -> None:
    client = als(rol)
    assert "structuur/nieuw" not in tekst(client, "/twente/governance/")
    assert "/zetels/" not in tekst(client, BOARD) and "/wijzigen/" not in tekst(client, BOARD)
    antwoord = client.post("/twente/governance/structuur/nieuw/", GREMIUM)
    assert antwoord.status_code == 403 and "de secretaris, de programmamanager en de beheerder" in leest(antwoord)
    assert not Gremium.objects.filter(naam="Klankbord jongeren").exists()


def test_a_name_of_a_page_is_no_name_of_a_body(als: Callable[..., Client]) -> None:
    stuur(als("secretaris"), "/twente/governance/structuur/nieuw/", GREMIUM | {"naam": "Overleggen"})
    assert Gremium.objects.get(naam="Overleggen").code == "overleggen_2"


def test_a_seat_with_its_position_stands_beside_the_body(als: Callable[..., Client]) -> None:
    client = als("secretaris")
    stuur(client, f"{BOARD}zetels/nieuw/", ZETEL)
    pagina = tekst(client, BOARD)
    assert "Voorzitter: Wethouder economie" in pagina
    assert pagina.count("Wethouder economie") >= 2


def test_a_seat_without_anything_is_refused_with_what_is_missing(als: Callable[..., Client]) -> None:
    antwoord = stuur(als("secretaris"), f"{BOARD}zetels/nieuw/", {"positie": ""})
    assert antwoord.status_code == 422 and "Schrijf een functie, of kies" in leest(antwoord)


def test_an_end_before_its_begin_is_refused(als: Callable[..., Client]) -> None:
    data = ZETEL | {"sinds": "2026-03-01", "tot": "2026-02-01"}
    antwoord = stuur(als("secretaris"), f"{BOARD}zetels/nieuw/", data)
    assert antwoord.status_code == 422 and "Het einde ligt niet na het begin." in leest(antwoord)
    assert 'value="2026-03-01"' in leest(antwoord)


def test_the_structure_of_a_day(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    board = Gremium.objects.get(regio=voorbeeld.regio, code="twente_board")
    Lidmaatschap.objects.create(gremium=board, functie="Eerste voorzitter", tot=date(2026, 1, 1))
    Lidmaatschap.objects.create(gremium=board, functie="Tweede voorzitter", sinds=date(2026, 1, 1))
    Gremium.objects.create(regio=voorbeeld.regio, code="oud", naam="Opgeheven tafel", tot=date(2025, 6, 1))
    client = als("lezer")
    toen, nu = tekst(client, f"{BOARD}?dag=2025-12-31"), tekst(client, f"{BOARD}?dag=2026-01-01")
    assert "Eerste voorzitter" in toen and "Tweede voorzitter" not in toen
    assert "zoals het was op 31 december 2025" in toen
    assert "Tweede voorzitter" in nu and "Eerste voorzitter" not in nu
    assert "Opgeheven tafel" in tekst(client, "/twente/governance/?dag=2025-05-31")
    assert "Opgeheven tafel" not in tekst(client, "/twente/governance/?dag=2025-06-01")
    weg = tekst(client, "/twente/governance/oud/")
    assert "Dit gremium is er nu niet" in weg and "eindigt op 1 juni 2025" in weg


def test_a_day_that_is_no_day_is_said(als: Callable[..., Client]) -> None:
    pagina = tekst(als("lezer"), "/twente/governance/?dag=gisteren")
    assert "Deze dag begrijpen wij niet" in pagina and "Twente Board" in pagina


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("secretaris")
    pad = f"{BOARD}wijzigen/"
    gezien = client.get(pad)
    Gremium.objects.filter(code="twente_board").update(taak="Nieuwe taak van een collega")
    from tests.lezen import formulier

    velden = {**formulier(gezien.text, pad), "naam": "Twente Board", "niveau": "regio", "taak": "Mijn taak"}
    antwoord = client.post(pad, velden)
    assert antwoord.status_code == 409
    assert "Nieuwe taak van een collega" in leest(antwoord) and "Mijn taak" in leest(antwoord)


def test_a_line_is_drawn_and_can_be_taken_back(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("secretaris")
    naar = Gremium.objects.get(regio=voorbeeld.regio, code="bo_mirt")
    stuur(client, f"{BOARD}lijnen/nieuw/", {"soort": "stemt_af_met", "naar": naar.pk})
    lijn = Relatie.objects.get(van__code="twente_board", naar=naar)
    assert "Stemt af met <a" in tekst(client, BOARD)
    pad = f"{BOARD}lijnen/{lijn.pk}/"
    stuur(client, f"{pad}weg/", op=pad)
    assert not Relatie.objects.filter(pk=lijn.pk).exists()
    gebeurtenissen = apps.get_model("governance", "RelatieGebeurtenis")._default_manager.filter(pgh_obj_id=lijn.pk)
    assert list(gebeurtenissen.order_by("pgh_id").values_list("pgh_label", flat=True)) == ["insert", "delete"]


def test_a_body_of_another_region_is_not_there(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    Gremium.objects.create(regio=Regio.objects.get(code="achterhoek"), code="elders", naam="Elders")
    assert als("secretaris").get("/twente/governance/elders/wijzigen/").status_code == 404


def test_the_structure_of_another_region_loads_and_is_drawn(voorbeeld: Plan) -> None:
    regio = laad_registers(FIXTURES / "achterhoek")
    alle = structuur.lees(regio)
    plaat = structuurplaat.teken(alle, lambda code: f"/{code}/")
    for naam in ("Achterhoek Board", "Stuurgroep NPVR Achterhoek", "Kernteam Rijk-regio"):
        assert naam.split()[0] in plaat
    assert alle.lichaam("dagelijks_bestuur_achterhoek").banden[0].woorden == "bereidt het werk voor van"


def test_a_day_costs_no_more_queries(als: Any, django_assert_max_num_queries: Any) -> None:
    client = als("lezer")
    client.get("/twente/governance/")
    with django_assert_max_num_queries(8):
        client.get("/twente/governance/?dag=2024-01-01")

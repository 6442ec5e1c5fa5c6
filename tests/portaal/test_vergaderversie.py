"""A print for a meeting is made of a version, or freezes one on the way: pen notes on it can always be keyed in."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from opdrachten.models import Opdracht
from opgaven.models import Opgave, Plan
from tests.lezen import leest
from versies.models import Versie

ADRES = "/twente/afdrukken/"
KEUZE = {"soort": "fiche", "opgave": "14", "formaat": "pdf", "regelnummers": "ja", "codes": "ja", "gekozen": "1"}


@pytest.fixture(autouse=True)
def eigen_map(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path


@pytest.fixture
def gewijzigd(voorbeeld: Plan) -> Plan:
    """The working copy says something that no version says."""
    Opgave.objects.filter(plan=voorbeeld, nummer=14).update(titel="Net anders")
    return voorbeeld


def veld(html: str, naam: str) -> str:
    gevonden = re.search(rf'name="{naam}" value="([^"]*)"', html)
    assert gevonden is not None, naam
    return gevonden[1]


def test_the_working_copy_gets_no_line_numbers(als: Callable[..., Client], gewijzigd: Plan) -> None:
    antwoord = als("lezer").post(ADRES, {**KEUZE, "daad": "maak"})
    html = leest(antwoord)
    assert antwoord.status_code == 422 and "Een vergaderversie maakt u van een vastgelegde versie." in html
    assert "doet de programmamanager" in html and not Opdracht.objects.exists()
    assert als("lezer").post(ADRES, {**KEUZE, "daad": "vastleggen"}).status_code == 403
    assert Versie.objects.filter(plan=gewijzigd).count() == 1


def test_one_click_freezes_and_prints_that_version(als: Callable[..., Client], gewijzigd: Plan) -> None:
    manager = als("programmamanager")
    html = leest(manager.get(ADRES, {k: v for k, v in KEUZE.items() if k != "gekozen"}))
    assert "21 fiches zijn nog niet akkoord." in html and "Leg toch vast en maak de vergaderversie" in html
    velden = {**KEUZE, "daad": "vastleggen", "gezien": veld(html, "gezien"), "erkend": veld(html, "erkend")}
    antwoord = manager.post(ADRES, velden)
    assert antwoord.status_code == 303 and antwoord["Location"].startswith("/twente/opdrachten/")
    versie = Versie.objects.filter(plan=gewijzigd).first()
    opdracht = Opdracht.objects.get()
    assert versie is not None and versie.label.startswith("Vergaderversie ")
    assert opdracht.gegevens["versie"] == versie.code and f"({versie.label})" in opdracht.titel
    # a second time nothing is frozen: the working copy says the same
    html = leest(manager.get(ADRES, {k: v for k, v in KEUZE.items() if k != "gekozen"}))
    assert f"De werkversie zegt hetzelfde als {versie.label}." in html
    assert als("lezer").post(ADRES, {**KEUZE, "daad": "vastleggen"}).status_code == 303
    assert Versie.objects.filter(plan=gewijzigd).count() == 2
    kant = leest(als("secretaris").get("/twente/kanttekeningen/invoeren/", {"versie": versie.code}))
    assert versie.label in kant


def test_what_changed_meanwhile_is_not_frozen(als: Callable[..., Client], gewijzigd: Plan) -> None:
    manager = als("programmamanager")
    html = leest(manager.get(ADRES, {k: v for k, v in KEUZE.items() if k != "gekozen"}))
    velden = {**KEUZE, "daad": "vastleggen", "gezien": veld(html, "gezien"), "erkend": veld(html, "erkend")}
    anders = manager.post(ADRES, {**velden, "erkend": "een andere lijst"})
    assert anders.status_code == 409 and "Wat open staat, is intussen anders." in leest(anders)
    Opgave.objects.filter(plan=gewijzigd, nummer=14).update(titel="Weer anders")
    antwoord = manager.post(ADRES, velden)
    assert antwoord.status_code == 409 and "Er is niets vastgelegd." in leest(antwoord)
    assert Versie.objects.filter(plan=gewijzigd).count() == 1 and not Opdracht.objects.exists()

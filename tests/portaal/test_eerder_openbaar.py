"""What was public before: Documenten keeps it with what changed, and a code of then says what a copy is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from opgaven.models import Opgave, Plan
from plandocument.versiecode import versiecode
from tests.lezen import leest
from versies.actions.publicaties import publiceer, trek_in
from versies.actions.versies import maak_versie
from versies.models import Versie

LIJST, CONTROLE = "/twente/documenten/", "/twente/controle/"


@pytest.fixture(autouse=True)
def eigen_map(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path


@pytest.fixture
def eerst(voorbeeld: Plan) -> Versie:
    return voorbeeld.versies.get()


@pytest.fixture
def tweede(voorbeeld: Plan, eerst: Versie) -> Versie:
    """Another version is public, with another title of opgave 14; a third was never public."""
    Opgave.objects.filter(plan=voorbeeld, nummer=14).update(titel="Net anders")
    versie = maak_versie(plan=voorbeeld, label="Definitief", door=None)
    publiceer(versie=versie, door=None)
    Opgave.objects.filter(plan=voorbeeld, nummer=3).update(titel="Geheim")
    maak_versie(plan=voorbeeld, label="Nooit openbaar", door=None)
    return versie


def code(versie: Versie) -> str:
    return versiecode("twente", versie.sha256)


def test_documenten_keeps_it_with_what_changed(client: Client, eerst: Versie, tweede: Versie) -> None:
    html = leest(client.get(LIJST))
    kop, _, eerder = html.partition("Eerder gepubliceerd")
    assert "Definitief" in kop and "Voorbeeldplan" in eerder and code(eerst) in eerder
    assert "Wat de volgende versie veranderde: 1 wijziging van de inhoud, in opgave 14." in eerder
    assert "Nooit openbaar" not in html and "Geheim" not in html
    assert client.get(f"{LIJST}{eerst.code}/").status_code == 404


def test_people_with_a_role_compare_it_with_the_next(als: Callable[..., Client], eerst: Versie, tweede: Versie) -> None:
    html = leest(als("lezer").get(LIJST))
    assert f'?van={eerst.code}&amp;naar={tweede.code}">Wat de volgende veranderde</a>' in html


def test_nothing_earlier_says_nothing(client: Client, eerst: Versie) -> None:
    assert "Eerder gepubliceerd" not in leest(client.get(LIJST))


def test_a_code_of_then_says_what_it_was_and_where_the_present_one_is(
    client: Client, eerst: Versie, tweede: Versie, voorbeeld: Plan
) -> None:
    html = leest(client.get(CONTROLE, {"code": code(eerst)}))
    assert "Dit was Voorbeeldplan" in html and "Nu is Definitief openbaar" in html
    assert f'href="{LIJST}{tweede.code}/">Naar de versie van nu' in html
    nooit = voorbeeld.versies.get(label="Nooit openbaar")
    assert "hoort niet bij een versie die u kunt zien" in leest(client.get(CONTROLE, {"code": code(nooit)}))


def test_a_code_of_then_is_known_when_nothing_is_public(
    client: Client, eerst: Versie, tweede: Versie, voorbeeld: Plan, persoon: Callable[..., User]
) -> None:
    trek_in(publicatie=voorbeeld.publicaties.huidig().get(), reden="Klopt niet.", door=persoon("programmamanager"))
    html = leest(client.get(CONTROLE, {"code": code(tweede)}))
    assert "Dit was Definitief" in html and "Er is nu geen versie openbaar." in html and "Klopt niet." not in html
    nooit = voorbeeld.versies.get(label="Nooit openbaar")
    for andere in (code(nooit), "TW-0000-0000", ""):
        assert client.get(CONTROLE, {"code": andere}).status_code == 404

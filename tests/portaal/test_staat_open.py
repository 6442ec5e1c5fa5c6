"""What is open is said first and asked about, when a version is frozen and when it is published."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from governance.models import Besluit, Gremium
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_opnieuw, bouw_sectie
from opgaven.models import Opgave, Plan, Sectie
from plandocument.canoniek import hash_van
from tests.lezen import leest, post_toch, stuur
from versies.actions.goedkeuringen import bevestig, leg_vast
from versies.actions.versies import maak_versie
from versies.models import Amendement, Goedkeuring, Versie

LIJST = "/twente/documenten/"
NIEUW = f"{LIJST}nieuw/"
AKKOORD = Opgave.Status.AKKOORD


@pytest.fixture(autouse=True)
def eigen_map(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path


@pytest.fixture
def manager(als: Callable[..., Client]) -> Client:
    return als("programmamanager")


def gezien(plan: Plan) -> str:
    return hash_van(bouw_opnieuw(Plan.objects.get(pk=plan.pk)))


def merk(antwoord: Any) -> str:
    gevonden = re.search(r'name="erkend" value="(\w+)"', antwoord.content.decode())
    assert gevonden is not None
    return gevonden[1]


def besluit(versie: Versie, twee: tuple[User, User], gremium: str = "twente_board", **anders: Any) -> Goedkeuring:
    from datetime import date

    feiten = {"datum": date(2025, 12, 11), "uitkomst": Besluit.Uitkomst.MET_WIJZIGINGEN} | anders
    g = Gremium.objects.get(regio=versie.plan.regio, code=gremium)
    return leg_vast(versie=versie, gremium=g, door=twee[0], **feiten)  # type: ignore[arg-type]


@pytest.fixture
def twee(persoon: Callable[..., User]) -> tuple[User, User]:
    return persoon("secretaris"), persoon("programmamanager")


def maak_leeg(plan: Plan, nummer: int, soort: str) -> None:
    sectie = Sectie.objects.get(plan=plan, opgave__nummer=nummer, soort__code=soort)
    leeg = replace(bouw_sectie(sectie), opening="", items=(), slot="")
    bewaar_sectie(sectie=sectie, vanaf_versie=sectie.versie, inhoud=leeg, door=None)


def test_freezing_names_all_that_is_open_and_writes_nothing(
    manager: Client, voorbeeld: Plan, twee: tuple[User, User]
) -> None:
    eerste = maak_versie(plan=voorbeeld, label="Concept", door=None)
    bevestig(goedkeuring=besluit(eerste, twee, amendementen=[("14.V", "Noem het jaar.")]), pdf=b"%PDF", door=twee[1])
    besluit(eerste, twee, "twente_board", uitkomst=Besluit.Uitkomst.AKKOORD)
    maak_leeg(voorbeeld, 14, "vervolg")
    antwoord = manager.post(NIEUW, {"label": "Tweede", "toelichting": "Mijn uitleg.", "gezien": gezien(voorbeeld)})
    html = leest(antwoord)
    assert antwoord.status_code == 200 and "Er is nog niets vastgelegd." in html
    for kop in ("Lege onderdelen", "Fiches die niet akkoord zijn", "Besluiten", "Gevraagde wijzigingen"):
        assert kop in html
    assert re.search(r'href="/twente/opgaven/14/#14\.V"><span class="code">14\.V</span>', html)
    assert "14.V: Noem het jaar. (Twente Board, 11 december 2025)" in html
    assert "Het besluit van Twente Board (11 december 2025) over Concept is niet bevestigd." in html
    assert 'name="toelichting" value="Mijn uitleg."' in html
    assert not Versie.objects.filter(label="Tweede").exists()
    terug = leest(manager.post(NIEUW, {"label": "Tweede", "toelichting": "Mijn uitleg.", "terug": "1"}))
    assert 'value="Tweede"' in terug and "Mijn uitleg." in terug


def test_what_a_version_carries_out_is_not_open(manager: Client, voorbeeld: Plan, twee: tuple[User, User]) -> None:
    eerste = maak_versie(plan=voorbeeld, label="Concept", door=None)
    bevestig(goedkeuring=besluit(eerste, twee, amendementen=[("14.V", "Noem het jaar.")]), pdf=b"%PDF", door=twee[1])
    data = {"label": "Tweede", "gezien": gezien(voorbeeld), "amendementen": [Amendement.objects.get().pk]}
    antwoord = manager.post(NIEUW, data)
    assert antwoord.status_code == 200 and "Noem het jaar." not in leest(antwoord)
    assert manager.post(NIEUW, {**data, "erkend": merk(antwoord)}).status_code == 303
    assert Amendement.objects.get().uitgevoerd_in == Versie.objects.get(label="Tweede")


def test_a_list_that_changed_meanwhile_is_shown_again(
    manager: Client, voorbeeld: Plan, twee: tuple[User, User]
) -> None:
    eerste = maak_versie(plan=voorbeeld, label="Concept", door=None)
    data = {"label": "Tweede", "gezien": gezien(voorbeeld)}
    oud = merk(manager.post(NIEUW, data))
    besluit(eerste, twee)
    antwoord = manager.post(NIEUW, {**data, "erkend": oud})
    html = leest(antwoord)
    assert antwoord.status_code == 409 and "De lijst is intussen veranderd." in html and merk(antwoord) != oud
    assert "over Concept is niet bevestigd" in html and not Versie.objects.filter(label="Tweede").exists()
    assert manager.post(NIEUW, {**data, "erkend": merk(antwoord)}).status_code == 303


def test_publishing_asks_as_well_and_a_stranger_list_publishes_nothing(manager: Client, voorbeeld: Plan) -> None:
    versie = maak_versie(plan=voorbeeld, label="Definitief", door=None)
    adres = f"{LIJST}{versie.code}/publiceren/"
    assert "21 fiches zijn nog niet akkoord." in leest(manager.get(adres))
    antwoord = stuur(manager, adres)
    assert antwoord.status_code == 200 and "Geen bevestigd besluit stelt deze versie vast" in leest(antwoord)
    assert stuur(manager, adres, {"erkend": "verzonnen"}).status_code == 409
    nu = voorbeeld.publicaties.huidig().get()
    assert nu.versie != versie
    Opgave.objects.filter(plan=voorbeeld, nummer=3).update(status=AKKOORD)
    assert stuur(manager, adres, {"erkend": merk(antwoord)}).status_code == 409, "less is open: another list"
    assert post_toch(manager, adres).status_code == 303
    assert voorbeeld.publicaties.huidig().get().versie == versie


def test_nothing_open_asks_nothing(manager: Client, voorbeeld: Plan, twee: tuple[User, User]) -> None:
    from opgaven.controle import controle
    from opgaven.models import Afwijzing

    Opgave.objects.filter(plan=voorbeeld).update(status=AKKOORD)
    plan = Plan.objects.get(pk=voorbeeld.pk)
    document = bouw_opnieuw(plan)
    leeg = [p for o in document.opgaven for p in o.secties if p.leeg]
    for b in controle(plan, document).open:
        if b.gewicht == "fout":
            Afwijzing.objects.create(plan=plan, afdruk=b.afdruk, regel=b.regel, reden="Zo bedoeld.", door=twee[1])
    if leeg:
        pytest.fail("het voorbeeldplan heeft geen lege onderdelen")
    assert manager.post(NIEUW, {"label": "Klaar", "gezien": hash_van(document)}).status_code == 303
    versie = Versie.objects.get(label="Klaar")
    goed = besluit(versie, twee, uitkomst=Besluit.Uitkomst.VASTGESTELD)
    bevestig(goedkeuring=goed, pdf=b"%PDF", door=twee[1])
    assert "Er staat nog iets open" not in leest(manager.get(f"{LIJST}{versie.code}/publiceren/"))
    assert stuur(manager, f"{LIJST}{versie.code}/publiceren/").status_code == 303


def test_a_change_that_a_later_version_carries_out_is_open_in_this_one(
    manager: Client, voorbeeld: Plan, twee: tuple[User, User]
) -> None:
    eerste = maak_versie(plan=voorbeeld, label="Concept", door=None)
    bevestig(goedkeuring=besluit(eerste, twee, amendementen=[("14.V", "Noem het jaar.")]), pdf=b"%PDF", door=twee[1])
    tweede = maak_versie(plan=voorbeeld, label="Tweede", door=None, uitgevoerd=list(Amendement.objects.all()))
    for versie, staat in ((eerste, True), (tweede, False)):
        antwoord = stuur(manager, f"{LIJST}{versie.code}/publiceren/")
        assert ("Noem het jaar." in leest(antwoord)) is staat

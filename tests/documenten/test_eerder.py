"""A print that was asked for before costs a look: nothing is built, unless what it is made of changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from documenten import views
from governance.models import Gremium
from opgaven.models import Opgave, Plan
from tests.conftest import publiceer_nu

PLAN, FICHE = "/twente/plan/pdf/", "/twente/opgaven/14/pdf/"


@pytest.fixture(autouse=True)
def _drukkerij(drukkerij: Path, voorbeeld: Plan) -> None:
    """Prints of the whole run."""


@pytest.fixture
def bouwt_niets(monkeypatch: pytest.MonkeyPatch) -> Any:
    def zet() -> None:
        def nooit(*args: object) -> str:
            raise AssertionError("built again")

        monkeypatch.setattr(views, "plan_met", nooit)
        monkeypatch.setattr(views, "html_fiche", nooit)

    return zet


@pytest.mark.parametrize("adres", [PLAN, FICHE])
def test_asked_for_again_nothing_is_built(adres: str, client: Client, bouwt_niets: Any) -> None:
    eerst = client.get(adres)
    bouwt_niets()
    weer = client.get(adres)
    assert weer.content == eerst.content and weer["ETag"] == eerst["ETag"]
    assert client.get(adres, headers={"If-None-Match": eerst["ETag"]}).status_code == 304


def test_another_text_is_another_print(client: Client, voorbeeld: Plan) -> None:
    eerst = client.get(FICHE)["ETag"]
    Opgave.objects.filter(plan=voorbeeld, nummer=14).update(titel="Een heel andere titel")
    publiceer_nu(voorbeeld)
    assert client.get(FICHE)["ETag"] != eerst


def test_a_body_that_is_called_otherwise_is_another_plan_and_the_same_fiche(client: Client, voorbeeld: Plan) -> None:
    plan, fiche = client.get(PLAN)["ETag"], client.get(FICHE)["ETag"]
    gremium = Gremium.objects.filter(regio=voorbeeld.regio).first()
    assert gremium is not None
    gremium.naam = "Een overleg met een nieuwe naam"
    gremium.save()
    assert client.get(PLAN, headers={"If-None-Match": plan}).status_code == 200
    assert client.get(FICHE, headers={"If-None-Match": fiche}).status_code == 304


def test_a_print_that_was_tidied_away_is_made_again(client: Client, drukkerij: Path) -> None:
    eerst = client.get(FICHE)
    for pad in drukkerij.glob(f"{eerst['ETag'].strip(chr(34))}-*.pdf"):
        pad.unlink()
    assert client.get(FICHE).content == eerst.content


def test_what_is_kept_and_broken_is_built_again(client: Client, drukkerij: Path) -> None:
    eerst = client.get(FICHE)["ETag"]
    for pad in drukkerij.glob("*.sleutel"):
        pad.write_text("stuk")
    assert client.get(FICHE)["ETag"] == eerst

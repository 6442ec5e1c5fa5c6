"""Decisions by the opgave they belong to: as was said, and where they changed a text; and who else may tell of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from governance import besluitsporen
from governance.besluitsporen import Spoor
from governance.models import Besluit, Overleg
from opgaven.aanleidingen import aanleidingen
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_sectie
from opgaven.models import Opgave, Sectie
from tests.governance.overlegwerk import gehouden, punt
from tests.governance.test_besluiten import VELDEN, vastgesteld
from tests.inloggen import inloggen
from versies.actions.versies import maak_versie

REGISTER = "/twente/governance/besluiten/"


def codes(client: Client, opgave: str) -> set[str]:
    return set(re.findall(r'<li id="(BES-[^"]*)"', client.get(REGISTER, {"opgave": opgave}).text))


@pytest.fixture
def tien(overleg: Overleg) -> Opgave:
    return Opgave.objects.get(plan__regio=overleg.gremium.regio, plan__huidig=True, nummer=10)


def test_numbers_typed_at_the_decision_are_found_by_opgave_also_by_visitors(
    overleg: Overleg, schrijver: User, tien: Opgave
) -> None:
    p = punt(overleg, schrijver)
    gehouden(overleg, schrijver)
    client = inloggen(schrijver)
    adres = f"/twente/governance/punten/{p.pk}/besluit/"
    pagina = client.get(adres).text
    assert "Hoort bij opgave" in pagina
    post = {k: str(v) for k, v in VELDEN.items()} | {
        "kenmerk": re.findall(r'name="kenmerk" value="([^"]*)"', pagina)[0]
    }
    fout = client.post(adres, post | {"opgaven_sleutels": "10, 99"})
    assert fout.status_code == 422 and "Opgave 99 staat niet in het plan" in fout.text and 'value="10, 99"' in fout.text
    assert client.post(adres, post | {"opgaven_sleutels": "14; 10"}).status_code == 303
    b = Besluit.objects.get()
    assert tien.sleutel in b.opgaven_sleutels and len(b.opgaven_sleutels) == 2
    assert 'value="10, 14"' in client.get(f"{REGISTER}{b.pk}/wijzigen/").text
    assert codes(client, tien.sleutel) == {b.code}
    elf = Opgave.objects.get(plan=tien.plan, nummer=11)
    assert codes(client, elf.sleutel) == set() and codes(client, "bestaat-niet") == {b.code}
    assert "opgave 10" in re.sub(r"\s+", " ", client.get(f"{REGISTER}{b.pk}/").text).casefold()


def test_a_text_that_was_changed_for_it_tells_the_words_and_the_first_version(
    overleg: Overleg, schrijver: User, tien: Opgave, persoon: Callable[..., User]
) -> None:
    b = vastgesteld(overleg, schrijver)
    manager = persoon("programmamanager")
    keuze = aanleidingen(overleg.gremium.regio)[f"genomen:{b.pk}"]
    rij = Sectie.objects.select_related("plan__regio", "opgave", "soort").get(opgave=tien, soort__code="vervolg")
    bewaar_sectie(
        sectie=rij, vanaf_versie=rij.versie, inhoud=replace(bouw_sectie(rij), slot="<p>Nu anders.</p>"), door=manager,
        aanleiding=keuze.als_data(),
    )  # fmt: skip
    client = inloggen(schrijver)
    pagina = re.sub(r"\s+", " ", client.get(REGISTER).text)
    assert "10.V</a>, tekst gewijzigd op" in pagina and "/twente/opgaven/10/vervolg/geschiedenis/" in pagina
    assert "voor het eerst in" not in pagina and codes(client, tien.sleutel) == {b.code}
    maak_versie(plan=rij.plan, label="Tweede lezing", door=manager)
    assert "voor het eerst in Tweede lezing" in re.sub(r"\s+", " ", client.get(REGISTER).text)
    csv = client.get(f"{REGISTER}download/csv/").content.decode("utf-8-sig")
    assert "Opgaven" in csv and ";10;" in csv.replace(",", ";")


@pytest.fixture
def bron() -> Iterator[list[set[int]]]:
    """A room below that tells where an amount changed."""
    gevraagd: list[set[int]] = []

    def van(visite: Any, besluiten: Any) -> Iterator[tuple[int, Spoor]]:
        gevraagd.append(set(besluiten))
        for pk in besluiten:
            yield pk, Spoor("Toezegging T3", "/twente/t/3/", date(2026, 12, 2), "bedrag gewijzigd")

    besluitsporen.registreer(van)
    yield gevraagd
    besluitsporen.SPOORBRONNEN.remove(van)


def test_another_room_tells_of_its_own_and_not_to_visitors(
    overleg: Overleg, schrijver: User, bron: list[set[int]]
) -> None:
    b = vastgesteld(overleg, schrijver)
    assert "Toezegging T3</a>, bedrag gewijzigd op" in re.sub(r"\s+", " ", inloggen(schrijver).get(REGISTER).text)
    assert bron == [{b.pk}]
    assert "Toezegging T3" not in Client().get(REGISTER).text and len(bron) == 1

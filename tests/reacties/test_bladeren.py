"""Comments at a place, ten at a time: the newest first on screen, and every earlier one within reach."""

from __future__ import annotations

import re

import pytest
from lxml import html as lx

from tests.lezen import leest

from .conftest import HTMX

ADRES = "/twente/opgaven/14/knelpunten/reacties/"


@pytest.fixture
def veel(zet, persoon):
    """Twenty-five of them, oldest first."""
    return [zet(f"Opmerking nummer {n}.", door=persoon("redacteur")) for n in range(1, 26)]


def nummers(antwoord) -> list[int]:
    return [int(n) for n in re.findall(r"Opmerking nummer (\d+)\.", leest(antwoord))]


def verder(antwoord) -> str:
    """Where the way to earlier ones leads; the way with scripts is the same."""
    weg = lx.fromstring(leest(antwoord)).xpath("//p[@class='eerder']/a[starts-with(normalize-space(), 'Toon')]")
    assert len(weg) == 1 and weg[0].get("href") == weg[0].get("hx-get")
    return weg[0].get("href")


def test_the_newest_ten_stand_there_and_how_many_there_are(als, veel):
    antwoord = als("redacteur").get(ADRES, headers=HTMX)
    assert nummers(antwoord) == list(range(16, 26))
    assert "25 reacties op 14.K" in " ".join(leest(antwoord).split())
    assert "Toon 10 eerdere reacties (van 15)" in " ".join(leest(antwoord).split())


@pytest.mark.parametrize("koppen", [HTMX, {}], ids=["met scripts", "zonder scripts"])
def test_step_by_step_one_comes_by_all_of_them(als, veel, koppen):
    client = als("redacteur")
    antwoord = client.get(ADRES, headers=koppen)
    gezien = nummers(antwoord)
    for _ in range(2):
        antwoord = client.get(verder(antwoord), headers=koppen)
        gezien = nummers(antwoord) + gezien
    assert gezien == list(range(1, 26))
    assert "Toon" not in lx.fromstring(leest(antwoord)).text_content()


def test_a_step_in_place_brings_only_comments_and_puts_the_reader_at_the_first(als, veel):
    client = als("redacteur")
    stap = client.get(verder(client.get(ADRES, headers=HTMX)), headers=HTMX)
    vak = lx.fragment_fromstring(leest(stap), create_parent="div")
    assert not vak.xpath(".//form[@id='schrijf']") and len(vak.xpath("./article")) == 10
    assert [h.getparent().getparent().get("id") for h in vak.xpath(".//h3[@autofocus]")] == [f"reactie-{veel[5].pk}"]


def test_without_scripts_the_page_says_which_ones_it_shows_and_how_to_get_back(als, veel):
    client = als("redacteur")
    tekst = " ".join(lx.fromstring(leest(client.get(f"{ADRES}?voor={veel[15].pk}"))).text_content().split())
    assert "Hier staan de reacties 6 tot en met 15, de oudste bovenaan." in tekst
    assert "Naar de nieuwste reacties" in tekst


@pytest.mark.parametrize("welke", [0, 7, 24])
def test_a_link_to_a_comment_lands_on_it(als, veel, welke):
    antwoord = als("redacteur").get(f"{ADRES}?bij={veel[welke].pk}")
    assert f'id="reactie-{veel[welke].pk}"' in leest(antwoord)


@pytest.mark.parametrize("vraag", ["voor=0", "voor=x", "bij=99999999", "voor=" + "9" * 30])
def test_an_address_of_something_else_shows_the_newest(als, veel, vraag):
    assert nummers(als("redacteur").get(f"{ADRES}?{vraag}")) == list(range(16, 26))


def test_what_somebody_may_not_read_is_not_counted(als, veel, zet):
    zet("Nog van ons alleen.", ministerie="ocw", ingediend=False)
    assert "25 reacties op 14.K" in " ".join(leest(als("redacteur").get(ADRES, headers=HTMX)).split())

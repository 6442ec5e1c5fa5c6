"""The pages of history: who wrote what and why, and putting an older text back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from lxml import html as lx

from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_sectie
from opgaven.models import Plan, Sectie
from plandocument.standaard import SECTIESOORTEN
from plandocument.tekst import woorden
from tests.lezen import leest

ADRES = "/twente/opgaven/7/vervolg/geschiedenis/"


@pytest.fixture
def vervolg(voorbeeld: Plan) -> Sectie:
    return Sectie.objects.select_related("soort", "plan").get(plan=voorbeeld, opgave__nummer=7, soort__code="vervolg")


def _bewaar(rij: Sectie, opening: str, waarom: str = "") -> None:
    rij = Sectie.objects.select_related("soort", "plan").get(pk=rij.pk)
    inhoud = replace(bouw_sectie(rij), opening=opening)
    bewaar_sectie(sectie=rij, vanaf_versie=rij.versie, inhoud=inhoud, door=None, waarom=waarom)


def _nu(rij: Sectie) -> Sectie:
    return Sectie.objects.get(pk=rij.pk)


def test_the_page_says_what_when_and_why(vervolg: Sectie, als: Callable[..., Client]) -> None:
    _bewaar(vervolg, "<p>De regio kiest een trekker.</p>")
    _bewaar(vervolg, "<p>De provincie kiest een trekker.</p>", "Afspraak in het overleg")
    tekst = leest(als("lezer").get(ADRES))
    assert "Versie 3" in tekst and "Afspraak in het overleg" in tekst
    assert "<del>" in tekst and "<ins>" in tekst and "provincie" in tekst
    assert "Zet deze tekst terug" not in tekst
    assert "Zet deze tekst terug" in leest(als("redacteur").get(ADRES))


@pytest.mark.parametrize("adres", [ADRES, "/twente/opgaven/7/geschiedenis/", "/twente/plan/1/1/geschiedenis/"])
def test_a_visitor_sees_no_history(vervolg: Sectie, als: Callable[..., Client], adres: str) -> None:
    _bewaar(vervolg, "<p>geheim-woord-81</p>")
    _bewaar(vervolg, "<p>Openbaar.</p>", "geheime-reden-82")
    assert Client().get(adres).status_code == als(None).get(adres).status_code == 404
    openbaar = leest(Client().get("/twente/opgaven/7/"))
    assert "geheim-woord-81" not in openbaar and "geheime-reden-82" not in openbaar


def test_restoring_is_a_new_version(vervolg: Sectie, als: Callable[..., Client]) -> None:
    eerst = vervolg.opening
    _bewaar(vervolg, "<p>Anders.</p>")
    client = als("redacteur")
    antwoord = client.post(ADRES + "1/terug/", {"versie": 2, "sleutel": vervolg.sleutel}, follow=True)
    assert "versie 1 is teruggezet" in leest(antwoord)
    assert (_nu(vervolg).opening, _nu(vervolg).versie) == (eerst, 3)
    assert "Teruggezet: versie 1" in leest(client.get(ADRES))


def test_restoring_over_the_work_of_another_asks_first(vervolg: Sectie, als: Callable[..., Client]) -> None:
    _bewaar(vervolg, "<p>Twee.</p>")
    _bewaar(vervolg, "<p>Drie, van een collega.</p>")
    antwoord = als("redacteur").post(ADRES + "1/terug/", {"versie": 2, "sleutel": vervolg.sleutel})
    assert antwoord.status_code == 409
    assert "Drie, van een collega." in re.sub(r"<[^>]+>|\]", "", leest(antwoord))
    assert _nu(vervolg).opening == "<p>Drie, van een collega.</p>"


def test_a_version_that_is_not_there_cannot_be_restored(vervolg: Sectie, als: Callable[..., Client]) -> None:
    assert als("redacteur").post(ADRES + "99/terug/", {"versie": 1}).status_code == 404


def test_a_reason_with_markup_is_words(vervolg: Sectie, als: Callable[..., Client]) -> None:
    _bewaar(vervolg, "<p>Iets.</p>", "<script>alert(1)</script>")
    assert "<script>alert(1)" not in leest(als("lezer").get(ADRES))
    assert "&lt;script&gt;alert(1)" in leest(als("lezer").get(ADRES))


def test_the_whole_fiche_shows_every_sectie(vervolg: Sectie, als: Callable[..., Client]) -> None:
    _bewaar(vervolg, "<p>De fiche verandert.</p>", "Omdat het moet")
    tekst = leest(als("lezer").get("/twente/opgaven/7/geschiedenis/"))
    assert "7.V" in tekst and "Omdat het moet" in tekst


def test_the_page_costs_a_fixed_number_of_queries(
    vervolg: Sectie, als: Callable[..., Client], django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = als("lezer")
    client.get(ADRES)
    for n in range(25):
        _bewaar(vervolg, f"<p>Tekst {n}.</p>")
    with django_assert_max_num_queries(15):
        assert "Oudere versies" in leest(client.get(ADRES))


def test_no_sectie_is_called_as_a_page() -> None:
    assert not {s.code for s in SECTIESOORTEN} & {"pdf", "geschiedenis"}


def test_a_moved_point_is_moved_and_not_removed_and_added_again(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    rij = Sectie.objects.select_related("soort", "plan").get(
        plan=voorbeeld, opgave__nummer=14, soort__code="interventies"
    )
    inhoud = bouw_sectie(rij)
    regio = [item for item in inhoud.items if item.groep == "regio"]
    ander = replace(regio[0], tekst=f"{regio[0].tekst} Nu meteen.")
    rest = [item for item in inhoud.items if item.groep != "regio"]
    bewaar_sectie(
        sectie=rij,
        vanaf_versie=rij.versie,
        inhoud=replace(inhoud, items=(*rest, regio[-1], ander, *regio[1:-1])),
        door=None,
    )
    for adres in ("/twente/opgaven/14/interventies/geschiedenis/", "/twente/opgaven/14/geschiedenis/"):
        wortel = lx.fromstring(als("lezer").get(adres).content.decode())
        eerste = wortel.xpath("//ul[@class='wijzigingen']")[0]
        regels = [" ".join(li.text_content().split()) for li in eerste.xpath("./li")]
        assert len(regels) == 2, regels
        assert regels[0].startswith("Verplaatst") and woorden(regio[-1].tekst) in regels[0]
        assert regels[1].startswith("Gewijzigd") and "[Toegevoegd: " in regels[1] and "Vervallen" not in regels[1]

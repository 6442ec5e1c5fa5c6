"""A fiche on its way from concept to akkoord, in a real browser; what axe finds on the pages that follow it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_sectie
from opgaven.models import Opgave, Plan, Sectie
from opgaven.werkorde import PER_CODE
from tests.e2e.wachten import axe_op

pytestmark = pytest.mark.django_db(transaction=True)
FICHE = "/twente/opgaven/14/"
REDEN = "Noem het bedrag dat al is toegezegd."


@pytest.fixture
def mens(browser: Browser, live_server: Any, als: Callable[..., Client]) -> Any:
    """`mens("eigenaar")` gives a page of their own, logged in."""
    vensters = []

    def maak(rol: str) -> Page:
        venster = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900}, locale="nl-NL")
        vensters.append(venster)
        sessie = als(rol).cookies[settings.SESSION_COOKIE_NAME].value
        venster.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": sessie, "url": live_server.url}])
        page = venster.new_page()
        return page

    yield maak
    for venster in vensters:
        venster.close()


def keur(page: Page, wat: str) -> None:
    """axe finds nothing and nothing sticks out, at both widths."""
    for breed in (1280, 320):
        page.set_viewport_size({"width": breed, "height": 900})
        uitkomst = axe_op(page)
        assert uitkomst.violations_count == 0, f"{wat} {breed}: {uitkomst.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= breed, f"{wat} {breed} schuift opzij"
    page.set_viewport_size({"width": 1280, "height": 900})


def geef_reden(page: Page, daad: str, reden: str) -> None:
    page.wait_for_load_state()
    page.locator("#werkorde summary", has_text=daad).click()
    page.get_by_label(PER_CODE[{"Stuur terug": "stuur_terug", "Open opnieuw": "open_opnieuw"}[daad]].vraag).fill(reden)
    page.locator("#werkorde details[open]").get_by_role("button", name=daad).click()


def stand(page: Page) -> Any:
    return page.locator("#werkorde .staat")


def bewerk(page: Page, tekst: str) -> None:
    page.wait_for_load_state()  # before that it opens on a page of its own
    page.locator("#s-O [data-bewerken]").click()
    form = page.locator("#s-O form.bewerker.script")
    expect(form.locator("[name=vorm]")).to_have_value("rijk")
    page.keyboard.press("Control+End")
    page.keyboard.type(tekst)
    form.get_by_role("button", name="Opslaan").click()
    expect(page.locator("#s-O:not(.open)")).to_contain_text(tekst.strip())


def test_from_concept_to_akkoord_and_open_again(voorbeeld: Plan, mens: Callable[[str], Page]) -> None:
    redacteur, eigenaar = mens("redacteur"), mens("eigenaar")
    redacteur.goto(FICHE)
    redacteur.get_by_role("button", name="Leg voor").click()
    expect(stand(redacteur)).to_have_text("Ter toetsing")
    expect(redacteur.get_by_text("De fiche is voorgelegd.")).to_be_focused()

    eigenaar.goto("/twente/mijn-werk/")
    eigenaar.get_by_role("region", name=re.compile("Ter toetsing")).get_by_role("link", name=re.compile("^14 ")).click()
    geef_reden(eigenaar, "Stuur terug", "")
    veld = eigenaar.get_by_label(PER_CODE["stuur_terug"].vraag)
    expect(veld).to_be_focused()
    expect(veld).to_have_accessible_description(re.compile("Schrijf waarom"))
    veld.fill(REDEN)
    eigenaar.locator("#werkorde details[open]").get_by_role("button", name="Stuur terug").click()
    expect(stand(eigenaar)).to_have_text("In bewerking")

    redacteur.goto("/twente/mijn-werk/")
    terug = redacteur.get_by_role("region", name=re.compile("Teruggestuurd"))
    expect(terug).to_contain_text(REDEN)
    terug.get_by_role("link", name=re.compile("^14 ")).click()
    bewerk(redacteur, " Het bedrag is bekend.")
    redacteur.get_by_role("button", name="Leg voor").click()
    expect(stand(redacteur)).to_have_text("Ter toetsing")

    eigenaar.goto(FICHE)
    eigenaar.get_by_role("button", name="Geef akkoord").click()
    expect(stand(eigenaar)).to_have_text("Akkoord")

    redacteur.goto(FICHE)
    expect(redacteur.locator("[data-bewerken]")).to_have_count(0)
    geef_reden(redacteur, "Open opnieuw", "Het bedrag is gewijzigd.")
    expect(stand(redacteur)).to_have_text("In bewerking")
    expect(redacteur.locator("[data-bewerken]").first).to_be_visible()

    redacteur.goto(f"{FICHE}geschiedenis/")
    verhaal = redacteur.get_by_role("main")
    for woorden in (REDEN, "Het bedrag is gewijzigd.", "Ter toetsing", "Akkoord"):
        expect(verhaal).to_contain_text(re.compile(re.escape(woorden), re.IGNORECASE))


def test_a_reason_being_typed_stays_after_saving(voorbeeld: Plan, mens: Callable[[str], Page]) -> None:
    Opgave.objects.filter(plan=voorbeeld, nummer=14).update(status="ter_toetsing")
    page = mens("programmamanager")
    page.goto(FICHE)
    page.locator("#werkorde summary", has_text="Stuur terug").click()
    page.get_by_label(PER_CODE["stuur_terug"].vraag).fill(REDEN)
    with page.expect_response(lambda r: r.url.endswith(FICHE) and r.request.method == "GET"):
        bewerk(page, " Nog een zin.")
    expect(page.locator("#fiche-stand")).to_contain_text("wijzigde 14.O")
    expect(page.get_by_label(PER_CODE["stuur_terug"].vraag)).to_have_value(REDEN)
    page.locator("#werkorde details[open]").get_by_role("button", name="Stuur terug").click()
    expect(stand(page)).to_have_text("In bewerking")


def test_after_an_own_save_what_a_colleague_changed_does_not_count_as_seen(
    voorbeeld: Plan, mens: Callable[[str], Page]
) -> None:
    Opgave.objects.filter(plan=voorbeeld, nummer=14).update(status="ter_toetsing")
    page = mens("programmamanager")
    page.goto(FICHE)
    ander = Sectie.objects.get(plan=voorbeeld, opgave__nummer=14, soort__code="impact")
    nieuw = replace(bouw_sectie(ander), opening="<p>Een collega schreef dit.</p>")
    bewaar_sectie(sectie=ander, vanaf_versie=ander.versie, inhoud=nieuw, door=None)
    with page.expect_response(lambda r: r.url.endswith(FICHE) and r.request.method == "GET"):
        bewerk(page, " Nog een zin.")
    expect(page.locator("#fiche-stand")).to_contain_text("wijzigde 14.O")
    page.get_by_role("button", name="Geef akkoord").click()
    expect(page.locator("#werkorde").get_by_role("alert")).to_contain_text("gewijzigd nadat u de pagina opende")
    assert Opgave.objects.get(plan=voorbeeld, nummer=14).status == "ter_toetsing"


def test_who_is_too_late_keeps_the_reason(voorbeeld: Plan, mens: Callable[[str], Page]) -> None:
    Opgave.objects.filter(plan=voorbeeld, nummer=14).update(status="ter_toetsing")
    een, twee = mens("eigenaar"), mens("programmamanager")
    for page in (een, twee):
        page.goto(FICHE)
    een.locator("#werkorde summary", has_text="Stuur terug").click()
    keur(een, "reden")
    twee.get_by_role("button", name="Geef akkoord").click()
    expect(stand(twee)).to_have_text("Akkoord")
    keur(twee, "akkoord")
    een.get_by_label(PER_CODE["stuur_terug"].vraag).fill(REDEN)
    een.locator("#werkorde details[open]").get_by_role("button", name="Stuur terug").click()
    expect(een.locator("#werkorde").get_by_role("alert")).to_contain_text("was u voor")
    expect(een.get_by_label("Uw reden, om te kopiëren")).to_have_value(REDEN)
    keur(een, "te laat")


@pytest.mark.parametrize("rol", ["programmamanager", "redacteur", "secretaris", "ministeriecontact"])
def test_mijn_werk_is_accessible(rol: str, voorbeeld: Plan, mens: Callable[[str], Page]) -> None:
    page = mens(rol)
    page.goto("/twente/mijn-werk/")
    keur(page, rol)


def test_weg_is_accessible_and_sorts(voorbeeld: Plan, mens: Callable[[str], Page]) -> None:
    page = mens("programmamanager")
    page.goto("/twente/weg/")
    page.get_by_role("navigation", name="Volgorde kiezen").get_by_role("link", name="bevindingen").click()
    expect(page.get_by_role("columnheader", name="Bevindingen")).to_have_attribute("aria-sort", "descending")
    keur(page, "weg")

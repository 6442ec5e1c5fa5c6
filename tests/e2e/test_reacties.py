"""Comments in a browser: two people at once, by mouse and by keyboard, wide and narrow, and after a lost session."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from opgaven.models import Plan
from reacties.models import Antwoord, Reactie
from tests.e2e.test_bewerken import axe

FICHE = "/twente/opgaven/14/"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def nog_iemand(browser: Any, live_server: Any, als: Callable[..., Client]) -> Any:
    """Somebody else in a browser of their own: `nog_iemand("redacteur")`."""
    contexten = []

    def maak(rol: str, breed: int = 1280, **meer: str) -> Any:
        context = browser.new_context(viewport={"width": breed, "height": 900}, base_url=live_server.url)
        contexten.append(context)
        sessie = als(rol, **meer).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": sessie, "url": live_server.url}])
        return context.new_page()

    yield maak
    for context in contexten:
        context.close()


def selecteer(page: Any, waar: str, breed: int = 260) -> None:
    doel = page.locator(waar).first
    doel.scroll_into_view_if_needed()
    vak = doel.bounding_box()
    page.mouse.move(vak["x"] + 3, vak["y"] + 12)
    page.mouse.down()
    page.mouse.move(vak["x"] + breed, vak["y"] + 12, steps=6)
    page.mouse.up()


def test_from_a_selection_to_a_released_answer(
    ingelogd: Callable[[str], Any], nog_iemand: Any, live_server: Any, klachten: list[str], voorbeeld: Plan
) -> None:
    ocw = ingelogd("ministeriecontact")
    ocw.goto(live_server.url + FICHE)
    selecteer(ocw, "#s-H .tekst p")
    ocw.locator(".reageer-knop").click()
    ocw.locator("#r-H [name=tekst]").wait_for()
    expect(ocw.locator(".reageer-knop")).to_be_hidden()
    ocw.locator("#r-H [name=tekst]").fill("Noem hier de prognose.")
    ocw.locator("#r-H [name=met_voorstel]").check()
    begin = ocw.locator("#r-H [name=voorstel]").input_value()
    assert begin and begin in ocw.locator("#s-H").inner_text()
    ocw.locator("#r-H [name=voorstel]").fill("Elke dag rijden goederentreinen")
    ocw.get_by_role("button", name="Plaats reactie").click()
    ocw.get_by_text("Uw reactie staat erbij.").first.wait_for()
    rij = Reactie.objects.get()
    assert rij.citaat == begin

    manager = nog_iemand("programmamanager")
    vro = nog_iemand("ministeriecontact", ministerie="vro")
    vro.goto(FICHE)
    assert "Noem hier de prognose." not in vro.content()
    manager.goto(FICHE)
    manager.locator("#r-H a").first.click()
    manager.get_by_role("button", name="Neem over").click()
    manager.get_by_text("Het voorstel staat in de tekst").first.wait_for()
    manager.locator("#s-H", has_text="Elke dag rijden goederentreinen").wait_for()
    manager.get_by_role("link", name="Beantwoord").click()
    manager.get_by_label("Antwoord van Twente").fill("Dank, overgenomen.")
    manager.get_by_role("button", name="Bewaar concept").click()
    manager.get_by_label("Dit antwoord vrijgeven").check()
    manager.get_by_role("button", name="Geef gekozen antwoorden vrij").click()
    ocw.goto(f"{live_server.url}/twente/reacties/{rij.pk}/")
    assert "Dank, overgenomen." not in ocw.content()
    manager.get_by_role("button", name="Geef 1 reactie vrij").click()
    manager.get_by_text("1 reactie vrijgegeven").wait_for()
    for page in (ocw, vro):
        page.goto(f"{live_server.url}/twente/reacties/{rij.pk}/")
        assert "Dank, overgenomen." in page.content()
        assert page.get_by_text("Leidde tot een wijziging van 14.H").count()
    assert Antwoord.objects.get().vrijgegeven_op is not None


def test_a_third_click_and_a_selection_over_two_points(
    ingelogd: Callable[[str], Any], live_server: Any, klachten: list[str], voorbeeld: Plan
) -> None:
    page = ingelogd("eigenaar")
    page.goto(live_server.url + FICHE)
    punten = page.locator("#s-K [data-item]")
    eerste = punten.nth(0).inner_text().removeprefix("14.K1").strip()
    punten.nth(0).click(click_count=3, position={"x": 120, "y": 12})
    assert page.evaluate("document.getSelection().toString().trim().length") > 20
    page.locator(".reageer-knop").click()
    expect(page.locator("#r-K [data-gekozen]")).to_have_text(eerste)
    page.locator("#r-K [name=tekst]").fill("Over het hele punt.")
    page.get_by_role("button", name="Plaats reactie").click()
    page.get_by_text("Uw reactie staat erbij.").first.wait_for()
    rij = Reactie.objects.get()
    assert (rij.citaat, rij.item) == (eerste, punten.nth(0).get_attribute("data-item"))

    van, naar = punten.nth(0).bounding_box(), punten.nth(1).bounding_box()
    page.mouse.move(van["x"] + 150, van["y"] + 12)
    page.mouse.down()
    page.mouse.move(naar["x"] + 300, naar["y"] + 12, steps=8)
    page.mouse.up()
    page.locator(".reageer-knop").click()
    page.locator("#r-K #schrijf [name=tekst]").fill("Deze twee horen bij elkaar.")
    page.get_by_role("button", name="Plaats reactie").click()
    expect(page.locator("#r-K #schrijf")).to_have_count(0)
    rij = Reactie.objects.exclude(pk=rij.pk).get()
    boven, onder = rij.citaat.split("\n")
    assert eerste.endswith(boven) and punten.nth(1).inner_text().removeprefix("14.K2").strip().startswith(onder)
    assert (rij.item, rij.anker["soort"]) == ("", "knelpunten")
    page.goto(f"{live_server.url}/twente/reacties/{rij.pk}/")
    expect(page.locator("main")).to_contain_text(f"{boven} {onder}")
    assert axe(page) == ""


def test_by_keyboard_from_the_list_of_sentences(
    ingelogd: Callable[[str], Any], live_server: Any, klachten: list[str], voorbeeld: Plan
) -> None:
    page = ingelogd("eigenaar")
    page.goto(live_server.url + FICHE)
    page.locator("#r-K a", has_text="Reageer").focus()
    page.keyboard.press("Enter")
    veld = page.locator("#r-K [name=tekst]")
    veld.wait_for()
    expect(veld).to_be_focused()
    page.keyboard.type("Wie doet dit?")
    page.keyboard.press("Shift+Tab")  # to the list of sentences
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    gekozen = page.locator("#r-K input[name=plaats]:checked")
    woorden = gekozen.get_attribute("data-tekst")
    assert woorden and page.locator("#r-K [data-gekozen]").inner_text() == woorden
    veld.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Uw reactie staat erbij.").first.wait_for()
    rij = Reactie.objects.get()
    assert woorden in (rij.citaat, rij.anker["eenheid"]) and rij.tekst == "Wie doet dit?"


@pytest.mark.parametrize("breed", [1280, 320])
def test_calm_and_accessible(nog_iemand: Any, zet_reactie: Any, breed: int) -> None:
    page = nog_iemand("redacteur", breed)
    page.goto(FICHE)
    page.locator("#r-K a").first.click()
    page.locator(f"#reactie-{zet_reactie.pk}").wait_for()
    page.locator("#r-K a", has_text="Reageer").last.click()
    page.locator("#r-K [name=tekst]").wait_for()
    assert axe(page) == ""
    assert page.evaluate("document.documentElement.scrollWidth") <= breed
    for adres in (f"/twente/reacties/{zet_reactie.pk}/", "/twente/reacties/", f"{FICHE}knelpunten/reacties/"):
        page.goto(adres)
        assert axe(page) == "", adres
        assert page.evaluate("document.documentElement.scrollWidth") <= breed, adres


@pytest.fixture
def zet_reactie(voorbeeld: Plan) -> Reactie:
    from opgaven.bouw import bouw
    from plandocument import anker as ankers
    from reacties.actions.reacties import plaats

    anker = ankers.bij_code(bouw(voorbeeld), "14.K1")
    return plaats(plan=voorbeeld, anker=anker, code="14.K1", tekst="Let op. " * 30, voorstel="Andere woorden.")


def test_a_lost_session_keeps_what_was_typed(
    ingelogd: Callable[[str], Any], live_server: Any, voorbeeld: Plan, als: Callable[..., Client]
) -> None:
    page = ingelogd("eigenaar")
    page.goto(live_server.url + FICHE)
    page.locator("#r-K a", has_text="Reageer").click()
    page.locator("#r-K [name=tekst]").fill("Dit mag niet weg.")
    page.get_by_text("Concept bewaard om").wait_for()
    sessie = page.context.cookies()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Plaats reactie").click()
    page.get_by_text("U bent uitgelogd").wait_for()
    assert page.locator("#r-K [name=tekst]").input_value() == "Dit mag niet weg."
    page.context.add_cookies(sessie)
    page.goto(live_server.url + FICHE)
    page.locator("#r-K a", has_text="Reageer").click()
    page.get_by_text("U gaat verder met uw tekst").wait_for()
    assert page.locator("#r-K [name=tekst]").input_value() == "Dit mag niet weg."
    page.get_by_role("button", name="Plaats reactie").click()
    page.get_by_text("Uw reactie staat erbij.").first.wait_for()
    assert Reactie.objects.get().tekst == "Dit mag niet weg."

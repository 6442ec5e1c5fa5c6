"""Reading, as people do it: with a mouse, with a keyboard, on a phone, in the dark, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from opgaven.models import Plan
from tests.e2e.wachten import axe_op

pytestmark = pytest.mark.django_db(transaction=True)

PAGINA = re.compile(r"(?!.*/(?:pdf|word|odt|json|xlsx|ods|csv|download|uitloggen)/)(?:/[\w-]+){1,3}/")
"""A page, not a file."""
BLADZIJDEN = (
    "/",
    "/toegankelijkheid/",
    "/privacy/",
    "/account/inloggen/",
    "/account/wachtwoord/vergeten/",
    "/twente/",
    "/twente/plan/",
    "/twente/plan/2/",
    "/twente/opgaven/",
    "/twente/opgaven/?woord=spoor&primair=ja",
    "/twente/opgaven/?woord=bestaatniet",
    "/twente/opgaven/matrix/",
    "/twente/opgaven/13/",
    "/twente/opgaven/14/",
    "/twente/bestaat-niet/",
)


def axe(page: Page) -> str:
    """What axe finds, in words; empty when there is nothing."""
    uitkomst = axe_op(page)
    return uitkomst.generate_report() if uitkomst.violations_count else ""


@pytest.mark.parametrize("kleur", ["light", "dark"])
@pytest.mark.parametrize("breed", [1280, 320])
def test_every_page_is_accessible_and_fits(
    page: Page, live_server: Any, voorbeeld: Plan, breed: int, kleur: Any
) -> None:
    page.set_viewport_size({"width": breed, "height": 900})
    page.emulate_media(color_scheme=kleur)
    gehoord: list[str] = []
    page.on("console", lambda b: gehoord.append(b.text) if b.type == "error" else None)
    for pad in BLADZIJDEN:
        page.goto(live_server.url + pad)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
        assert axe(page) == "", pad
        assert page.evaluate("document.documentElement.scrollWidth") <= breed, f"{pad} schuift opzij"
    assert [g for g in gehoord if "404" not in g] == []


@pytest.mark.parametrize("breed", [1280, 320])
def test_pages_of_a_redacteur_are_accessible(ingelogd: Callable[[str], Page], live_server: Any, breed: int) -> None:
    page = ingelogd("redacteur")
    page.set_viewport_size({"width": breed, "height": 900})
    for pad in ("/twente/", "/twente/opgaven/14/", "/twente/plan/2/", "/account/wachtwoord/"):
        page.goto(live_server.url + pad)
        page.locator("details.klap > summary").click()
        assert axe(page) == "", pad
        assert page.evaluate("document.documentElement.scrollWidth") <= breed, f"{pad} schuift opzij"


def test_no_page_of_the_team_complains_in_the_console(
    ingelogd: Callable[[str], Page], live_server: Any, voorbeeld: Plan, klachten: list[str]
) -> None:
    """What the menu, the front page and the pages behind them link to, one of each kind."""
    page, gezien = ingelogd("programmamanager"), set[str]()
    rij = ["/twente/"]
    while rij:
        pad = rij.pop(0)
        antwoord = page.goto(live_server.url + pad)
        assert antwoord is not None and antwoord.status == 200, pad
        for link in page.locator("nav a, .paginatitel a, .klap a").evaluate_all("(rij) => rij.map((a) => a.pathname)"):
            soort = re.sub(r"\d+", "0", link)
            if soort not in gezien and link.startswith(("/twente/", "/account/")) and PAGINA.fullmatch(link):
                gezien.add(soort)
                rij.append(link)
    assert len(gezien) > 15


def test_keyboard_skips_to_the_text(page: Page, live_server: Any, voorbeeld: Plan, klachten: list[str]) -> None:
    page.goto(f"{live_server.url}/twente/opgaven/14/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#inhoud$"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Download deze fiche")).to_be_focused()


def test_keyboard_opens_menu_on_a_narrow_screen(page: Page, live_server: Any, voorbeeld: Plan) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{live_server.url}/twente/")
    expect(page.get_by_role("link", name="Tijdlijn", exact=True)).to_be_hidden()
    page.locator(".nav-vouw > summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Opgaven", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Opgaven")


def test_user_menu_closes_with_escape_and_logs_out(ingelogd: Callable[[str], Page], live_server: Any) -> None:
    page = ingelogd("redacteur")
    page.goto(f"{live_server.url}/twente/")
    menu = page.locator("details.klap")
    menu.locator("summary").press("Enter")
    expect(menu).to_contain_text("Redacteur in Twente")
    page.keyboard.press("Escape")
    expect(menu.get_by_role("button", name="Uitloggen")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()
    menu.locator("summary").press("Enter")
    menu.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("link", name="Inloggen")).to_be_visible()


def test_filter_by_keyboard_swaps_the_list_and_the_address(
    page: Page, live_server: Any, voorbeeld: Plan, klachten: list[str]
) -> None:
    page.goto(f"{live_server.url}/twente/opgaven/")
    page.get_by_label("Woord in de tekst").focus()
    page.keyboard.type("goederenvervoer")
    expect(page.locator(".telling")).to_contain_text("van 21 opgaven met ‘goederenvervoer’")
    expect(page).to_have_url(f"{live_server.url}/twente/opgaven/?woord=goederenvervoer")
    expect(page.get_by_label("Woord in de tekst")).to_be_focused()
    expect(page.locator("#melding")).to_contain_text("van 21 opgaven")
    page.get_by_label("Ministerie", exact=True).select_option("ienw")
    expect(page.locator(".telling")).to_contain_text("ministerie I&W")
    page.get_by_role("link", name="Matrix", exact=True).click()
    expect(page).to_have_url(re.compile("woord=goederenvervoer&ministerie=ienw"))
    page.go_back()
    expect(page.locator(".kaart").first).to_be_visible()


def test_filter_without_scripts(browser: Any, live_server: Any, voorbeeld: Plan) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/twente/opgaven/")
    page.get_by_label("Cluster").select_option(label="Twente is hightech hotspot")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator(".telling")).to_contain_text("3 van 21 opgaven")
    context.close()


def test_links_in_the_margin_lead_to_the_item(page: Page, live_server: Any, voorbeeld: Plan) -> None:
    page.goto(f"{live_server.url}/twente/opgaven/14/#14.K2")
    expect(page.locator("[id='14.K2']")).to_be_in_viewport()
    page.get_by_role("link", name="Verwijzing naar 14.V").click()
    expect(page).to_have_url(re.compile(r"#14\.V$"))


def test_fiche_on_paper_shows_the_fiche_only(page: Page, live_server: Any, voorbeeld: Plan) -> None:
    page.goto(f"{live_server.url}/twente/opgaven/14/")
    page.emulate_media(media="print")
    for weg in (".kop", ".stand-strook", ".kruimel", ".fiche-rail", ".fiche-stand", ".voet", ".buren"):
        expect(page.locator(weg).first).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("14.K2", exact=True)).to_be_visible()
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_text_zoomed_to_400_percent_still_fits(page: Page, live_server: Any, voorbeeld: Plan) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{live_server.url}/twente/opgaven/14/")
    page.evaluate("document.documentElement.classList.add('groot')")
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    expect(page.get_by_role("heading", level=1)).to_be_visible()

"""Governance, monitoring, timeline and the admin in a real browser: axe, width, colours, no complaint of the CSP."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from governance.models import Gremium, Organisatie
from opgaven.models import Plan
from tests.e2e.wachten import axe_op

pytestmark = pytest.mark.django_db(transaction=True)

BLADZIJDEN = (
    "governance/",
    "governance/npvr_team/",
    "governance/trekkers_mobiliteit/",
    "ministeries/ez/",
    "ministeries/kgg/",
    "trajecten/corridor_atd/",
    "monitoring/",
    "monitoring/inwoners/",
    "monitoring/inkomen/",
    "monitoring/netcongestie/",
    "tijdlijn/",
    "tijdlijn/?soort=x&opgave=14",
    "tijdlijn/?soort=publicatie&opgave=14",
)


@pytest.mark.parametrize(("breed", "kleur"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_every_page_is_accessible_and_fits(
    page: Page, live_server: Any, voorbeeld: Plan, klachten: list[str], breed: int, kleur: Any
) -> None:
    page.set_viewport_size({"width": breed, "height": 900})
    page.emulate_media(color_scheme=kleur)
    for pad in BLADZIJDEN:
        page.goto(f"{live_server.url}/twente/{pad}")
        uitkomst = axe_op(page)
        assert uitkomst.violations_count == 0, f"{pad}\n{uitkomst.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= breed, f"{pad} schuift opzij"


def test_a_box_of_the_picture_is_reached_by_keyboard(page: Page, live_server: Any, voorbeeld: Plan) -> None:
    page.goto(f"{live_server.url}/twente/governance/")
    vak = page.locator(".structuur a", has_text="Kernteam Rijk-regio")
    vak.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kernteam Rijk-regio")


def test_picture_scrolls_by_keyboard_on_a_narrow_screen(page: Page, live_server: Any, voorbeeld: Plan) -> None:
    page.set_viewport_size({"width": 800, "height": 800})
    page.goto(f"{live_server.url}/twente/governance/")
    rol = page.get_by_role("region", name="Tekening van de gremia")
    rol.focus()
    page.keyboard.press("ArrowRight")
    for _ in range(400):  # the CSP refuses wait_for_function
        if rol.evaluate("rol => rol.scrollLeft"):
            return
        page.wait_for_timeout(50)
    pytest.fail("de tekening schuift niet")


def test_timeline_filters_by_keyboard_without_scripts(browser: Any, live_server: Any, voorbeeld: Plan) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/twente/tijdlijn/")
    page.get_by_label("Soort").select_option(label="Besluiten")
    page.get_by_role("button", name="Filter").press("Enter")
    expect(page.locator(".boven")).to_contain_text("van de 81")
    context.close()


def test_admin_pages_give_no_complaint(
    ingelogd: Callable[[str], Page], live_server: Any, voorbeeld: Plan, klachten: list[str]
) -> None:
    page = ingelogd("beheerder")
    page.goto(f"{live_server.url}/beheer/")
    lijsten = page.locator("#content-main tbody th a").evaluate_all("rij => rij.map(a => a.href)")
    assert len(lijsten) == 12
    for lijst in lijsten:
        page.goto(f"{lijst}add/")
        page.goto(lijst)
        eerste = page.locator("#result_list tbody th a").first
        if eerste.count():
            eerste.click()
            expect(page.locator("#content-main form").first).to_be_visible()
    assert [k for k in klachten if "autocomplete" not in k] == []
    klachten.clear()


def test_organisations_come_in_from_a_sheet_with_a_preview(
    ingelogd: Callable[[str], Page], live_server: Any, voorbeeld: Plan, klachten: list[str], tmp_path: Path
) -> None:
    blad = tmp_path / "organisaties.csv"
    blad.write_text(
        "regio;code;naam;soort;kolom\ntwente;saxion;Saxion Hogeschool;onderwijs;onderwijs_en_kennis\n", encoding="utf-8"
    )
    page = ingelogd("beheerder")
    page.goto(f"{live_server.url}/beheer/governance/organisatie/")
    page.get_by_role("link", name="Importeren").click()
    page.locator("input[type=file]").set_input_files(blad)
    page.locator("#content-main input[type=submit], #content input[type=submit]").first.click()
    expect(page.locator(".import-preview ins")).to_have_text("Hogeschool")
    assert Organisatie.objects.get(code="saxion").naam == "Saxion"
    page.locator("input[name=confirm]").click()
    page.wait_for_url("**/organisatie/")
    assert Organisatie.objects.get(code="saxion").naam == "Saxion Hogeschool"


def test_a_member_is_added_to_a_body(
    ingelogd: Callable[[str], Page], live_server: Any, voorbeeld: Plan, klachten: list[str]
) -> None:
    gremium = Gremium.objects.get(regio=voorbeeld.regio, code="stuurgroep_rijk_regio")
    page = ingelogd("beheerder")
    page.goto(f"{live_server.url}/beheer/governance/gremium/{gremium.pk}/change/")
    page.get_by_role("link", name="Nog een Lid toevoegen").or_(page.get_by_text("Nog een Lid toevoegen")).first.click()
    page.locator("#id_leden-0-functie").fill("Voorzitter")
    page.locator("input[name=_save]").click()
    page.wait_for_url("**/gremium/")
    assert gremium.leden.get().functie == "Voorzitter"

"""Choosing what to print in a browser: wide and narrow, by keyboard alone, and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from opdrachten.models import Opdracht
from opgaven.models import Plan
from tests.conftest import publiceer_nu
from tests.e2e.wachten import axe_op

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def eigen_map(eigen_var: Path) -> None:
    """Seals and the like stay with the test."""


@pytest.mark.parametrize("breed", [1280, 320])
def test_every_kind_is_accessible(
    breed: int, ingelogd: Callable[[str], Page], live_server: Any, voorbeeld: Plan, klachten: list[str]
) -> None:
    page = ingelogd("lezer")
    page.set_viewport_size({"width": breed, "height": 900})
    publiceer_nu(voorbeeld)
    for vraag in (
        "",
        "?soort=selectie&opgave=3",
        "?soort=fiche",
        "?soort=memo",
        "?soort=plancontrole",
        "?soort=opgaven",
    ):
        page.goto(f"{live_server.url}/twente/afdrukken/{vraag}")
        uitkomst = axe_op(page)
        assert not uitkomst.violations_count, f"{vraag} {breed}: {uitkomst.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= breed, f"{vraag} {breed}"


def test_with_the_keyboard_from_keuze_to_opdracht(
    ingelogd: Callable[[str], Page], live_server: Any, voorbeeld: Plan
) -> None:
    page = ingelogd("lezer")
    page.goto(f"{live_server.url}/twente/afdrukken/")
    page.get_by_role("link", name="Een selectie van opgaven").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Een selectie van opgaven")).to_be_visible()
    page.get_by_label("Welke tekst?").focus()
    page.keyboard.press("ArrowDown")  # line numbers are for a version
    page.get_by_role("checkbox", name="14 Structurele").focus()
    page.keyboard.press("Space")
    page.get_by_role("checkbox", name="Regelnummers").focus()
    page.keyboard.press("Space")
    page.get_by_role("radio", name="Een eigen woord").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Ter inzage")
    page.keyboard.press("Enter")  # in a field: look at the choice, make nothing
    expect(page.get_by_text("U krijgt opgave 14 uit de versie ‘Voorbeeldplan’, als PDF.")).to_be_visible()
    expect(page.get_by_role("checkbox", name="14 Structurele")).to_be_checked()
    expect(page.get_by_label("Eigen woord", exact=True)).to_have_value("Ter inzage")
    assert "opgave=14" in page.url and "csrf" not in page.url
    assert not Opdracht.objects.exists()
    page.get_by_role("button", name="Maak het bestand").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/twente/opdrachten/*/")
    expect(page.get_by_text("Opgave 14, vergaderversie (Voorbeeldplan) als PDF").first).to_be_visible()
    (opdracht,) = Opdracht.objects.all()
    assert opdracht.gegevens["watermerk"] == "Ter inzage"


def test_without_scripts_all_opgaven(
    browser: Any, live_server: Any, als: Callable[..., Any], settings: Any, voorbeeld: Plan
) -> None:
    sessie = als("lezer").cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 900})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": sessie, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/twente/afdrukken/?soort=selectie")
    page.get_by_role("button", name="Alle").click()
    expect(page.get_by_role("checkbox", name="21 Bereik", checked=True)).to_be_visible()
    assert page.url.count("opgave=") == 21
    page.get_by_role("button", name="Maak het bestand").click()
    page.wait_for_url("**/twente/opdrachten/*/")
    context.close()

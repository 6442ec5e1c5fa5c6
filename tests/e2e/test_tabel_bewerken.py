"""A table in the rich text editor, by keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_bewerken import axe, open_sectie, redacteur, schrijfvlak, sectie, stil

__all__ = ["redacteur", "stil"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_tabel_is_made_filled_and_left_by_keyboard(redacteur: Page, live_server: Any, stil: list[str]) -> None:
    page = redacteur
    page.goto(f"{live_server.url}/twente/opgaven/7/")
    form = open_sectie(page, "V")
    schrijfvlak(form).click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Voor de tabel.")
    form.get_by_role("button", name="Tabel invoegen").first.press("Enter")
    page.keyboard.type("Wie doet wat")
    page.keyboard.press("Enter")
    for woorden in ("Wie", "Wat", "Wanneer", "Rijk", "betaalt", "nu", "Regio", "bouwt", "straks"):
        page.keyboard.type(woorden)
        if woorden != "straks":
            page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert axe(page) == ""
    form.get_by_role("button", name="Rij erbij").press("Enter")
    page.keyboard.press("Tab")
    form.get_by_role("button", name="Rij weg").press("Enter")
    page.keyboard.press("Enter")  # on the last row, out of the table
    page.keyboard.type("Na de tabel.")
    page.keyboard.press("Tab")
    assert not schrijfvlak(form).evaluate("vlak => vlak.contains(document.activeElement)")
    form.get_by_role("button", name="Opslaan").click()
    expect(page.locator("#s-V:not(.open)").get_by_role("columnheader", name="Wanneer")).to_be_visible()
    assert sectie(7, "vervolg").opening == (
        "<p>Voor de tabel.</p><table><caption>Wie doet wat</caption><tr><th>Wie</th><th>Wat</th><th>Wanneer</th></tr>"
        "<tr><td>Rijk</td><td>betaalt</td><td>nu</td></tr><tr><td>Regio</td><td>bouwt</td><td>straks</td></tr></table>"
        "<p>Na de tabel.</p>"
    )
    assert stil == []

"""The structure of the plan in a real browser: by keyboard, wide and narrow, axe, no complaint of the CSP."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from opgaven.models import Opgave, Plan
from tests.e2e.wachten import axe_op

pytestmark = pytest.mark.django_db(transaction=True)


def keur(page: Page, breed: int, waar: str) -> None:
    uitkomst = axe_op(page)
    assert uitkomst.violations_count == 0, f"{waar}\n{uitkomst.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth") <= breed, f"{waar} schuift opzij"


@pytest.mark.parametrize("breed", [1280, 320])
def test_an_order_by_keyboard_and_two_opgaven_together_and_apart(
    breed: int, ingelogd: Callable[[str], Page], live_server: Any, voorbeeld: Plan, klachten: list[str]
) -> None:
    eerste, laatste = (Opgave.objects.get(plan=voorbeeld, nummer=n) for n in (1, 21))
    page = ingelogd("programmamanager")
    page.set_viewport_size({"width": breed, "height": 900})
    page.goto(f"{live_server.url}/twente/structuur/")
    keur(page, breed, "lijst")
    page.goto(f"{live_server.url}/twente/structuur/opgave/volgorde/")
    page.locator(f"#neer-{eerste.sleutel}").press("Enter")
    expect(page.locator(".ordenlijst .naam").nth(1)).to_contain_text(eerste.titel)
    expect(page.locator(f"#neer-{eerste.sleutel}")).to_be_focused()
    expect(page.locator("#raakt")).to_contain_text(f"1 {eerste.titel} wordt 2")
    keur(page, breed, "volgorde")
    page.get_by_role("button", name="Bewaar deze volgorde").press("Enter")
    expect(page.locator(".berichten")).to_contain_text("Andere volgorde van de opgaven")
    page.goto(f"{live_server.url}/twente/structuur/opgave/{eerste.sleutel}/samenvoegen/")
    page.get_by_label("Deze opgave").select_option(laatste.sleutel)
    page.get_by_role("button", name="Verder").press("Enter")
    expect(page.locator("#raakt")).to_contain_text("punten gaan mee")
    keur(page, breed, "samenvoegen")
    page.get_by_role("button", name="Voeg samen").press("Enter")
    expect(page.locator(".berichten")).to_contain_text("ging op in opgave 2")
    page.get_by_role("link", name="Maak ongedaan").first.press("Enter")
    keur(page, breed, "ongedaan maken")
    page.get_by_role("button", name="Maak ongedaan").press("Enter")
    expect(page.locator(".berichten")).to_contain_text("Ongedaan gemaakt")
    keur(page, breed, "lijst met stappen")
    assert Opgave.objects.filter(plan=voorbeeld, sleutel=laatste.sleutel, nummer=21).exists()
    assert klachten == []

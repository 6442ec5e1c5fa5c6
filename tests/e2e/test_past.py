"""The fit meter while somebody edits: measured by the press after each save, told in the rail and where one types."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_bewerken import open_sectie, redacteur, schrijfvlak, stil
from tests.e2e.wachten import axe_op

__all__ = ["redacteur", "stil"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def eigen_map(eigen_var: Path) -> None:
    """Seals and the like stay with the test."""


def schrijf(page: Page, tekst: str) -> None:
    form = open_sectie(page, "V")
    schrijfvlak(form).click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(tekst)
    form.get_by_role("button", name="Opslaan").click()
    expect(page.locator("#s-V:not(.open)")).to_be_visible()


def test_the_meter_follows_each_save_and_the_last_one_stands(
    redacteur: Page, live_server: Any, voorbeeld: Any, stil: list[str]
) -> None:
    page = redacteur
    page.goto(f"{live_server.url}/twente/opgaven/7/")
    meter = page.locator("#past")
    expect(meter).to_contain_text("Past op 1 pagina")

    schrijf(page, "Een veel te lang verhaal over wat er nog moet gebeuren. " * 150)
    expect(meter).to_contain_text("Past niet op 1 pagina")
    expect(meter).to_contain_text("7.V")
    form = open_sectie(page, "V")
    expect(form.locator(".past-regel")).to_contain_text("Laatst opgeslagen tekst: past niet op 1 pagina")
    uitkomst = axe_op(page)
    assert not uitkomst.violations_count, uitkomst.generate_report()
    form.get_by_role("link", name="Annuleren").click()

    schrijf(page, "Nog langer. " * 900)
    schrijf(page, "Kort.")
    expect(meter).to_contain_text("Past op 1 pagina")
    page.wait_for_timeout(1500)  # the answer to the save before must not come after it
    expect(meter).to_contain_text("Past op 1 pagina")


def test_the_foot_of_the_editor_follows_what_is_typed(
    redacteur: Page, live_server: Any, voorbeeld: Any, stil: list[str]
) -> None:
    page = redacteur
    page.goto(f"{live_server.url}/twente/opgaven/7/")
    expect(page.locator("#past")).to_contain_text("Past op 1 pagina")
    form = open_sectie(page, "V")
    regel = form.locator(".past-regel")
    expect(regel).to_contain_text("Laatst opgeslagen tekst: past op 1 pagina")
    schrijfvlak(form).click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(" Een veel te lang verhaal over wat er nog moet gebeuren." * 150)
    expect(regel).to_contain_text(re.compile("Met deze tekst: [2-9] pagina’s, ongeveer"))
    expect(regel).to_contain_text(re.compile(r"Deze sectie: \d+ regels"))
    for breed in (320, 1280):
        page.set_viewport_size({"width": breed, "height": 900})
        uitkomst = axe_op(page)
        assert not uitkomst.violations_count, uitkomst.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= breed
    page.keyboard.press("Control+z")
    expect(regel).to_contain_text(re.compile("Met deze tekst: 1 pagina, ongeveer"))
    expect(page.locator("#past")).to_contain_text("Past op 1 pagina")

    page.route("**/past/vervolg/", lambda route: route.abort())
    page.keyboard.insert_text("Nog iets.")
    expect(regel).to_contain_text("Deze tekst is nog niet gemeten. Opslaan kan gewoon.")
    form.get_by_role("button", name="Opslaan").click()
    expect(page.locator("#s-V:not(.open)")).to_contain_text("Nog iets.")
    stil[:] = [g for g in stil if "net::ERR_FAILED" not in g]


def test_saves_in_quick_succession_cut_off_no_request(
    redacteur: Page, live_server: Any, voorbeeld: Any, stil: list[str]
) -> None:
    """The page asks for its rail once per save, and once more for what came meanwhile; nothing is an error."""
    page = redacteur
    page.goto(f"{live_server.url}/twente/opgaven/7/")
    expect(page.locator("#past")).to_contain_text("Past op 1 pagina")
    gevraagd: list[str] = []
    page.on("requestfinished", lambda r: gevraagd.append(r.url) if r.url.endswith("/opgaven/7/") else None)
    drie_keer = """() => { for (let n = 0; n < 3; n++)
        document.body.dispatchEvent(new CustomEvent("sectie-opgeslagen", { detail: { code: "7.V" } })) }"""
    page.evaluate(drie_keer)
    page.wait_for_load_state("networkidle")
    tot = time.monotonic() + 10
    while len(gevraagd) < 2 and time.monotonic() < tot:
        page.wait_for_timeout(50)
    page.wait_for_timeout(300)
    assert len(gevraagd) == 2

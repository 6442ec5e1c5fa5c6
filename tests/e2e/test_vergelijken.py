"""Comparing in a browser: for everybody, wide and narrow, and by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from opgaven.models import Plan
from tests.e2e.test_documenten import keur
from tests.versies.vergelijkplan import Toneel, zet_op

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def eigen_map(eigen_var: Path) -> None:
    """Seals and the like stay with the test."""


@pytest.fixture
def toneel(voorbeeld: Plan, persoon: Callable[..., User]) -> Toneel:
    return zet_op(voorbeeld, persoon("programmamanager"), persoon("secretaris"))


def test_compare_filter_and_weigh_by_keyboard(
    ingelogd: Callable[[str], Page], live_server: Any, toneel: Toneel, klachten: list[str]
) -> None:
    page = ingelogd("redacteur")
    page.goto(f"{live_server.url}/twente/vergelijken/{toneel.query}")
    keur(page, "vergelijken")
    page.set_viewport_size({"width": 1280, "height": 900})
    keuze = page.get_by_label("Soort wijziging")
    keuze.focus()
    for soort in ("toegevoegd", "vervallen", "verplaatst"):
        page.keyboard.press("ArrowDown")
        expect(page).to_have_url(re.compile(f"soort={soort}"))
    expect(page.locator("#wijzigingen .wijz")).to_have_count(1)
    expect(page.locator("#melding")).to_have_text("1 van 5 wijzigingen")
    expect(keuze).to_be_focused()
    page.get_by_role("link", name="Wis de filters").press("Enter")
    expect(page.locator("#wijzigingen .wijz")).to_have_count(5)
    weeg = page.locator("summary", has_text="Noem dit redactioneel: 7.K2")
    weeg.press("Enter")
    keur(page, "weeg")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("details[open]").get_by_label("Waarom is dit redactioneel?").fill("Zelfde strekking.")
    page.locator("details[open]").get_by_role("button", name="Noem dit redactioneel").press("Enter")
    expect(page.locator(".berichten")).to_contain_text("Gewogen als redactioneel.")
    expect(page.locator(".wijz:target")).to_contain_text("Zelfde strekking.")
    keur(page, "gewogen")


def test_the_memo_page(ingelogd: Callable[[str], Page], live_server: Any, toneel: Toneel, klachten: list[str]) -> None:
    page = ingelogd("programmamanager")
    page.goto(f"{live_server.url}/twente/vergelijken/memo/{toneel.query}")
    keur(page, "memo")
    page.get_by_label("Inleiding").fill("Onafgebrokenlangwoord" * 40)
    page.get_by_role("button", name="Opslaan").press("Enter")
    expect(page.locator(".berichten")).to_contain_text("De downloads hebben nu deze inleiding.")
    keur(page, "memo na opslaan")

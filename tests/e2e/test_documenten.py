"""The pages about versions in a browser: for everybody, on a wide and a narrow screen, from freezing to publishing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from opgaven.models import Plan
from tests.e2e.wachten import axe_op
from versies.models import Versie

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def eigen_map(eigen_var: Path) -> None:
    """Seals and the like stay with the test."""


def keur(page: Page, waar: str) -> None:
    for breed in (1280, 320):
        page.set_viewport_size({"width": breed, "height": 900})
        uitkomst = axe_op(page)
        assert not uitkomst.violations_count, f"{waar} {breed}: {uitkomst.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= breed, f"{waar} {breed}"


def test_from_the_working_copy_to_a_published_version(
    ingelogd: Callable[[str], Page], live_server: Any, voorbeeld: Plan, klachten: list[str]
) -> None:
    page = ingelogd("programmamanager")
    page.goto(f"{live_server.url}/twente/documenten/")
    keur(page, "lijst")
    page.get_by_role("link", name="Leg een versie vast").click()
    keur(page, "maak")
    page.get_by_label("Naam van de versie").fill(
        "Een versie met een heel lange naam, zoals alleen een bestuur die bedenkt"
    )
    page.get_by_label("Toelichting").fill("Onafgebrokenlangwoord" * 20)
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("er staat nog iets open")
    keur(page, "wat open staat bij vastleggen")
    page.get_by_role("button", name="Terug naar het formulier").click()
    expect(page.get_by_label("Naam van de versie")).to_have_value(re.compile("^Een versie met een heel lange naam"))
    page.get_by_role("button", name="Leg vast").click()
    page.get_by_role("button", name="Leg toch vast").click()
    expect(page.locator(".berichten")).to_contain_text("De tekst van deze versie verandert niet meer.")
    keur(page, "versie")
    page.get_by_role("link", name="Leg een besluit vast").click()
    keur(page, "besluit")
    page.go_back()
    page.get_by_role("link", name="Publiceer deze versie").click()
    keur(page, "publiceren")
    page.get_by_role("button", name="Publiceer").click()
    expect(page.get_by_text("Geen bevestigd besluit stelt deze versie vast")).to_be_visible()
    keur(page, "wat open staat bij publiceren")
    page.get_by_role("button", name="Publiceer toch").click()
    expect(page.locator(".berichten")).to_contain_text("is nu openbaar")
    assert "lange naam" in Client().get("/twente/documenten/").text
    page.goto(f"{live_server.url}/twente/documenten/")
    keur(page, "lijst met twee")
    page.goto(f"{live_server.url}/twente/controle/?code=TW-0000-0000")
    keur(page, "controle")
    assert Versie.objects.filter(plan=voorbeeld).count() == 2

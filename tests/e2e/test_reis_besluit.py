"""What a board asks to change, from the decision until a version carries it out, by those who do it in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as instellingen
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from opgaven.models import Plan
from tests.e2e.wachten import axe_op
from versies.actions.versies import maak_versie
from versies.models import Amendement

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def eigen_map(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path


@pytest.fixture
def mens(browser: Browser, live_server: Any, als: Callable[..., Client]) -> Any:
    """`mens("secretaris")` gives a page of their own, logged in."""
    vensters = []

    def maak(rol: str) -> Page:
        venster = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900}, locale="nl-NL")
        vensters.append(venster)
        sessie = als(rol).cookies[instellingen.SESSION_COOKIE_NAME].value
        venster.add_cookies([{"name": instellingen.SESSION_COOKIE_NAME, "value": sessie, "url": live_server.url}])
        return venster.new_page()

    yield maak
    for venster in vensters:
        venster.close()


def keur(page: Page, waar: str) -> None:
    for breed in (320, 1280):
        page.set_viewport_size({"width": breed, "height": 900})
        uitkomst = axe_op(page)
        assert not uitkomst.violations_count, f"{waar} {breed}: {uitkomst.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= breed, f"{waar} {breed}"


def test_a_change_that_a_board_asks_for(mens: Callable[[str], Page], voorbeeld: Plan) -> None:
    versie = maak_versie(plan=voorbeeld, label="Concept", door=None)
    secretaris, manager, redacteur = mens("secretaris"), mens("programmamanager"), mens("redacteur")

    # the secretaris writes down what the board decided
    secretaris.goto(f"/twente/documenten/{versie.code}/besluit/")
    secretaris.get_by_label("Wie besloot").select_option(label="Twente Board")
    secretaris.get_by_label("Dag van het besluit").fill("2025-12-11")
    secretaris.get_by_label("Uitkomst").select_option("vastgesteld_met_wijzigingen")
    secretaris.locator("#plaats-1").fill("14.V")
    secretaris.locator("#tekst-1").fill("Noem het jaar.")
    secretaris.get_by_role("button", name="Schrijf op").last.click()
    expect(secretaris.locator(".berichten")).to_contain_text("zodra een tweede persoon het bevestigt")

    # the programmamanager hears of it, finds it in their work, and is asked once more
    manager.goto("/twente/mijn-werk/")
    manager.get_by_role("link", name=re.compile("^Concept: vastgesteld met wijzigingen door Twente Board")).click()
    expect(manager.get_by_role("heading", level=1)).to_have_text("Klopt dit besluit over Concept?")
    keur(manager, "bevestigen")
    manager.get_by_role("button", name="Ja, bevestig dit besluit").click(timeout=120_000)  # the whole plan is printed
    expect(manager.locator(".berichten")).to_contain_text("Het besluit is bevestigd en ligt vast.")

    # the redacteur changes the text for it
    redacteur.goto("/twente/mijn-werk/")
    keur(redacteur, "mijn werk")
    redacteur.get_by_role("link", name="14.V Noem het jaar.", exact=True).click()
    expect(redacteur.locator("#b-gevraagd")).to_be_visible()
    keur(redacteur, "fiche")
    redacteur.goto("/twente/opgaven/14/vervolg/bewerken/")
    redacteur.get_by_label("Naar aanleiding van").select_option(
        label="wijziging 1, gevraagd door Twente Board op 11 december 2025"
    )
    redacteur.locator("[contenteditable=true]").first.click()
    redacteur.keyboard.type("In 2027. ")
    redacteur.get_by_role("button", name="Opslaan").first.click()
    expect(redacteur.locator("section[aria-labelledby=b-gevraagd]")).to_contain_text("De tekst is hiervoor gewijzigd")

    # freezing without it names it; the version that carries it out ends it
    manager.goto("/twente/documenten/nieuw/")
    manager.get_by_label("Naam van de versie").fill("Tweede")
    manager.get_by_role("button", name="Leg vast").click()
    expect(manager.get_by_text("14.V: Noem het jaar. (Twente Board, 11 december 2025)")).to_be_visible()
    keur(manager, "wat open staat")
    manager.get_by_role("button", name="Terug naar het formulier").click()
    manager.get_by_label("14.V: Noem het jaar.").check()
    manager.get_by_role("button", name="Leg vast").click()
    expect(manager.get_by_text("14.V: Noem het jaar. (Twente Board, 11 december 2025)")).to_have_count(0)
    manager.get_by_role("button", name="Leg toch vast").click()
    expect(manager.locator("main")).to_contain_text("Uitgevoerde wijzigingen")
    gevraagd = Amendement.objects.select_related("uitgevoerd_in").get()
    assert gevraagd.uitgevoerd_in is not None and gevraagd.uitgevoerd_in.label == "Tweede"
    redacteur.goto("/twente/opgaven/14/")
    expect(redacteur.locator("#b-gevraagd")).to_have_count(0)
    redacteur.goto("/twente/mijn-werk/")
    expect(redacteur.get_by_text("Noem het jaar.")).to_have_count(0)

"""Following a job in a browser: the bar, the words, the focus and the file; wide, narrow, and without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from opdrachten import actions, soorten
from opdrachten.actions import vraag_aan
from opdrachten.models import Opdracht
from opdrachten.soorten import Bestand
from opgaven.models import Plan
from tests.e2e.wachten import axe_op
from tests.opdrachten.proef import proef

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def proefsoort() -> Iterator[None]:
    def maak(opdracht: Opdracht, voortgang: Any) -> Bestand:
        raise NotImplementedError

    with soorten.OPDRACHTSOORTEN.even(proef(maak)):
        yield


def keur(page: Page, waar: str) -> None:
    for breed in (1280, 320):
        page.set_viewport_size({"width": breed, "height": 900})
        uitkomst = axe_op(page)
        assert not uitkomst.violations_count, f"{waar} {breed}: {uitkomst.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= breed, f"{waar} {breed}"
    page.set_viewport_size({"width": 1280, "height": 900})


def vraag(plan: Plan, titel: str = "Een proef") -> Opdracht:
    door = User.objects.get(email__startswith="redacteur")
    return vraag_aan(regio=plan.regio, soort="proef", gegevens={"titel": titel}, titel=titel, door=door)


def test_from_the_row_to_the_file(
    ingelogd: Callable[[str], Page], live_server: Any, voorbeeld: Plan, klachten: list[str]
) -> None:
    page = ingelogd("redacteur")
    page.goto(f"{live_server.url}/twente/opdrachten/")
    keur(page, "lege lijst")
    rij = vraag(voorbeeld, "Afdruk met een Onafgebrokenlangwoord" + "lang" * 40)
    adres = f"{live_server.url}/twente/opdrachten/{rij.pk}/"
    page.goto(adres)
    expect(page.get_by_text("Uw opdracht staat in de rij.")).to_be_visible()
    keur(page, "wacht")

    opdracht = actions.begin(str(rij.pk))
    assert opdracht
    actions.leef(opdracht=opdracht, gedaan=30, totaal=58, bezig_met="Bladzijde 30 van 58")
    expect(page.get_by_text("Bladzijde 30 van 58")).to_be_visible()
    expect(page.locator("progress")).to_have_js_property("value", 30)
    expect(page.locator("#melding")).to_have_text("51 procent klaar.")
    keur(page, "bezig")

    # who stands on the button that goes, stands on the file that came
    knop = page.get_by_role("button", name="Annuleer")
    knop.focus()
    page.wait_for_timeout(1500)
    expect(knop).to_be_focused()
    actions.rond_af(opdracht=opdracht, bestand=Bestand("Plan é.pdf", "application/pdf", b"%PDF-1.7 proef"))
    haal = page.get_by_role("link", name="Haal het bestand op")
    expect(haal).to_be_focused()
    expect(page.locator("#melding")).to_contain_text("is klaar. U kunt het bestand ophalen.")
    assert page.title().startswith("Klaar: Afdruk met een")
    keur(page, "klaar")
    with page.expect_download() as gehaald:
        haal.press("Enter")
    assert gehaald.value.suggested_filename == "Plan é.pdf"
    page.goto(f"{live_server.url}/twente/opdrachten/")
    keur(page, "lijst")


def test_asking_stops_when_the_work_ended(
    ingelogd: Callable[[str], Page], live_server: Any, voorbeeld: Plan, klachten: list[str]
) -> None:
    page = ingelogd("redacteur")
    rij = vraag(voorbeeld)
    page.goto(f"{live_server.url}/twente/opdrachten/{rij.pk}/")
    zoek = page.get_by_role("searchbox").first
    zoek.fill("half getypt")
    opdracht = actions.begin(str(rij.pk))
    assert opdracht
    actions.breek_af(opdracht=opdracht, fout="De fiche is te lang. Kort hem in.")
    expect(page.get_by_text("De fiche is te lang. Kort hem in.").first).to_be_visible()
    expect(zoek).to_be_focused()  # who was elsewhere stays there
    keur(page, "mislukt")
    vragen: list[str] = []
    page.on("request", lambda r: vragen.append(r.url))
    page.wait_for_timeout(2500)
    assert vragen == []


def test_cancel_by_keyboard(
    ingelogd: Callable[[str], Page], live_server: Any, voorbeeld: Plan, klachten: list[str]
) -> None:
    page = ingelogd("redacteur")
    rij = vraag(voorbeeld)
    page.goto(f"{live_server.url}/twente/opdrachten/{rij.pk}/")
    page.get_by_role("button", name="Annuleer").press("Enter")
    expect(page.locator(".berichten")).to_contain_text("De opdracht is geannuleerd.")
    expect(page.get_by_role("button", name="Maak opnieuw")).to_be_visible()
    keur(page, "geannuleerd")


def test_without_scripts_there_is_a_link_to_look_again(
    browser: Any, ingelogd: Callable[[str], Page], live_server: Any, voorbeeld: Plan
) -> None:
    koekjes = ingelogd("redacteur").context.cookies()
    rij = vraag(voorbeeld)
    context = browser.new_context(java_script_enabled=False, storage_state={"cookies": koekjes, "origins": []})
    page = context.new_page()
    page.goto(f"{live_server.url}/twente/opdrachten/{rij.pk}/")
    opdracht = actions.begin(str(rij.pk))
    assert opdracht
    actions.rond_af(opdracht=opdracht, bestand=Bestand("a.pdf", "application/pdf", b"%PDF-"))
    page.get_by_role("link", name="Kijk opnieuw hoe ver het is").click()
    expect(page.get_by_role("link", name="Haal het bestand op")).to_be_visible()
    context.close()

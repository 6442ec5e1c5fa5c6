"""Taking an edited Word file back in a browser: with and without scripts, by keyboard, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as instellingen
from django.test import Client
from playwright.sync_api import Page, expect

from inlezen.models import Inlezing
from opgaven.bouw import bouw_opnieuw
from opgaven.models import Opgave, Plan
from plandocument import boom
from tests.e2e.wachten import axe_op
from tests.inlezen.inleeswerk import met_wijzigingen_bijhouden, typ_over, word_van, word_van_plan
from tests.inlezen.test_inlezen_herkennen import fiche_van
from tests.inlezen.wordwerk import Word

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def eigen_map(eigen_var: Path) -> None:
    """Seals and the like stay with the test."""


@pytest.fixture
def document(voorbeeld: Plan) -> boom.Plandocument:
    return bouw_opnieuw(voorbeeld)


def keur(page: Page, waar: str) -> None:
    for breed in (1280, 320):
        page.set_viewport_size({"width": breed, "height": 900})
        uitkomst = axe_op(page)
        assert not uitkomst.violations_count, f"{waar} {breed}: {uitkomst.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= breed, f"{waar} {breed}"
    page.set_viewport_size({"width": 1280, "height": 900})


def bestand(map_: Path, naam: str, inhoud: bytes) -> Path:
    pad = map_ / naam
    pad.write_bytes(inhoud)
    return pad


def test_a_fiche_from_word_back_into_the_plan_and_undone_again(
    ingelogd: Callable[[str], Page],
    live_server: Any,
    document: boom.Plandocument,
    klachten: list[str],
    tmp_path: Path,
) -> None:
    pad = bestand(tmp_path, "fiche 14 terug.docx", word_van(document, 14, met_wijzigingen_bijhouden(document)))
    page = ingelogd("redacteur")
    page.goto(f"{live_server.url}/twente/documenten/")
    page.get_by_role("link", name="Lees een plan of fiche in uit een bestand").click()
    keur(page, "formulier")
    page.get_by_label("Bestand").set_input_files(pad)
    page.get_by_label("Van wie komt dit, en waarom?").fill("Waterschap: opmerkingen bij het concept")
    page.get_by_role("button", name="Lees het bestand").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("fiche 14 terug.docx")
    keur(page, "vergelijking")
    expect(page.locator("#overnemen")).to_contain_text("Dat is nieuw.")
    expect(page.locator("#gelezen")).to_contain_text("Klopt dit nog?")
    vinkje = page.get_by_role("checkbox", name="14.K Geconstateerde knelpunten")
    # somebody deleted a point: that is never ticked by itself, and it is said what would go
    expect(vinkje).not_to_be_checked()
    expect(page.locator("#overnemen")).to_contain_text("Neemt u dit over, dan verdwijnt: 14.K2")
    # by keyboard: tick, untick, tick again, and on to the button
    vinkje.focus()
    page.keyboard.press("Space")
    expect(vinkje).to_be_checked()
    page.keyboard.press("Space")
    expect(vinkje).not_to_be_checked()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Neem over wat is aangevinkt").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".berichten")).to_contain_text("Overgenomen in de werkversie: 1 deel.")
    keur(page, "overgenomen")
    page.get_by_role("link", name="14.K Geconstateerde knelpunten").first.click()
    expect(page.locator("main")).to_contain_text("Dat is nieuw.")
    page.go_back()
    page.get_by_role("button", name="Maak dit in één keer ongedaan").click()
    expect(page.locator(".berichten")).to_contain_text("ongedaan gemaakt")
    keur(page, "ongedaan")
    page.goto(f"{live_server.url}/twente/inlezen/")
    keur(page, "lijst")


def test_closed_and_doubly_changed_pieces_can_be_read(
    ingelogd: Callable[[str], Page],
    live_server: Any,
    voorbeeld: Plan,
    document: boom.Plandocument,
    klachten: list[str],
    tmp_path: Path,
) -> None:
    def bewerk(word: Word) -> None:
        for o in document.opgaven:
            typ_over(o.sectie("knelpunten").items[0], "Een heel ander knelpunt, in nieuwe woorden.")(word)
            typ_over(o.sectie("interventies").items[0], "Onafgebrokenlangwoord" * 12)(word)

    pad = bestand(tmp_path, "<img src=x onerror=alert(1)>.docx", word_van_plan(document, bewerk))
    Opgave.objects.filter(plan=voorbeeld, nummer=3).update(status="akkoord")
    page = ingelogd("programmamanager")
    page.goto(f"{live_server.url}/twente/inlezen/")
    page.get_by_label("Bestand").set_input_files(pad)
    page.get_by_role("button", name="Lees het bestand").click()
    expect(page.locator("details.groep")).to_have_count(21)
    for n in (0, 2):
        page.locator("details.groep > summary").nth(n).click()
    expect(page.locator("details.groep").nth(2)).to_contain_text("Deze fiche is akkoord; de tekst staat vast.")
    keur(page, "veel")


def test_without_scripts_it_works_too(
    browser: Any, als: Callable[..., Client], live_server: Any, document: boom.Plandocument, tmp_path: Path
) -> None:
    pad = bestand(tmp_path, "fiche.docx", word_van(document, 14, met_wijzigingen_bijhouden(document)))
    context = browser.new_context(java_script_enabled=False)
    sessie = als("redacteur").cookies[instellingen.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": instellingen.SESSION_COOKIE_NAME, "value": sessie, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/twente/inlezen/")
    page.get_by_role("button", name="Lees het bestand").click()  # the browser itself asks for a file
    page.get_by_label("Bestand").set_input_files(pad)
    page.get_by_role("button", name="Lees het bestand").click()
    page.get_by_role("checkbox", name="14.K Geconstateerde knelpunten").check()
    page.get_by_role("button", name="Neem over wat is aangevinkt").click()
    expect(page.locator("main")).to_contain_text("Overgenomen in de werkversie: 1 deel.")
    assert Inlezing.objects.get().stand == "toegepast"
    context.close()


def test_which_opgave_this_is_is_asked_and_answered(
    ingelogd: Callable[[str], Page],
    live_server: Any,
    document: boom.Plandocument,
    klachten: list[str],
    tmp_path: Path,
) -> None:
    """A fiche without marks: the title of opgave 7 above the text of opgave 14."""
    inhoud = fiche_van(document, replace(document.opgave(14), titel=document.opgave(7).titel))
    page = ingelogd("programmamanager")
    page.goto(f"{live_server.url}/twente/inlezen/")
    page.get_by_label("Bestand").set_input_files(bestand(tmp_path, "van de mail.docx", inhoud))
    page.get_by_role("button", name="Lees het bestand").click()
    vraag = page.locator("#gelezen-als")
    expect(vraag.get_by_role("heading", level=2)).to_have_text("Welke opgave is dit?")
    expect(vraag).to_contain_text("de tekst is bijna gelijk aan die van opgave 14")
    expect(page.locator("#overnemen input:checked")).to_have_count(0)
    keur(page, "vraag")
    keuze = vraag.get_by_role("combobox")
    keuze.focus()
    keuze.select_option(document.opgave(14).sleutel)
    vraag.get_by_role("button", name="Lees het zo").press("Enter")
    expect(vraag).to_contain_text("U koos opgave 14")
    expect(page.locator("#overnemen")).to_contain_text("De titel in het bestand is een andere dan die in het plan.")
    keur(page, "beantwoord")

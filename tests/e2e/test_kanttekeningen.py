"""Pen notes in a browser: three of them keyed in without a mouse, a block pasted, and the list wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from opgaven.models import Plan
from plandocument.versiecode import versiecode
from reacties.models import Reactie
from tests.e2e.wachten import axe_op
from versies.actions.versies import maak_versie
from versies.models import Versie

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def versie(voorbeeld: Plan) -> Versie:
    return voorbeeld.versies.first() or maak_versie(plan=voorbeeld, label="Definitief", door=None)


def keur(page: Page, waar: str) -> None:
    for breed in (1280, 320):
        page.set_viewport_size({"width": breed, "height": 900})
        uitkomst = axe_op(page)
        assert not uitkomst.violations_count, f"{waar} {breed}: {uitkomst.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= breed, f"{waar} {breed}"
    page.set_viewport_size({"width": 1280, "height": 900})


def test_three_notes_by_keyboard_alone(
    ingelogd: Callable[[str], Page], live_server: Any, versie: Versie, klachten: list[str]
) -> None:
    page = ingelogd("secretaris")
    page.goto(f"{live_server.url}/twente/kanttekeningen/invoeren/")
    keur(page, "versie")
    page.get_by_label("Code op de afdruk").focus()
    page.keyboard.type(versiecode("twente", versie.sha256).lower())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kanttekeningen bij")
    keur(page, "invoeren")
    page.get_by_label("Namens").select_option(index=2)
    page.get_by_label("Functie", exact=True).fill("wethouder")
    page.get_by_label("Code van rij 1").focus()
    for code, woorden in (("14 k2", "De eerste."), ("3.k1", "De tweede."), ("14", "De derde.")):
        page.keyboard.type(code)
        page.keyboard.press("Enter")
        page.keyboard.type(woorden)
        page.keyboard.press("Enter")
    expect(page.get_by_label("Code van rij 4")).to_be_focused()
    page.keyboard.type("14.K1")
    page.keyboard.press("Enter")
    page.keyboard.type("Eén regel")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("en nog een.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Ingevoerd: 4 kanttekeningen")).to_be_visible()
    assert list(Reactie.objects.order_by("pk").values_list("code", "tekst")) == [
        ("14.K2", "De eerste."), ("3.K1", "De tweede."), ("14", "De derde."), ("14.K1", "Eén regel\nen nog een."),
    ]  # fmt: skip
    keur(page, "lijst")


def test_a_pasted_block_becomes_rows_and_a_wrong_code_gets_the_focus(
    ingelogd: Callable[[str], Page], live_server: Any, versie: Versie
) -> None:
    page = ingelogd("redacteur")
    page.goto(f"{live_server.url}/twente/kanttekeningen/invoeren/?versie={versie.code}")
    page.get_by_label("Namens").select_option(index=2)
    page.get_by_label("Code van rij 1").focus()
    regels = "\n".join(f"{code}: noot bij {code}" for code in ("14.K1", "99.Z9", "3", "4", "5", "6", "7", "8"))
    page.evaluate(
        """tekst => {
          const gegevens = new DataTransfer(); gegevens.setData("text/plain", tekst);
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: gegevens, bubbles: true, cancelable: true }));
        }""",
        regels,
    )
    expect(page.get_by_label("Wat staat er bij in rij 8")).to_have_value("noot bij 8")
    page.get_by_role("button", name="Voer in").click()
    expect(page.get_by_label("Code van rij 2")).to_be_focused()
    expect(page.get_by_text("99.Z9 staat niet in deze versie.")).to_be_visible()
    keur(page, "fout")
    page.keyboard.press("Control+A")
    page.keyboard.type("2")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Ingevoerd: 8 kanttekeningen")).to_be_visible()


def test_for_somebody_else_with_a_look_at_the_place(
    ingelogd: Callable[[str], Page], live_server: Any, voorbeeld: Plan, klachten: list[str]
) -> None:
    page = ingelogd("redacteur")
    page.goto(f"{live_server.url}/twente/reacties/")
    page.get_by_role("link", name="Reactie namens een ander").click()
    page.get_by_label("Namens").select_option(index=1)
    page.get_by_label("Bij welke code").fill("14.K2")
    page.get_by_label("Wat is er gezegd").fill("Denk aan de spoorovergangen.")
    page.get_by_role("button", name="Bekijk waar zij komt te staan").click()
    expect(page.get_by_text("Kijk of dit de goede plek is.")).to_be_visible()
    keur(page, "namens")
    page.get_by_role("button", name="Plaats reactie").click()
    expect(page.get_by_text("De reactie staat bij 14.K2")).to_be_visible()
    page.goto(f"{live_server.url}/twente/reacties/word/")
    keur(page, "word")


def test_without_scripts_rows_and_a_block_can_be_keyed_in(
    browser: Any, live_server: Any, als: Callable[..., Any], settings: Any, versie: Versie
) -> None:
    context = browser.new_context(java_script_enabled=False)
    sessie = als("secretaris").cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": sessie, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/twente/kanttekeningen/invoeren/?versie={versie.code}")
    page.get_by_label("Namens").select_option(index=2)
    page.get_by_label("Code van rij 1").fill("14.K1")
    page.get_by_label("Wat staat er bij in rij 1").fill("Zonder scripts.")
    page.get_by_text("Plak een blok regels").click()
    page.get_by_label("Regels", exact=True).fill("3: uit een blok")
    page.get_by_role("button", name="Voer in").click()
    expect(page.get_by_text("Ingevoerd: 2 kanttekeningen")).to_be_visible()
    context.close()

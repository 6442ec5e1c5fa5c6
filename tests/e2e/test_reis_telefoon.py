"""A contact person of a ministry in a round, on a telephone: from the mail to what was submitted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from opgaven.models import Plan
from reacties.actions.bezorgen import verstuur_post
from reacties.actions.rondes import Deelnemer
from reacties.models import Reactie
from tests.brievenbus import Brievenbus, brievenbus
from tests.e2e.wachten import axe_op
from tests.inloggen import inloggen
from tests.lezen import leest
from tests.reacties.rondehulp import deel, mens, ministerie, ronde_met, sleutels
from versies.actions.versies import maak_versie

pytestmark = pytest.mark.django_db(transaction=True)
BREED = 390


@pytest.fixture(autouse=True)
def eigen_map(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path


@pytest.fixture
def bus(settings: Any, live_server: Any) -> Iterator[Brievenbus]:
    settings.BASIS_URL = live_server.url
    with brievenbus(settings) as open_:
        yield open_


@pytest.fixture
def telefoon(browser: Browser, live_server: Any) -> Iterator[Page]:
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": BREED, "height": 844},
        device_scale_factor=2,
        has_touch=True,
        is_mobile=True,
        locale="nl-NL",
    )
    page = context.new_page()
    fouten: list[str] = []
    page.on("pageerror", lambda fout: fouten.append(str(fout)))
    yield page
    assert not fouten
    context.close()


def keur(page: Page, waar: str) -> None:
    for breed in (320, BREED):
        page.set_viewport_size({"width": breed, "height": 844})
        uitkomst = axe_op(page)
        assert not uitkomst.violations_count, f"{waar} {breed}: {uitkomst.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= breed, f"{waar} {breed}"


def test_from_the_mail_to_what_was_submitted(telefoon: Page, bus: Brievenbus, voorbeeld: Plan) -> None:
    maak_versie(plan=voorbeeld, label="Voor de ronde", door=None)
    pm, contact = mens("programmamanager", naam="Manager"), mens("ministeriecontact", "ocw", "Contact OCW")
    gevraagd = Deelnemer(ministerie=ministerie("ocw"), opgaven=sleutels(voorbeeld, 2, 14))
    ronde = ronde_met(voorbeeld, gevraagd, door=pm)
    fiche = f"/twente/documenten/{ronde.versie.code}/opgaven"

    # the mail is read on the telephone, and leads to the invitation by way of logging in
    verstuur_post()
    (brief,) = bus.aan(contact.email)
    html = brief.get_body(("html",))
    assert html is not None
    telefoon.set_content(html.get_content())
    uitkomst = Axe().run(telefoon, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]})  # a mail has no landmarks
    assert not uitkomst.violations_count, uitkomst.generate_report()
    assert telefoon.evaluate("document.documentElement.scrollWidth") <= BREED
    telefoon.get_by_role("link", name="Naar de ronde").click()
    telefoon.get_by_label("E-mailadres").fill(contact.email)
    telefoon.get_by_label("Wachtwoord", exact=True).fill("x" * 14)
    telefoon.get_by_role("button", name="Inloggen").click()
    expect(telefoon.get_by_role("heading", level=1)).to_have_text("Voorjaarsronde")
    expect(telefoon.get_by_text("Wat vindt u ervan?")).to_be_visible()
    keur(telefoon, "ronde")

    # nothing to remark on the first, said on its fiche; reading on stays in the round
    eerst, dan = [int(n.inner_text()) for n in telefoon.locator("ol.gevraagd .nr").all()]
    telefoon.locator("ol.gevraagd h3 a").first.click()
    expect(telefoon).to_have_url(re.compile(f"{fiche}/{eerst}/"))
    telefoon.get_by_role("button", name="Geen opmerkingen bij deze opgave").click()
    expect(telefoon.locator("#gevraagd-hier")).to_contain_text("OCW heeft hier geen opmerkingen.")
    keur(telefoon, "geen opmerkingen")
    telefoon.get_by_role("link", name=re.compile("^Volgende in de ronde")).click()
    expect(telefoon).to_have_url(re.compile(f"{fiche}/{dan}/"))

    # a comment on the second, in place; the form says who reads it
    telefoon.locator(".reacties a", has_text="Reageer").first.click()
    formulier = telefoon.locator("#schrijf")
    expect(formulier).to_contain_text("Alleen de contactpersonen van OCW lezen uw reactie, tot OCW indient.")
    formulier.get_by_label("Uw reactie", exact=True).fill("Noem hier ook het mbo.")
    keur(telefoon, "formulier")
    formulier.get_by_role("button", name="Plaats reactie").click()
    expect(telefoon.locator(".gesprek")).to_contain_text("Noem hier ook het mbo.")
    expect(telefoon.locator("#gevraagd-hier")).to_contain_text("OCW heeft hier gereageerd.")
    expect(telefoon.get_by_role("button", name="Geen opmerkingen bij deze opgave")).to_have_count(0)
    team = inloggen(pm)
    assert "Noem hier ook het mbo." not in leest(team.get("/twente/reacties/"))

    # beside the text of the round the form asks which is meant, and keeps what was typed
    telefoon.goto(f"/twente/opgaven/{dan}/opgave/reacties/")
    formulier.get_by_label("Uw reactie", exact=True).fill("Dit is voor het team.")
    formulier.get_by_role("button", name="Plaats reactie").click()
    expect(formulier).to_contain_text("Kies of uw reactie bij de ronde hoort.")
    keur(telefoon, "welke ronde")
    telefoon.get_by_label("Nee, los van de ronde").check()
    expect(formulier.get_by_label("Uw reactie", exact=True)).to_have_value("Dit is voor het team.")
    formulier.get_by_role("button", name="Plaats reactie").click()
    expect(telefoon.locator(".berichten")).to_contain_text("Zij hoort niet bij de ronde")
    assert "Dit is voor het team." in leest(team.get("/twente/reacties/"))

    # back to the round, and submit
    telefoon.goto(f"{fiche}/{dan}/")
    telefoon.locator("nav.buren").get_by_role("link", name=re.compile("^Terug naar de ronde")).click()
    expect(telefoon.get_by_text("2 van 2 opgaven zijn klaar")).to_be_visible()
    telefoon.get_by_role("link", name="Dien in namens OCW").click()
    keur(telefoon, "indienen")
    telefoon.get_by_role("button", name="Dien in").click()
    expect(telefoon.locator(".berichten")).to_contain_text("Ingediend namens OCW.")
    assert "Noem hier ook het mbo." in leest(team.get("/twente/reacties/"))
    assert deel(ronde).stand == "ingediend" and len(deel(ronde).zonder_opmerkingen) == 1
    assert Reactie.objects.ingediend().filter(ronde=ronde).count() == 1

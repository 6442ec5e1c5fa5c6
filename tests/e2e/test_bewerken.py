"""Editing a section, as people do it: with the mouse, by keyboard alone, without scripts, and two at once."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, expect

from opgaven.bouw import bouw_sectie
from opgaven.models import Plan, Sectie
from tests.e2e.wachten import axe_op
from tests.opgaven.test_xss import LADINGEN

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def redacteur(ingelogd: Callable[[str], Page]) -> Page:
    page = ingelogd("redacteur")
    return page


@pytest.fixture
def stil(page: Page) -> Iterator[list[str]]:
    """No error in a script and no violation of the CSP. Answers like 409 are logged by the browser, and meant."""
    gehoord: list[str] = []
    page.on("console", lambda b: gehoord.append(b.text) if b.type in ("error", "warning") else None)
    page.on("pageerror", lambda fout: gehoord.append(str(fout)))
    yield gehoord
    assert [
        g
        for g in gehoord
        if not re.match(r"Failed to load resource: .*(401|409|422|403)", g) and "Response Status Error Code" not in g
    ] == []


def sectie(nummer: int, soort: str) -> Sectie:
    return Sectie.objects.get(opgave__nummer=nummer, soort__code=soort)


def open_sectie(page: Page, letter: str) -> Locator:
    """Open it in place, and wait until the editors stand."""
    page.locator(f"#s-{letter} [data-bewerken]").click()
    form = page.locator(f"#s-{letter} form.bewerker.script")
    expect(form.locator("[name=vorm]")).to_have_value("rijk")
    return form


def schrijfvlak(form: Locator) -> Locator:
    return form.locator("[data-tekst=opening] .schrijf")


def axe(page: Page) -> str:
    uitkomst = axe_op(page)
    return uitkomst.generate_report() if uitkomst.violations_count else ""


def test_vervolgafspraken_in_place_and_on_paper(
    redacteur: Page, live_server: Any, stil: list[str], tmp_path: Path
) -> None:
    page = redacteur
    page.goto(f"{live_server.url}/twente/opgaven/7/")
    form = open_sectie(page, "V")
    schrijf = form.get_by_role("textbox", name="Tekst")
    expect(schrijf).to_be_focused()
    assert page.url.endswith("/twente/opgaven/7/")

    page.keyboard.press("Control+a")
    page.keyboard.type("De Board praat in maart met ")
    page.keyboard.press("Control+b")
    page.keyboard.type("OCW")
    page.keyboard.press("Control+b")
    page.keyboard.type(" over lichtchips. Zie ook [opgave 14].")
    page.keyboard.press("Enter")
    form.get_by_role("button", name="Opsomming").click()
    page.keyboard.type("Eerst een lijst van laboratoria")
    form.get_by_role("button", name="Opslaan").click()

    gelezen = page.locator("#s-V:not(.open)")
    expect(gelezen.locator("strong")).to_have_text("OCW")
    expect(gelezen.locator("h2")).to_be_focused()
    expect(page.locator("#melding")).to_contain_text("Opgeslagen om")
    expect(gelezen.get_by_role("link", name="opgave 14")).to_have_attribute("href", "/twente/opgaven/14/")
    sleutel = sectie(14, "opgave").opgave.sleutel  # type: ignore[union-attr]
    assert sectie(7, "vervolg").opening == (
        f'<p>De Board praat in maart met <strong>OCW</strong> over lichtchips. Zie ook <a href="opgave:{sleutel}">'
        "opgave</a>.</p><ul><li>Eerst een lijst van laboratoria</li></ul>"
    )

    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext ontbreekt: apt-get install poppler-utils")
    pdf = tmp_path / "fiche.pdf"
    pdf.write_bytes(page.request.get(f"{live_server.url}/twente/opgaven/7/pdf/").body())
    woorden = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    plat = " ".join(woorden.split())
    assert "De Board praat in maart met OCW over lichtchips. Zie ook opgave 14." in plat
    assert "Eerst een lijst van laboratoria" in plat


def test_knelpunten_by_keyboard_alone(redacteur: Page, live_server: Any, stil: list[str]) -> None:
    page = redacteur
    page.goto(f"{live_server.url}/twente/opgaven/14/")
    oud = [i.tekst for i in bouw_sectie(sectie(14, "knelpunten")).items]

    def tab_naar(naam: str) -> None:
        for _ in range(60):
            actief = page.evaluate(
                "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"
            )
            actief = " ".join(actief.split())
            if actief == naam:
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"{naam} is met Tab niet te bereiken")

    page.locator("#s-N [data-bewerken]").focus()
    tab_naar("Bewerken van 14.K Geconstateerde knelpunten")
    page.keyboard.press("Enter")
    form = page.locator("#s-K form.bewerker.script")
    expect(form.get_by_label("Knelpunt 14.K1", exact=True)).to_be_focused()

    tab_naar("Knelpunt toevoegen")
    page.keyboard.press("Enter")
    expect(form.get_by_label("Knelpunt 14.K3", exact=True)).to_be_focused()
    page.keyboard.type("Een derde knelpunt.")
    tab_naar("Knelpunt 14.K3 omhoog")
    page.keyboard.press("Enter")
    expect(page.locator("#melding")).to_have_text("Knelpunt staat nu op plaats 2 van 3.")
    page.keyboard.press("Enter")
    expect(page.locator("#melding")).to_have_text("Knelpunt staat nu op plaats 1 van 3.")
    expect(form.locator(".rij").first.locator("[data-nummer]")).to_have_text("14.K1")

    tab_naar("Knelpunt 14.K2 weghalen")
    page.keyboard.press("Enter")
    expect(form.get_by_role("button", name="Zet terug")).to_be_focused()
    expect(form.locator(".weg-regel:visible")).to_contain_text("Weggehaald: “")
    page.keyboard.press("Enter")
    expect(form.get_by_label("Knelpunt 14.K2", exact=True)).to_be_focused()
    tab_naar("Knelpunt 14.K3 weghalen")
    page.keyboard.press("Enter")
    tab_naar("Opslaan")
    page.keyboard.press("Enter")

    expect(page.locator("#s-K:not(.open) h2")).to_be_focused()
    assert [i.tekst for i in bouw_sectie(sectie(14, "knelpunten")).items] == ["Een derde knelpunt.", oud[0]]

    tab_naar("Bewerken van 14.K Geconstateerde knelpunten")
    page.keyboard.press("Enter")
    expect(form).to_be_visible()
    tab_naar("Annuleren")
    page.keyboard.press("Enter")
    expect(page.locator("#s-K:not(.open) h2")).to_be_focused()
    expect(page.locator("#melding")).to_contain_text("Er is niets gewijzigd")


def test_points_go_to_another_group_and_links_are_chosen(redacteur: Page, live_server: Any, stil: list[str]) -> None:
    page = redacteur
    page.goto(f"{live_server.url}/twente/opgaven/14/")
    form = open_sectie(page, "I")
    expect(form.locator(".groepkop")).to_have_text(["Rijk", "Regio"])
    form.get_by_role("button", name="Interventie 14.I2 omlaag").click()
    expect(page.locator("#melding")).to_contain_text("plaats 2 van 6 onder Regio")
    form.get_by_role("button", name="Interventie 14.I2 omlaag").click()
    expect(page.locator("#melding")).to_contain_text("plaats 3 van 6 onder Regio")
    form.locator(".rij").nth(5).locator("[data-groep]").select_option("samen")
    expect(form.locator(".groepkop")).to_have_text(["Rijk", "Regio", "Rijk én regio"])
    greep = form.locator(".rij .greep")
    greep.nth(1).drag_to(greep.nth(0), target_position={"x": 5, "y": 2})
    form.get_by_role("button", name="Opslaan").click()
    expect(page.locator("#s-I:not(.open)")).to_be_visible()
    groepen = [i.groep for i in bouw_sectie(sectie(14, "interventies")).items]
    assert groepen == ["rijk", "rijk", "regio", "regio", "regio", "samen"]

    form = open_sectie(page, "T")
    form.get_by_role("button", name="Traject toevoegen").click()
    page.keyboard.type("Photon Delta in Twente")
    velden = form.locator(".rij").last.locator("[data-links] input")
    velden.first.fill("Photon Delta")
    naam = page.evaluate("[...document.querySelectorAll('#s-T datalist option')].map(o => o.value)[0]")
    velden.first.fill(naam)
    form.locator(".rij").last.get_by_role("button", name="Nog een").click()
    expect(velden).to_have_count(2)
    form.get_by_role("button", name="Opslaan").click()
    expect(page.locator("#s-T:not(.open)")).to_contain_text("Photon Delta in Twente")
    laatste = bouw_sectie(sectie(14, "trajecten")).items[-1]
    assert len(laatste.koppelingen) == 1


def test_references_and_links_survive_the_editor(redacteur: Page, live_server: Any, stil: list[str]) -> None:
    page = redacteur
    rij = (
        Sectie.objects.filter(opgave__isnull=False, opening__contains="opgave:")
        .select_related("opgave", "soort")
        .order_by("pk")[0]
    )
    assert rij.opgave and rij.soort
    page.goto(f"{live_server.url}/twente/opgaven/{rij.opgave.nummer}/")
    form = open_sectie(page, rij.soort.letter)
    schrijfvlak(form).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Erbij website.")
    for _ in range(8):
        page.keyboard.press("Shift+ArrowLeft")
    form.locator("[data-tekst=opening]").get_by_role("button", name="Link", exact=True).click()
    page.keyboard.type("javascript:alert(1)")
    page.keyboard.press("Enter")
    expect(form.get_by_text("Dit is geen adres van een website")).to_be_visible()
    form.locator("[data-tekst=opening]").get_by_label("Adres van de link").fill("www.voorbeeld.test/pad")
    page.keyboard.press("Enter")
    form.get_by_role("button", name="Opslaan").click()
    expect(page.locator(f"#s-{rij.soort.letter}:not(.open)")).to_contain_text("Erbij")
    nu = Sectie.objects.get(pk=rij.pk).opening
    einde = ' Erbij <a href="https://www.voorbeeld.test/pad">website.</a></p>'
    assert nu == rij.opening.removesuffix("</p>") + einde


def test_the_same_edit_without_scripts(
    browser: Browser, live_server: Any, als: Callable[..., Client], voorbeeld: Plan
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nl-NL", viewport={"width": 1280, "height": 900})
    sessie = als("redacteur").cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": sessie, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/twente/opgaven/7/")
    page.locator("#s-V [data-bewerken]").click()
    veld = page.get_by_label("Tekst", exact=True)
    expect(veld).to_have_value(re.compile("^Twente Board Development"))
    veld.fill("Zonder scripts geschreven.\n\n- een\n- **twee**")
    page.get_by_label("Punt nieuw").first.fill("Een los punt")
    page.get_by_role("button", name="Opslaan").click()
    expect(page).to_have_url(f"{live_server.url}/twente/opgaven/7/#7.V")
    expect(page.locator("#s-V")).to_contain_text("Zonder scripts geschreven.")
    expect(page.locator(".berichten")).to_contain_text("opgeslagen om")
    rij = sectie(7, "vervolg")
    assert rij.opening == "<p>Zonder scripts geschreven.</p><ul><li>een</li><li><strong>twee</strong></li></ul>"
    assert [i.tekst for i in bouw_sectie(rij).items] == ["Een los punt"]

    page.goto(f"{live_server.url}/twente/opgaven/14/knelpunten/bewerken/")
    page.get_by_label("Volgorde").first.fill("9")
    page.get_by_label("Weghalen").nth(1).check()
    page.get_by_label("Knelpunt nieuw").first.fill("Nieuw knelpunt")
    page.get_by_role("button", name="Opslaan").click()
    assert [i.tekst[:14] for i in bouw_sectie(sectie(14, "knelpunten")).items] == ["Het Rijk handh", "Nieuw knelpunt"]
    context.close()


def binnen(browser: Browser, live_server: Any, client: Client, adres: str, **opties: Any) -> Page:
    """A window of somebody's own."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900}, **opties)
    sessie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": sessie, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}{adres}")
    return page


def test_two_people_at_once(browser: Browser, live_server: Any, als: Callable[..., Client], voorbeeld: Plan) -> None:
    een, twee = (
        binnen(browser, live_server, als(rol), "/twente/opgaven/7/") for rol in ("redacteur", "programmamanager")
    )
    for page, zin in ((een, "Van de redacteur. "), (twee, "Van de programmamanager. ")):
        form = open_sectie(page, "V")
        schrijfvlak(form).click()
        page.keyboard.press("Control+Home")
        page.keyboard.type(zin)
    twee.get_by_role("button", name="Opslaan").click()
    expect(twee.locator("#s-V:not(.open)")).to_contain_text("Van de programmamanager.")
    een.get_by_role("button", name="Opslaan").click()

    conflict = een.locator("#s-V.conflict")
    expect(conflict.get_by_role("alert")).to_contain_text("Programmamanager twente sloeg deze sectie om ")
    expect(conflict.locator(".voorbeeld ins").first).to_have_text(re.compile(r"programmamanager"))
    expect(conflict.locator(".voorbeeld ins").last).to_have_text(re.compile(r"redacteur"))
    expect(conflict.locator("h2")).to_be_focused()
    expect(conflict.get_by_role("radio", checked=True)).to_have_count(0)
    for breed in (1280, 320):
        een.set_viewport_size({"width": breed, "height": 900})
        assert axe(een) == ""
        assert een.evaluate("document.documentElement.scrollWidth") <= breed
    # short: what both changed, and no copies of the rest
    assert een.evaluate("document.querySelector('#s-V').getBoundingClientRect().height") < 1500
    een.set_viewport_size({"width": 1280, "height": 900})

    conflict.get_by_role("button", name="Opslaan").click()  # nothing chosen yet
    expect(conflict.get_by_text("Kies wat in het plan komt.")).to_be_visible()
    expect(conflict.get_by_role("radio").first).to_be_focused()
    assert axe(een) == ""
    conflict.get_by_role("button", name="Eerst aanpassen in de editor").click()
    samen = een.locator("#s-V form.bewerker.script")
    expect(samen.locator("[name=vorm]")).to_have_value("rijk")
    expect(schrijfvlak(samen)).to_contain_text("Van de programmamanager. Twente Board Development")
    expect(schrijfvlak(samen)).to_contain_text("Van de redacteur. Twente Board Development")
    assert axe(een) == ""
    schrijfvlak(samen).click()
    een.keyboard.press("Control+a")
    een.keyboard.type("Van de programmamanager en de redacteur. ")
    samen.get_by_role("button", name="Opslaan").click()
    expect(een.locator("#s-V:not(.open)")).to_contain_text("Van de programmamanager en de redacteur.")

    # Once more: now the editor keeps the text of the other, and may copy their own.
    form = open_sectie(twee, "V")  # the page of the other still shows the older text; the form does not
    schrijfvlak(open_sectie(een, "V")).click()
    een.keyboard.press("Control+Home")
    een.keyboard.type("Eerst ik. ")
    een.get_by_role("button", name="Opslaan").click()
    expect(een.locator("#s-V:not(.open)")).to_contain_text("Eerst ik.")
    schrijfvlak(form).click()
    twee.keyboard.press("Control+Home")
    twee.keyboard.type("Dan ik. ")
    twee.get_by_role("button", name="Opslaan").click()
    twee.locator("#s-V.conflict").get_by_label("Houd wat nu in het plan staat").check()
    twee.get_by_role("button", name="Opslaan").click()
    expect(twee.get_by_label("Uw tekst, die niet in het plan staat")).to_have_value(re.compile("Dan ik."))
    expect(twee.locator("#s-V .tekst")).to_contain_text("Eerst ik.")
    assert axe(twee) == ""
    een.context.close()
    twee.context.close()


def test_two_people_in_one_list(
    browser: Browser, live_server: Any, als: Callable[..., Client], voorbeeld: Plan
) -> None:
    """Both work in the knelpunten of 14: what they did apart goes together, the one that both reworded is asked."""
    een = binnen(browser, live_server, als("redacteur"), "/twente/opgaven/14/")
    twee = binnen(browser, live_server, als("programmamanager"), "/twente/opgaven/14/")
    lijst_een, lijst_twee = open_sectie(een, "K"), open_sectie(twee, "K")
    tweede = bouw_sectie(sectie(14, "knelpunten")).items[1].tekst

    lijst_twee.get_by_role("button", name="Knelpunt toevoegen").click()
    twee.keyboard.type("Een nieuw knelpunt van de programmamanager.")
    lijst_twee.locator(".rij textarea").first.fill("Het eerste knelpunt, beter gezegd.")
    lijst_twee.get_by_role("button", name="Opslaan").click()
    expect(twee.locator("#s-K:not(.open)")).to_contain_text("Een nieuw knelpunt van de programmamanager.")

    # the redacteur adds one and moves the second up: no page at all, and told what came along
    lijst_een.get_by_role("button", name="Knelpunt toevoegen").click()
    een.keyboard.type("Een nieuw knelpunt van de redacteur.")
    lijst_een.locator(".rij").nth(1).locator("[data-daad=op]").click()
    lijst_een.get_by_role("button", name="Opslaan").click()
    klaar = een.locator("#s-K:not(.open)")
    expect(klaar.get_by_text("samen met wat Programmamanager twente intussen opsloeg")).to_be_visible()
    mee = klaar.locator(".mee")
    expect(mee).to_contain_text("Een nieuw knelpunt van de programmamanager.")
    expect(mee).to_contain_text("beter gezegd")
    assert [i.tekst for i in bouw_sectie(sectie(14, "knelpunten")).items] == [
        tweede,
        "Het eerste knelpunt, beter gezegd.",
        "Een nieuw knelpunt van de programmamanager.",
        "Een nieuw knelpunt van de redacteur.",
    ]
    for breed in (1280, 320):
        een.set_viewport_size({"width": breed, "height": 900})
        assert axe(een) == "" and een.evaluate("document.documentElement.scrollWidth") <= breed
    een.set_viewport_size({"width": 1280, "height": 900})

    # now both reword the same one, and the redacteur removes one that the other reworded
    lijst_een, lijst_twee = open_sectie(een, "K"), open_sectie(twee, "K")
    for nummer, zin in ((0, "Zo zegt de programmamanager het."), (3, "Het knelpunt van de redacteur, verbeterd.")):
        lijst_twee.locator(".rij textarea").nth(nummer).fill(zin)
    lijst_twee.get_by_role("button", name="Opslaan").click()
    expect(twee.locator("#s-K:not(.open)")).to_contain_text("Zo zegt de programmamanager het.")
    lijst_een.locator(".rij textarea").nth(0).fill("Zo zegt de redacteur het.")
    lijst_een.locator(".rij").nth(3).locator("[data-daad=weg]").click()
    lijst_een.get_by_role("button", name="Opslaan").click()
    conflict = een.locator("#s-K.conflict")
    expect(conflict.get_by_role("group")).to_have_count(2)
    expect(conflict.get_by_role("group", name="Knelpunt 14.K4")).to_contain_text("U haalde dit weg.")
    expect(conflict.get_by_label("Laat staan")).to_be_checked()  # nothing goes by default
    conflict.get_by_role("group", name="Knelpunt 14.K1").get_by_label("Neem mijn tekst").check()
    for breed in (320, 1280):
        een.set_viewport_size({"width": breed, "height": 900})
        assert axe(een) == "" and een.evaluate("document.documentElement.scrollWidth") <= breed
    conflict.get_by_role("button", name="Opslaan").click()
    expect(een.locator("#s-K:not(.open)")).to_contain_text("Zo zegt de redacteur het.")
    assert [i.tekst for i in bouw_sectie(sectie(14, "knelpunten")).items] == [
        "Zo zegt de redacteur het.",
        "Het eerste knelpunt, beter gezegd.",
        "Een nieuw knelpunt van de programmamanager.",
        "Het knelpunt van de redacteur, verbeterd.",
    ]
    een.context.close()
    twee.context.close()


def test_two_people_without_scripts(
    browser: Browser, live_server: Any, als: Callable[..., Client], voorbeeld: Plan
) -> None:
    adres = "/twente/opgaven/14/knelpunten/bewerken/"
    een = binnen(browser, live_server, als("redacteur"), adres, java_script_enabled=False)
    twee = binnen(browser, live_server, als("programmamanager"), adres, java_script_enabled=False)
    tweede = bouw_sectie(sectie(14, "knelpunten")).items[1].tekst
    twee.get_by_label("Knelpunt 14.K1").fill("Van de programmamanager.")
    twee.get_by_label("Knelpunt nieuw").first.fill("Erbij.")
    twee.get_by_role("button", name="Opslaan").click()
    een.get_by_label("Knelpunt 14.K1").fill("Van de redacteur.")
    een.get_by_role("button", name="Opslaan").click()
    expect(een.get_by_role("alert")).to_contain_text("is gewijzigd terwijl u schreef")
    een.get_by_label("Houd allebei").check()
    een.get_by_role("button", name="Opslaan").click()
    expect(een.locator(".berichten")).to_contain_text("samen met wat Programmamanager twente intussen opsloeg")
    expect(een.locator(".berichten")).to_contain_text("toegevoegd “Erbij.”")
    assert [i.tekst for i in bouw_sectie(sectie(14, "knelpunten")).items] == [
        "Van de programmamanager.",
        "Van de redacteur.",
        tweede,
        "Erbij.",
    ]
    een.context.close()
    twee.context.close()


def test_a_session_that_ends_while_typing_costs_no_word(
    redacteur: Page, live_server: Any, als: Callable[..., Client], stil: list[str]
) -> None:
    page = redacteur
    page.goto(f"{live_server.url}/twente/opgaven/7/")
    form = open_sectie(page, "V")
    schrijfvlak(form).click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Een zin die blijft. ")
    koekjes = [k for k in page.context.cookies() if k["name"] != settings.SESSION_COOKIE_NAME]
    page.context.clear_cookies()
    page.context.add_cookies(koekjes)  # type: ignore[arg-type]

    form.get_by_role("button", name="Opslaan").click()
    expect(form.get_by_role("alert")).to_contain_text("U bent uitgelogd. Uw tekst staat hier nog.")
    expect(schrijfvlak(form)).to_contain_text("Een zin die blijft.")

    with page.context.expect_page() as tabblad:
        form.get_by_role("link", name="Inloggen in een nieuw tabblad").click()
    ander = tabblad.value
    wie = als("programmamanager")
    from accounts.models import User

    ander.get_by_label("E-mailadres").fill(User.objects.get(pk=wie.session["_auth_user_id"]).email)
    ander.get_by_label("Wachtwoord", exact=True).fill("een-lang-wachtwoord")
    with ander.expect_navigation():
        ander.keyboard.press("Enter")
    ander.close()

    form.get_by_role("button", name="Opslaan").click()  # with the token of after the login
    expect(page.locator("#s-V:not(.open)")).to_contain_text("Een zin die blijft.")


def test_unsaved_words_are_not_left_behind_unasked(redacteur: Page, live_server: Any, stil: list[str]) -> None:
    page = redacteur
    page.goto(f"{live_server.url}/twente/opgaven/7/")
    vragen: list[tuple[str, str]] = []
    antwoord = {"ga": False}

    def bij_vraag(dialoog: Any) -> None:
        vragen.append((dialoog.type, dialoog.message))
        dialoog.accept() if antwoord["ga"] else dialoog.dismiss()

    page.on("dialog", bij_vraag)
    form = open_sectie(page, "V")
    form.get_by_role("link", name="Annuleren").click()
    expect(page.locator("#s-V:not(.open)")).to_be_visible()
    assert vragen == []

    form = open_sectie(page, "V")
    schrijfvlak(form).click()
    page.keyboard.type("Half werk. ")
    form.get_by_role("link", name="Annuleren").click()
    assert [soort for soort, _ in vragen] == ["confirm"]
    expect(schrijfvlak(form)).to_contain_text("Half werk.")
    with page.expect_event("dialog"):
        page.evaluate("setTimeout(() => location.assign('/twente/'), 0)")
    assert [soort for soort, _ in vragen] == ["confirm", "beforeunload"]
    assert page.url.endswith("/twente/opgaven/7/")
    antwoord["ga"] = True
    form.get_by_role("link", name="Annuleren").click()
    expect(page.locator("#s-V:not(.open)")).not_to_contain_text("Half werk.")

    page.route("**/bewerken/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    form = open_sectie(page, "V")
    schrijfvlak(form).click()
    page.keyboard.type("Zonder verbinding. ")
    form.get_by_role("button", name="Opslaan").click()
    expect(form.get_by_role("alert")).to_contain_text("Er is geen verbinding met het portaal.")
    expect(schrijfvlak(form)).to_contain_text("Zonder verbinding.")
    page.unroute("**/bewerken/")
    form.get_by_role("button", name="Opslaan").click()
    expect(page.locator("#s-V:not(.open)")).to_contain_text("Zonder verbinding.")
    stil[:] = [g for g in stil if "ERR_FAILED" not in g and not g.startswith("htmx:")]


def test_what_comes_in_place_works_from_its_first_blink(redacteur: Page, live_server: Any, stil: list[str]) -> None:
    """A click in the same moment as the text is there again: the editor opens in place, as it does a moment later."""
    page = redacteur
    page.goto(f"{live_server.url}/twente/opgaven/7/")
    form = open_sectie(page, "V")
    page.evaluate("""() => new MutationObserver((_, kijker) => {
      const knop = document.querySelector("#s-V [data-bewerken]")
      if (!knop) return
      kijker.disconnect()
      knop.click()
    }).observe(document.body, {childList: true, subtree: true})""")
    form.get_by_role("link", name="Annuleren").click()
    expect(schrijfvlak(form)).to_be_focused()
    expect(page).to_have_url(f"{live_server.url}/twente/opgaven/7/")


def test_every_state_of_the_editor_is_accessible(redacteur: Page, live_server: Any, stil: list[str]) -> None:
    page = redacteur
    for breed, kleur in ((1280, "light"), (320, "dark"), (320, "light"), (1280, "dark")):
        page.set_viewport_size({"width": breed, "height": 900})
        page.emulate_media(color_scheme=kleur)  # type: ignore[arg-type]
        page.goto(f"{live_server.url}/twente/opgaven/14/")
        for letter in "VHKEMTI":
            open_sectie(page, letter)
        page.locator("#s-K").get_by_role("button", name="Knelpunt 14.K1 weghalen").click()
        page.locator("#s-K").get_by_role("button", name="Knelpunt toevoegen").click()
        page.locator("#s-K summary", has_text="Slottekst").click()
        page.locator("#s-H .schrijf").click()
        page.keyboard.press("Control+a")
        page.locator("#s-H").get_by_role("button", name="Link", exact=True).click()
        page.locator("#s-E [data-links] input").first.fill("Onbekend gilde")
        page.locator("#s-E").get_by_role("button", name="Opslaan").click()
        expect(page.locator("#s-E .rij .utrecht-form-field-error-message").first).to_contain_text(
            "staat niet in het register"
        )
        assert axe(page) == "", (breed, kleur)
        assert page.evaluate("document.documentElement.scrollWidth") <= breed
        page.evaluate(
            "document.querySelectorAll('[data-onbewaard]').forEach((f) => f.removeAttribute('data-onbewaard'))"
        )
        page.goto(f"{live_server.url}/twente/plan/1/2/bewerken/")
        assert axe(page) == "", (breed, kleur)


def test_hostile_text_stays_text_in_the_browser(redacteur: Page, live_server: Any, stil: list[str]) -> None:
    page = redacteur
    gevraagd: list[str] = []
    page.on("dialog", lambda d: (gevraagd.append(d.message), d.dismiss()))
    page.goto(f"{live_server.url}/twente/opgaven/7/")
    form = open_sectie(page, "V")
    schrijfvlak(form).click()
    page.evaluate(
        """(ladingen) => {
            const plak = new DataTransfer()
            plak.setData("text/html", ladingen.map((l) => `<p>${l}</p>`).join(""))
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: plak, bubbles: true}))
        }""",
        LADINGEN,
    )
    for lading in LADINGEN[:6]:
        form.get_by_role("button", name="Punt toevoegen").click()
        page.keyboard.insert_text(lading)
    form.get_by_role("button", name="Opslaan").click()
    expect(page.locator("#s-V:not(.open)")).to_be_visible()
    open_sectie(page, "V")
    page.goto(f"{live_server.url}/twente/opgaven/7/")
    page.goto(f"{live_server.url}/twente/opgaven/7/vervolg/bewerken/")
    page.wait_for_timeout(300)
    assert gevraagd == []

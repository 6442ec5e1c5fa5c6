"""Nothing that was typed is lost: a closed tab, a session that ended, no connection, a server that starts anew."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from opgaven.models import Aanwezigheid, Klad, Opgave, Plan, Sectie
from tests.e2e.wachten import axe_op, wacht_tot
from tests.inloggen import inloggen

pytestmark = pytest.mark.django_db(transaction=True)

FICHE = "/twente/opgaven/7/"
BEWAARD = re.compile(r"^Concept bewaard om \d\d\.\d\d uur$")


@pytest.fixture
def wie(persoon: Callable[..., User]) -> User:
    return persoon("redacteur")


@pytest.fixture
def binnen(browser: Browser, live_server: Any) -> Any:
    """A browser of its own for somebody: `binnen(user)`."""
    open_: list[BrowserContext] = []

    def maak(user: User, **kwargs: Any) -> Page:
        context = browser.new_context(**{"locale": "nl-NL", "viewport": {"width": 1280, "height": 900}} | kwargs)
        open_.append(context)
        log_in(context, user, live_server.url)
        page = context.new_page()
        return page

    yield maak
    for context in open_:
        for page in context.pages:
            page.goto("about:blank") if not page.is_closed() else None
        context.close()


def log_in(context: BrowserContext, user: User, url: str) -> None:
    client = inloggen(user)
    sessie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": sessie, "url": url}])


def open_sectie(page: Page, letter: str = "V") -> Locator:
    page.locator(f"#s-{letter} [data-bewerken]").click()
    return klaar(page, letter)


def klaar(page: Page, letter: str = "V") -> Locator:
    form = page.locator(f"#s-{letter} form.bewerker.script")
    expect(form.locator("[name=vorm]")).to_have_value("rijk")
    return form


def typ(page: Page, form: Locator, tekst: str) -> None:
    form.locator("[data-tekst=opening] .schrijf").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type(tekst)


def van_de_klad(antwoord: Response) -> bool:
    """Whether the server heard who is here, or what was typed."""
    return antwoord.url.endswith("/klad/")


def regel(form: Locator) -> Locator:
    return form.locator("[data-klad-regel]")


def vergeet(page: Page) -> None:
    """No question about unsaved words when the test leaves the page."""
    page.evaluate("document.querySelectorAll('[data-onbewaard]').forEach((f) => f.removeAttribute('data-onbewaard'))")


def axe(page: Page) -> str:
    uitkomst = axe_op(page)
    return uitkomst.generate_report() if uitkomst.violations_count else ""


def ziet_er_goed_uit(page: Page) -> None:
    for breed in (320, 1280):
        page.set_viewport_size({"width": breed, "height": 900})
        assert axe(page) == "", breed
        assert page.evaluate("document.documentElement.scrollWidth") <= breed


def vervolg() -> Sectie:
    return Sectie.objects.get(opgave__nummer=7, soort__code="vervolg")


def test_text_survives_a_closed_tab(voorbeeld: Plan, wie: User, binnen: Any, live_server: Any) -> None:
    page = binnen(wie)
    page.goto(live_server.url + FICHE)
    form = open_sectie(page)
    typ(page, form, "Half af. ")
    expect(regel(form)).to_have_text(BEWAARD)
    context = page.context
    page.close()

    page = context.new_page()
    page.goto(live_server.url + FICHE)
    form = open_sectie(page)
    bericht = form.get_by_text("U hebt hier tekst die u nog niet hebt opgeslagen, van vandaag")
    expect(bericht).to_be_visible()
    ziet_er_goed_uit(page)
    form.get_by_role("link", name="Ga verder met die tekst").click()
    expect(page.get_by_text("U gaat verder met uw tekst van vandaag")).to_be_visible()
    form = klaar(page)
    expect(form.locator("[data-tekst=opening] .schrijf")).to_contain_text("Half af.")
    ziet_er_goed_uit(page)
    typ(page, form, "Nu wel. ")
    form.get_by_role("button", name="Opslaan").click()
    expect(page.locator("#s-V:not(.open)")).to_contain_text("Nu wel. Half af.")
    assert not Klad.objects.exists() and not Aanwezigheid.objects.exists()
    open_sectie(page)
    expect(page.locator(".kladje")).to_have_count(0)


def test_text_survives_a_session_that_ended(voorbeeld: Plan, wie: User, binnen: Any, live_server: Any) -> None:
    page = binnen(wie)
    page.goto(live_server.url + FICHE)
    form = open_sectie(page)
    context = page.context
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    typ(page, form, "Zonder sessie. ")
    expect(regel(form)).to_have_text(
        "Nog niet bewaard: u bent uitgelogd; uw tekst staat nog in dit venster en in deze browser."
    )
    expect(page.locator("#melding")).to_contain_text("Nog niet bewaard")
    ziet_er_goed_uit(page)
    assert not Klad.objects.exists()
    page.close()

    log_in(context, wie, live_server.url)
    page = context.new_page()
    page.goto(live_server.url + FICHE)
    open_sectie(page)
    page.get_by_role("link", name="Ga verder met die tekst").click()
    expect(page.get_by_text("U gaat verder met uw tekst")).to_be_visible()
    expect(page.locator("#s-V .schrijf").first).to_contain_text("Zonder sessie.")
    assert page.evaluate("Object.keys(localStorage).filter((n) => n.startsWith('klad:')).length") <= 1
    vergeet(page)


def test_text_in_the_browser_is_never_offered_to_somebody_else(
    voorbeeld: Plan, wie: User, persoon: Callable[..., User], binnen: Any, live_server: Any
) -> None:
    page = binnen(wie)
    page.goto(live_server.url + FICHE)
    form = open_sectie(page)
    context = page.context
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    typ(page, form, "Van mij alleen. ")
    expect(regel(form)).to_contain_text("in deze browser")
    page.close()

    ander = persoon("programmamanager")
    log_in(context, ander, live_server.url)
    page = context.new_page()
    page.goto(live_server.url + FICHE)
    form = open_sectie(page)
    page.wait_for_timeout(500)
    expect(page.locator(".kladje")).to_have_count(0)
    assert not Klad.objects.exists()
    page.locator(".kop .klap summary").click()
    page.get_by_role("button", name="Uitloggen").click()  # what the other left stays
    expect(page.get_by_role("link", name="Inloggen").first).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter((n) => n.startsWith('klad:')).length") == 1


def test_without_a_connection_the_browser_keeps_it_until_it_is_back(
    voorbeeld: Plan, wie: User, binnen: Any, live_server: Any
) -> None:
    page = binnen(wie)
    page.goto(live_server.url + FICHE)
    form = open_sectie(page)
    page.route("**/klad/", lambda route: route.abort())
    typ(page, form, "In de trein. ")
    expect(regel(form)).to_have_text(
        "Nog niet bewaard: geen verbinding; uw tekst staat nog in dit venster en in deze browser."
    )
    page.unroute("**/klad/")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(regel(form)).to_have_text(BEWAARD)
    assert page.evaluate("Object.keys(localStorage).filter((n) => n.startsWith('klad:')).length") == 0
    assert "In de trein." in str(Klad.objects.get().velden)

    page.route("**/klad/", lambda route: route.abort())
    typ(page, form, "Weg ermee. ")
    expect(regel(form)).to_contain_text("geen verbinding")
    vragen: list[str] = []
    page.on("dialog", lambda d: (vragen.append(d.message), d.accept()))
    page.locator(".kop .klap summary").click()
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("link", name="Inloggen").first).to_be_visible()
    assert "In deze browser staat nog tekst van u" in vragen[0]
    assert page.evaluate("Object.keys(localStorage).filter((n) => n.startsWith('klad:')).length") == 0
    assert "In de trein." in str(Klad.objects.get().velden)


def test_text_survives_a_server_that_starts_anew(voorbeeld: Plan, wie: User, browser: Browser) -> None:
    eerste = LiveServer("localhost")
    context = browser.new_context(locale="nl-NL")
    log_in(context, wie, eerste.url)
    page = context.new_page()
    page.goto(eerste.url + FICHE)
    form = open_sectie(page)
    typ(page, form, "Voor de herstart. ")
    expect(regel(form)).to_have_text(BEWAARD)
    page.close()
    eerste.stop()

    tweede = LiveServer("localhost")
    log_in(context, wie, tweede.url)
    page = context.new_page()
    page.goto(tweede.url + FICHE)
    open_sectie(page)
    page.get_by_role("link", name="Ga verder met die tekst").click()
    expect(page.locator("#s-V .schrijf").first).to_contain_text("Voor de herstart.")
    klaar(page)
    vergeet(page)
    page.goto("about:blank")
    context.close()
    tweede.stop()


def test_two_tabs_keep_two_texts_and_one_is_thrown_away(
    voorbeeld: Plan, wie: User, binnen: Any, live_server: Any
) -> None:
    page = binnen(wie)
    ander = page.context.new_page()
    for tab, zin in ((page, "Eerste tab. "), (ander, "Tweede tab. ")):
        tab.goto(live_server.url + FICHE)
        form = open_sectie(tab)
        typ(tab, form, zin)
        expect(regel(form)).to_have_text(BEWAARD)
    assert Klad.objects.count() == 2
    ander.close()
    page.close()

    page = binnen(wie)
    page.goto(live_server.url + FICHE)
    form = open_sectie(page)
    expect(form.locator(".kladje")).to_have_count(2)
    typ(page, form, "Derde tekst. ")
    form.get_by_role("link", name="Ga verder met die tekst").first.click()  # what stands here is kept first
    form = klaar(page)
    expect(form.locator("[data-tekst=opening] .schrijf")).to_contain_text("Tweede tab.")
    expect(form.locator(".kladje")).to_have_count(2)
    form.get_by_role("button", name="Gooi weg").first.click()
    expect(page.locator(".kladje")).to_have_count(1)
    expect(page.locator("#melding")).to_contain_text("is weggegooid")
    form = klaar(page)
    expect(form.locator("[data-tekst=opening] .schrijf")).to_contain_text("Tweede tab.")
    page.once("dialog", lambda d: d.accept())
    form.get_by_role("link", name="Annuleren").click()
    expect(page.locator("#s-V:not(.open)")).to_be_visible()
    assert wacht_tot(page, lambda: Klad.objects.count() == 1)
    assert "Eerste tab." in str(Klad.objects.get().velden)


def test_who_else_is_here_comes_and_goes(
    voorbeeld: Plan, wie: User, persoon: Callable[..., User], binnen: Any, live_server: Any
) -> None:
    een, twee = binnen(wie), binnen(persoon("programmamanager"))
    een.goto(live_server.url + FICHE)
    with een.expect_response(van_de_klad):
        form = open_sectie(een)
    expect(form.locator("[data-aanwezig]")).to_have_text("")
    twee.goto(live_server.url + FICHE)
    ander = open_sectie(twee)
    expect(ander.locator("[data-aanwezig]")).to_have_text(
        re.compile(r"^Redacteur twente bewerkt deze sectie ook \(sinds \d\d\.\d\d uur\)\. U kunt gewoon doorwerken\.$")
    )
    ziet_er_goed_uit(twee)
    typ(een, form, "Ik ben er. ")
    expect(form.locator("[data-aanwezig]")).to_contain_text("Programmamanager twente bewerkt deze sectie ook")
    with twee.expect_response(van_de_klad):
        ander.get_by_role("link", name="Annuleren").click()
    expect(twee.locator("#s-V:not(.open)")).to_be_visible()
    typ(een, form, "Nog. ")
    expect(form.locator("[data-aanwezig]")).to_have_text("")
    vergeet(een)
    een.goto(live_server.url + "/twente/")
    assert wacht_tot(een, lambda: not Aanwezigheid.objects.exists())
    assert "Nog. Ik ben er." in str(Klad.objects.get().velden)


def test_a_fiche_that_became_akkoord_keeps_the_text(voorbeeld: Plan, wie: User, binnen: Any, live_server: Any) -> None:
    page = binnen(wie)
    page.goto(live_server.url + FICHE)
    form = open_sectie(page)
    typ(page, form, "Net te laat. ")
    expect(regel(form)).to_have_text(BEWAARD)
    Opgave.objects.filter(nummer=7).update(status="akkoord")
    form.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("alert")).to_contain_text("deze fiche is akkoord geworden terwijl u schreef")
    form = klaar(page)
    expect(form.locator("[data-tekst=opening] .schrijf")).to_contain_text("Net te laat.")
    ziet_er_goed_uit(page)
    Opgave.objects.filter(nummer=7).update(status="concept")
    form.get_by_role("button", name="Opslaan").click()
    expect(page.locator("#s-V:not(.open)")).to_contain_text("Net te laat.")
    assert not Klad.objects.exists()

    Opgave.objects.filter(nummer=7).update(status="akkoord")
    page.locator("#s-V [data-bewerken]").click()  # the page is older than the state
    expect(page.locator("#s-V").get_by_role("alert")).to_contain_text("Deze fiche is akkoord.")
    expect(page.locator("#s-V [data-bewerken]")).to_have_count(0)
    ziet_er_goed_uit(page)
    page.goto(live_server.url + FICHE)
    expect(page.locator("[data-bewerken]")).to_have_count(0)


def test_a_double_click_is_one_version_and_the_page_follows(
    voorbeeld: Plan, wie: User, binnen: Any, live_server: Any
) -> None:
    page = binnen(wie)
    page.goto(live_server.url + FICHE)
    expect(page.locator("#fiche-stand")).not_to_contain_text("Redacteur twente wijzigde")
    gehoord = page.evaluate_handle(
        "() => { const g = []; const hoor = (e) => g.push(e.detail.code);"
        "document.body.addEventListener('sectie-opgeslagen', hoor); return g }"
    )
    ander = open_sectie(page, "O")
    form = open_sectie(page)
    typ(page, ander, "Blijft open. ")
    typ(page, form, "Dubbel. ")
    form.get_by_role("button", name="Opslaan").dblclick()
    expect(page.locator("#s-V:not(.open)")).to_contain_text("Dubbel.")
    expect(page.locator("#fiche-stand")).to_contain_text("Redacteur twente wijzigde 7.V")
    assert gehoord.json_value() == ["7.V"]
    assert vervolg().versie == 2
    expect(ander.locator("[data-tekst=opening] .schrijf")).to_contain_text("Blijft open.")
    vergeet(page)


def test_a_long_text_survives_a_page_that_closes_at_once(
    voorbeeld: Plan, wie: User, binnen: Any, live_server: Any
) -> None:
    """Longer than what a browser sends along while a page closes."""
    page = binnen(wie)
    page.goto(live_server.url + FICHE)
    form = open_sectie(page)
    form.locator("[data-tekst=opening] .schrijf").click()
    page.keyboard.insert_text("Een lange zin. " * 3000)
    context = page.context
    page.close()  # before the second is over

    page = context.new_page()
    page.goto(live_server.url + FICHE)
    open_sectie(page)
    page.get_by_role("link", name="Ga verder met die tekst").click()
    expect(page.get_by_text("U gaat verder met uw tekst")).to_be_visible()
    form = klaar(page)
    assert form.locator("[data-tekst=opening] .schrijf").inner_text().count("Een lange zin.") == 3000
    vergeet(page)


def test_on_a_page_of_its_own_a_save_leaves_nothing_behind(
    voorbeeld: Plan, wie: User, binnen: Any, live_server: Any
) -> None:
    page = binnen(wie)
    page.goto(live_server.url + FICHE + "vervolg/bewerken/")
    form = klaar(page)
    typ(page, form, "Op een eigen pagina. ")
    form.get_by_role("button", name="Opslaan").click()  # before a klad was sent
    expect(page.locator("#s-V")).to_contain_text("Op een eigen pagina.")
    form = open_sectie(page)
    expect(form.locator(".kladje")).to_have_count(0)
    in_de_browser = "Object.keys(localStorage).filter((naam) => naam.startsWith('klad:')).length"
    assert wacht_tot(page, lambda: page.evaluate(in_de_browser) == 0)
    assert not Klad.objects.exists()

"""People and their accounts in a real browser: invited, a second factor, managing others; and what axe finds."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from playwright.sync_api import Page, expect

from accounts.models import User
from governance.models import Rol, Uitnodiging
from opgaven.models import Plan
from tests.e2e.wachten import axe_op
from tests.sleutels import brief, link_in

pytestmark = pytest.mark.django_db(transaction=True)
WACHTWOORD = "een-lang-wachtwoord"
LIJST = "/twente/beheer/personen/"


def keur(page: Page, wat: str) -> None:
    """axe finds nothing, and nothing sticks out, at both widths and in both colours."""
    for breed in (1280, 320):
        page.set_viewport_size({"width": breed, "height": 900})
        for kleur in ("light", "dark"):
            page.emulate_media(color_scheme=kleur, reduced_motion="reduce")  # type: ignore[arg-type]
            uitkomst = axe_op(page)
            assert uitkomst.violations_count == 0, f"{wat} {breed} {kleur}: {uitkomst.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= breed, f"{wat} schuift opzij"
    page.emulate_media(color_scheme="light")


def typ_in(page: Page, url: str, user: User, wachtwoord: str = WACHTWOORD) -> None:
    page.goto(f"{url}/account/inloggen/")
    page.get_by_label("E-mailadres").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(wachtwoord)
    page.get_by_role("main").get_by_role("button", name="Inloggen", exact=True).click()


def code(geheim: str) -> str:
    return format_hotp_value(hotp_value(geheim, int(time.time()) // 30))


def volgende_code(geheim: str, vorige: str) -> str:
    """A code works once, so wait until the app shows another."""
    while (nieuw := code(geheim)) == vorige:
        time.sleep(0.5)
    return nieuw


def test_set_up_a_second_factor_log_in_with_it_and_recover(
    page: Page, live_server: Any, persoon: Callable[..., User], klachten: list[str], settings: Any
) -> None:
    settings.TWEEDE_FACTOR_ROLLEN = ["redacteur"]
    user, url = persoon("redacteur"), live_server.url
    typ_in(page, url, user)
    expect(page.get_by_role("heading", name="Stel de tweede factor in")).to_be_visible()
    keur(page, "instellen")
    plaatje = page.get_by_role("img", name=re.compile("QR-code"))
    assert plaatje.evaluate("(img) => img.complete && img.naturalWidth > 0"), "het plaatje is er"
    geheim = page.locator(".geheim").inner_text().replace(" ", "")
    page.get_by_label("Code uit de app").fill("000000")
    page.get_by_role("button", name="Zet de tweede factor aan").click()
    expect(page.get_by_role("alert")).to_contain_text("nog niet aan")
    keur(page, "foute code")
    klachten.clear()  # the browser reports the 422 itself
    assert page.locator(".geheim").inner_text().replace(" ", "") == geheim
    eerste = code(geheim)
    page.get_by_label("Code uit de app").fill(eerste)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Uw herstelcodes")).to_be_visible()
    keur(page, "herstelcodes")
    herstel = page.locator(".codes li").first.inner_text()
    with page.expect_download() as gehaald:
        page.get_by_role("link", name="Download als tekstbestand").click()
    assert herstel in gehaald.value.path().read_text(encoding="utf-8")
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    expect(page).to_have_url(f"{url}/twente/mijn-werk/")

    page.context.clear_cookies()
    typ_in(page, url, user)
    expect(page.get_by_role("heading", name="Vul uw code in")).to_be_visible()
    keur(page, "code")
    page.get_by_label("Code").fill(volgende_code(geheim, eerste))
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_text("U bent ingelogd.")).to_be_visible()

    page.context.clear_cookies()
    typ_in(page, url, user)
    page.get_by_label("Code").fill(herstel)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_text("U bent ingelogd.")).to_be_visible()
    page.goto(f"{url}/account/tweede-factor/")
    expect(page.get_by_text("nog 9 over")).to_be_visible()
    keur(page, "overzicht")
    page.get_by_role("link", name="Zet de tweede factor uit").click()
    expect(page.get_by_text("niet uitzetten")).to_be_visible()
    keur(page, "uitzetten")


def test_inviting_and_accepting_with_the_keyboard(
    page: Page, live_server: Any, ingelogd: Callable[[str], Page], klachten: list[str], browser: Any
) -> None:
    ingelogd("beheerder")
    page.goto(live_server.url + LIJST)
    keur(page, "lijst")
    page.get_by_role("link", name="Nodig iemand uit").press("Enter")
    keur(page, "uitnodigen")
    page.get_by_label("E-mailadres").press_sequentially("nieuw@voorbeeld.test")
    page.keyboard.press("Tab")
    page.keyboard.type("Redacteur")
    page.get_by_label("14 ").press("Space")
    page.get_by_role("button", name="Verstuur de uitnodiging").press("Enter")
    expect(page.get_by_text("De uitnodiging voor nieuw@voorbeeld.test staat klaar")).to_be_visible()
    keur(page, "lijst met uitnodiging")

    link = link_in(brief("nieuw@voorbeeld.test").tekst).replace(settings.BASIS_URL, live_server.url)
    gast = browser.new_context(locale="nl-NL").new_page()
    gast.goto(link)
    expect(gast.get_by_text("Uw sleutel is ingevuld")).to_be_visible()
    expect(gast.get_by_label("Sleutel uit uw e-mail")).to_be_hidden()
    assert gast.url == f"{live_server.url}/uitnodiging/", "de sleutel is uit het adres"
    keur(gast, "sleutel")
    gast.get_by_role("button", name="Bekijk de uitnodiging").press("Enter")
    expect(gast.get_by_role("heading", name="U bent uitgenodigd")).to_be_visible()
    keur(gast, "uitnodiging")
    gast.get_by_label("Uw naam of functie").fill("Nieuwe redacteur")
    gast.get_by_label("Kies een wachtwoord").fill("kort")
    gast.get_by_label("Nog een keer").fill("kort")
    gast.keyboard.press("Enter")
    expect(gast.get_by_role("alert")).to_contain_text("nog niet gemaakt")
    keur(gast, "uitnodiging met fouten")
    assert gast.get_by_label("Uw naam of functie").input_value() == "Nieuwe redacteur"
    for veld in ("Kies een wachtwoord", "Nog een keer"):
        gast.get_by_label(veld).fill("vier losse woorden samen")
    gast.keyboard.press("Enter")
    expect(gast.get_by_text("Welkom. U hebt nu de rol redacteur in Twente.")).to_be_visible()
    assert gast.url == f"{live_server.url}/twente/"
    rol = Rol.objects.get(user__email="nieuw@voorbeeld.test")
    assert len(rol.opgaven_sleutels) == 1
    gast.goto(link)
    gast.get_by_role("button", name="Bekijk de uitnodiging").click()
    expect(gast.get_by_role("heading", name="Deze link werkt niet meer")).to_be_visible()
    keur(gast, "link die niet werkt")
    gast.context.close()

    page.goto(f"{live_server.url}{LIJST}{rol.user_id}/")
    expect(page.get_by_text("Redacteur, opgave 14")).to_be_visible()
    keur(page, "persoon")
    page.get_by_role("link", name="Beëindig de rol redacteur").press("Enter")
    keur(page, "beëindigen")
    page.get_by_role("button", name="Beëindig de rol").press("Enter")
    expect(page.get_by_role("heading", name="Eerdere rollen")).to_be_visible()
    keur(page, "persoon zonder rol")
    page.goto(f"{live_server.url}{LIJST}rechten/?ook=voorbij")
    expect(page.get_by_role("cell", name="Nieuwe redacteur")).to_have_count(0)
    expect(page.get_by_role("rowheader", name=re.compile("Nieuwe redacteur"))).to_be_visible()
    keur(page, "rechten")
    page.goto(f"{live_server.url}{LIJST}?woord=bestaatniet")
    keur(page, "niets gevonden")
    assert Uitnodiging.objects.get().gebruikt_door is not None


def test_my_data(page: Page, live_server: Any, ingelogd: Callable[[str], Page], klachten: list[str]) -> None:
    ingelogd("lezer")
    page.goto(live_server.url + "/account/")
    keur(page, "mijn gegevens")
    page.get_by_label("Uw naam of functie").fill("Lezer met een naam")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Uw naam of functie is bewaard")).to_be_visible()
    page.goto(live_server.url + "/account/tweede-factor/")
    keur(page, "zonder tweede factor")
    page.get_by_role("link", name="Stel de tweede factor in").click()
    expect(page.get_by_role("heading", name="Bent u het zelf?")).to_be_visible()
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Stel de tweede factor in")).to_be_visible()


def test_after_a_time_of_silence_the_portal_asks_to_log_in(
    page: Page, live_server: Any, ingelogd: Callable[[str], Page], voorbeeld: Plan
) -> None:
    ingelogd("redacteur")
    page.goto(live_server.url + "/account/")
    page.context.clear_cookies(name="actief")
    from accounts.models import Sessie

    rij = Sessie.objects.get(user__isnull=False)
    opslag = Sessie.get_session_store_class()(rij.pk)
    opslag["begonnen"] = time.time() - settings.SESSIE_STIL - 60
    opslag.save()
    page.goto(live_server.url + "/account/")
    expect(page.get_by_role("heading", name="Inloggen", exact=True)).to_be_visible()

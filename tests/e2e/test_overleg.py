"""A meeting in a real browser: from agenda to a settled record, with two who take minutes; axe and width."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from governance.models import Agendapunt, Gremium, Overleg
from opgaven.models import Plan
from plandocument import tekst
from tests.e2e.wachten import axe_op, wacht_tot
from tests.governance.overlegwerk import maak

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mens(browser: Browser, live_server: Any, als: Callable[..., Client]) -> Any:
    vensters = []

    def open_(rol: str, **wie: str) -> Page:
        venster = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900}, locale="nl-NL")
        vensters.append(venster)
        sessie = als(rol, **wie).cookies[settings.SESSION_COOKIE_NAME].value
        venster.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": sessie, "url": live_server.url}])
        return venster.new_page()

    yield open_
    for venster in vensters:
        venster.close()


@pytest.fixture
def overleg(voorbeeld: Plan, persoon: Callable[..., Any]) -> Overleg:
    """Today, so that it can be held; the next one in three weeks."""
    gremium = Gremium.objects.get(regio=voorbeeld.regio, code="kernteam_rijk_regio")
    vandaag, door = timezone.localdate(), persoon("secretaris")
    rij = maak(gremium, vandaag, door)
    maak(gremium, vandaag + timedelta(weeks=3), door)
    return rij


def keur(page: Page, wat: str) -> None:
    for breed in (1280, 320):
        page.set_viewport_size({"width": breed, "height": 900})
        uitkomst = axe_op(page)
        assert uitkomst.violations_count == 0, f"{wat} {breed}: {uitkomst.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= breed, f"{wat} {breed} schuift opzij"
    page.set_viewport_size({"width": 1280, "height": 900})


def schrijfveld(page: Page, n: int) -> Locator:
    """Where is written what was said at item `n`, once its editor is there: the plain field makes way for it."""
    expect(page.locator("form[data-notitie] .schrijf").first).to_be_visible()
    return page.get_by_label(f"Wat is besproken bij punt {n}")


def zet_punt(page: Page, titel: str) -> None:
    page.get_by_role("link", name="Eigen punt toevoegen").click()
    page.get_by_label("Titel").fill(titel)
    page.get_by_label("Soort").select_option("besluit")
    page.get_by_role("button", name="Zet op de agenda").click()


def test_from_agenda_to_a_settled_record(overleg: Overleg, mens: Callable[..., Page]) -> None:
    pad = f"/twente/governance/overleggen/{overleg.pk}/"
    secretaris, bzk, lezer = mens("secretaris"), mens("ministeriecontact", ministerie="bzk"), mens("lezer")
    secretaris.goto(pad)
    zet_punt(secretaris, "Voortgang van opgave 10")
    zet_punt(secretaris, "Inleg van het waterschap")
    bzk.goto(pad)
    expect(bzk.get_by_text("De agenda is nog in voorbereiding.")).to_be_visible()
    keur(secretaris, "agenda")
    secretaris.get_by_role("button", name="Zet de agenda vast").click()
    bzk.reload()
    expect(bzk.get_by_role("heading", name="Inleg van het waterschap")).to_be_visible()
    secretaris.get_by_role("button", name="Het overleg is begonnen").click()
    secretaris.get_by_role("link", name="Notuleer").click()
    veld = schrijfveld(secretaris, 1)
    veld.fill("De netbeheerder levert later.")
    expect(secretaris.get_by_text("Bewaard om").first).to_be_visible()
    keur(secretaris, "notuleren")
    secretaris.get_by_role("link", name="Besluit bij punt 1").click()
    secretaris.get_by_label("Besluit", exact=True).fill("De stand gaat naar Bijsturen.")
    secretaris.get_by_label("Vervolg: wie").fill("Programmamanager")
    secretaris.get_by_label("Vervolg: wat").fill("Maakt een afspraak")
    keur(secretaris, "besluit")
    secretaris.get_by_role("button", name="Leg het besluit vast").click()
    jaar = overleg.datum.year
    expect(secretaris.get_by_text(f"Vastgelegd als BES-KT-{jaar}-001.")).to_be_visible()
    secretaris.get_by_role("button", name="Houd aan").last.click()
    expect(secretaris.get_by_text("Aangehouden.", exact=False).first).to_be_visible()
    lezer.goto("/twente/governance/besluiten/")
    expect(lezer.get_by_text("De stand gaat naar Bijsturen.")).to_have_count(0)
    voorzitter = mens("bestuurslid")
    voorzitter.goto(pad)
    voorzitter.get_by_role("button", name="Stel het verslag vast").click()
    expect(voorzitter.get_by_text("Het overleg heeft een vastgesteld verslag.")).to_be_visible()
    lezer.reload()
    expect(lezer.get_by_text("De stand gaat naar Bijsturen.")).to_be_visible()
    keur(lezer, "register")
    secretaris.goto("/twente/mijn-werk/")
    expect(secretaris.get_by_role("link", name=f"BES-KT-{jaar}-001: Voortgang van opgave 10")).to_be_visible()
    volgend = Overleg.objects.na(overleg).get()
    secretaris.goto(f"/twente/governance/overleggen/{volgend.pk}/")
    expect(secretaris.get_by_role("heading", name="Inleg van het waterschap")).to_be_visible()
    keur(secretaris, "volgend overleg")


def test_two_who_type_at_one_item_lose_nothing(overleg: Overleg, mens: Callable[..., Page], persoon: Any) -> None:
    from tests.governance.overlegwerk import gehouden, punt

    door = persoon("programmamanager")
    p = punt(overleg, door)
    gehouden(overleg, door)
    pad = f"/twente/governance/overleggen/{overleg.pk}/notuleren/"
    een, twee = mens("secretaris"), mens("programmamanager")
    velden = []
    for page in (een, twee):
        page.goto(pad)
        velden.append(schrijfveld(page, 1))
    for n in range(4):
        for wie, veld in enumerate(velden):
            veld.press("Control+End")
            veld.type(f"Regel {n} van {wie}.\n\n")
            veld.page.wait_for_timeout(300)
    woorden = [f"Regel {n} van {wie}." for n in range(4) for wie in range(2)]

    def alles() -> bool:
        staat = tekst.plat(Agendapunt.objects.get(pk=p.pk).notitie)
        return all(w in staat for w in woorden)

    assert wacht_tot(een, alles), tekst.plat(Agendapunt.objects.get(pk=p.pk).notitie)
    een.reload()
    assert all(w in een.get_by_label("Wat is besproken bij punt 1").inner_text() for w in woorden)


def test_a_note_stays_in_the_window_when_the_portal_does_not_answer(
    overleg: Overleg, mens: Callable[..., Page], persoon: Any
) -> None:
    from tests.governance.overlegwerk import gehouden, punt

    door = persoon("programmamanager")
    p = punt(overleg, door)
    gehouden(overleg, door)
    page = mens("secretaris")
    page.goto(f"/twente/governance/overleggen/{overleg.pk}/notuleren/")
    page.route("**/notitie/", lambda route: route.abort())
    schrijfveld(page, 1).fill("Dit mag niet weg.")
    expect(page.get_by_text("Nog niet bewaard.", exact=False)).to_be_visible()
    page.unroute("**/notitie/")
    assert wacht_tot(page, lambda: "Dit mag niet weg." in Agendapunt.objects.get(pk=p.pk).notitie)
    expect(page.get_by_text("Bewaard om", exact=False)).to_be_visible()


def test_pages_of_the_room_hold_for_everybody(overleg: Overleg, mens: Callable[..., Page]) -> None:
    page = mens("secretaris")
    stam = "/twente/governance/"
    paden = [
        stam, f"{stam}kernteam_rijk_regio/", f"{stam}overleggen/", f"{stam}overleggen/agenda/",
        f"{stam}overleggen/vrije-dagen/", f"{stam}kernteam_rijk_regio/plannen/", f"{stam}acties/",
        f"{stam}acties/nieuw/", f"{stam}besluiten/", f"{stam}structuur/nieuw/", f"{stam}twente_board/zetels/nieuw/",
        f"{stam}overleggen/{overleg.pk}/wanneer/", f"{stam}overleggen/{overleg.pk}/afgelasten/",
    ]  # fmt: skip
    for pad in paden:
        page.goto(pad)
        keur(page, pad)

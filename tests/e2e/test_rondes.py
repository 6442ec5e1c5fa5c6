"""A round and a personal link in a browser: from making it to the submitted answer, wide and narrow."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Page, expect

from opgaven.models import Plan
from reacties.actions.rondes import Deelnemer
from reacties.models import Post, Reactie, Ronde
from tests.e2e.wachten import axe_op
from tests.inloggen import inloggen
from tests.reacties.rondehulp import deel, link_voor, mens, ministerie, ronde_met, sleutels

pytestmark = pytest.mark.django_db(transaction=True)


def keur(page: Page, waar: str) -> None:
    for breed in (1280, 320):
        page.set_viewport_size({"width": breed, "height": 900})
        uitkomst = axe_op(page)
        assert not uitkomst.violations_count, f"{waar} {breed}: {uitkomst.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= breed, f"{waar} {breed}"
    page.set_viewport_size({"width": 1280, "height": 900})


def word(page: Page, live_server: Any, client: Client) -> None:
    """Go on as somebody else."""
    page.context.clear_cookies()
    sessie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": sessie, "url": live_server.url}])


def test_from_the_invitation_to_the_answer(page: Page, live_server: Any, voorbeeld: Plan, klachten: list[str]) -> None:
    pm, contact = mens("programmamanager", naam="De programmamanager"), mens("ministeriecontact", "ocw", "Contact OCW")
    word(page, live_server, inloggen(pm))
    page.goto(f"{live_server.url}/twente/rondes/")
    keur(page, "lege lijst")
    page.get_by_role("link", name="Maak een ronde").click()
    keur(page, "formulier")
    page.get_by_label("Naam van de ronde").fill("Ronde met een heel lange naam, zoals alleen een programma die bedenkt")
    page.get_by_label("Uitnodiging").fill("Graag uw reactie.\n\nOnafgebrokenlangwoord" + "woord" * 30)
    page.get_by_role("button", name="Bekijk de uitnodiging").click()
    expect(page.locator(".mail")).to_contain_text("Graag uw reactie.")
    keur(page, "voorbeeld")
    page.get_by_role("button", name="Bewaar de ronde").click()
    keur(page, "concept")
    page.get_by_role("link", name="Open de ronde").click()
    expect(page.locator("main")).to_contain_text("1 persoon krijgt bericht")
    keur(page, "openen")
    page.get_by_role("button", name="Open de ronde").click()
    expect(page.locator(".berichten")).to_contain_text("De ronde is open.")
    keur(page, "ronde")
    ronde = Ronde.objects.get()
    assert Post.objects.get().adres == contact.email

    word(page, live_server, inloggen(contact))
    page.goto(f"{live_server.url}/twente/mijn-werk/")
    page.get_by_role("link", name="Ronde met een heel lange naam").click()
    keur(page, "gevraagd")
    page.get_by_role("button", name="Geen opmerkingen bij deze opgave 3").click()
    expect(page.locator(".berichten")).to_contain_text("is genoteerd")
    page.get_by_role("link", name="Lees en reageer op opgave 2", exact=True).click()
    expect(page).to_have_url(f"{live_server.url}/twente/documenten/{ronde.versie.code}/opgaven/2/?ronde={ronde.code}")
    page.goto(f"{live_server.url}/twente/documenten/{ronde.versie.code}/opgaven/2/opgave/reacties/")
    expect(page.locator("main")).to_contain_text("Dit hoort bij de ronde")
    page.get_by_label("Uw reactie").fill("Hier mist iets. 😀")
    page.get_by_role("button", name="Plaats reactie").click()
    expect(page.locator("main")).to_contain_text("Het NPVR-team leest haar zodra uw ministerie indient.")
    page.goto(f"{live_server.url}/twente/rondes/{ronde.code}/")
    expect(page.locator("main")).to_contain_text("Hier mist iets. 😀")
    keur(page, "met reacties")
    page.get_by_role("link", name="Dien in namens OCW").click()
    keur(page, "indienen")
    page.get_by_role("button", name="Dien in").click()
    expect(page.locator(".berichten")).to_contain_text("Ingediend namens OCW")
    keur(page, "ingediend")
    assert Reactie.objects.ingediend().count() == 1

    word(page, live_server, inloggen(pm))
    page.goto(f"{live_server.url}/twente/rondes/{ronde.code}/verlengen/?deelname={deel(ronde, 'vws').pk}")
    keur(page, "verlengen")
    page.goto(f"{live_server.url}/twente/rondes/{ronde.code}/{deel(ronde).pk}/heropenen/")
    keur(page, "heropenen")
    page.goto(f"{live_server.url}/twente/rondes/{ronde.code}/")
    page.get_by_role("link", name="Vraag iemand erbij").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vraag iemand erbij")
    keur(page, "erbij")
    page.get_by_label("Wie vraagt u erbij?").select_option(index=1)
    page.get_by_role("button", name="Vraag erbij").click()
    expect(page.locator(".berichten")).to_contain_text("doet nu mee aan deze ronde")
    page.goto(f"{live_server.url}/twente/rondes/{ronde.code}/sluiten/")
    keur(page, "sluiten")
    page.get_by_role("button", name="Sluit de ronde").click()
    expect(page.locator(".berichten")).to_contain_text("De ronde is gesloten.")
    page.goto(f"{live_server.url}/twente/rondes/")
    keur(page, "lijst")


def test_by_a_personal_link(page: Page, live_server: Any, voorbeeld: Plan) -> None:
    cache.clear()
    klachten: list[str] = []
    page.on("console", lambda m: klachten.append(m.text) if m.type in ("error", "warning") else None)
    pm = mens("programmamanager")
    ronde = ronde_met(voorbeeld, Deelnemer(ministerie=ministerie("vws"), opgaven=sleutels(voorbeeld, 5)), door=pm)
    word(page, live_server, inloggen(pm))
    page.goto(f"{live_server.url}/twente/rondes/{ronde.code}/")
    page.get_by_role("link", name="Maak een persoonlijke link voor VWS").click()
    keur(page, "link maken")
    page.get_by_label("Naam of functie").fill("Beleidsmedewerker zorg")
    page.get_by_label("E-mailadres").fill("zorg@voorbeeld.test")
    page.get_by_role("button", name="Maak en verstuur de link").click()
    keur(page, "gemaakt")
    sleutel = page.locator(".geheim").nth(1).inner_text()
    page.goto(f"{live_server.url}/twente/persoonlijke-links/")
    keur(page, "links")

    page.context.clear_cookies()
    gevraagd: list[str] = []
    page.on("request", lambda r: gevraagd.append(f"{r.url} {r.headers.get('referer', '')}"))
    page.goto(f"{live_server.url}/r/#{sleutel}")
    expect(page.get_by_label("Sleutel uit uw e-mail")).to_be_hidden()
    expect(page).to_have_url(f"{live_server.url}/r/")
    keur(page, "begin")
    page.get_by_role("button", name="Ga naar de opgaven").click()
    keur(page, "opgaven")
    page.locator(".vraag a").click()
    keur(page, "opgave")
    page.get_by_role("link", name="Reageer op Geconstateerde knelpunten").click()
    keur(page, "reageer")
    page.get_by_role("button", name="Verstuur uw reactie").click()
    expect(page.locator("#fouten")).to_contain_text("nog niet verstuurd")
    keur(page, "leeg verstuurd")
    page.get_by_role("link", name="Annuleren").click()
    page.get_by_role("link", name="Reageer op Geconstateerde knelpunten").click()
    expect(page.locator("[data-teruggezet]")).to_be_hidden()
    page.get_by_label("Uw reactie").fill("Dit punt is te zwaar aangezet.")
    page.locator(".plekkeuze input").nth(1).check()
    page.goto(page.url)  # a window that was closed, or a network that was away
    expect(page.locator("[data-teruggezet]")).to_contain_text("U gaat verder met wat u hier eerder typte")
    keur(page, "verder")
    expect(page.locator(".plekkeuze input").nth(1)).to_be_checked()
    page.get_by_role("button", name="Verstuur uw reactie").click()
    expect(page.locator(".eigen-reactie")).to_contain_text("te zwaar aangezet")
    keur(page, "geplaatst")
    page.get_by_role("link", name="Reageer op Geconstateerde knelpunten").click()
    expect(page.get_by_label("Uw reactie")).to_have_value("")
    page.get_by_label("Uw reactie").fill("Nog iets wat ik niet verstuur.")
    assert not [r for r in gevraagd if sleutel in r]
    gezegd: list[str] = []
    page.once("dialog", lambda d: (gezegd.append(d.message), d.dismiss()))
    page.get_by_role("button", name="Ik ben klaar").click()
    assert "nog niet hebt verstuurd" in gezegd[0]
    expect(page.get_by_label("Uw reactie")).to_have_value("Nog iets wat ik niet verstuur.")
    page.get_by_label("Uw reactie").fill("")
    page.locator("[name=met_voorstel]").check()  # other wording alone is text as well
    page.once("dialog", lambda d: (gezegd.append(d.message), d.dismiss()))
    page.get_by_role("button", name="Ik ben klaar").click()
    assert len(gezegd) == 2
    page.once("dialog", lambda d: d.accept())
    page.get_by_role("button", name="Ik ben klaar").click()
    expect(page.get_by_label("Sleutel uit uw e-mail")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter((naam) => naam.startsWith('link:'))") == []
    assert [k for k in klachten if "422" not in k] == []  # the browser mentions the form that was refused
    assert Reactie.objects.get().link.naam == "Beleidsmedewerker zorg"


def test_without_scripts_the_key_is_pasted(browser: Any, live_server: Any, voorbeeld: Plan) -> None:
    cache.clear()
    _, sleutel = link_voor(voorbeeld, 5, door=mens("programmamanager"))
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/r/#{sleutel}")
    page.get_by_label("Sleutel uit uw e-mail").fill(sleutel)
    page.get_by_role("button", name="Ga naar de opgaven").click()
    expect(page.locator("h1")).to_contain_text("De opgave waarop u kunt reageren")
    context.close()

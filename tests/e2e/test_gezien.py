"""Two people at one thing beside the editor: the later one reads both texts, and chooses; wide and on a phone."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from accounts.models import User
from opgaven.models import Plan, Traject
from reacties.actions.antwoorden import geef_antwoord
from reacties.actions.rondes import verleng
from reacties.models import Antwoord
from tests.e2e.test_bewerken import axe
from tests.e2e.test_reacties import nog_iemand as nog_iemand
from tests.reacties.rondehulp import ronde_met, zeg

pytestmark = pytest.mark.django_db(transaction=True)


def beeld(page: Any, naam: str) -> None:
    """A picture of the page, where somebody asked for pictures."""
    if (map_ := os.environ.get("NPVR_BEELDEN")) is not None:
        page.screenshot(path=f"{map_}/{naam}-{page.viewport_size['width']}.png", full_page=True)


def rustig(page: Any) -> None:
    """Nothing sticks out, and axe finds nothing."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert axe(page) == ""


@pytest.mark.parametrize("breed", [1280, 320])
def test_two_people_answer_one_comment(
    breed: int,
    nog_iemand: Any,
    persoon: Callable[..., User],
    voorbeeld: Plan,
) -> None:
    team = persoon("redacteur")
    rij = zeg(ronde_met(voorbeeld, door=persoon("programmamanager")), 2, "Wie doet dit?", door=None, ingediend=True)
    page = nog_iemand("programmamanager", breed)
    page.goto(f"/twente/reacties/antwoord/?r={rij.pk}")
    page.locator("[name=tekst]").fill("Dat doet de provincie, vanaf 2027.")
    geef_antwoord(plan=voorbeeld, reacties={rij.pk: None}, tekst="Dat doen wij samen met Enschede.", door=team)
    page.get_by_role("button", name="Bewaar concept").click()
    expect(page.get_by_role("alert")).to_contain_text("Een collega schreef net ook een antwoord")
    expect(page.locator(".ernaast")).to_contain_text("Dat doen wij samen met Enschede.")
    expect(page.locator("[name=tekst]")).to_have_value("Dat doet de provincie, vanaf 2027.")
    beeld(page, "antwoord-409")
    rustig(page)
    page.get_by_role("button", name="Bewaar concept").click()
    expect(page.get_by_text("Concept bewaard, bij 1 reactie.")).to_be_visible()
    assert Antwoord.objects.get().tekst == "Dat doet de provincie, vanaf 2027."


@pytest.mark.parametrize("breed", [1280, 320])
def test_a_term_that_a_colleague_extended(
    breed: int,
    nog_iemand: Any,
    persoon: Callable[..., User],
    voorbeeld: Plan,
) -> None:
    pm = persoon("programmamanager")
    ronde = ronde_met(voorbeeld, door=pm)
    begin = ronde.deadline
    page = nog_iemand("programmamanager", breed)
    page.goto(f"/twente/rondes/{ronde.code}/verlengen/")
    page.locator("[name=tot]").fill((begin + timedelta(days=12)).isoformat())
    page.locator("[name=reden]").fill("De gemeenteraad vergadert een week later dan gedacht.")
    verleng(ronde=ronde, tot=begin + timedelta(days=5), reden="Vakantie", door=pm)
    page.get_by_role("button", name="Verleng").click()
    expect(page.get_by_role("heading", name="Intussen gewijzigd")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("Een collega verlengde de termijn net")
    expect(page.get_by_label("Uw tekst")).to_have_value("De gemeenteraad vergadert een week later dan gedacht.")
    expect(page.get_by_role("link", name="Bekijk het eerst opnieuw")).to_be_visible()
    beeld(page, "termijn-409")
    rustig(page)
    page.get_by_role("button", name="Doe het toch, met wat er nu staat").click()
    expect(page.get_by_text("Iedereen kan nu reageren tot en met")).to_be_visible()
    ronde.refresh_from_db()
    assert ronde.deadline == begin + timedelta(days=12)


@pytest.mark.parametrize("breed", [1280, 320])
def test_two_people_at_one_row_of_a_register(breed: int, nog_iemand: Any, voorbeeld: Plan) -> None:
    rij = Traject.objects.filter(regio=voorbeeld.regio).first()
    assert rij is not None
    page = nog_iemand("beheerder", breed)
    page.goto(f"/beheer/opgaven/traject/{rij.pk}/change/")
    page.locator("[name=toelichting]").fill("Van mij.")
    Traject.objects.filter(pk=rij.pk).update(toelichting="Van een collega.")
    page.locator("[name=_save]").click()
    expect(page.get_by_text("Een collega wijzigde dit nadat u de pagina opende.")).to_be_visible()
    expect(page.locator("[name=toelichting]")).to_have_value("Van mij.")
    expect(page.get_by_text("Van een collega.")).to_be_visible()
    beeld(page, "beheer-409")
    page.locator("[name=_save]").click()
    page.wait_for_url("**/beheer/opgaven/traject/")
    rij.refresh_from_db()
    assert rij.toelichting == "Van mij."

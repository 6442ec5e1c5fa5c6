"""The reactienota and the dossier in a browser: by keyboard, wide and narrow, without a fault of axe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from opgaven.models import Plan
from tests.documenten.notawerk import Toneel, zet_op
from tests.e2e.test_bewerken import axe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def toneel(voorbeeld: Plan, persoon: Callable[..., User]) -> Toneel:
    return zet_op(voorbeeld, persoon)


@pytest.mark.parametrize("breed", [1280, 320])
def test_without_a_fault_of_axe_and_without_scrolling_aside(
    breed: int, toneel: Toneel, ingelogd: Callable[[str], Any], klachten: list[str], live_server: Any
) -> None:
    page = ingelogd("redacteur")
    page.set_viewport_size({"width": breed, "height": 900})
    for adres in (
        "/twente/reactienota/?manier=intern",
        "/twente/reactienota/?ministerie=bzk",
        "/twente/ministeries/ocw/",
        "/twente/afdrukken/?soort=reactienota",
    ):
        page.goto(live_server.url + adres)
        assert axe(page) == "", adres
        assert page.evaluate("document.documentElement.scrollWidth") <= breed, adres


def test_choose_and_take_it_along_by_keyboard(
    toneel: Toneel, ingelogd: Callable[[str], Any], klachten: list[str], live_server: Any
) -> None:
    page = ingelogd("redacteur")
    page.goto(live_server.url + "/twente/reactienota/")
    page.get_by_label("Ministerie").focus()
    page.keyboard.type("OCW")
    page.get_by_label("Intern: alle ingediende reacties").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Bekijk wat eruit komt").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Verstuur deze nota niet.").wait_for()
    page.get_by_role("heading", name="Reacties van OCW op het Plan voor de Regio Twente").wait_for()
    page.get_by_role("link", name="Word").focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.startswith("reactienota intern twente ocw ")

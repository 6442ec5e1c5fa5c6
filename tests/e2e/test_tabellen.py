"""Reading a table in, in a real browser: axe, width, keyboard, no complaint of the CSP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from opgaven.bouw import bouw
from opgaven.models import Plan
from tests.e2e.wachten import axe_op
from tests.npvr.bladwerk import als_xlsx

pytestmark = pytest.mark.django_db(transaction=True)

RIJEN = (
    "Opgave;Knelpunt;Opmerking\n14;Een nieuw knelpunt, uit het overleg.;x\n"
    "7;Nog een, met een heel lang woord: {};\n99;Nergens;\n"
)


def keur(page: Page, breed: int, waar: str) -> None:
    uitkomst = axe_op(page)
    assert uitkomst.violations_count == 0, f"{waar}\n{uitkomst.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth") <= breed, f"{waar} schuift opzij"


@pytest.mark.parametrize("breed", [1280, 320])
def test_a_table_from_file_to_plan_and_back(
    breed: int,
    ingelogd: Callable[[str], Page],
    live_server: Any,
    voorbeeld: Plan,
    klachten: list[str],
    tmp_path: Path,
) -> None:
    bestand = tmp_path / "knelpunten-van-het-bestuur-met-een-heel-lange-naam-zonder-spaties.csv"
    bestand.write_text(RIJEN.format("x" * 120), encoding="cp1252")
    page = ingelogd("programmamanager")
    page.set_viewport_size({"width": breed, "height": 900})
    page.goto(f"{live_server.url}/twente/inlezen/tabellen/")
    keur(page, breed, "kiezen")
    page.get_by_label("Welke tabel?").select_option("knelpunten")
    page.get_by_label("Bestand").set_input_files(bestand)
    page.get_by_role("button", name="Lees de tabel").press("Enter")
    expect(page.get_by_role("heading", name="Rijen met een fout")).to_be_visible()
    keur(page, breed, "voorstel")
    tweede = page.get_by_role("checkbox").nth(1)
    tweede.focus()
    page.keyboard.press("Space")
    expect(tweede).not_to_be_checked()
    page.get_by_label("Waarom deze wijziging?").fill("Uit het overleg")
    page.get_by_role("button", name="Neem over wat is aangevinkt").press("Enter")
    expect(page.locator(".berichten")).to_contain_text("Overgenomen: 1 nieuw.")
    keur(page, breed, "klaar")
    voorbeeld.refresh_from_db()
    assert bouw(voorbeeld).opgave(14).sectie("knelpunten").items[-1].tekst == "Een nieuw knelpunt, uit het overleg."
    page.get_by_role("button", name="Maak dit in één keer ongedaan").press("Enter")
    expect(page.locator(".berichten")).to_contain_text("Alles staat weer zoals het stond.")
    voorbeeld.refresh_from_db()
    assert "nieuw knelpunt" not in str(bouw(voorbeeld).opgave(14).sectie("knelpunten").items)
    bestand.write_bytes(b"PK\x03\x04half")
    page.goto(f"{live_server.url}/twente/inlezen/tabellen/")
    page.get_by_label("Bestand").set_input_files(bestand)
    page.get_by_role("button", name="Lees de tabel").click()
    expect(page.locator("#fouten")).to_contain_text("De tabel is niet ingelezen.")
    keur(page, breed, "fout")
    klachten[:] = [k for k in klachten if "422" not in k]


@pytest.mark.parametrize("breed", [1280, 320])
def test_rows_in_doubt_are_not_ticked_and_say_why(
    breed: int, ingelogd: Callable[[str], Page], live_server: Any, voorbeeld: Plan, tmp_path: Path
) -> None:
    def verberg(boek: Any) -> None:
        boek.worksheets[0].row_dimensions[5].hidden = True

    bestand = tmp_path / "tijdlijn.xlsx"
    bestand.write_bytes(
        als_xlsx(
            [
                ["Mijlpalen 2026 (concept)"],
                ["Code", "Wanneer", "Wat", "Wie"],
                [None, (datetime(2026, 11, 1), "mmm\\-yy"), "Getypt als november 2026", "Regio"],
                [None, (datetime(2026, 11, 20), "d\\-mmm"), "Zonder jaar", "#N/A"],
                [None, "2027", "Verborgen", "Regio"],
                ["m001", "2023", None, None],
            ],
            pas_aan=verberg,
        )
    )
    page = ingelogd("beheerder")
    page.set_viewport_size({"width": breed, "height": 900})
    page.goto(f"{live_server.url}/twente/inlezen/tabellen/")
    page.get_by_label("Welke tabel?").select_option("mijlpalen")
    page.get_by_label("Bestand").set_input_files(bestand)
    page.get_by_role("button", name="Lees de tabel").click()
    expect(page.get_by_text("Rij 1 staat boven de kolomnamen en is niet gelezen")).to_be_visible()
    fouten = page.get_by_role("region", name="Tabel van rijen met een fout").get_by_role("row")
    expect(fouten).to_have_count(4)  # its head, two cells of row 4, and what row 6 lacks
    eerste, tweede = page.get_by_role("checkbox").all()
    expect(eerste).to_be_checked()
    expect(tweede).not_to_be_checked()
    expect(tweede).to_have_accessible_description("Om na te kijken: Deze rij is verborgen in het bestand.")
    keur(page, breed, "twijfel")
    page.get_by_role("button", name="Neem over wat is aangevinkt").press("Enter")
    expect(page.locator(".berichten")).to_contain_text("Overgenomen: 1 nieuw.")

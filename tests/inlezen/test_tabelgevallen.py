"""Tables as people really have them: what Excel made of them, as given, and after LibreOffice saved them."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from governance.models import Mijlpaal, Organisatie
from inlezen.models import Tabelinvoer
from inlezen.tabellen.voorstel import Tabelregel, Tabelvoorstel
from opgaven.models import Plan
from tests.inlezen.kantoor import door_libreoffice
from tests.inlezen.tabelwerk import als_bestand, kop, lees, neem_over, rijen, voorstel
from tests.npvr.bladwerk import als_xlsx

GEVALLEN = Path(__file__).parent / "tabelgevallen"
MAAND = "20-mijlpalen-maand-door-excel-omgezet"
FORMULE = "22-mijlpalen-formule-zonder-uitkomst-en-fout"
TITEL = "25-mijlpalen-titel-boven-de-kop"
WEGEN = ["", "xlsx", "ods", "ods-xlsx"]
"""As it is; saved by LibreOffice as Excel; as OpenDocument; and that as Excel again."""
SOORTEN = ["knelpunten", "interventies", "trajecten", "organisaties", "mijlpalen"]


@cache
def langs(weg: str) -> dict[str, bytes]:
    bestanden = {naam: (GEVALLEN / f"{naam}.xlsx").read_bytes() for naam in (MAAND, FORMULE, TITEL)}
    van = "xlsx"
    for naar in filter(None, weg.split("-")):
        bestanden = door_libreoffice(bestanden, van, naar)
        van = naar
    return bestanden


def gelezen(plan: Plan, inhoud: bytes, soort: str = "mijlpalen") -> Tabelvoorstel:
    return voorstel(plan, lees(plan, soort, inhoud))


def cellen(regel: Tabelregel) -> dict[str, str]:
    return {cel.kolom: cel.nieuw for cel in regel.cellen}


@pytest.mark.parametrize("weg", WEGEN)
def test_months_and_years_that_excel_made_dates_of_stay_months_and_years(weg: str, voorbeeld: Plan) -> None:
    juni, november, jaar, dag = gelezen(voorbeeld, langs(weg)[MAAND]).regels
    assert juni.soort == "gelijk"
    assert [(r.soort, r.vink, cellen(r)["Wanneer"]) for r in (november, jaar, dag)] == [
        ("nieuw", True, "november 2026"), ("nieuw", True, "2027"), ("nieuw", True, "20 november 2026"),
    ]  # fmt: skip
    assert [(r.data.na["datum"], r.data.na["precisie"]) for r in (juni, november, jaar, dag)] == [
        ("2023-06", "maand"), ("2026-11", "maand"), ("2027", "jaar"), ("2026-11-20", "dag"),
    ]  # fmt: skip


@pytest.mark.parametrize("weg", WEGEN)
def test_a_formula_without_outcome_and_an_error_are_wrong_on_their_cell(weg: str, voorbeeld: Plan) -> None:
    eerste, tweede = gelezen(voorbeeld, langs(weg)[FORMULE]).regels
    assert tweede.soort == "fout" and not tweede.vink
    assert tweede.kolom == "Wie" and "#N/A" in tweede.fout
    if weg:  # LibreOffice reckoned what was not kept
        assert cellen(eerste) == {} or cellen(eerste)["Wie"] == "Gemeente Losser"
    else:
        assert eerste.soort == "fout" and eerste.kolom == "Wie" and "uitkomst niet is bewaard" in eerste.fout
    wie = set(Mijlpaal.objects.filter(code__in=("m001", "m002")).values_list("wie", flat=True))
    assert "" not in wie and not any("#N/A" in w for w in wie)


@pytest.mark.parametrize("weg", WEGEN)
def test_a_title_above_the_names_of_columns_is_named(weg: str, voorbeeld: Plan) -> None:
    uit = gelezen(voorbeeld, langs(weg)[TITEL])
    (regel,) = uit.regels
    assert (regel.nummer, regel.soort, cellen(regel)["Wanneer"]) == (4, "nieuw", "Q2 2027")
    assert "Rij 1 staat boven de kolomnamen en is niet gelezen: ‘Mijlpalen 2026 (concept)’." in uit.let_op


# ---- the templates ----


@pytest.mark.parametrize(("van", "naar"), [("xlsx", "xlsx"), ("xlsx", "ods"), ("ods", "xlsx"), ("ods", "ods")])
def test_templates_saved_by_libreoffice_change_nothing(van: str, naar: str, voorbeeld: Plan) -> None:
    mooi = {s: als_bestand(kop(voorbeeld, s), rijen(voorbeeld, s), van) for s in SOORTEN}
    for soort, inhoud in door_libreoffice(mooi, van, naar).items():
        uit = gelezen(voorbeeld, inhoud, soort)
        assert set(uit.aantallen) == {"gelijk"}, (soort, [r for r in uit.regels if r.soort != "gelijk"][:3])
        assert uit.let_op == ()


def opmaken(blad: Any, hoeveel: int) -> list[str]:
    """The number format of each column, where nothing stands yet."""
    vormen = {k: d.number_format for d in blad.column_dimensions.values() for k in range(d.min, d.max + 1)}
    return [vormen.get(k, "General") for k in range(1, hoeveel + 1)]


@pytest.mark.parametrize("weg", ["xlsx", "xlsx-xlsx", "ods-xlsx"])
def test_columns_of_a_template_are_text_so_that_a_sheet_makes_no_dates_of_them(weg: str, voorbeeld: Plan) -> None:
    van, _, naar = weg.partition("-")
    koppen = kop(voorbeeld, "mijlpalen")
    inhoud = als_bestand(koppen, rijen(voorbeeld, "mijlpalen"), van)
    if naar:
        inhoud = door_libreoffice({"x": inhoud}, van, naar)["x"]
    blad = openpyxl.load_workbook(io.BytesIO(inhoud)).worksheets[0]
    assert opmaken(blad, len(koppen)) == ["@"] * len(koppen)
    assert {cel.number_format for cel in blad[2] if cel.value is not None} == {"@"}


@pytest.mark.parametrize("langs_ods", [False, True])
def test_a_template_filled_in_and_saved_by_libreoffice(langs_ods: bool, voorbeeld: Plan) -> None:
    heen = door_libreoffice(
        {"x": als_bestand(kop(voorbeeld, "mijlpalen"), rijen(voorbeeld, "mijlpalen"), "xlsx")}, "xlsx", "xlsx"
    )
    boek = openpyxl.load_workbook(io.BytesIO(heen["x"]))
    blad = boek.worksheets[0]
    was = blad["D2"].value
    blad["D2"].value = f"{was}, en meer"
    n = blad.max_row + 1
    for kolom, waarde in {"B": "juni 2028", "D": "Nieuwe mijlpaal", "E": "Regio"}.items():
        blad[f"{kolom}{n}"].value = waarde
        blad[f"{kolom}{n}"].number_format = "@"
    doos = io.BytesIO()
    boek.save(doos)
    inhoud = doos.getvalue()
    if langs_ods:
        inhoud = door_libreoffice({"x": inhoud}, "xlsx", "ods")["x"]
    uit = gelezen(voorbeeld, inhoud)
    assert [(r.nummer, r.soort) for r in uit.daden] == [(2, "gewijzigd"), (n, "nieuw")]
    assert cellen(uit.daden[0]) == {"Wat": f"{was}, en meer"}
    assert uit.daden[1].data.na["datum"] == "2028-06"


# ---- what is in doubt ----


def test_all_cells_in_doubt_are_named_and_nothing_of_their_row_is_taken_over(voorbeeld: Plan) -> None:
    m = rijen(voorbeeld, "mijlpalen")[0]
    inhoud = als_xlsx([["Code", "Wanneer", "Wat", "Wie"], [m[0], ("2026-11-20", "d\\-mmm"), "=B2", "#REF!"]])
    (regel,) = gelezen(voorbeeld, inhoud).regels
    assert [kolom for kolom, _ in regel.fouten] == ["Wat", "Wie"] and not regel.vink


def test_a_row_that_would_empty_a_cell_is_hidden_or_holds_totals_is_not_ticked(voorbeeld: Plan) -> None:
    def verberg(boek: Any) -> None:
        boek.worksheets[0].row_dimensions[3].hidden = True

    inhoud = als_xlsx(
        [
            ["Code", "Naam", "Soort", "Kolom"],
            ["saxion", "Saxion", "Onderwijs", None],
            [None, "Verborgen stichting", "Overig", None],
            [None, "Zichtbare stichting", "Overig", None],
            [None, "Totaal", None, None],
        ],
        pas_aan=verberg,
    )
    invoer = lees(voorbeeld, "organisaties", inhoud)
    uit = voorstel(voorbeeld, invoer)
    assert [(r.soort, r.vink) for r in uit.regels] == [
        ("gewijzigd", False), ("nieuw", False), ("nieuw", True), ("nieuw", False),
    ]  # fmt: skip
    assert "maakt leeg wat er staat: Kolom" in uit.regels[0].twijfel
    neem_over(voorbeeld, invoer)
    assert not Organisatie.objects.filter(naam__in=("Verborgen stichting", "Totaal")).exists()
    assert Organisatie.objects.get(code="saxion").kolom
    assert Tabelinvoer.objects.get(pk=invoer.pk).aantallen == {"nieuw": 1}


@pytest.mark.parametrize(
    ("cel", "wordt"),
    [
        ((350000, '"€" #,##0'), "€ 350.000"),
        ((0.25, "0%"), "25%"),
        ((7, "000"), "007"),
        ("€ 350.000", "€ 350.000"),
        ("1.000", "1.000"),
    ],
)
def test_a_number_in_a_column_of_text_is_what_its_cell_shows(cel: object, wordt: str, voorbeeld: Plan) -> None:
    inhoud = als_xlsx([["Naam", "Bedrag"], ["Nieuw traject", cel]])
    (regel,) = gelezen(voorbeeld, inhoud, "trajecten").regels
    assert cellen(regel)["Bedrag"] == wordt

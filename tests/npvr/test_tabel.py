"""Which sheet and rows of a file are its table, and what is said about the rest."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import MAC_EPOCH

from npvr.cellen import ZONDER_UITKOMST, Datumcel, Twijfelcel, als_tekst, twijfel_van
from npvr.tabel import LOS, TOTALEN, VERBORGEN, Tabel, Tabelfout, lees_tabel
from tests.npvr.bladwerk import Cellen, als_xlsx, verander

BEKEND = {"code", "wanneer", "wat", "wie"}
KOP = ["Code", "Wanneer", "Wat", "Wie"]
RIJ = ["", "Q2 2027", "Iets", "Regio"]
BLAD: Cellen = [KOP, RIJ]


def lees(*bladen: Cellen, **kwargs: Any) -> Tabel:
    return lees_tabel(als_xlsx(*bladen, **kwargs), BEKEND)


def teksten(tabel: Tabel) -> list[list[str]]:
    return [[als_tekst(cel) for cel in cellen] for _, cellen in tabel.rijen]


def test_rows_above_the_names_of_columns_are_named_and_not_read() -> None:
    def voeg_samen(boek: Workbook) -> None:
        boek.worksheets[0].merge_cells("A1:D1")

    boven: Cellen = [["Mijlpalen 2026 (concept)"], ["Voor het overleg"], []]
    tabel = lees([*boven, KOP, RIJ], pas_aan=voeg_samen)
    assert tabel.kop == tuple(KOP) and tabel.koprij == 4 and [n for n, _ in tabel.rijen] == [5]
    assert tabel.let_op == (
        "Rij 1 staat boven de kolomnamen en is niet gelezen: ‘Mijlpalen 2026 (concept)’.",
        "Rij 2 staat boven de kolomnamen en is niet gelezen: ‘Voor het overleg’.",
    )


def test_a_title_that_is_also_the_name_of_a_column_is_no_row_of_names() -> None:
    assert lees([["Wat"], *BLAD]).kop == tuple(KOP)


@pytest.mark.parametrize("teken", [";", ",", "\t"])
def test_a_csv_with_a_title_full_of_commas_is_parted_by_what_parts_the_names(teken: str) -> None:
    regels = ["Mijlpalen, concept, versie 3, nog, niet, af", "", teken.join(KOP), teken.join(RIJ)]
    tabel = lees_tabel("\n".join(regels).encode(), BEKEND)
    assert tabel.kop == tuple(KOP) and teksten(tabel) == [RIJ] and tabel.rijen[0][0] == 4


def test_the_sheet_with_the_names_of_columns_is_read_and_the_others_are_named() -> None:
    def verberg(boek: Workbook) -> None:
        boek.worksheets[0].title, boek.worksheets[1].title, boek.worksheets[2].title = "Oud", "Uitleg", "Tijdlijn"
        boek.worksheets[0].sheet_state = "hidden"

    tabel = lees([KOP, ["", "2020", "Verborgen", ""]], [["Zo vult u dit in"]], BLAD, pas_aan=verberg)
    assert teksten(tabel) == [RIJ]
    assert tabel.let_op == ("Gelezen is het blad ‘Tijdlijn’. Niet gelezen: de bladen ‘Oud’ (verborgen) en ‘Uitleg’.",)


def test_hidden_rows_and_columns_are_named_and_hidden_rows_are_in_doubt() -> None:
    def verberg(boek: Workbook) -> None:
        boek.worksheets[0].row_dimensions[3].hidden = True
        boek.worksheets[0].column_dimensions["D"].hidden = True

    tabel = lees([KOP, RIJ, ["", "2028", "Later", ""]], pas_aan=verberg)
    assert tabel.twijfel == {3: VERBORGEN}
    assert "Verborgen in het bestand, maar wel gelezen: rij 3." in tabel.let_op
    assert "Verborgen in het bestand, maar wel gelezen: kolom ‘Wie’." in tabel.let_op


def test_cells_that_were_merged_do_not_say_what_they_hold() -> None:
    def voeg_samen(boek: Workbook) -> None:
        boek.worksheets[0].merge_cells("D2:D3")
        boek.worksheets[0].merge_cells("A4:D4")

    tabel = lees([KOP, RIJ, ["", "2028", "Later", ""], ["Fase 2"]], pas_aan=voeg_samen)
    (_, eerste), (_, tweede), (_, derde) = tabel.rijen
    assert not any(twijfel_van(c) for c in eerste)
    assert "samengevoegd met cel D2" in twijfel_van(tweede[3])
    assert all("samengevoegd met cel A4" in twijfel_van(cel) for cel in derde[1:])


def test_totals_and_loose_remarks_below_the_table_are_in_doubt() -> None:
    tabel = lees([*BLAD, ["Totaal", "", "", "=COUNTA(C2:C2)"], [], ["* voorlopig"]])
    assert tabel.twijfel == {3: TOTALEN, 5: LOS}


def test_a_column_without_name_and_remarks_beside_cells_are_named() -> None:
    def merk_op(boek: Workbook) -> None:
        boek.worksheets[0]["C2"].comment = Comment("klopt dit?", "iemand")

    tabel = lees([[*KOP, "", "Eigen"], [*RIJ, "los"]], pas_aan=merk_op)
    assert "Kolom E heeft geen naam en is niet gelezen." in tabel.let_op
    assert "Opmerkingen bij cellen zijn niet gelezen." in tabel.let_op


def test_names_of_columns_that_stand_there_again_are_no_row() -> None:
    tabel = lees([*BLAD, KOP, ["", "2028", "Later", ""]])
    assert len(tabel.rijen) == 2 and "Niet gelezen, omdat daar de kolomnamen opnieuw staan: rij 3." in tabel.let_op


def test_without_any_known_name_the_first_row_counts() -> None:
    assert lees([["a", "b"], [1, 2]]).kop == ("a", "b")
    with pytest.raises(Tabelfout, match="geen rij met kolomnamen"):
        lees([[None]])


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    def vanaf_1904(boek: Workbook) -> None:
        boek.epoch = MAC_EPOCH

    rijen: Cellen = [KOP, ["", (datetime(2026, 11, 20), "d/m/yyyy"), "Iets", ""]]
    met, zonder = (lees(rijen, pas_aan=doe).rijen[0][1][1] for doe in (vanaf_1904, lambda _: None))
    assert met == zonder == Datumcel("2026-11-20", "20 november 2026")


def test_a_strict_workbook_is_read_as_any_other() -> None:
    gewoon = als_xlsx([KOP, ["m1", ("2026-11-20", "d/m/yyyy"), "Iets", "Regio"]])
    oud, nieuw = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
    strikt = gewoon
    for deel in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"):
        strikt = verander(
            strikt,
            deel,
            lambda t: t.replace(f"{oud}spreadsheetml/2006/main", f"{nieuw}spreadsheetml/main").replace(
                f"{oud}officeDocument/2006/relationships", f"{nieuw}officeDocument/relationships"
            ),
        )
    assert lees_tabel(strikt, BEKEND).rijen == lees_tabel(gewoon, BEKEND).rijen


def test_a_formula_without_outcome_is_in_doubt_and_one_with_an_empty_outcome_is_empty() -> None:
    inhoud = als_xlsx([KOP, ["m1", "2027", '="a"&"b"', "=D9"]])
    (rij,) = lees_tabel(inhoud, BEKEND).rijen
    assert rij[1][2:] == (Twijfelcel(ZONDER_UITKOMST), Twijfelcel(ZONDER_UITKOMST))
    met = verander(
        inhoud,
        "xl/worksheets/sheet1.xml",
        lambda t: t.replace('<c r="C2"><f>"a"&amp;"b"</f><v', '<c r="C2" t="str"><f>"a"&amp;"b"</f><v'),
    )
    assert lees_tabel(met, BEKEND).rijen[0][1][2] is None


def test_spaces_that_do_not_break_zeros_in_front_and_numbers_as_text() -> None:
    tabel = lees([KOP, ["007", "\u00a02027\u00a0", "a\u00a0b", (7, "000")]])
    assert teksten(tabel) == [["007", "2027", "a\u00a0b", "007"]]

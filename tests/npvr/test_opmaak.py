"""What a cell shows of the number or day that it keeps: formats of spreadsheets."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal

import pytest

from npvr.cellen import Datumcel, Getalcel, Twijfelcel, als_tekst, tekstcel
from npvr.opmaak import is_datum, lees_getal, lees_moment

DAG, JUNI, EERSTE = datetime(2026, 11, 20), datetime(2023, 6, 1), datetime(2026, 4, 1)


@pytest.mark.parametrize(
    ("moment", "code", "vorm", "toont"),
    [
        (JUNI, "mmm\\-yy", "2023-06", "juni 2023"),
        (JUNI, "[$-413]mmmm\\ yyyy;@", "2023-06", "juni 2023"),
        (JUNI, "mm/yyyy", "2023-06", "juni 2023"),
        (datetime(2027, 1, 1), "yyyy", "2027", "2027"),
        (datetime(2027, 1, 1), "e", "2027", "2027"),
        (EERSTE, '"Q2 "yyyy', "2026-Q2", "Q2 2026"),
        (EERSTE, '"2e kwartaal "yyyy', "2026-Q2", "Q2 2026"),
        (EERSTE, "Q\\ yyyy", "2026-Q2", "Q2 2026"),
        (EERSTE, "QQ\\ yyyy", "2026-Q2", "Q2 2026"),
        (DAG, "dd\\-mm\\-yyyy", "2026-11-20", "20 november 2026"),
        (DAG, "mm-dd-yy", "2026-11-20", "20 november 2026"),
        (DAG, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2026-11-20", "20 november 2026"),
        (DAG.replace(hour=14), "d/m/yy\\ h:mm", "2026-11-20 14:00", "20 november 2026, 14:00"),
        (DAG, "yyyy\\-mm\\-dd\\ hh:mm:ss", "2026-11-20", "20 november 2026"),
    ],
)
def test_a_moment_keeps_the_precision_that_its_cell_shows(moment: datetime, code: str, vorm: str, toont: str) -> None:
    assert is_datum(code)
    assert lees_moment(moment, code) == Datumcel(vorm, toont)


@pytest.mark.parametrize(
    ("moment", "code", "zin"),
    [
        (DAG, "d\\-mmm", "toont geen jaar"),
        (DAG, "dddd", "toont geen jaar"),
        (DAG, "h:mm", "toont geen jaar"),
        (DAG, "mmm\\-yy", "toont ‘november 2026’, maar erin staat 20 november 2026"),
        (datetime(1905, 7, 19), "yyyy", "toont ‘1905’"),  # 2027, typed in a cell that shows years
        (datetime(2026, 1, 1), '"Q2 "yyyy', "toont ‘Q2 2026’, maar erin staat 1 januari 2026"),
        (DAG, "[h]:mm", "duur"),
        (time(14, 30), "d/m/yyyy", "geen dag van de kalender"),
    ],
)
def test_what_is_shown_and_what_is_kept_that_do_not_agree_are_refused(
    moment: datetime | time, code: str, zin: str
) -> None:
    cel = lees_moment(moment, code)
    assert isinstance(cel, Twijfelcel) and zin in cel.zin and cel.zin.endswith(".")


def test_a_moment_with_words_in_its_format_is_those_words_and_a_time_is_a_time() -> None:
    assert lees_moment(datetime(2026, 6, 1), '"begin "mmmm\\ yyyy') == "begin juni 2026"
    assert lees_moment(time(14, 30), "h:mm") == "14:30"


@pytest.mark.parametrize(
    ("waarde", "code", "toont", "maat", "procent"),
    [
        ("0.113", "0.0%", "11,3%", "11.3", True),
        ("0.07", "0%", "7%", "7", True),
        ("12.5", '0.0"%"', "12,5%", "12.5", True),
        ("350000", '"€" #,##0', "€ 350.000", "350000", False),
        ("350000.5", "_ [$€-413]\\ * #,##0.00_ ;_ [$€-413]\\ * \\-#,##0.00_ ;_ @_ ", "€ 350.000,50", "350000.5", False),
        ("7", "000", "007", "7", False),
        ("1234567", "#,##0", "1.234.567", "1234567", False),
        ("-3", "#,##0.00;[Red]-#,##0.00", "-3,00", "-3", False),
        ("12.5", '0.0" mln"', "12,5 mln", "12.5", False),
    ],
)
def test_a_number_comes_with_what_its_cell_shows(waarde: str, code: str, toont: str, maat: str, procent: bool) -> None:
    cel = lees_getal(Decimal(waarde), code)
    assert isinstance(cel, Getalcel)
    assert (cel.toont, cel.waarde, cel.procent, cel.twijfel) == (toont, Decimal(maat), procent, "")


@pytest.mark.parametrize(("waarde", "code", "tekst"), [
    ("14", "General", "14"), ("14", "0", "14"), ("11.3", "General", "11,3"), ("14", "@", "14"),
    ("1500", "0.0E+00", "1500"),
])  # fmt: skip
def test_a_plain_number_stays_plain(waarde: str, code: str, tekst: str) -> None:
    cel = lees_getal(Decimal(waarde), code)
    assert isinstance(cel, int | Decimal) and als_tekst(cel) == tekst


@pytest.mark.parametrize(("waarde", "code"), [
    ("0.113", "0%"), ("11.34", "0.0"), ("0.5", "# ?/?"), ("612345678", "00\\-00000000"), ("5", "[>=10]0;0"),
])  # fmt: skip
def test_a_number_that_shows_something_else_is_no_sure_text(waarde: str, code: str) -> None:
    cel = lees_getal(Decimal(waarde), code)
    assert isinstance(cel, Getalcel) and cel.twijfel.endswith(".")


@pytest.mark.parametrize(("waarde", "code"), [("350000", "#,##0,"), ("1234567890123456", "General")])
def test_a_number_in_thousands_or_longer_than_a_sheet_keeps_is_refused(waarde: str, code: str) -> None:
    assert isinstance(lees_getal(Decimal(waarde), code), Twijfelcel)


@pytest.mark.parametrize(
    "woord", ["#N/A", "#N/B", "#VERW!", "#DEEL/0!", "#NAAM?", "#REF!", "Err:508", "Fout:502", "#####"]
)
def test_an_error_that_was_kept_as_text_is_no_text(woord: str) -> None:
    assert isinstance(tekstcel(woord), Twijfelcel)
    assert tekstcel(f"Zie {woord}") == f"Zie {woord}" and tekstcel("#1") == "#1"

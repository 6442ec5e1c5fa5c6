"""Numbers, dates and lists as people write them in Dutch."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from npvr import getallen, tekening
from npvr.cellen import uit_cel, veilige_cel

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("waarde", "decimalen", "verwacht"),
    [
        (641000, None, "641.000"),
        (Decimal("11.3000"), 1, "11,3"),
        (Decimal("11.0"), 1, "11,0"),
        (Decimal("11.0"), None, "11"),
        (-17, None, "−17"),
        ("0.5", 0, "1"),
        ("-0.4", 0, "0"),
        (1234567.5, None, "1.234.567,5"),
        (Decimal("641E+3"), None, "641.000"),
    ],
)
def test_number_in_words(waarde: object, decimalen: int | None, verwacht: str) -> None:
    assert getallen.getal(waarde, decimalen) == verwacht  # type: ignore[arg-type]


def test_procent_and_bedrag_never_break_before_their_sign() -> None:
    assert getallen.procent("11.3") == f"11,3{NBSP}%"
    assert getallen.bedrag(350000) == f"€{NBSP}350.000"
    assert getallen.bedrag("12.5") == f"€{NBSP}12,50"


def test_datum_and_tijd_are_those_of_amsterdam() -> None:
    middernacht = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    assert getallen.datum(middernacht) == "1 juli 2026"
    assert getallen.tijd(middernacht) == "00.30 uur"
    assert getallen.datum_tijd(datetime(2026, 11, 20, 8, 14, tzinfo=UTC)) == "20 november 2026 om 09.14 uur"


@pytest.mark.parametrize(
    ("van", "tot", "verwacht"),
    [
        (date(2024, 10, 16), date(2024, 10, 16), "16 oktober 2024"),
        (date(2024, 10, 16), date(2024, 10, 17), "16 en 17 oktober 2024"),
        (date(2025, 3, 17), date(2025, 3, 23), "17 tot en met 23 maart 2025"),
        (date(2025, 6, 30), date(2025, 7, 2), "30 juni tot en met 2 juli 2025"),
        (date(2025, 12, 31), date(2026, 1, 1), "31 december 2025 en 1 januari 2026"),
    ],
)
def test_period(van: date, tot: date, verwacht: str) -> None:
    assert getallen.periode(van, tot) == verwacht


def test_enumeration_count_and_capital() -> None:
    assert getallen.opsomming([]) == ""
    assert getallen.opsomming([4]) == "4"
    assert getallen.opsomming([1, 4, 6]) == "1, 4 en 6"
    assert getallen.aantal(1, "opgave", "opgaven") == "1 opgave"
    assert getallen.aantal(0, "opgave", "opgaven") == "geen opgaven"
    assert getallen.hoofdletter("ijsbaan Twente") == "IJsbaan Twente"
    assert getallen.hoofdletter("één van de 21") == "Eén van de 21"
    assert getallen.hoofdletter("") == ""


def test_filters_in_a_template() -> None:
    sjabloon = Template(
        "{% load nederlands %}{{ n|getal }} {{ p|procent:1 }} {{ d|datum }} {{ leeg|datum }}"
        "{{ rij|opsomming }} {{ 21|telwoord:'opgave,opgaven' }} {{ tekst|hoofdletter }}"
    )
    context = Context(
        {"n": 641000, "p": "11.3", "d": date(2026, 11, 20), "leeg": None, "rij": ["a", "b"], "tekst": "begin Q2 <b>"}
    )
    assert sjabloon.render(context) == f"641.000 11,3{NBSP}% 20 november 2026 a en b 21 opgaven Begin Q2 &lt;b&gt;"


# ---- text in drawings ----


def test_words_break_into_lines_that_fit() -> None:
    rij = tekening.regels("Bestuurlijk overleg van de minister met de elf regio’s", 14, 150, vet=True)
    assert " ".join(rij) == "Bestuurlijk overleg van de minister met de elf regio’s"
    assert all(tekening.breedte(r, 14, vet=True) <= 150 for r in rij)


def test_balanced_lines_are_as_many_but_more_even() -> None:
    assert tekening.evenwichtig("Regioadviseur van het Rijk", 14, 158, vet=True) == ("Regioadviseur", "van het Rijk")


@given(st.text(max_size=300), st.integers(1, 6))
def test_any_text_becomes_few_lines_and_ends(tekst: str, hoogstens: int) -> None:
    assert len(tekening.regels(tekst, 14, 60, hoogstens=hoogstens)) <= hoogstens


def test_a_word_of_fifty_thousand_letters_ends_soon() -> None:
    rij = tekening.regels("x" * 50_000, 14, 150, hoogstens=5)
    assert len(rij) == 5
    assert rij[-1].endswith("…")


def test_markup_in_attributes_and_words_is_escaped() -> None:
    assert tekening.el("a", href='"><script>') == '<a href="&quot;&gt;&lt;script&gt;"/>'
    assert "&lt;b&gt;" in tekening.woord("<b>", 0, 0, "x")


@pytest.mark.parametrize(
    ("woorden", "zin"), [("Klopt niet ", "Klopt niet."), ("Ja.", "Ja."), ("Wat?", "Wat?"), ("", "")]
)
def test_what_somebody_wrote_ends_with_one_full_stop(woorden: str, zin: str) -> None:
    assert getallen.zin(woorden) == zin


# ---- cells of spreadsheets ----


@pytest.mark.parametrize("cel", ["=SOM(1)", "+1", "-1+1", "@x", " =1", "＝1"])
def test_formula_becomes_harmless_and_comes_back(cel: str) -> None:
    veilig = veilige_cel(cel)
    assert isinstance(veilig, str) and veilig.startswith("'")
    assert uit_cel(veilig) == cel.strip()


def test_cell_has_no_control_characters_and_is_not_too_long() -> None:
    assert veilige_cel("a\x00b\x1fc") == "abc"
    assert veilige_cel(Decimal("-17")) == Decimal("-17")
    assert len(str(veilige_cel("x" * 50_000))) < 32_767
    assert uit_cel("'gewoon") == "'gewoon"

"""Tables into files: cells are harmless, columns of text are text, and memory does not grow with the rows."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator

import openpyxl
import pytest
from odf.opendocument import load

from npvr.bladschrijver import SCHRIJVERS
from npvr.cellen import als_tekst
from npvr.formaten import FORMATEN
from npvr.tabel import lees_tabel

KOP = ["code", "naam & zo", "jaar", "waarde"]
RIJEN: list[list[object]] = [
    ["007", "<b>vet</b> & \"meer\"", 2026, 11.5],
    ["juni 2023", "=1+1", None, -3],
    ["", "stuur\x0bteken \ud83d\ude00", 2027, 0],
]  # fmt: skip


@pytest.mark.parametrize("formaat", SCHRIJVERS)
def test_what_is_written_is_read_back(formaat: str) -> None:
    rijen = [[("stuur teken 😀" if "stuur" in str(c) else c) for c in rij] for rij in RIJEN]
    inhoud = SCHRIJVERS[formaat](KOP, rijen, titel="Titel & zo", getallen=["jaar", "waarde"])
    tabel = lees_tabel(inhoud)
    assert tabel.kop == tuple(KOP)
    assert [[als_tekst(cel).replace(".", ",") for cel in cellen] for _, cellen in tabel.rijen] == [
        ["007", '<b>vet</b> & "meer"', "2026", "11,5"],
        ["juni 2023", "'=1+1", "", "-3"],
        ["", "stuur teken 😀", "2027", "0"],
    ]


def test_text_is_formatted_as_text_and_numbers_are_numbers() -> None:
    blad = openpyxl.load_workbook(io.BytesIO(SCHRIJVERS["xlsx"](KOP, RIJEN[:1], getallen=["jaar", "waarde"]))).active
    assert [(c.value, c.number_format) for c in blad[2]] == [
        ("007", "@"), (RIJEN[0][1], "@"), (2026, "General"), (11.5, "General"),
    ]  # fmt: skip
    ods = load(io.BytesIO(SCHRIJVERS["ods"](KOP, RIJEN[:1], getallen=["jaar", "waarde"])))
    assert ods.getMediaType() == FORMATEN["ods"].inhoudstype


@pytest.mark.parametrize("formaat", SCHRIJVERS)
def test_many_rows_take_no_more_memory_than_their_file(formaat: str) -> None:
    def rijen(hoeveel: int) -> Iterator[list[object]]:
        return ([f"o{n}", f"Naam van organisatie {n}", 2026, n / 2] for n in range(hoeveel))

    def piek(hoeveel: int) -> int:
        tracemalloc.start()
        inhoud = SCHRIJVERS[formaat](KOP, rijen(hoeveel), getallen=["jaar", "waarde"])
        _, hoogste = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return hoogste - 3 * len(inhoud)

    piek(10)  # what is loaded once
    assert piek(6_000) < piek(600) + 1_500_000

"""A table by command: what the screen would show, per row and cell, and carrying it out."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from governance.models import Mijlpaal
from inlezen.models import Tabelinvoer
from opgaven.models import Plan
from tests.inlezen.tabelwerk import als_csv
from tests.inlezen.test_tabelgevallen import FORMULE, GEVALLEN, MAAND


def doe(bestand: Path, soort: str = "mijlpalen", **kwargs: Any) -> str:
    uit = StringIO()
    call_command("inlezen_tabel", str(bestand), soort=soort, regio="twente", stdout=uit, **kwargs)
    return uit.getvalue()


def als_json(bestand: Path, soort: str = "mijlpalen", **kwargs: Any) -> dict[str, Any]:
    uit: dict[str, Any] = json.loads(doe(bestand, soort, json=True, **kwargs))
    return uit


def test_json_says_per_row_what_it_would_hold_what_is_wrong_and_whether_it_is_ticked(voorbeeld: Plan) -> None:
    verslag = als_json(GEVALLEN / f"{MAAND}.xlsx")
    assert [(r["nummer"], r["velden"]["wanneer"], r["velden"]["precisie"], r["vink"]) for r in verslag["rijen"]] == [
        (2, "juni 2023", "maand", False), (3, "november 2026", "maand", True),
        (4, "2027", "jaar", True), (5, "20 november 2026", "dag", True),
    ]  # fmt: skip
    assert verslag["rijen"][0]["doet"] == "gelijk" and not verslag["toegepast"]
    fout = als_json(GEVALLEN / f"{FORMULE}.xlsx")["rijen"]
    assert [(r["vink"], "wie" in r["velden"]) for r in fout] == [(False, False), (False, False)]
    assert fout[1]["fouten"][0]["kolom"] == "Wie" and "#N/A" in fout[1]["fouten"][0]["fout"]


def test_without_toepassen_nothing_is_kept(voorbeeld: Plan) -> None:
    was = Mijlpaal.objects.count()
    tekst = doe(GEVALLEN / f"{MAAND}.xlsx")
    assert "[ ] rij 2  gelijk" in tekst and "[x] rij 4  nieuw" in tekst and "Wanneer: (leeg) → 2027" in tekst
    assert "Er is niets gewijzigd." in tekst
    assert Mijlpaal.objects.count() == was and not Tabelinvoer.objects.exists()


def test_applying_takes_over_what_is_ticked(voorbeeld: Plan) -> None:
    assert als_json(GEVALLEN / f"{MAAND}.xlsx", toepassen=True)["toegepast"]
    assert set(Mijlpaal.objects.filter(wat__startswith="Proef").values_list("datum", "precisie")) == {
        ("2026-11", "maand"), ("2027", "jaar"), ("2026-11-20", "dag"),
    }  # fmt: skip
    assert Tabelinvoer.objects.get().aantallen == {"nieuw": 3}


def test_toepassen_of_what_is_wrong_does_nothing(voorbeeld: Plan) -> None:
    assert "er is geen rij zonder twijfel" in doe(GEVALLEN / f"{FORMULE}.xlsx", toepassen=True)
    assert not Tabelinvoer.objects.exists()


def test_points_of_a_plan_by_command(voorbeeld: Plan, tmp_path: Path) -> None:
    bestand = tmp_path / "k.csv"
    bestand.write_bytes(als_csv(["Opgave", "Knelpunt"], [[14, "Een nieuw knelpunt."], [99, "Nergens."]]))
    eerste, tweede = als_json(bestand, "knelpunten", toepassen=True)["rijen"]
    assert eerste["vink"] and eerste["velden"] == {"opgave": "14", "tekst": "Een nieuw knelpunt."}
    assert tweede["fouten"] == [{"kolom": "Opgave", "fout": "Dit nummer is geen opgave van dit plan."}]


@pytest.mark.parametrize(("naam", "inhoud", "zin"), [
    ("x.csv", b"a;b\n1;2\n", "geen rij met kolomnamen"), ("x.xlsx", b"PK\x03\x04half", "beschadigd"),
    ("x.csv", b"Code;Wanneer;Wat\n", "geen rijen"), ("", b"", "bestaat niet"),
])  # fmt: skip
def test_what_cannot_be_read_is_said(naam: str, inhoud: bytes, zin: str, voorbeeld: Plan, tmp_path: Path) -> None:
    if naam:
        (tmp_path / naam).write_bytes(inhoud)
    with pytest.raises(CommandError, match=zin):
        doe(tmp_path / (naam or "weg.csv"))


def test_an_unknown_region_is_said(voorbeeld: Plan) -> None:
    with pytest.raises(CommandError, match="bestaat niet"):
        call_command("inlezen_tabel", str(GEVALLEN / f"{MAAND}.xlsx"), soort="mijlpalen", regio="nergens")

"""The report of the plancontrole on paper: by weight, with place and reason, and what was set aside."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from documenten.druk import pers
from documenten.druk.opmaak import Uitgave
from documenten.druk.verslag import Opzij, delen, html_verslag
from plandocument.boom import Plandocument
from plandocument.controleer import GEWICHTEN, PER_CODE, Bevinding, Plek, controleer
from tests.documenten.conftest import Pdf


@pytest.fixture(scope="module")
def bevindingen(document: Plandocument) -> tuple[Bevinding, ...]:
    return controleer(document)


def _druk(document: Plandocument, uitgave: Uitgave, *rest: object) -> Pdf:
    return Pdf(pers.druk(pers.zetsel(html_verslag(document, uitgave, *rest))).pad)  # type: ignore[arg-type]


def test_all_bevindingen_with_place_and_why(
    drukkerij: Path, document: Plandocument, uitgave: Uitgave, bevindingen: tuple[Bevinding, ...]
) -> None:
    pdf = _druk(document, uitgave, bevindingen)
    assert pdf.ua_fouten() == []
    assert set(pdf.letters()) <= {"Fira-Sans", "Fira-Sans-Italic", "Fira-Sans-Medium", "Fira-Sans-Semi-Bold"}
    tekst = _plat(pdf)
    for b in bevindingen:
        assert _plat_tekst(b.zin) in tekst
        assert _plat_tekst(PER_CODE[b.regel].waarom) in tekst
        if b.plek.code:
            assert b.plek.code in tekst
    assert tekst.index("aandachtspunten") < tekst.rindex("tips")


def _plat(pdf: Pdf) -> str:
    """Without white space and hyphens at the end of a line: what was broken is whole again."""
    return _plat_tekst(pdf.tekst().replace("-\n", ""))


def _plat_tekst(tekst: str) -> str:
    return "".join(tekst.replace("-", "").split())


def test_set_aside_is_apart_with_the_reason(
    drukkerij: Path, document: Plandocument, uitgave: Uitgave, bevindingen: tuple[Bevinding, ...]
) -> None:
    eerste, *rest = bevindingen
    pdf = _druk(document, uitgave, rest, [(eerste, Opzij("Zo heeft het bestuur het bedoeld.", "20 november 2026"))])
    tekst = " ".join(pdf.tekst().split())
    achter = tekst[tekst.index("Opzij gezet") :]
    assert "Reden (20 november 2026): Zo heeft het bestuur het bedoeld." in achter
    assert "1 opzij gezet" in tekst


def test_without_bevindingen(drukkerij: Path, document: Plandocument, uitgave: Uitgave) -> None:
    pdf = _druk(document, uitgave, ())
    assert "De plancontrole vindt niets dat nog aandacht vraagt." in " ".join(pdf.tekst().split())
    assert pdf.ua_fouten() == []


def test_what_was_not_measured_is_told(drukkerij: Path, document: Plandocument, uitgave: Uitgave) -> None:
    tekst = " ".join(_druk(document, uitgave, (), (), 3).tekst().split())
    assert "Van 3 fiches is nog niet gemeten" in tekst


def test_per_weight_and_rule(document: Plandocument, bevindingen: tuple[Bevinding, ...]) -> None:
    uit = delen(document, bevindingen)
    assert [d.gewicht for d in uit] == [g for g in GEWICHTEN if any(b.gewicht == g for b in bevindingen)]
    assert sum(len(blok.rijen) for deel in uit for blok in deel.blokken) == len(bevindingen)


def test_a_place_in_a_hoofdstuk_and_a_place_that_is_gone(
    document: Plandocument, bevindingen: tuple[Bevinding, ...]
) -> None:
    hoofdstuk = document.hoofdstukken[0]
    plek = Plek(hoofdstuk=hoofdstuk.sleutel, sectie=hoofdstuk.secties[1].sleutel, naam="Hoofdstuk 1")
    (deel,) = delen(document, [replace(bevindingen[0], plekken=(plek, Plek(opgave="weg", naam="Elders")))])
    (rij,) = deel.blokken[0].rijen
    assert (rij.code, rij.plaatsen) == ("H1.2", "H1.2 Hoofdstuk 1 en Elders")


def test_hostile_text_stays_text(
    drukkerij: Path, document: Plandocument, uitgave: Uitgave, bevindingen: tuple[Bevinding, ...]
) -> None:
    boos = replace(bevindingen[0], zin="<script>x</script> 😀 \x00", citaat="woord" * 10_000)
    pdf = _druk(document, uitgave, [boos])
    assert "<script>x</script>" in pdf.tekst()
    assert pdf.ua_fouten() == []

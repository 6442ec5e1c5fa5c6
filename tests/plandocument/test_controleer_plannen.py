"""Plancontrole on the example plan, on the real one where it is at hand, and its docs."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from django.conf import settings

from governance.models import Ministerie
from inlezen.lezers import Koppelregisters, lees
from inlezen.voorbeeld import lees_voorbeeld
from opgaven.controle import omgeving
from opgaven.models import Plan
from plandocument.boom import Plandocument
from plandocument.controleer import Bevinding, controleer, tabel
from tests.conftest import BRONNEN, FIXTURES

ECHT = BRONNEN / "sources" / "002_69a8319d5a581193.txt"


def _per_regel(bevindingen: tuple[Bevinding, ...], *gewichten: str) -> dict[str, list[str]]:
    uit: dict[str, list[str]] = defaultdict(list)
    for bevinding in bevindingen:
        if bevinding.gewicht in gewichten:
            uit[bevinding.regel].append(bevinding.plek.code)
    return dict(uit)


@pytest.fixture
def voorbeeld_document(voorbeeld: Plan) -> Plandocument:
    return lees_voorbeeld(FIXTURES / "twente")


MEENT_HET_VOORBEELD = {
    "min-geen-primair": ["13.M"],
    "min-onbekend": ["21.M2"],
    "min-meer-primair": ["5.M"],
    "eig-geen-uitvoering": ["16.E"],
    "eig-voorstel": ["5.E", "12.E", "17.E"],
    "eig-te-organiseren": ["13.E2", "13.E3"],
    "cluster-verschil": ["14", "15", "16", "18"],
}
TIPS_VAN_HET_VOORBEELD = {
    "spelling": ["3.H", "6.T5", "10.T5", "15.N2", "18.K4", ""],  # English terms, and words newer than the dictionary
    "eig-onbepaald": ["10.E4", "12.E3"],  # "several parties": the facts name nobody either
    "afkorting": [  # names of programmes and of an academy, which the facts do not spell out
        "AKI",
        "BOOST",
        "EDIH",
        "ERTMS",
        "ICAI",
        "PIX",
        "ROBUST",
    ],
}


def test_the_example_plan_gives_no_more_than_it_means_to(voorbeeld: Plan, voorbeeld_document: Plandocument) -> None:
    bevindingen = controleer(voorbeeld_document, omgeving=omgeving(voorbeeld.regio))
    assert _per_regel(bevindingen, "fout", "letop") == MEENT_HET_VOORBEELD
    tips = [b for b in bevindingen if b.gewicht == "tip"]
    assert {b.regel for b in tips} == set(TIPS_VAN_HET_VOORBEELD)
    assert [b.plek.code for b in tips if b.regel == "eig-onbepaald"] == TIPS_VAN_HET_VOORBEELD["eig-onbepaald"]
    assert [b.plek.code for b in tips if b.regel == "spelling"] == TIPS_VAN_HET_VOORBEELD["spelling"]
    woorden = [b.zin.split()[2] for b in tips if b.regel == "afkorting"]
    assert woorden == TIPS_VAN_HET_VOORBEELD["afkorting"]


@pytest.mark.skipif(not ECHT.is_file(), reason="het echte plan staat niet naast deze kloon")
def test_the_real_plan_gives_its_real_errors(voorbeeld: Plan) -> None:
    registers = Koppelregisters(ministeries=Ministerie.objects.schrijfwijzen())
    document = lees(ECHT.read_bytes(), regio="twente", regionaam="Twente", registers=registers).document
    bevindingen = controleer(document, omgeving=omgeving(voorbeeld.regio))
    gevonden = _per_regel(bevindingen, "fout", "letop")
    assert gevonden.pop("sectie-leeg") == [f"{n}.V" for n in range(1, 22) if n not in (1, 5, 15, 18)]
    assert len(gevonden.pop("eig-te-organiseren")) == 2
    assert len(gevonden.pop("woord-dubbel")) == 1
    assert gevonden == {
        "min-geen-primair": ["13.M"],
        "min-onbekend": ["21.M2"],
        "min-meer-primair": ["5.M"],
        "eig-geen-uitvoering": ["16.E"],
        "eig-voorstel": ["5.E", "12.E", "17.E"],
        "cluster-verschil": ["14", "15", "16", "18"],
        "verwijzing-anders": [""],
    }
    (verkeerd,) = [b for b in bevindingen if b.regel == "verwijzing-anders"]
    assert verkeerd.plek.hoofdstuk and "Hier staat opgave 10" in verkeerd.zin and "bij opgave 9" in verkeerd.zin


def test_the_explanation_has_the_table_of_the_rules() -> None:
    uitleg = Path(settings.BASE_DIR, "docs", "plancontrole.md").read_text(encoding="utf-8")
    assert uitleg.endswith(tabel()), "python -m plandocument.controleer prints the table"


def test_omgeving_costs_four_queries(voorbeeld: Plan, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(4):  # type: ignore[operator]
        gemaakt = omgeving(voorbeeld.regio, {3: 2})
    assert gemaakt.ministeries["lnv"] == "lvvn"
    assert "EUREGIO" in gemaakt.afkortingen and "VNG" not in gemaakt.afkortingen
    assert gemaakt.bladzijden == {3: 2}

"""Hostile files at the reading process and the page for plans and fiches: one sentence, and nothing is kept."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client

from inlezen.lees_veilig import Leesfout, lees_veilig
from inlezen.models import Inlezing
from opgaven.models import Plan
from tests.inlezen.inleeswerk import geef
from tests.inlezen.vijandig import GROEPEN

WELKE = [
    ("word", "platte bom"), ("word", "overlappende delen"), ("word", "zegt klein te zijn"),
    ("word", "miljard keer lachen"),
    ("word", "docm"), ("word", "OLE"), ("word", "een werkblad"), ("word", "miljoen alinea's"),
    ("odt", "xxe in utf-16"), ("odt", "wachtwoord"), ("odt", "geknipt op 11/20"),
    ("pdf", "bom in een bom"), ("pdf", "vormen in vormen"), ("pdf", "honderdduizend bladen"), ("pdf", "wachtwoord"),
    ("pdf", "diepe bladen"), ("json", "honderdduizend diep"), ("json", "dubbele sleutel"), ("json", "NaN"),
    ("json", "half surrogaat"), ("json", "reusachtig getal"), ("json", "met een hash"), ("tabel", "xlsx: xlsm"),
]  # fmt: skip


@pytest.mark.parametrize(("groep", "naam"), WELKE, ids=[f"{g}: {n}" for g, n in WELKE])
def test_the_reading_process_answers_with_a_sentence(groep: str, naam: str) -> None:
    geval = GROEPEN[groep][naam]
    with pytest.raises(Leesfout) as fout:
        lees_veilig(geval.bestand, geval.maak(), regio="twente", regionaam="Twente")
    zin = str(fout.value)
    assert zin.endswith(".") and "\n" not in zin and len(zin) < 200


@pytest.mark.parametrize(
    ("bestand", "groep", "naam"),
    [("x.docx", "word", "xxe"), ("x.pdf", "pdf", "bom"), ("x.json", "json", "dubbele sleutel"),
     ("x.docx", "odt", "leeg"),
     ("x.pdf", "word", "gekke namen"), ("x.txt", "tabel", "csv: NUL")],
)  # fmt: skip
def test_the_page_keeps_nothing(
    bestand: str, groep: str, naam: str, voorbeeld: Plan, als: Callable[..., Client]
) -> None:
    response = geef(als("redacteur"), bestand, GROEPEN[groep][naam].maak())
    assert response.status_code == 422
    assert "Er is niets ingelezen." in " ".join(response.content.decode().split())
    assert not Inlezing.objects.exists()


def test_json_of_another_region_is_refused(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    data = json.loads(GROEPEN["json"]["negatief"].maak()) | {"regio": "zuid-limburg"}
    assert geef(als("redacteur"), "x.json", json.dumps(data).encode()).status_code == 422
    assert not Inlezing.objects.exists()

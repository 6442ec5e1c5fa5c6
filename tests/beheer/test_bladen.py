"""Registers in and out as xlsx, ods and csv."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import tablib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from governance.admin import MijlpaalRegister, OrganisatieRegister
from governance.models import Mijlpaal, Organisatie
from monitoring.admin import MetingRegister
from monitoring.models import Meting
from npvr.bladen import RIJEN, Puntkomma, Verschil, _verschil
from opgaven.models import Plan

FORMATEN = {"xlsx": "0", "ods": "1", "csv": "2"}


def blad(*rijen: tuple[object, ...], kop: tuple[str, ...]) -> tablib.Dataset:
    return tablib.Dataset(*rijen, headers=list(kop))


ORG = ("regio", "code", "naam", "soort", "kolom")


@pytest.mark.parametrize("model", ["governance/organisatie", "governance/mijlpaal", "monitoring/meting"])
@pytest.mark.parametrize("formaat", FORMATEN)
def test_export_and_import_again_changes_nothing(
    model: str, formaat: str, voorbeeld: Plan, als: Callable[..., Client]
) -> None:
    client = als("beheerder")
    response = client.post(f"/beheer/{model}/export/", {"format": FORMATEN[formaat]})
    assert response.status_code == 200
    bestand = SimpleUploadedFile(f"x.{formaat}", b"".join(response) if response.streaming else response.content)
    response = client.post(f"/beheer/{model}/import/", {"import_file": bestand, "format": FORMATEN[formaat]})
    pagina = response.content.decode()
    assert response.status_code == 200
    assert "Overgeslagen" in pagina, pagina[pagina.find('id="content"') :][:1500]
    assert 'class="update"' not in pagina and 'class="new"' not in pagina


def test_a_formula_leaves_and_returns_harmless(voorbeeld: Plan) -> None:
    Organisatie.objects.filter(code="saxion").update(naam="=1+1\x00"[:4])
    uit = OrganisatieRegister().export(Organisatie.objects.filter(code="saxion"))
    assert uit.dict[0]["naam"] == "'=1+1"
    OrganisatieRegister().import_data(uit, raise_errors=True)
    assert Organisatie.objects.get(code="saxion").naam == "=1+1"


@pytest.mark.parametrize(
    "rij",
    [
        ("twente", "x", "", "gemeente", "overheid"),
        ("twente", "x", "Naam", "gemeentes", "overheid"),
        ("twente", "x", "N" * 201, "gemeente", ""),
        ("nergens", "x", "Naam", "gemeente", ""),
    ],
)
def test_a_row_that_the_form_would_refuse_is_refused(rij: tuple[str, ...], voorbeeld: Plan) -> None:
    uitslag = OrganisatieRegister().import_data(blad(rij, kop=ORG))
    assert uitslag.has_errors() or uitslag.has_validation_errors()
    assert not Organisatie.objects.filter(code="x").exists()


def test_one_wrong_row_keeps_out_all(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("beheerder")
    csv = b"regio;code;naam;soort;kolom\ntwente;goed;Goed;gemeente;\nnergens;fout;Fout;gemeente;\n"
    response = client.post(
        "/beheer/governance/organisatie/import/",
        {"import_file": SimpleUploadedFile("x.csv", csv), "format": FORMATEN["csv"]},
    )
    pagina = response.content.decode()
    assert "Er is niets gewijzigd." in pagina and "Rij 3, kolom regio" in pagina
    assert "Traceback" not in pagina and ".py" not in pagina.split('id="content"')[1].split("</ul>")[0]
    assert not Organisatie.objects.filter(code="goed").exists()


def test_a_milestone_gets_its_order_and_a_wrong_date_is_named(voorbeeld: Plan) -> None:
    kop = ("regio", "code", "datum", "precisie", "wat", "soort", "relevantie")
    MijlpaalRegister().import_data(
        blad(("twente", "x1", "2026-04", "maand", "Iets", "besluit", "npvr"), kop=kop), raise_errors=True
    )
    assert Mijlpaal.objects.get(code="x1").sorteer == "2026-04-00"
    uitslag = MijlpaalRegister().import_data(
        blad(("twente", "x2", "april", "maand", "Iets", "besluit", "npvr"), kop=kop)
    )
    assert "Schrijf de datum" in str(uitslag.invalid_rows[0].error)


METING = ("id", "indicator", "gebied", "jaar", "soort", "grens", "waarde", "tot", "bron", "toelichting", "volgorde")


@pytest.mark.parametrize(
    ("cel", "waarde"), [("11,3", "11.3"), ("11.3", "11.3"), ("−6", "-6"), (12.5, "12.5"), ("1.000,5", "1000.5")]
)
def test_a_number_with_comma_or_point(cel: object, waarde: str, voorbeeld: Plan) -> None:
    rij = ("", "twente/inwoners", "Losser", 2024, "stand", "", cel, "", "", "", 0)
    MetingRegister().import_data(blad(rij, kop=METING), raise_errors=True)
    assert Meting.objects.get(gebied="Losser").waarde == Decimal(waarde)


@pytest.mark.parametrize("cel", ["1.000", "1,000", "1.000,5.5", "veel"])
def test_a_number_that_may_mean_two_things_is_refused(cel: str, voorbeeld: Plan) -> None:
    rij = ("", "twente/inwoners", "Losser", 2024, "stand", "", cel, "", "", "", 0)
    uitslag = MetingRegister().import_data(blad(rij, kop=METING))
    assert uitslag.has_errors() or uitslag.has_validation_errors()
    assert not Meting.objects.filter(gebied="Losser").exists()


def test_the_other_numbers_of_a_file_say_which_sign_parts_decimals(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    rijen = [("", "twente/inwoners", gebied, 2024, "stand", "", cel, "", "", "", 0) for gebied, cel in
             (("Losser", "1.000"), ("Dinkelland", "12,5"))]  # fmt: skip
    MetingRegister().import_data(blad(*rijen, kop=METING), raise_errors=True)
    assert Meting.objects.get(gebied="Losser").waarde == 1000
    csv = "\n".join(";".join(map(str, rij)) for rij in (METING, *rijen)).encode("cp1252")
    response = als("beheerder").post(
        "/beheer/monitoring/meting/import/",
        {"import_file": SimpleUploadedFile("x.csv", csv), "format": FORMATEN["csv"]},
    )
    assert "scheidt de komma de decimalen" in response.content.decode()


@pytest.mark.parametrize(("indicator", "bron"), [("inwoners", ""), ("twente/x", ""), ("twente/inwoners", "geen")])
def test_an_unknown_indicator_or_source_is_named(indicator: str, bron: str, voorbeeld: Plan) -> None:
    rij = ("", indicator, "Losser", 2024, "stand", "", 1, "", bron, "", 0)
    uitslag = MetingRegister().import_data(blad(rij, kop=METING))
    assert uitslag.has_errors() or uitslag.has_validation_errors()


def test_too_many_rows(voorbeeld: Plan) -> None:
    vol = tablib.Dataset(*[("twente", f"x{i}", "X", "gemeente", "") for i in range(RIJEN + 1)], headers=list(ORG))
    uitslag = OrganisatieRegister().import_data(vol)
    assert "Splits het" in str(uitslag.base_errors[0].error)


def bom() -> bytes:
    doos = io.BytesIO()
    with zipfile.ZipFile(doos, "w", zipfile.ZIP_DEFLATED) as archief:
        archief.writestr("xl/workbook.xml", b"0" * (70 * 1024 * 1024))
    return doos.getvalue()


@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [
        ("x.xlsx", bom, "uitgepakt te groot"),
        ("x.csv", lambda: b"a;b\n" * 2_000_000, "groter dan 5 MB"),
    ],
)
def test_a_file_that_is_too_large(
    naam: str, inhoud: Callable[[], bytes], zin: str, voorbeeld: Plan, als: Callable[..., Client]
) -> None:
    response = als("beheerder").post(
        "/beheer/governance/organisatie/import/",
        {"import_file": SimpleUploadedFile(naam, inhoud()), "format": FORMATEN[naam.split(".")[1]]},
    )
    assert zin in response.content.decode()


@pytest.mark.parametrize("inhoud", [b"", b"\x00\x01\xff" * 50, b"PK\x03\x04half", "één;twee".encode("utf-16")])
@pytest.mark.parametrize("formaat", FORMATEN)
def test_a_file_that_is_no_sheet_gives_a_page_and_changes_nothing(
    inhoud: bytes, formaat: str, voorbeeld: Plan, als: Callable[..., Client]
) -> None:
    hoeveel = Organisatie.objects.count()
    response = als("beheerder").post(
        "/beheer/governance/organisatie/import/",
        {"import_file": SimpleUploadedFile(f"x.{formaat}", inhoud), "format": FORMATEN[formaat]},
    )
    assert response.status_code == 200
    assert Organisatie.objects.count() == hoeveel


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_in_any_usual_encoding_comes_in(codering: str, voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("beheerder")
    csv = "regio;code;naam;soort;kolom\ntwente;cafe;Één café;gemeente;\n".encode(codering)
    gegevens = {"import_file": SimpleUploadedFile("x.csv", csv), "format": FORMATEN["csv"]}
    pagina = client.post("/beheer/governance/organisatie/import/", gegevens)
    assert "Één café" in " ".join(pagina.content.decode().split())
    form = pagina.context["confirm_form"]
    client.post("/beheer/governance/organisatie/process_import/", form.initial)
    assert Organisatie.objects.get(code="cafe").naam == "Één café"


def test_a_file_that_cannot_be_read_says_why(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    response = als("beheerder").post(
        "/beheer/governance/organisatie/import/",
        {"import_file": SimpleUploadedFile("x.xlsx", b"PK\x03\x04half"), "format": FORMATEN["xlsx"]},
    )
    assert "Dit bestand is beschadigd: het is niet uit te pakken." in response.content.decode()


def test_csv_of_dutch_excel_and_of_others() -> None:
    for tekst in ("\ufeffa;b\n1;2,5\n", 'a,b\n1,"2,5"\n'):
        assert Puntkomma().create_dataset(tekst.encode("utf-8")).dict == [{"a": "1", "b": "2,5"}]


def test_difference_is_escaped_and_carries_no_style() -> None:
    html = _verschil("oud <b> woord", "nieuw <script> woord")
    assert html == "<del>oud &lt;b&gt;</del> <ins>nieuw &lt;script&gt;</ins> woord"
    assert "style" not in _verschil("x" * 5000, "y" * 5000)
    assert OrganisatieRegister.get_diff_class() is Verschil


@pytest.mark.parametrize("rol", ["redacteur", None])
def test_others_do_not_import_or_export(rol: Any, voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als(rol)
    for wat in ("import", "export"):
        assert client.get(f"/beheer/governance/organisatie/{wat}/", follow=True).status_code == 403

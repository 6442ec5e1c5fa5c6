"""Registers read in the admin from sheets as people really have them: dates, percentages, doubt, Dutch sentences."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from governance.models import Mijlpaal, Organisatie
from monitoring.models import Meting
from opgaven.models import Plan
from tests.inlezen.kantoor import door_libreoffice
from tests.npvr.bladwerk import Cellen, als_xlsx, verander

GEVALLEN = Path(__file__).parents[1] / "inlezen" / "tabelgevallen"
FORMATEN = {"xlsx": "0", "ods": "1", "csv": "2"}
METING = ["indicator", "gebied", "jaar", "soort", "waarde"]
ENGELS = re.compile(
    r"\b(?:the|your|file|import(?:er)? (?:will|finished)|export(?:er)? will|invalid|error|class|decimal|Resource|"
    r"through|selected|matching|does not exist|Ensure|Traceback|None)\b",
    re.I,
)


def woorden(response: Any) -> str:
    """What people read on the page."""
    tekst = response.content.decode()
    tekst = re.sub(r"<(script|style|svg)\b.*?</\1>|<!--.*?-->|<code>.*?</code>", " ", tekst, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", tekst)).split())


def geef(client: Client, inhoud: bytes, formaat: str = "xlsx", model: str = "monitoring/meting") -> Any:
    bestand = SimpleUploadedFile(f"x.{formaat}", inhoud)
    response = client.post(f"/beheer/{model}/import/", {"import_file": bestand, "format": FORMATEN[formaat]})
    assert response.status_code == 200
    assert not ENGELS.search(woorden(response)), ENGELS.search(woorden(response))
    return response


def bevestig(client: Client, response: Any, model: str = "monitoring/meting") -> Any:
    form = response.context["confirm_form"]
    klaar = client.post(f"/beheer/{model}/process_import/", form.initial, follow=True)
    assert not ENGELS.search(woorden(klaar)), ENGELS.search(woorden(klaar))
    return klaar


@pytest.mark.parametrize("naar", ["", "ods", "xlsx"])
def test_a_percent_cell_is_read_as_it_is_shown(naar: str, voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("beheerder")
    inhoud = (GEVALLEN / "23-metingen-procentcel.xlsx").read_bytes()
    if naar:
        inhoud = door_libreoffice({"x": inhoud}, "xlsx", naar)["x"]
    pagina = geef(client, inhoud, naar or "xlsx")
    assert "<ins>11,3</ins>" in pagina.content.decode()
    klaar = bevestig(client, pagina)
    assert Meting.objects.get(gebied="Proef A").waarde == Decimal("11.3")
    assert "Ingelezen: 1 nieuw" in woorden(klaar)
    assert "Ingelezen uit een bestand." in set(LogEntry.objects.values_list("change_message", flat=True))


def test_a_percent_sign_in_text_is_read(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("beheerder")
    inhoud = (GEVALLEN / "24-metingen-procentteken-als-tekst.csv").read_bytes()
    bevestig(client, geef(client, inhoud, "csv"))
    assert Meting.objects.get(gebied="Proef E").waarde == Decimal("11.3")


@pytest.mark.parametrize(
    ("rij", "zin"),
    [
        (["twente/inwoners", "P", 2026, "stand", (0.113, "0.0%")], "kolom waarde: Hier staat een percentage"),
        (["twente/inwoners", "P", 2026, "stand", "11,3%"], "kolom waarde: Hier staat een percentage"),
        (["twente/inwoners", "P", 2026, "stand", "veel"], "kolom waarde: ‘veel’ is geen getal."),
        (["twente/inwoners", "P", 2026, "stand", "1.000"], "kolom waarde: ‘1.000’ is op twee manieren te lezen"),
        (["twente/inwoners", "P", "2.026", "stand", 5], "kolom jaar: ‘2.026’ is op twee manieren te lezen"),
        (["twente/inwoners", "P", 2026.5, "stand", 5], "kolom jaar: ‘2026,5’ is geen heel getal."),
        (["twente/inwoners", "P", "dit jaar", "stand", 5], "kolom jaar: ‘dit jaar’ is geen getal."),
        (["twente/inwoners", "P", 2026, "stand", (datetime(2026, 5, 1), "d/m/yyyy")], "van gemaakt (1 mei 2026)"),
        (["twente/inwoners", "P", 2026, "stand", "=A9*2"], "kolom waarde: In deze cel staat een formule"),
        (["twente/inwoners", "P", 2026, "stand", "#DEEL/0!"], "kolom waarde: In deze cel staat de foutmelding"),
        (["twente/inwoners", "P", 2026, "stand", True], "kolom waarde: Hier staat ja of nee"),
        (["twente/inwoners", (datetime(2026, 5, 1), "d\\-mmm"), 2026, "stand", 5], "kolom gebied: Deze cel"),
        (["twente/weg", "P", 2026, "stand", 5], "Indicator ‘twente/weg’ is onbekend."),
        (["Totaal", "", "", "", 5], "Dit lijkt een rij met totalen"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_said_with_its_row_and_column_in_dutch(
    rij: list[object], zin: str, voorbeeld: Plan, als: Callable[..., Client]
) -> None:
    hoeveel = Meting.objects.count()
    blad: Cellen = [["Metingen"], METING, ["twente/inwoners", "Goed", 2026, "stand", 1], rij]
    pagina = woorden(geef(als("beheerder"), als_xlsx(blad)))
    assert zin in pagina
    assert "Rij 4, kolom" in pagina or "Rij 4: Dit lijkt" in pagina
    assert "Er is niets gewijzigd." in pagina and Meting.objects.count() == hoeveel


def test_numbers_as_people_and_sheets_have_them(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("beheerder")
    maten = [
        ("11,3", "11.3"),
        ("1\u00a0000,5", "1000.5"),
        (" 12 ", "12"),
        ("−6", "-6"),
        ((1234.5, "#,##0.0"), "1234.5"),
    ]
    rijen = [["twente/inwoners", f"G{n}", "2026\u00a0", "stand", maat] for n, (maat, _) in enumerate(maten)]
    bevestig(client, geef(client, als_xlsx([METING, *rijen])))
    for n, (_, wordt) in enumerate(maten):
        assert Meting.objects.get(gebied=f"G{n}").waarde == Decimal(wordt)


def test_a_value_that_a_spreadsheet_wrote_with_seventeen_digits(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    inhoud = als_xlsx([METING, ["twente/energiearmoede", "P", 2026, "stand", (0.113, "0.0%")]])
    inhoud = verander(inhoud, "xl/worksheets/sheet1.xml", lambda t: t.replace(">0.113<", ">0.11299999999999999<"))
    client = als("beheerder")
    bevestig(client, geef(client, inhoud))
    assert Meting.objects.get(gebied="P").waarde == Decimal("11.3")


@pytest.mark.parametrize(("cel", "datum"), [
    ((datetime(2023, 6, 1), "mmm\\-yy"), "2023-06"), ((datetime(2027, 1, 1), "yyyy"), "2027"),
    ((datetime(2026, 11, 20), "d/m/yyyy"), "2026-11-20"), ((datetime(2026, 4, 1), '"Q2 "yyyy'), "2026-Q2"),
    ("2026-04", "2026-04"), (2027, "2027"),
])  # fmt: skip
def test_a_milestone_keeps_the_precision_of_its_cell(
    cel: object, datum: str, voorbeeld: Plan, als: Callable[..., Client]
) -> None:
    precisie = {4: "jaar", 7: "maand" if "Q" not in datum else "kwartaal", 10: "dag"}[len(datum)]
    blad: Cellen = [
        ["regio", "code", "datum", "precisie", "wat", "soort", "relevantie"],
        ["twente", "proef", cel, precisie, "Iets", "besluit", "npvr"],
    ]
    client = als("beheerder")
    bevestig(client, geef(client, als_xlsx(blad), model="governance/mijlpaal"), "governance/mijlpaal")
    assert Mijlpaal.objects.get(code="proef").datum == datum


def test_a_milestone_with_a_time_is_refused(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    blad: Cellen = [
        ["regio", "code", "datum", "precisie", "wat", "soort", "relevantie"],
        ["twente", "proef", (datetime(2026, 11, 20, 14), "d/m/yyyy\\ h:mm"), "dag", "Iets", "besluit", "npvr"],
    ]
    assert "kolom datum: Schrijf de datum als" in woorden(
        geef(als("beheerder"), als_xlsx(blad), model="governance/mijlpaal")
    )


@pytest.mark.parametrize(("inhoud", "zin"), [
    (als_xlsx([["Zo maar"], ["iets", "anders"]]), "De eerste rij is geen rij met kolomnamen"),
    (als_xlsx([["regio", "code", "naam"]]), "Onder de kolomnamen staan geen rijen."),
    (als_xlsx([["regio", "naam"], ["twente", "Naam"]]), "ontbreekt de kolom ‘code’"),
    (als_xlsx([["regio", "code", "naam", "soort"], ["nergens", "x", "Naam", "gemeente"]]), "‘nergens’ is onbekend"),
    (als_xlsx([["regio", "code", "naam", "soort"], ["twente", "x", "", "gemeentes"]]), "kolom naam: Dit veld kan"),
    (b"", "leeg"),
])  # fmt: skip
def test_what_cannot_be_read_is_said_in_dutch(
    inhoud: bytes, zin: str, voorbeeld: Plan, als: Callable[..., Client]
) -> None:
    assert zin in woorden(geef(als("beheerder"), inhoud, model="governance/organisatie"))
    assert not Organisatie.objects.filter(code="x").exists()


def test_names_of_columns_may_be_written_with_capitals_and_hidden_rows_and_strange_columns_are_named(
    voorbeeld: Plan, als: Callable[..., Client]
) -> None:
    def verberg(boek: Any) -> None:
        boek.worksheets[0].row_dimensions[2].hidden = True

    blad: Cellen = [["Regio", "CODE ", "Naam", "Soort", "Opmerking"], ["twente", "x", "Naam", "gemeente", "let op"]]
    client = als("beheerder")
    pagina = geef(client, als_xlsx(blad, pas_aan=verberg), model="governance/organisatie")
    assert "Verborgen in het bestand, maar wel gelezen: rij 2." in woorden(pagina)
    assert "Niet gelezen: de kolom ‘Opmerking’." in woorden(pagina)
    bevestig(client, pagina, "governance/organisatie")
    assert Organisatie.objects.get(code="x").naam == "Naam"


@pytest.mark.parametrize("model", ["governance/organisatie", "governance/mijlpaal", "monitoring/meting"])
@pytest.mark.parametrize("wat", ["import", "export"])
def test_pages_to_read_and_to_write_a_register_are_dutch(
    wat: str, model: str, voorbeeld: Plan, als: Callable[..., Client]
) -> None:
    client = als("beheerder")
    for response in (client.get(f"/beheer/{model}/{wat}/"), client.post(f"/beheer/{model}/{wat}/", {"format": "9"})):
        assert response.status_code == 200
        assert not ENGELS.search(woorden(response)), ENGELS.search(woorden(response))


@pytest.mark.parametrize(("van", "naar"), [("xlsx", "xlsx"), ("xlsx", "ods"), ("ods", "xlsx")])
def test_an_export_saved_by_libreoffice_changes_nothing(
    van: str, naar: str, voorbeeld: Plan, als: Callable[..., Client]
) -> None:
    client = als("beheerder")
    modellen = {"meting": "monitoring/meting", "mijlpaal": "governance/mijlpaal", "org": "governance/organisatie"}
    uit = {
        naam: client.post(f"/beheer/{model}/export/", {"format": FORMATEN[van]}).content
        for naam, model in modellen.items()
    }
    for naam, inhoud in door_libreoffice(uit, van, naar).items():
        pagina = geef(client, inhoud, naar, modellen[naam]).content.decode()
        assert "Overgeslagen" in pagina
        assert 'class="update"' not in pagina and 'class="new"' not in pagina

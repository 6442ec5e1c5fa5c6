import csv
import io
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client
from odf.opendocument import load
from odf.table import TableRow
from pytest_django import DjangoAssertNumQueries

from opgaven.models import Opgave, Plan
from tests.conftest import publiceer_nu


def lees_csv(client: Client, vraag: str = "") -> list[dict[str, str]]:
    inhoud = client.get(f"/twente/opgaven/download/csv/{vraag}").content
    assert inhoud.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(inhoud.decode("utf-8-sig")), delimiter=";"))


def test_csv_has_a_row_per_opgave(client: Client, voorbeeld: Plan) -> None:
    rijen = lees_csv(client)
    assert [rij["Nummer"] for rij in rijen] == [str(n) for n in range(1, 22)]
    veertien = rijen[13]
    assert veertien["Cluster"] == "Fijn wonen voor iedereen"
    assert veertien["Cluster in het overzicht"] == "Ruimte bieden voor ondernemen"
    assert veertien["Primaire ministeries"] == "I&W"
    assert veertien["Betrokken ministeries"] == "VRO"
    assert veertien["Doelstellingen"] == "1 Beter woonklimaat; 2 Voorzieningen op peil"
    assert veertien["Aantal knelpunten"] == "2"
    assert (veertien["Aantal interventies Rijk"], veertien["Aantal interventies regio"]) == ("2", "4")
    assert veertien["Adres"] == "http://testserver/twente/opgaven/14/"
    assert rijen[12]["Primaire ministeries"] == ""
    assert rijen[4]["Primaire ministeries"] == "VRO; BZK"


def test_download_respects_the_filters(client: Client, voorbeeld: Plan) -> None:
    antwoord = client.get("/twente/opgaven/download/csv/?cluster=3")
    assert "opgaven-twente-selectie-" in antwoord["Content-Disposition"]
    assert [rij["Nummer"] for rij in lees_csv(client, "?cluster=3")] == ["6", "7", "8"]
    assert lees_csv(client, "?woord=bestaatniet") == []


def test_xlsx_and_ods_hold_the_same_rows(client: Client, voorbeeld: Plan) -> None:
    antwoord = client.get("/twente/opgaven/download/xlsx/")
    assert antwoord["Content-Disposition"].startswith('attachment; filename="opgaven-twente-')
    blad = openpyxl.load_workbook(io.BytesIO(antwoord.content)).active
    assert blad.title == "Opgaven" and blad.max_row == 22
    assert blad["A2"].value == 1 and blad["B15"].value.startswith("Structurele en veilige")
    ods = load(io.BytesIO(client.get("/twente/opgaven/download/ods/").content))
    assert len(ods.getElementsByType(TableRow)) == 22


@pytest.mark.parametrize("titel", ["=1+1", "+31 53", "-2", "@SUM(A1)", "\t=cmd|'/C calc'!A0", " =1", "＝1+1"])
def test_download_makes_formulas_harmless(client: Client, voorbeeld: Plan, titel: str) -> None:
    Opgave.objects.filter(nummer=14).update(titel=titel)
    publiceer_nu(voorbeeld)
    assert lees_csv(client)[13]["Titel"].startswith("'")
    blad = openpyxl.load_workbook(io.BytesIO(client.get("/twente/opgaven/download/xlsx/").content)).active
    assert blad["B15"].data_type == "s" and blad["B15"].value.startswith("'")


def test_download_takes_control_characters_and_emoji(client: Client, voorbeeld: Plan) -> None:
    Opgave.objects.filter(nummer=14).update(titel="Spoor\x0b\x1f 🚂 שלום")
    publiceer_nu(voorbeeld)
    blad = openpyxl.load_workbook(io.BytesIO(client.get("/twente/opgaven/download/xlsx/").content)).active
    assert blad["B15"].value == "Spoor 🚂 שלום"
    assert client.get("/twente/opgaven/download/ods/").status_code == 200


def test_download_of_an_unknown_format_says_what_there_is(client: Client, voorbeeld: Plan) -> None:
    antwoord = client.get("/twente/opgaven/download/exe/")
    assert antwoord.status_code == 404
    assert "Kies xlsx, ods of csv." in antwoord.content.decode()


def test_download_asks_a_fixed_number_of_queries(
    als: Callable[..., Client], voorbeeld: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    redacteur = als("redacteur")
    redacteur.get("/twente/")
    with django_assert_num_queries(3):
        redacteur.get("/twente/opgaven/download/csv/")

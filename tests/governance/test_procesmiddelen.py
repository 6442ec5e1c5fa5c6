"""Process money: what came in, went out and goes over per year; sums from the rows, in screen and sheet alike."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from governance.models import Organisatie, Procesjaar, Procesuitgave, Regio
from governance.procesmiddelen import standen
from tests.lezen import leest, stuur

PAD = "/twente/governance/procesmiddelen/"


@pytest.fixture
def secretaris(als: Callable[..., Client]) -> Client:
    return als("secretaris")


@pytest.fixture
def twee_jaren(secretaris: Client) -> list[Procesjaar]:
    """€ 100.000 in 2025, of which € 60.000,50 was spent; € 50.000 in 2026, of which € 95.000 was."""
    for jaar, bedrag in (("2025", "100.000"), ("2026", "€ 50000,00")):
        stuur(secretaris, f"{PAD}jaar/", {"jaar": jaar, "ontvangen": bedrag, "van": "BZK", "toelichting": ""})
    een, twee = Procesjaar.objects.order_by("jaar")
    stuur(
        secretaris,
        f"{PAD}{een.pk}/uitgave/",
        {"omschrijving": "Redactie", "wie": "Bureau", "bedrag": "60.000,50", "btw": "10.413,31"},
    )
    stuur(secretaris, f"{PAD}{twee.pk}/uitgave/", {"omschrijving": "Webinar", "wie": "", "bedrag": "95000", "btw": ""})
    return [een, twee]


def test_what_is_over_goes_to_the_next_year_and_a_shortage_is_told(
    secretaris: Client, twee_jaren: list[Procesjaar], django_assert_max_num_queries: Any
) -> None:
    een, twee = standen(Regio.objects.get(code="twente"))
    assert (een.over, een.btw, een.btw_onbekend) == (Decimal("39999.50"), Decimal("10413.31"), 0)
    assert (twee.begin, twee.over, twee.btw_onbekend) == (Decimal("39999.50"), Decimal("-5000.50"), 1)
    with django_assert_max_num_queries(9):
        pagina = leest(secretaris.get(PAD))
    assert "€ 39.999,50" in pagina.replace("\u00a0", " ") and "Tekort" in pagina and "zonder 1 uitgave" in pagina


def test_the_sheet_says_the_same_as_the_screen(secretaris: Client, twee_jaren: list[Procesjaar]) -> None:
    inhoud = secretaris.get(f"{PAD}download/csv/").content.decode("utf-8-sig")
    rijen = list(csv.DictReader(io.StringIO(inhoud), delimiter=";"))
    over = [Decimal(r["Over na dit jaar"].replace(",", ".")) for r in rijen if r["Regel"] == "stand"]
    assert over == [Decimal("39999.50"), Decimal("-5000.50")]
    bedragen = [Decimal(r["Bedrag"].replace(",", ".")) for r in rijen if r["Regel"] in ("ontvangen", "besteed")]
    assert sum(bedragen) == over[-1]
    assert secretaris.get(f"{PAD}download/xlsx/").content[:2] == b"PK"
    assert secretaris.get(f"{PAD}download/pdf/").status_code == 404


@pytest.mark.parametrize("bedrag", ["veel", "-5", "1,234", "12.5.0", ""])
def test_what_is_no_amount_is_refused_and_stays_with_who_typed_it(bedrag: str, secretaris: Client) -> None:
    antwoord = secretaris.post(
        f"{PAD}jaar/", {"jaar": "2026", "ontvangen": bedrag, "van": "BZK", "toelichting": "Van mij"}
    )
    assert antwoord.status_code == 422 and "Van mij" in antwoord.text and not Procesjaar.objects.exists()


def test_a_year_stands_once_and_btw_is_not_above_the_amount(secretaris: Client, twee_jaren: list[Procesjaar]) -> None:
    antwoord = secretaris.post(f"{PAD}jaar/", {"jaar": "2026", "ontvangen": "1", "van": "", "toelichting": ""})
    assert antwoord.status_code == 422 and "Het jaar 2026 staat er al" in antwoord.text
    adres = f"{PAD}{twee_jaren[0].pk}/uitgave/"
    antwoord = secretaris.post(adres, {"omschrijving": "Zaal", "bedrag": "10", "btw": "11"})
    assert antwoord.status_code == 422 and "hoger dan het bedrag" in antwoord.text
    with pytest.raises(IntegrityError), transaction.atomic():
        Procesuitgave.objects.update(btw=10**9)


def test_the_same_form_twice_is_one_and_another_start_is_told(secretaris: Client, twee_jaren: list[Procesjaar]) -> None:
    adres = f"{PAD}{twee_jaren[0].pk}/uitgave/"
    kenmerk = re.findall(r'name="kenmerk" value="([^"]*)"', secretaris.get(adres).text)[0]
    for _ in range(2):
        secretaris.post(adres, {"omschrijving": "Zaal", "bedrag": "250", "kenmerk": kenmerk})
    rij = Procesuitgave.objects.get(omschrijving="Zaal")
    pagina = secretaris.get(f"{adres}{rij.pk}/").text
    gezien = re.findall(r'name="gezien" value="([^"]*)"', pagina)[0]
    Procesuitgave.objects.filter(pk=rij.pk).update(bedrag=300)
    velden = {"omschrijving": "Zaal", "bedrag": "275", "gezien": gezien}
    assert secretaris.post(f"{adres}{rij.pk}/", velden).status_code == 409
    assert secretaris.post(f"{adres}{rij.pk}/weg/", {"gezien": gezien}).status_code == 409
    nu = re.findall(r'name="gezien" value="([^"]*)"', secretaris.get(f"{adres}{rij.pk}/").text)[0]
    assert secretaris.post(f"{adres}{rij.pk}/weg/", {"gezien": nu}).status_code == 303
    assert not Procesuitgave.objects.filter(pk=rij.pk).exists()


def test_who_reads_and_who_writes(als: Callable[..., Client], twee_jaren: list[Procesjaar]) -> None:
    assert Client().get(PAD).status_code == 302 and als(None).get(PAD).status_code == 404
    for rol in ("lezer", "redacteur", "beheerder"):
        client = als(rol)
        assert "Redactie" in client.get(PAD).text and "toevoegen" not in client.get(PAD).text
        assert client.get(f"{PAD}jaar/").status_code == 403
    assert "Uitgave toevoegen" in als("programmamanager").get(PAD).text


def test_the_keeper_is_an_organisation_of_the_region(secretaris: Client) -> None:
    ander = Organisatie.objects.exclude(regio__code="twente").first()
    eigen = Organisatie.objects.filter(regio__code="twente").earliest("pk")
    velden = {"jaar": "2026", "ontvangen": "1", "van": "", "toelichting": ""}
    if ander is not None:
        assert secretaris.post(f"{PAD}jaar/", velden | {"regiokassier": str(ander.pk)}).status_code == 422
    assert secretaris.post(f"{PAD}jaar/", velden | {"regiokassier": str(eigen.pk)}).status_code == 303
    assert f"Regiokassier: {eigen.naam}" in leest(secretaris.get(PAD))

"""The rights report, as page and as spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import User
from governance.models import Rol

RAPPORT = "/twente/beheer/personen/rechten/"


def test_the_report_says_who_may_do_what_since_when_and_from_whom(
    als: Callable[..., Client], persoon: Callable[..., User]
) -> None:
    user, gever = persoon("redacteur"), persoon("programmamanager")
    Rol.objects.filter(user=user).update(gegeven_door=gever)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    tekst = als("beheerder").get(RAPPORT).text
    assert "3 rollen van 3 personen" in tekst
    assert "Programmamanager twente" in tekst
    assert ">ja<" in tekst
    assert "nog nooit" in tekst


def test_earlier_rollen_on_request(als: Callable[..., Client], persoon: Callable[..., User]) -> None:
    Rol.objects.filter(user=persoon("secretaris")).update(tot=timezone.now())
    client = als("beheerder")
    assert "Secretaris" not in client.get(RAPPORT).text
    assert "Secretaris" in client.get(f"{RAPPORT}?ook=voorbij").text
    assert "Secretaris" in client.get(f"{RAPPORT}csv/?ook=voorbij").content.decode("utf-8-sig")


def test_the_report_costs_a_fixed_number_of_queries(
    als: Callable[..., Client], persoon: Callable[..., User], django_assert_num_queries: Any
) -> None:
    client = als("beheerder")
    for rol in ("redacteur", "lezer", "eigenaar"):
        persoon(rol)
    for adres, hoeveel in ((RAPPORT, 6), (f"{RAPPORT}csv/", 5)):
        with django_assert_num_queries(hoeveel):  # session, person, region, rights, opgaven, roles; reviews
            client.get(adres)


KWAAD = ['=HYPERLINK("http://x")', "+1+1", "-2", "@SUM(A1)", "a\x07b", "；=1", "x" * 200]


@pytest.fixture
def kwade_namen(persoon: Callable[..., User]) -> None:
    for naam in KWAAD:
        User.objects.filter(pk=persoon("lezer").pk).update(naam=naam)


def test_csv_is_harmless(kwade_namen: None, als: Callable[..., Client]) -> None:
    antwoord = als("beheerder").get(f"{RAPPORT}csv/")
    assert 'filename="rechten-twente-' in antwoord["Content-Disposition"]
    rijen = list(csv.reader(StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))
    assert rijen[0][:4] == ["Naam of functie", "E-mailadres", "Rol", "Waarvoor"]
    assert len(rijen) == 1 + len(KWAAD) + 1
    for rij in rijen[1:]:
        assert rij[0][:1] not in ("=", "+", "-", "@")


def test_xlsx_is_harmless(kwade_namen: None, als: Callable[..., Client]) -> None:
    antwoord = als("beheerder").get(f"{RAPPORT}xlsx/")
    blad = load_workbook(BytesIO(antwoord.content)).active
    assert blad is not None
    assert blad.max_row == 1 + len(KWAAD) + 1
    for rij in blad.iter_rows(min_row=2):
        assert rij[0].data_type != "f"


def test_ods_opens(als: Callable[..., Client]) -> None:
    assert als("beheerder").get(f"{RAPPORT}ods/").content[:2] == b"PK"


@pytest.mark.parametrize("formaat", ["exe", "pdf", "html"])
def test_there_is_no_other_format(formaat: str, als: Callable[..., Client]) -> None:
    assert als("beheerder").get(f"{RAPPORT}{formaat}/").status_code == 404

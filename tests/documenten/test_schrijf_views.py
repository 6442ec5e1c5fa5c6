"""The addresses of Word, ODT and JSON: who may have them, what they are called, what they cost."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.test import Client
from odf.opendocument import load

from inlezen.lezers.terug import lees_json, lees_terug
from opgaven.models import Plan
from plandocument.canoniek import uit_bytes

FICHE, PLAN = "/twente/opgaven/14/", "/twente/plan/"
ALLE = (f"{FICHE}word/", f"{FICHE}odt/", f"{PLAN}word/", f"{PLAN}odt/", f"{PLAN}json/")


@pytest.fixture(autouse=True)
def _plan(voorbeeld: Plan) -> None: ...


def naam_van(response: Any) -> str:
    soort, _, naam = response["Content-Disposition"].partition("; filename=")
    assert soort == "attachment"
    return str(naam.strip('"'))


def test_json_is_the_plan(client: Client) -> None:
    response = client.get(f"{PLAN}json/")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert naam_van(response).startswith("Plan voor de Regio Twente Voorbeeldplan 20")
    assert naam_van(response).endswith(".json")
    assert lees_json(response.content).opgave(14).nummer == 14


def test_word_opens_and_comes_back(client: Client) -> None:
    document = uit_bytes(client.get(f"{PLAN}json/").content)
    for adres in (f"{PLAN}word/", f"{FICHE}word/"):
        response = client.get(adres)
        assert response["Content-Type"].endswith("wordprocessingml.document")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert docx.Document(io.BytesIO(response.content)).core_properties.language == "nl-NL"
        assert lees_terug(response.content, document).document == document


def test_odt_opens_and_comes_back(client: Client) -> None:
    document = uit_bytes(client.get(f"{PLAN}json/").content)
    for adres in (f"{PLAN}odt/", f"{FICHE}odt/"):
        response = client.get(adres)
        assert response["Content-Type"] == "application/vnd.oasis.opendocument.text"
        assert load(io.BytesIO(response.content)).text is not None
        assert lees_terug(response.content, document).document == document


def test_name_of_the_fiche(client: Client) -> None:
    assert naam_van(client.get(f"{FICHE}word/")).startswith("Plan voor de Regio Twente Voorbeeldplan - opgave 14 20")


@pytest.mark.parametrize("titel", ['a"; filename="b.exe', "../../x", "a\r\nX-Kop: 1", "plán 👩", "<b>|?*"])
def test_a_title_does_not_break_the_name(titel: str, als: Callable[..., Client]) -> None:
    Plan.objects.filter(regio__code="twente").update(titel=titel)
    response = als("lezer").get(f"{PLAN}json/")
    assert response.status_code == 200
    assert "X-Kop" not in response.headers
    kop = response["Content-Disposition"]
    assert not set("/\\<>|?*\r\n") & set(kop.replace("filename*=utf-8''", ""))
    assert kop.count('"') in (0, 2)


@pytest.mark.parametrize("adres", ALLE)
def test_unchanged_is_304(client: Client, adres: str) -> None:
    etag = client.get(adres)["ETag"]
    response = client.get(adres, headers={"if-none-match": etag})
    assert response.status_code == 304
    assert response.content == b""
    assert client.get(adres, headers={"if-none-match": '"anders"'}).status_code == 200


def test_every_file_has_an_etag_of_its_own(client: Client) -> None:
    assert len({client.get(adres)["ETag"] for adres in ALLE}) == len(ALLE)


@pytest.mark.parametrize("adres", ALLE)
@pytest.mark.parametrize("methode", ["post", "put", "patch", "delete"])
def test_another_method_is_not_allowed(client: Client, adres: str, methode: str) -> None:
    assert getattr(client, methode)(adres).status_code == 405


@pytest.mark.parametrize("soort", ["word", "odt", "json"])
@pytest.mark.parametrize("stam", ["/zeeland/plan/", "/achterhoek/plan/", "/twente/opgaven/99/", "/twente/opgaven/0/"])
def test_what_is_not_there_is_404(client: Client, stam: str, soort: str) -> None:
    assert client.get(f"{stam}{soort}/").status_code == 404


@pytest.mark.parametrize("adres", ALLE)
def test_an_internal_plan_is_not_there_for_who_may_not_see_it(
    adres: str, client: Client, intern: Plan, als: Callable[..., Client]
) -> None:
    assert client.get(adres).status_code == 404
    assert als(None).get(adres).status_code == 404
    assert als("redacteur", regio="achterhoek").get(adres).status_code == 404
    response = als("lezer").get(adres)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("adres", ALLE)
def test_no_more_queries_than_the_visit(adres: str, client: Client, django_assert_num_queries: Any) -> None:
    """And one for what was decided about the version, where the file says that."""
    client.get(adres)
    with django_assert_num_queries(1 if "json" in adres else 2):
        client.get(adres)


def test_links_on_the_pages(client: Client) -> None:
    fiche, plan = client.get(FICHE).content.decode(), client.get(PLAN).content.decode()
    for adres in ALLE:
        assert f'href="{adres}"' in (fiche if adres.startswith(FICHE) else plan)

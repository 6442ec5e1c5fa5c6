"""The addresses of the PDFs: who may have them, what they are called, and what it says when there is none."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from documenten.druk import fouten, pers
from opgaven.models import Opgave, Plan
from tests.conftest import publiceer_nu
from tests.documenten.conftest import Pdf

FICHE, PLAN = "/twente/opgaven/14/pdf/", "/twente/plan/pdf/"


def naam_van(response: Any) -> str:
    """The name of the file without the day of its text."""
    gevonden = re.fullmatch(r'inline; filename="(.*) \d{4}-\d\d-\d\d\.pdf"', response["Content-Disposition"])
    assert gevonden is not None, response["Content-Disposition"]
    return gevonden[1]


@pytest.fixture(autouse=True)
def _drukkerij(drukkerij: Path, voorbeeld: Plan) -> None: ...


def test_fiche_as_pdf(client: Client, tmp_path: Path) -> None:
    response = client.get(FICHE)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert naam_van(response) == "Plan voor de Regio Twente Voorbeeldplan - opgave 14"
    assert response["X-Content-Type-Options"] == "nosniff"
    pad = tmp_path / "fiche.pdf"
    pad.write_bytes(response.content)
    assert int(response["Content-Length"]) == pad.stat().st_size
    tekst = Pdf(pad).tekst()
    for code in ("14.O", "14.K2", "14.I6", "14.V"):
        assert code in tekst
    assert "vastgelegd" in tekst


def test_plan_as_pdf(client: Client, tmp_path: Path) -> None:
    response = client.get(PLAN)
    assert naam_van(response) == "Plan voor de Regio Twente Voorbeeldplan"
    pad = tmp_path / "plan.pdf"
    pad.write_bytes(response.content)
    tekst = Pdf(pad).tekst()
    assert "Twente Board" in tekst
    assert "Wie met wie overlegt" in tekst
    assert Pdf(pad).ua_fouten() == []
    assert len(PdfReader(pad).pages) > 30


def test_unchanged_is_304(client: Client) -> None:
    eerste = client.get(FICHE)
    tweede = client.get(FICHE, headers={"if-none-match": eerste["ETag"]})
    assert tweede.status_code == 304
    assert tweede["ETag"] == eerste["ETag"]
    assert client.get(FICHE, headers={"if-none-match": '"anders"'}).status_code == 200


def test_a_changed_title_gives_another_pdf(client: Client) -> None:
    etag = client.get(FICHE)["ETag"]
    opgave = Opgave.objects.get(plan__regio__code="twente", nummer=14)
    opgave.titel = "Een nieuwe titel voor deze opgave"
    opgave.save()
    assert client.get(FICHE, headers={"if-none-match": etag}).status_code == 304  # until it is published
    publiceer_nu(opgave.plan)
    response = client.get(FICHE, headers={"if-none-match": etag})
    assert response.status_code == 200
    assert response["ETag"] != etag


def test_head_gives_only_the_headers(client: Client) -> None:
    response = client.head(FICHE)
    assert response.status_code == 200
    assert int(response["Content-Length"]) > 1000
    assert response.content == b""


@pytest.mark.parametrize("adres", [FICHE, PLAN])
@pytest.mark.parametrize("methode", ["post", "put", "patch", "delete"])
def test_another_method_is_not_allowed(client: Client, adres: str, methode: str) -> None:
    assert getattr(client, methode)(adres).status_code == 405


@pytest.mark.parametrize(
    "adres",
    ["/twente/opgaven/99/pdf/", "/zeeland/plan/pdf/", "/achterhoek/plan/pdf/", "/twente/opgaven/0/pdf/"],
)
def test_what_is_not_there_is_404(client: Client, adres: str) -> None:
    assert client.get(adres).status_code == 404


@pytest.mark.parametrize("adres", [FICHE, PLAN])
def test_an_internal_plan_is_not_there_for_who_may_not_see_it(
    adres: str, client: Client, intern: Plan, als: Callable[..., Client]
) -> None:
    assert client.get(adres).status_code == 404
    assert als(None).get(adres).status_code == 404
    assert als("redacteur", regio="achterhoek").get(adres).status_code == 404


def test_an_internal_plan_is_kept_nowhere(intern: Plan, als: Callable[..., Client]) -> None:
    response = als("lezer").get(FICHE)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def test_a_public_plan_is_asked_for_again(client: Client) -> None:
    response = client.get(FICHE)
    assert response["Cache-Control"] == "no-cache"
    assert "Cookie" in response["Vary"]


def test_number_of_database_queries(client: Client, django_assert_num_queries: Any) -> None:
    """Two for a visitor once the document is built, one of them for decisions; the plan asks more for the bodies."""
    client.get(FICHE)
    with django_assert_num_queries(2):
        client.get(FICHE)
    client.get(PLAN)
    with django_assert_num_queries(5):
        client.get(PLAN)


def test_get_writes_nothing(client: Client, voorbeeld: Plan) -> None:
    client.get(FICHE)
    na = Plan.objects.get(pk=voorbeeld.pk)
    assert (na.stand, na.gewijzigd_op) == (voorbeeld.stand, voorbeeld.gewijzigd_op)


@pytest.mark.parametrize(
    ("fout", "status", "zin"),
    [
        (fouten.DuurtTeLang, 503, "te lang duurt"),
        (fouten.TeVeelGeheugen, 503, "te veel geheugen"),
        (fouten.Afgebroken, 503, "afgebroken"),
        (fouten.Druk, 503, "al veel PDF’s"),
        (fouten.DelenOntbreken, 503, "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        (fouten.GeenDrukplek, 503, "schijf is vol"),
        (fouten.DrukMislukt, 500, "Er ging iets mis"),
    ],
)
def test_a_fault_gives_a_sentence_and_advice(
    fout: type[fouten.DrukMislukt], status: int, zin: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mislukt(*args: object) -> None:
        raise fout("technische reden")

    monkeypatch.setattr(pers, "druk", mislukt)
    monkeypatch.setattr(pers, "bewaard", lambda sleutel: None)
    response = client.get(FICHE)
    assert response.status_code == status
    tekst = response.content.decode()
    assert "De PDF kon niet worden gemaakt" in tekst
    assert zin in tekst
    assert "technische reden" not in tekst
    assert response["Content-Type"].startswith("text/html")
    assert response["Cache-Control"] == "no-store"
    assert ("Retry-After" in response) == (status == 503)


def test_a_text_too_long_for_real(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pers.Grenzen, "__init__", lambda self: _grenzen(self))
    opgave = Opgave.objects.get(plan__regio__code="twente", nummer=14)
    opgave.titel = "Een titel die nog niet gedrukt is"
    opgave.save()
    publiceer_nu(opgave.plan)
    response = client.get(FICHE)
    assert response.status_code == 503
    assert "te lang duurt" in response.content.decode()


def _grenzen(grenzen: pers.Grenzen) -> None:
    for veld, waarde in {"seconden": 0.05, "cpu": 9, "geheugen": 0, "uitvoer": 0, "tegelijk": 2, "wachten": 5}.items():
        object.__setattr__(grenzen, veld, waarde)


def test_a_title_with_a_line_break_gives_an_ordinary_file_name(client: Client, voorbeeld: Plan) -> None:
    Plan.objects.filter(pk=voorbeeld.pk).update(titel="Plan\r\nSet-Cookie: x=1")
    publiceer_nu(voorbeeld)
    response = client.get(FICHE)
    assert response.status_code == 200
    assert naam_van(response) == "Plan Set-Cookie x=1 Versie 2 - opgave 14"

"""Choosing what to print: the form keeps the choice in its address, says what comes out, and makes a job of it."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.http import HttpRequest
from django.test import Client
from pypdf import PdfReader

from accounts.models import User
from documenten.afdrukken import maak as maak_bestand
from documenten.druk.keuze import Drukkeuze
from governance.models import Besluit, Gremium, Regio
from npvr import getallen
from opdrachten.models import Opdracht
from opgaven.bezoek import Bezoek
from opgaven.models import Opgave, Plan
from tests.conftest import publiceer_nu
from tests.inlezen.tabelwerk import lees, voorstel
from tests.lezen import leest
from tests.versies.vergelijkplan import stel_vast
from versies.actions.goedkeuringen import bevestig, leg_vast
from versies.actions.versies import maak_versie
from versies.bezoek import bezoek
from versies.models import Versie

ADRES = "/twente/afdrukken/"


def tabel(visite: Bezoek, soort: str) -> bytes:
    return maak_bestand(visite, Drukkeuze(soort, "xlsx").netjes(visite.document)).inhoud


@pytest.fixture(autouse=True)
def _drukkerij(eigen_var: Path, voorbeeld: Plan) -> None:
    """Seals and the like stay with the test."""


@pytest.fixture
def lezer(als: Callable[..., Client]) -> Client:
    return als("lezer")


@pytest.fixture
def versie(voorbeeld: Plan, persoon: Callable[..., User]) -> Versie:
    return maak_versie(plan=voorbeeld, label="Definitief", door=persoon("programmamanager"))


@pytest.fixture
def maak(lezer: Client, werk_af: Callable[[], int]) -> Callable[..., Opdracht]:
    """Ask by the form, have it made, and give the job."""

    def doe(**velden: Any) -> Opdracht:
        response = lezer.post(ADRES, {"daad": "maak", "gekozen": "1", **velden})
        assert response.status_code == 303, _tekst(response)
        assert response["Location"].startswith("/twente/opdrachten/")
        werk_af()
        opdracht = Opdracht.objects.get(pk=response["Location"].rstrip("/").rpartition("/")[2])
        assert opdracht.stand == Opdracht.Stand.KLAAR, opdracht.fout
        return opdracht

    return doe


def _tekst(response: Any) -> str:
    return " ".join(html.unescape(leest(response)).split())


def _pdf(opdracht: Opdracht) -> PdfReader:
    return PdfReader(BytesIO(bytes(opdracht.opbrengst.inhoud)))


def test_simply_the_whole_plan(lezer: Client) -> None:
    tekst = _tekst(lezer.get(ADRES))
    assert "U krijgt het hele plan uit de werkversie van nu, als PDF." in tekst
    assert "Achterin: overleggen en teams." in tekst
    assert "JSON (open data)" in tekst and "archief" not in tekst


@pytest.mark.parametrize("soort", ["selectie", "fiche", "memo", "plancontrole", "opgaven", "knelpunten", "trajecten"])
def test_every_kind_has_a_form(soort: str, lezer: Client) -> None:
    response = lezer.get(ADRES, {"soort": soort})
    assert response.status_code == 200
    assert 'aria-current="true"' in leest(response)


def test_the_address_remembers_the_keuze_for_a_colleague(
    lezer: Client, als: Callable[..., Client], versie: Versie
) -> None:
    velden = {
        "daad": "bekijk", "gekozen": "1", "soort": "selectie", "versie": versie.code, "formaat": "pdf",
        "opgave": ["3", "14"], "regelnummers": "ja", "watermerk": "eigen", "woord": "Ter bespreking",
    }  # fmt: skip
    response = lezer.post(ADRES, velden)
    assert response.status_code == 303
    link = response["Location"]
    assert link.startswith(f"{ADRES}?soort=selectie&") and "csrf" not in link
    bij_collega = _tekst(als("redacteur").get(link))
    assert "U krijgt de opgaven 3 en 14 uit de versie ‘Definitief’, als PDF. Zonder codes." in bij_collega
    assert "‘Ter bespreking’" in bij_collega and 'value="Ter bespreking"' in bij_collega
    assert lezer.get(link).status_code == 200
    assert not Opdracht.objects.exists(), "looking makes nothing"


def test_all_and_none(lezer: Client) -> None:
    alle = lezer.post(ADRES, {"daad": "alle", "gekozen": "1", "soort": "selectie"})["Location"]
    assert alle.count("opgave=") == 21
    assert "Kies ten minste één opgave." in _tekst(
        lezer.get(lezer.post(ADRES, {"daad": "geen", "gekozen": "1", "soort": "selectie", "opgave": "3"})["Location"])
    )


def test_a_selection_as_vergaderversie(maak: Callable[..., Opdracht], versie: Versie) -> None:
    velden = {"formaat": "pdf", "opgave": ["14", "3"], "codes": "ja", "regelnummers": "ja", "watermerk": "Concept"}
    opdracht = maak(soort="selectie", versie=versie.code, **velden)
    assert opdracht.titel == "Opgaven 3 en 14, vergaderversie (Definitief) als PDF"
    assert opdracht.opbrengst.naam.startswith("Plan voor de Regio Twente Definitief - opgaven 3 en 14, vergaderversie ")
    lezer = _pdf(opdracht)
    assert len(lezer.pages) == 5
    assert "\n35" in lezer.pages[2].extract_text() or "35" in lezer.pages[2].extract_text().split()


@pytest.mark.parametrize(
    ("velden", "naam", "begin"),
    [
        ({"soort": "fiche", "opgave": "14", "formaat": "pdf"}, "fiche van opgave 14", b"%PDF-1.7"),
        ({"soort": "fiche", "opgave": "14", "formaat": "docx"}, "fiche van opgave 14", b"PK"),
        ({"soort": "selectie", "opgave": ["3", "4"], "formaat": "odt"}, "opgaven 3 en 4", b"PK"),
        ({"soort": "plan", "formaat": "json"}, "Plan voor de Regio Twente", b'{"clusters"'),
        ({"soort": "plan", "formaat": "docx"}, "Plan voor de Regio Twente", b"PK"),
        ({"soort": "plancontrole", "formaat": "pdf"}, "verslag van de plancontrole", b"%PDF-1.7"),
        ({"soort": "plancontrole", "formaat": "ods"}, "verslag van de plancontrole", b"PK"),
        ({"soort": "interventies", "formaat": "ods"}, "tabel van de interventies", b"PK"),
    ],
)
def test_every_file(velden: dict[str, Any], naam: str, begin: bytes, maak: Callable[..., Opdracht]) -> None:
    opbrengst = maak(**velden).opbrengst
    assert naam in opbrengst.naam and opbrengst.naam.endswith(f".{velden['formaat']}")
    assert bytes(opbrengst.inhoud).startswith(begin)


def test_memo_from_versie_to_werkversie(maak: Callable[..., Opdracht], versie: Versie, lezer: Client) -> None:
    opgave = Opgave.objects.get(plan=versie.plan, nummer=3)
    opgave.titel = "Een heel andere titel voor deze opgave"
    opgave.save()
    assert "wat er verandert van de versie ‘Definitief’ naar de werkversie van nu." in _tekst(
        lezer.get(ADRES, {"soort": "memo"})
    )
    opdracht = maak(soort="memo", formaat="pdf", versie=versie.code, naar="")
    assert opdracht.titel == "Wijzigingsmemo (van Definitief naar de werkversie) als PDF"
    assert "Een heel andere titel" in " ".join(" ".join(p.extract_text() for p in _pdf(opdracht).pages).split())
    for formaat in ("docx", "odt"):
        assert bytes(maak(soort="memo", formaat=formaat, versie=versie.code, naar="").opbrengst.inhoud).startswith(
            b"PK"
        )


def test_memo_starts_at_the_versie_that_was_decided_on(
    versie: Versie, lezer: Client, persoon: Callable[..., User]
) -> None:
    stel_vast(versie, persoon("secretaris"), persoon("programmamanager"))
    maak_versie(plan=versie.plan, label="Later, zonder besluit", door=persoon("programmamanager"))
    assert "van de versie ‘Definitief’ naar de werkversie van nu." in _tekst(lezer.get(ADRES, {"soort": "memo"}))


def test_a_memo_of_the_werkversie_is_not_offered(versie: Versie, lezer: Client) -> None:
    html = leest(lezer.get(ADRES, {"soort": "memo"}))
    van = html[html.index('id="versie"') : html.index('id="naar"')]
    assert "Definitief" in van and "De werkversie van nu" not in van
    response = lezer.post(ADRES, {"daad": "maak", "gekozen": "1", "soort": "memo", "versie": "", "naar": versie.code})
    assert response.status_code == 422 and "begint bij een vastgelegde versie" in _tekst(response)
    assert not Opdracht.objects.exists()


def test_a_memo_without_a_versie_says_what_comes_first(als: Callable[..., Client]) -> None:
    Plan.objects.create(regio=Regio.objects.get(code="achterhoek"), titel="Leeg plan")
    tekst = _tekst(als("lezer", regio="achterhoek").get("/achterhoek/afdrukken/", {"soort": "memo"}))
    assert "nog geen versie vastgelegd" in tekst and 'name="versie"' not in tekst


def test_day_of_a_versie_as_people_write_it(versie: Versie, lezer: Client) -> None:
    assert f"Definitief ({getallen.datum(versie.gemaakt_op)})" in _tekst(lezer.get(ADRES))


@pytest.mark.parametrize("formaat", ["xlsx", "ods"])
@pytest.mark.parametrize("soort", ["opgaven", "knelpunten", "interventies", "trajecten", "plancontrole"])
def test_tables(soort: str, formaat: str, maak: Callable[..., Opdracht], voorbeeld: Plan) -> None:
    opdracht = maak(soort=soort, formaat=formaat)
    if formaat == "ods":
        return
    rijen = list(openpyxl.load_workbook(BytesIO(bytes(opdracht.opbrengst.inhoud))).active.values)
    kop, eerste = rijen[0], rijen[1]
    assert "Adres" in kop
    if soort in ("knelpunten", "interventies", "trajecten"):
        assert kop[:4] == ("Opgave", "Titel van de opgave", "Cluster", "Code")
        letter = {"knelpunten": "K", "interventies": "I", "trajecten": "T"}[soort]
        assert eerste[0] == 1 and eerste[3] == f"1.{letter}1"
        assert eerste[-1].endswith(f"/twente/opgaven/1/#1.{letter}1")
        assert len(rijen) > 60


@pytest.mark.parametrize("soort", ["knelpunten", "interventies"])
def test_a_printed_table_can_be_read_back(voorbeeld: Plan, persoon: Callable[..., User], soort: str) -> None:
    request = HttpRequest()
    request.user = persoon("lezer")
    inhoud = tabel(bezoek(request, "twente"), soort)
    uit = voorstel(voorbeeld, lees(voorbeeld, soort, inhoud))
    assert {r.soort for r in uit.regels} == {"gelijk"} and len(uit.regels) > 60


def test_a_cell_with_a_formula_is_text(voorbeeld: Plan, persoon: Callable[..., User]) -> None:
    request = HttpRequest()
    request.user = persoon("lezer")
    visite = bezoek(request, "twente")
    eerste = visite.document.opgaven[0]
    secties = tuple(replace(s, items=tuple(replace(i, tekst="=1+1\x07") for i in s.items)) for s in eerste.secties)
    document = replace(visite.document, opgaven=(replace(eerste, titel="@SOM(1)", secties=secties),))
    inhoud = tabel(replace(visite, document=document), "knelpunten")
    blad = openpyxl.load_workbook(BytesIO(inhoud)).active
    cellen = [cel for rij in blad.iter_rows() for cel in rij]
    assert {"'=1+1", "'@SOM(1)"} <= {cel.value for cel in cellen}
    assert not [cel for cel in cellen if cel.data_type == "f"]


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"soort": "selectie"}, "Kies ten minste één opgave."),
        ({"soort": "fiche"}, "Kies één opgave voor de fiche."),
        ({"soort": "fiche", "opgave": ["3", "4"]}, "Een fiche gaat over één opgave."),
        ({"soort": "plan", "formaat": "archief"}, "niet van de werkversie"),
        ({"soort": "plan", "watermerk": "eigen", "woord": "😀"}, "Dit woord kan niet achter de tekst staan."),
        ({"soort": "memo", "versie": "", "naar": ""}, "begint bij een vastgelegde versie"),
    ],
)
def test_what_cannot_be_says_why_and_keeps_the_keuze(velden: dict[str, Any], zin: str, lezer: Client) -> None:
    response = lezer.post(ADRES, {"daad": "maak", "gekozen": "1", "regelnummers": "ja", **velden})
    assert response.status_code == 422
    tekst = _tekst(response)
    assert zin in tekst and "Er is nog niets gemaakt." in tekst
    assert not Opdracht.objects.exists()


def test_an_archiefstuk_only_after_a_besluit(
    versie: Versie, maak: Callable[..., Opdracht], lezer: Client, persoon: Callable[..., User]
) -> None:
    velden = {"soort": "plan", "formaat": "archief", "versie": versie.code}
    response = lezer.post(ADRES, {"daad": "maak", "gekozen": "1", **velden})
    assert response.status_code == 422 and "nog geen bevestigd besluit" in _tekst(response)
    assert "voor het archief" not in _tekst(lezer.get(ADRES, {"soort": "plan", "versie": versie.code}))
    goedkeuring = leg_vast(
        versie=versie,
        gremium=Gremium.objects.filter(regio=versie.plan.regio)[0],
        datum=date(2025, 12, 11),
        uitkomst=Besluit.Uitkomst.VASTGESTELD,
        toelichting="",
        vindplaats="",
        amendementen=[],
        door=persoon("secretaris"),
    )
    bevestig(goedkeuring=goedkeuring, pdf=b"%PDF-", door=persoon("programmamanager"))
    assert "PDF voor het archief (PDF/A)" in _tekst(lezer.get(ADRES, {"soort": "plan", "versie": versie.code}))
    opdracht = maak(**velden, bijlage="besluiten")
    assert opdracht.titel == "Het hele plan (Definitief) als PDF voor het archief (PDF/A)"
    assert opdracht.opbrengst.naam.startswith("Plan voor de Regio Twente Definitief archief ")
    assert list(_pdf(opdracht).attachments) == [f"twente-{versie.code}.json"]


@pytest.mark.parametrize("methode", ["get", "post"])
def test_for_a_visitor_the_page_is_not_there(
    methode: str, client: Client, als: Callable[..., Client], voorbeeld: Plan
) -> None:
    publiceer_nu(voorbeeld)
    if methode == "get":
        assert client.get(ADRES).status_code == 404
    else:
        assert client.post(ADRES, {"daad": "maak"}).status_code == 401
    assert getattr(als(None), methode)(ADRES).status_code == 404
    assert getattr(als("redacteur", regio="achterhoek"), methode)(ADRES).status_code == 404
    assert not Opdracht.objects.exists()
    assert ADRES not in leest(client.get("/twente/"))


def test_a_versie_that_is_not_there(lezer: Client) -> None:
    for soort in ("plan", "memo"):
        assert lezer.get(ADRES, {"soort": soort, "versie": "weg"}).status_code == 404


@pytest.mark.parametrize("methode", ["put", "patch", "delete"])
def test_another_method_is_not_allowed(methode: str, lezer: Client) -> None:
    assert getattr(lezer, methode)(ADRES).status_code == 405


def test_nonsense_gives_no_500(lezer: Client) -> None:
    for vraag in (
        "versie=%00&naar=%00",
        "soort=%00&opgave=%F0%9F%98%80",
        "watermerk=" + "%F0%9F%98%80" * 500,
        "opgave=-1&opgave=1e9&formaat[]=x",
    ):
        assert lezer.get(f"{ADRES}?{vraag}").status_code == 200


def test_number_of_database_queries(
    lezer: Client, versie: Versie, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    """Session, user, plan, roles, versions; a version costs its row, its decisions and whether there is an archive."""
    lezer.get(ADRES)
    with django_assert_num_queries(3):
        lezer.get(ADRES)
    lezer.get(ADRES, {"versie": versie.code})
    with django_assert_max_num_queries(10):
        lezer.get(ADRES, {"versie": versie.code})


def test_menu_for_the_team(lezer: Client) -> None:
    assert f'href="{ADRES}"' in leest(lezer.get("/twente/"))

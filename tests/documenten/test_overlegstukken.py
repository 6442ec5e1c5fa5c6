"""Agenda, besluitenlijst and verslag as PDF, Word and ODT: for each audience what it may read, and nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from accounts.models import User
from governance.actions.acties import maak_actie
from governance.actions.besluiten import laat_vervallen, neem_besluit
from governance.actions.verslag import bewaar_notitie
from governance.models import Overleg
from tests.governance.overlegwerk import gehouden, kernteam, naar, overleg, pad, punt, schrijver
from tests.inloggen import inloggen

__all__ = ["kernteam", "overleg", "schrijver"]
VELDEN: dict[str, Any] = {
    "soort": "vaststelling", "uitkomst": "vastgesteld", "vervolg_wie": "Programmamanager", "vervolg_wat": "Schrijft",
    "vervolg_voor": date(2026, 12, 1),
}  # fmt: skip
DICHT = "woorden-achter-de-deur"


@pytest.fixture(autouse=True)
def _druk(eigen_var: Path) -> None:
    """Prints of the run."""


@pytest.fixture
def gevuld(overleg: Overleg, schrijver: User) -> Overleg:
    een = punt(overleg, schrijver, titel="Voortgang van opgave 10", gevraagd="De stand vaststellen.")
    dicht = punt(overleg, schrijver, titel=f"Bod {DICHT}", besloten=True, gevraagd=DICHT)
    rij = gehouden(overleg, schrijver)
    bewaar_notitie(punt=een, plat="Er is **veel** gezegd.\n\n- eerst dit\n- dan dat", vanaf_versie=0, door=schrijver)
    bewaar_notitie(punt=dicht, plat=f"Notitie {DICHT}", vanaf_versie=0, door=schrijver)
    neem_besluit(punt=een, velden=VELDEN | {"titel": "Bijsturen", "tekst": "De stand wordt Bijsturen."}, door=schrijver)
    fout = neem_besluit(punt=een, velden=VELDEN | {"titel": "Fout", "tekst": "Verkeerd ingevoerd."}, door=schrijver)
    laat_vervallen(besluit=fout, reden="Dubbel.", door=schrijver, gezien=None)
    neem_besluit(punt=dicht, velden=VELDEN | {"titel": DICHT, "tekst": DICHT}, door=schrijver)
    maak_actie(gremium=rij.gremium, velden={"wat": "Brief sturen", "wie": "Adviseur"}, door=schrijver, punt=een)
    return rij


def tekst(client: Client, rij: Overleg, soort: str, formaat: str, vraag: str = "") -> str:
    antwoord = client.get(pad(rij, soort, formaat) + vraag)
    assert antwoord.status_code == 200, (soort, formaat)
    if formaat == "pdf":
        boek = PdfReader(io.BytesIO(antwoord.content))
        return re.sub(r"\s+", " ", " ".join(p.extract_text() for p in boek.pages))
    with zipfile.ZipFile(io.BytesIO(antwoord.content)) as pak:
        deel = "word/document.xml" if formaat == "docx" else "content.xml"
        return re.sub(r"<[^>]+>", "", pak.read(deel).decode().replace("<text:s/>", " "))


@pytest.mark.parametrize("formaat", ["pdf", "docx", "odt"])
def test_every_paper_tells_its_part(formaat: str, gevuld: Overleg, schrijver: User) -> None:
    client = inloggen(schrijver)
    agenda = tekst(client, gevuld, "agenda", formaat)
    assert "Voortgang van opgave 10" in agenda and "De stand vaststellen." in agenda and DICHT in agenda
    assert "14.00" in agenda and "De stand wordt Bijsturen." not in agenda
    lijst = tekst(client, gevuld, "besluitenlijst", formaat)
    assert "BES-KT-2026-001" in lijst and "De stand wordt Bijsturen." in lijst and "Concept" in lijst
    assert DICHT not in lijst and "BES-KT-2026-003" not in lijst and "Verkeerd ingevoerd." not in lijst
    assert "1 besluit is besloten." in lijst
    verslag = tekst(client, gevuld, "verslag", formaat)
    assert "Er is veel gezegd." in verslag and "dan dat" in verslag and "Brief sturen" in verslag and DICHT in verslag


@pytest.mark.parametrize("formaat", ["pdf", "docx", "odt"])
def test_without_the_besloten_part_nothing_of_it_is_left(formaat: str, gevuld: Overleg, schrijver: User) -> None:
    naar(gevuld, schrijver, "stel_vast")
    client = inloggen(schrijver)
    for soort in ("agenda", "besluitenlijst", "verslag"):
        assert DICHT not in tekst(client, gevuld, soort, formaat, "?deel=openbaar"), soort


def test_a_reader_gets_the_open_part_once_it_is_settled(
    gevuld: Overleg, schrijver: User, als: Callable[..., Client]
) -> None:
    lezer = als("lezer")
    assert lezer.get(pad(gevuld, "verslag", "docx")).status_code == 404
    assert DICHT not in tekst(lezer, gevuld, "agenda", "docx")
    naar(gevuld, schrijver, "stel_vast")
    verslag = tekst(lezer, gevuld, "verslag", "docx")
    assert "Er is veel gezegd." in verslag and DICHT not in verslag and "Concept" not in verslag


def test_a_member_reads_the_concept_and_a_visitor_nothing(gevuld: Overleg, als: Callable[..., Client]) -> None:
    assert DICHT in tekst(als("ministeriecontact", ministerie="bzk"), gevuld, "verslag", "docx")
    assert als("ministeriecontact", ministerie="ocw").get(pad(gevuld, "verslag", "docx")).status_code == 404
    assert Client().get(pad(gevuld, "agenda", "docx")).status_code == 302


def test_a_draft_agenda_is_for_who_writes(overleg: Overleg, schrijver: User, als: Callable[..., Client]) -> None:
    punt(overleg, schrijver, titel="Nog niet af")
    assert "Nog niet af" in tekst(inloggen(schrijver), overleg, "agenda", "docx")
    assert als("bestuurslid").get(pad(overleg, "agenda", "docx")).status_code == 404


def test_what_does_not_exist_is_not_there(gevuld: Overleg, schrijver: User) -> None:
    client = inloggen(schrijver)
    assert client.get(pad(gevuld, "notulen", "pdf")).status_code == 404
    assert client.get(pad(gevuld, "agenda", "exe")).status_code == 404


def test_prints_are_tagged_in_dutch_with_titles(gevuld: Overleg, schrijver: User) -> None:
    for soort in ("agenda", "besluitenlijst", "verslag"):
        boek = PdfReader(io.BytesIO(inloggen(schrijver).get(pad(gevuld, soort, "pdf")).content))
        wortel: Any = boek.trailer["/Root"]
        assert wortel["/MarkInfo"]["/Marked"] and wortel["/Lang"] == "nl"
        assert "pdfuaid" in boek.xmp_metadata.stream.get_data().decode() if boek.xmp_metadata else False
        assert boek.metadata and "KT-2026-01" in str(boek.metadata.title)
        assert boek.outline


def test_the_page_links_the_papers_that_are_there(gevuld: Overleg, schrijver: User, als: Callable[..., Client]) -> None:
    eigen = inloggen(schrijver).get(pad(gevuld)).text
    assert f'href="{pad(gevuld)}verslag/pdf/"' in eigen
    lezer = als("lezer").get(pad(gevuld)).text
    assert f'href="{pad(gevuld)}agenda/pdf/"' in lezer and "verslag/pdf" not in lezer

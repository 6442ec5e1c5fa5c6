"""The wijzigingsmemo on paper and in files: exactly the changes, in words, with the reasons."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from django.test import Client

from accounts.models import User
from documenten.druk import pers
from documenten.memo import memo_als, memo_van, memo_zetsel
from documenten.memo.inhoud import IN_TABEL, memostuk, reeks
from inlezen.lezers import lees
from inlezen.voorbeeld import lees_voorbeeld
from opgaven.models import Plan
from plandocument.vergelijk import vergelijk
from tests.conftest import BRONNEN, FIXTURES
from tests.documenten.conftest import Pdf
from tests.versies.vergelijkplan import BOARD, Toneel, punt, wijzig, zet_op
from versies.actions.herwegingen import herweeg
from versies.actions.memos import bewaar_memo
from versies.actions.versies import maak_versie
from versies.models import Amendement, Herweging

CODES = ["3.V", "7.K2", "14.K1", "14.K2", "14.I3"]


@pytest.fixture
def toneel(drukkerij: Path, voorbeeld: Plan, persoon: Callable[..., User]) -> Toneel:
    return zet_op(voorbeeld, persoon("programmamanager"), persoon("secretaris"))


def plat(woorden: str) -> str:
    """Words as they are read, without the breaks of lines."""
    return " ".join(re.sub(r"(?<=\w)-\n\s*(?=\w)", "", woorden).split())


def test_the_pdf_holds_exactly_the_changes_with_their_reasons(toneel: Toneel) -> None:
    afdruk = pers.druk(memo_zetsel(memo_van(toneel.visite, toneel.oud.code, "werkversie")))
    pdf = Pdf(afdruk.pad)
    assert pdf.ua_fouten() == []
    assert set(pdf.letters()) <= {"Fira-Sans", "Fira-Sans-Italic", "Fira-Sans-Medium", "Fira-Sans-Semi-Bold"}
    tekst = plat(pdf.tekst("-raw"))
    for zin in (
        "Wat er in het plan is veranderd sinds 11 december 2025",
        "Vastgesteld met wijzigingen door Twente Board op 11 december 2025",
        "Drie van de 21 opgaven zijn inhoudelijk gewijzigd. In totaal zijn er vijf wijzigingen die de inhoud raken.",
        "[nieuw: Rijk en regio spreken af wanneer de bouw begint.]",
        "Het Rijk handhaaft de regels nog niet, en dat raakt gemeenten.",
        "Niemand weet hoe hard het vervoer nu groeit.",
        "Waarom: De planning loopt uiteen.",
        f"Waarom: Het is niet zeker. Naar aanleiding van: {BOARD}.",
        "Was: 14.I6. De woorden zijn gelijk gebleven. Waarom: Eerst het gesprek.",
        "Waarom: niet vermeld.",
        "De opgaven 1, 2, 4 tot en met 6, 8 tot en met 13 en 15 tot en met 21, en alle hoofdstukken.",
    ):
        assert zin in tekst, zin
    assert re.search(r"^Aan +Twente Board$", pdf.tekst("-layout"), re.M)
    assert re.search(r"Nieuw: +Niemand weet hoe hard het vervoer nu groeit\.$", pdf.tekst("-layout"), re.M)
    genoemd = re.findall(r"\b\d{1,2}\.[A-Z]\d{0,2}\b", tekst.partition("Code Onderdeel")[2])
    assert set(genoemd) == {*CODES, "14.I6", "14.I2"}  # where one stood, and what the board asked for


def test_the_same_memo_gives_the_same_print(toneel: Toneel) -> None:
    een, ander = (memo_zetsel(memo_van(toneel.visite, toneel.oud.code, "werkversie")).sleutel for _ in range(2))
    assert een == ander


def test_word_has_real_headings_and_a_table_with_a_header_row(toneel: Toneel) -> None:
    document = docx.Document(
        io.BytesIO(memo_als("docx", memo_van(toneel.visite, toneel.oud.code, "werkversie"), toneel.visite))
    )
    koppen = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert koppen[0] == ("Heading 1", "Wat er in het plan is veranderd sinds\u00a011\u00a0december\u00a02025")
    assert [t.split()[0] for s, t in koppen if s == "Heading 3"] == CODES
    (tabel,) = document.tables
    assert [c.text for c in tabel.rows[0].cells] == [
        "Code",
        "Onderdeel",
        "Soort wijziging",
        "Naar aanleiding van",
        "Woorden",
    ]
    assert "tblHeader" in tabel.rows[0]._tr.xml
    assert [r.cells[0].text for r in tabel.rows[1:]] == ["3", "3.V", "7", "7.K2", "14", *CODES[2:]]
    tekst = "\n".join(p.text for p in document.paragraphs)
    assert "[nieuw: Rijk en regio spreken af wanneer de bouw begint.]" in tekst
    onderstreept = [r.text for p in document.paragraphs for r in p.runs if r.style.name == "Nieuw"]
    assert "Rijk en regio spreken af wanneer de bouw begint." in onderstreept


def test_odt_says_the_same(toneel: Toneel) -> None:
    with zipfile.ZipFile(
        io.BytesIO(memo_als("odt", memo_van(toneel.visite, toneel.oud.code, "werkversie"), toneel.visite))
    ) as pak:
        xml = pak.read("content.xml").decode()
    assert "<table:table-header-rows>" in xml
    woorden = re.sub(r"<[^>]+>", "", xml.replace("<text:s/>", " "))
    for code in CODES:
        assert f"{code} " in woorden
    assert "[nieuw: Rijk en regio spreken af" in woorden


def test_what_people_added_is_in_it(toneel: Toneel) -> None:
    paar = toneel.vergelijk()
    for code in ("7.K2", "14.K1"):
        w = next(w for w in paar.eigen.wijzigingen if w.plek.code == code)
        herweeg(
            plan=toneel.plan,
            wijziging=w,
            gewicht=Herweging.Gewicht.REDACTIONEEL,
            reden=f"Zelfde strekking bij {code}.",
            door=toneel.manager,
        )
    gevraagd = Amendement.objects.get(plaats="3.V", goedkeuring__versie=toneel.oud)
    nieuw = maak_versie(plan=toneel.plan, label="Definitief", door=toneel.manager, uitgevoerd=[gevraagd])
    bewaar_memo(
        plan=toneel.plan,
        oud=toneel.oud,
        nieuw=nieuw,
        vanaf_versie=0,
        gremium=None,
        aan="de raad <b> 😀 Ŵ",
        inleiding="<p>Beste <strong>leden</strong>,</p><ul><li>een &lt;i&gt;</li></ul>",
        door=toneel.manager,
    )
    pdf = Pdf(pers.druk(memo_zetsel(memo_van(toneel.visite, toneel.oud.code, nieuw.code))).pad)
    assert pdf.ua_fouten() == []
    tekst = plat(pdf.tekst("-raw"))
    for zin in (
        "de raad <b> 😀 Ŵ",
        "Beste leden,",
        "een <i>",
        "Noem de startbouw. Twente Board, 11 december 2025. Uitgevoerd in Definitief.",
        "Naar aanleiding van: wijziging 2, gevraagd door Twente Board op 11 december 2025.",
        "Het portaal noemde dit inhoudelijk. Het NPVR-team noemt dit redactioneel: Zelfde strekking bij 7.K2.",
        "Twee wijzigingen zijn alleen redactioneel; die staan achteraan.",
    ):
        assert zin in tekst, zin
    assert tekst.index("Alleen redactioneel") < tekst.index("Zelfde strekking bij 7.K2.")


def test_nothing_changed(toneel: Toneel) -> None:
    nieuw = maak_versie(plan=toneel.plan, label="Nu", door=toneel.manager)
    pdf = Pdf(pers.druk(memo_zetsel(memo_van(toneel.visite, nieuw.code, "werkversie"))).pad)
    assert pdf.ua_fouten() == []
    assert "Er is niets veranderd: de twee teksten zijn woord voor woord gelijk." in plat(pdf.tekst())


def test_no_page_is_called_the_next_one_of_a_part_that_ended(toneel: Toneel) -> None:
    """However the pages fall: what is only redactioneel, and how it was made, belong to no opgave."""
    eigen = memo_van(toneel.visite, toneel.oud.code, "werkversie")
    for regel in eigen.inhoudelijk[:2]:
        herweeg(
            plan=toneel.plan,
            wijziging=regel.wijziging,
            gewicht=Herweging.Gewicht.REDACTIONEEL,
            reden="Alleen de woorden zijn anders. " * 30,
            door=toneel.manager,
        )
    stuk = memo_van(toneel.visite, toneel.oud.code, "werkversie")
    for alineas in (2, 14, 22, 30):
        inleiding = "<p>Een alinea die ruimte vraagt.</p>" * alineas
        pdf = Pdf(pers.druk(memo_zetsel(replace(stuk, inleiding=inleiding))).pad)
        for blad in pdf.tekst("-raw").split("\f"):
            if kop := re.search(r"^(\d+) .*\(vervolg\)$", blad, re.M):
                assert re.search(rf"^{kop[1]}\.[A-Z]|^(Oud|Nieuw|Was|Waarom):", blad, re.M), blad


def test_a_very_long_text_is_printed_whole(toneel: Toneel) -> None:
    lang = "Een zin met woorden en een emoji 😀 erin. " * 1200
    wijzig(toneel.plan, 7, "knelpunten", punt(0, lang[:49_000].strip()), "w" * 300)
    pdf = Pdf(pers.druk(memo_zetsel(memo_van(toneel.visite, toneel.oud.code, "werkversie"))).pad)
    assert pdf.ua_fouten() == []
    assert plat(pdf.tekst()).count("emoji") > 1100


@pytest.mark.parametrize("soort", ["pdf", "word", "odt"])
def test_downloads(soort: str, toneel: Toneel, als: Callable[..., Client]) -> None:
    client, adres = als("bestuurslid"), f"/twente/vergelijken/memo/{soort}/"
    antwoord = client.get(adres)  # without a choice: from what was decided on to the working copy
    assert antwoord.status_code == 200
    assert antwoord["Cache-Control"] == "private, no-store"
    assert antwoord["Content-Disposition"].startswith("inline" if soort == "pdf" else "attachment")
    assert "wijzigingsmemo twente" in antwoord["Content-Disposition"]
    assert client.get(adres, headers={"If-None-Match": antwoord["ETag"]}).status_code in (
        (304,) if soort == "pdf" else (200, 304)
    )
    assert client.get(f"{adres}?van=nooit").status_code == 404


def test_the_real_plan_against_the_example_stays_quick_and_whole(toneel: Toneel) -> None:
    bron = next(iter((BRONNEN / "sources").glob("002_*.txt")), None)
    if bron is None:
        pytest.skip("de bronnen staan niet naast deze kloon")
    echt = lees(bron.read_bytes(), regio="twente", regionaam="Twente").document
    anders = vergelijk(echt, lees_voorbeeld(FIXTURES / "twente"))
    paar = replace(toneel.vergelijk(), eigen=anders, vergelijking=anders)
    paar = replace(paar, van=replace(paar.van, document=echt))
    stuk = memostuk(paar)
    assert len(stuk.inhoudelijk) > IN_TABEL
    assert not stuk.per_regel
    assert sum(len(d.regels) for d in stuk.delen) == len(anders)


@pytest.mark.parametrize(
    ("nummers", "hoort"),
    [([], ""), ([3], "3"), ([1, 2], "1 en 2"), ([1, 2, 3, 5], "1 tot en met 3 en 5"), ([1, 3, 4, 7], "1, 3, 4 en 7")],
)
def test_a_row_of_numbers_in_words(nummers: list[int], hoort: str, settings: Any) -> None:
    assert reeks(nummers) == hoort

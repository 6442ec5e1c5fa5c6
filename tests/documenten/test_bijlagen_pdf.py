"""A selection of fiches, and the appendices of the plan: table and decisions, found in the contents."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pikepdf
from pypdf import PdfReader

from documenten.druk import pers
from documenten.druk.matrix import matrix
from documenten.druk.opmaak import Uitgave, html_fiche, html_plan, html_selectie
from documenten.druk.uitgave import BesluitDruk, Uitgavewijziging
from plandocument.boom import Plandocument
from tests.documenten.conftest import Pdf

NAMEN = {"ezk": ("EZK", "Economische Zaken"), "ocw": ("OCW", "Onderwijs, Cultuur en Wetenschap")}
BESLUITEN = (
    BesluitDruk("Twente Board", "11 december 2025", "Vastgesteld met wijzigingen", "Zo gezegd.", "punt 4", True,
                (Uitgavewijziging("14.V", "Noem wie begint.", "Definitief"), Uitgavewijziging("", "Kort in.", ""))),
)  # fmt: skip


def _adres(nummer: int) -> str:
    return f"https://voorbeeld.test/twente/opgaven/{nummer}/"


def test_a_selection_has_only_what_was_chosen(drukkerij: Path, document: Plandocument, uitgave: Uitgave) -> None:
    gekozen = [document.opgave(n) for n in (3, 14, 18)]
    pdf = Pdf(pers.druk(pers.zetsel(html_selectie(document, uitgave, gekozen, _adres))).pad)
    assert pdf.ua_fouten() == []
    bladen = [" ".join(p.extract_text().split()) for p in PdfReader(pdf.pad).pages]
    assert len(bladen) == 6
    assert "Opgaven 3, 14 en 18 uit het plan" in bladen[0] and "Opgaven 3, 14 en 18 uit het plan" in bladen[-1]
    for opgave, blad in zip(gekozen, bladen[2:5], strict=True):
        assert f"opgave {opgave.nummer} pagina" in blad
    assert document.opgave(4).titel not in " ".join(bladen[:2])


def test_a_reference_outside_the_selection_leads_to_the_web(document: Plandocument, uitgave: Uitgave) -> None:
    eerste = document.opgaven[0]
    sectie = replace(eerste.secties[0], opening=f'<p>Zie <a href="opgave:{document.opgave(2).sleutel}">opgave</a>.</p>')
    opgave = replace(eerste, secties=(sectie, *eerste.secties[1:]))
    doc = replace(document, opgaven=(opgave, *document.opgaven[1:]))
    los = html_selectie(doc, uitgave, [opgave], _adres)
    samen = html_selectie(doc, uitgave, doc.opgaven[:2], _adres)
    assert 'href="https://voorbeeld.test/twente/opgaven/2/"' in los and 'href="#opgave-2"' not in los
    assert 'href="#opgave-2"' in samen
    assert "Opgave 1 uit het plan" in los


def test_matrix_counts_and_names(document: Plandocument) -> None:
    tabel = matrix(document, NAMEN)
    assert len(tabel.rijen) == 21 and all(len(r.cellen) == len(tabel.kolommen) for r in tabel.rijen)
    for n, kolom in enumerate(tabel.kolommen):
        cellen = [r.cellen[n] for r in tabel.rijen]
        assert kolom.aantal == sum(bool(c) for c in cellen)
        assert kolom.primair == cellen.count("primair")
    assert {k.kort for k in tabel.kolommen[:2]} == {"EZK", "OCW"}, "known ones first"


def test_annexes_are_in_the_contents_and_in_their_place(
    drukkerij: Path, document: Plandocument, uitgave: Uitgave
) -> None:
    eigen = replace(uitgave, werkversie=False, besluiten=BESLUITEN)
    html = html_plan(document, eigen, (), matrix=matrix(document, NAMEN), besluiten=True)
    pdf = Pdf(pers.druk(pers.zetsel(html)).pad)
    assert pdf.ua_fouten() == []
    bladen = [" ".join(p.extract_text().split()) for p in PdfReader(pdf.pad).pages]
    assert bladen[1].index("Opgaven en ministeries") < bladen[1].index("Besluiten over deze versie")
    waar = next(i for i, blad in enumerate(bladen) if "Aantal opgaven" in blad)
    assert (
        "Besluiten over deze versie" in bladen[waar + 1]
        and "Noem wie begint. (uitgevoerd in Definitief)" in bladen[waar + 1]
    )
    assert "Twente Board, 11 december 2025: vastgesteld met wijzigingen" in bladen[0]
    assert "Werkversie" not in bladen[0]


def test_a_table_keeps_its_heading(drukkerij: Path, document: Plandocument, uitgave: Uitgave) -> None:
    """Over more than one page: the head again, with tags that say what is a heading of what."""
    veel = replace(document, opgaven=document.opgaven * 3)
    tabel = matrix(veel, NAMEN)
    html = html_plan(document, uitgave, (), matrix=tabel)
    pdf = Pdf(pers.druk(pers.zetsel(html)).pad)
    assert pdf.ua_fouten() == []
    bladen = [p.extract_text() for p in PdfReader(pdf.pad).pages]
    koppen = [blad for blad in bladen if "EZK" in blad and "OCW" in blad and "Opgave\n" in blad]
    assert len(koppen) >= 2
    with pikepdf.open(pdf.pad) as open_:
        tags = [str(d.get("/S")) for d in open_.objects if isinstance(d, pikepdf.Dictionary) and d.get("/S")]
    assert {"/Table", "/TR", "/TH", "/TD", "/Caption"} <= set(tags)


def test_without_codes(drukkerij: Path, document: Plandocument, uitgave: Uitgave) -> None:
    html = html_fiche(document, document.opgave(14), uitgave, _adres, codes=False)
    met = Pdf(pers.druk(pers.zetsel(html_fiche(document, document.opgave(14), uitgave, _adres))).pad)
    zonder = Pdf(pers.druk(pers.zetsel(html)).pad)
    assert "14.K2" in met.tekst() and "14.K2" not in zonder.tekst()
    assert _plaatsen(zonder) == {w for w in _plaatsen(met) if not w[2].startswith("14.")}, "nothing moves"
    assert zonder.tekst().count("–") > met.tekst().count("–"), "points are told apart by a dash"
    assert zonder.ua_fouten() == []


def _plaatsen(pdf: Pdf) -> set[tuple[str, str, str]]:
    """Words with their left and top; dashes left out."""
    gevonden = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</word>', pdf.tekst("-bbox"))
    return {(x, y, woord) for x, y, woord in gevonden if woord != "–"}

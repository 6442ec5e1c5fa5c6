"""The fiche on paper: one page, tagged, with its own letters, and readable when it runs on."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from documenten.druk import letters, werker
from documenten.druk.opmaak import Uitgave, html_fiche
from inlezen.lezers import lees
from plandocument import codes, tekst
from plandocument.boom import Item, Opgave, Plandocument
from tests.conftest import BRONNEN
from tests.documenten.conftest import Pdf

Drukker = Callable[..., Pdf]
Doos = tuple[float, float, float, float, str]


def _met(opgave: Opgave, soort: str, **velden: Any) -> Opgave:
    return replace(opgave, secties=tuple(replace(s, **velden) if s.soort == soort else s for s in opgave.secties))


def _plat(woorden: str) -> str:
    """Words as they are read: without the breaks of lines and the hyphens at their ends."""
    return re.sub(r"\s+", "", woorden).replace("-", "")


@pytest.fixture
def pers(drukkerij: Path, settings: Any) -> werker.Pers:
    """The engine in this process, for the many."""
    blad, bestanden = letters.letterblad("")
    css = (settings.BASE_DIR / "static" / "druk" / "druk.css").read_text(encoding="utf-8")
    return werker.Pers(werker.Drukopdracht([], letters=blad, css=css, uit="", kenmerk="", bestanden=bestanden))


def _delen(document: Plandocument, uitgave: Uitgave) -> list[dict[str, str]]:
    """Every fiche as a piece for the worker."""
    delen = []
    for opgave in document.opgaven:
        html = html_fiche(document, opgave, uitgave, str)
        html = html[html.index("<article") : html.index("<!--/fiche")]
        delen.append({"html": html, "anker": f"opgave-{opgave.nummer}"})
    return delen


def test_every_example_fiche_is_one_page(pers: werker.Pers, document: Plandocument, uitgave: Uitgave) -> None:
    delen = _delen(document, uitgave)
    ruim = werker._meet(pers, delen, vol=False)
    strak = werker._meet(pers, delen, vol=True)
    assert strak == [1] * 21
    assert sum(n == 1 for n in ruim) >= 17


@pytest.mark.skipif(not (BRONNEN / "sources").is_dir(), reason="de bronnen staan niet naast deze kloon")
def test_every_fiche_of_the_real_plan_is_one_page(pers: werker.Pers, uitgave: Uitgave) -> None:
    bron = next((BRONNEN / "sources").glob("002_*.txt"))
    document = lees(bron.read_bytes(), regio="twente", regionaam="Twente").document
    strak = werker._meet(pers, _delen(document, uitgave), vol=True)
    assert [o.nummer for o, n in zip(document.opgaven, strak, strict=True) if n > 1] == []


@pytest.mark.parametrize("nummer", [1, 10, 13])
def test_a_fiche_is_accessible_and_has_one_typeface(nummer: int, document: Plandocument, druk_fiche: Drukker) -> None:
    pdf = druk_fiche(document.opgave(nummer))
    assert pdf.ua_fouten() == []
    assert set(pdf.letters()) <= {"Fira-Sans", "Fira-Sans-Italic", "Fira-Sans-Medium", "Fira-Sans-Semi-Bold"}
    lezer = PdfReader(pdf.pad)
    assert len(lezer.pages) == 1
    assert lezer.trailer["/Root"]["/Lang"] == "nl"
    assert lezer.metadata is not None
    assert lezer.metadata.title == f"Opgave {nummer}: " + str(lezer.metadata.title).partition(": ")[2]


def test_all_text_is_on_paper_with_the_codes(document: Plandocument, druk_fiche: Drukker, uitgave: Uitgave) -> None:
    opgave = document.opgave(6)
    gedrukt = _plat(druk_fiche(opgave).tekst())
    for plaats in codes.plaatsen(document, opgave):
        for regel in plaats.regels:
            assert regel.code in gedrukt or plaats.soort.itemsoort == "ministerie"
            assert _plat(tekst.woorden(regel.item.tekst, document.nummers)) in gedrukt
        for alinea in tekst.woorden(plaats.sectie.opening, document.nummers).split("\n"):
            assert _plat(alinea) in gedrukt
    for deel in (uitgave.code, uitgave.voet, "opgave6pagina1van1"):
        assert _plat(deel) in gedrukt


def test_the_reading_order_is_that_of_the_fiche(document: Plandocument, druk_fiche: Drukker) -> None:
    """In the order of the tags: owners before ministries, Rijk before Regio."""
    woorden = druk_fiche(document.opgave(14)).tekst("-raw")
    plekken = [woorden.index(w) for w in ("14.O", "14.H", "14.E1", "14.E7", "14.M", "14.N", "14.I1", "14.I3", "14.V")]
    assert plekken == sorted(plekken)


def test_a_reference_is_a_link_to_the_opgave(document: Plandocument, druk_fiche: Drukker) -> None:
    bladzijde = PdfReader(druk_fiche(document.opgave(10)).pad).pages[0]
    doelen = {a.get_object()["/A"]["/URI"] for a in bladzijde["/Annots"]}
    assert "https://voorbeeld.test/twente/opgaven/6/" in doelen


def test_type_is_nowhere_smaller_than_agreed(document: Plandocument, druk_fiche: Drukker) -> None:
    """Body text at least 9 pt, also at the tight step; codes and footer are the small ones."""
    maten: dict[float, int] = {}

    def tel(stuk: str, _cm: Any, _tm: Any, _font: Any, maat: float) -> None:
        maten[round(abs(maat), 2)] = maten.get(round(abs(maat), 2), 0) + len(stuk.strip())

    PdfReader(druk_fiche(document.opgave(10)).pad).pages[0].extract_text(visitor_text=tel)
    punten = {maat * 0.75 if max(maten) > 40 else maat: n for maat, n in maten.items() if n}
    lopend = max(punten, key=lambda m: punten[m])
    assert lopend >= 9
    assert min(punten) >= 6.9


def _dozen(pdf: Pdf) -> list[list[Doos]]:
    """Words with their places, per page."""
    bladen = pdf.tekst("-bbox").split("<page ")[1:]
    maat = re.compile(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
    return [[(float(a), float(b), float(c), float(d), w) for a, b, c, d, w in maat.findall(blad)] for blad in bladen]


def _over_elkaar(dozen: list[Doos]) -> list[tuple[str, str]]:
    return [
        (a[4], b[4])
        for i, a in enumerate(dozen)
        for b in dozen[i + 1 :]
        if a[0] < b[2] - 0.5 and b[0] < a[2] - 0.5 and a[1] + 2.5 < b[3] - 2.5 and b[1] + 2.5 < a[3] - 2.5
    ]


def test_a_long_fiche_runs_on_with_a_heading_above_the_second_page(document: Plandocument, druk_fiche: Drukker) -> None:
    opgave = document.opgave(14)
    lang = _met(opgave, "situatie", opening=opgave.sectie("situatie").opening * 5)
    pdf = druk_fiche(lang)
    bladen = [p.extract_text() for p in PdfReader(pdf.pad).pages]
    assert len(bladen) == 2
    assert "(vervolg)" not in bladen[0]
    assert "14 Structurele en veilige oplossing goederenvervoer (vervolg)" in bladen[1].replace("\u00a0", " ")
    assert bladen[1].count("Fijn wonen voor iedereen") == 0
    assert "pagina 2 van 2" in bladen[1]
    assert pdf.ua_fouten() == []


@pytest.mark.parametrize("regels", [30, 35, 38, 41, 45, 49])
def test_nothing_is_printed_over_each_other_or_cut_off(
    regels: int, document: Plandocument, druk_fiche: Drukker
) -> None:
    """Every kind of block is pushed over the edge of the page once: short lists, pairs, columns, labels."""
    opgave = document.opgave(6)
    opgave = _met(opgave, "situatie", opening="".join(f"<p>Regel {n}.</p>" for n in range(regels)))
    for dozen in _dozen(druk_fiche(opgave)):
        assert dozen
        assert _over_elkaar(dozen) == []
        assert max(d[3] for d in dozen) < 842 - 15
        assert max(d[2] for d in dozen) < 595 - 36


def test_overprinting_is_really_seen() -> None:
    assert _over_elkaar([(0, 0, 50, 12, "a"), (10, 3, 60, 15, "b")]) == [("a", "b")]


def test_strange_characters_are_printed_and_stay_readable(document: Plandocument, druk_fiche: Drukker) -> None:
    proef = "Łódź Ελληνικά Привет Tiếng Việt 你好 CO₂ ≥ 5 → ja ✓ ½ ‰ 😀👍 m² nb\u2011streepje"
    opgave = _met(document.opgave(14), "situatie", opening=f"<p>{proef} مرحبا</p><p><strong>{proef}</strong></p>")
    pdf = druk_fiche(replace(opgave, titel=f"Titel {proef}"))
    gedrukt = pdf.tekst()
    for woord in proef.split():
        assert woord in gedrukt, woord
    assert "مرحبا" in gedrukt
    assert _plat("Goederentreinen rijden blijvend veilig door Twente.") in _plat(gedrukt)
    assert all(letter.startswith("Fira-Sans") for letter in pdf.letters())
    assert "Fira-Sans-Greek-Semi-Bold" in pdf.letters()
    assert pdf.ua_fouten() == []


def test_text_without_end_is_printed(document: Plandocument, druk_fiche: Drukker) -> None:
    """50,000 letters, of which a word that fits no line."""
    opgave = _met(document.opgave(14), "situatie", opening=f"<p>{'x' * 3000} {'Een zin. ' * 5500}</p>")
    items = tuple(Item(f"k{n}", "Nog een knelpunt", "") for n in range(300))
    pdf = druk_fiche(_met(opgave, "knelpunten", items=items))
    assert len(PdfReader(pdf.pad).pages) > 5
    assert "14.K300" in pdf.tekst()
    assert all(not _over_elkaar(dozen) for dozen in _dozen(pdf)[1:])


def test_a_title_with_control_characters_and_a_word_without_end(document: Plandocument, druk_fiche: Drukker) -> None:
    titel = "Titel\x01\x0b \x85met\u2028van\ufff9 alles \u202e" + "W" * 200
    pdf = druk_fiche(replace(document.opgave(14), titel=titel))
    assert pdf.ua_fouten() == []
    assert max(d[2] for dozen in _dozen(pdf) for d in dozen) < 595 - 36
    assert "Titel met van alles" in " ".join(pdf.tekst().split())


def test_an_empty_fiche_is_printed(document: Plandocument, druk_fiche: Drukker) -> None:
    pdf = druk_fiche(replace(document.opgave(14), secties=()))
    assert len(PdfReader(pdf.pad).pages) == 1
    assert pdf.ua_fouten() == []


def test_a_very_long_word_costs_no_minutes_and_stays_whole(druk_fiche: Drukker, document: Plandocument) -> None:
    """Looking for a place to break in a word of 2,000 letters took more than the press may use."""
    woord = "onafgebrokenlangwoord" * 100
    opgave = _met(document.opgave(7), "opgave", opening=f"<p>Zie {woord} en verder.</p>")
    pdf = druk_fiche(opgave)
    assert woord in _plat(pdf.tekst())
    assert pdf.ua_fouten() == []
    assert all("FiraSans" in letter.replace("-", "") for letter in pdf.letters())

"""The Word file itself: real styles, language, labels, properties; and that python-docx opens it."""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace

import docx
import pytest
from lxml import etree

from documenten.schrijvers import odt_bytes, plan, word_bytes
from plandocument import boom
from tests.inlezen.wordwerk import UITGAVE, W, Word


@pytest.fixture(scope="module")
def heel(document: boom.Plandocument) -> bytes:
    return word_bytes(plan(document, UITGAVE))


def test_real_styles_and_order_of_headings(heel: bytes) -> None:
    """A heading is a heading, and none goes a level deeper than one below what stands above it."""
    alineas = docx.Document(io.BytesIO(heel)).element.body.iter(f"{W}p")
    stijlen = [p.find(f"{W}pPr/{W}pStyle") for p in alineas]
    namen = [s.get(f"{W}val") for s in stijlen if s is not None]
    assert namen[0] == "Title"
    assert {"Heading1", "Heading2", "Heading3", "Planpunt", "TOC1", "Subtitle"} <= set(namen)
    vorige = 0
    for niveau in (int(n[-1]) for n in namen if n.startswith("Heading")):
        assert niveau <= vorige + 1
        vorige = niveau


def test_language_sheet_and_properties(heel: bytes) -> None:
    document = docx.Document(io.BytesIO(heel))
    eigen = document.core_properties
    assert (eigen.title, eigen.language, eigen.author) == (UITGAVE.naam, "nl-NL", "NPVR-team Twente")
    assert eigen.last_modified_by == ""
    blad = document.sections[0]
    assert round(blad.page_width.mm) == 210  # type: ignore[union-attr]
    assert round(blad.page_height.mm) == 297  # type: ignore[union-attr]
    assert 'w:lang w:val="nl-NL"' in Word(heel).delen["word/styles.xml"].decode()
    assert UITGAVE.code in "".join(p.text for p in blad.footer.paragraphs)
    assert "NUMPAGES" in Word(heel).delen["word/footer1.xml"].decode()


def test_codes_are_labels_and_not_words(heel: bytes, document: boom.Plandocument) -> None:
    word = Word(heel)
    labels = {n.get(f"{W}val") for n in etree.fromstring(word.delen["word/numbering.xml"]).iter(f"{W}lvlText")}
    assert {"14", "14.K", "14.K%2", "14.O", "1.1"} <= labels
    item = document.opgave(14).sectie("knelpunten").items[0]
    assert not "".join(t.text or "" for t in word.alinea(f"p_{item.sleutel}").iter(f"{W}t")).startswith("14")


def test_the_contents_name_every_fiche(heel: bytes, document: boom.Plandocument) -> None:
    word = Word(heel)
    ankers = {h.get(f"{W}anchor") for h in word.document.iter(f"{W}hyperlink")}
    assert {f"o_{o.sleutel}" for o in document.opgaven} <= ankers
    assert any("TOC" in (i.text or "") for i in word.document.iter(f"{W}instrText"))
    namen = {b.get(f"{W}name") for b in word.document.iter(f"{W}bookmarkStart")}
    assert {a for a in ankers if a} <= namen


def test_names_of_bookmarks_are_unique_and_at_most_forty_characters(heel: bytes) -> None:
    namen = [b.get(f"{W}name") for b in Word(heel).document.iter(f"{W}bookmarkStart")]
    assert len(namen) == len(set(namen))
    assert max(map(len, namen)) <= 40


@pytest.mark.parametrize("schrijf", [word_bytes, odt_bytes])
def test_the_same_plan_gives_the_same_bytes(document: boom.Plandocument, schrijf: object) -> None:
    assert callable(schrijf)
    assert schrijf(plan(document, UITGAVE)) == schrijf(plan(document, UITGAVE))


@pytest.mark.parametrize("schrijf", [word_bytes, odt_bytes])
@pytest.mark.parametrize(
    "wild", ["\x00\x0b\x1f", "]]>&<\"'", "=cmd|'/c calc'!A1", "👩🏽‍🔬 ي", "a" * 50_000, "\ud800", "\r\n\t"]
)
def test_wild_titles_give_readable_xml(document: boom.Plandocument, schrijf: object, wild: str) -> None:
    assert callable(schrijf)
    raar = replace(
        document,
        titel=wild,
        ondertitel=wild,
        opgaven=tuple(replace(o, titel=wild) for o in document.opgaven),
        clusters=tuple(replace(c, naam=wild) for c in document.clusters),
    )
    inhoud = schrijf(plan(raar, replace(UITGAVE, naam=wild, label=wild, regio=wild)))
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
        for naam in pakket.namelist():
            if naam.endswith((".xml", ".rels")):
                etree.fromstring(pakket.read(naam))


def test_an_empty_plan() -> None:
    leeg = boom.Plandocument("twente", "Leeg")
    assert docx.Document(io.BytesIO(word_bytes(plan(leeg, UITGAVE)))).paragraphs is not None
    assert odt_bytes(plan(leeg, UITGAVE))


def test_a_large_plan_is_soon_ready(document: boom.Plandocument) -> None:
    """A PDF of the plan takes seconds; this must stay far below that, on any machine."""
    begin = time.perf_counter()
    word_bytes(plan(document, UITGAVE))
    assert time.perf_counter() - begin < 2

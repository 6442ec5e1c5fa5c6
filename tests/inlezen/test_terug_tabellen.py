"""Tables and figures out to Word and ODT and in again: they come from the file, not from what the plan had."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from documenten.schrijvers import odt_bytes, plan, word_bytes
from inlezen.lezers.terug import lees_terug
from plandocument import boom, tekst
from tests.inlezen.wordwerk import UITGAVE, Word

TABEL = (
    "<p>Voor.</p><table><caption>Wie <strong>betaalt</strong></caption><tr><th>Wie</th><th>Wat</th></tr>"
    '<tr><th>Rijk</th><td>1. geld</td></tr><tr><th>Zandbak</th><td><a href="https://voorbeeld.nl/">tijd</a></td></tr>'
    "</table><table><tr><td>a</td><td></td></tr><tr><td>b</td><td>c</td></tr></table><p>Na.</p>"
)


def met(document: boom.Plandocument, opening: str, soort: str = "huidige_situatie") -> boom.Plandocument:
    """The plan with that text in the first section of its first chapter, and in one of opgave 14."""

    def sectie(s: boom.Sectie) -> boom.Sectie:
        return replace(s, opening=opening)

    eerste, *rest = document.hoofdstukken
    opgaven = tuple(
        replace(o, secties=tuple(sectie(s) if s.soort == soort else s for s in o.secties)) if o.nummer == 14 else o
        for o in document.opgaven
    )
    hoofdstuk = replace(eerste, secties=(sectie(eerste.secties[0]), *eerste.secties[1:]))
    return replace(document, hoofdstukken=(hoofdstuk, *rest), opgaven=opgaven)


@pytest.mark.parametrize("schrijf", [word_bytes, odt_bytes])
def test_tables_are_read_from_the_file(document: boom.Plandocument, schrijf: Any) -> None:
    soort = document.sectiesoorten[1].code
    vol, leeg = met(document, TABEL, soort), met(document, "<p>Iets anders.</p>", soort)
    terug = lees_terug(schrijf(plan(vol, UITGAVE)), leeg)
    assert terug.document == vol
    assert [o for o in terug.overgeslagen if o.soort == "tabel"] == []


def test_a_cell_edited_in_word_is_that_cell(document: boom.Plandocument) -> None:
    soort = document.sectiesoorten[1].code
    vol = met(document, TABEL, soort)
    word = Word(word_bytes(plan(vol, UITGAVE)))
    cel = word.met("Zandbak")
    cel.find(".//{*}t").text = "De zandbak"
    terug = lees_terug(word.bytes(), vol)
    assert "<th>De zandbak</th>" in terug.document.hoofdstukken[0].secties[0].opening


def test_cells_over_columns_are_told(document: boom.Plandocument) -> None:
    soort = document.sectiesoorten[1].code
    vol = met(document, TABEL, soort)
    word = Word(word_bytes(plan(vol, UITGAVE)))
    cel = next(c for c in word.met("Zandbak").iterancestors("{*}tc"))
    eigen = cel.find("{*}tcPr")
    w = eigen.tag.partition("}")[0] + "}"
    eigen.append(eigen.makeelement(f"{w}gridSpan", {f"{w}val": "2"}))
    cel.getparent().remove(cel.getnext())
    terug = lees_terug(word.bytes(), vol)
    assert "<tr><th>Zandbak</th><td></td></tr>" in terug.document.hoofdstukken[0].secties[0].opening
    assert [o.onzeker for o in terug.overgeslagen if o.soort == "tabel"] == [True]


def test_lists_around_a_table_in_a_new_chapter_text_stay_text(document: boom.Plandocument) -> None:
    tekst_ = tekst.schoon("<ul><li>een</li></ul><table><tr><td>a</td><td>b</td></tr></table><ul><li>twee</li></ul>")
    soort = document.sectiesoorten[1].code
    vol, leeg = met(document, tekst_, soort), met(document, "<p>Iets.</p>", soort)
    sectie = lees_terug(word_bytes(plan(vol, UITGAVE)), leeg).document.hoofdstukken[0].secties[0]
    assert (sectie.opening, sectie.items) == (tekst_, ())

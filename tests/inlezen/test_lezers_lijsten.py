"""Files of somebody else: numbered and lettered lists are points, and what stands beside the text has a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from inlezen.lezers import NIET_GEPLAATST, GelezenTekst, lees
from inlezen.lezers.regels import decodeer, lees_tekst
from plandocument import tekst
from tests.inlezen import lezersplan
from tests.inlezen.lezersplan import als_tekst
from tests.inlezen.woordvormen import deel, erbij, erna, in_lijst, inhoud_wordt, lijst, p, t, xml
from tests.inlezen.wordwerk import Word

GEVAL = Path(__file__).parent / "gevallen" / "17-vreemd-genummerde-lijst.docx"


@pytest.fixture
def word() -> Word:
    return Word(GEVAL.read_bytes())


def gelezen(word: Word) -> GelezenTekst:
    uit = lees(word.bytes(), regio="twente", regionaam="Twente")
    assert uit.aantallen[NIET_GEPLAATST] == 0
    return uit


def punten(uit: GelezenTekst) -> list[str]:
    return [tekst.woorden(i.tekst) for i in uit.document.opgave(1).sectie("knelpunten").items]


def genoemd(uit: GelezenTekst) -> list[tuple[str, str]]:
    return [(o.waar, o.wat) for o in uit.overgeslagen]


@pytest.mark.parametrize(
    ("een", "twee"),
    [("1. ", "2. "), ("1) ", "2) "), ("a) ", "b) "), ("(a) ", "(b) "), ("i. ", "ii. "), ("- ", "- ")],
)
def test_typed_before_a_knelpunt(word: Word, een: str, twee: str) -> None:
    for woorden, teken in (("Er is te weinig geld.", een), ("Er zijn te weinig mensen.", twee)):
        alinea = word.met(woorden)
        alinea.remove(alinea.find("{*}pPr"))
        inhoud_wordt(alinea, t(teken + woorden))
    assert punten(gelezen(word)) == ["Er is te weinig geld.", "Er zijn te weinig mensen."]


@pytest.mark.parametrize("vorm", ["decimal", "lowerLetter", "upperRoman", "decimalZero", "bullet"])
def test_a_list_of_word_in_every_form(word: Word, vorm: str) -> None:
    lijst(word, 77, (vorm, "%1."))
    for woorden in ("Er is te weinig geld.", "Er zijn te weinig mensen."):
        word.met(woorden).find("{*}pPr").find("{*}numPr").find("{*}numId").set(f"{{{_W}}}val", "77")
    assert punten(gelezen(word)) == ["Er is te weinig geld.", "Er zijn te weinig mensen."]


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_a_single_numbered_point_is_a_point(word: Word) -> None:
    weg = word.met("Er zijn te weinig mensen.")
    weg.getparent().remove(weg)
    assert punten(gelezen(word)) == ["Er is te weinig geld."]


def test_a_list_with_levels_in_running_text(word: Word) -> None:
    lijst(word, 77, ("decimal", "%1."), ("lowerLetter", "%2)"), ("bullet", "•"))
    regels = ((0, "Een"), (1, "Binnen a"), (1, "Binnen b"), (2, "Diep"), (0, "Twee"))
    erna(word.met("Twente telt mee."), "".join(p(t(w), ppr=in_lijst(77, n)) for n, w in regels))
    assert gelezen(word).document.opgave(1).sectie("situatie").opening == (
        "<p>Twente telt mee.</p><ol><li>Een<ol><li>Binnen a</li><li>Binnen b<ul><li>Diep</li></ul></li></ol></li>"
        "<li>Twee</li></ol>"
    )


def test_typed_letters_in_running_text(word: Word) -> None:
    erna(word.met("Twente telt mee."), p(t("a) Een")) + p(t("b) Twee")))
    opening = gelezen(word).document.opgave(1).sectie("situatie").opening
    assert opening == "<p>Twente telt mee.</p><ol><li>Een</li><li>Twee</li></ol>"


def test_typed_numbers_in_a_text_file() -> None:
    """The plan for the tests as text, its knelpunten numbered by hand instead of with dashes."""
    regels = als_tekst(bullet="- ").split("\n")
    nummer, begin = 0, next(n for n, r in enumerate(regels) if r.lower().startswith("geconstateerde knelpunten"))
    for n in range(begin, len(regels)):
        if regels[n].startswith("- "):
            nummer += 1
            regels[n] = f"{nummer}. {regels[n][2:]}"
        elif nummer and regels[n].strip():
            break
    assert nummer == 3
    registers = {"regio": "veenland", "regionaam": lezersplan.REGIO}
    gewoon, getypt = (lees(tekst_.encode(), **registers) for tekst_ in (als_tekst(), "\n".join(regels)))
    zegt = [[i.tekst for i in d.document.opgave(1).sectie("knelpunten").items] for d in (gewoon, getypt)]
    assert zegt[0] == zegt[1]


def test_struck_out_hidden_and_a_note_in_a_remark(word: Word) -> None:
    een, twee = word.met("Er is te weinig geld."), word.met("Er zijn te weinig mensen.")
    erbij(een, t(" Weg.", "<w:strike/>") + '<w:r><w:commentReference w:id="4"/></w:r>')
    erbij(twee, t(" Stil.", "<w:vanish/>"))
    deel(word, "word/comments.xml", "comments", f'<w:comment w:id="4">{p(t("Klopt dit?"))}</w:comment>')
    uit = gelezen(word)
    assert punten(uit) == ["Er is te weinig geld.", "Er zijn te weinig mensen."]
    assert genoemd(uit) == [
        ("opmerking bij 1.K1", "Klopt dit?"),
        ("doorgehaalde woorden in 1.K1", "Weg."),
        ("verborgen tekst in 1.K2", "Stil."),
    ]
    assert [o.onzeker for o in uit.overgeslagen] == [False, True, True]
    sleutel = uit.document.opgave(1).sectie("knelpunten").sleutel
    assert {o.sectie for o in uit.overgeslagen} == {sleutel}


def test_a_hidden_paragraph_is_told_with_what_stands_above(word: Word) -> None:
    erna(word.met("Twente telt mee."), p(t("Alleen voor ons.", "<w:vanish/>")))
    assert genoemd(gelezen(word)) == [("verborgen tekst in 1.H", "Alleen voor ons.")]


def test_a_link_in_a_field_keeps_its_words(word: Word) -> None:
    veld = f'<w:fldSimple w:instr=" HYPERLINK &quot;https://voorbeeld.test&quot; ">{t("de cijfers")}</w:fldSimple>'
    erbij(word.met("Er is te weinig geld."), t(" Zie ") + veld)
    assert punten(gelezen(word))[0] == "Er is te weinig geld. Zie de cijfers"


def test_a_text_box_is_a_line(word: Word) -> None:
    vak = f"<w:r><w:pict><w:txbxContent>{p(t('In het vak.'))}</w:txbxContent></w:pict></w:r>"
    word.met("Twente telt mee.").extend(xml(vak))
    uit = gelezen(word)
    assert uit.document.opgave(1).sectie("situatie").opening == "<p>Twente telt mee.</p><p>In het vak.</p>"
    assert genoemd(uit) == []


def test_a_note_that_names_a_person_is_not_in_the_report() -> None:
    word = Word((GEVAL.parent / "12-vreemd-voetnoot-twee-alineas.docx").read_bytes())
    deel(
        word,
        "word/footnotes.xml",
        "footnotes",
        f'<w:footnote w:id="2">{p(t("06-12345678, naam@voorbeeld.test"))}</w:footnote>',
    )
    assert "naam@" not in repr(gelezen(word).overgeslagen)


def test_kinds_of_line_breaks_in_a_text() -> None:
    """U+000B and U+000C, as Word's soft breaks become in plain text, keep words apart."""
    (regel,) = lees_tekst(decodeer("Een zin\u000bmet een\u000czacht einde".encode())).regels
    assert regel.tekst == "Een zin met een zacht einde"

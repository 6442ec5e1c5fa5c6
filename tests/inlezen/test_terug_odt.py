"""An ODT file that the portal wrote, edited as LibreOffice does it, and taken back."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from documenten.schrijvers import fiche, odt_bytes
from inlezen.lezers.terug import Teruggelezen, lees_terug
from plandocument import boom, tekst
from tests.inlezen.wordwerk import AUTEUR, UITGAVE


def terug(document: boom.Plandocument, *ruil: tuple[str, str], erbij: dict[str, str] | None = None) -> Teruggelezen:
    """The fiche of opgave 14 with pieces of its content.xml changed, and parts added."""
    with zipfile.ZipFile(io.BytesIO(odt_bytes(fiche(document, document.opgave(14), UITGAVE)))) as pakket:
        delen = {naam: pakket.read(naam).decode() for naam in pakket.namelist()}
    for oud, nieuw in ruil:
        assert delen["content.xml"].count(oud) == 1
        delen["content.xml"] = delen["content.xml"].replace(oud, nieuw)
    delen |= erbij or {}
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as pakket:
        for naam, inhoud in delen.items():
            pakket.writestr(naam, inhoud)
    return lees_terug(uit.getvalue(), document)


def bij_k1(
    document: boom.Plandocument, stuk: str, stijlen: str = "", erbij: dict[str, str] | None = None
) -> Teruggelezen:
    """With this at the end of the first knelpunt, and these automatic styles."""
    eind = f'<text:bookmark-end text:name="p_{items(document)[0].sleutel}"/>'
    ruil = [(eind, stuk + eind)]
    if stijlen:
        ruil.append(("</office:automatic-styles>", f"{stijlen}</office:automatic-styles>"))
    return terug(document, *ruil, erbij=erbij)


def genoemd(gelezen: Teruggelezen) -> list[tuple[str, str, bool]]:
    return [(o.waar, o.wat, o.onzeker) for o in gelezen.overgeslagen]


def stijl(naam: str, eigenschap: str, ouder: str = "") -> str:
    van = f' style:parent-style-name="{ouder}"' if ouder else ""
    return (
        f'<style:style style:name="{naam}" style:family="text"{van}><style:text-properties {eigenschap}/></style:style>'
    )


def items(document: boom.Plandocument) -> list[boom.Item]:
    return list(document.opgave(14).sectie("knelpunten").items)


def test_reworded_and_a_point_added(document: boom.Plandocument) -> None:
    was = items(document)
    merk = f'<text:bookmark-start text:name="p_{was[0].sleutel}"/>'
    eind = f'<text:bookmark-end text:name="p_{was[0].sleutel}"/></text:p></text:list-item>'
    punt = '<text:list-item><text:p text:style-name="P1">Een nieuw punt.</text:p></text:list-item>'
    rij = items(terug(document, (merk, f"{merk}Ook: "), (eind, eind + punt)).document)
    assert rij[0] == replace(was[0], tekst="Ook: " + was[0].tekst)
    assert rij[1].tekst == "Een nieuw punt."
    assert rij[2:] == was[1:]


def test_tracked_changes_and_a_kanttekening(document: boom.Plandocument) -> None:
    """Deleted words stand apart in ODF, with only a mark in the text; who did it is not read."""
    was = items(document)
    wie = f"<office:change-info><dc:creator>{AUTEUR}</dc:creator></office:change-info>"
    lijst = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:insertion>' + wie + "</text:insertion>"
        '</text:changed-region><text:changed-region text:id="c2"><text:deletion>'
        + wie
        + "<text:p>weg</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    )
    merk = f'<text:bookmark-start text:name="p_{was[0].sleutel}"/>'
    erin = (
        '<text:change-start text:change-id="c1"/>Ook: <text:change-end text:change-id="c1"/>'
        f'<text:change text:change-id="c2"/><office:annotation office:name="a1"><dc:creator>{AUTEUR}</dc:creator>'
        "<text:p>Klopt dit?</text:p></office:annotation>"
    )
    eind = f'<text:bookmark-end text:name="p_{was[0].sleutel}"/>'
    gelezen = terug(
        document,
        ("<office:text>", f"<office:text>{lijst}"),
        (merk, merk + erin),
        (eind, f'<office:annotation-end office:name="a1"/>{eind}'),
    )
    assert items(gelezen.document) == [replace(was[0], tekst="Ook: " + was[0].tekst), *was[1:]]
    assert [(w.soort, w.tekst, w.item) for w in gelezen.wijzigingen] == [
        ("toegevoegd", "Ook: ", was[0].sleutel),
        ("verwijderd", "weg", was[0].sleutel),
    ]
    (rij,) = gelezen.kanttekeningen
    assert (rij.tekst, rij.bij) == ("Klopt dit?", tekst.woorden(was[0].tekst, document.nummers))
    assert AUTEUR not in repr(gelezen)


# ---- what is no text ----


@pytest.mark.parametrize(
    ("stuk", "stijlen", "waar", "wat", "onzeker"),
    [
        (
            '<text:span text:style-name="X1"> Intern.</text:span>',
            stijl("X1", 'text:display="none"'),
            "verborgen tekst in",
            "Intern.",
            True,
        ),
        (
            '<text:span text:style-name="X2"> Intern.</text:span>',
            stijl("X1", 'text:display="none"') + stijl("X2", "", "X1"),
            "verborgen tekst in",
            "Intern.",
            True,
        ),
        (
            '<text:hidden-text text:condition="true" text:string-value="Geheim"/>',
            "",
            "verborgen tekst in",
            "Geheim",
            True,
        ),
        (
            '<text:span text:style-name="X1"> Oud.</text:span>',
            stijl("X1", 'style:text-line-through-style="solid"'),
            "doorgehaalde woorden in",
            "Oud.",
            True,
        ),
        (
            '<text:span text:style-name="X1"> Oud.</text:span>',
            stijl("X1", 'style:text-line-through-type="double"'),
            "doorgehaalde woorden in",
            "Oud.",
            True,
        ),
        (
            '<text:placeholder text:placeholder-type="text">&lt;Naam&gt;</text:placeholder>',
            "",
            "leeg invulveld in",
            "<Naam>",
            True,
        ),
        (
            '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
            "<text:p>Een.</text:p><text:p>Twee.</text:p></text:note-body></text:note>",
            "",
            "voetnoot bij",
            "Een. Twee.",
            False,
        ),
        (
            '<text:note text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body>'
            "<text:p>Slot.</text:p></text:note-body></text:note>",
            "",
            "eindnoot bij",
            "Slot.",
            False,
        ),
        (
            "<draw:frame><draw:text-box><text:p>In het kader.</text:p></draw:text-box></draw:frame>",
            "",
            "tekstvak in",
            "In het kader.",
            False,
        ),
        (
            "<draw:g><draw:rect><text:p>In de vorm.</text:p></draw:rect></draw:g>",
            "",
            "tekstvak in",
            "In de vorm.",
            False,
        ),
        (
            "<draw:frame><draw:image/><svg:desc>Kaart</svg:desc></draw:frame>",
            "",
            "afbeelding in",
            "een afbeelding: Kaart",
            False,
        ),
        (
            '<draw:frame><draw:object xlink:href="./Grafiek"/><draw:image/></draw:frame>',
            "",
            "onderdeel in",
            "een ingesloten object",
            False,
        ),
    ],
)
def test_what_is_no_text_is_named(
    document: boom.Plandocument, stuk: str, stijlen: str, waar: str, wat: str, onzeker: bool
) -> None:
    gelezen = bij_k1(document, stuk, stijlen)
    assert gelezen.document == document
    assert genoemd(gelezen) == [(f"{waar} 14.K1", wat, onzeker)]


@pytest.mark.parametrize(
    ("stuk", "stijlen", "leest"),
    [
        ('<text:span text:style-name="X1">\uf0b3</text:span>', stijl("X1", 'style:font-name="Symbol"'), " ≥"),
        ('<text:span text:style-name="X1">2</text:span>', stijl("X1", 'style:text-position="super 58%"'), " ²"),
        ('een<text:line-break/>twee<text:tab/>drie<text:s text:c="3"/>vier', "", " een twee drie vier"),
        ('<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>', "", " x=12"),
        (
            "<text:ruby><text:ruby-base>woord</text:ruby-base><text:ruby-text>uitspraak</text:ruby-text></text:ruby>",
            "",
            " woord",
        ),
    ],
)
def test_characters_and_line_breaks(document: boom.Plandocument, stuk: str, stijlen: str, leest: str) -> None:
    formule = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow><mi>x</mi><mo>=</mo><mn>12</mn></mrow></math>'
    gelezen = bij_k1(document, " " + stuk, stijlen, {"Object 1/content.xml": formule})
    assert items(gelezen.document)[0].tekst == items(document)[0].tekst + leest
    assert genoemd(gelezen) == []


@pytest.mark.parametrize(
    "vorm",
    [
        '<text:a xlink:href="#o_{0}">opgave\u00a03</text:a>',
        '<text:a xlink:href="https://x.test/opgaven/3/#o_{0}">opgave\u00a03</text:a>',
        '<text:bookmark-ref text:ref-name="o_{0}" text:reference-format="text">opgave\u00a03</text:bookmark-ref>',
    ],
)
def test_a_reference_in_every_form(document: boom.Plandocument, vorm: str) -> None:
    sleutel = document.opgave(3).sleutel
    gelezen = bij_k1(document, " Zie " + vorm.format(sleutel))
    assert items(gelezen.document)[0].tekst.endswith(f'Zie <a href="opgave:{sleutel}">opgave</a>')


def test_an_answer_under_its_remark_and_one_that_is_resolved(document: boom.Plandocument) -> None:
    loext = 'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    regels = "<text:p>Een<text:line-break/>twee</text:p><text:p>Noord\u2011Twente</text:p>"
    stuk = (
        f'<office:annotation {loext} office:name="a1" loext:resolved="false">{regels}</office:annotation>'
        f'<office:annotation {loext} office:name="a2" loext:parent-name="a1"><text:p>Eens.</text:p></office:annotation>'
        f'<office:annotation {loext} office:name="a3" loext:resolved="true"><text:p>Klaar.</text:p></office:annotation>'
    )
    assert [(k.tekst, k.antwoorden, k.opgelost) for k in bij_k1(document, stuk).kanttekeningen] == [
        ("Een\ntwee\nNoord-Twente", ("Eens.",), False),
        ("Klaar.", (), True),
    ]


def test_a_hash_that_libreoffice_took_along_from_a_word_file(document: boom.Plandocument) -> None:
    meta = (
        '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"><office:meta><meta:user-defined '
        f'meta:name="OOXMLCorePropertyIdentifier">npvr:{"b2" * 32}</meta:user-defined></office:meta>'
        "</office:document-meta>"
    )
    assert terug(document, erbij={"meta.xml": meta}).hash == "b2" * 32

"""What stands in a Word file and is no text: each kind is placed or named, whatever form it has."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documenten.schrijvers import fiche, word_bytes
from inlezen.lezers.terug import Teruggelezen, lees_terug
from plandocument import boom, tekst
from tests.inlezen.woordvormen import deel, erbij, erna, inhoud_wordt, p, relatie, stijl, t, xml
from tests.inlezen.wordwerk import UITGAVE, Word

Vouw = Callable[[Word], None]
K1 = "14.K1"


@pytest.fixture
def bewerk(document: boom.Plandocument) -> Callable[[Vouw], Teruggelezen]:
    def doe(vouw: Vouw) -> Teruggelezen:
        word = Word(word_bytes(fiche(document, document.opgave(14), UITGAVE)))
        vouw(word)
        return lees_terug(word.bytes(), document)

    return doe


@pytest.fixture
def k1(document: boom.Plandocument) -> boom.Item:
    return document.opgave(14).sectie("knelpunten").items[0]


def bij_k1(k1: boom.Item, stuk: str) -> Vouw:
    """Put this at the end of the first knelpunt."""
    return lambda word: erbij(word.alinea(f"p_{k1.sleutel}"), stuk)


def gelezen_k1(gelezen: Teruggelezen, k1: boom.Item) -> str:
    """What the file adds to the first knelpunt."""
    nu = gelezen.document.opgave(14).sectie("knelpunten").items[0]
    assert nu.sleutel == k1.sleutel
    return tekst.woorden(nu.tekst, gelezen.document.nummers).removeprefix(
        tekst.woorden(k1.tekst, gelezen.document.nummers)
    )


def genoemd(gelezen: Teruggelezen) -> list[tuple[str, str]]:
    return [(o.waar, o.wat) for o in gelezen.overgeslagen]


# ---- words that are not meant to be read ----


@pytest.mark.parametrize("rpr", ["<w:vanish/>", '<w:vanish w:val="1"/>', '<w:rStyle w:val="Geheim"/>'])
def test_hidden_words(bewerk: Callable[[Vouw], Teruggelezen], k1: boom.Item, rpr: str) -> None:
    def doe(word: Word) -> None:
        stijl(word, "Basis", "character", "Basis", "<w:rPr><w:vanish/></w:rPr>")
        stijl(word, "Geheim", "character", "Geheim", '<w:basedOn w:val="Basis"/>')
        erbij(word.alinea(f"p_{k1.sleutel}"), t(" Intern: ", rpr) + t("niet delen.", rpr))

    gelezen = bewerk(doe)
    assert gelezen_k1(gelezen, k1) == ""
    assert genoemd(gelezen) == [(f"verborgen tekst in {K1}", "Intern: niet delen.")]
    assert gelezen.overgeslagen[0].onzeker and gelezen.overgeslagen[0].item == k1.sleutel


def test_a_paragraph_hidden_by_its_style(
    bewerk: Callable[[Vouw], Teruggelezen], k1: boom.Item, document: boom.Plandocument
) -> None:
    def doe(word: Word) -> None:
        stijl(word, "Notitie", "paragraph", "Notitie", "<w:rPr><w:vanish/></w:rPr>")
        erna(word.alinea(f"p_{k1.sleutel}"), p(t("Hele alinea."), ppr='<w:pStyle w:val="Notitie"/>'))

    gelezen = bewerk(doe)
    assert gelezen.document == document
    assert genoemd(gelezen) == [("verborgen tekst in 14.K", "Hele alinea.")]


@pytest.mark.parametrize("rpr", ['<w:vanish w:val="0"/>', '<w:strike w:val="false"/>', "<w:webHidden/>"])
def test_what_can_be_read_plainly_stays(bewerk: Callable[[Vouw], Teruggelezen], k1: boom.Item, rpr: str) -> None:
    gelezen = bewerk(bij_k1(k1, t(" Gewoon.", rpr)))
    assert gelezen_k1(gelezen, k1) == " Gewoon."
    assert genoemd(gelezen) == []


@pytest.mark.parametrize("rpr", ["<w:strike/>", "<w:dstrike/>", '<w:rStyle w:val="Weg"/>'])
def test_struck_out_words(bewerk: Callable[[Vouw], Teruggelezen], k1: boom.Item, rpr: str) -> None:
    def doe(word: Word) -> None:
        stijl(word, "Weg", "character", "Weg", "<w:rPr><w:strike/></w:rPr>")
        erbij(word.alinea(f"p_{k1.sleutel}"), t(" Oud.", rpr) + t(" Nieuw."))

    gelezen = bewerk(doe)
    assert gelezen_k1(gelezen, k1) == " Nieuw."
    assert genoemd(gelezen) == [(f"doorgehaalde woorden in {K1}", "Oud.")]


def test_a_whole_point_struck_out_is_a_proposal(bewerk: Callable[[Vouw], Teruggelezen], k1: boom.Item) -> None:
    gelezen = bewerk(lambda word: inhoud_wordt(word.alinea(f"p_{k1.sleutel}"), t("Alles weg.", "<w:strike/>")))
    assert k1.sleutel not in {i.sleutel for i in gelezen.document.opgave(14).sectie("knelpunten").items}
    (rij,) = gelezen.overgeslagen
    assert (rij.waar, rij.onzeker) == ("doorgehaalde woorden in 14.K", True)


@pytest.mark.parametrize(
    "stuk",
    [
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{t('Kies een datum.')}</w:sdtContent></w:sdt>",
        t("Kies een datum.", '<w:rStyle w:val="PlaceholderText"/>'),
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MACROBUTTON NoMacro Kies een datum.'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ],
    ids=["invulveld", "stijl", "macroknop"],
)
def test_sentences_of_an_empty_field_to_fill_in(
    bewerk: Callable[[Vouw], Teruggelezen], k1: boom.Item, stuk: str
) -> None:
    def doe(word: Word) -> None:
        stijl(word, "PlaceholderText", "character", "Placeholder Text", "")
        erbij(word.alinea(f"p_{k1.sleutel}"), stuk)

    gelezen = bewerk(doe)
    assert gelezen_k1(gelezen, k1) == ""
    assert genoemd(gelezen) == [(f"leeg invulveld in {K1}", "Kies een datum.")]


# ---- signs and equations ----


@pytest.mark.parametrize(
    ("stuk", "leest"),
    [
        ('<w:r><w:sym w:font="Symbol" w:char="F0B1"/></w:r>', " ±"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', " ✓"),
        ('<w:r><w:sym w:font="Symbol" w:char="00AE"/></w:r>', " →"),
        ('<w:r><w:sym w:font="Segoe UI Symbol" w:char="2192"/></w:r>', " →"),
        (t("\uf061", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), " α"),
        (
            '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" '
            'w16se:char="1F600"/></mc:Choice><mc:Fallback><w:t>?</w:t></mc:Fallback></mc:AlternateContent></w:r>',
            " 😀",
        ),
        ("<m:oMath><m:r><m:t>x=12</m:t></m:r></m:oMath>", " x=12"),
        ("<m:oMathPara><m:oMath><m:r><m:t>y</m:t></m:r></m:oMath></m:oMathPara>", " y"),
        (t("10") + t("6", '<w:vertAlign w:val="superscript"/>'), " 10⁶"),
    ],
)
def test_characters_are_in_the_text(
    bewerk: Callable[[Vouw], Teruggelezen], k1: boom.Item, stuk: str, leest: str
) -> None:
    gelezen = bewerk(bij_k1(k1, t(" ") + stuk))
    assert gelezen_k1(gelezen, k1) == leest
    assert genoemd(gelezen) == []


@pytest.mark.parametrize(
    "stuk",
    [
        '<w:r><w:sym w:font="Wingdings 3" w:char="F022"/></w:r>',
        '<w:r><w:sym w:font="Bedrijfslogo" w:char="F041"/></w:r>',
        t("\ue123"),
    ],
)
def test_an_unknown_character_is_named(bewerk: Callable[[Vouw], Teruggelezen], k1: boom.Item, stuk: str) -> None:
    gelezen = bewerk(bij_k1(k1, t(" ") + stuk))
    assert gelezen_k1(gelezen, k1) == " \ufffd"
    (rij,) = gelezen.overgeslagen
    assert (rij.waar, rij.soort, rij.onzeker) == (f"teken in {K1}", "symbool", True)


def test_a_formula_with_a_fraction_is_named(bewerk: Callable[[Vouw], Teruggelezen], k1: boom.Item) -> None:
    breuk = "<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    gelezen = bewerk(bij_k1(k1, t(" ") + f"<m:oMath>{breuk}</m:oMath>"))
    assert gelezen_k1(gelezen, k1) == " (a+b)/2"
    (rij,) = gelezen.overgeslagen
    assert (rij.waar, rij.onzeker) == (f"formule in {K1}", True)


# ---- beside the words ----


def test_footnote_and_endnote_with_paragraphs_a_link_and_a_dash(
    bewerk: Callable[[Vouw], Teruggelezen], k1: boom.Item, document: boom.Plandocument
) -> None:
    def doe(word: Word) -> None:
        link = f'<w:hyperlink r:id="n1">{t("de monitor")}</w:hyperlink>'
        streep = "<w:r><w:t>regio</w:t><w:noBreakHyphen/><w:t>monitor</w:t></w:r>"
        deel(
            word,
            "word/footnotes.xml",
            "footnotes",
            f'<w:footnote w:id="2">{p(t("Zie "), link)}{p(streep)}</w:footnote>',
        )
        deel(word, "word/endnotes.xml", "endnotes", f'<w:endnote w:id="2">{p(t("Slot."))}</w:endnote>')
        word.delen["word/_rels/footnotes.xml.rels"] = (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="n1" Type="http://x/hyperlink" Target="https://voorbeeld.test/" TargetMode="External"/>'
            b"</Relationships>"
        )
        noten = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r>'
        erbij(word.alinea(f"p_{k1.sleutel}"), noten)

    gelezen = bewerk(doe)
    assert gelezen.document == document
    assert genoemd(gelezen) == [
        (f"voetnoot bij {K1}", "Zie de monitor (https://voorbeeld.test/) regio-monitor"),
        (f"eindnoot bij {K1}", "Slot."),
    ]


def test_a_text_box_with_a_shape_for_older_programs_counts_once(
    bewerk: Callable[[Vouw], Teruggelezen], k1: boom.Item, document: boom.Plandocument
) -> None:
    inhoud = f"<w:txbxContent>{p(t('In het vak.'))}{p(t('Tweede regel.'))}</w:txbxContent>"
    stuk = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{inhoud}</wps:txbx>'
        f"</wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inhoud}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    gelezen = bewerk(bij_k1(k1, stuk))
    assert gelezen.document == document
    assert genoemd(gelezen) == [(f"tekstvak in {K1}", "In het vak. Tweede regel.")]


def test_a_frame_around_paragraphs_is_no_point(
    bewerk: Callable[[Vouw], Teruggelezen], k1: boom.Item, document: boom.Plandocument
) -> None:
    kader = '<w:framePr w:w="2000" w:hAnchor="page" w:x="100"/>'
    gelezen = bewerk(
        lambda word: erna(word.alinea(f"p_{k1.sleutel}"), p(t("Een."), ppr=kader) + p(t("Twee."), ppr=kader))
    )
    assert gelezen.document == document
    assert genoemd(gelezen) == [(f"tekstvak in {K1}", "Een. Twee.")]


def test_a_drop_cap_belongs_to_its_word(bewerk: Callable[[Vouw], Teruggelezen], document: boom.Plandocument) -> None:
    def doe(word: Word) -> None:
        kop = word.alinea(f"s_{document.opgave(14).sectie('situatie').sleutel}")
        groot = p(t("E"), ppr='<w:framePr w:dropCap="drop" w:lines="3"/>')
        erna(kop, groot + p(t("en nieuwe alinea.")))

    assert "<p>Een nieuwe alinea.</p>" in bewerk(doe).document.opgave(14).sectie("situatie").opening


@pytest.mark.parametrize(
    ("stuk", "wat"),
    [
        (
            '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Foto 1" descr="Kaart van Twente"/>'
            "<a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
            ("afbeelding", "een afbeelding: Kaart van Twente"),
        ),
        (
            "<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>",
            ("afbeelding", "een afbeelding zonder beschrijving"),
        ),
        (
            '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>',
            ("onderdeel", "een ingesloten object (Excel.Sheet.12)"),
        ),
    ],
    ids=["foto", "oud", "excel"],
)
def test_pictures_and_objects(
    bewerk: Callable[[Vouw], Teruggelezen], k1: boom.Item, stuk: str, wat: tuple[str, str]
) -> None:
    gelezen = bewerk(bij_k1(k1, stuk))
    assert gelezen_k1(gelezen, k1) == ""
    assert genoemd(gelezen) == [(f"{wat[0]} in {K1}", wat[1])]


def test_a_table_is_read_as_one(bewerk: Callable[[Vouw], Teruggelezen], document: boom.Plandocument) -> None:
    def doe(word: Word) -> None:
        rij = "".join(f"<w:tc>{p(t(w))}</w:tc>" for w in ("Jaar", "2030"))
        kop = word.alinea(f"s_{document.opgave(14).sectie('situatie').sleutel}")
        erna(kop, f"<w:tbl><w:tr>{rij}</w:tr></w:tbl>")

    gelezen = bewerk(doe)
    assert (
        "<table><tr><td>Jaar</td><td>2030</td></tr></table>" in gelezen.document.opgave(14).sectie("situatie").opening
    )
    assert gelezen.overgeslagen == ()


def test_a_page_header_that_somebody_typed(bewerk: Callable[[Vouw], Teruggelezen]) -> None:
    def doe(word: Word) -> None:
        relatie(word, "rIdH", "header", "header2.xml")
        deel(word, "word/header2.xml", "hdr", p(t("Vertrouwelijk tot vrijdag")))

    assert genoemd(bewerk(doe)) == [("kop- of voettekst van de bladzijden", "Vertrouwelijk tot vrijdag")]


def test_remarks_without_a_sectie_are_named(
    bewerk: Callable[[Vouw], Teruggelezen], document: boom.Plandocument
) -> None:
    """At the title of the fiche, and at no words at all."""

    def doe(word: Word) -> None:
        deel(
            word,
            "word/comments.xml",
            "comments",
            f'<w:comment w:id="1">{p(t("Andere titel?"))}</w:comment><w:comment w:id="2">{p(t("Zwerft."))}</w:comment>',
        )
        titel = word.alinea(f"o_{document.opgave(14).sleutel}")
        erbij(titel, '<w:r><w:commentReference w:id="1"/></w:r>')

    assert genoemd(bewerk(doe)) == [
        ("opmerking bij de titel van opgave 14", "Andere titel?"),
        ("opmerking die nergens bij staat", "Zwerft."),
    ]


def test_text_above_the_first_heading_and_sectie(
    bewerk: Callable[[Vouw], Teruggelezen], document: boom.Plandocument
) -> None:
    def doe(word: Word) -> None:
        titel = word.alinea(f"o_{document.opgave(14).sleutel}")
        for knoop in xml(p(t("Beste collega,"))):
            titel.addprevious(knoop)
        erna(titel, p(t("Los zinnetje.")))

    assert genoemd(bewerk(doe)) == [
        ("boven de eerste kop", "Beste collega,"),
        ("boven de eerste sectie van opgave 14", "Los zinnetje."),
    ]

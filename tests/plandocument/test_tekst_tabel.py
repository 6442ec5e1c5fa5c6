from __future__ import annotations

import pytest

from plandocument import anker, boom, redactie, tekst
from plandocument.samenvoegen.blokken import als_html, stukken
from plandocument.vergelijk import passages
from plandocument.vergelijk.tekst import vergelijk_tekst

HASH = "0123456789abcdef" * 4
TABEL = (
    "<table><caption>Woningen</caption><tr><th>Gemeente</th><th>2026</th></tr>"
    "<tr><th>Almelo</th><td>120</td></tr></table>"
)
FIGUUR = (
    f'<figure><img src="afbeelding:{HASH}" alt="Vier lagen"><figcaption>De <em>tafels</em></figcaption>'
    "<cite>Regio Twente</cite></figure>"
)
PLAT = "Tabel: Woningen\n| Gemeente | 2026 |\n|===|---|\n| Almelo | 120 |"


def test_a_table_and_a_figure_have_one_form_and_a_plain_form() -> None:
    assert tekst.schoon(TABEL + FIGUUR) == TABEL + FIGUUR
    assert tekst.plat(TABEL) == PLAT and tekst.uit_plat(PLAT) == TABEL
    assert tekst.plat(FIGUUR) == (
        f"[figuur afbeelding:{HASH}]\nBijschrift: De __tafels__\nBeschrijving: Vier lagen\nBron: Regio Twente"
    )


@pytest.mark.parametrize(
    ("getypt", "net"),
    [
        ("| a | b |\n| c |", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td></td></tr></table>"),
        ("| a | b\n|---|---|\n| c | d", "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>"),
        ("|===|---|\n| a | b |", "<table><tr><th>a</th><td>b</td></tr></table>"),
        (
            "voor\nTabel: Naam\n| **a** | x\\|y |",
            "<p>voor</p><table><caption>Naam</caption><tr><td><strong>a</strong></td><td>x|y</td></tr></table>",
        ),
        ("Tabel: geen rij", "<p>Tabel: geen rij</p>"),
        ("| los", "<p>| los</p>"),
        ("\\| a | b |", "<p>| a | b |</p>"),
        ("[figuur iets]", "<p>[figuur iets]</p>"),
        ("[figuur getekend:tijdlijn]\nAlleen versiering", '<figure><img src="getekend:tijdlijn" alt=""></figure>'),
    ],
)
def test_what_is_typed_as_a_table_or_figure(getypt: str, net: str) -> None:
    assert tekst.uit_plat(getypt) == net


@pytest.mark.parametrize(
    ("html", "net"),
    [
        pytest.param(
            "<table><thead><tr><td><p>a</p></td><td>b</td></tr></thead><tr><td colspan=2>c</td></tr></table>",
            "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td></td></tr></table>",
            id="Word and LibreOffice: a head, paragraphs in cells, a cell over two columns",
        ),
        pytest.param(
            "<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
            "<table><tr><td>a</td><td>b</td></tr><tr><td></td><td>c</td></tr></table>",
            id="a cell over two rows",
        ),
        pytest.param("<table><tr><td><p>een</p><p>twee</p></td></tr></table>", "<p>een</p><p>twee</p>", id="a box"),
        pytest.param(
            "<table><tr><td>a<ul><li>x</li><li>y</li></ul></td><td><table><tr><td>in</td></tr></table></td></tr></table>",
            "<table><tr><td>a x y</td><td>in</td></tr></table>",
            id="a list and a table in a cell are its words",
        ),
        pytest.param("<table><caption>leeg</caption><tr><td></td><td></td></tr></table>", "<p>leeg</p>", id="empty"),
        pytest.param(
            "<figure><table><tr><td>a</td><td>b</td></tr></table><figcaption>Naam</figcaption></figure>",
            "<table><caption>Naam</caption><tr><td>a</td><td>b</td></tr></table>",
            id="a caption of CKEditor",
        ),
        pytest.param('<p>a<img src="https://voorbeeld.nl/x.png" alt="x">b</p>', "<p>ab</p>", id="a picture of others"),
        pytest.param(
            f'<p>a<img data-beeld="afbeelding:{HASH}" src="/x">b</p>',
            f'<p>a</p><figure><img src="afbeelding:{HASH}"></figure><p>b</p>',
            id="ours, within a paragraph",
        ),
        pytest.param(
            "<table>" + "<tr>" + "<td>x</td>" * 30 + "</tr></table>", f"<p>{'x ' * 29}x</p>", id="too wide: lines"
        ),
    ],
)
def test_what_is_pasted_becomes_a_table(html: str, net: str) -> None:
    assert tekst.schoon(html) == net


def test_in_the_editor_the_caption_of_a_table_is_a_paragraph_before_it() -> None:
    html = redactie.voor_editor(TABEL, {})
    assert html.startswith("<p data-tabelnaam>Woningen</p><table><tr>")
    assert redactie.uit_editor(html, {}) == TABEL
    assert redactie.uit_editor(html.replace("Woningen", ""), {}) == TABEL.replace("<caption>Woningen</caption>", "")
    assert redactie.uit_editor("<p data-tabelnaam>Woningen</p><p>los</p>" + TABEL, {}) == (
        f"<p>Woningen</p><p>los</p>{TABEL}"
    )


def test_a_table_that_spans_a_million_columns_costs_nothing() -> None:
    assert (
        tekst.schoon("<table>" + "<tr><td colspan=9999 rowspan=9999>x</td></tr>" * 300 + "</table>").count("<p>") == 300
    )


def test_a_reader_gets_headers_with_scope_and_names() -> None:
    html = tekst.toon(TABEL, {}, str)
    assert '<th scope="col" role="columnheader">Gemeente</th>' in html and '<th scope="row" role="rowheader"' in html
    assert 'class="teksttabel teksttabel--getallen" role="region" tabindex="0" aria-label="Tabel: Woningen"' in html
    woorden = tekst.toon(
        "<table><tr><th>Wie</th><th>Wat</th></tr><tr><td>Rijk</td><td>betaalt</td></tr></table>", {}, str
    )
    assert "teksttabel--woorden" in woorden and 'data-kop="Wat">betaalt' in woorden and "tabindex" not in woorden


def test_a_figure_shows_its_picture_only_where_there_is_an_address() -> None:
    assert "<img" not in tekst.toon(FIGUUR, {}, str) and "Vier lagen" in tekst.toon(FIGUUR, {}, str)
    assert '<img src="/b" alt="Vier lagen">' in tekst.toon(FIGUUR, {}, str, lambda beeld: "/b")
    assert tekst.beelden(TABEL + FIGUUR) == (f"afbeelding:{HASH}",)


def test_comparison_tells_a_table_by_cell_and_a_figure_by_what_it_says() -> None:
    nummers: tuple[dict[str, int], dict[str, int]] = ({}, {})
    anders = passages(vergelijk_tekst(TABEL, TABEL.replace("120", "130"), nummers).regels)
    assert [(p.vorm, p.stukken[0].oud, p.stukken[0].nieuw) for p in anders] == [("cel2", "120", "130")]
    assert vergelijk_tekst(TABEL, TABEL.replace("<th>Almelo</th>", "<td>Almelo</td>"), nummers).soort == "opmaak"
    beeld = vergelijk_tekst(FIGUUR, FIGUUR.replace(HASH, "f" * 64).replace("Vier", "Vijf"), nummers)
    assert [r.vorm for r in beeld.regels if r.soort == "anders"] == ["alt", "beeld"]


def test_a_table_is_one_block_when_texts_are_merged() -> None:
    rij = stukken(f"<p>a</p>{TABEL}<ul><li>x</li><li>y</li></ul>{FIGUUR}")
    assert [blok.soort for blok in rij] == ["p", "tabel", "ul", "ul", "figuur"]
    assert als_html(rij) == f"<p>a</p>{TABEL}<ul><li>x</li><li>y</li></ul>{FIGUUR}"


def _document(html: str) -> boom.Plandocument:
    sectie = boom.Sectie("ssssssssssss", titel="Kop", opening=html)
    return boom.Plandocument("twente", "Plan", hoofdstukken=(boom.Hoofdstuk("hhhhhhhhhhhh", "Een", (sectie,)),))


@pytest.mark.parametrize(
    ("citaat", "voorstel", "was", "wordt"),
    [
        ("120", "130 woningen", "<td>120</td>", "<td>130 woningen</td>"),
        ("tafels", "lagen", "tafels", "lagen"),
        ("eind", "slot", "eind", "slot"),
    ],
)
def test_a_comment_stands_at_a_cell_or_caption_and_its_proposal_is_put_there(
    citaat: str, voorstel: str, was: str, wordt: str
) -> None:
    html = f"<p>begin</p>{TABEL}<p>eind</p>{FIGUUR}"
    document = _document(html)
    hier = anker.maak(document, sectie="ssssssssssss", deel="opening", citaat=citaat)
    sectie = anker.vervang(document.hoofdstukken[0].secties[0], anker.volg(hier, document), voorstel)
    assert sectie.opening == html.replace(was, wordt)


def test_a_proposal_over_two_cells_is_left_to_people() -> None:
    document = _document(TABEL)
    hier = anker.maak(document, sectie="ssssssssssss", deel="opening", citaat="Almelo 120")
    with pytest.raises(anker.KanNiet, match="meer cellen"):
        anker.vervang(document.hoofdstukken[0].secties[0], anker.volg(hier, document), "niets")

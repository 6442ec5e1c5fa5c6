from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandocument import tekst

OPGAVEN = {7: "aaaabbbbcccc", 14: "ddddeeeeffff"}
NUMMERS = {v: k for k, v in OPGAVEN.items()}

platte_tekst = st.text(
    alphabet=st.one_of(st.sampled_from("ab é*_[]()\\-1.\n 🚆|="), st.characters(exclude_categories=["Cs"])),
    max_size=200,
)
html_brokken = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<ul>",
            "</ul>",
            "<ol>",
            "<li>",
            "</li>",
            "<strong>",
            "</strong>",
            "<em>",
            "</em>",
            "<br>",
            "tekst ",
            "a*b",
            "**",
            "__",
            "- ",
            "1. ",
            "[x]",
            "\\",
            '<a href="https://voorbeeld.nl/a">',
            "</a>",
            '<a href="opgave:aaaabbbbcccc">opgave</a>',
            "<script>alert(1)</script>",
            "<div>",
            "</div>",
            "<table>",
            "</table>",
            "<caption>",
            "<tr>",
            "<td>",
            "<td colspan=3 rowspan=2>",
            "<th>",
            "| ",
            "---",
            "===",
            "Tabel: ",
            "<figure>",
            "</figure>",
            "<figcaption>",
            "</figcaption>",
            "<cite>",
            "</cite>",
            f'<img src="afbeelding:{"0" * 64}" alt="een beeld">',
            '<img src="getekend:tijdlijn">',
            "&lt;b&gt;",
            "&amp;",
            " ",
        ]
    ),
    max_size=30,
).map("".join)


def test_schoon_keeps_what_the_form_knows() -> None:
    html = (
        "<p>Een <strong>vet</strong> en <em>schuin</em> woord.<br>Nieuwe regel.</p>"
        "<ul><li>punt<ul><li>dieper</li></ul></li></ul>"
    )
    assert tekst.schoon(html) == html


@pytest.mark.parametrize(
    ("vuil", "net"),
    [
        ("los", "<p>los</p>"),
        ("<h2>Kop</h2>tekst", "<p>Kop</p><p>tekst</p>"),
        ("<p>  veel \n\t wit  </p><p> </p>", "<p>veel wit</p>"),
        ("<b>x</b><i>y</i>", "<p><strong>x</strong><em>y</em></p>"),
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ("<p onclick=alert(1)>a<img src=x onerror=alert(1)></p>", "<p>a</p>"),
        ('<p><a href="javascript:alert(1)">klik</a></p>', "<p>klik</p>"),
        ('<p><a href="JAVASCRIPT:alert(1)">klik</a></p>', "<p>klik</p>"),
        (
            '<p><a href="https://voorbeeld.nl/" onmouseover=x>site</a></p>',
            '<p><a href="https://voorbeeld.nl/">site</a></p>',
        ),
        ("<ul><li><p>een</p><p>twee</p></li></ul>", "<ul><li>een<br>twee</li></ul>"),
        ("<p>nul\x00 en \x0b tekens</p>", "<p>nul en tekens</p>"),
        ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<ul><li><table><tr><td>a</td><td>b</td></tr></table></li></ul>", "<ul><li>a b</li></ul>"),
        ("", ""),
        ("<p></p>", ""),
    ],
)
def test_schoon_gives_one_form(vuil: str, net: str) -> None:
    assert tekst.schoon(vuil) == net


@given(html_brokken)
def test_schoon_twice_is_once(html: str) -> None:
    eenmaal = tekst.schoon(html)
    assert tekst.schoon(eenmaal) == eenmaal
    assert "<script" not in eenmaal


@given(html_brokken)
def test_plain_and_back_is_the_same(html: str) -> None:
    net = tekst.schoon(html)
    assert tekst.uit_plat(tekst.plat(net, NUMMERS), OPGAVEN) == net


@given(platte_tekst)
def test_uit_plat_gives_the_canonical_form(invoer: str) -> None:
    net = tekst.uit_plat(invoer, OPGAVEN)
    assert tekst.schoon(net) == net
    assert tekst.uit_plat(tekst.plat(net, NUMMERS), OPGAVEN) == net


@given(platte_tekst)
def test_a_line_uit_plat_stays_a_line(invoer: str) -> None:
    net = tekst.regel_uit_plat(invoer, OPGAVEN)
    assert tekst.schone_regel(net) == net
    assert "<p>" not in net and "<br>" not in net


def test_uit_plat_reads_paragraphs_lists_and_references() -> None:
    invoer = (
        "Eerste alinea,\nzelfde alinea.\n\nTweede met **vet** en __schuin__:\n"
        "- een\n- twee, zie [opgave 14]\n  - dieper\n\n1. nummer"
    )
    assert tekst.uit_plat(invoer, OPGAVEN) == (
        "<p>Eerste alinea,<br>zelfde alinea.</p><p>Tweede met <strong>vet</strong> en <em>schuin</em>:</p>"
        '<ul><li>een</li><li>twee, zie <a href="opgave:ddddeeeeffff">opgave</a><ul><li>dieper</li></ul></li></ul>'
        "<ol><li>nummer</li></ol>"
    )


def test_uit_plat_leaves_an_unknown_opgave_as_words() -> None:
    assert tekst.uit_plat("zie [opgave 99]", OPGAVEN) == "<p>zie opgave 99</p>"


def test_an_asterisk_in_a_word_stays_an_asterisk() -> None:
    assert tekst.plat("<p>EZK* staat voor EZ</p>") == "EZK* staat voor EZ"


def test_toon_prints_the_number_of_now() -> None:
    html = '<p>Zie <a href="opgave:ddddeeeeffff">opgave</a>.</p>'
    assert tekst.toon(html, {"ddddeeeeffff": 15}, lambda n: f"/twente/opgaven/{n}/") == (
        '<p>Zie <a href="/twente/opgaven/15/">opgave 15</a>.</p>'
    )
    assert tekst.toon(html, {}, str) == "<p>Zie opgave (vervallen).</p>"


def test_woorden_gives_lines_without_markup() -> None:
    assert tekst.woorden("<p>Een <strong>twee</strong></p><ul><li>drie</li></ul>") == "Een twee\ndrie"


def test_schoon_of_a_megabyte_is_no_problem() -> None:
    groot = "<p>" + "woord " * 200_000 + "</p>"
    assert len(tekst.schoon(groot)) > 1_000_000
    assert tekst.schoon("<ul><li>" * 2000) == ""


def test_lists_too_deep_become_shallower() -> None:
    diep = tekst.schoon("<ul><li>x" * 3000)
    assert diep.count("<ul>") == tekst.DIEPST
    assert diep.count("x") == 3000
    plat = "\n".join("  " * n + "- x" for n in range(3000))
    assert tekst.uit_plat(plat).count("x") == 3000

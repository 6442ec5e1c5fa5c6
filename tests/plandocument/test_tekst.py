from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandocument import tekst

OPGAVEN = {7: "aaaabbbbcccc", 14: "ddddeeeeffff"}
NUMMERS = {v: k for k, v in OPGAVEN.items()}

platte_tekst = st.text(
    alphabet=st.one_of(st.sampled_from("ab é*_[]()\\-1.\n 🚆"), st.characters(exclude_categories=["Cs"])), max_size=200
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
            "&lt;b&gt;",
            "&amp;",
            " ",
        ]
    ),
    max_size=30,
).map("".join)


def test_schoon_houdt_wat_de_vorm_kent() -> None:
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
        ("<table><tr><td>a</td><td>b</td></tr></table>", "<p>a b</p>"),
        ("", ""),
        ("<p></p>", ""),
    ],
)
def test_schoon_geeft_een_vorm(vuil: str, net: str) -> None:
    assert tekst.schoon(vuil) == net


@given(html_brokken)
def test_schoon_tweemaal_is_eenmaal(html: str) -> None:
    eenmaal = tekst.schoon(html)
    assert tekst.schoon(eenmaal) == eenmaal
    assert "<script" not in eenmaal


@given(html_brokken)
def test_plat_en_terug_is_hetzelfde(html: str) -> None:
    net = tekst.schoon(html)
    assert tekst.uit_plat(tekst.plat(net, NUMMERS), OPGAVEN) == net


@given(platte_tekst)
def test_uit_plat_geeft_de_canonieke_vorm(invoer: str) -> None:
    net = tekst.uit_plat(invoer, OPGAVEN)
    assert tekst.schoon(net) == net
    assert tekst.uit_plat(tekst.plat(net, NUMMERS), OPGAVEN) == net


@given(platte_tekst)
def test_regel_uit_plat_blijft_een_regel(invoer: str) -> None:
    net = tekst.regel_uit_plat(invoer, OPGAVEN)
    assert tekst.schone_regel(net) == net
    assert "<p>" not in net and "<br>" not in net


def test_uit_plat_leest_alineas_lijsten_en_verwijzingen() -> None:
    invoer = (
        "Eerste alinea,\nzelfde alinea.\n\nTweede met **vet** en __schuin__:\n"
        "- een\n- twee, zie [opgave 14]\n  - dieper\n\n1. nummer"
    )
    assert tekst.uit_plat(invoer, OPGAVEN) == (
        "<p>Eerste alinea,<br>zelfde alinea.</p><p>Tweede met <strong>vet</strong> en <em>schuin</em>:</p>"
        '<ul><li>een</li><li>twee, zie <a href="opgave:ddddeeeeffff">opgave</a><ul><li>dieper</li></ul></li></ul>'
        "<ol><li>nummer</li></ol>"
    )


def test_uit_plat_laat_een_onbekende_opgave_als_woorden_staan() -> None:
    assert tekst.uit_plat("zie [opgave 99]", OPGAVEN) == "<p>zie opgave 99</p>"


def test_een_ster_in_een_woord_blijft_een_ster() -> None:
    assert tekst.plat("<p>EZK* staat voor EZ</p>") == "EZK* staat voor EZ"


def test_toon_drukt_het_nummer_van_nu() -> None:
    html = '<p>Zie <a href="opgave:ddddeeeeffff">opgave</a>.</p>'
    assert tekst.toon(html, {"ddddeeeeffff": 15}, lambda n: f"/twente/opgaven/{n}/") == (
        '<p>Zie <a href="/twente/opgaven/15/">opgave 15</a>.</p>'
    )
    assert tekst.toon(html, {}, str) == "<p>Zie opgave (vervallen).</p>"


def test_woorden_geeft_regels_zonder_opmaak() -> None:
    assert tekst.woorden("<p>Een <strong>twee</strong></p><ul><li>drie</li></ul>") == "Een twee\ndrie"


def test_schoon_van_een_megabyte_is_geen_probleem() -> None:
    groot = "<p>" + "woord " * 200_000 + "</p>"
    assert len(tekst.schoon(groot)) > 1_000_000
    assert tekst.schoon("<ul><li>" * 2000) == ""


def test_te_diepe_lijsten_worden_ondieper() -> None:
    diep = tekst.schoon("<ul><li>x" * 3000)
    assert diep.count("<ul>") == tekst.DIEPST
    assert diep.count("x") == 3000
    plat = "\n".join("  " * n + "- x" for n in range(3000))
    assert tekst.uit_plat(plat).count("x") == 3000

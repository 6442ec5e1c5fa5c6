"""One builder of mails: the same words twice, as text and as HTML."""

from __future__ import annotations

from typing import Any

import lxml.html as lx
import pytest

from npvr.brieven import als_html, bericht, bericht_id_van


def woorden(html: str) -> list[str]:
    return " ".join(lx.fromstring(html).text_content().split()).split()


@pytest.mark.parametrize(
    ("tekst", "html"),
    [
        ("Een.\n\nTwee.\nDrie.", "<p>Een.</p>\n<p>Twee.<br>\nDrie.</p>"),
        ("- een\n- twee", "<ul><li>een</li><li>twee</li></ul>"),
        ("Naar de ronde: https://x.nl/?a=1&b=2", ">Naar de ronde</a>"),
        ("Neem aan:\nhttps://x.nl/u/#ab-cd", 'href="https://x.nl/u/#ab-cd">Neem aan</a>'),
        ("Dat kan. Met deze link:\n\nhttps://x.nl/r/#k", "<p>Dat kan.</p>"),
        ("Ga naar https://x.nl/r/ en klik.", '<a href="https://x.nl/r/">https://x.nl/r/</a> en klik.'),
        ("Zie (https://x.nl/a).", '(<a href="https://x.nl/a">https://x.nl/a</a>).'),
        ("Let op: dit is geen link.", "<p>Let op: dit is geen link.</p>"),
        ('A & <b>B</b> "c"', "<p>A &amp; &lt;b&gt;B&lt;/b&gt; &quot;c&quot;</p>"),
        ("javascript: https://x.nl", ">Javascript</a>"),
        ("{x} %s {{ y }}", "<p>{x} %s {{ y }}</p>"),
    ],
)
def test_plain_text_becomes_html(tekst: str, html: str) -> None:
    assert html in als_html(tekst, "Onderwerp")


def test_all_words_are_in_both_forms() -> None:
    tekst = "Beste lezer,\n\nHet gaat om:\n- 1 Wonen\n- 2 Werken & zorg\n\nVragen? Mail ons.\r\n\r\nTot dan."
    assert woorden(als_html(tekst, "x"))[1:] == tekst.replace("- ", "- ").split()


@pytest.mark.parametrize("tekst", ["", "\n\n", "https://", "a" * 100_000, "x:\n" * 20_000, "https://x.nl/ " * 10_000])
def test_strange_text_breaks_nothing(tekst: str) -> None:
    assert als_html(tekst, "").endswith("</html>\n")


def test_the_headers(settings: Any) -> None:
    settings.BASIS_URL = "https://portaal.voorbeeld.test"
    brief = bericht(
        aan="a@voorbeeld.test",
        onderwerp="Hallo",
        tekst="Dag.",
        bericht_id=bericht_id_van("een"),
        draad="ronde:1",
        antwoord_aan="programma@voorbeeld.test",
        afmelden="https://portaal.voorbeeld.test/stop/",
    ).message()
    assert brief["Reply-To"] == "programma@voorbeeld.test"
    assert brief["Auto-Submitted"] == "auto-generated" and brief["X-Auto-Response-Suppress"] == "All"
    assert brief["References"] == brief["In-Reply-To"] == bericht_id_van("draad:ronde:1")
    assert brief["Message-ID"].endswith("@portaal.voorbeeld.test>") and brief["Message-ID"] != brief["References"]
    assert brief["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [deel.get_content_type() for deel in brief.get_payload()] == ["text/plain", "text/html"]


@pytest.mark.parametrize("kapot", [{"onderwerp": "Een\nBcc: x@y.test"}, {"antwoord_aan": "a\n@voorbeeld.test"}])
def test_a_header_with_a_line_break_is_not_sent(kapot: dict[str, str]) -> None:
    velden = {"aan": "a@voorbeeld.test", "onderwerp": "Een", "tekst": "Dag."} | kapot
    with pytest.raises(ValueError, match="Header values"):
        bericht(**velden).message()

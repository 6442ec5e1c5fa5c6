"""Text that is eight times as long takes some eight times the work, however it was made up to cost more.

What is compared is a ratio of the time that this process had: a busy machine changes both.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from plandocument import redactie, tekst

HTML = {
    "kleiner dan": "<",
    "alinea's": "<p>",
    "alinea's met tekst": "<p>a",
    "alinea's in een punt": "<ul><li>|<p> ",
    "lijsten achter elkaar": "<ul><li>a</ul>",
    "lijsten in een lijst": "<ul><li>q|<ul><li>y</ul>",
    "lijsten in elkaar": "<ul><li>",
    "open verklaringen": "<!",
    "open opmerkingen": "<!--",
    "half CDATA": "<![CDATA[",
    "open einden": "</a",
    "open tags": "<a ",
    "open kenmerken": '<a href="',
    "regeleinden": "a<br>",
    "vet": "<b>a</b>",
    "scripts": "<script>",
    "halve tekens": "&#x",
}
PLAT = {"sterren": "\\*", "vet": "**a", "regels": "x\n", "haken": "[", "punten": "- a\n", "vervolg": "- a|\n  b"}


def _duur(doe: Callable[[str], object], wat: str, hoeveel: int) -> float:
    """The best of three, of the time of this process alone."""
    begin, _, stuk = wat.rpartition("|")
    beste = 1e9
    for _n in range(3):
        van = time.process_time()
        doe(begin + stuk * hoeveel)
        beste = min(beste, time.process_time() - van)
    return beste


def _groei(doe: Callable[[str], object], wat: str) -> float:
    """How much more work eight times as much is: 8 when it is linear, 64 when it is not. What takes no time at all is
    rounded up: a busy machine would make a ratio of nothing."""
    return _duur(doe, wat, 16_000) / max(_duur(doe, wat, 2_000), 0.005)


@pytest.mark.parametrize("wat", HTML)
def test_html_is_read_in_linear_time(wat: str) -> None:
    assert _groei(lambda t: redactie.uit_editor(t, {7: "abcd"}), HTML[wat]) < 24


@pytest.mark.parametrize("wat", PLAT)
def test_plain_text_as_well(wat: str) -> None:
    assert _groei(lambda t: tekst.uit_plat(t, {7: "abcd"}), PLAT[wat]) < 24


def test_the_measure_sees_what_is_not_linear() -> None:
    def kwadraat(t: str) -> int:
        return sum(len(t[n:]) for n in range(len(t)))

    assert _groei(kwadraat, "x" * 8) > 24


def test_what_is_no_tag_stays_as_words() -> None:
    assert tekst.schoon("a < b <3 <a href='x") == "<p>a &lt; b &lt;3 &lt;a href='x</p>"
    assert tekst.schoon("<p>a<!-- b --><!x><?y?>c</p>") == "<p>ac</p>"
    assert tekst.schoon(f"<p>a<img src='{'x' * 5000}'>b</p>") == "<p>ab</p>"

from __future__ import annotations

import pytest

from plandocument import tekst
from plandocument.redactie import uit_editor, voor_editor

NUMMERS = {"zeven0000000": 7, "acht00000000": 8}
OPGAVEN = {nummer: sleutel for sleutel, nummer in NUMMERS.items()}
ZEVEN = '<a href="opgave:zeven0000000">opgave</a>'


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>Gewoon.</p>",
        f"<p>Zie {ZEVEN} en <strong>meer</strong>.</p>",
        f"<p>{ZEVEN}</p><ul><li>een {ZEVEN}<ul><li>twee</li></ul></li></ul>",
        '<p>Zie <a href="opgave:weg000000000">opgave</a>.</p>',
        '<p>Een <a href="https://voorbeeld.test/?a=1&amp;b=2">bron</a>.<br>Regel.</p>',
    ],
)
def test_what_goes_to_the_editor_comes_back_as_it_was(html):
    assert uit_editor(voor_editor(html, NUMMERS), OPGAVEN) == tekst.schoon(html) == html


def test_the_editor_shows_the_number_of_a_reference():
    assert voor_editor(f"<p>{ZEVEN}</p>", NUMMERS) == '<p><a href="opgave:zeven0000000">opgave 7</a></p>'


def test_a_reference_whose_opgave_is_gone_says_so():
    assert "opgave (vervallen)" in voor_editor('<p><a href="opgave:weg000000000">opgave</a></p>', NUMMERS)


def test_words_typed_into_a_reference_are_kept_beside_it():
    html = '<p>Zie <a href="opgave:zeven0000000">ook opgave 7 hierna</a>.</p>'
    assert uit_editor(html, OPGAVEN) == f"<p>Zie ook {ZEVEN} hierna.</p>"


def test_a_number_changed_in_a_reference_refers_to_that_opgave():
    html = '<p><a href="opgave:zeven0000000">opgave 8</a></p>'
    assert uit_editor(html, OPGAVEN) == '<p><a href="opgave:acht00000000">opgave</a></p>'


def test_a_number_that_no_opgave_has_stays_words():
    assert uit_editor('<p><a href="opgave:zeven0000000">opgave 99</a></p>', OPGAVEN) == "<p>opgave 99</p>"


def test_a_reference_that_was_overwritten_stays_words():
    assert uit_editor('<p><a href="opgave:zeven0000000">iets anders</a></p>', OPGAVEN) == "<p>iets anders</p>"


def test_brackets_make_a_reference():
    assert uit_editor("<p>Zie <strong>[Opgave 7]</strong>, [opgave 99].</p>", OPGAVEN) == (
        f"<p>Zie {ZEVEN}, [opgave 99].</p>"
    )


def test_the_editors_own_form_of_a_list_is_read():
    html = "<ul><li><p>een</p><ul><li><p>twee</p></li></ul></li></ul><p></p>"
    assert uit_editor(html, OPGAVEN) == "<ul><li>een<ul><li>twee</li></ul></li></ul>"


def test_unsafe_markup_is_gone():
    html = '<p onclick="x()">a<script>alert(1)</script><a href="javascript:alert(1)">b</a></p>'
    assert uit_editor(html, OPGAVEN) == "<p>ab</p>"


@pytest.mark.parametrize(
    ("woorden", "wordt"),
    [("opgave 7", ZEVEN), ("opgave", ZEVEN), ("opgave 8", '<a href="opgave:acht00000000">opgave</a>')],
)
def test_a_reference_by_number_gets_the_key_of_its_opgave(woorden, wordt):
    assert uit_editor(f'<p>Zie <a href="opgave:0007">{woorden}</a>.</p>', OPGAVEN) == f"<p>Zie {wordt}.</p>"


def test_a_reference_by_number_to_no_opgave_stays_words():
    assert uit_editor('<p>Zie <a href="opgave:0099">opgave 99</a>.</p>', OPGAVEN) == "<p>Zie opgave 99.</p>"

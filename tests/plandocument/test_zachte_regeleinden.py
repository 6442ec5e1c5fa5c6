"""Word's Shift-Enter as plain text is a vertical tab, its page break a form feed: the words around them stay apart."""

from __future__ import annotations

import pytest

from plandocument import tekst
from reacties.actions.reacties import schone_tekst

GEPLAKT = "Regel een\x0bregel twee\x0cna de bladwissel."


@pytest.mark.parametrize("teken", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_words_do_not_grow_together(teken: str) -> None:
    assert tekst.regel_uit_plat(f"nieuwe{teken}tafel") == "nieuwe tafel"
    assert "nieuwetafel" not in tekst.uit_plat(f"nieuwe{teken}tafel")
    assert schone_tekst(f"nieuwe{teken}tafel") == "nieuwe\ntafel"


def test_the_case_as_people_paste_it() -> None:
    assert tekst.regel_uit_plat(GEPLAKT) == "Regel een regel twee na de bladwissel."
    assert schone_tekst(GEPLAKT) == "Regel een\nregel twee\nna de bladwissel."

"""A changed line for people: marks in a sentence, old and new under each other, and what stayed left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plandocument.vergelijk import passages, woorden_geteld
from plandocument.vergelijk.passage import stukken
from plandocument.vergelijk.tekst import vergelijk_tekst
from plandocument.verschil import delen, knip, links_van, rechts_van


def soorten(oud: str, nieuw: str) -> list[str]:
    return [s.soort for s in stukken(delen(knip(oud), knip(nieuw)))]


def test_a_few_words_are_marked_in_their_sentence() -> None:
    oud = "De strategie en de agenda lopen langs elkaar."
    assert soorten(oud, "De strategie en de agenda volgen elk hun eigen kalender.") == ["lopend"]


def test_a_sentence_that_became_another_stands_under_the_old_one() -> None:
    oud, nieuw = "Het aantal treinen groeit te hard.", "Niemand weet hoe hard het vervoer groeit."
    (stuk,) = stukken(delen(knip(oud), knip(nieuw)))
    assert (stuk.soort, stuk.oud, stuk.nieuw) == ("paar", oud, nieuw)


def test_only_the_sentence_that_changed_is_set_apart() -> None:
    oud = "De regio wacht. Het aantal treinen groeit te hard. Er is geld."
    nieuw = "De regio wacht. Niemand weet hoe hard het vervoer toeneemt. Er is geld."
    assert soorten(oud, nieuw) == ["lopend", "paar", "lopend"]


def test_long_sentences_that_stayed_are_left_out() -> None:
    lang = "Dit is een zin die bleef zoals hij was en die niemand nog eens hoeft te lezen. " * 5
    assert soorten(f"{lang}Er is geld. {lang}", f"{lang}Er is veel geld. {lang}") == ["stil", "lopend", "stil"]
    assert [s.soort for s in stukken(delen(knip(lang + "Ja."), knip(lang + "Nee.")), heel=True)] == ["lopend"]


def test_lines_that_stayed_are_no_passage() -> None:
    verschil = vergelijk_tekst("<p>Een.</p><p>Twee.</p>", "<p>Een.</p><p>Twee, en drie.</p>", ({}, {}))
    (passage,) = passages(verschil.regels)
    assert passage.vorm == "p"
    assert woorden_geteld(verschil.regels) == (2, 0)


def test_what_is_left_out_at_the_end_of_one_line_and_the_start_of_the_next_is_said_once() -> None:
    lang = "Dit is een zin die bleef zoals hij was en die niemand nog eens hoeft te lezen. " * 5
    oud, nieuw = f"<p>Een. {lang}</p><p>{lang}Ja.</p>", f"<p>Eén. {lang}</p><p>{lang}Nee.</p>"
    verschil = vergelijk_tekst(oud, nieuw, ({}, {}))
    assert [s.soort for p in passages(verschil.regels) for s in p.stukken] == ["lopend", "stil", "lopend"]


@given(st.text("ab .A1\u200d😀", max_size=60), st.text("ab .A1\u200d😀", max_size=60))
def test_whole_passages_lose_nothing(oud: str, nieuw: str) -> None:
    stuk = stukken(alle := delen(knip(oud), knip(nieuw)), heel=True)
    los = [d for s in stuk for d in s.delen]
    assert (links_van(los), rechts_van(los)) == (links_van(alle), rechts_van(alle))

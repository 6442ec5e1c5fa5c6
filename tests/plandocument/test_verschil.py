from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from plandocument.verschil import (
    Paar,
    Verschildeel,
    Verschilstuk,
    delen,
    knip,
    links_van,
    rechts_van,
    regels_naast,
    woorden_naast,
)


def test_woorden_marks_what_the_other_side_lacks():
    links, rechts = woorden_naast("De regio vraagt meer geld.", "De regio vraagt vast geld nu.")

    assert links == (
        Verschilstuk("De regio vraagt "),
        Verschilstuk("meer ", True),
        Verschilstuk("geld"),
        Verschilstuk("."),
    )
    assert rechts == (
        Verschilstuk("De regio vraagt "),
        Verschilstuk("vast ", True),
        Verschilstuk("geld"),
        Verschilstuk(" nu", True),
        Verschilstuk("."),
    ) or ("".join(s.tekst for s in rechts if s.anders).split() == ["vast", "nu"])


def test_woorden_of_equal_texts_marks_nothing():
    links, rechts = woorden_naast("Zelfde tekst.", "Zelfde tekst.")
    assert links == rechts == (Verschilstuk("Zelfde tekst."),)


def test_woorden_of_nothing():
    assert woorden_naast("", "") == ((), ())
    assert woorden_naast("", "iets") == ((), (Verschilstuk("iets", True),))


def test_woorden_sees_a_sign_that_was_added():
    links, rechts = woorden_naast("wonen werken", "wonen, werken")
    assert [s.tekst.strip() for s in rechts if s.anders] == [","]
    assert not [s for s in links if s.anders]


def test_regels_sets_a_changed_line_beside_its_own():
    paren = regels_naast(["een", "het spoor is druk", "drie"], ["een", "nieuw punt", "het spoor is vol", "drie"])

    assert paren[0] == Paar((Verschilstuk("een"),), (Verschilstuk("een"),))
    assert paren[1] == Paar(None, (Verschilstuk("nieuw punt", True),))
    assert paren[2].links == (Verschilstuk("het spoor is "), Verschilstuk("druk", True))
    assert paren[2].rechts == (Verschilstuk("het spoor is "), Verschilstuk("vol", True))
    assert paren[3].gelijk


def test_regels_with_nothing_in_common():
    paren = regels_naast(["appel"], ["peer"])
    assert paren == [Paar((Verschilstuk("appel", True),), None), Paar(None, (Verschilstuk("peer", True),))]


@given(st.lists(st.text(max_size=20), max_size=8), st.lists(st.text(max_size=20), max_size=8))
def test_regels_loses_no_word_of_either_side(links, rechts):
    paren = regels_naast(links, rechts)

    def kant(stukken):
        return ["".join(s.tekst for s in rij) for rij in stukken if rij is not None]

    assert kant(p.links for p in paren) == links
    assert kant(p.rechts for p in paren) == rechts


def test_a_long_text_takes_bounded_time():
    woorden = [f"woord{n}" for n in range(8000)]
    begin = time.perf_counter()
    links, rechts = woorden_naast(" ".join(woorden), " ".join(reversed(woorden)))
    assert time.perf_counter() - begin < 5
    assert "".join(s.tekst for s in rechts) == " ".join(reversed(woorden))


def test_a_text_that_repeats_itself_takes_bounded_time():
    begin = time.process_time()
    woorden_naast("a b " * 950, "b a c " * 640)
    assert time.process_time() - begin < 5


def _delen(links, rechts):
    return delen(knip(links), knip(rechts))


def test_delen_tells_one_change_where_a_short_word_stayed_between_two():
    assert _delen("Het blauwe en oude huis.", "Het groene en nieuwe huis.") == (
        Verschildeel("Het "),
        Verschildeel("blauwe en oude", "weg"),
        Verschildeel("groene en nieuwe", "nieuw"),
        Verschildeel(" huis."),
    )


def test_delen_keeps_figures_and_signs_whole():
    assert [d.tekst for d in _delen("In 1.500 huizen 👩🏽‍🔬.", "In 1.600 huizen 👩🏽‍🔬.") if d.soort != "gelijk"] == [
        "1.500",
        "1.600",
    ]


@given(st.text(max_size=60), st.text(max_size=60))
def test_delen_gives_both_texts_exactly(links, rechts):
    uit = _delen(links, rechts)
    assert (links_van(uit), rechts_van(uit)) == (links, rechts)
    assert (links == rechts) == all(d.soort == "gelijk" for d in uit)


@given(*[st.lists(st.sampled_from(["de ", "een", "\xa0", " ", ", ", "Twente", "."]), max_size=12).map("".join)] * 2)
def test_delen_gives_both_texts_exactly_for_words_that_look_alike(links, rechts):
    uit = _delen(links, rechts)
    assert (links_van(uit), rechts_van(uit)) == (links, rechts)

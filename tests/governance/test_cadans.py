"""How often, in the words that people use; and every day of a series with its clash and a proposal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance import vrij
from governance.cadans import Cadans, OnbekendeCadans, lees

BEGIN, TOT = date(2026, 9, 1), date(2027, 1, 31)


@pytest.mark.parametrize(
    ("woorden", "gelezen", "dagen"),
    [
        ("elke 3 weken op donderdag", "elke 3 weken op donderdag", ["2026-09-03", "2026-09-24", "2026-10-15"]),
        ("Elke drie weken", "elke 3 weken", ["2026-09-01", "2026-09-22", "2026-10-13"]),
        ("minimaal 2× per jaar", "minimaal elke 6 maanden", ["2026-09-01"]),
        ("ten minste twee keer per jaar", "minimaal elke 6 maanden", ["2026-09-01"]),
        ("laatste dinsdag van de maand", "elke maand op de laatste dinsdag", ["2026-09-29", "2026-10-27"]),
        ("om de week op vrijdag", "elke 2 weken op vrijdag", ["2026-09-04", "2026-09-18"]),
        ("zeswekelijks", "elke 6 weken", ["2026-09-01", "2026-10-13"]),
        ("eens per zes weken", "elke 6 weken", ["2026-09-01", "2026-10-13"]),
        ("elk kwartaal", "elke 3 maanden", ["2026-09-01", "2026-12-01"]),
        ("4x per jaar op woensdag", "elke 3 maanden op woensdag", ["2026-09-02", "2026-12-02"]),
        ("eerste maandag van elk kwartaal", "elke 3 maanden op de eerste maandag", ["2026-09-07", "2026-12-07"]),
        ("donderdags", "elke week op donderdag", ["2026-09-03", "2026-09-10"]),
        ("iedere 14 dagen", "elke 2 weken", ["2026-09-01", "2026-09-15"]),
    ],
)
def test_words_are_read_and_said_back(woorden: str, gelezen: str, dagen: list[str]) -> None:
    cadans = lees(woorden)
    assert cadans.woorden == gelezen
    assert [d.isoformat() for d in cadans.dagen(BEGIN, TOT)][: len(dagen)] == dagen


@pytest.mark.parametrize(
    "woorden",
    ["", "als het nodig is", "elke 0 weken", "elke 99 weken", "tweede en vierde dinsdag", "maandag en vrijdag"],
)
def test_what_is_not_understood_is_said_with_examples(woorden: str) -> None:
    with pytest.raises(OnbekendeCadans, match="elke 3 weken op donderdag"):
        lees(woorden)


cadansen = st.one_of(
    st.builds(
        Cadans, st.just("week"), st.integers(1, 52), st.none() | st.integers(0, 6), st.none(), minstens=st.booleans()
    ),
    st.builds(
        Cadans, st.just("maand"), st.integers(1, 52), st.integers(0, 6), st.none() | st.sampled_from([1, 2, 3, 4, -1]),
        minstens=st.booleans(),
    ),
)  # fmt: skip


@given(cadansen)
def test_what_is_said_reads_back_as_the_same(cadans: Cadans) -> None:
    assert lees(cadans.woorden) == cadans


@given(cadansen, st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_days_lie_in_the_period_on_the_day_that_was_asked(cadans: Cadans, begin: date) -> None:
    dagen = cadans.dagen(begin, begin + timedelta(days=700))
    assert all(begin <= d <= begin + timedelta(days=700) for d in dagen)
    assert dagen == sorted(set(dagen))
    if cadans.dag is not None:
        assert {d.weekday() for d in dagen} <= {cadans.dag}
    if cadans.rang == -1:
        assert all((d + timedelta(weeks=1)).month != d.month for d in dagen)


@dataclass(frozen=True)
class Stuk:
    naam: str
    eerste: date
    laatste: date


HERFST = Stuk("Herfstvakantie", date(2026, 10, 3), date(2026, 10, 11))


def test_a_year_of_every_three_weeks_shows_each_clash_and_skips_none() -> None:
    dagen = lees("elke 3 weken op donderdag").dagen(date(2026, 1, 8), date(2026, 12, 31))
    rij = vrij.voorstellen(dagen, [HERFST], date(2026, 1, 8))
    assert [v.dag for v in rij] == dagen and len(dagen) == 18
    botst = {v.dag: v.botst for v in rij if v.botst}
    assert botst == {
        date(2026, 5, 14): ("Hemelvaartsdag",),
        date(2026, 10, 8): ("Herfstvakantie",),
        date(2026, 12, 31): ("Oudejaarsdag",),
    }
    assert len({v.uitwijk or v.dag for v in rij}) == len(rij)
    for v in rij:
        if v.botst:
            assert v.uitwijk and v.uitwijk.weekday() == 3 and not vrij.botsingen(v.uitwijk, [HERFST])


def test_new_years_eve_is_no_day_to_meet_and_the_proposal_is_a_week_later() -> None:
    assert vrij.botsingen(date(2026, 12, 31), []) == ("Oudejaarsdag",)
    assert vrij.uitwijk(date(2026, 12, 31), []) == date(2027, 1, 7)


def test_a_whole_summer_without_a_free_day_proposes_nothing() -> None:
    altijd = Stuk("Reces", date(2026, 1, 1), date(2027, 12, 31))
    (v,) = vrij.voorstellen([date(2026, 7, 2)], [altijd])
    assert v.botst == ("Reces",) and v.uitwijk is None

"""Moments with their precision, as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from plandocument.tijd import GeenMoment, Periode, lees, lees_periode, moment


@pytest.mark.parametrize(
    ("getypt", "code", "woorden", "eerste", "laatste"),
    [
        ("24 november 2026", "2026-11-24", "24 november 2026", date(2026, 11, 24), date(2026, 11, 24)),
        ("1-4-2026", "2026-04-01", "1 april 2026", date(2026, 4, 1), date(2026, 4, 1)),
        ("Nov 2026", "2026-11", "november 2026", date(2026, 11, 1), date(2026, 11, 30)),
        ("eerste kwartaal 2027", "2027-K1", "eerste kwartaal van 2027", date(2027, 1, 1), date(2027, 3, 31)),
        ("Q2 2028", "2028-K2", "tweede kwartaal van 2028", date(2028, 4, 1), date(2028, 6, 30)),
        ("voorjaar 2027", "2027-voorjaar", "voorjaar 2027", date(2027, 3, 1), date(2027, 5, 31)),
        ("2028", "2028", "2028", date(2028, 1, 1), date(2028, 12, 31)),
    ],
)
def test_a_moment_is_no_more_precise_than_it_was_written(
    getypt: str, code: str, woorden: str, eerste: date, laatste: date
) -> None:
    gelezen = lees(getypt)
    assert (gelezen.code, gelezen.woorden, gelezen.eerste, gelezen.laatste) == (code, woorden, eerste, laatste)
    assert lees(gelezen.woorden) == moment(code) == gelezen


@pytest.mark.parametrize("getypt", ["", "ooit", "31 februari 2026", "herfst 2026", "1890", "13-13-2026", "2026-13"])
def test_what_is_no_moment_is_refused_in_words(getypt: str) -> None:
    with pytest.raises(GeenMoment):
        lees(getypt)


@pytest.mark.parametrize(
    ("getypt", "code", "woorden"),
    [
        ("april 2026 tot en met eind 2028", "2026-04/2028-eind", "april 2026 tot en met eind 2028"),
        ("2026–2030", "2026/2030", "2026 tot en met 2030"),
        ("vanaf begin 2027", "2027-begin/", "vanaf begin 2027"),
        ("tot 2030", "/2030", "tot en met 2030"),
        ("2027", "2027/2027", "2027"),
        ("", "", ""),
    ],
)
def test_a_period_reads_as_it_was_written(getypt: str, code: str, woorden: str) -> None:
    periode = lees_periode(getypt)
    assert (periode.code, periode.woorden) == (code, woorden)
    assert not code or Periode.uit(code) == lees_periode(woorden) == periode


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(GeenMoment, match="eindigt voordat"):
        lees_periode("2028 tot 2027")

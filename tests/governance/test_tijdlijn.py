"""Milestones: vague dates, their order, past and planned, the picture and the calendar."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.agenda import agenda, gevouwen
from governance.models import Mijlpaal
from governance.tijdlijn import OngeldigeDatum, grenzen, moment, per_jaar, sorteersleutel
from governance.tijdplaat import teken

VANDAAG = date(2026, 11, 21)


def mijlpaal(datum: str, precisie: str = "dag", **meer: object) -> Mijlpaal:
    velden = {"code": "m1", "wat": "Iets", "soort": "besluit", "sorteer": "2026-01-01"} | meer
    if precisie != "vaag" and "sorteer" not in meer:
        velden["sorteer"] = sorteersleutel(datum)
    return Mijlpaal(datum=datum, precisie=precisie, **velden)


@pytest.mark.parametrize(
    ("tekst", "van", "tot"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-03-20", date(2026, 3, 20), date(2026, 3, 20)),
    ],
)
def test_bounds(tekst: str, van: date, tot: date) -> None:
    assert grenzen(tekst) == (van, tot)


@pytest.mark.parametrize(
    "tekst", ["", "26", "2026-13", "2026-02-30", "2026-Q5", "voorjaar", "2026-1-1", "0000", "9999-12-31"]
)
def test_bounds_of_nonsense(tekst: str) -> None:
    with pytest.raises(OngeldigeDatum, match="Schrijf de datum"):
        grenzen(tekst)


def test_a_year_sorts_before_its_months_and_a_month_before_its_days() -> None:
    rij = ["2026", "2026-01-01", "2026-04", "2026-Q2", "2026-04-17", "2027"]
    assert [sorteersleutel(t) for t in rij] == sorted(sorteersleutel(t) for t in rij)


@pytest.mark.parametrize(
    ("rij", "woorden"),
    [
        (mijlpaal("2025-12-11"), "11 december 2025"),
        (mijlpaal("2024-10-16", einddatum="2024-10-17"), "16 en 17 oktober 2024"),
        (mijlpaal("2026-03", "maand"), "maart 2026"),
        (mijlpaal("2026-Q2", "kwartaal"), "tweede kwartaal van 2026"),
        (mijlpaal("2026-Q2", "kwartaal", aanduiding="begin Q2 2026"), "begin Q2 2026"),
        (mijlpaal("2025", "jaar", einddatum="2030"), "2025–2030"),
        (mijlpaal("2025", "vaag", aanduiding="najaar 2025", sorteer="2025-10-01"), "najaar 2025"),
    ],
)
def test_when_in_words(rij: Mijlpaal, woorden: str) -> None:
    assert moment(rij, VANDAAG).wanneer == woorden


@pytest.mark.parametrize(
    ("rij", "staat", "woorden"),
    [
        (mijlpaal("2026-11-20"), "voorbij", "Voorbij"),
        (mijlpaal("2026-11-21"), "nu", "Deze periode"),
        (mijlpaal("2026-11-22"), "gepland", "Gepland"),
        (mijlpaal("2026-11", "maand"), "nu", "Deze periode"),
        (mijlpaal("2026", "jaar", einddatum="2030"), "nu", "Loopt nu"),
        (mijlpaal("2027", "jaar"), "gepland", "Gepland"),
        (mijlpaal("2026", "vaag", aanduiding="zomer 2026", sorteer="2026-07-15"), "voorbij", "Voorbij"),
        (mijlpaal("2026", "vaag", aanduiding="eind 2026", sorteer="2026-12-15"), "nu", "Deze periode"),
    ],
)
def test_state_in_words(rij: Mijlpaal, staat: str, woorden: str) -> None:
    gezien = moment(rij, VANDAAG)
    assert (gezien.staat, gezien.staatwoorden) == (staat, woorden)


@given(st.text(max_size=10), st.text(max_size=10), st.sampled_from(Mijlpaal.Precisie.values))
def test_a_row_with_any_date_can_be_shown(datum: str, sorteer: str, precisie: str) -> None:
    rij = Mijlpaal(code="x", datum=datum, einddatum=datum, precisie=precisie, sorteer=sorteer, wat="x", soort="besluit")
    gezien = moment(rij, VANDAAG)
    assert gezien.begin <= gezien.eind
    assert teken([gezien], VANDAAG)
    assert agenda("x", "twente", [gezien], lambda r: "x").endswith(b"END:VCALENDAR\r\n")


def test_per_jaar_keeps_the_order() -> None:
    rijen = [mijlpaal("2025-01-22"), mijlpaal("2025-12-11"), mijlpaal("2026", "jaar")]
    assert [(j, len(r)) for j, r in per_jaar([moment(r, VANDAAG) for r in rijen])] == [(2025, 2), (2026, 1)]


# ---- the picture ----


def merken(svg: str) -> list[ElementTree.Element]:
    return [g for g in ElementTree.fromstring(svg).iter("g") if "t-merk" in g.attrib["class"]]


def test_picture_has_a_row_per_year_a_mark_per_moment_and_today() -> None:
    rijen = [mijlpaal("2024-05-16"), mijlpaal("2026", "jaar"), mijlpaal("2027", "jaar", soort="planning")]
    svg = teken([moment(r, VANDAAG) for r in rijen], VANDAAG)
    assert all(str(jaar) in svg for jaar in (2024, 2025, 2026, 2027))
    assert len(merken(svg)) == 3
    assert svg.count("vandaag</text>") == 1
    assert "style=" not in svg


def test_marks_of_one_day_do_not_cover_each_other() -> None:
    rijen = [mijlpaal("2024-05-16", code=f"m{i}") for i in range(6)]
    svg = teken([moment(r, VANDAAG) for r in rijen], VANDAAG)
    plekken = [g.findall("path")[-1].attrib["transform"] for g in merken(svg)]
    assert len(set(plekken)) == 6


def test_what_is_not_past_is_hollow() -> None:
    svg = teken([moment(mijlpaal(d), VANDAAG) for d in ("2026-01-01", "2026-12-01")], VANDAAG)
    assert ["t-gepland" in g.attrib["class"] for g in merken(svg)] == [False, True]


@pytest.mark.parametrize(
    ("eerder", "datum", "woorden"),
    [
        ("", "2026-06-10", ""),
        ("2026-06-10", "2026-06-10", ""),
        ("2026-06-01", "2026-06-10", "9 dagen later dan eerst gepland (1 juni 2026)"),
        ("2026-Q2", "2026-09-30", "3 maanden later dan eerst gepland (tweede kwartaal van 2026)"),
        ("2026-12", "2026-09-30", "3 maanden eerder dan eerst gepland (december 2026)"),
        ("onzin", "2026-09-30", ""),
    ],
)
def test_what_slipped_in_words(eerder: str, datum: str, woorden: str) -> None:
    m = moment(mijlpaal(datum, eerder=eerder), VANDAAG)
    assert m.uitloop.replace("\u00a0", " ") == woorden
    assert ("t-uitloop" in teken([m], VANDAAG)) is ("later" in woorden)


def test_every_mark_is_a_link_to_its_line() -> None:
    svg = teken([moment(mijlpaal("2026-01-01", code="m7"), VANDAAG)], VANDAAG)
    (link,) = [a for a in ElementTree.fromstring(svg).iter("a")]
    assert link.attrib["href"] == "#m7" and link.attrib["aria-label"]


def test_no_moments_no_picture() -> None:
    assert teken([], VANDAAG) == ""


def test_words_in_the_picture_are_escaped() -> None:
    assert "<script" not in teken([moment(mijlpaal("2026", "jaar", wat="<script>"), VANDAAG)], VANDAAG)


# ---- the calendar ----


def kalender(*rijen: Mijlpaal) -> str:
    momenten = [moment(r, VANDAAG) for r in rijen]
    return agenda("Plan Twente", "twente", momenten, lambda r: f"https://voorbeeld.test/#{r.code}").decode()


def gebeurtenis(*rijen: Mijlpaal) -> list[str]:
    return kalender(*rijen).replace("\r\n ", "").split("\r\n")


def test_calendar_of_an_exact_day() -> None:
    regels = gebeurtenis(mijlpaal("2025-12-11", wat="Plan vastgesteld", wie="Twente Board", bron="Leeswijzer; p. 2"))
    assert "DTSTART;VALUE=DATE:20251211" in regels
    assert "DTEND;VALUE=DATE:20251212" in regels
    assert "SUMMARY:Plan vastgesteld" in regels
    assert r"DESCRIPTION:Wanneer: 11 december 2025\nWie: Twente Board\nBron: Leeswijzer\; p. 2" in regels
    assert regels[0] == "BEGIN:VCALENDAR" and regels[-2:] == ["END:VCALENDAR", ""]


def test_calendar_of_a_vague_date_says_so() -> None:
    regels = gebeurtenis(mijlpaal("2026-Q2", "kwartaal", aanduiding="begin Q2 2026", wat="Eerste aanzet"))
    assert "SUMMARY:Eerste aanzet (begin Q2 2026)" in regels
    assert "DTSTART;VALUE=DATE:20260401" in regels
    assert "DTEND;VALUE=DATE:20260402" in regels
    regels = gebeurtenis(mijlpaal("2025", "vaag", aanduiding="najaar 2025", sorteer="2025-10-01"))
    assert "DTSTART;VALUE=DATE:20251001" in regels


def test_calendar_of_days_in_a_row_ends_the_day_after() -> None:
    regels = gebeurtenis(mijlpaal("2025-03-17", einddatum="2025-03-23"))
    assert "DTEND;VALUE=DATE:20250324" in regels


def test_calendar_is_the_same_every_time_and_ids_are_stable() -> None:
    assert kalender(mijlpaal("2025-12-11")) == kalender(mijlpaal("2025-12-11"))
    uid = [r for r in gebeurtenis(mijlpaal("2025-12-11")) if r.startswith("UID:")]
    assert uid == [r for r in gebeurtenis(mijlpaal("2026-01-01", wat="Anders")) if r.startswith("UID:")]


def test_calendar_cannot_be_broken_by_a_text() -> None:
    regels = gebeurtenis(mijlpaal("2025-12-11", wat="a\r\nEND:VCALENDAR\nb\\,;\x07"))
    assert regels.count("END:VCALENDAR") == 1
    assert r"SUMMARY:a\nEND:VCALENDAR\nb\\\,\;" in regels


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=400))
def test_folded_lines_are_at_most_75_octets_and_unfold_to_the_same(regel: str) -> None:
    gevouwd = gevouwen(regel)
    assert all(len(stuk) <= 75 for stuk in gevouwd.removesuffix(b"\r\n").split(b"\r\n"))
    assert gevouwd.replace(b"\r\n ", b"").removesuffix(b"\r\n").decode() == regel

"""Charts: which one suits, what stands in it, and that it is clean."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.grafiek import Grafiek, _stappen, teken
from monitoring.models import Meting
from monitoring.woorden import Meeteenheid, Waarneming
from npvr.tekening import breedte

INWONERS = Meeteenheid("inwoners")


def w(waarde: str, jaar: int | None = None, soort: str = "stand", gebied: str = "Twente", **meer: object) -> Waarneming:
    return Waarneming(Decimal(waarde), gebied, soort, jaar, **meer)  # type: ignore[arg-type]


def grafiek(*rij: Waarneming, eenheid: Meeteenheid = INWONERS) -> Grafiek:
    gemaakt = teken("Aantal", eenheid, rij, "Twente")
    assert gemaakt is not None
    return gemaakt


def klassen(svg: str) -> list[str]:
    return [e.attrib["class"] for e in ElementTree.fromstring(svg).iter() if "class" in e.attrib]


REEKS = (w("632000", 2021, "afgeleid", grens="circa"), w("641000", 2024), w("620000", 2040, "prognose"),
         w("741000", 2050, "ambitie"))  # fmt: skip


def test_line_with_every_kind_its_own_mark() -> None:
    svg = grafiek(*REEKS).svg
    gezien = klassen(svg)
    assert "g-lijn" in gezien
    assert "g-lijn g-streep g-ander" in gezien
    assert "g-lijn g-stippel" in gezien
    assert gezien.count("g-hol") == 2  # derived, and the diamond
    assert "g-punt" in gezien
    assert all(tekst in svg for tekst in (">641<", ">620 prognose<", ">741 ambitie<"))


def test_caption_says_scale_and_where_the_axis_starts() -> None:
    assert grafiek(*REEKS).onderschrift == "Inwoners, maal duizend. De as begint bij 600."
    laag = grafiek(w("1", 2021), w("8", 2024), eenheid=Meeteenheid("procent", 1))
    assert laag.onderschrift == "Procent. De as begint bij 0."


def test_title_tells_every_value() -> None:
    svg = grafiek(*REEKS).svg
    titel = ElementTree.fromstring(svg).find("title")
    assert titel is not None and titel.text is not None
    assert "Twente in 2021: circa 632.000 (afgeleid)" in titel.text
    assert "Twente in 2050: 741.000 (ambitie)" in titel.text


@pytest.mark.parametrize(
    ("rij", "waarom"),
    [
        ((w("3", 2021),), "one measurement"),
        ((), "nothing"),
        ((w("5000", 2030, "afspraak"),), "an agreement alone"),
    ],
)
def test_no_chart_where_nothing_can_be_compared(rij: tuple[Waarneming, ...], waarom: str) -> None:
    assert teken("Aantal", INWONERS, rij, "Twente") is None, waarom


def test_a_year_as_value_is_never_drawn() -> None:
    assert teken("Einde", Meeteenheid("jaartal"), (w("2035", 2035), w("2040", 2040)), "Twente") is None


def test_areas_at_one_moment_become_bars_and_a_comparison_an_open_one() -> None:
    procent = Meeteenheid("procent", 1)
    bars = grafiek(w("11.3", gebied="Enschede"), w("6.1", gebied="Nederland", soort="vergelijking"), eenheid=procent)
    assert klassen(bars.svg).count("g-balk") == 1
    assert klassen(bars.svg).count("g-balk-ander") == 1
    assert ">11,3<" in bars.svg and ">Enschede<" in bars.svg
    assert bars.onderschrift.endswith("Open balk: vergelijking.")


def test_bars_below_zero_go_left_with_their_words() -> None:
    bars = grafiek(
        w("-7", gebied="Hengelo"), w("-17", gebied="Enschede", grens="bijna"), eenheid=Meeteenheid("procent")
    )
    assert ">bijna −17<" in bars.svg
    wortel = ElementTree.fromstring(bars.svg)
    nul = next(float(e.attrib["x1"]) for e in wortel.iter("line"))
    assert all(float(e.attrib["x"]) < nul for e in wortel.iter("rect"))


def test_target_without_a_year_becomes_a_dotted_bar() -> None:
    bars = grafiek(w("288000", 2024), w("348000", None, "ambitie", grens="minstens"))
    assert "g-balk-doel" in klassen(bars.svg)
    assert ">minstens 348.000<" in bars.svg and ">ambitie<" in bars.svg


def test_a_range_shows_both_ends() -> None:
    bars = grafiek(w("100", gebied="Losser", tot=Decimal(150)), w("80", gebied="Borne"))
    assert "g-bereik" in klassen(bars.svg)
    assert ">100 tot 150<" in bars.svg
    lijn = grafiek(w("100", 2021, tot=Decimal(150)), w("120", 2024))
    assert "g-bereik-lijn" in klassen(lijn.svg)


def test_other_areas_and_a_norm_in_a_line_chart() -> None:
    rij = (w("9.8", 2028), w("8.1", 2032), w("6.1", 2028, gebied="Nederland", soort="vergelijking"),
           w("5.2", 2032, gebied="Nederland", soort="vergelijking"), w("7", 2030, "norm"))  # fmt: skip
    svg = grafiek(*rij, eenheid=Meeteenheid("procent", 1)).svg
    assert ">Twente 8,1<" in svg and ">Nederland 5,2<" in svg and ">norm 7,0<" in svg


def test_labels_do_not_lie_over_each_other() -> None:
    svg = grafiek(w("641000", 2024), w("640000", 2023), w("642000", 2025, "prognose"), w("643000", 2026, "ambitie")).svg
    woorden = [e for e in ElementTree.fromstring(svg).iter("text") if e.attrib["class"] == "g-w"]
    plekken = [(round(float(e.attrib["x"])), round(float(e.attrib["y"]))) for e in woorden]
    assert len(set(plekken)) == len(plekken) == 3


getallen_ = st.decimals(-(10**9), 10**9, places=2)
waarnemingen = st.builds(
    lambda waarde, jaar, soort, gebied, erbij: Waarneming(
        waarde, gebied, soort, jaar, waarde + erbij if erbij else None
    ),
    getallen_,
    st.none() | st.integers(1900, 2100),
    st.sampled_from(Meting.Soort.values),
    st.sampled_from(["Twente", "Enschede", "Nederland", "<b>"]),
    st.none() | st.decimals(1, 1000, places=1),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(waarnemingen, max_size=9))
def test_any_values_give_clean_svg_or_none(rij: list[Waarneming]) -> None:
    gemaakt = teken("Naam & <i>", Meeteenheid("procent van <x>", 1), tuple(rij), "Twente")
    if gemaakt is None:
        return
    wortel = ElementTree.fromstring(gemaakt.svg)
    assert wortel.attrib["role"] == "img"
    assert not re.search(r"\s(style|on\w+)=|nan|inf", gemaakt.svg)


def dozen(svg: str) -> list[tuple[float, float, float, float]]:
    """Where the labels at points and norms stand, by their anchors."""
    uit = []
    for e in ElementTree.fromstring(svg).iter("text"):
        if "g-w" not in e.attrib["class"] and "norm" not in e.attrib["class"]:
            continue
        wijd, x, y = breedte(e.text or "", 12.5, vet=True), float(e.attrib["x"]), float(e.attrib["y"])
        links = {"middle": x - wijd / 2, "end": x - wijd}.get(e.attrib.get("text-anchor", ""), x)
        uit.append((links, y - 9, links + wijd, y + 1))
    return uit


@settings(max_examples=120, deadline=None)
@given(st.lists(waarnemingen, min_size=2, max_size=12), st.booleans())
def test_labels_of_any_values_never_collide(rij: list[Waarneming], groot: bool) -> None:
    gemaakt = teken("Naam", Meeteenheid("stuks", 1), tuple(rij), "Twente", groot=groot)
    if gemaakt is None or "<polyline" not in gemaakt.svg:
        return
    alle = dozen(gemaakt.svg)
    for n, a in enumerate(alle):
        for b in alle[n + 1 :]:
            assert not (a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]), (a, b)


def test_a_provisional_value_is_dashed_with_a_hollow_point() -> None:
    rij = (w("1", 2023), w("2", 2024), w("3", 2025, voorlopig=True))
    gemaakt = grafiek(*rij)
    assert "g-lijn g-streep" in klassen(gemaakt.svg) and "g-hol" in klassen(gemaakt.svg)
    assert "voorlopig" in gemaakt.onderschrift


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_axis_holds_all_values(a: float, b: float) -> None:
    laag, hoog = sorted((a, b))
    stappen = _stappen(laag, hoog, 3)
    marge = max(abs(laag), abs(hoog), 1) * 1e-6
    assert stappen[0] <= laag + marge and stappen[-1] >= hoog - marge
    assert 2 <= len(stappen) <= 12

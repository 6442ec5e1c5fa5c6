"""An indicator in words: the number, its bounds, its direction, what is missing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.models import Bron, Indicator, Meting
from monitoring.reeks import Meetreeks

NBSP = "\u00a0"


def reeks(*metingen: Meting, eenheid: str = "procent", decimalen: int = 0, richting: str = "omlaag") -> Meetreeks:
    indicator = Indicator(naam="Iets", eenheid=eenheid, decimalen=decimalen, richting=richting)
    return Meetreeks(indicator, metingen, "Twente")


def meting(
    waarde: str, jaar: int | None = 2024, soort: str = "stand", gebied: str = "Twente", **meer: object
) -> Meting:
    return Meting(waarde=Decimal(waarde), jaar=jaar, soort=soort, gebied=gebied, **meer)


@pytest.mark.parametrize(
    ("rij", "eenheid", "groot", "onder"),
    [
        (meting("641000"), "inwoners", "641.000", "inwoners in 2024"),
        (meting("3", 2021, grens="ruim"), "procent van de inwoners", f"ruim 3{NBSP}%", "van de inwoners in 2021"),
        (
            meting("-17", None, gebied="Enschede", grens="bijna"),
            "procent",
            f"bijna −17{NBSP}%",
            "in Enschede, jaar niet genoemd",
        ),
        (meting("5000", 2030, "afspraak"), "woningen", "5.000", "woningen in 2030 (afspraak)"),
        (meting("2035", 2035, "prognose", grens="minstens"), "jaartal", "2035 of later", "Prognose"),
        (
            meting("15", None, "ambitie", tot=Decimal(25)),
            "miljoen euro",
            "15 tot 25",
            "miljoen euro (ambitie), jaar niet genoemd",
        ),
        (meting("2", None, gebied="Hengelo–Amsterdam"), "uur", "2", "uur Hengelo–Amsterdam, jaar niet genoemd"),
    ],
)
def test_number_and_what_it_counts(rij: Meting, eenheid: str, groot: str, onder: str) -> None:
    gezien = reeks(rij, eenheid=eenheid)
    assert (gezien.groot, gezien.onder) == (groot, onder)


def test_head_is_measured_in_the_region_and_the_latest() -> None:
    gezien = reeks(
        meting("1", 2020, gebied="Enschede"), meting("2", 2021), meting("3", 2024), meting("9", 2050, "ambitie")
    )
    assert gezien.hoofd is not None and gezien.hoofd.waarde == 3


@pytest.mark.parametrize(
    ("metingen", "richting", "tekst", "klasse"),
    [
        ((meting("9.8", 2021), meting("8.1", 2024)), "omlaag", "Daalt, dat is de bedoeling", "goed"),
        ((meting("9.8", 2021), meting("8.1", 2024)), "omhoog", "Daalt, dat is niet de bedoeling", "letop"),
        ((meting("8", 2021), meting("9", 2024)), "geen", "Stijgt", ""),
        ((meting("8", 2021), meting("8", 2024)), "omhoog", "Bleef gelijk", ""),
        ((meting("8", None),), "omhoog", "Peiljaar ontbreekt", "letop"),
        ((meting("8", 2024),), "omhoog", "Nog één meting", ""),
        ((meting("8", 2030, "afspraak"),), "omhoog", "Nog geen meting", ""),
        ((meting("100", None, "norm"),), "geen", "Een norm, geen meting", ""),
        ((), "omhoog", "Nog geen meting", ""),
    ],
)
def test_state_in_a_word(metingen: tuple[Meting, ...], richting: str, tekst: str, klasse: str) -> None:
    staat = reeks(*metingen, richting=richting).staat
    assert (staat.tekst, staat.klasse) == (tekst, klasse)


def test_difference_is_circa_when_one_of_both_is() -> None:
    gezien = reeks(meting("632000", 2021, "afgeleid", grens="circa"), meting("641000"), eenheid="inwoners")
    assert gezien.verschil == "Circa 9.000 meer dan in 2021."
    procenten = reeks(meting("9.8", 2021), meting("8.1"), decimalen=1)
    assert procenten.verschil == "1,7 procentpunt minder dan in 2021."


def test_wanted_direction_in_words_until_a_line_shows_it() -> None:
    assert reeks(meting("8")).bedoeling == "Dit getal moet omlaag."
    assert reeks(meting("2035", 2035), eenheid="jaartal").bedoeling == "Hoe eerder, hoe beter."
    assert reeks(meting("8"), richting="geen").bedoeling == ""
    assert reeks(meting("9", 2021), meting("8")).bedoeling == ""


def test_no_value_at_all() -> None:
    leeg = reeks()
    assert (leeg.groot, leeg.onder, leeg.grafiek) == ("Geen getal", "", None)
    assert leeg.geen_grafiek == "Er is nog geen enkel getal."


def test_sources_are_named_once_and_missing_ones_counted() -> None:
    cbs = Bron(naam="CBS")
    gezien = reeks(meting("1", bron=cbs), meting("2", 2021, bron=cbs), meting("3", 2020))
    assert (gezien.bronnen, gezien.zonder_bron) == ("CBS", 1)


def test_table_shows_area_and_moment_where_they_differ() -> None:
    een = reeks(meting("1", 2021), meting("2", 2024))
    assert (een.toon_gebied, een.toon_jaar) == (False, True)
    gebieden = reeks(meting("1", None, gebied="Almelo"), meting("2", None, gebied="Borne"))
    assert (gebieden.toon_gebied, gebieden.toon_jaar) == (True, False)
    assert een.rijen[0].wanneer == "2021" and gebieden.rijen[0].wanneer == "niet genoemd"


@st.composite
def metingen_(draw: st.DrawFn) -> Meting:
    waarde = draw(st.none() | st.decimals(-(10**9), 10**9, places=2))
    return Meting(
        waarde=waarde,
        reden="" if waarde is not None else "geheim",
        tot=None if waarde is None else draw(st.none() | st.just(waarde + 5)),
        grens="" if waarde is None else draw(st.sampled_from(["", *Meting.Grens.values])),
        jaar=draw(st.none() | st.integers(1900, 2100)),
        gebied=draw(st.sampled_from(["Twente", "Enschede", "Nederland"])),
        soort=draw(st.sampled_from(Meting.Soort.values)),
        voorlopig=draw(st.booleans()),
        geldend=draw(st.booleans()),
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(metingen_(), max_size=8), st.sampled_from(["omhoog", "omlaag", "geen"]))
def test_any_values_give_a_sentence_a_chart_or_its_absence_and_a_table_that_agree(
    rij: list[Meting], richting: str
) -> None:
    r = reeks(*rij, richting=richting, decimalen=2)
    assert len(r.rijen) == len(rij)
    assert r.zin.startswith("Iets: ") and r.zin.endswith(".")
    if r.hoofd is None:
        assert "er is nog geen getal" in r.zin and r.grafiek is None and r.geen_grafiek
        return
    hoofd = r.eenheid.woorden(r.hoofd)
    assert (
        hoofd in {rij.waarde for rij in r.rijen if not rij.anders} and r.eenheid.woorden(r.hoofd, teken=True) in r.zin
    )
    if r.grafiek is None:
        assert r.geen_grafiek.endswith(".")
    else:
        getallen = {rij.waarde for rij in r.rijen}
        assert all(r.eenheid.woorden(w) in getallen for w in r.waarnemingen)
    if r.verloop:
        eerst, laatst = r.verloop
        assert eerst.soort == laatst.soort and eerst.gebied == laatst.gebied and eerst.jaar != laatst.jaar
        assert not r.geen_oordeel
    else:
        assert r.geen_oordeel and "bedoeling" not in r.staat.tekst

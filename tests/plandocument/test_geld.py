"""Money: whatever the flows, ranges, corrections and routes, every view of them adds up to the same cents."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandocument import boom
from plandocument.geld import bedrag as geld
from plandocument.geld import stromen as s
from plandocument.geld.bedrag import NUL, Bedrag, GeenBedrag, lees, niet_gedekt, som, uit_code
from plandocument.itemsoorten import GELDSTROOM
from plandocument.standaard import AGENDASECTIES

CENTEN = st.integers(-(10**9), 10**11)


@st.composite
def bedragen(draw: st.DrawFn) -> Bedrag:
    if draw(st.integers(0, 9)) == 0:
        return geld.WEET_NIET
    laag = draw(CENTEN)
    return Bedrag(laag, laag + draw(st.one_of(st.just(0), st.integers(0, 10**8))), draw(st.booleans()))


@st.composite
def bladen(draw: st.DrawFn) -> boom.Plandocument:
    """Blads with flows that follow one another in whatever way, rings and rows of elsewhere included."""
    opgaven = []
    for nummer in range(1, draw(st.integers(1, 4)) + 1):
        aantal = draw(st.integers(0, 8))
        sleutels = [f"g{nummer}x{n}" for n in range(aantal)]
        items = []
        for sleutel in sleutels:
            feiten = {
                "bedrag": draw(bedragen()).code,
                "jaar": draw(st.sampled_from(["", "2026", "2027", "2028-voorjaar", "raar"])),
                "volgt_op": draw(st.sampled_from(["", "", *sleutels, "elders"])),
            }
            via = [
                boom.Koppeling("organisatie", d, "via")
                for d in draw(st.lists(st.sampled_from(["kassier", "b"]), max_size=2))
            ]
            bron = boom.Koppeling("organisatie", draw(st.sampled_from(["almelo", "enschede"])), "bron")
            items.append(
                boom.Item(
                    sleutel,
                    "Bijdrage",
                    groep=draw(st.sampled_from([*GELDSTROOM.groepen, "vreemd"])),
                    status=draw(st.sampled_from(s.STANDEN)),
                    koppelingen=(bron, *via),
                ).met_feiten(feiten)
            )
        opgaven.append(
            boom.Opgave(f"o{nummer}", nummer, "Blad", secties=(boom.Sectie(f"s{nummer}", "geld", items=tuple(items)),))
        )
    return boom.Plandocument("twente", "Agenda", sectiesoorten=AGENDASECTIES, opgaven=tuple(opgaven), soort="agenda")


@given(bladen())
@settings(max_examples=150, deadline=None)
def test_every_view_of_the_money_adds_up_to_the_same_cents(document: boom.Plandocument) -> None:
    alle = s.stromen(document)
    los = som(stroom.gedekt for stroom in alle)
    bronnen = s.per_bron(alle)
    per_opgave = s.per_opgave(document)
    assert som(r.totaal for r in bronnen.values()) == los
    assert s.optel(bronnen.values()).totaal == los
    assert som(o.gedekt.totaal for o in per_opgave) == los
    assert s.optel(o.gedekt for o in per_opgave).totaal == los
    per_jaar = s.tel(alle, lambda _: "alle", lambda stroom: stroom.jaar, s.gedekt)
    assert som(r.totaal for r in per_jaar.values()) == los
    assert set().union(*(r.per for r in bronnen.values())) <= set(s.jaren(alle))


@given(bladen())
@settings(max_examples=100, deadline=None)
def test_each_row_is_in_one_flow(document: boom.Plandocument) -> None:
    rijen = sorted(rij.item.sleutel for stroom in s.stromen(document) for rij in stroom.rijen)
    assert rijen == sorted(i.sleutel for _, sectie in document.alle_secties() for i in sectie.items)


@given(bladen(), st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_a_flow_that_passes_through_hands_counts_once(document: boom.Plandocument, handen: int) -> None:
    """Control: with a second amount for whoever passes it on, the sum would be another one."""
    erbij = tuple(boom.Koppeling("organisatie", f"hand{n}", "via") for n in range(handen))

    def langs(sectie: boom.Sectie) -> boom.Sectie:
        return replace(sectie, items=tuple(replace(i, koppelingen=(*i.koppelingen, *erbij)) for i in sectie.items))

    ander = replace(document, opgaven=tuple(replace(o, secties=tuple(map(langs, o.secties))) for o in document.opgaven))
    assert [x.gedekt for x in s.stromen(ander)] == [x.gedekt for x in s.stromen(document)]
    assert all(len(x.route) >= handen for x in s.stromen(ander))


@given(st.lists(bedragen()), st.lists(bedragen()))
def test_sums_do_not_depend_on_the_order_and_know_what_is_unknown(een: list[Bedrag], twee: list[Bedrag]) -> None:
    assert som([*een, *twee]) == som([*twee, *een]) == som(een) + som(twee)
    assert som(een).onbekend == sum(b.onbekend for b in een)
    assert som(een).euro[0] == sum((Decimal(b.laag) / 100 for b in een), Decimal())


@given(bedragen())
def test_a_code_and_what_people_read_give_the_same_amount(bedrag: Bedrag) -> None:
    assert uit_code(bedrag.code) == bedrag
    assert lees(bedrag.woorden) == bedrag


@pytest.mark.parametrize(
    ("getypt", "code", "gelezen"),
    [
        ("350.000", "35000000", "€ 350.000"),
        ("€ 350000,50", "35000050", "€ 350.000,50"),
        ("circa 1,2 miljoen", "~120000000", "circa € 1.200.000"),
        ("600.000–900.000", "60000000..90000000", "€ 600.000–900.000"),
        ("15 tot 25 miljoen", "1500000000..2500000000", "€ 15.000.000–25.000.000"),
        ("-1.234,56", "-123456", "€ −1.234,56"),
        ("pm", "?", "niet bekend"),
    ],
)
def test_amounts_are_read_as_people_write_them(getypt: str, code: str, gelezen: str) -> None:
    assert lees(getypt).code == code
    assert lees(getypt).woorden.replace("\u00a0", " ") == gelezen


@pytest.mark.parametrize("getypt", ["veel", "1.23", "12,345", "900 tot 600", "1e9", "9" * 20, "1.2.3", "--5", "€"])
def test_what_is_no_amount_is_refused_in_words(getypt: str) -> None:
    with pytest.raises(GeenBedrag) as fout:
        lees(getypt)
    assert str(fout.value)[0].isupper()


def test_of_each_stand_the_last_row_holds_and_a_promise_answers_what_was_asked() -> None:
    def rij(sleutel: str, stand: str, code: str, na: str = "") -> boom.Item:
        item = boom.Item(sleutel, "EZ", groep="rijk", status=stand)
        return item.met_feiten({"bedrag": code, "jaar": "2027", "volgt_op": na})

    items = (
        rij("aaaa", "gevraagd", "~10000"),
        rij("bbbb", "toegezegd", "8000", "aaaa"),
        rij("cccc", "toegezegd", "7000", "bbbb"),
        rij("dddd", "verleend", "2000", "cccc"),
        rij("eeee", "gevraagd", "500..900"),
    )
    blad = boom.Opgave("o", 10, "Ruimte", secties=(boom.Sectie("s", "geld", items=items),))
    document = boom.Plandocument("twente", "A", sectiesoorten=AGENDASECTIES, opgaven=(blad,), soort="agenda")
    een, twee = s.stromen(document)
    assert (een.gedekt, een.nog_gevraagd, een.op("verleend")) == (Bedrag(7000, 7000), NUL, Bedrag(2000, 2000))
    assert (twee.gedekt, twee.nog_gevraagd) == (NUL, Bedrag(500, 900))
    assert een.gevraagd + twee.gevraagd == Bedrag(7500, 7900)


def test_what_is_missing_keeps_the_range_and_is_never_less_than_nothing() -> None:
    assert niet_gedekt(Bedrag(1000, 1500), Bedrag(400, 600)) == Bedrag(400, 1100)
    assert niet_gedekt(Bedrag(1000, 1000), Bedrag(2000, 2000)) == NUL
    assert niet_gedekt(geld.WEET_NIET, Bedrag(100, 100)).woorden == "niet bekend"


def test_rounded_to_thousands_nothing_becomes_nought_that_is_not() -> None:
    tekens = [Bedrag(c, c).duizenden() for c in (0, 100, 49_999, 50_000, 149_999, 150_000, -150_000)]
    assert tekens == ["–", "< 1", "< 1", "1", "1", "2", "−2"]

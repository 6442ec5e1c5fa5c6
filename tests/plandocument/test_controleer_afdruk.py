"""Fingerprints: the same while the text concerned is, another when it changes; and no document makes a rule fall."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from plandocument import boom
from plandocument.controleer import PER_CODE, Omgeving, controleer
from plandocument.standaard import SECTIESOORTEN
from tests.plandocument.klein_plan import (
    OMGEVING,
    SLEUTELS,
    heel,
    item,
    met_hoofdstuk,
    met_items,
    met_opgave,
    met_sectie,
    ministerie,
    rijk,
)
from tests.plandocument.test_controleer import GEVALLEN


def _afdrukken(document: boom.Plandocument, omgeving: Omgeving = OMGEVING) -> set[str]:
    return {b.afdruk for b in controleer(document, omgeving=omgeving)}


def _elders_anders(document: boom.Plandocument) -> boom.Plandocument:
    """Other words in other places: a title, a chapter, the label, a new knelpunt, another order of clusters."""
    document = met_sectie(document, 1, "situatie", opening=rijk("Heel andere woorden dan eerst."))
    punten = (*document.opgave(1).sectie("knelpunten").items, item("k9", "Er is te weinig tijd."))
    document = met_items(document, 1, "knelpunten", *punten)
    eerste = replace(document.hoofdstukken[0], titel="Een ander begin")
    return replace(
        document,
        titel="Ander plan",
        label="concept",
        clusters=tuple(reversed(document.clusters)),
        hoofdstukken=(eerste, *document.hoofdstukken[1:]),
    )


def test_a_fingerprint_stays_with_changes_elsewhere() -> None:
    for geval in GEVALLEN:
        document = geval.bederf(heel())
        assert _afdrukken(_elders_anders(document), geval.omgeving) == _afdrukken(document, geval.omgeving), str(geval)


def test_fingerprints_differ_per_rule_and_place() -> None:
    alle = {(afdruk, g.regel) for g in GEVALLEN for afdruk in _afdrukken(g.bederf(heel()), g.omgeving)}
    assert len({afdruk for afdruk, _ in alle}) == len(alle) > len(PER_CODE)
    een, twee = (met_sectie(heel(), n, "impact", opening="") for n in (1, 2))
    assert not _afdrukken(een) & _afdrukken(twee)


def test_a_fingerprint_stays_when_the_opgave_gets_another_number() -> None:
    document = met_sectie(heel(), 3, "impact", opening="")
    anders = met_opgave(document, 3, nummer=4)
    voor, na = controleer(document), [b for b in controleer(anders) if b.regel == "sectie-leeg"]
    assert [b.plek.code for b in (*voor, *na)] == ["3.R", "4.R"]
    assert voor[0].afdruk == na[0].afdruk


def test_a_fingerprint_changes_with_the_text() -> None:
    paren = (
        (met_sectie(heel(), 1, "nodig", opening=rijk(a)), met_sectie(heel(), 1, "nodig", opening=rijk(b)))
        for a, b in (
            ("Geld is is er.", "Veel geld is is er."),
            ("Dat is nader in te vullen.", "Dat is nog in te vullen."),
            ("Zie opgave 30.", "Kijk bij opgave 30."),
            ("Het NPLV loopt.", "Het BOL loopt."),
        )
    )
    for een, ander in paren:
        assert _afdrukken(een)
        assert not _afdrukken(een) & _afdrukken(ander)


def test_a_fingerprint_changes_with_the_ministeries() -> None:
    een = met_items(heel(), 1, "ministeries", ministerie("m1", "BZK", "bzk"))
    ander = met_items(heel(), 1, "ministeries", ministerie("m1", "BZK", "bzk"), ministerie("m2", "VRO", "vro"))
    assert _afdrukken(een) != _afdrukken(ander)


def test_a_fingerprint_does_not_depend_on_markup() -> None:
    een = met_hoofdstuk(heel(), "Daar is is geld voor.")
    ander = met_hoofdstuk(heel(), "Daar is **is** geld voor.")
    assert _afdrukken(een) == _afdrukken(ander) != set()


def test_an_abbreviation_keeps_its_fingerprint_in_several_places() -> None:
    een = met_sectie(heel(), 1, "nodig", opening=rijk("Het NPLV loopt."))
    ander = met_sectie(een, 2, "nodig", opening=rijk("Ook het NPLV."))
    assert _afdrukken(een) == _afdrukken(ander)
    assert [len(b.plekken) for b in controleer(ander)] == [2]


def test_a_long_passage_is_cut_between_words() -> None:
    woorden = f"{'voor ' * 5}{'woord na woord ' * 40}is is {'nog een stuk ' * 40}."
    (bevinding,) = [b for b in controleer(met_hoofdstuk(heel(), woorden.replace("voor " * 5, ""))) if "‘is’" in b.zin]
    assert "is is" in bevinding.citaat
    assert bevinding.citaat.startswith("… ") and bevinding.citaat.endswith(" …")
    assert len(bevinding.citaat) < 200


def test_a_word_without_end_gives_a_short_passage() -> None:
    document = met_hoofdstuk(heel(), f"Zie opgave 99 {'a' * 50_000} en en {'b' * 50_000}")
    assert all(len(b.citaat) < 300 for b in controleer(document))
    assert {b.regel for b in controleer(document)} == {"verwijzing-onbekend", "woord-dubbel"}


BROKKEN = (
    "opgave 22",
    "opgaven 1, 3 en 9",
    "(zie opgave 2)",
    '<a href="opgave:opgave1">opgave</a>',
    "goederenvervoer",
    "de de",
    "<p>",
    "</p>",
    "<ul><li>",
    "&amp;",
    ".....",
    "--",
    "pm",
    "(LLO)",
    "LLO (leven lang)",
    "BO MIRT",
    "\x02",
    "\x03",
    "😀",
    "\u200f",
    "nog te organiseren",
    "(voorstel)",
    "\n",
    "Een zin van twaalf woorden staat hier om twee keer voor te komen. ",
)
tekst = st.lists(
    st.one_of(st.sampled_from(BROKKEN), st.text(st.characters(exclude_categories=["Cs"]), max_size=8)), max_size=8
).map(" ".join)
sleutel = st.sampled_from(("", "a", "b", *SLEUTELS.values()))
soort = st.sampled_from((*(s.code for s in SECTIESOORTEN), "", "vreemd"))
items = st.builds(
    boom.Item,
    sleutel=sleutel,
    tekst=tekst,
    groep=st.sampled_from(("", "rijk", "regio", "samen", "bestuurlijk", "uitvoering", "overig", "?")),
    status=st.sampled_from(("", "voorstel", "te_organiseren", "?")),
    primair=st.booleans(),
    koppelingen=st.lists(st.builds(boom.Koppeling, st.just("ministerie"), tekst), max_size=1).map(tuple),
)
secties = st.builds(
    boom.Sectie,
    sleutel=sleutel,
    soort=soort,
    titel=tekst,
    opening=tekst,
    items=st.lists(items, max_size=3).map(tuple),
    slot=tekst,
    gedrukt=tekst,
)
opgaven = st.builds(
    boom.Opgave,
    sleutel=sleutel,
    nummer=st.integers(-2, 12),
    titel=tekst,
    cluster=sleutel,
    cluster_overzicht=sleutel,
    overzicht=tekst,
    doelstellingen=st.lists(sleutel, max_size=2).map(tuple),
    secties=st.lists(secties, max_size=4).map(tuple),
)
hoofdstukken = st.builds(
    boom.Hoofdstuk,
    sleutel=sleutel,
    titel=tekst,
    secties=st.lists(secties, max_size=2).map(tuple),
    na_opgaven=st.booleans(),
)
documenten = st.builds(
    boom.Plandocument,
    regio=tekst,
    titel=tekst,
    sectiesoorten=st.sampled_from(((), SECTIESOORTEN)),
    clusters=st.lists(st.builds(boom.Cluster, sleutel, tekst), max_size=2).map(tuple),
    doelstellingen=st.lists(st.builds(boom.Doelstelling, sleutel, st.integers(0, 3), tekst), max_size=2).map(tuple),
    opgaven=st.lists(opgaven, max_size=4).map(tuple),
    hoofdstukken=st.lists(hoofdstukken, max_size=2).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(documenten)
def test_no_document_makes_a_rule_fail(document: boom.Plandocument) -> None:
    bevindingen = controleer(document, omgeving=replace(OMGEVING, bladzijden={1: 2}))
    assert bevindingen == controleer(document, omgeving=replace(OMGEVING, bladzijden={1: 2}))
    assert len({b.afdruk for b in bevindingen}) == len(bevindingen)
    assert all(b.plekken and b.zin and len(b.afdruk) == 32 for b in bevindingen)
    assert not any("\x02" in b.zin + b.citaat for b in bevindingen)

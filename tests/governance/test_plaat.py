"""The drawn structure of the bodies."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from governance.models import Relatie
from governance.plaat import Plaatlijn, Plaatvak, Voet, teken
from governance.plaatsing import Plaatknoop, Tak, plaats

LAGEN = ("Rijk", "Rijk en regio samen", "Regio")
SVG = "{http://www.w3.org/1999/xhtml}"


def vak(code: str, laag: int = 0, naam: str = "", onder: str = "") -> Plaatvak:
    return Plaatvak(code, naam or code, onder, laag, f"/twente/governance/{code}/")


def boom(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def test_who_answers_to_others_stands_below_them() -> None:
    plek = plaats(
        [Plaatknoop("team", 0), Plaatknoop("board", 0), Plaatknoop("uitvoerder", 0)],
        [Tak("team", "board", "van"), Tak("board", "uitvoerder", "naar")],
    ).cellen
    assert plek["board"][0] < plek["team"][0]
    assert plek["board"][0] < plek["uitvoerder"][0]


def test_who_consults_stands_beside() -> None:
    plek = plaats([Plaatknoop(c, 0) for c in "abc"], [Tak("a", "b", "van"), Tak("a", "c")]).cellen
    assert plek["a"][0] == plek["c"][0]
    assert abs(plek["a"][1] - plek["c"][1]) == 1


def test_levels_stand_in_order_and_every_body_in_a_cell_of_its_own() -> None:
    knopen = [Plaatknoop(f"k{i}", i % 3) for i in range(30)]
    plek = plaats(knopen, [])
    assert len(set(plek.cellen.values())) == 30
    assert list(plek.lagen) == sorted(plek.lagen)
    assert all(plek.lagen[plek.cellen[k.code][0]] == k.laag for k in knopen)


def test_a_circle_of_reports_ends() -> None:
    takken = [Tak("a", "b", "van"), Tak("b", "c", "van"), Tak("c", "a", "van")]
    assert len(plaats([Plaatknoop(c, 0) for c in "abc"], takken).cellen) == 3


codes = st.sampled_from([f"g{i}" for i in range(12)])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 2), min_size=12, max_size=12),
    st.lists(st.tuples(codes, codes, st.sampled_from(Relatie.Soort.values)), max_size=18),
)
def test_any_structure_is_drawn_with_each_body_and_line_once(
    lagen: list[int], paren: list[tuple[str, str, str]]
) -> None:
    lijnen = tuple(Plaatlijn(*p) for p in dict.fromkeys(p for p in paren if p[0] != p[1]))
    wortel = boom(teken(LAGEN, tuple(vak(f"g{i}", laag) for i, laag in enumerate(lagen)), lijnen, None))
    assert len(wortel.findall("a")) == 12
    assert len(wortel.findall("path")) == len(lijnen)
    _, _, wijd, hoog = (float(x) for x in wortel.attrib["viewBox"].split())
    for rechthoek in wortel.iter("rect"):
        x, y = float(rechthoek.attrib["x"]), float(rechthoek.attrib["y"])
        assert 0 <= x <= x + float(rechthoek.attrib["width"]) <= wijd + 0.1
        assert 0 <= y <= y + float(rechthoek.attrib["height"]) <= hoog + 0.1


def test_boxes_are_links_with_the_name_broken_into_lines() -> None:
    lang = "Bestuurlijk overleg van de minister met de elf regio’s"
    wortel = boom(teken(LAGEN, (vak("bo", 1, lang, "elke drie weken"),), (), None))
    link = wortel.find("a")
    assert link is not None and link.attrib["href"] == "/twente/governance/bo/"
    regels = [t.text for t in link.findall("text")]
    assert len(regels) > 2
    assert " ".join(filter(None, regels)) == f"{lang} elke drie weken"


def test_nothing_inline_and_names_escaped() -> None:
    svg = teken(LAGEN, (vak("a", 0, "<script>alert(1)</script> & co"),), (), Voet("Per opgave", "3 gremia", "#x"))
    assert "<script" not in svg
    assert not re.search(r"\s(style|onclick)=", svg)
    assert 'href="#x"' in svg


def test_same_bodies_give_the_same_picture() -> None:
    vakken = tuple(vak(f"g{i}", i % 3) for i in range(9))
    lijnen = (Plaatlijn("g0", "g3", "stemt_af_met"), Plaatlijn("g6", "g3", "rapporteert_aan"))
    eerste = teken(LAGEN, vakken, lijnen, None)
    teken.cache_clear()
    assert teken(LAGEN, vakken, lijnen, None) == eerste

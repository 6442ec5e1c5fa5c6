"""Putting suggested wording in place: the rest stays, the same words change nothing, the form stays canonical."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plandocument import boom, tekst
from plandocument.anker import KanNiet, bij_code, maak, vervang, volg
from plandocument.anker.vervangen import OVER_TABEL
from tests.plandocument.genereer import plannen, zaden
from tests.plandocument.test_anker import PUNTEN, TEKST, passage, plan

vaak = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def sectie_nu(document: boom.Plandocument, sleutel: str) -> boom.Sectie:
    return next(s for _, s in document.alle_secties() if s.sleutel == sleutel)


def vervangen(citaat: str, voorstel: str, **waar: str) -> boom.Sectie:
    document = plan()
    anker = passage(citaat, document, **waar)
    return vervang(sectie_nu(document, anker.sectie), volg(anker, document), voorstel)


def test_words_that_stay_keep_their_marks_and_references() -> None:
    assert vervangen(
        "te weinig woningen voor starters", "te weinig woningen voor jonge starters"
    ).opening == TEKST.replace("voor starters", "voor jonge starters")
    assert vervangen("Zie ook opgave 14;", "Zie vooral opgave 14;").opening == TEKST.replace("Zie ook", "Zie vooral")


def test_words_in_place_of_bold_ones_are_bold() -> None:
    assert vervangen("weinig woningen", "veel huizen").opening == TEKST.replace("weinig woningen", "veel huizen")


def test_an_empty_suggestion_leaves_the_words_out() -> None:
    assert vervangen("voor starters in Enschede", "").opening == TEKST.replace(" voor starters in Enschede", "")
    assert vervangen(PUNTEN[0], "", sectie="seceen", item="kaaaaaaa").items == (boom.Item("kbbbbbbb", PUNTEN[1]),)


def test_a_whole_paragraph_left_out_leaves_no_hole() -> None:
    opening = vervangen("Zie ook opgave 14; daar staat meer over het spoor naar Duitsland.", "").opening
    assert opening == TEKST.split("</p>")[0] + "</p>"


def test_a_line_break_in_a_suggestion_is_a_new_paragraph_and_in_an_item_a_space() -> None:
    assert vervangen("wonen. Er zijn", "wonen.\nEr zijn").opening.startswith(
        "<p>De regio vraagt geld voor wonen.</p><p>Er zijn te <strong>"
    )
    assert vervangen("de kernen", "de\nkernen en\ndorpen", sectie="seceen", item="kaaaaaaa").items[0].tekst == (
        "Te weinig bouwgrond in de kernen en dorpen rond Hengelo"
    )


def test_a_whole_item_takes_the_suggestion() -> None:
    document = plan()
    uit = vervang(sectie_nu(document, "seceen"), volg(bij_code(document, "3.K2"), document), "Te weinig <b>handen</b>")
    assert uit.items[1].tekst == "Te weinig &lt;b&gt;handen&lt;/b&gt;"


def test_what_changed_or_went_is_not_replaced() -> None:
    document = plan(TEKST.replace("te <strong>weinig", "te <strong>veel"))
    uit = volg(passage("te weinig woningen voor starters in Enschede"), document)
    assert uit.soort == "gewijzigd"
    with pytest.raises(KanNiet, match="gewijzigd"):
        vervang(sectie_nu(document, "sechuis"), uit, "x")
    weg = volg(passage("te weinig woningen"), plan(""))
    with pytest.raises(KanNiet, match="niet meer"):
        vervang(sectie_nu(plan(""), "sechuis"), weg, "x")
    er_nog = volg(passage("te weinig woningen"), plan())
    with pytest.raises(KanNiet):
        vervang(sectie_nu(document, "sechuis"), er_nog, "x")


def test_a_whole_section_with_points_is_left_to_a_person() -> None:
    document = plan()
    with pytest.raises(KanNiet, match="hele sectie"):
        vervang(sectie_nu(document, "seceen"), volg(maak(document, sectie="seceen"), document), "x")


@vaak
@given(plannen(minstens=1, hoogstens=2), zaden, st.text(max_size=60))
def test_any_passage_by_any_words(document: boom.Plandocument, zaad: int, voorstel: str) -> None:
    r = Random(zaad)
    rij = [(s, i.sleutel, "item", i.tekst) for _, s in document.alle_secties() for i in s.items] + [
        (s, "", deel, getattr(s, deel)) for _, s in document.alle_secties() for deel in ("opening", "slot")
    ]
    rij = [x for x in rij if tekst.woorden(x[3], document.nummers)]
    if not rij:
        return
    sectie, item, deel, html = r.choice(rij)
    woorden = tekst.woorden(html, document.nummers)
    van = r.randrange(len(woorden))
    citaat = woorden[van : r.randint(van + 1, len(woorden))]
    if not citaat.strip():
        return
    anker = maak(document, sectie=sectie.sleutel, item=item, deel=deel, citaat=citaat)
    gevolgd = volg(anker, document)
    assert gevolgd.soort == "er_nog" and gevolgd.woorden_nu == anker.citaat
    assert vervang(sectie, gevolgd, anker.citaat) == sectie
    try:
        uit = vervang(sectie, gevolgd, voorstel)
    except KanNiet as weigering:  # over more than one cell, told in a sentence
        assert str(weigering) == OVER_TABEL and ("<table" in html or "<figure" in html)
        return
    for nieuw in (uit.opening, uit.slot):
        assert tekst.schoon(nieuw) == nieuw
    for punt in uit.items:
        assert tekst.schone_regel(punt.tekst) == punt.tekst and punt.tekst
    rest = {i.sleutel: i for i in uit.items}
    assert all(rest[i.sleutel] == i for i in sectie.items if i.sleutel != item)
    if deel != "opening":
        assert uit.opening == sectie.opening
    terug = "".join(woorden[: anker.begin].split())
    html_nu = rest[item].tekst if item and item in rest else "" if item else getattr(uit, deel)
    assert "".join(tekst.woorden(html_nu, document.nummers).split()).startswith(terug) or not html_nu

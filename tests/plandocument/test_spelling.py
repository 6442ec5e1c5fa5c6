"""Spelling as a quiet rule: what it tells, and what it passes over."""

from __future__ import annotations

import time

import pytest

from npvr.woordenboek import nederlands
from plandocument.boom import Plandocument
from plandocument.controleer import Bevinding, Omgeving, controleer, te_keuren
from tests.plandocument.klein_plan import heel, met_sectie


def plan_met_tekst(html: str) -> Plandocument:
    return met_sectie(heel(), 2, "nodig", opening=html)


def _spelling(document: Plandocument, eigen: frozenset[str] = frozenset()) -> list[Bevinding]:
    omgeving = Omgeving(woordenboek=nederlands(), eigen_woorden=eigen)
    gevonden = (b for b in controleer(document, omgeving=omgeving) if b.regel == "spelling")
    return [b for b in gevonden if b.plek.soort == "nodig"]


def test_a_word_of_no_dictionary_is_told_with_its_place() -> None:
    (gevonden,) = _spelling(plan_met_tekst("<p>De verschraving van de voorzieningen neemt toe.</p>"))
    assert gevonden.zin == "Niet in het woordenboek: verschraving."
    assert gevonden.gewicht == "tip" and gevonden.woorden == ("verschraving",)
    assert gevonden.plek.code == "2.N"


@pytest.mark.parametrize(
    "zin",
    [
        "Het Aaanjaagteam Twennte praat mee.",  # names, and the first word of a sentence
        "De GHNT en de LLO-visie.",
        "Zie www.voorbeldd.nl/opgavve of schrijf naar regioo@voorbeldd.nl.",
        "De gebiedsontwikkelingsplannen en de gebiedsagenda's van woon-werkverkeer.",  # compounds
        "De energie- en warmtetransitie, incl. de rest, en 3,5 mld. in 2035.",
        "De regio&rsquo;s en foto's.",
    ],
)
def test_what_may_well_be_right_is_passed_over(zin: str) -> None:
    assert _spelling(plan_met_tekst(f"<p>{zin}</p>")) == []


def test_the_words_of_a_fiche_are_one_finding_and_own_words_are_right() -> None:
    document = plan_met_tekst("<p>Een schaalessprong van de arbiedsmarkt.</p><p>En nog een gemente.</p>")
    (gevonden,) = _spelling(document)
    assert gevonden.zin == "Niet in het woordenboek: schaalessprong, arbiedsmarkt en gemente."
    (rest,) = _spelling(document, eigen=frozenset({"gemente", "schaalessprong"}))
    assert rest.woorden == ("arbiedsmarkt",) and rest.afdruk != gevonden.afdruk


def test_a_word_that_stands_there_often_is_a_word_of_the_region() -> None:
    zin = "<p>Een pralk.</p>"
    assert [b.woorden for b in _spelling(plan_met_tekst(2 * zin))] == [("pralk",)]
    assert _spelling(plan_met_tekst(3 * zin)) == []


def test_without_a_dictionary_nothing_is_said() -> None:
    document = plan_met_tekst("<p>De verschraving.</p>")
    assert [b for b in controleer(document, omgeving=Omgeving()) if b.regel == "spelling"] == []


def test_a_long_list_is_cut_and_counted() -> None:
    woorden = [f"{a}{b}rrkq" for a in "abcde" for b in "bcdf"]
    (gevonden,) = _spelling(plan_met_tekst(f"<p>Dus {' '.join(woorden)}.</p>"))
    assert gevonden.zin.endswith("en nog 8 woorden.") and len(gevonden.woorden) == 20


@pytest.mark.parametrize(("token", "uit"), [("LLO-visie", ["visie"]), ("foto’s", ["foto"]), ("2035", []), ("in", [])])
def test_what_is_judged_of_a_word(token: str, uit: list[str]) -> None:
    assert list(te_keuren(token)) == uit


def test_long_words_cost_little() -> None:
    """Also those that no dictionary knows: 600 of them take less than Hunspell alone takes for thirty."""
    woorden = " ".join(
        f"{a}{b}{c}onderwijshuisvestingsverenixging" for a in "abcdefghkl" for b in "aeiou" for c in "bdfgklmnprst"
    )
    begin = time.process_time()
    (gevonden,) = _spelling(plan_met_tekst(f"<p>Zo {woorden}.</p>"))
    assert len(gevonden.woorden) == 600
    assert time.process_time() - begin < 3

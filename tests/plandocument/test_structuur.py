"""The acts on the structure of a plan, and taking them back: on the tree alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandocument import boom, tekst
from plandocument.canoniek import hash_van
from plandocument.structuur import (
    DEELSOORTEN,
    Haaldeelweg,
    Maakdeel,
    OngeldigDeel,
    Ordendelen,
    Planingreep,
    Splitsopgave,
    Structuurbezwaar,
    Terugbotsing,
    Voegopgavensamen,
    Wijzigdeel,
    terug,
)
from tests.plandocument.klein_plan import heel

PLAN = heel()
EEN, TWEE, DRIE = (o.sleutel for o in PLAN.opgaven)


def nummers(plan: boom.Plandocument) -> dict[str, int]:
    return {o.sleutel: o.nummer for o in plan.opgaven}


def verwijst(plan: boom.Plandocument, naar: str) -> boom.Plandocument:
    """The plan with a reference to this opgave in the first section of the first chapter and of the third opgave."""
    woord = f'<p>Zie <a href="opgave:{naar}">opgave</a>.</p>'
    derde = plan.per_sleutel[DRIE]
    anders = replace(derde, secties=(replace(derde.secties[0], opening=woord), *derde.secties[1:]))
    return replace(plan, opgaven=tuple(anders if o.sleutel == DRIE else o for o in plan.opgaven))


def test_another_order_gives_other_numbers_and_references_follow_by_themselves() -> None:
    plan = Ordendelen(soort="opgave", sleutels=(DRIE, EEN, TWEE)).doe(verwijst(PLAN, EEN))
    assert nummers(plan) == {DRIE: 1, EEN: 2, TWEE: 3}
    assert "opgave 2" in tekst.woorden(plan.per_sleutel[DRIE].secties[0].opening, plan.nummers)


def test_an_order_of_other_parts_than_there_are_is_refused() -> None:
    with pytest.raises(Structuurbezwaar, match="intussen anders"):
        Ordendelen(soort="opgave", sleutels=(EEN, TWEE)).doe(PLAN)
    with pytest.raises(Structuurbezwaar, match="intussen anders"):
        Ordendelen(soort="opgave", sleutels=(EEN, EEN, TWEE, DRIE)).doe(PLAN)


def test_an_opgave_that_goes_leaves_its_number_to_the_next() -> None:
    daad = Haaldeelweg("opgave", EEN)
    assert nummers(daad.doe(PLAN)) == {TWEE: 1, DRIE: 2}
    assert nummers(replace(daad, schuif_op=False).doe(PLAN)) == {TWEE: 2, DRIE: 3}
    assert any("opgave (vervallen)" in zin for zin in daad.raakt(verwijst(PLAN, EEN)))


def test_two_opgaven_go_together_and_every_item_keeps_its_key() -> None:
    eigen = replace(
        PLAN,
        opgaven=tuple(
            replace(
                o,
                secties=tuple(
                    replace(s, items=tuple(replace(i, sleutel=f"{o.nummer}{i.sleutel}") for i in s.items))
                    for s in o.secties
                ),
            )
            for o in PLAN.opgaven
        ),
    )
    plan = Voegopgavensamen(EEN, TWEE).doe(verwijst(eigen, TWEE))
    een, twee, samen = eigen.per_sleutel[EEN], eigen.per_sleutel[TWEE], plan.per_sleutel[EEN]
    assert TWEE not in plan.per_sleutel
    assert nummers(plan) == {EEN: 1, DRIE: 2}
    for soort in ("knelpunten", "interventies", "ministeries"):
        voor = [i.sleutel for o in (een, twee) for i in o.sectie(soort).items]
        assert [i.sleutel for i in samen.sectie(soort).items] == voor
    assert sum(i.primair for i in samen.sectie("ministeries").items) == 1
    for tekst_ in (een.sectie("opgave").opening, twee.sectie("opgave").opening):
        assert tekst_ in samen.sectie("opgave").opening
    assert tekst.verwijzingen(plan.per_sleutel[DRIE].secties[0].opening) == (EEN,)


def test_items_with_the_same_key_get_their_own_when_they_come_together() -> None:
    samen = Voegopgavensamen(EEN, TWEE).doe(PLAN).per_sleutel[EEN]
    for sectie in samen.secties:
        assert len({i.sleutel for i in sectie.items}) == len(sectie.items)


def test_chosen_items_split_off_with_their_keys() -> None:
    sectie = PLAN.per_sleutel[EEN].sectie("knelpunten")
    daad = Splitsopgave(EEN, "Iets nieuws", frozenset({(sectie.sleutel, "k2")}), "nieuw")
    plan = daad.doe(PLAN)
    assert nummers(plan) == {EEN: 1, "nieuw": 2, TWEE: 3, DRIE: 4}
    assert [i.sleutel for i in plan.per_sleutel["nieuw"].sectie("knelpunten").items] == ["k2"]
    assert [i.sleutel for i in plan.per_sleutel[EEN].sectie("knelpunten").items] == ["k1"]
    with pytest.raises(Structuurbezwaar, match="staat er niet meer"):
        replace(daad, items=frozenset({(sectie.sleutel, "weg")})).doe(PLAN)


def test_a_cluster_that_goes_leaves_its_opgaven_without_one() -> None:
    plan = Haaldeelweg("cluster", "wonen").doe(PLAN)
    assert {o.cluster for o in plan.opgaven} == {""}
    assert {o.cluster_overzicht for o in plan.opgaven} == {""}


def test_a_section_of_the_fiche_goes_only_when_nobody_wrote_in_it() -> None:
    with pytest.raises(Structuurbezwaar, match="staat nog tekst, bij opgave 1, 2, 3"):
        Haaldeelweg("ficheonderdeel", "knelpunten").doe(PLAN)
    waarden = DEELSOORTEN["ficheonderdeel"].lees(PLAN, {"naam": ["Wat het kost"], "letter": ["w"], "itemsoort": [""]})
    met = Maakdeel("ficheonderdeel", waarden).doe(PLAN)
    assert all(o.sectie("wat-het-kost").leeg for o in met.opgaven)
    assert met.soorten["wat-het-kost"].letter == "W"
    assert Haaldeelweg("ficheonderdeel", "wat-het-kost").doe(met) == PLAN


def test_what_was_filled_in_is_judged_beside_the_others() -> None:
    klasse = DEELSOORTEN["ficheonderdeel"]
    with pytest.raises(OngeldigDeel) as fout:
        klasse.lees(PLAN, {"naam": [""], "letter": ["K"], "itemsoort": ["onzin"]})
    assert set(fout.value.fouten) == {"naam", "itemsoort"}
    with pytest.raises(OngeldigDeel, match="De letter K is al van"):
        klasse.lees(PLAN, {"naam": ["Anders"], "letter": ["K"], "itemsoort": [""]})
    with pytest.raises(OngeldigDeel, match="Er is al een opgave met deze naam"):
        DEELSOORTEN["opgave"].lees(
            PLAN, {"titel": [PLAN.opgaven[0].titel.upper()], "cluster": [""], "cluster_overzicht": [""]}
        )


DADEN: list[Planingreep] = [
    Wijzigdeel("opgave", EEN, {"titel": "Anders", "cluster": ""}),
    Wijzigdeel("plan", "plan", {"titel": "Een ander plan"}),
    Maakdeel("opgave", {"titel": "Erbij"}, plaats=2, sleutel="erbij"),
    Maakdeel("hoofdstuk", {"titel": "Erbij", "na_opgaven": True}, sleutel="erbijh"),
    Ordendelen(soort="opgave", sleutels=(DRIE, EEN, TWEE)),
    Haaldeelweg("opgave", TWEE),
    Haaldeelweg("cluster", "wonen"),
    Haaldeelweg("doelstelling", "doel1"),
    Voegopgavensamen(EEN, TWEE),
    Splitsopgave(EEN, "Nieuw", frozenset({(f"{EEN}-knelpunten", "k1")}), "nieuw"),
]


@pytest.mark.parametrize("daad", DADEN, ids=lambda d: f"{d.code}-{getattr(d, 'soort', '')}")
def test_taken_back_at_once_it_is_the_plan_that_was(daad: Planingreep) -> None:
    na = daad.doe(PLAN)
    assert na != PLAN
    assert terug(na, PLAN, na) == PLAN
    assert daad.zin(PLAN)


@pytest.mark.parametrize("daad", DADEN, ids=lambda d: f"{d.code}-{getattr(d, 'soort', '')}")
def test_taken_back_it_keeps_what_somebody_wrote_elsewhere_since(daad: Planingreep) -> None:
    def schrijf(plan: boom.Plandocument) -> boom.Plandocument:
        derde = plan.per_sleutel[DRIE]
        secties = (replace(derde.secties[0], opening="<p>Later geschreven.</p>"), *derde.secties[1:])
        return replace(
            plan, opgaven=tuple(replace(o, secties=secties) if o.sleutel == DRIE else o for o in plan.opgaven)
        )

    na = daad.doe(PLAN)
    assert terug(schrijf(na), PLAN, na) == schrijf(PLAN)


def test_what_was_changed_again_since_is_told_and_not_overwritten() -> None:
    na = Voegopgavensamen(EEN, TWEE).doe(PLAN)
    een = na.per_sleutel[EEN]
    sectie = een.sectie("knelpunten")
    laatste = replace(sectie.items[-1], tekst="Nu net anders gezegd.")
    secties = tuple(replace(s, items=(*s.items[:-1], laatste)) if s is sectie else s for s in een.secties)
    nu = replace(na, opgaven=tuple(replace(o, secties=secties) if o is een else o for o in na.opgaven))
    with pytest.raises(Terugbotsing, match="knelpunten"):
        terug(nu, PLAN, na)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(range(len(DADEN))), min_size=1, max_size=4))
def test_acts_are_taken_back_in_reverse_to_the_very_plan(rij: list[int]) -> None:
    plan, stappen = PLAN, []
    for n in rij:
        try:
            na = DADEN[n].doe(plan)
        except Structuurbezwaar:
            continue
        if len({o.sleutel for o in na.opgaven}) != len(na.opgaven) or len({h.sleutel for h in na.hoofdstukken}) != len(
            na.hoofdstukken
        ):
            continue
        stappen.append((plan, na))
        plan = na
    for voor, na in reversed(stappen):
        plan = terug(plan, voor, na)
    assert hash_van(plan) == hash_van(PLAN)

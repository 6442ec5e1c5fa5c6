"""Pieces of a plan: what differs, taking some over, and back; three ways where the text it began from is known."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from inlezen.keuzes import Keuzebotsing, codes, drie, naam, neem_over, stuk
from plandocument import boom
from plandocument.sleutels import nieuwe_sleutel
from plandocument.vergelijk import vergelijk
from tests.plandocument.genereer import plannen

vaak = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def zelfde(a: boom.Plandocument, b: boom.Plandocument) -> bool:
    return vergelijk(a, b).leeg


def _wissel(r: Random, sectie: boom.Sectie) -> boom.Sectie:
    """The section with something else in it."""
    items = list(sectie.items)
    r.shuffle(items)
    return replace(
        sectie,
        opening=r.choice([sectie.opening, "", f"<p>Anders {r.random()}.</p>"]),
        items=(*items[r.randrange(2) :], boom.Item(nieuwe_sleutel(), f"Nieuw {r.random()}")),
    )


def bewerkt(document: boom.Plandocument, zaad: int) -> boom.Plandocument:
    """The plan after a day of edits of every kind."""
    r = Random(zaad)
    opgaven = []
    for o in document.opgaven:
        if r.random() < 0.08:
            continue
        if r.random() < 0.2:
            o = replace(o, titel=f"{o.titel} {r.random()}", doelstellingen=o.doelstellingen[:1])
        opgaven.append(replace(o, secties=tuple(_wissel(r, s) if r.random() < 0.2 else s for s in o.secties)))
    if r.random() < 0.5:
        bron = document.opgaven[0]
        secties = tuple(replace(s, sleutel=nieuwe_sleutel()) for s in bron.secties)
        opgaven.append(replace(bron, sleutel=nieuwe_sleutel(), nummer=90 + zaad % 9, titel="Erbij", secties=secties))
    hoofdstukken = list(document.hoofdstukken)
    for n, h in enumerate(hoofdstukken):
        secties = tuple(_wissel(r, s) if r.random() < 0.2 else s for s in h.secties if r.random() < 0.9)
        erbij = (boom.Sectie(nieuwe_sleutel(), titel="Nog iets"),) if r.random() < 0.2 else ()
        hoofdstukken[n] = replace(h, secties=(*secties, *erbij))
    if r.random() < 0.3:
        hoofdstukken.insert(1, boom.Hoofdstuk(nieuwe_sleutel(), "Nieuw hoofdstuk"))
    if r.random() < 0.3:
        hoofdstukken.pop()
    if r.random() < 0.3:
        hoofdstukken.append(hoofdstukken.pop(0))
    titel = r.choice([document.titel, "Een andere titel"])
    return replace(document, titel=titel, opgaven=tuple(opgaven), hoofdstukken=tuple(hoofdstukken))


@pytest.mark.parametrize("zaad", range(40))
def test_taking_over_all_gives_the_other_plan_and_back(document: boom.Plandocument, zaad: int) -> None:
    ander = bewerkt(document, zaad)
    assert zelfde(neem_over(document, ander, list(codes(document, ander))), ander)
    assert zelfde(neem_over(ander, document, list(codes(ander, document))), document)


@pytest.mark.parametrize("zaad", range(40))
def test_taking_over_a_part_touches_only_that_part_and_goes_back_at_once(
    document: boom.Plandocument, zaad: int
) -> None:
    ander = bewerkt(document, zaad)
    alle = list(codes(document, ander))
    kies = [c for c in alle if Random(f"{zaad}{c}").random() < 0.5]
    na = neem_over(document, ander, kies, streng=False)
    for code in alle:
        gekozen = code in kies
        if code != "plan":
            assert stuk(na, code, ander) == stuk(ander if gekozen else document, code, ander) or not gekozen
    assert zelfde(neem_over(na, document, kies, streng=False), document)


@given(plan=plannen(minstens=1, hoogstens=3))
@vaak
def test_a_plan_and_itself_have_no_pieces(plan: boom.Plandocument) -> None:
    assert list(codes(plan, plan)) == []
    assert neem_over(plan, plan, ["plan", "s-x", "o-y", "n-z", "onzin"], streng=False) == plan


@pytest.mark.parametrize("zaad", range(20))
def test_what_only_the_plan_changed_stays(document: boom.Plandocument, zaad: int) -> None:
    """The file says nothing new; colleagues did. Nothing is offered."""
    nu = bewerkt(document, zaad)
    wil, beide, alleen_plan = drie(nu, document, document)
    assert wil == [] and beide == frozenset()
    assert alleen_plan == len(list(codes(nu, document)))


def test_three_sides(document: boom.Plandocument) -> None:
    def met(o: boom.Opgave, soort: str, woorden: str) -> boom.Opgave:
        secties = tuple(replace(s, opening=f"<p>{woorden}</p>") if s.soort == soort else s for s in o.secties)
        return replace(o, secties=secties)

    def plan(**secties: str) -> boom.Plandocument:
        o = document.opgave(14)
        for soort, woorden in secties.items():
            o = met(o, soort, woorden)
        return replace(document, opgaven=tuple(o if x.nummer == 14 else x for x in document.opgaven))

    bestand = plan(opgave="uit het bestand", nodig="uit het bestand", impact="allebei gelijk")
    nu = plan(nodig="van een collega", situatie="van een collega", impact="allebei gelijk")
    wil, beide, alleen_plan = drie(nu, document, bestand)
    namen = {naam(c, nu, bestand): c in beide for c in wil}
    assert namen == {"14.O Opgave": False, "14.N Wat is aanvullend nodig": True}
    assert alleen_plan == 1


def test_what_together_is_no_plan_is_told(document: boom.Plandocument) -> None:
    dubbel = replace(document.opgave(5), sleutel="nieuw0000001", secties=())
    ander = replace(document, opgaven=(*(o for o in document.opgaven if o.nummer != 5), dubbel))
    with pytest.raises(Keuzebotsing, match="twee opgaven met nummer 5"):
        neem_over(document, ander, ["n-nieuw0000001"])
    neem_over(document, ander, ["n-nieuw0000001", f"n-{document.opgave(5).sleutel}"])

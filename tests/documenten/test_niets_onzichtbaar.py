"""Nothing adopted is invisible: what the importer of the real plan calls placed is found in Word, on paper, on screen.

The text of the plan is no part of the project: without it the tests of it are skipped, visibly.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from lxml import html as lx

from accounts.models import User
from documenten import schrijvers
from documenten.druk.opmaak import Uitgave, html_plan
from inlezen.lezers import GEPLAATST
from inlezen.lezers.koppen import fichekop
from opgaven.actions.plannen import pas_toe
from opgaven.bouw import bouw_opnieuw
from opgaven.models import Plan
from plandocument import boom
from plandocument.planlijsten import planlijsten
from plandocument.tekst import woorden
from tests.inlezen.test_lezers_echt import BRON, echt, tekst
from tests.inlezen.wordwerk import UITGAVE
from tests.inloggen import inloggen
from tests.plandocument.klein_plan import heel, met_sectie

ECHT = pytest.mark.skipif(not BRON.exists(), reason="het echte plan staat niet naast het project")


EIGEN_WOORDEN = {"titelblad", "inhoudsopgave", "doelstellingen"}
"""Places whose headings the portal says in its own way."""
ANDERS = {69}
"""Lines whose words are put right on the way: a letter that the source lacks."""


def letters(woorden: str) -> str:
    return "".join(t for t in woorden.casefold() if t.isalnum())


def geplaatst() -> list[tuple[int, str, str]]:
    """Number, place and words of each line of the source that was placed."""
    regels = tekst().splitlines()
    return [(lot.nummer, lot.plaats, regels[lot.nummer - 1]) for lot in echt().regels if lot.lot == GEPLAATST]


def mist(in_tekst: str) -> list[tuple[int, str, str]]:
    """What was placed and is not there. A heading of a fiche, the title page and the contents have words of their own;
    of a line that was taken apart each word must be there."""
    geheel = letters(in_tekst)
    woorden_daar = {letters(w) for w in re.split(r"[\s/()–-]+", in_tekst.casefold())}
    uit = []
    for nummer, plaats, regel in geplaatst():
        kaal = letters(regel).lstrip("0123456789")
        if kaal in geheel or plaats in EIGEN_WOORDEN or fichekop(regel):
            continue
        woorden = [letters(w) for w in re.split(r"[\s/()–-]+", re.sub(r"<[^<>]*>", " ", regel))]
        weg = [w for w in woorden if len(w) > 4 and w not in woorden_daar and w not in geheel]
        if weg:
            uit.append((nummer, plaats, " ".join(weg)))
    return uit


def word_tekst(plan: boom.Plandocument, als: Uitgave = UITGAVE) -> str:
    stuk = schrijvers.plan(plan, als)
    return " ".join(s.tekst for a in stuk.alineas for s in a.stukken)


def druk_tekst(plan: boom.Plandocument, als: Uitgave = UITGAVE) -> str:
    html = html_plan(plan, als, ())
    return lx.fromstring(html).text_content()


def site_tekst(plan: boom.Plandocument, client: Client) -> str:
    hoofdstukken = [f"/twente/plan/{n}/" for n in range(1, len(plan.hoofdstukken) + 1)]
    paginas = ["/twente/", "/twente/plan/", *hoofdstukken, *(f"/twente/opgaven/{o.nummer}/" for o in plan.opgaven)]
    return " ".join(lx.fromstring(client.get(p).content.decode()).find(".//main").text_content() for p in paginas)


@ECHT
def test_what_was_placed_stands_in_word_and_on_paper() -> None:
    plan = echt().document
    assert len(geplaatst()) > 700
    assert {n for n, _, _ in mist(word_tekst(plan))} <= ANDERS
    assert {n for n, _, _ in mist(druk_tekst(plan))} <= ANDERS


@ECHT
def test_the_proof_bites() -> None:
    """Negative control: without the uitgangspunten the lines of them are missed."""
    plan = replace(echt().document, uitgangspunten=())
    weg = mist(word_tekst(plan))
    assert len(weg) > 5
    assert {plaats.split(" ")[0] for _, plaats, _ in weg if plaats.startswith("uitgangspunt")} == {"uitgangspunt"}


@ECHT
@pytest.mark.django_db
def test_what_was_placed_stands_on_some_page(voorbeeld: Plan, client: Client, persoon: Callable[..., User]) -> None:
    wie = persoon("programmamanager")
    plan = pas_toe(regio=voorbeeld.regio, document=echt().document, door=wie, vervang=True)
    gezien = site_tekst(bouw_opnieuw(plan), inloggen(wie, client))
    assert {n for n, _, _ in mist(gezien)} <= ANDERS


def test_lists_of_the_plan_stand_at_the_section_about_them() -> None:
    plan = heel()
    hoofdstuk = boom.Hoofdstuk(
        "h1", "Kader", (boom.Sectie("s1", titel="Vooraf"), boom.Sectie("s2", titel="Uitgangspunten NPVR"))
    )
    met = replace(
        plan,
        hoofdstukken=(hoofdstuk,),
        uitgangspunten=(boom.Uitgangspunt("u1", 1, "Samen leren", "<p>Wat niet werkt, verandert.</p>"),),
    )
    lijsten = planlijsten(met)
    assert [(x.soort, x.kop, [r.naam for r in x.regels]) for x in lijsten["s2"] if x.soort == "uitgangspunten"] == [
        ("uitgangspunten", "", ["Samen leren"])
    ]
    assert "Samen leren" in word_tekst(met)
    assert "Wat niet werkt, verandert." in druk_tekst(met)
    zegt = replace(hoofdstuk.secties[1], opening="<ul><li>Samen leren. Wat niet werkt, verandert.</li></ul>")
    dubbel = replace(met, hoofdstukken=(replace(hoofdstuk, secties=(hoofdstuk.secties[0], zegt)),))
    assert [x.soort for x in planlijsten(dubbel)["s2"] if x.soort == "uitgangspunten"] == []


def test_a_plan_without_chapters_keeps_its_lists() -> None:
    plan = replace(heel(), hoofdstukken=(), uitgangspunten=(boom.Uitgangspunt("u1", 1, "Samen leren"),))
    assert [x.soort for x in planlijsten(plan)[""]][-1] == "overzicht"
    for gezien in (word_tekst(plan), druk_tekst(plan)):
        assert "Samen leren" in gezien
        assert "Het overzicht noemt nummer 1." in gezien


@pytest.mark.django_db
def test_the_example_shows_its_lists(voorbeeld: Plan, client: Client, persoon: Callable[..., User]) -> None:
    plan = bouw_opnieuw(voorbeeld)
    gezien = letters(site_tekst(plan, inloggen(persoon("lezer"), client)))
    for u in plan.uitgangspunten:
        assert letters(u.naam) in gezien
        assert letters(woorden(u.omschrijving)) in gezien
    for o in plan.opgaven:
        assert letters(woorden(o.overzicht, plan.nummers)) in gezien


def test_an_empty_place_is_told_on_the_working_copy_and_prints_in_no_version() -> None:
    leeg = boom.Hoofdstuk("h1", "Kader", (boom.Sectie("s1", titel="Vooraf"), boom.Sectie("s2", titel="Verder")))
    plan = met_sectie(replace(heel(), hoofdstukken=(leeg,)), 1, "vervolg", items=())
    for zet in (word_tekst, druk_tekst):
        werkversie, versie = zet(plan), zet(plan, replace(UITGAVE, werkversie=False))
        for zin in ("Hier staat nog geen tekst.", "Nog geen afspraken gemaakt."):
            assert zin in " ".join(werkversie.split())
            assert zin not in " ".join(versie.split())
        assert "Vooraf" in versie


def test_a_file_says_where_to_change_what_it_does_not_take_back() -> None:
    stuk = schrijvers.plan(heel(), replace(UITGAVE, adres="https://portaal.test/twente/documenten/a/"))
    [link] = [s.doel for a in stuk.alineas for s in a.stukken if s.tekst == "Structuur"]
    assert link == "https://portaal.test/twente/structuur/"

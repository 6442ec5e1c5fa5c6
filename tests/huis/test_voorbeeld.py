"""The example plan agrees with the facts it was written from, and is whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from governance.actions.structuur import laad_registers
from governance.models import Gremium, Lidmaatschap, Mijlpaal, Ministerie, Relatie
from inlezen.voorbeeld import lees_voorbeeld
from monitoring.models import Indicator
from opgaven.bouw import bouw_opnieuw
from opgaven.models import Item, Plan, Traject
from plandocument.boom import Opgave, Plandocument
from plandocument.itemsoorten import KNELPUNT
from tests.conftest import BRONNEN, FIXTURES

FEITEN = BRONNEN / "facts"
met_feiten = pytest.mark.skipif(not FEITEN.is_dir(), reason="de feiten staan niet naast deze kloon")


@pytest.fixture(scope="module")
def document() -> Plandocument:
    return lees_voorbeeld(FIXTURES / "twente")


def _feiten(naam: str) -> Any:
    return yaml.safe_load((FEITEN / naam).read_text(encoding="utf-8"))


def test_every_sectie_of_every_opgave_is_filled(document: Plandocument) -> None:
    assert [o.nummer for o in document.opgaven] == list(range(1, 22))
    leeg = [(o.nummer, s.soort) for o in document.opgaven for s in o.secties if s.leeg]
    assert leeg == []
    assert all(len(o.secties) == 10 for o in document.opgaven)


def test_database_and_files_are_the_same(voorbeeld: Plan, document: Plandocument) -> None:
    assert bouw_opnieuw(voorbeeld) == document


def test_every_koppeling_was_found_in_a_register(voorbeeld: Plan, document: Plandocument) -> None:
    gebouwd = bouw_opnieuw(voorbeeld)
    for voor, na in zip(document.opgaven, gebouwd.opgaven, strict=True):
        for a, b in zip(voor.secties, na.secties, strict=True):
            assert [i.koppelingen for i in a.items] == [i.koppelingen for i in b.items], (voor.nummer, a.soort)


def _ministeries(opgave: Opgave) -> list[tuple[str, bool]]:
    return [(i.tekst.replace("&amp;", "&"), i.primair) for i in opgave.sectie("ministeries").items]


@met_feiten
@pytest.mark.parametrize("nummer", range(1, 22))
def test_an_opgave_agrees_with_the_facts(document: Plandocument, nummer: int) -> None:
    opgave = document.opgave(nummer)
    feit = next(o for o in _feiten("opgaven.yaml")["opgaven"] if o["nummer"] == nummer)
    clusters = {c["id"]: c["naam"] for c in _feiten("opgaven.yaml")["clusters"]}
    assert opgave.titel == feit.get("korte_titel_genormaliseerd", feit["korte_titel"])
    assert document.cluster_per_sleutel[opgave.cluster].naam == clusters[feit["cluster_id"]]
    assert document.cluster_per_sleutel[opgave.cluster_overzicht].naam == clusters[feit["cluster_overzicht_id"]]
    nummers = {d.sleutel: d.nummer for d in document.doelstellingen}
    assert sorted(nummers[s] for s in opgave.doelstellingen) == sorted(feit["doelstellingen"])
    assert _ministeries(opgave) == [(m["afkorting"], m["primair"]) for m in feit["ministeries"]]
    assert len(opgave.sectie("knelpunten").items) == feit["aantal_knelpunten"]
    for groep, veld in (("rijk", "rijk"), ("regio", "regio"), ("samen", "rijk_en_regio")):
        assert len(opgave.sectie("interventies").groep(groep)) == feit["interventies"][veld]["aantal"], groep
    trajecten = [i.doelen("traject") for i in opgave.sectie("trajecten").items]
    assert trajecten == [(t["id"],) for t in feit["lopende_trajecten"]]
    voorstel = {i.status for i in opgave.sectie("eigenaarschap").items if i.groep != "overig"}
    assert (voorstel == {"voorstel"}) == feit["status_voorstel"]


@met_feiten
def test_registers_agree_with_the_facts(voorbeeld: Plan) -> None:
    feiten = _feiten("trajecten.yaml")
    assert {t["id"] for t in feiten["twente"]} <= set(Traject.objects.values_list("code", flat=True))
    knelpunten = Item.objects.filter(sectie__plan=voorbeeld, sectie__soort__itemsoort=KNELPUNT.code)
    assert knelpunten.count() == _feiten("opgaven.yaml")["totalen"]["knelpunten"]
    gremia = _feiten("governance.yaml")
    assert {g["id"] for g in gremia["organen_twente"]} <= set(voorbeeld.regio.gremia.values_list("code", flat=True))
    mijlpalen = [m for m in _feiten("tijdlijn.yaml")["mijlpalen"] if m["gebied"] != "Achterhoek"]
    assert Mijlpaal.objects.filter(regio=voorbeeld.regio).count() == len(mijlpalen)


@met_feiten
def test_every_figure_of_the_plan_is_a_meting() -> None:
    cijfers = {i["id"] for i in _feiten("monitoring.yaml")["indicatoren"]}
    rijen = yaml.safe_load((FIXTURES / "twente" / "indicatoren.yaml").read_text(encoding="utf-8"))["indicatoren"]
    assert {m.get("feit") for rij in rijen for m in rij["metingen"]} >= cijfers


def test_what_the_example_shows_on_purpose(document: Plandocument, voorbeeld: Plan) -> None:
    primair = {o.nummer: sum(i.primair for i in o.sectie("ministeries").items) for o in document.opgaven}
    assert {n: p for n, p in primair.items() if p != 1} == {5: 2, 13: 0}
    assert [o.nummer for o in document.opgaven if o.cluster != o.cluster_overzicht] == [14, 15, 16, 18]
    assert [o.nummer for o in document.opgaven if not o.sectie("eigenaarschap").groep("uitvoering")] == [16]
    onbekend = [i.tekst for o in document.opgaven for i in o.sectie("ministeries").items if not i.doelen("ministerie")]
    assert onbekend == ["VBO"]


def test_spellings_of_ministeries_come_together(voorbeeld: Plan) -> None:
    bekend = Ministerie.objects.schrijfwijzen()
    assert {bekend[w] for w in ("j&v", "jenv")} == {"jenv"}
    assert {bekend[w] for w in ("i&w", "ienw")} == {"ienw"}
    assert bekend["lnv"] == bekend["lvvn"] == "lvvn"
    assert "vbo" not in bekend
    assert [m.afkorting for m in Ministerie.objects.get(code="ezk").staat_voor.all()] == ["EZ", "KGG"]


def test_indicatoren_have_metingen(voorbeeld: Plan) -> None:
    assert Indicator.objects.filter(regio=voorbeeld.regio).exists()
    assert not Indicator.objects.filter(regio=voorbeeld.regio, metingen__isnull=True).exists()


def test_fixtures_name_no_file_that_is_not_there() -> None:
    tekst = Path(settings.BASE_DIR, "fixtures", "README.md").read_text(encoding="utf-8")
    for naam in (
        "plan.yaml",
        "hoofdstukken.yaml",
        "trajecten.yaml",
        "registers.yaml",
        "mijlpalen.yaml",
        "indicatoren.yaml",
    ):
        assert naam in tekst
        assert (FIXTURES / "twente" / naam).is_file()


@met_feiten
def test_the_structures_hold_as_many_bodies_as_the_facts(voorbeeld: Plan) -> None:
    telling = _feiten("governance.yaml")["tellingen"]
    assert Gremium.objects.filter(regio=voorbeeld.regio).count() == telling["organen_twente"] + telling["rijk_regio"]
    regio = laad_registers(FIXTURES / "achterhoek")
    eigen = Gremium.objects.filter(regio=regio).exclude(niveau=Gremium.Niveau.RIJK_REGIO)
    assert eigen.count() == telling["achterhoek"]


@met_feiten
def test_the_other_structure_has_the_seats_and_lines_of_the_facts(voorbeeld: Plan) -> None:
    regio = laad_registers(FIXTURES / "achterhoek")
    feiten = _feiten("governance.yaml")["achterhoek"]
    paren = {frozenset((f["id"], ander)) for f in feiten for ander in f.get("relatie_tot") or ()}
    lijnen = Relatie.objects.filter(van__regio=regio).exclude(van__niveau=Gremium.Niveau.RIJK_REGIO)
    assert {frozenset((r.van.code, r.naar.code)) for r in lijnen.select_related("van", "naar")} == paren
    for feit in feiten:
        zetels = Lidmaatschap.objects.filter(gremium__regio=regio, gremium__code=feit["id"]).count()
        assert bool(zetels) == bool(feit["deelnemers"]) or feit["id"] == "stuurgroep_npvr_achterhoek", feit["id"]


@met_feiten
def test_how_often_bodies_meet_is_what_the_facts_say(voorbeeld: Plan) -> None:
    feiten = _feiten("governance.yaml")
    for feit in (*feiten["organen_twente"], *feiten["rijk_regio"]):
        cadans = Gremium.objects.get(regio=voorbeeld.regio, code=feit["id"]).cadans
        assert bool(cadans) == bool(feit["frequentie"]), feit["id"]

"""`script/manage importeer_plan`: what it says, what it prints, and what it does to the plan of a region."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from governance.models import Regio
from inlezen.importeren import registers_van
from inlezen.lezers import lees
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_opnieuw, bouw_sectie
from opgaven.models import Opgave, Plan, Sectie
from plandocument.canoniek import canonieke_bytes, uit_data
from tests.inlezen.lezersplan import als_tekst, als_word, namen, zonder_sleutels
from tests.inlezen.test_lezers_echt import BRON

echt = pytest.mark.skipif(not BRON.exists(), reason="het echte plan staat niet naast het project")
REGIO = "achterhoek"


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    pad = tmp_path / "plan.txt"
    pad.write_text(als_tekst(), encoding="utf-8")
    return pad


def importeer(bestand: Path, *opties: str, regio: str = REGIO) -> str:
    uit = io.StringIO()
    call_command("importeer_plan", str(bestand), *opties, regio=regio, stdout=uit)
    return uit.getvalue()


def _plan(regio: str = REGIO) -> Plan:
    return Plan.objects.van(regio).get()


def test_without_flags_nothing_changes(voorbeeld: Plan, bestand: Path) -> None:
    voor = canonieke_bytes(bouw_opnieuw(voorbeeld))
    uit = importeer(bestand, regio="twente")
    assert "4 opgaven:" in uit and "3 knelpunten" in uit and "persoonsgegevens, niet overgenomen: regel" in uit
    assert "Met --toepassen komt dit in de plaats van ‘Plan voor de Regio Twente’ (Voorbeeldplan):" in uit
    assert "opgaven: 0 blijven, 4 nieuw, 21 vervallen" in uit  # their numbers alone make them no opgaven of this plan
    assert canonieke_bytes(bouw_opnieuw(voorbeeld)) == voor


def test_without_a_plan_it_says_that_this_is_the_first(voorbeeld: Plan, bestand: Path) -> None:
    assert "De regio heeft nog geen plan." in importeer(bestand)
    assert not Plan.objects.van(REGIO).exists()


def test_names_are_not_in_the_output(voorbeeld: Plan, bestand: Path) -> None:
    uit = importeer(bestand) + importeer(bestand, "--json") + importeer(bestand, "--toepassen")
    assert not [naam for naam in namen() if naam.split(" (")[0] in uit]


def test_json_is_a_plandocument(voorbeeld: Plan, bestand: Path) -> None:
    data = json.loads(importeer(bestand, "--json"))
    assert [o["nummer"] for o in data["opgaven"]] == [1, 2, 3, 4]
    assert uit_data(data).opgaven[0].titel == "Wonen langs de vaart"


def test_applying_makes_the_plan_that_was_read(voorbeeld: Plan, bestand: Path) -> None:
    uit = importeer(bestand, "--toepassen")
    assert "Toegepast: dit is nu de werkversie." in uit
    plan = _plan()
    assert not plan.versies.exists()
    regio = Regio.objects.get(code=REGIO)
    gelezen = lees(bestand.read_bytes(), regio=REGIO, regionaam=regio.naam, registers=registers_van(regio)).document
    assert zonder_sleutels(bouw_opnieuw(plan)) == zonder_sleutels(gelezen)


def test_an_applied_plan_is_internal(voorbeeld: Plan, bestand: Path, client: Client) -> None:
    importeer(bestand, "--toepassen")
    assert client.get(f"/{REGIO}/opgaven/").status_code in (302, 404)


def test_applying_again_keeps_all_sleutels(voorbeeld: Plan, bestand: Path, tmp_path: Path) -> None:
    importeer(bestand, "--toepassen")
    eerst = canonieke_bytes(bouw_opnieuw(_plan()))
    versies = dict(Sectie.objects.filter(plan=_plan()).values_list("sleutel", "versie"))
    importeer(bestand, "--toepassen")
    ander = tmp_path / "plan.docx"
    ander.write_bytes(als_word())
    importeer(ander, "--toepassen")
    assert canonieke_bytes(bouw_opnieuw(_plan())) == eerst
    assert dict(Sectie.objects.filter(plan=_plan()).values_list("sleutel", "versie")) == versies
    assert "gelijk, 0 gewijzigd, 0 nieuw, 0 vervallen" in importeer(bestand)


def _bewerk() -> Sectie:
    rij = Sectie.objects.get(plan=_plan(), opgave__nummer=2, soort__code="vervolg")
    return bewaar_sectie(
        sectie=rij,
        vanaf_versie=rij.versie,
        inhoud=replace(bouw_sectie(rij), opening="<p>Zelf geschreven.</p>"),
        door=None,
    )


def test_an_edited_plan_is_only_overwritten_with_vervang(voorbeeld: Plan, bestand: Path) -> None:
    importeer(bestand, "--toepassen")
    _bewerk()
    voor = canonieke_bytes(bouw_opnieuw(_plan()))
    assert "Het kan alleen met --vervang" in importeer(bestand)
    with pytest.raises(CommandError, match="is bewerkt sinds het is geladen; er is niets veranderd"):
        importeer(bestand, "--toepassen")
    assert canonieke_bytes(bouw_opnieuw(_plan())) == voor
    importeer(bestand, "--toepassen", "--vervang")
    assert b"Zelf geschreven" not in canonieke_bytes(bouw_opnieuw(_plan()))


def test_a_changed_file_changes_only_what_differs(voorbeeld: Plan, bestand: Path) -> None:
    importeer(bestand, "--toepassen")
    voor = {s.sleutel: s.versie for s in Sectie.objects.filter(plan=_plan())}
    bestand.write_text(als_tekst().replace("Slappe grond maakt bouwen duur", "Slappe grond maakt bouwen erg duur"))
    importeer(bestand, "--toepassen")
    na = {s.sleutel: s.versie for s in Sectie.objects.filter(plan=_plan())}
    assert na.keys() == voor.keys()
    anders = [s for s in na if na[s] != voor[s]]
    assert [Sectie.objects.get(sleutel=s).soort.code for s in anders] == ["knelpunten"]  # type: ignore[union-attr]


def test_another_plan_takes_over_no_opgaven_by_their_number(voorbeeld: Plan, bestand: Path) -> None:
    sleutels = set(Opgave.objects.filter(plan=voorbeeld).values_list("sleutel", flat=True))
    importeer(bestand, "--toepassen", regio="twente")
    nu = dict(Opgave.objects.filter(plan=_plan("twente")).values_list("nummer", "sleutel"))
    assert set(nu) == {1, 2, 3, 4} and not set(nu.values()) & sleutels


def test_loose_fiches_do_not_replace_a_plan(voorbeeld: Plan) -> None:
    voor = canonieke_bytes(bouw_opnieuw(voorbeeld))
    fiche = Path(__file__).parent / "gevallen" / "17-vreemd-genummerde-lijst.docx"
    assert "dit zijn losse fiches, geen heel plan" in importeer(fiche, regio="twente")
    with pytest.raises(CommandError, match="losse fiches, geen heel plan; er is niets veranderd"):
        importeer(fiche, "--toepassen", regio="twente")
    assert canonieke_bytes(bouw_opnieuw(_plan("twente"))) == voor


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "is leeg"),
        (b"\x00\x01\x02\x03" * 400, "bevat geen tekst"),
        (b"Een gewone brief.\n" * 30, "geen Plan voor de Regio"),
        (als_tekst()[: als_tekst().index("Kernteam Vaarten")].encode(), "deel van een fiche|niet compleet"),
        (b"PK\x03\x04kapot", "niet uit te pakken"),
        (b"%PDF-1.4 kapot", "niet te lezen"),
    ],
    ids=["leeg", "binair", "brief", "half", "word", "pdf"],
)
def test_no_plan_gives_a_sentence_and_changes_nothing(voorbeeld: Plan, tmp_path: Path, inhoud: bytes, zin: str) -> None:
    pad = tmp_path / "iets.txt"
    pad.write_bytes(inhoud)
    voor = canonieke_bytes(bouw_opnieuw(voorbeeld))
    for opties in ((), ("--json",), ("--toepassen", "--vervang")):
        with pytest.raises(CommandError, match=zin) as fout:
            importeer(pad, *opties, regio="twente")
        assert str(fout.value).startswith("iets.txt is niet ingelezen.")
    assert canonieke_bytes(bouw_opnieuw(voorbeeld)) == voor


def test_an_unknown_regio_and_an_unknown_file(voorbeeld: Plan, bestand: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"De regio ‘nergens’ bestaat niet\. Bekend zijn: achterhoek"):
        importeer(bestand, regio="nergens")
    with pytest.raises(CommandError, match="bestaat niet"):
        importeer(tmp_path / "niets.txt")
    with pytest.raises(CommandError, match="is een map"):
        importeer(tmp_path)


@echt
def test_the_real_plan_goes_in_as_it_was_read(voorbeeld: Plan) -> None:
    importeer(BRON, "--toepassen", regio="twente")
    plan = _plan("twente")
    assert b"Voorbeeldplan" in bytes(plan.publicaties.huidig().get().versie.inhoud)  # until somebody publishes
    regio = Regio.objects.get(code="twente")
    gelezen = lees(BRON.read_bytes(), regio="twente", regionaam="Twente", registers=registers_van(regio)).document
    document = bouw_opnieuw(plan)
    met_kleur = replace(
        gelezen,
        clusters=tuple(replace(c, kleur=d.kleur) for c, d in zip(gelezen.clusters, document.clusters, strict=True)),
    )
    assert zonder_sleutels(document) == zonder_sleutels(met_kleur)
    eerst = canonieke_bytes(document)
    importeer(BRON, "--toepassen", regio="twente")
    assert canonieke_bytes(bouw_opnieuw(_plan("twente"))) == eerst


@echt
def test_the_report_of_the_real_plan(voorbeeld: Plan) -> None:
    uit = importeer(BRON, regio="twente")
    assert "Samen 71 knelpunten." in uit
    assert "0 niet geplaatst\n" in uit and "29 persoonsgegevens, niet overgenomen: regel 1481, 1486-1487" in uit
    assert "ministeries: BZK, VRO, SZW (geen primair)" in uit
    assert "ministeries: VRO*, BZK*, VWS, SZW, OCW, J&V (2 primair)" in uit

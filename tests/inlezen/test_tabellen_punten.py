"""Knelpunten and interventies from a table: matched by key or by words, in order, by the path of a save."""

from __future__ import annotations

import pytest

from inlezen.tabellen.actions import AlToegepast, NietsGekozen, TabelVeranderd, draai_terug
from npvr.tabel import Tabelfout
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw, bouw_sectie
from opgaven.geschiedenis import versie as oude_versie
from opgaven.models import Opgave, Plan, Sectie
from plandocument import tekst
from plandocument.canoniek import hash_van
from tests.inlezen.tabelwerk import als_bestand, als_csv, kop, lees, neem_over, rijen, voorstel

K, INT = "knelpunten", "interventies"
SLEUTEL, OPGAVE, CODE, TEKST, WEG = range(5)


def teksten(plan: Plan, nummer: int, soort: str = K) -> list[str]:
    plan.refresh_from_db()
    document = bouw(plan)
    return [tekst.plat(i.tekst, document.nummers) for i in document.opgave(nummer).sectie(soort).items]


def sectie(plan: Plan, nummer: int, soort: str = K) -> Sectie:
    return Sectie.objects.select_related("plan", "soort").get(plan=plan, opgave__nummer=nummer, soort__code=soort)


@pytest.mark.parametrize("soort", [K, INT])
@pytest.mark.parametrize("formaat", ["xlsx", "ods", "csv"])
def test_the_template_read_back_changes_nothing(soort: str, formaat: str, voorbeeld: Plan) -> None:
    bestand = als_bestand(kop(voorbeeld, soort), rijen(voorbeeld, soort), formaat)
    gelezen = voorstel(voorbeeld, lees(voorbeeld, soort, bestand))
    assert set(gelezen.aantallen) == {"gelijk"} and gelezen.aantallen["gelijk"] > 50


def test_each_row_says_what_it_does(voorbeeld: Plan) -> None:
    rij = rijen(voorbeeld, K)
    oud = str(rij[0][TEKST])
    rij[0][TEKST] = f"{oud} En meer."
    rij[1][WEG] = "ja"
    rij.append(["", 14, "", "Een nieuw knelpunt, zie [opgave 7].", ""])
    daden = voorstel(voorbeeld, lees(voorbeeld, K, rij)).daden
    assert [(r.soort, r.nummer) for r in daden] == [("gewijzigd", 2), ("verwijderd", 3), ("nieuw", len(rij) + 1)]
    assert [(c.kolom, c.oud, c.nieuw) for c in daden[0].cellen] == [("Knelpunt", oud, f"{oud} En meer.")]


def test_taking_over_writes_as_a_save_does_and_can_be_undone_as_one(voorbeeld: Plan) -> None:
    was = hash_van(bouw(voorbeeld))
    rij = rijen(voorbeeld, K)
    van14 = [r for r in rij if r[OPGAVE] == 14]
    eerst = teksten(voorbeeld, 14)
    van14[0][TEKST] = "Anders gezegd."
    rij.insert(rij.index(van14[0]) + 1, ["", 14, "", "Komt na het eerste.", ""])
    rij.append(["", 7, "", "Komt achteraan.", ""])
    voor7, versie = teksten(voorbeeld, 7), sectie(voorbeeld, 14).versie
    invoer = neem_over(voorbeeld, lees(voorbeeld, K, rij))
    assert teksten(voorbeeld, 14) == ["Anders gezegd.", "Komt na het eerste.", *eerst[1:]]
    assert teksten(voorbeeld, 7) == [*voor7, "Komt achteraan."]
    assert invoer.aantallen == {"gewijzigd": 1, "nieuw": 2}
    geschreven = sectie(voorbeeld, 14)
    assert geschreven.versie == versie + 1
    spoor = oude_versie(geschreven, versie + 1)
    assert spoor is not None and (spoor.bron, spoor.waarom) == ("inlezen", "Uit het overleg")
    sleutels = [i.sleutel for i in bouw_sectie(geschreven).items]
    assert sleutels[0] == van14[0][SLEUTEL] and len(set(sleutels)) == len(sleutels)
    assert invoer.toegepast_door is not None
    draai_terug(invoer=invoer, plan=voorbeeld, door=invoer.toegepast_door)
    voorbeeld.refresh_from_db()
    assert hash_van(bouw(voorbeeld)) == was


def test_only_the_chosen_rows_are_taken_over(voorbeeld: Plan) -> None:
    rij = rijen(voorbeeld, K)
    rij += [["", 14, "", "Dit wel.", ""], ["", 14, "", "Dit niet.", ""]]
    invoer = lees(voorbeeld, K, rij)
    wel = voorstel(voorbeeld, invoer).daden[0]
    neem_over(voorbeeld, invoer, {wel.afdruk})
    assert teksten(voorbeeld, 14)[-1] == "Dit wel."


def test_without_a_key_the_same_words_are_the_same_item(voorbeeld: Plan) -> None:
    rij = [[r[OPGAVE], r[TEKST]] for r in rijen(voorbeeld, K)]
    gelezen = voorstel(voorbeeld, lees(voorbeeld, K, als_csv(["opgave", "knelpunt"], rij)))
    assert set(gelezen.aantallen) == {"gelijk"}


def test_an_interventie_changes_party_and_keeps_its_key(voorbeeld: Plan) -> None:
    rij = rijen(voorbeeld, INT)
    punt = next(r for r in rij if r[3] == "Regio")
    punt[3] = "Rijk én regio"
    regel = voorstel(voorbeeld, invoer := lees(voorbeeld, INT, rij)).daden[0]
    assert [(c.kolom, c.oud, c.nieuw) for c in regel.cellen] == [("Partij", "Regio", "Rijk én regio")]
    neem_over(voorbeeld, invoer)
    items = {i.sleutel: i.groep for i in bouw_sectie(sectie(voorbeeld, int(str(punt[1])), INT)).items}
    assert items[str(punt[0])] == "samen"


FOUTEN = {
    "onbekende opgave": (["", 99, "", "Tekst", ""], "Opgave", "geen opgave van dit plan"),
    "geen opgave": (["", "", "", "Tekst", ""], "Opgave", "Vul het nummer"),
    "geen getal": (["", "veertien", "", "Tekst", ""], "Opgave", "geen opgave"),
    "onbekende sleutel": (["zzzzzzzzzzzz", 14, "", "Tekst", ""], "Sleutel", "staat niet in het plan"),
    "lege tekst": (["", 14, "", "**", ""], "Knelpunt", "Schrijf een tekst"),
    "te lang": (["", 14, "", "x" * 5001, ""], "Knelpunt", "te lang"),
    "verwijderen misschien": (["", 14, "", "Tekst", "misschien"], "Verwijderen", "Schrijf ‘ja’"),
    "verwijderen van niets": (["", 14, "", "Tekst", "ja"], "Verwijderen", "niets om te verwijderen"),
}


@pytest.mark.parametrize("geval", FOUTEN)
def test_a_wrong_row_says_where_and_why_and_takes_no_part(geval: str, voorbeeld: Plan) -> None:
    fout, kolom, zin = FOUTEN[geval]
    invoer = lees(voorbeeld, K, [*rijen(voorbeeld, K)[:3], list(fout)])
    (regel,) = voorstel(voorbeeld, invoer).fouten
    assert (regel.nummer, regel.kolom) == (5, kolom)
    assert zin in regel.fout and regel.fout.endswith(".")
    with pytest.raises(NietsGekozen):
        neem_over(voorbeeld, invoer)


def test_a_row_of_another_opgave_and_a_row_twice_are_wrong(voorbeeld: Plan) -> None:
    eerste = rijen(voorbeeld, K)[0]
    elders = [*eerste[:1], 20, *eerste[2:]]
    fouten = voorstel(voorbeeld, lees(voorbeeld, K, [elders, list(eerste)])).fouten
    assert ["hoort bij opgave 1, niet bij 20" in fouten[0].fout, "stond al in rij 2" in fouten[1].fout] == [True, True]


def test_a_closed_fiche_and_an_opgave_of_a_colleague_stay_shut(voorbeeld: Plan) -> None:
    Opgave.objects.filter(plan=voorbeeld, nummer=14).update(status=Opgave.Status.AKKOORD)
    invoer = lees(voorbeeld, K, [["", 14, "", "Dicht.", ""], ["", 7, "", "Van een ander.", ""]])
    zeven = bouw(voorbeeld).opgave(7).sleutel
    dicht, ander = voorstel(voorbeeld, invoer, lambda sleutel: sleutel != zeven).fouten
    assert "akkoord" in dicht.fout and "niet bewerken" in ander.fout


def test_what_changed_after_it_was_shown_is_not_overwritten(voorbeeld: Plan) -> None:
    rij = rijen(voorbeeld, K)
    punt = next(r for r in rij if r[OPGAVE] == 14)
    punt[TEKST] = "Uit de tabel."
    invoer = lees(voorbeeld, K, rij)
    gezien = voorstel(voorbeeld, invoer).daden[0].afdruk
    _schrijf(voorbeeld, 14, "Door een collega.")
    with pytest.raises(TabelVeranderd):
        neem_over(voorbeeld, invoer, {gezien})
    assert teksten(voorbeeld, 14)[0] == "Door een collega."


def _schrijf(plan: Plan, nummer: int, woorden: str) -> None:
    from dataclasses import replace

    rij = sectie(plan, nummer)
    inhoud = bouw_sectie(rij)
    items = (replace(inhoud.items[0], tekst=woorden), *inhoud.items[1:])
    bewaar_sectie(sectie=rij, vanaf_versie=rij.versie, inhoud=replace(inhoud, items=items), door=None)


def test_it_is_carried_out_once_and_undone_once(voorbeeld: Plan) -> None:
    invoer = lees(voorbeeld, K, [["", 14, "", "Eenmaal.", ""]])
    klaar = neem_over(voorbeeld, invoer)
    with pytest.raises(AlToegepast):
        neem_over(voorbeeld, invoer)
    assert teksten(voorbeeld, 14).count("Eenmaal.") == 1
    assert klaar.door is not None
    draai_terug(invoer=klaar, plan=voorbeeld, door=klaar.door)
    with pytest.raises(AlToegepast):
        draai_terug(invoer=klaar, plan=voorbeeld, door=klaar.door)


def test_undoing_over_later_work_is_refused_and_names_the_place(voorbeeld: Plan) -> None:
    klaar = neem_over(voorbeeld, lees(voorbeeld, K, [["", 14, "", "Erbij.", ""], ["", 7, "", "Ook.", ""]]))
    _schrijf(voorbeeld, 14, "Later werk.")
    assert klaar.door is not None
    with pytest.raises(TabelVeranderd) as veranderd:
        draai_terug(invoer=klaar, plan=voorbeeld, door=klaar.door)
    assert veranderd.value.waar == ["14.K"]
    assert teksten(voorbeeld, 7)[-1] == "Ook." and teksten(voorbeeld, 14)[0] == "Later werk."


def test_a_file_without_the_column_is_refused(voorbeeld: Plan) -> None:
    with pytest.raises(Tabelfout, match="ontbreekt de kolom Knelpunt"):
        lees(voorbeeld, K, als_csv(["opgave", "iets"], [[14, "x"]]))
    with pytest.raises(Tabelfout, match="geen rijen"):
        lees(voorbeeld, K, als_csv(["opgave", "knelpunt"], []))


@pytest.mark.parametrize(
    "woorden", ["=HYPERLINK(1)", "Emoji 👩🏽‍🔬 en é", "<script>alert(1)</script>", "[opgave 14] **vet**"]
)
def test_odd_words_come_in_as_words_and_go_round(woorden: str, voorbeeld: Plan) -> None:
    neem_over(voorbeeld, lees(voorbeeld, K, [["", 14, "", woorden, ""]]))
    assert teksten(voorbeeld, 14)[-1] == woorden
    bestand = als_bestand(kop(voorbeeld, K), rijen(voorbeeld, K), "xlsx")
    assert set(voorstel(voorbeeld, lees(voorbeeld, K, bestand)).aantallen) == {"gelijk"}

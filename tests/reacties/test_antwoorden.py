"""Drafts of answers, handling and release: the actions."""

from __future__ import annotations

import pytest
from django.utils import timezone
from lxml import html as lx

from governance.models import Rol
from npvr.gezien import AndersDanGezien
from reacties.actions import antwoorden as a
from reacties.actions.gesprekken import KanNuNiet, ReactiestapZonderReden, behandel, zeg
from reacties.actions.reacties import Gewijzigd, ReactieAlBehandeld, ZegtNiets, trek_in
from reacties.models import Antwoord, Melding, Reactie
from reacties.standen import AF, PER_CODE, STAPPEN, stappen
from tests.lezen import leest


def nu(rij: Reactie) -> Reactie:
    return Reactie.objects.get(pk=rij.pk)


def test_one_answer_serves_many_comments_and_goes_with_all_of_them(zet, persoon, voorbeeld):
    team, ocw = persoon("redacteur"), persoon("ministeriecontact")
    rijen = [zet(f"Nummer {n}.", ministerie="ocw", door=ocw) for n in range(3)]
    antwoord = a.geef_antwoord(plan=voorbeeld, reacties=dict.fromkeys([r.pk for r in rijen]), tekst="Dank.", door=team)
    assert (
        a.geef_antwoord(plan=voorbeeld, reacties=dict.fromkeys([r.pk for r in rijen]), tekst="Dank.", door=team)
        == antwoord
    )
    manager = persoon("programmamanager")
    gezien = {r.pk: nu(r).wijziging for r in rijen}
    with pytest.raises(AndersDanGezien):  # not one of them alone
        a.geef_vrij(plan=voorbeeld, reacties={rijen[0].pk: 2}, antwoorden={antwoord.pk: 1}, door=manager)
    assert a.geef_vrij(plan=voorbeeld, reacties=gezien, antwoorden={antwoord.pk: 1}, door=manager) == 3
    assert a.geef_vrij(plan=voorbeeld, reacties=gezien, antwoorden={antwoord.pk: 1}, door=manager) == 0  # sent twice
    antwoord.refresh_from_db()
    assert antwoord.vrijgegeven_door == manager
    assert {nu(r).stand for r in rijen} == {"beantwoord"}
    assert Melding.objects.filter(user=ocw, soort="antwoord").count() == 3
    assert not any("Dank" in m.zin for m in Melding.objects.all())


def test_what_changed_since_it_was_shown_is_not_released(zet, persoon, voorbeeld):
    rij, manager = zet(), persoon("programmamanager")
    antwoord = a.geef_antwoord(plan=voorbeeld, reacties=dict.fromkeys([rij.pk]), tekst="Dank.", door=manager)
    gezien = {rij.pk: nu(rij).wijziging}
    a.wijzig_antwoord(antwoord=antwoord.pk, gezien=1, tekst="Dank u.", door=manager)
    with pytest.raises(AndersDanGezien):
        a.geef_vrij(plan=voorbeeld, reacties=gezien, antwoorden={antwoord.pk: 1}, door=manager)
    assert nu(rij).vrijgegeven_op is None


def test_a_comment_without_answer_or_outcome_is_not_ready(zet, persoon, voorbeeld):
    rij, manager = zet(), persoon("programmamanager")
    with pytest.raises(a.NietKlaar):
        a.geef_vrij(plan=voorbeeld, reacties={rij.pk: 1}, antwoorden={}, door=manager)
    behandel(reactie=rij.pk, stap=PER_CODE["wijs_af"], gezien=1, door=manager, reden="Staat er al.")
    assert a.geef_vrij(plan=voorbeeld, reacties={rij.pk: 2}, antwoorden={}, door=manager) == 1
    assert nu(rij).stand == "niet_overgenomen"


def test_a_draft_is_changed_by_who_saw_it_last_and_stands_once_released(zet, persoon, voorbeeld):
    team = persoon("redacteur")
    rij = zet()
    antwoord = a.geef_antwoord(plan=voorbeeld, reacties=dict.fromkeys([rij.pk]), tekst="Een.", door=team)
    a.wijzig_antwoord(antwoord=antwoord.pk, gezien=1, tekst="Twee.", door=team)
    with pytest.raises(a.AntwoordGewijzigd):
        a.wijzig_antwoord(antwoord=antwoord.pk, gezien=1, tekst="Drie.", door=team)
    with pytest.raises(ZegtNiets):
        a.wijzig_antwoord(antwoord=antwoord.pk, gezien=2, tekst=" ", door=team)
    a.geef_vrij(plan=voorbeeld, reacties={rij.pk: 2}, antwoorden={antwoord.pk: 2}, door=persoon("programmamanager"))
    for daad in (
        lambda: a.wijzig_antwoord(antwoord=antwoord.pk, gezien=2, tekst="Vier.", door=team),
        lambda: a.gooi_weg(antwoord=antwoord.pk, gezien=2, door=team),
        lambda: a.geef_antwoord(plan=voorbeeld, reacties=dict.fromkeys([rij.pk]), tekst="Vijf.", door=team),
    ):
        with pytest.raises(a.AlVrij):
            daad()


def test_a_draft_in_the_place_of_another_leaves_no_orphan(zet, persoon, voorbeeld):
    team, rij, ander = persoon("redacteur"), zet(), zet("Nog een.")
    a.geef_antwoord(plan=voorbeeld, reacties=dict.fromkeys([rij.pk]), tekst="Een.", door=team)
    samen = a.geef_antwoord(plan=voorbeeld, reacties=dict.fromkeys([rij.pk, ander.pk]), tekst="Samen.", door=team)
    assert list(Antwoord.objects.all()) == [samen]
    a.gooi_weg(antwoord=samen.pk, gezien=1, door=team)
    assert not Antwoord.objects.exists() and nu(rij).antwoord is None


def test_what_is_not_submitted_or_withdrawn_gets_no_answer(zet, persoon, voorbeeld):
    team, ocw = persoon("redacteur"), persoon("ministeriecontact")
    concept = zet(ministerie="ocw", door=ocw, ingediend=False)
    weg = zet(door=ocw)
    trek_in(reactie=weg.pk, door=ocw)
    for rij in (concept, weg):
        with pytest.raises(a.NietGevonden):
            a.geef_antwoord(plan=voorbeeld, reacties=dict.fromkeys([rij.pk]), tekst="Dank.", door=team)
    with pytest.raises(ReactieAlBehandeld):
        zeg(reactie=weg.pk, tekst="Hallo?", door=team)


def test_the_steps_go_as_the_table_says(zet, persoon):
    team = persoon("redacteur")
    for stap in STAPPEN:
        for stand in Reactie.Stand.values:
            rij = zet("Nog een.")
            Reactie.objects.filter(pk=rij.pk).update(stand=stand, reden="x" if stand == "niet_overgenomen" else "")
            rij = nu(rij)
            if stap in stappen(rij):
                assert behandel(reactie=rij.pk, stap=stap, gezien=1, door=team, reden="Omdat.")
                assert nu(rij).stand == stap.naar
            elif stand != stap.naar:
                with pytest.raises(KanNuNiet):
                    behandel(reactie=rij.pk, stap=stap, gezien=1, door=team, reden="Omdat.")
    assert {"verwerkt", "niet_overgenomen", "beantwoord"} == AF


def test_a_step_asks_for_its_reason_and_for_the_text_that_was_seen(zet, persoon):
    team, rij = persoon("redacteur"), zet()
    with pytest.raises(ReactiestapZonderReden):
        behandel(reactie=rij.pk, stap=PER_CODE["wijs_af"], gezien=1, door=team, reden="  ")
    with pytest.raises(Gewijzigd):
        behandel(reactie=rij.pk, stap=PER_CODE["neem_op"], gezien=7, door=team)
    assert behandel(reactie=rij.pk, stap=PER_CODE["neem_op"], gezien=1, door=team)
    assert not behandel(reactie=rij.pk, stap=PER_CODE["neem_op"], gezien=1, door=team)  # sent twice


def test_beantwoord_needs_an_answer(zet, persoon, voorbeeld):
    team, rij = persoon("redacteur"), zet()
    with pytest.raises(KanNuNiet):
        behandel(reactie=rij.pk, stap=PER_CODE["beantwoord"], gezien=1, door=team)
    a.geef_antwoord(plan=voorbeeld, reacties=dict.fromkeys([rij.pk]), tekst="Dank.", door=team)
    assert behandel(reactie=rij.pk, stap=PER_CODE["beantwoord"], gezien=2, door=team)


def test_only_who_may_read_it_can_be_named(zet, persoon):
    team, ocw, vro = persoon("redacteur"), persoon("ministeriecontact"), persoon("ministeriecontact", "vro")
    collega = persoon("programmamanager")
    rij = zet(ministerie="ocw", door=ocw)
    bericht = zeg(reactie=rij.pk, tekst="Kijk mee.", door=team, genoemd=[vro.pk, collega.pk])
    assert list(bericht.genoemd.all()) == [collega]
    assert {m.user for m in Melding.objects.all()} == {collega, ocw}
    intern = zeg(reactie=rij.pk, tekst="Onder ons.", door=team, intern=True, genoemd=[ocw.pk, collega.pk])
    assert list(intern.genoemd.all()) == [collega]
    assert not Melding.objects.filter(user=ocw, sleutel=f"bericht:{intern.pk}").exists()


def test_a_reply_that_came_since_it_was_shown_is_not_released_unseen(zet, als, persoon):
    ocw, baas = persoon("ministeriecontact"), als("programmamanager")
    rij = zet(ministerie="ocw", door=ocw)
    Reactie.objects.update(stand="verwerkt")
    pagina = lx.fromstring(baas.get("/twente/reacties/vrijgeven/", {"r": rij.pk}).content)
    data = dict(next(f for f in pagina.forms if f.get("action") == "/twente/reacties/vrijgeven/").form_values())
    zeg(reactie=rij.pk, tekst="Onder ons gezegd.", door=ocw)
    antwoord = baas.post("/twente/reacties/vrijgeven/", data)
    assert antwoord.status_code == 409 and "met 1 bericht" in leest(antwoord)
    assert nu(rij).vrijgegeven_op is None
    zeg(reactie=rij.pk, tekst="Alleen voor het team.", door=persoon("redacteur"), intern=True)
    opnieuw = next(f for f in lx.fromstring(antwoord.content).forms if f.get("action") == "/twente/reacties/vrijgeven/")
    assert baas.post("/twente/reacties/vrijgeven/", dict(opnieuw.form_values())).status_code == 303


def test_who_has_no_role_any_more_hears_of_no_answer(zet, persoon, voorbeeld):
    ocw, manager = persoon("ministeriecontact"), persoon("programmamanager")
    rij = zet(ministerie="ocw", door=ocw)
    antwoord = a.geef_antwoord(plan=voorbeeld, reacties=dict.fromkeys([rij.pk]), tekst="Dank.", door=manager)
    Rol.alle.filter(user=ocw).update(tot=timezone.now())
    a.geef_vrij(plan=voorbeeld, reacties={rij.pk: 2}, antwoorden={antwoord.pk: 1}, door=manager)
    assert nu(rij).vrijgegeven_op is not None and not Melding.objects.exists()


def test_the_ministry_hears_of_an_answer_to_what_others_wrote_for_it(zet, persoon, voorbeeld):
    """A remark by mail was keyed in by the team, and another one is of a colleague: OCW hears of both, VRO of none."""
    ocw, collega, vro = persoon("ministeriecontact"), persoon("ministeriecontact"), persoon("ministeriecontact", "vro")
    team, manager = persoon("redacteur"), persoon("programmamanager")
    rijen = [
        zet("Per mail.", ministerie="ocw", door=team, kanaal="mail"),
        zet("Van de collega.", ministerie="ocw", door=collega, code="14.K2"),
        zet("Van iemand anders.", door=team),
    ]
    Reactie.objects.update(stand="verwerkt")
    a.geef_vrij(plan=voorbeeld, reacties={r.pk: 1 for r in rijen}, antwoorden={}, door=manager)
    (melding,) = Melding.objects.filter(user=ocw)
    assert melding.zin == "Er is een antwoord op 2 reacties van OCW bij 14.K1 en 14.K2."
    assert melding.pad.endswith(f"?wie=m:{rijen[0].ministerie_id}")
    assert sorted(m.zin for m in Melding.objects.filter(user=collega)) == [
        "Er is een antwoord op een reactie van OCW bij 14.K1.",
        "Er is een antwoord op uw reactie bij 14.K2.",
    ]
    assert not Melding.objects.filter(user=vro).exists()

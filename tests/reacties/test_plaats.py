"""Placing a comment, changing it, withdrawing it: the actions."""

from __future__ import annotations

import threading
from uuid import uuid4

import pytest
from django.db import connections

from plandocument import anker as ankers
from reacties.actions.gesprekken import behandel
from reacties.actions.kladden import bewaar as bewaar_klad
from reacties.actions.reacties import (
    TEKST_MAX,
    Gewijzigd,
    ReactieAlBehandeld,
    TeLang,
    Vreemd,
    ZegtNiets,
    dien_in,
    plaats,
    trek_in,
    wijzig,
)
from reacties.models import Reactie, ReactieKlad
from reacties.standen import PER_CODE


def test_a_comment_keeps_its_place_and_its_words(zet, persoon):
    user = persoon("redacteur")
    rij = zet("  Wie doet dit?\r\n", code="14.K1", door=user)
    rij.refresh_from_db()
    assert (rij.code, rij.tekst, rij.voorstel, rij.stand) == ("14.K1", "Wie doet dit?", None, "open")
    assert rij.ingediend_op is not None and rij.vrijgegeven_op is None
    anker = ankers.Anker.uit_data(rij.anker)
    assert anker.item == rij.item and anker.eenheid


def test_nothing_said_is_no_comment(zet):
    with pytest.raises(ZegtNiets):
        zet(" \n ")
    assert zet("", voorstel="").voorstel == ""  # asks to leave the words out


def test_too_much_is_refused_and_odd_characters_are_cleaned(zet):
    with pytest.raises(TeLang):
        zet("a" * (TEKST_MAX + 1))
    assert zet("a\x00b\x07c 🚲 \u202ed").tekst == "abc 🚲 \u202ed"


def test_the_same_form_twice_is_one_comment(zet, persoon):
    kenmerk, user = uuid4(), persoon("redacteur")
    eerste = zet("Eenmaal.", kenmerk=kenmerk, door=user)
    assert zet("Eenmaal.", kenmerk=kenmerk, door=user).pk == eerste.pk
    with pytest.raises(Vreemd):
        zet("Van een ander.", kenmerk=kenmerk, door=persoon("eigenaar"))
    assert Reactie.objects.count() == 1


def test_placing_takes_the_draft_away_and_a_late_draft_does_not_come_back(zet, persoon, voorbeeld):
    kenmerk, user, plek = uuid4(), persoon("redacteur"), "/twente/opgaven/14/knelpunten/reacties/"
    bewaar_klad(plan=voorbeeld, plek=plek, volgnummer=1, velden={"tekst": ["Ge"]}, kenmerk=kenmerk, door=user)
    bewaar_klad(plan=voorbeeld, plek=plek, volgnummer=3, velden={"tekst": ["Getypt"]}, kenmerk=kenmerk, door=user)
    bewaar_klad(plan=voorbeeld, plek=plek, volgnummer=2, velden={"tekst": ["Get"]}, kenmerk=kenmerk, door=user)
    assert ReactieKlad.objects.get().velden["tekst"] == ["Getypt"]
    zet("Getypt.", kenmerk=kenmerk, door=user, klad=plek)
    bewaar_klad(plan=voorbeeld, plek=plek, volgnummer=4, velden={"tekst": ["Getypt."]}, kenmerk=kenmerk, door=user)
    assert not ReactieKlad.objects.exists()


def test_a_new_draft_at_the_same_place_replaces_the_old_one(persoon, voorbeeld):
    user = persoon("redacteur")
    for kenmerk, nummer, tekst in ((uuid4(), 9, "Eerst"), (uuid4(), 1, "Daarna")):
        bewaar_klad(
            plan=voorbeeld, plek="/twente/x/", volgnummer=nummer, velden={"tekst": [tekst]}, kenmerk=kenmerk, door=user
        )
    assert ReactieKlad.objects.get().velden["tekst"] == ["Daarna"]


def test_what_was_said_can_be_said_otherwise_until_it_is_handled(zet, persoon):
    user = persoon("eigenaar")
    rij = zet("Eerst.", door=user)
    nu = wijzig(reactie=rij.pk, gezien=1, tekst="Anders.", voorstel=None, door=user)
    assert (nu.tekst, nu.wijziging) == ("Anders.", 2)
    with pytest.raises(Gewijzigd):
        wijzig(reactie=rij.pk, gezien=1, tekst="Te laat.", voorstel=None, door=user)
    assert wijzig(reactie=rij.pk, gezien=1, tekst="Anders.", voorstel=None, door=user).wijziging == 2  # sent twice
    behandel(reactie=rij.pk, stap=PER_CODE["verwerk"], gezien=2, door=persoon("redacteur"))
    with pytest.raises(ReactieAlBehandeld):
        wijzig(reactie=rij.pk, gezien=3, tekst="Nog anders.", voorstel=None, door=user)
    with pytest.raises(ReactieAlBehandeld):
        trek_in(reactie=rij.pk, door=user)


def test_withdrawn_is_withdrawn_once(zet, persoon):
    user = persoon("eigenaar")
    rij = zet(door=user)
    op = trek_in(reactie=rij.pk, door=user).ingetrokken_op
    assert op is not None and trek_in(reactie=rij.pk, door=user).ingetrokken_op == op
    assert not Reactie.objects.staat().exists()


def test_a_draft_goes_to_the_team_when_it_is_submitted(zet, persoon):
    rij = zet(door=persoon("ministeriecontact"), ministerie="ocw", ingediend=False)
    assert rij.ingediend_op is None
    assert dien_in(reacties=[rij.pk], door=rij.door) == 1
    assert dien_in(reacties=[rij.pk], door=rij.door) == 0


@pytest.mark.django_db(transaction=True)
def test_a_double_click_at_the_same_moment_makes_one_comment(voorbeeld, zet, persoon):
    from opgaven.bouw import bouw

    anker, kenmerk, user = ankers.bij_code(bouw(voorbeeld), "14.K1"), uuid4(), persoon("redacteur")
    klaar, pks = threading.Barrier(2), []

    def klik() -> None:
        try:
            klaar.wait()
            pks.append(plaats(plan=voorbeeld, anker=anker, tekst="Eenmaal.", door=user, kenmerk=kenmerk).pk)
        finally:
            connections.close_all()

    draden = [threading.Thread(target=klik) for _ in range(2)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert len(pks) == 2 and len(set(pks)) == 1

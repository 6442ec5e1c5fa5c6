"""The plan changed much since a comment was made: its opgave is gone, or its point stands in another one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from opgaven.actions.plannen import pas_toe
from opgaven.bouw import bouw
from reacties.actions.rondes import Deelnemer
from reacties.models import Reactie
from tests.inloggen import inloggen
from tests.lezen import leest, stuur

from .conftest import HTMX
from .rondehulp import mens, ministerie, ronde_met, sleutels, zeg


def tekst(antwoord):
    assert antwoord.status_code == 200, antwoord.status_code
    return " ".join(leest(antwoord).split())


@pytest.fixture
def zonder_14(voorbeeld):
    """Take opgave 14 out of the working copy."""

    def doe():
        document = bouw(voorbeeld)
        over = tuple(o for o in document.opgaven if o.nummer != 14)
        pas_toe(regio=voorbeeld.regio, document=replace(document, opgaven=over), door=None, vervang=True)

    return doe


def test_a_comment_on_an_opgave_that_is_gone_is_still_read_answered_and_released(zet, als, zonder_14):
    rij = zet("Over wat weg is.", code="14.K1", voorstel="Andere woorden.", ministerie="ocw")
    zonder_14()
    team, baas = als("redacteur"), als("programmamanager")
    pagina = tekst(team.get(f"/twente/reacties/{rij.pk}/"))
    assert "Over wat weg is." in pagina and "14.K1" in pagina and "Neem over" not in pagina
    assert "Over wat weg is." in tekst(team.get("/twente/reacties/"))
    assert "Over wat weg is." in tekst(team.get("/twente/mijn-werk/"))
    weg = stuur(
        team,
        f"/twente/reacties/{rij.pk}/overnemen/",
        {"keuze": "direct"},
        headers=HTMX,
        op=f"/twente/reacties/{rij.pk}/",
    )
    assert weg.status_code == 409
    assert team.post(f"/twente/reacties/{rij.pk}/zeg/", {"tekst": "Die is vervallen."}).status_code == 303
    stap = {"stap": "wijs_af", "gezien": 1, "reden": "De opgave is vervallen."}
    assert team.post(f"/twente/reacties/{rij.pk}/stap/", stap).status_code == 303
    assert "Over wat weg is." in tekst(baas.get("/twente/reacties/vrijgeven/", {"r": rij.pk}))
    assert "Over wat weg is." in tekst(team.get("/twente/reactienota/", {"manier": "intern"}))
    assert team.get("/twente/ministeries/ocw/").status_code == 200


def test_a_round_about_an_opgave_that_is_gone_goes_on(voorbeeld, zonder_14):
    pm, contact = mens("programmamanager"), mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, Deelnemer(ministerie=ministerie("ocw"), opgaven=sleutels(voorbeeld, 14)), door=pm)
    zonder_14()
    client = inloggen(contact)
    assert "/opgaven/14/?ronde=" in tekst(client.get(f"/twente/rondes/{ronde.code}/"))
    assert "is gevraagd om op deze opgave te reageren" in tekst(
        client.get(f"/twente/documenten/{ronde.versie.code}/opgaven/14/", {"ronde": ronde.code})
    )
    bij = f"/twente/documenten/{ronde.versie.code}/opgaven/14/knelpunten/reacties/"
    assert "Nog iets over 14." in tekst(client.post(bij, {"tekst": "Nog iets over 14.", "plaats": "heel"}, follow=True))
    rij = Reactie.objects.get()
    assert "Nog iets over 14." in tekst(client.get(f"/twente/reacties/{rij.pk}/"))
    assert "Nog iets over 14." in tekst(client.get("/twente/reacties/"))
    assert client.get("/twente/mijn-werk/").status_code == 200
    zeg(ronde, 14, "En dit.", door=contact)
    assert tekst(inloggen(pm).get(f"/twente/rondes/{ronde.code}/"))


def test_a_point_that_moved_to_another_opgave_takes_its_comment_along(zet, als, voorbeeld):
    rij = zet("Over het punt.", code="14.K1", voorstel="Andere woorden voor dit punt.")
    document = bouw(voorbeeld)
    van, naar = document.opgave(14), document.opgave(15)
    punt = next(i for i in van.sectie("knelpunten").items if i.sleutel == rij.item)

    def met(opgave, items):
        secties = tuple(replace(s, items=items(s)) if s.soort == "knelpunten" else s for s in opgave.secties)
        return replace(opgave, secties=secties)

    minder = met(van, lambda s: tuple(i for i in s.items if i is not punt))
    meer = met(naar, lambda s: (*s.items, punt))
    opgaven = tuple({14: minder, 15: meer}.get(o.nummer, o) for o in document.opgaven)
    pas_toe(regio=voorbeeld.regio, document=replace(document, opgaven=opgaven), door=None, vervang=True)
    client = als("redacteur")
    pagina = tekst(client.get(f"/twente/reacties/{rij.pk}/"))
    assert "15.K" in pagina and "(was 14.K1)" in pagina
    assert "Over het punt." in tekst(client.get("/twente/opgaven/14/knelpunten/reacties/"))
    antwoord = stuur(
        client,
        f"/twente/reacties/{rij.pk}/overnemen/",
        {"keuze": "direct"},
        headers=HTMX,
        op=f"/twente/reacties/{rij.pk}/",
    )
    assert antwoord.status_code == 200
    voorbeeld.refresh_from_db()
    nieuw = next(i for i in bouw(voorbeeld).opgave(15).sectie("knelpunten").items if i.sleutel == rij.item)
    assert nieuw.tekst == "Andere woorden voor dit punt."

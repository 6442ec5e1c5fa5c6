"""The list of comments, drafts of answers, and the page before a release."""

from __future__ import annotations

import re

import pytest
from lxml import html as lx

from reacties.actions.gesprekken import zeg
from reacties.models import Antwoord, Reactie
from tests.inloggen import inloggen
from tests.lezen import leest, stuur
from tests.reacties.rondehulp import mens, ronde_met
from tests.reacties.rondehulp import zeg as zeg_in
from versies.actions.versies import maak_versie

LIJST = "/twente/reacties/"


def rijen(antwoord) -> int:
    return len(re.findall('class="reactierij"', leest(antwoord)))


def test_filters_choose_and_a_choice_that_is_not_there_is_none(zet, als, persoon):
    client = als("redacteur")
    zet("Over de veiligheid.", code="14.K1", ministerie="ocw", door=persoon("ministeriecontact"))
    zet("Over het spoor.", code="14.I1", ministerie="vro", door=persoon("ministeriecontact", "vro"))
    zet("Over wonen.", code="1.O")
    assert rijen(client.get(LIJST)) == 3
    assert rijen(client.get(LIJST, {"woord": "SPOOR"})) == 1
    assert rijen(client.get(LIJST, {"opgave": "14"})) == 2
    assert rijen(client.get(LIJST, {"stand": "verwerkt"})) == 0
    assert rijen(client.get(LIJST, {"stand": "onzin", "opgave": "x", "wie": "m:x", "sinds": "gisteren"})) == 3
    assert rijen(client.get(LIJST, {"mijn": "ja"})) == 0
    assert rijen(client.get(LIJST, {"sinds": "2020-01-01"})) == 3
    assert rijen(client.get(LIJST, {"sinds": "2999-01-01"})) == 0
    wie = re.search(r'<option value="(m:\d+)"[^>]*>OCW', leest(client.get(LIJST)))
    assert rijen(client.get(LIJST, {"wie": wie[1]})) == 1


def test_a_ministry_finds_its_own_and_nothing_to_choose_of_others(zet, als, persoon):
    ocw = persoon("ministeriecontact")
    zet("Van ons.", ministerie="ocw", door=ocw)
    zet("Van hen.", ministerie="vro", door=persoon("ministeriecontact", "vro"), code="1.O")
    tekst = leest(inloggen(ocw).get(LIJST))
    assert "Van ons." in tekst and "Van hen." not in tekst and ">VRO<" not in tekst
    assert 'name="r"' not in tekst and "conceptantwoord" not in tekst
    assert '<option value="1">' not in tekst


def test_what_was_not_submitted_yet_can_be_chosen_by_who_may_read_it(voorbeeld):
    baas, ocw = mens("programmamanager"), mens("ministeriecontact", "ocw")
    maak_versie(plan=voorbeeld, label="Concept", door=baas)
    ronde = ronde_met(voorbeeld, door=baas)
    zeg_in(ronde, 2, "Nog niet klaar.", door=ocw)
    zeg_in(ronde, 3, "Voor de leden.", door=ocw, ingediend=True)
    ons = leest(inloggen(ocw).get(LIJST, {"stand": "concept"}))
    assert "Nog niet klaar." in ons and "Voor de leden." not in ons
    van_team = inloggen(baas).get(LIJST, {"stand": "concept"})
    assert "Nog niet klaar." not in leest(van_team) and "Nog niet ingediend" not in leest(van_team)


def test_empty_says_what_to_do(als):
    assert "Er zijn nog geen reacties" in leest(als("lezer").get(LIJST))
    assert "Kies een opgave om op te reageren" in leest(als("eigenaar").get(LIJST))
    assert "Geen reacties die hierbij passen" in leest(als("redacteur").get(LIJST, {"woord": "zzz"}))


@pytest.mark.parametrize("hoeveel", [2, 60])
def test_the_list_asks_a_fixed_number_of_queries_and_has_pages(zet, als, hoeveel, django_assert_num_queries):
    client = als("redacteur")
    for n in range(hoeveel):
        zet(f"Nummer {n}.")
    client.get(LIJST)
    with django_assert_num_queries(8):
        antwoord = client.get(LIJST)
    assert rijen(antwoord) == min(hoeveel, 25)
    if hoeveel > 25:
        assert "Bladzijde 1 van 3" in leest(antwoord)
        assert rijen(client.get(LIJST, {"pagina": "3"})) == 10
        assert rijen(client.get(LIJST, {"pagina": "99999999999999999999"})) == 10


def test_one_draft_to_several_comments_and_its_release(zet, persoon):
    ocw, team, manager = persoon("ministeriecontact"), persoon("redacteur"), persoon("programmamanager")
    vro = mens("ministeriecontact", "vro")
    a, b = zet("Een.", ministerie="ocw", door=ocw), zet("Twee.", ministerie="vro", door=vro)
    client = inloggen(team)
    pagina = client.get("/twente/reacties/antwoord/", {"r": [a.pk, b.pk]})
    assert "Een." in leest(pagina) and "Noem daarin geen andere afzenders" in leest(pagina)
    leeg = client.post("/twente/reacties/antwoord/", {"r": [a.pk, b.pk], "tekst": " "})
    assert leeg.status_code == 422 and "Schrijf het antwoord." in leest(leeg)
    adres = "/twente/reacties/antwoord/"
    data = {"r": [a.pk, b.pk], "tekst": "Dank beiden."}
    assert stuur(client, adres, data, op=f"{adres}?r={a.pk}&r={b.pk}").status_code == 303
    assert "Dank beiden." in leest(client.get("/twente/reacties/antwoorden/"))
    assert client.get("/twente/reacties/vrijgeven/", {"r": a.pk}).status_code == 403

    zeg(reactie=a.pk, tekst="Nog een woord erbij.", door=ocw)
    zeg(reactie=a.pk, tekst="Onder ons gezegd.", door=team, intern=True)
    baas = inloggen(manager)
    bevestig = baas.get("/twente/reacties/vrijgeven/", {"r": a.pk})
    assert "Nog een woord erbij." in leest(bevestig) and "Onder ons gezegd." not in leest(bevestig)
    assert "2 reacties vrijgeven" in leest(bevestig) and "OCW" in leest(bevestig) and "VRO" in leest(bevestig)
    assert "ook de andere ministeries en het bestuur" in leest(bevestig)
    form = next(f for f in lx.fromstring(leest(bevestig)).forms if f.get("action") == "/twente/reacties/vrijgeven/")
    velden: dict[str, list[str]] = {}
    for naam, waarde in form.form_values():
        velden.setdefault(naam, []).append(waarde)
    assert "Dank beiden." not in leest(inloggen(ocw).get(f"/twente/reacties/{a.pk}/"))
    assert baas.post("/twente/reacties/vrijgeven/", velden).status_code == 303
    for wie, rij in ((ocw, a), (vro, a), (ocw, b)):
        assert "Dank beiden." in leest(inloggen(wie).get(f"/twente/reacties/{rij.pk}/"))
    assert client.post(f"/twente/reacties/antwoorden/{Antwoord.objects.get().pk}/", {"tekst": "x"}).status_code == 409


def test_what_changed_after_the_page_was_drawn_is_shown_again(zet, als):
    rij, baas = zet(ministerie="ocw"), als("programmamanager")
    stuur(
        baas, "/twente/reacties/antwoord/", {"r": rij.pk, "tekst": "Dank."}, op=f"/twente/reacties/antwoord/?r={rij.pk}"
    )
    pk = Antwoord.objects.get().pk
    oud = {"reactie": f"{rij.pk}:1", "antwoord": f"{pk}:1"}
    antwoord = baas.post("/twente/reacties/vrijgeven/", oud)
    assert antwoord.status_code == 409 and "Er is niets vrijgegeven" in leest(antwoord)
    assert baas.post("/twente/reacties/vrijgeven/", {"reactie": "x:y"}).status_code == 422
    assert Reactie.objects.get().vrijgegeven_op is None


def test_all_of_a_filter_at_once(zet, als):
    baas = als("programmamanager")
    klaar, open_ = zet("Klaar.", ministerie="ocw", code="1.O"), zet("Open.")
    Reactie.objects.filter(pk=klaar.pk).update(stand="verwerkt")
    tekst = leest(baas.get("/twente/reacties/vrijgeven/?alles=1"))
    assert "Klaar." in tekst and f'value="{open_.pk}:' not in tekst
    assert "niets om vrij te geven" in leest(baas.get("/twente/reacties/vrijgeven/?alles=1&opgave=14"))


def test_two_people_in_one_draft(zet, als):
    rij, een, twee = zet(), als("redacteur"), als("programmamanager")
    stuur(
        een, "/twente/reacties/antwoord/", {"r": rij.pk, "tekst": "Begin."}, op=f"/twente/reacties/antwoord/?r={rij.pk}"
    )
    adres = f"/twente/reacties/antwoorden/{Antwoord.objects.get().pk}/"
    assert een.post(adres, {"tekst": "Van een.", "gezien": 1}).status_code == 303
    botst = twee.post(adres, {"tekst": "Van twee.", "gezien": 1})
    assert botst.status_code == 409 and "Van een." in leest(botst) and "Van twee." in leest(botst)
    weg = een.post(f"{adres}weg/", {"gezien": 1})
    assert weg.status_code == 409 and "Het is niet weggegooid" in leest(weg) and Antwoord.objects.exists()
    assert een.post(f"{adres}weg/", {"gezien": 2}).status_code == 303 and not Antwoord.objects.exists()


def test_a_limited_redacteur_answers_only_their_own(zet, persoon):
    rij, beperkt = zet(), persoon("redacteur")
    beperkt.rollen.update(opgaven_sleutels=["elders"])
    client = inloggen(beperkt)
    assert client.get("/twente/reacties/antwoord/", {"r": rij.pk}).status_code == 403
    assert client.post("/twente/reacties/antwoord/", {"r": rij.pk, "tekst": "Toch."}).status_code == 403
    assert 'name="r"' not in leest(client.get(LIJST))

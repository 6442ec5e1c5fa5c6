"""Comparing two texts on screen: what differs and why, for the people who work on the plan and nobody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from governance.models import Rol
from opgaven.actions.plannen import pas_toe
from opgaven.bouw import bouw
from opgaven.models import Opgave, Plan
from tests.inloggen import inloggen
from tests.lezen import leest
from tests.versies.vergelijkplan import BOARD, Toneel, slot, wijzig, zet_op
from versies.actions.memos import bewaar_memo
from versies.actions.versies import maak_versie
from versies.models import Herweging, Memo

ADRES = "/twente/vergelijken/"
MEMO = "/twente/vergelijken/memo/"


@pytest.fixture(autouse=True)
def eigen_map(eigen_var: Path) -> None:
    """Seals and the like stay with the test."""


@pytest.fixture
def toneel(voorbeeld: Plan, persoon: Callable[..., User]) -> Toneel:
    return zet_op(voorbeeld, persoon("programmamanager"), persoon("secretaris"))


def woorden(response: Any) -> str:
    """What a person reads, also who cannot see the marks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", leest(response))).split())


def codes(response: Any) -> list[str]:
    return re.findall(r'<p class="code">\s*(?:<a[^>]*>)?\s*([^<\s]+)', leest(response))


def test_by_default_the_version_that_was_decided_on_against_the_working_copy(
    toneel: Toneel, als: Callable[..., Client]
) -> None:
    maak_versie(plan=toneel.plan, label="Later, zonder besluit", door=toneel.manager)
    antwoord = als("lezer").get(ADRES)
    assert antwoord.status_code == 200
    assert codes(antwoord) == ["3.V", "7.K2", "14.K1", "14.K2", "14.I3"]
    tekst = woorden(antwoord)
    assert "5 wijzigingen 5 inhoudelijk, 0 redactioneel" in tekst
    assert "Waarom: De planning loopt uiteen." in tekst
    assert f"Naar aanleiding van: {BOARD}" in tekst
    assert "was 14.I6" in tekst
    assert "[nieuw: Rijk en regio spreken af wanneer de bouw begint. ]" in tekst
    assert "Oud: " in tekst
    assert "Nieuw: Niemand weet hoe hard het vervoer nu groeit." in tekst


def test_a_page_shows_so_many_changes_and_leads_to_the_others(
    toneel: Toneel, als: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portaal.vergelijken.OP_EEN_PAGINA", 3)
    client = als("lezer")
    antwoord = client.get(ADRES, {"gewicht": "inhoudelijk"})
    assert codes(antwoord) == ["3.V", "7.K2", "14.K1"] and "5 wijzigingen" in woorden(antwoord)
    assert "Toon ook de andere 2 wijzigingen van " in woorden(antwoord)
    verder = re.search(r'<p class="nog"><a href="([^"]+)"', leest(antwoord))
    assert verder is not None
    alle = client.get(unescape(verder[1]))
    assert codes(alle) == ["14.K1", "14.K2", "14.I3"] and "Toon ook" not in woorden(alle)


def test_the_same_text_and_an_empty_difference(toneel: Toneel, als: Callable[..., Client]) -> None:
    client = als("lezer")
    zelfde = client.get(f"{ADRES}?van={toneel.oud.code}&naar={toneel.oud.code}")
    assert "U koos twee keer dezelfde versie." in woorden(zelfde)
    later = maak_versie(plan=toneel.plan, label="Zelfde tekst, ander label", door=toneel.manager)
    assert "zijn woord voor woord gelijk." in woorden(client.get(f"{ADRES}?van={later.code}&naar=werkversie"))
    terug = woorden(client.get(f"{ADRES}?van={later.code}&naar={toneel.oud.code}"))
    assert "U vergelijkt van nieuw naar oud" in terug


@pytest.mark.parametrize("query", ["?van=nooit&naar=werkversie", "?naar=nooit", "?van=werkversie", "?van=weg%00"])
def test_a_version_that_is_not_there(query: str, toneel: Toneel, als: Callable[..., Client]) -> None:
    assert als("lezer").get(ADRES + query).status_code == 404


def test_before_anything_was_frozen(als: Callable[..., Client], voorbeeld: Plan, monkeypatch: Any) -> None:
    monkeypatch.setattr("portaal.views.vergelijken.versies_van", lambda plan: [])
    for adres in (ADRES, MEMO):
        antwoord = als("lezer").get(adres)
        assert antwoord.status_code == 200
        assert "nog geen versie vastgelegd" in woorden(antwoord)


def test_filters(toneel: Toneel, als: Callable[..., Client]) -> None:
    client, basis = als("lezer"), ADRES + toneel.query
    assert codes(client.get(f"{basis}&opgave=14")) == ["14.K1", "14.K2", "14.I3"]
    assert codes(client.get(f"{basis}&soort=verplaatst")) == ["14.I3"]
    assert codes(client.get(f"{basis}&gewicht=redactioneel")) == []
    assert "Geen wijziging past bij deze keuze." in woorden(client.get(f"{basis}&opgave=9"))
    assert len(codes(client.get(f"{basis}&opgave=onzin&soort=%00&gewicht=x"))) == 5
    blad = client.get(f"{basis}&opgave=7", headers={"HX-Request": "true"})
    assert leest(blad).lstrip().startswith('<div id="wijzigingen"')
    assert '<span class="teken">[nieuw: </span>' in leest(client.get(f"{basis}&woorden=ja"))


def test_links_lead_to_the_place_its_history_and_the_old_version(toneel: Toneel, als: Callable[..., Client]) -> None:
    wijzig(toneel.plan, 14, "interventies", lambda s: s.__class__(s.sleutel, s.soort, items=s.items[:-1]))
    client = als("lezer")
    tekst = leest(client.get(ADRES + toneel.query))
    for adres in ("/twente/opgaven/7/#7.K2", f"/twente/documenten/{toneel.oud.code}/opgaven/14/#14.I5"):
        assert f'href="{adres}"' in tekst
        assert client.get(adres).status_code == 200
    assert 'href="/twente/opgaven/7/knelpunten/geschiedenis/"' in tekst
    lijst = leest(client.get("/twente/documenten/"))
    assert f"/twente/vergelijken/?van={toneel.oud.code}&amp;naar=werkversie" in lijst
    assert "/twente/vergelijken/memo/" in leest(client.get(f"/twente/documenten/{toneel.oud.code}/"))


def test_weighing_and_taking_back(toneel: Toneel, als: Callable[..., Client]) -> None:
    client = als("redacteur")
    afdruk = next(w.afdruk for w in toneel.vergelijk().eigen.wijzigingen if w.plek.code == "7.K2")
    adres = f"/twente/vergelijken/herwegen/{toneel.query}&opgave=7"
    leeg = client.post(adres, {"afdruk": afdruk, "reden": " "})
    assert leeg.status_code == 422
    assert "Schrijf waarom u deze wijziging anders weegt." in woorden(leeg)
    lang = client.post(adres, {"afdruk": afdruk, "reden": "x" * 1001})
    assert lang.status_code == 422
    assert "x" * 1001 in leest(lang)
    antwoord = client.post(adres, {"afdruk": afdruk, "reden": "De strekking is <b>gelijk</b>."}, follow=True)
    tekst = woorden(antwoord)
    assert antwoord.redirect_chain[0][0].endswith(f"&opgave=7#w-{afdruk}")
    assert "het portaal noemde dit inhoudelijk. Redacteur twente noemt dit redactioneel" in tekst
    assert "De strekking is <b>gelijk</b>." in tekst
    assert "Redactioneel" in tekst
    terug = f"/twente/vergelijken/herwegen/terug/{toneel.query}"
    assert "geldt weer: inhoudelijk" in woorden(
        client.post(terug, {"afdruk": afdruk, "gezien": Herweging.objects.get().pk}, follow=True)
    )
    assert "was niet anders gewogen" in woorden(client.post(terug, {"afdruk": afdruk}, follow=True))
    assert not Herweging.objects.exists()


def test_weighing_what_is_gone_keeps_the_reason(toneel: Toneel, als: Callable[..., Client]) -> None:
    adres = f"/twente/vergelijken/herwegen/{toneel.query}"
    antwoord = als("redacteur").post(adres, {"afdruk": "\0weg", "reden": "Mijn reden."})
    assert antwoord.status_code == 409
    assert "Uw reden was: ‘Mijn reden.’" in woorden(antwoord)


def test_a_redacteur_of_some_opgaven_weighs_those_alone(
    toneel: Toneel, persoon: Callable[..., User], client: Client
) -> None:
    user = persoon("redacteur")
    Rol.objects.filter(user=user).update(opgaven_sleutels=[Opgave.objects.get(plan=toneel.plan, nummer=7).sleutel])
    inloggen(user, client)
    assert leest(client.get(ADRES + toneel.query)).count('<details class="weeg"') == 1
    adres = f"/twente/vergelijken/herwegen/{toneel.query}"
    per_code = {w.plek.code: w.afdruk for w in toneel.vergelijk().eigen.wijzigingen}
    assert client.post(adres, {"afdruk": per_code["14.K2"], "reden": "Nee."}).status_code == 403
    assert client.post(adres, {"afdruk": per_code["7.K2"], "reden": "Ja."}).status_code == 303
    assert client.post(MEMO + toneel.query, {"versie": 0}).status_code == 403
    assert "schrijft de programmamanager" in woorden(client.get(MEMO + toneel.query))


@pytest.mark.parametrize("adres", [ADRES, MEMO, f"{MEMO}pdf/", f"{MEMO}word/", f"{MEMO}odt/"])
def test_others_do_not_learn_that_it_is_there(
    adres: str, toneel: Toneel, als: Callable[..., Client], client: Client
) -> None:
    geen_rol = als(None)
    for wie in (client, geen_rol, als("redacteur", regio="achterhoek")):
        antwoord = wie.get(adres + toneel.query)
        assert antwoord.status_code == 404
        assert "loopt uiteen" not in leest(antwoord)


def test_a_fixed_number_of_queries(
    toneel: Toneel, als: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    client = als("programmamanager")
    for nummer in range(1, 22):
        wijzig(toneel.plan, nummer, "situatie", slot("Overal iets erbij."), "Overal.")
    client.get(ADRES + toneel.query)
    for adres in (ADRES, MEMO):
        with django_assert_max_num_queries(15):  # session and user, visit, eight of the comparison, bodies
            client.get(adres + toneel.query)


def test_the_introduction_is_saved_and_shown_again(toneel: Toneel, als: Callable[..., Client]) -> None:
    client = als("programmamanager")
    assert re.search(r'<option value="\d+" selected>\s*Twente Board', leest(client.get(MEMO + toneel.query)))
    post = {"versie": 0, "gremium": "", "aan": "de raad 😀", "inleiding": "Beste leden,\n\n- een\n- **twee** <b>\n"}
    antwoord = client.post(MEMO + toneel.query, post, follow=True)
    assert "De downloads hebben nu deze inleiding." in woorden(antwoord)
    assert "- **twee** &lt;b&gt;" in leest(antwoord)
    assert (
        Memo.objects.get().inleiding
        == "<p>Beste leden,</p><ul><li>een</li><li><strong>twee</strong> &lt;b&gt;</li></ul>"
    )


def test_what_was_written_before_the_text_was_frozen_is_offered_again(
    toneel: Toneel, als: Callable[..., Client]
) -> None:
    client = als("programmamanager")
    post = {"versie": 0, "gremium": "", "aan": "de raad", "inleiding": "Beste leden."}
    client.post(MEMO + toneel.query, post)
    nieuw = maak_versie(plan=toneel.plan, label="Voor de raad", door=toneel.manager)
    adres = f"{MEMO}?van={toneel.oud.code}&naar={nieuw.code}"
    pagina = client.get(adres)
    assert "Beste leden." in leest(pagina) and 'value="de raad"' in leest(pagina)
    assert "Het staat nog niet in deze memo" in woorden(pagina) and 'name="versie" value="0"' in leest(pagina)
    assert "Beste leden." not in leest(als("lezer").get(adres)), "who does not write it sees what is in the memo"
    assert client.post(adres, post).status_code == 303
    assert Memo.objects.get(nieuw=nieuw).inleiding == "<p>Beste leden.</p>"
    assert "Het staat nog niet in deze memo" not in woorden(client.get(adres))


def test_a_colleague_was_first(toneel: Toneel, als: Callable[..., Client]) -> None:
    client = als("programmamanager")
    bewaar_memo(
        plan=toneel.plan,
        oud=toneel.oud,
        nieuw=None,
        vanaf_versie=0,
        gremium=None,
        aan="",
        inleiding="<p>Van de collega.</p>",
        door=toneel.manager,
    )
    post = {"versie": 0, "gremium": "", "aan": "", "inleiding": "Van mij."}
    antwoord = client.post(MEMO + toneel.query, post)
    assert antwoord.status_code == 409
    assert "Van de collega." in leest(antwoord)
    assert "Van mij." in leest(antwoord)
    assert 'name="versie" value="1"' in leest(antwoord)
    assert client.post(MEMO + toneel.query, post | {"versie": 1}).status_code == 303
    assert Memo.objects.get().inleiding == "<p>Van mij.</p>"


@pytest.mark.parametrize("fout", [{"gremium": "0"}, {"versie": "x"}, {"aan": "x" * 201}, {"inleiding": "x" * 20_001}])
def test_a_bad_form_keeps_what_was_typed(fout: dict[str, str], toneel: Toneel, als: Callable[..., Client]) -> None:
    post = {"versie": "0", "gremium": "", "aan": "", "inleiding": "Getypt."} | fout
    antwoord = als("programmamanager").post(MEMO + toneel.query, post)
    assert antwoord.status_code == 422
    assert post["inleiding"] in leest(antwoord)
    assert not Memo.objects.exists()


def test_a_session_that_ended_costs_no_word(toneel: Toneel, client: Client) -> None:
    antwoord = client.post(MEMO + toneel.query, {"versie": 0, "inleiding": "Mijn hele inleiding."})
    assert antwoord.status_code == 401
    assert "Mijn hele inleiding." in leest(antwoord)


def test_an_opgave_that_is_new_or_gone_is_named_in_the_list(toneel: Toneel, als: Callable[..., Client]) -> None:
    document = bouw(toneel.plan)
    *opgaven, laatste = document.opgaven
    nieuw = replace(laatste, sleutel="waterhoog", nummer=22, titel="Water vasthouden op hoge gronden", secties=())
    pas_toe(regio=toneel.plan.regio, document=replace(document, opgaven=(*opgaven, nieuw)), door=None, vervang=True)
    tekst = woorden(als("lezer").get(ADRES))
    assert "22 Water vasthouden op hoge gronden (nieuw)" in tekst and "(vervallen)" in tekst

"""Versions on screen: who sees which, freezing, deciding by two, publishing, withdrawing, knowing a printed copy."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from governance.models import Gremium
from opgaven.bouw import bouw_opnieuw
from opgaven.models import Opgave, Plan
from plandocument.canoniek import hash_van
from plandocument.versiecode import versiecode
from portaal.afdrukcode import gelijk, netjes
from tests.conftest import maak_intern
from tests.lezen import leest, post_toch, stuur
from versies.controle import controleer
from versies.models import Amendement, Goedkeuring, Versie

LIJST = "/twente/documenten/"


@pytest.fixture(autouse=True)
def eigen_map(eigen_var: Path) -> None:
    """Seals and the like stay with the test."""


@pytest.fixture
def manager(als: Callable[..., Client]) -> Client:
    return als("programmamanager")


def maak(client: Client, plan: Plan, label: str = "Definitief", **meer: Any) -> Any:
    gezien = hash_van(bouw_opnieuw(Plan.objects.get(pk=plan.pk)))
    return post_toch(client, f"{LIJST}nieuw/", {"label": label, "gezien": gezien, **meer})


@pytest.fixture
def versie(manager: Client, voorbeeld: Plan) -> Versie:
    maak(manager, voorbeeld, toelichting="Voor de vergadering.")
    return Versie.objects.get(plan=voorbeeld, label="Definitief")


def test_a_visitor_sees_the_published_version_alone(client: Client, versie: Versie, manager: Client) -> None:
    html = leest(client.get(LIJST))
    assert "Voorbeeldplan" in html and "Gepubliceerd" in html and "Definitief" not in html
    assert client.get(f"{LIJST}{versie.code}/").status_code == 404
    html = leest(manager.get(LIJST))
    assert html.index("Definitief") < html.index("Voorbeeldplan</a>")
    assert "Leg een versie vast" in html
    for soort in ("pdf", "word", "odt", "json"):
        assert f'href="{LIJST}{versie.code}/plan/{soort}/"' in html
    assert manager.get(f"{LIJST}{versie.code}/plan/json/").status_code == 200


def test_the_list_says_what_to_do_when_nothing_was_frozen(als: Callable[..., Client], voorbeeld: Plan) -> None:
    from governance.models import Regio

    Plan.objects.create(regio=Regio.objects.get(code="achterhoek"), titel="Leeg plan")
    html = leest(als("programmamanager", regio="achterhoek").get("/achterhoek/documenten/"))
    assert "Er is nog niets vastgelegd." in html and "Leg een versie vast" in html
    assert Client().get("/achterhoek/documenten/").status_code == 404


def test_freezing_warns_of_what_is_not_ready_and_keeps_what_was_seen(manager: Client, voorbeeld: Plan) -> None:
    html = leest(manager.get(f"{LIJST}nieuw/"))
    assert "21 fiches zijn nog niet akkoord" in html and "U kunt toch vastleggen" in html
    antwoord = maak(manager, voorbeeld, "Concept")
    versie = Versie.objects.get(label="Concept")
    assert antwoord["Location"] == f"{LIJST}{versie.code}/"
    assert "verandert niet meer" in leest(manager.get(antwoord["Location"]))


def test_freezing_a_text_that_changed_meanwhile_is_refused_with_the_form_kept(manager: Client, voorbeeld: Plan) -> None:
    gezien = hash_van(bouw_opnieuw(voorbeeld))
    Opgave.objects.filter(plan=voorbeeld, nummer=14).update(titel="Net anders")
    antwoord = manager.post(f"{LIJST}nieuw/", {"label": "Concept", "toelichting": "Mijn uitleg.", "gezien": gezien})
    assert antwoord.status_code == 409
    assert "Er is niets vastgelegd" in leest(antwoord) and "Mijn uitleg." in leest(antwoord)
    assert not Versie.objects.filter(label="Concept").exists()


def test_a_version_without_a_name_is_refused(manager: Client, voorbeeld: Plan) -> None:
    antwoord = maak(manager, voorbeeld, "")
    assert antwoord.status_code == 422 and "Geef de versie een naam." in leest(antwoord)


def test_the_same_text_is_frozen_once(manager: Client, voorbeeld: Plan, versie: Versie) -> None:
    antwoord = maak(manager, voorbeeld)
    assert antwoord["Location"] == f"{LIJST}{versie.code}/"
    assert Versie.objects.filter(plan=voorbeeld).count() == 2
    assert "Er is niets nieuws vastgelegd" in leest(manager.get(antwoord["Location"]))


def test_a_name_is_for_one_version(manager: Client, voorbeeld: Plan, versie: Versie) -> None:
    Opgave.objects.filter(plan=voorbeeld, nummer=14).update(titel="Anders")
    for zelfde in (versie.label.upper(), f" {versie.label[:3]}\u200b{versie.label[3:]} \u2060"):
        antwoord = maak(manager, voorbeeld, zelfde)
        assert antwoord.status_code == 422 and "Geef deze een andere naam" in leest(antwoord)
    assert "Geef de versie een naam." in leest(maak(manager, voorbeeld, "\u200b"))
    assert Versie.objects.filter(plan=voorbeeld).count() == 2


BESLUIT = {"datum": "2025-12-11", "uitkomst": "vastgesteld_met_wijzigingen", "vindplaats": "Besluitenlijst, punt 4"}


def leg_vast(client: Client, versie: Versie, **anders: Any) -> Any:
    board = Gremium.objects.get(regio=versie.plan.regio, code="twente_board")
    gegevens = BESLUIT | {"gremium": board.pk, "plaats": ["14.v", ""], "tekst": ["Noem wanneer.", ""]} | anders
    return client.post(f"{LIJST}{versie.code}/besluit/", gegevens)


def test_a_decision_counts_when_a_second_person_confirms_it(
    als: Callable[..., Client], manager: Client, voorbeeld: Plan, versie: Versie
) -> None:
    secretaris = als("secretaris")
    assert leg_vast(secretaris, versie).status_code == 303
    adres = f"{LIJST}{versie.code}/"
    html = leest(secretaris.get(adres))
    assert "nog te bevestigen" in html and "Een tweede persoon bevestigt het." in html and "14.V" in html
    g = Goedkeuring.objects.get(versie=versie)
    zelf = secretaris.post(f"{adres}besluit/{g.pk}/bevestigen/")
    assert zelf.status_code == 403 and "Een tweede persoon bevestigt het." in leest(zelf)
    assert manager.post(f"{adres}besluit/{g.pk}/bevestigen/").status_code == 303
    html = leest(manager.get(adres))
    assert "nog te bevestigen" not in html and "Vastgesteld met wijzigingen" in html
    afdruk = manager.get(f"{adres}besluit/{g.pk}/afdruk/")
    assert afdruk["Content-Type"] == "application/pdf" and afdruk.content.startswith(b"%PDF")
    assert manager.get(f"{adres}besluit/{g.pk}/afdruk/").content == afdruk.content
    again = manager.post(f"{adres}besluit/{g.pk}/bevestigen/", follow=True)
    assert "was al bevestigd" in leest(again)
    assert "blijft staan" in leest(manager.post(f"{adres}besluit/{g.pk}/vervallen/", follow=True))
    # the next version carries the change out
    amendement = Amendement.objects.get()
    Opgave.objects.filter(plan=voorbeeld, nummer=14).update(titel="Anders")
    maak(manager, voorbeeld, "Tweede", amendementen=[amendement.pk])
    assert "Uitgevoerd in Tweede." in leest(manager.get(adres))
    tweede = leest(manager.get(f"{LIJST}{Versie.objects.get(label='Tweede').code}/"))
    assert "Gevraagd door Twente Board op 11 december 2025, bij Definitief." in tweede
    assert list(controleer(voorbeeld)) == []
    # who reads the adopted plan is told of the board too, and of the text of that version nothing
    post_toch(manager, f"{LIJST}{Versie.objects.get(label='Tweede').code}/publiceren/")
    openbaar = leest(Client().get(f"{LIJST}{Versie.objects.get(label='Tweede').code}/"))
    eerder = r"Vastgesteld met wijzigingen</span> door Twente Board op 11 december 2025, over Definitief</li>"
    assert re.search(eerder, openbaar)
    assert "Noem wanneer." not in openbaar and Client().get(adres).status_code == 404


def test_a_visitor_does_not_learn_which_version_carries_changes_out(
    als: Callable[..., Client], manager: Client, voorbeeld: Plan, versie: Versie, client: Client
) -> None:
    adres = f"{LIJST}{versie.code}/"
    leg_vast(als("secretaris"), versie)
    manager.post(f"{adres}besluit/{Goedkeuring.objects.get().pk}/bevestigen/")
    post_toch(manager, f"{adres}publiceren/")
    Opgave.objects.filter(plan=voorbeeld, nummer=14).update(titel="Anders")
    maak(manager, voorbeeld, "Stille versie", amendementen=[Amendement.objects.get().pk])
    code = versiecode("twente", versie.sha256)
    for pagina in (LIJST, adres, f"/twente/controle/?code={code}"):
        html = leest(client.get(pagina))
        assert "Noem wanneer." in html and "Staat nog niet in deze versie." in html and "Stille versie" not in html
        with CaptureQueriesContext(connection) as vragen:
            assert "Uitgevoerd in Stille versie." in " ".join(leest(manager.get(pagina)).split())
        assert not [v for v in vragen if '"versies_versie"."inhoud"' in v["sql"]], "three hundred kB for a label"


@pytest.mark.parametrize("uitkomst", ["aangehouden", "ter_kennisname"])
def test_what_adopts_nothing_is_not_told_with_a_later_version(
    als: Callable[..., Client], manager: Client, voorbeeld: Plan, versie: Versie, uitkomst: str
) -> None:
    leg_vast(als("secretaris"), versie, uitkomst=uitkomst, plaats=[""], tekst=[""])
    g = Goedkeuring.objects.get(versie=versie)
    assert manager.post(f"{LIJST}{versie.code}/besluit/{g.pk}/bevestigen/").status_code == 303
    Opgave.objects.filter(plan=voorbeeld, nummer=14).update(titel="Anders")
    maak(manager, voorbeeld, "Tweede")
    assert "Eerder besloten" not in leest(manager.get(f"{LIJST}{Versie.objects.get(label='Tweede').code}/"))


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"datum": "2999-01-01"}, "Deze dag is nog niet geweest."),
        ({"toelichting": "x" * 2001}, "Maak dit korter: hoogstens 2.000 tekens. U typte er 2001."),
        ({"datum": ""}, "Vul de dag van het besluit in."),
        ({"gremium": ""}, "Kies wie het besluit nam."),
        ({"plaats": ["ergens"], "tekst": ["Noem dit."]}, "is geen plaats in het plan"),
        ({"plaats": ["14.K99"], "tekst": ["Noem dit."]}, "14.K99 staat niet in deze versie."),
        ({"plaats": ["14.V"], "tekst": [""]}, "Schrijf bij 14.V wat er moet veranderen."),
        ({"plaats": ["H1.99"], "tekst": ["Noem dit."]}, "H1.99 staat niet in deze versie."),
        ({"plaats": [""], "tekst": [""]}, "Schrijf onderaan welke wijzigingen er zijn gevraagd"),
    ],
)
def test_a_decision_that_is_not_complete_is_given_back(
    als: Callable[..., Client], versie: Versie, anders: dict[str, Any], zin: str
) -> None:
    antwoord = leg_vast(als("secretaris"), versie, **anders)
    assert antwoord.status_code == 422
    assert zin in leest(antwoord) and "Besluitenlijst, punt 4" in leest(antwoord)
    assert not Goedkeuring.objects.exists()


def test_there_is_room_for_as_many_changes_as_a_body_asks_for(als: Callable[..., Client], versie: Versie) -> None:
    secretaris = als("secretaris")
    vier = {"plaats": ["14.V"] * 4, "tekst": [f"Wijziging {n}." for n in range(1, 5)]}
    meer = leg_vast(secretaris, versie, datum="", meer="1", **vier)
    html = leest(meer)
    assert meer.status_code == 200 and "Vul de dag" not in html and not Goedkeuring.objects.exists()
    assert html.count('name="tekst"') == 8 and "Wijziging 4." in html and "Besluitenlijst, punt 4" in html
    assert re.search(r'id="plaats-5"[^>]*autofocus', html)
    assert re.search(r'<option value="vastgesteld_met_wijzigingen"\s+selected>', html)
    acht = {"plaats": ["14.V"] * 8, "tekst": [f"Wijziging {n}.\0" for n in range(1, 9)]}
    assert leg_vast(secretaris, versie, **acht).status_code == 303
    assert [a.tekst for a in Amendement.objects.all()] == [f"Wijziging {n}." for n in range(1, 9)]


def test_a_decision_sent_twice_is_recorded_once(als: Callable[..., Client], versie: Versie) -> None:
    secretaris = als("secretaris")
    leg_vast(secretaris, versie)
    leg_vast(secretaris, versie)
    assert Goedkeuring.objects.filter(versie=versie).count() == 1
    assert "Dit besluit stond er al." in leest(secretaris.get(f"{LIJST}{versie.code}/"))
    leg_vast(secretaris, versie, tekst=["Noem het jaar.", ""])
    assert Goedkeuring.objects.filter(versie=versie).count() == 2


def test_a_recording_that_was_wrong_goes_away(als: Callable[..., Client], versie: Versie) -> None:
    secretaris = als("secretaris")
    leg_vast(secretaris, versie)
    g = Goedkeuring.objects.get()
    assert "is weggehaald" in leest(secretaris.post(f"{LIJST}{versie.code}/besluit/{g.pk}/vervallen/", follow=True))
    assert not Goedkeuring.objects.exists()


def test_a_decision_on_another_version_is_not_there(
    manager: Client, als: Callable[..., Client], versie: Versie
) -> None:
    leg_vast(als("secretaris"), versie)
    g = Goedkeuring.objects.get()
    ander = Versie.objects.exclude(pk=versie.pk).get().code
    for daad in ("bevestigen", "vervallen"):
        assert manager.post(f"{LIJST}{ander}/besluit/{g.pk}/{daad}/").status_code == 404


def test_publishing_and_withdrawing(client: Client, manager: Client, versie: Versie, voorbeeld: Plan) -> None:
    adres = f"{LIJST}{versie.code}/"
    assert "in de plaats van Voorbeeldplan" in leest(manager.get(f"{adres}publiceren/"))
    assert post_toch(manager, f"{adres}publiceren/").status_code == 303
    assert "was al openbaar" in leest(post_toch(manager, f"{adres}publiceren/", follow=True))
    assert "Definitief" in leest(client.get(adres))
    assert client.get(f"{LIJST}{Versie.objects.exclude(pk=versie.pk).get().code}/").status_code == 404
    leeg = manager.post(f"{adres}intrekken/", {"reden": " "})
    assert leeg.status_code == 422 and "Schrijf waarom." in leest(leeg)
    assert stuur(manager, f"{adres}intrekken/", {"reden": "Een bedrag klopt niet."}).status_code == 303
    assert client.get(adres).status_code == 404 and client.get("/twente/").status_code == 404
    assert "Een bedrag klopt niet." in leest(manager.get(adres)) and "niet.." not in leest(manager.get(adres))
    assert "is niet openbaar" in leest(manager.post(f"{adres}intrekken/", {"reden": "x"}, follow=True))


def test_a_colleague_published_another_version_meanwhile(manager: Client, versie: Versie, voorbeeld: Plan) -> None:
    pagina = f"{LIJST}{versie.code}/publiceren/"
    was = Versie.objects.exclude(pk=versie.pk).get()
    assert f'name="gezien" value="{was.code}"' in leest(manager.get(pagina))
    Opgave.objects.filter(plan=voorbeeld, nummer=14).update(titel="Anders")
    maak(manager, voorbeeld, "Van een collega")
    anders = Versie.objects.get(label="Van een collega")
    post_toch(manager, f"{LIJST}{anders.code}/publiceren/")
    antwoord = post_toch(manager, pagina, {"gezien": was.code})
    assert antwoord.status_code == 409 and "Er is niets gepubliceerd." in leest(antwoord)
    assert "in de plaats van Van een collega" in " ".join(leest(antwoord).split())
    assert voorbeeld.publicaties.huidig().get().versie == anders
    assert post_toch(manager, pagina, {"gezien": anders.code}).status_code == 303
    assert voorbeeld.publicaties.huidig().get().versie == versie
    stuur(manager, f"{LIJST}{versie.code}/intrekken/", {"reden": "Klopt niet."})
    assert post_toch(manager, f"{LIJST}{anders.code}/publiceren/", {"gezien": versie.code}).status_code == 409
    assert post_toch(manager, f"{LIJST}{anders.code}/publiceren/", {"gezien": ""}).status_code == 303


def test_others_hear_why_they_may_not(als: Callable[..., Client], versie: Versie) -> None:
    wie = als("redacteur")
    for pad in ("nieuw/", f"{versie.code}/publiceren/"):
        antwoord = wie.get(LIJST + pad)
        assert antwoord.status_code == 403 and "doet de programmamanager" in leest(antwoord)
    html = leest(wie.get(f"{LIJST}{versie.code}/"))
    assert "Publiceer deze versie" not in html and "Leg een besluit vast" not in html


def test_a_session_that_ended_gives_the_text_back(versie: Versie) -> None:
    antwoord = Client().post(f"{LIJST}{versie.code}/besluit/", {"toelichting": "Mijn lange uitleg."})
    assert antwoord.status_code == 401 and "Mijn lange uitleg." in leest(antwoord)


def test_a_printed_copy_is_found_by_its_code(client: Client, manager: Client, versie: Versie, voorbeeld: Plan) -> None:
    code = versiecode("twente", versie.sha256)
    assert "Dit is Definitief" in leest(manager.get("/twente/controle/", {"code": code.lower().replace("-", " ")}))
    buiten = leest(client.get("/twente/controle/", {"code": code}))
    assert "Definitief" not in buiten and "hoort niet bij een versie die u kunt zien" in buiten
    assert f'href="/account/inloggen/?next=/twente/controle/%3Fcode%3D{code}"' in buiten
    openbaar = versiecode("twente", Versie.objects.exclude(pk=versie.pk).get().sha256)
    assert "Dit is Voorbeeldplan" in leest(client.get("/twente/controle/", {"code": openbaar}))
    werk = versiecode("twente", hash_van(bouw_opnieuw(voorbeeld)))
    if werk != openbaar:
        assert "afdruk van de werkversie" in leest(manager.get("/twente/controle/", {"code": werk}))
    for onzin in ("x", "\0", "💥" * 40, "TW-0000-0000"):
        assert client.get("/twente/controle/", {"code": onzin}).status_code == 200


def test_a_code_is_read_as_people_type_it() -> None:
    assert gelijk("tw 4f7k 92qd", "TW-4F7K-92QD")
    assert gelijk("TW-O17K-92QD", "TW-017K-92QD") and gelijk("TW-0I7K-92QD", "TW-017K-92QD")
    assert not gelijk("", "TW-4F7K-92QD") and not gelijk("TW-4F7K-92Q", "TW-4F7K-92QD")
    assert netjes("tw4f7k92qd") == "TW-4F7K-92QD" and netjes(" x ") == "x"


def test_cost_of_the_list(manager: Client, voorbeeld: Plan, versie: Versie, django_assert_num_queries: Any) -> None:
    manager.get(LIJST)
    with django_assert_num_queries(5):  # session, account, plan, roles; versions, decisions, publications
        manager.get(LIJST)
    maak_intern(voorbeeld)
    Opgave.objects.filter(plan=voorbeeld, nummer=3).update(titel="Anders")
    maak(manager, voorbeeld, "Derde")
    manager.get(LIJST)
    with django_assert_num_queries(5):
        manager.get(LIJST)
    assert User.objects.exists()

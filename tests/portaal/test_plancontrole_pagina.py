"""The page of findings: what people see, and setting one aside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from lxml import html as lx

from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_sectie
from opgaven.models import Afwijzing, Plan, Sectie

ADRES = "/twente/plancontrole/"
ZIN = "Het eigenaarschap van opgave 5 is nog een voorstel."


def _afdruk(client: Client) -> str:
    """The fingerprint of opgave 5's finding on ownership, as its form on the page carries it."""
    na = client.get(ADRES, {"opgave": 5, "regel": "eig-voorstel"}).text.split('name="afdruk" value="', 1)[1]
    return na.split('"', 1)[0]


def test_the_page_shows_the_bevindingen_with_their_place(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    tekst = als("lezer").get(ADRES).text
    assert ZIN in tekst and "5.E" in tekst
    assert "Opgave 13 heeft geen primair ministerie" in tekst
    assert "Zet opzij" not in tekst
    assert "Zet opzij" in als("redacteur").get(ADRES).text


@pytest.mark.parametrize("adres", [ADRES, "/twente/plancontrole/download/csv/"])
def test_a_visitor_sees_no_bevindingen(voorbeeld: Plan, als: Callable[..., Client], adres: str) -> None:
    assert Client().get(adres).status_code == als(None).get(adres).status_code == 404
    assert ZIN not in Client().get("/twente/opgaven/5/").text
    assert ZIN in als("lezer").get("/twente/opgaven/5/").text


def test_setting_aside_asks_for_a_reason(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("redacteur")
    antwoord = client.post(ADRES + "opzij/", {"afdruk": _afdruk(client), "reden": " "})
    assert antwoord.status_code == 422
    assert "Schrijf waarom" in antwoord.text
    assert not Afwijzing.objects.exists()


def test_aside_and_back_again(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("redacteur")
    afdruk = _afdruk(client)
    for _ in range(2):  # a double click has one effect
        client.post(ADRES + "opzij/", {"afdruk": afdruk, "reden": "Het besluit volgt in het voorjaar."})
    assert Afwijzing.objects.count() == 1
    assert "Het besluit volgt in het voorjaar." in client.get(ADRES).text
    assert ZIN not in client.get("/twente/opgaven/5/").text
    anders = client.post(ADRES + "opzij/", {"afdruk": afdruk, "reden": "Om een heel andere reden."})
    assert anders.status_code == 409
    assert "Het besluit volgt in het voorjaar." in anders.text and "Om een heel andere reden." in anders.text
    assert (
        client.post(ADRES + "terug/", {"afdruk": afdruk, "gezien": Afwijzing.objects.get().pk + 1}).status_code == 409
    )
    client.post(ADRES + "terug/", {"afdruk": afdruk, "gezien": Afwijzing.objects.get().pk})
    assert not Afwijzing.objects.exists()
    assert ZIN in client.get("/twente/opgaven/5/").text


def test_a_bevinding_comes_back_when_the_text_changes(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("redacteur")
    client.post(ADRES + "opzij/", {"afdruk": _afdruk(client), "reden": "Klopt zo."}, follow=True)
    assert ZIN not in client.get("/twente/opgaven/5/").text
    rij = Sectie.objects.select_related("plan", "soort").get(
        plan=voorbeeld, opgave__nummer=5, soort__code="eigenaarschap"
    )
    inhoud = bouw_sectie(rij)
    items = (replace(inhoud.items[0], tekst="Een andere trekker"), *inhoud.items[1:])
    bewaar_sectie(sectie=rij, vanaf_versie=rij.versie, inhoud=replace(inhoud, items=items), door=None)
    assert ZIN in client.get("/twente/opgaven/5/").text


def test_who_may_not_edit_sets_nothing_aside(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    afdruk = _afdruk(als("redacteur"))
    assert als("lezer").post(ADRES + "opzij/", {"afdruk": afdruk, "reden": "Nee."}).status_code == 403
    assert not Afwijzing.objects.exists()


def test_a_bevinding_that_is_not_there(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    antwoord = als("redacteur").post(ADRES + "opzij/", {"afdruk": "0" * 64, "reden": "Weg."}, follow=True)
    assert not Afwijzing.objects.exists()
    assert "bevinding" in antwoord.text.lower()


def test_bevindingen_of_one_kind_go_aside_and_come_back_together(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("redacteur")
    eerst = lx.fromstring(client.get(ADRES).text)
    form = eerst.xpath("//form[input[@name='samen']]")[0]
    soort, afdrukken = form.xpath("string(input[@name='samen']/@value)"), form.xpath("input[@name='afdruk']/@value")
    assert len(afdrukken) > 1
    post = {"samen": soort, "afdruk": [*afdrukken, "bestaat-niet"]}
    zonder = client.post(ADRES + "opzij/", post | {"reden": " "})
    assert zonder.status_code == 422 and "Schrijf waarom" in zonder.text and not Afwijzing.objects.exists()
    na = client.post(ADRES + "opzij/", post | {"reden": "Zo afgesproken."}, follow=True)
    assert f"{len(afdrukken)} bevindingen opzij gezet. 1 was er niet meer, of al opzij gezet." in na.text
    assert {a.afdruk for a in Afwijzing.objects.all()} == set(afdrukken)
    terug = lx.fromstring(na.text).xpath("//form[@class='samen-terug']")[0]
    assert "Zo afgesproken." in terug.text_content()
    gezien = terug.xpath("input[@name='gezien']/@value")
    assert als("lezer").post(ADRES + "terug/", {"samen": "1", "gezien": gezien}).status_code == 403
    klaar = client.post(ADRES + "terug/", {"samen": "1", "gezien": [*gezien, "x"]}, follow=True)
    assert f"{len(afdrukken)} bevindingen teruggehaald." in klaar.text
    assert not Afwijzing.objects.exists()


def _tikfout(plan: Plan, tekst: str = "<p>De verschraving en de schaalessprong.</p>") -> None:
    rij = Sectie.objects.select_related("plan", "soort").get(plan=plan, opgave__nummer=5, soort__code="nodig")
    inhoud = bouw_sectie(rij)
    bewaar_sectie(sectie=rij, vanaf_versie=rij.versie, inhoud=replace(inhoud, opening=tekst), door=None)


def test_own_words_are_passed_over_in_that_regio_until_they_are_taken_away(
    voorbeeld: Plan, als: Callable[..., Client]
) -> None:
    _tikfout(voorbeeld)
    client, vraag = als("redacteur"), {"opgave": 5, "regel": "spelling"}
    assert "Niet in het woordenboek: verschraving en schaalessprong." in client.get(ADRES, vraag).text
    assert als("lezer").post(ADRES + "woorden/", {"goed": "schaalessprong"}).status_code == 403
    na = client.post(ADRES + "woorden/?opgave=5&regel=spelling", {"goed": ["Schaalessprong"]}, follow=True)
    assert "Bij de eigen woorden gezet: schaalessprong." in na.text
    assert "Niet in het woordenboek: verschraving." in na.text
    assert lx.fromstring(na.text).xpath("//input[@name='weg']/@value") == ["schaalessprong"]
    assert na.redirect_chain[-1][0].endswith("?opgave=5&regel=spelling#r-spelling"), "back where one was"
    nog = client.post(ADRES + "woorden/", {"erbij": "schaalessprong"}, follow=True)
    assert "Deze woorden stonden er al" in nog.text
    assert "Kies eerst een woord." in client.post(ADRES + "woorden/", {}, follow=True).text
    terug = client.post(ADRES + "woorden/", {"weg": ["schaalessprong", "\0"]}, follow=True)
    assert "1 woord weggehaald." in terug.text
    assert "verschraving en schaalessprong" in client.get(ADRES, vraag).text


def test_herstel_opens_the_editor_with_the_bevinding_and_leads_on_to_the_next(
    voorbeeld: Plan, als: Callable[..., Client]
) -> None:
    _tikfout(voorbeeld)
    client = als("redacteur")
    lijst = lx.fromstring(client.get(ADRES, {"opgave": 5}).text)
    links = lijst.xpath("//li[@class='bevinding']//a[contains(@class, 'herstel')]/@href")
    eerste = client.get(links[0])
    beeld = lx.fromstring(eerste.text)
    (paneel,) = beeld.xpath("//aside[@class='bij-bevinding']")
    assert "Opgave 5 heeft twee primaire ministeries" in paneel.text_content()
    assert f"Bevinding 1 van {len(links)}" in paneel.text_content()
    assert paneel.xpath(".//a[.='Volgende bevinding']/@href") == [links[1]]
    # Saving the last one mends it and goes back to the list; saving an earlier one opens the next.
    laatste = lx.fromstring(client.get(links[-1]).text)
    (form,) = laatste.xpath("//form[contains(@class, 'bewerker')]")
    assert "verschraving" in laatste.xpath("string(//aside[@class='bij-bevinding'])")
    velden = dict(form.form_values()) | {"opening": "De verschraling."}
    na = client.post(form.get("action"), velden)
    assert na.status_code == 303 and na["Location"] == f"{ADRES}?opgave=5"
    assert "De bevinding is weg." in client.get(na["Location"]).text
    assert "Deze bevinding is er niet meer" in client.get(links[-1]).text
    (form,) = beeld.xpath("//form[contains(@class, 'bewerker')]")
    door = client.post(form.get("action"), dict(form.form_values()))
    assert door.status_code == 303 and door["Location"] == links[1]
    assert "De plancontrole vindt hier nog hetzelfde." in client.get(links[1]).text


def _bevindingen(pagina: str) -> list[str]:
    return lx.fromstring(pagina).xpath("//section[not(@aria-labelledby='opzij')]//li[@class='bevinding']/@id")


def test_many_bevindingen_come_a_page_at_a_time(voorbeeld: Plan, als: Callable[..., Client], monkeypatch: Any) -> None:
    client = als("redacteur")
    heel = _bevindingen(client.get(ADRES).text)
    monkeypatch.setattr("opgaven.bevindingen.PER_BLAD", 7)
    aantal = -(-len(heel) // 7)
    assert aantal > 2
    bladen = [client.get(ADRES, {"blad": n}).text for n in range(1, aantal + 1)]
    assert [b for blad in bladen for b in _bevindingen(blad)] == heel
    eerste = lx.fromstring(bladen[0])
    assert f"Bladzijde 1 van {aantal}" in eerste.text_content()
    assert f"{len(heel)} bevindingen." in " ".join(eerste.text_content().split())
    assert _bevindingen(client.get(ADRES, {"blad": 99}).text) == _bevindingen(bladen[-1])
    assert _bevindingen(client.get(ADRES, {"blad": "x"}).text) == _bevindingen(bladen[0])
    laatste = eerste.xpath("//nav[@aria-label='Naar een gewicht']//a/@href")[-1]
    adres, anker = laatste.split("#")
    assert f'id="{anker}"' in client.get(ADRES + adres).text

    form = lx.fromstring(bladen[1]).xpath("//details[@class='opzetten']/form")[0]
    afdruk = form.xpath("string(input[@name='afdruk']/@value)")
    zonder = client.post(form.get("action"), {"afdruk": afdruk, "reden": ""})
    assert zonder.status_code == 422 and f"b-{afdruk}" in _bevindingen(zonder.text)
    na = client.post(form.get("action"), {"afdruk": afdruk, "reden": "Klopt zo."})
    assert na.status_code == 303 and na["Location"].startswith(f"{ADRES}?blad=2#r-")


def test_of_many_that_stand_opzij_the_newest_are_shown(
    voorbeeld: Plan, als: Callable[..., Client], monkeypatch: Any
) -> None:
    client = als("redacteur")
    monkeypatch.setattr("portaal.views.plancontrole.OPZIJ", 2)
    for n in range(3):
        afdruk = _bevindingen(client.get(ADRES).text)[0].removeprefix("b-")
        client.post(ADRES + "opzij/", {"afdruk": afdruk, "reden": f"Reden {n}."})
    pagina = client.get(ADRES).text
    assert "Reden 2." in pagina and "Reden 0." not in pagina
    adres = lx.fromstring(pagina).xpath("string(//a[.='Toon alle 3']/@href)").split("#")[0]
    assert "Reden 0." in client.get(ADRES + adres).text

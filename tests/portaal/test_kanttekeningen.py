"""Pen notes: keyed in by the code in the margin, and shown with where the passage stands now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html as lx

from governance.models import Gremium
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_sectie
from opgaven.models import Plan, Sectie
from plandocument import boom
from plandocument.versiecode import versiecode
from reacties.kanttekeningen import lees, splits
from reacties.models import Reactie
from tests.lezen import leest
from versies.actions.versies import AlVast, maak_versie
from versies.models import Versie

pytestmark = pytest.mark.django_db
LIJST = "/twente/kanttekeningen/"
INVOEREN = f"{LIJST}invoeren/"


@pytest.fixture
def versie(voorbeeld: Plan) -> Versie:
    try:
        return maak_versie(plan=voorbeeld, label="Voor de vergadering", door=None)
    except AlVast:
        return voorbeeld.versies.order_by("-nummer").first()  # type: ignore[return-value]


@pytest.fixture
def gremium(voorbeeld: Plan) -> Gremium:
    return Gremium.objects.filter(regio=voorbeeld.regio).order_by("naam")[0]


def rijen(*paren: tuple[str, str]) -> dict[str, list[str]]:
    return {
        "rij_plek": [c for c, _ in paren],
        "rij_tekst": [t for _, t in paren],
        "rij_functie": ["" for _ in paren],
    }


def formulier(versie: Versie, gremium: Gremium, *paren: tuple[str, str], **anders: Any) -> dict[str, Any]:
    return {
        "versie": versie.code,
        "wie": f"g:{gremium.pk}",
        "functie": "wethouder wonen",
        "gegeven_op": timezone.localdate().isoformat(),
        "kenmerk": str(uuid4()),
        **rijen(*paren),
        **anders,
    }


def tekst(response: Any) -> str:
    return " ".join(lx.fromstring(response.content).text_content().split())


# Keying in


def test_many_notes_are_placed_at_once(als: Callable[..., Client], versie: Versie, gremium: Gremium) -> None:
    client = als("secretaris")
    gegevens = formulier(versie, gremium, ("14 k1", "hier ontbreekt de provincie"), ("14.K", "te lang"), ("", ""))
    response = client.post(INVOEREN, gegevens, follow=True)
    assert response.redirect_chain[0][1] == 303
    assert f"Ingevoerd: 2 kanttekeningen bij {versie.label}." in tekst(response)
    een, twee = Reactie.objects.order_by("pk")
    assert (een.code, een.kanaal, een.versie, een.gremium, een.namens) == (
        "14.K1", "papier", versie, gremium, "wethouder wonen",
    )  # fmt: skip
    assert een.item and een.ingediend_op and een.anker["eenheid"]
    assert (twee.code, twee.item) == ("14.K", "")


def test_sending_the_form_twice_places_nothing_twice(
    als: Callable[..., Client], versie: Versie, gremium: Gremium
) -> None:
    client, gegevens = als("redacteur"), formulier(versie, gremium, ("14.K1", "een"), ("14.K2", "twee"))
    client.post(INVOEREN, gegevens)
    assert client.post(INVOEREN, gegevens).status_code == 303
    assert Reactie.objects.count() == 2


def test_a_form_that_a_colleague_sent_before_keeps_its_notes_and_goes_the_second_time(
    als: Callable[..., Client], versie: Versie, gremium: Gremium
) -> None:
    gegevens = formulier(versie, gremium, ("14.K1", "een"))
    als("redacteur").post(INVOEREN, gegevens)
    twee = als("secretaris")
    response = twee.post(INVOEREN, gegevens | {"rij_tekst": ["Heel iets anders."]})
    assert response.status_code == 409 and "iemand anders al iets geplaatst" in tekst(response)
    vorm = lx.fromstring(response.content).forms[-1]
    kenmerk = vorm.fields["kenmerk"]
    assert kenmerk != gegevens["kenmerk"] and "Heel iets anders." in tekst(response)
    nog = twee.post(INVOEREN, gegevens | {"rij_tekst": ["Heel iets anders."], "kenmerk": kenmerk})
    assert nog.status_code == 303 and Reactie.objects.count() == 2


def test_a_row_may_name_another_function(als: Callable[..., Client], versie: Versie, gremium: Gremium) -> None:
    gegevens = formulier(versie, gremium, ("14.K1", "een"), ("14.K2", "twee"))
    gegevens["rij_functie"] = ["", "gedeputeerde"]
    als("secretaris").post(INVOEREN, gegevens)
    assert list(Reactie.objects.order_by("pk").values_list("namens", flat=True)) == ["wethouder wonen", "gedeputeerde"]


def test_an_unknown_code_is_told_at_its_row_and_all_is_kept(
    als: Callable[..., Client], versie: Versie, gremium: Gremium
) -> None:
    gegevens = formulier(
        versie, gremium, ("14.K1", "goed"), ("99.Z9", "<b>fout</b> 👩🏽‍🔬"), ("", "zonder"), ("14.K2", "")
    )
    response = als("secretaris").post(INVOEREN, gegevens)
    assert response.status_code == 422 and not Reactie.objects.exists()
    boom = lx.fromstring(response.content)
    assert [v.get("value") for v in boom.xpath("//input[@name='rij_plek']")][:4] == ["14.K1", "99.Z9", "", "14.K2"]
    assert [v.text.strip() for v in boom.xpath("//textarea[@name='rij_tekst']")][:3] == [
        "goed", "<b>fout</b> 👩🏽‍🔬", "zonder",
    ]  # fmt: skip
    woorden = tekst(response)
    assert "99.Z9 staat niet in deze versie." in woorden and "3 rijen" in woorden
    assert "Alles wat u typte, staat er nog." in woorden


def test_a_pasted_block_is_split(als: Callable[..., Client], versie: Versie, gremium: Gremium) -> None:
    blok = "14.K1: de eerste\nloopt door\n- 14 k2 – de tweede\n14: over de hele fiche"
    als("secretaris").post(INVOEREN, formulier(versie, gremium, blok=blok))
    assert list(Reactie.objects.order_by("pk").values_list("code", "tekst")) == [
        ("14.K1", "de eerste\nloopt door"), ("14.K2", "de tweede"), ("14", "over de hele fiche"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("wie", "", "Kies namens wie"),
        ("wie", "m:1", "Kies namens wie"),
        ("wie", "g:999999", "Kies namens wie"),
        ("gegeven_op", "2199-01-01", "nog niet geweest"),
        ("gegeven_op", "gisteren", "Schrijf de dag"),
        ("functie", "x" * 101, "hoogstens 100"),
        ("kenmerk", "geen-uuid", "Er is nog niets ingevoerd"),
    ],
)
def test_what_is_wrong_is_said(
    als: Callable[..., Client], versie: Versie, gremium: Gremium, veld: str, waarde: str, zin: str
) -> None:
    response = als("secretaris").post(INVOEREN, formulier(versie, gremium, ("14.K1", "blijft"), **{veld: waarde}))
    assert response.status_code == 422 and zin in tekst(response) and b"blijft" in response.content
    assert not Reactie.objects.exists()


def test_nothing_typed_and_too_much_typed(als: Callable[..., Client], versie: Versie, gremium: Gremium) -> None:
    client = als("secretaris")
    assert "ten minste één" in tekst(client.post(INVOEREN, formulier(versie, gremium)))
    lang = client.post(INVOEREN, formulier(versie, gremium, ("14.K1", "x" * 50_000)))
    assert lang.status_code == 422 and "langer dan 20.000" in tekst(lang) and b"x" * 50_000 in lang.content
    veel = client.post(INVOEREN, formulier(versie, gremium, blok="14.K1: x\n" * 301))
    assert veel.status_code == 422 and "hoogstens 300" in tekst(veel)


def test_without_a_version_what_was_typed_is_shown(
    als: Callable[..., Client], versie: Versie, gremium: Gremium
) -> None:
    response = als("secretaris").post(INVOEREN, formulier(versie, gremium, ("14.K1", "bewaar mij")) | {"versie": "nee"})
    assert response.status_code == 422 and "bewaar mij" in tekst(response)


def test_the_code_on_the_copy_chooses_the_version(als: Callable[..., Client], versie: Versie) -> None:
    client, code = als("secretaris"), versiecode("twente", versie.sha256)
    assert versie.label in tekst(client.get(INVOEREN, {"afdruk": code.lower().replace("-", " ")}))
    assert "hoort niet bij een versie" in tekst(client.get(INVOEREN, {"afdruk": "TW-0000-0000"}))
    assert versie.label in tekst(client.get(INVOEREN, {"versie": versie.code}))
    assert code in tekst(client.get(INVOEREN))


@pytest.mark.parametrize(
    ("rol", "status"), [("lezer", 403), ("ministeriecontact", 403), ("bestuurslid", 403), (None, 404)]
)
def test_others_do_not_come_in(
    als: Callable[..., Client], versie: Versie, gremium: Gremium, rol: str | None, status: int
) -> None:
    client = als(rol)
    for adres in (LIJST, INVOEREN):
        assert client.get(adres).status_code == status
    assert client.post(INVOEREN, formulier(versie, gremium, ("14.K1", "x"))).status_code == status
    assert not Reactie.objects.exists()


def test_a_visitor_does_not_come_in_and_a_session_that_ended_keeps_the_text(
    client: Client, versie: Versie, gremium: Gremium
) -> None:
    assert client.get(LIJST).status_code == 404
    response = client.post(INVOEREN, formulier(versie, gremium, ("14.K1", "niet kwijt raken")))
    assert response.status_code == 401 and "niet kwijt raken" in tekst(response)
    assert 'value="14.K1"' in leest(response)  # to be sent again after logging in
    assert client.put(INVOEREN).status_code == client.delete(LIJST).status_code == 405


# The list


def voer_in(client: Client, versie: Versie, gremium: Gremium, *paren: tuple[str, str]) -> None:
    assert client.post(INVOEREN, formulier(versie, gremium, *paren)).status_code == 303


def test_an_empty_list_says_what_to_do(als: Callable[..., Client], voorbeeld: Plan) -> None:
    assert "nog geen kanttekeningen" in tekst(als("secretaris").get(LIJST))


def test_each_note_tells_where_its_passage_stands_now(
    als: Callable[..., Client], voorbeeld: Plan, versie: Versie, gremium: Gremium
) -> None:
    client = als("redacteur")
    voer_in(client, versie, gremium, ("3.K1", "blijft"), ("3.K2", "wijzigt"), ("3.K3", "verdwijnt"), ("2.K1", "elders"))
    rij = Sectie.objects.get(plan=voorbeeld, opgave__nummer=3, soort__code="knelpunten")
    inhoud = bouw_sectie(rij)
    een, twee, _, *rest = inhoud.items
    twee = replace(twee, tekst=f"{twee.tekst} en verder")
    nieuw = boom.Item("nieuwpunt000", "Een nieuw knelpunt vooraan")
    bewaar_sectie(
        sectie=rij, vanaf_versie=rij.versie, inhoud=replace(inhoud, items=(nieuw, een, twee, *rest)), door=None
    )
    woorden = tekst(client.get(LIJST))
    assert "Staat nu op 3.K2, met dezelfde tekst." in woorden
    assert "Staat nu op 3.K3, en is gewijzigd." in woorden and "[nieuw: en verder]" in woorden
    assert "Dit staat niet meer in het plan. 3.K is er nog." in woorden
    assert "Staat er nog, met dezelfde tekst." in woorden
    assert woorden.index("2.K1 elders") < woorden.index("3.K1 blijft")
    assert "/twente/opgaven/3/knelpunten/bewerken/" in leest(client.get(LIJST)) or "Bewerk deze sectie" in woorden
    assert "Bewerk deze sectie" not in tekst(als("secretaris").get(LIJST))
    assert versiecode("twente", versie.sha256) in woorden
    assert "4 kanttekeningen op de afdruk" in woorden or "Vier kanttekeningen op de afdruk" in woorden


def test_notes_on_chapters_by_the_number_on_paper(
    als: Callable[..., Client], voorbeeld: Plan, versie: Versie, gremium: Gremium
) -> None:
    client = als("secretaris")
    noten = ("1.2", "te lang"), ("H1.1", "goed zo"), ("h2", "mooi hoofdstuk")
    voer_in(client, versie, gremium, *noten)
    assert {r.code: r.tekst for r in Reactie.objects.all()} == {
        "H1.2": "te lang", "H1.1": "goed zo", "H2": "mooi hoofdstuk"
    }  # fmt: skip
    rij = Sectie.objects.get(plan=voorbeeld, sleutel=versie.document.hoofdstukken_voor()[0].secties[1].sleutel)
    bewaar_sectie(
        sectie=rij, vanaf_versie=rij.versie, inhoud=replace(bouw_sectie(rij), slot="<p>Tot slot.</p>"), door=None
    )
    pagina = client.get(LIJST)
    woorden = tekst(pagina)
    assert "Staat er nog, en is gewijzigd." in woorden and "Naar dit hoofdstuk" in woorden
    assert 'href="/twente/plan/1/#H1.2"' in leest(pagina)
    fout = ("1.99", "x"), ("99.1", "x"), ("H0", "x"), ("H1.0", "x")
    mis = tekst(client.post(INVOEREN, formulier(versie, gremium, *fout)))
    assert "1.99 staat niet in deze versie." in mis and "4 rijen" in mis


def test_filters_and_counts(als: Callable[..., Client], versie: Versie, gremium: Gremium) -> None:
    client = als("programmamanager")
    voer_in(client, versie, gremium, ("14.K1", "open noot"), ("14.K2", "klare noot"))
    Reactie.objects.filter(code="14.K2").update(stand="verwerkt")
    assert "Alles (2)" in tekst(client.get(LIJST))
    open_ = tekst(client.get(LIJST, {"stand": "open"}))
    assert "open noot" in open_ and "klare noot" not in open_
    af = tekst(client.get(LIJST, {"stand": "af", "versie": versie.code}))
    assert "klare noot" in af and "open noot" not in af
    assert "open noot" in tekst(client.get(LIJST, {"stand": "onzin", "versie": "\x00"}))


def test_the_list_costs_the_same_whatever_it_holds(
    als: Callable[..., Client], versie: Versie, gremium: Gremium, django_assert_num_queries: Any
) -> None:
    client = als("secretaris")
    client.get(LIJST)
    voer_in(client, versie, gremium, ("14.K1", "een"))
    client.get(LIJST)
    with django_assert_num_queries(6):
        client.get(LIJST)
    voer_in(client, versie, gremium, *[(f"14.K{n}", "x") for n in (1, 2, 1, 2)], ("3.K1", "y"))
    client.get(LIJST)
    with django_assert_num_queries(6):
        client.get(LIJST)


# Rows


def test_lines_in_all_the_ways_people_write_them() -> None:
    rij = splits("14.K2: a\n14 k2 - b\n3.i) c\n\n7\td\nlos\n• 2.M1 = e\r\n2026 wordt te laat\n1.2: f\nH3: g")
    assert [(r.code, r.tekst) for r in rij] == [
        ("14.K2", "a"), ("14 k2", "b"), ("3.i", "c"), ("7", "d\nlos"), ("2.M1", "e\n2026 wordt te laat"),
        ("1.2", "f"), ("H3", "g"),
    ]  # fmt: skip


def test_rows_of_unequal_length_are_read(rf: Any) -> None:
    request = rf.post("/", {"rij_plek": ["1.K1", "2.K1"], "rij_tekst": ["a\0b"], "rij_functie": []})
    assert [(r.code, r.tekst) for r in lees(request.POST)] == [("1.K1", "ab"), ("2.K1", "")]

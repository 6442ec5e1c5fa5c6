"""One remark for somebody else: first a look at where it lands, then placed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html as lx

from governance.models import Ministerie
from opgaven.bouw import bouw
from opgaven.models import Plan
from reacties.actions.rondes import Deelnemer, sluit
from reacties.models import Reactie
from tests.inloggen import inloggen
from tests.lezen import leest

from .rondehulp import mens, ministerie, ronde_met

pytestmark = pytest.mark.django_db
ADRES = "/twente/reacties/namens/"


def formulier(**anders: Any) -> dict[str, Any]:
    return {
        "wie": f"m:{Ministerie.objects.get(code='ocw').pk}",
        "functie": "beleidsmedewerker",
        "gegeven_op": timezone.localdate().isoformat(),
        "kanaal": "telefoon",
        "waar": "14 k2",
        "tekst": "Noem hier de reizigers.",
        "kenmerk": str(uuid4()),
        **anders,
    }


def tekst(response: Any) -> str:
    return " ".join(lx.fromstring(response.content).text_content().split())


def gekozen(response: Any) -> str:
    return str(lx.fromstring(response.content).xpath("string(//input[@name='plaats'][@checked]/@value)"))


def test_it_is_shown_in_its_place_before_it_is_placed(als: Callable[..., Client], voorbeeld: Plan) -> None:
    client, gegevens = als("redacteur"), formulier()
    eerst = client.post(ADRES, gegevens | {"plaats_nu": "1"})
    assert eerst.status_code == 200 and not Reactie.objects.exists()
    assert "Hier komt zij te staan: 14.K" in tekst(eerst) and gekozen(eerst).startswith("punt:")
    gegevens |= {"bij": "|14.K2", "plaats": gekozen(eerst), "plaats_nu": "1"}
    response = client.post(ADRES, gegevens)
    reactie = Reactie.objects.get()
    assert response.status_code == 303 and response["Location"] == f"/twente/reacties/{reactie.pk}/"
    assert (reactie.code, reactie.kanaal, reactie.afzender) == ("14.K2", "telefoon", "OCW, beleidsmedewerker")
    assert reactie.item and reactie.versie is None and reactie.ingediend_op
    assert client.post(ADRES, gegevens).status_code == 303
    assert Reactie.objects.count() == 1


def test_another_code_than_was_looked_at_is_looked_at_first(als: Callable[..., Client], voorbeeld: Plan) -> None:
    response = als("redacteur").post(ADRES, formulier(waar="14.K1", bij="|14.K2", plaats="", plaats_nu="1"))
    assert response.status_code == 200 and not Reactie.objects.exists()


def test_a_form_that_a_colleague_sent_before_keeps_its_text_and_goes_the_second_time(
    als: Callable[..., Client], voorbeeld: Plan
) -> None:
    gegevens = formulier()
    een, twee = als("redacteur"), als("programmamanager")
    gegevens |= {"bij": "|14.K2", "plaats": gekozen(een.post(ADRES, gegevens)), "plaats_nu": "1"}
    assert een.post(ADRES, gegevens).status_code == 303
    response = twee.post(ADRES, gegevens | {"tekst": "Heel iets anders."})
    assert response.status_code == 409 and "iemand anders al iets geplaatst" in tekst(response)
    vorm = dict(lx.fromstring(response.content).forms[-1].form_values())
    assert vorm["tekst"].strip() == "Heel iets anders."
    assert twee.post(ADRES, vorm | {"plaats_nu": "1"}).status_code == 303
    assert Reactie.objects.count() == 2


@pytest.mark.parametrize("dicht", [False, True])
def test_what_came_in_by_mail_counts_in_its_round(voorbeeld: Plan, dicht: bool) -> None:
    pm = mens("programmamanager")
    ronde = ronde_met(voorbeeld, Deelnemer(ministerie=ministerie("vws")), door=pm)
    client = inloggen(pm)
    pagina = lx.fromstring(client.get(f"/twente/rondes/{ronde.code}/").content)
    (naar,) = pagina.xpath("//a[contains(@href, '/reacties/namens/')]/@href")
    vorm = lx.fromstring(client.get(naar).content).forms[-1].form_values()
    if dicht:
        sluit(ronde=ronde, door=pm)
    gegevens = dict(vorm) | {"waar": "14.K2", "tekst": "Zie onze e-mail.", "kanaal": "mail"}
    assert gegevens["versie"] == ronde.versie.code and gegevens["ronde"] == str(ronde.pk)
    gegevens |= {"bij": f"{ronde.versie.code}|14.K2", "plaats_nu": "1", "plaats": gekozen(client.post(ADRES, gegevens))}
    assert client.post(ADRES, gegevens).status_code == 303
    reactie = Reactie.objects.get()
    assert (reactie.ronde, reactie.versie, str(reactie.ministerie)) == (ronde, ronde.versie, "VWS")
    tekst_nu = " ".join(leest(client.get(f"/twente/rondes/{ronde.code}/")).split())
    assert "1 ingediende reactie" in tekst_nu
    assert dicht or "Noteer als ingediend" in tekst_nu


def test_a_round_that_nobody_heard_of_is_no_choice(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    ronde = ronde_met(voorbeeld, door=pm, open_=False)
    client = inloggen(pm)
    assert ronde.titel not in leest(client.get(ADRES, {"ronde": ronde.code}))
    response = client.post(ADRES, formulier(ronde=str(ronde.pk)))
    assert response.status_code == 422 and "Kies een ronde uit de lijst." in tekst(response)


def test_a_section_of_a_chapter_has_a_code_too(als: Callable[..., Client], voorbeeld: Plan) -> None:
    client = als("secretaris")
    eerst = client.get(ADRES, {"code": "H1.1"})
    assert "Hier komt zij te staan: H1.1" in tekst(eerst) and gekozen(eerst) == "heel"
    gegevens = formulier(waar="h1.1", bij="|h1.1", plaats="heel", plaats_nu="1")
    assert client.post(ADRES, gegevens).status_code == 303
    assert Reactie.objects.get().code == "H1.1" and Reactie.objects.get().hoofdstuk
    fout = client.post(ADRES, formulier(waar="H99.1"))
    assert fout.status_code == 422 and "H99.1 staat niet in deze versie" in tekst(fout)
    op_papier, geheel = tekst(client.get(ADRES, {"code": "1.1"})), client.post(ADRES, formulier(waar="H1"))
    titel = next(s.titel for s in bouw(voorbeeld).hoofdstukken_voor()[0].secties if s.titel)
    assert "Hier komt zij te staan: H1." in op_papier and titel in op_papier
    assert geheel.status_code == 422 and "Noem ook welk deel van het hoofdstuk" in tekst(geheel)


def test_a_suggestion_and_a_sentence_can_be_chosen(als: Callable[..., Client], voorbeeld: Plan) -> None:
    client = als("secretaris")
    eerst = client.get(ADRES, {"code": "14.H"})
    zin = lx.fromstring(eerst.content).xpath("//input[@name='plaats'][starts-with(@value, 'zin:')]/@value")[0]
    client.post(
        ADRES,
        formulier(waar="14.H", bij="|14.H", plaats=zin, plaats_nu="1", tekst="", met_voorstel="on", voorstel="Beter."),
    )
    reactie = Reactie.objects.get()
    assert reactie.citaat and reactie.voorstel == "Beter."


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"waar": "99.K1"}, "staat niet in deze versie"),
        ({"waar": ""}, "Vul een code in"),
        ({"tekst": ""}, "Schrijf wat er is gezegd"),
        ({"tekst": "x" * 50_000}, "te lang"),
        ({"wie": ""}, "Kies namens wie"),
        ({"kanaal": "portaal"}, "Selecteer"),
        ({"gegeven_op": "2199-01-01"}, "nog niet geweest"),
        ({"bij": "|14.K2", "plaats": "zin:00000000", "plaats_nu": "1"}, "Kies opnieuw"),
        ({"bij": "|14.K2", "plaats": "punt:bestaatniet", "plaats_nu": "1"}, "niet"),
    ],
)
def test_what_is_wrong_is_said_and_the_text_is_kept(
    als: Callable[..., Client], voorbeeld: Plan, anders: dict[str, str], zin: str
) -> None:
    response = als("programmamanager").post(ADRES, formulier(**anders))
    assert response.status_code == 422 and zin in tekst(response)
    assert anders.get("tekst", "Noem hier de reizigers.") in leest(response)
    assert not Reactie.objects.exists()


@pytest.mark.parametrize(("rol", "status"), [("lezer", 403), ("ministeriecontact", 403), (None, 404)])
def test_others_do_not_come_in(als: Callable[..., Client], voorbeeld: Plan, rol: str | None, status: int) -> None:
    client = als(rol)
    assert client.get(ADRES).status_code == client.post(ADRES, formulier()).status_code == status


def test_a_visitor_and_another_method(client: Client, voorbeeld: Plan) -> None:
    assert client.get(ADRES).status_code == 404
    kwijt = client.post(ADRES, formulier())
    assert kwijt.status_code == 401 and "14 k2" in leest(kwijt)
    assert client.put(ADRES).status_code == 405


def test_odd_addresses(als: Callable[..., Client], voorbeeld: Plan) -> None:
    client = als("redacteur")
    for vraag in ({"code": "\x00"}, {"code": "14.K2", "versie": "nee"}, {"code": "👩🏽‍🔬" * 30}, {}):
        assert client.get(ADRES, vraag).status_code == 200

"""The open feed after ODS Open Raadsinformatie: what everybody may read of meetings, and nothing else."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from governance.actions.agenda import zet_punt
from governance.actions.besluiten import laat_vervallen, neem_besluit
from governance.models import Agendapunt, Besluit, Gremium, Overleg
from opgaven.models import Plan
from portaal import openraad
from tests.conftest import publiceer_nu
from tests.governance.overlegwerk import gehouden, kernteam, maak, naar, overleg, punt, schrijver

__all__ = ["kernteam", "overleg", "schrijver"]
ORI = "/twente/open/ori/"
VELDEN: dict[str, Any] = {"soort": "vaststelling", "uitkomst": "vastgesteld"}


@pytest.fixture
def openbaar(voorbeeld: Plan) -> None:
    publiceer_nu(voorbeeld)


def haal(pad: str, client: Client | None = None) -> Any:
    antwoord = (client or Client()).get(pad)
    assert antwoord.status_code == 200, pad
    assert antwoord["Content-Type"] == "application/json" and antwoord["API-Version"] == openraad.VERSIE
    return json.loads(antwoord.content)


def besluit(p: Agendapunt, woord: str, door: User, **meer: Any) -> Besluit:
    return neem_besluit(
        punt=p, velden=VELDEN | {"titel": f"Titel {woord}", "tekst": f"Tekst {woord}"} | meer, door=door
    )


@pytest.fixture
def vastgesteld(overleg: Overleg, schrijver: User) -> Overleg:
    zonder = punt(overleg, schrijver, titel="Punt zonder besluit")
    met, dicht = punt(overleg, schrijver, titel="Stand"), punt(overleg, schrijver, titel="Geheim punt", besloten=True)
    rij = gehouden(overleg, schrijver)
    besluit(met, "open", schrijver)
    besluit(met, "geheim", schrijver, besloten=True)
    besluit(dicht, "geheim", schrijver)
    Agendapunt.objects.filter(pk=zonder.pk).update(stand="behandeld")
    return naar(rij, schrijver, "stel_vast")


def test_a_settled_meeting_with_its_open_decision(openbaar: None, vastgesteld: Overleg) -> None:
    begin = haal(ORI)
    assert begin["vergaderingen"].endswith(f"{ORI}vergaderingen/")
    alle = haal(f"{ORI}vergaderingen/")
    assert alle["next"] is None and alle["previous"] is None and len(alle["results"]) == 1
    v = alle["results"][0]
    assert v == haal(f"{ORI}vergaderingen/{vastgesteld.uid}/")
    assert v["status"] == "gehouden" and v["vergaderdatum"] == "2026-11-19"
    assert datetime.fromisoformat(v["aanvangVergadering"]) == datetime(2026, 11, 19, 13, tzinfo=UTC)
    assert v["georganiseerdDoorGremium"]["gremiumnaam"] == vastgesteld.gremium.naam
    (adres,) = v["agendapunten"]
    p = haal(adres[adres.index("/twente/") :])
    assert (p["agendapuntnaam"], p["volgnummer"]) == ("Stand", "2") and len(p["besluiten"]) == 1
    assert p["besluiten"][0]["toelichting"] == "Tekst open"
    (adres,) = p["informatieobjecten"]
    stuk = haal(adres[adres.index("/twente/") :])
    assert stuk["titel"].endswith("Titel open") and stuk["vergaderingen"][0]["id"] == str(vastgesteld.uid)
    assert haal(f"{ORI}agendapunten/")["results"] == [p] and haal(f"{ORI}informatieobjecten/")["results"] == [stuk]


def test_nothing_of_what_is_besloten_or_not_settled(
    openbaar: None, vastgesteld: Overleg, kernteam: Gremium, schrijver: User
) -> None:
    bezig = maak(kernteam, date(2026, 11, 26), schrijver)
    p = punt(bezig, schrijver, titel="Geheim tot het vaststaat")
    gehouden(bezig, schrijver)
    besluit(p, "geheim", schrijver)
    for soort in ("vergaderingen", "agendapunten", "informatieobjecten"):
        tekst = json.dumps(haal(f"{ORI}{soort}/")).casefold()
        assert "geheim" not in tekst and "zonder besluit" not in tekst
    assert Client().get(f"{ORI}vergaderingen/{bezig.uid}/").status_code == 404
    assert Client().get(f"{ORI}agendapunten/{p.pk}/").status_code == 404
    for b in Besluit.objects.filter(tekst="Tekst geheim"):
        assert Client().get(f"{ORI}informatieobjecten/{b.pk}/").status_code == 404


def test_the_same_for_who_has_a_role_and_nothing_while_the_plan_is_not_public(
    intern: Plan, vastgesteld: Overleg, als: Any
) -> None:
    assert Client().get(f"{ORI}vergaderingen/").status_code == 404
    assert als("secretaris").get(f"{ORI}vergaderingen/").status_code == 404
    publiceer_nu(intern)
    assert haal(f"{ORI}agendapunten/", als("secretaris")) == haal(f"{ORI}agendapunten/")


def test_a_decision_keyed_in_by_mistake_says_that_it_is_void(openbaar: None, overleg: Overleg, schrijver: User) -> None:
    p = punt(overleg, schrijver)
    rij = gehouden(overleg, schrijver)
    laat_vervallen(besluit=besluit(p, "fout", schrijver), reden="Dubbel.", door=schrijver, gezien=None)
    naar(rij, schrijver, "stel_vast")
    stukken = haal(f"{ORI}agendapunten/")["results"]
    assert all(b["vervallen"] for p_ in stukken for b in p_["besluiten"])


def test_pages_of_a_collection(
    openbaar: None, vastgesteld: Overleg, monkeypatch: pytest.MonkeyPatch, kernteam: Gremium, schrijver: User
) -> None:
    monkeypatch.setattr(openraad, "PER_PAGINA", 1)
    tweede = maak(kernteam, date(2026, 11, 26), schrijver)
    p = zet_punt(overleg=tweede, velden={"titel": "Ook", "soort": "besluit", "minuten": 5}, door=schrijver)
    gehouden(tweede, schrijver)
    besluit(p, "ook", schrijver)
    naar(tweede, schrijver, "stel_vast")
    een = haal(f"{ORI}vergaderingen/")
    assert een["next"].endswith("?pagina=2") and len(een["results"]) == 1
    twee = haal(f"{ORI}vergaderingen/?pagina=2")
    assert twee["next"] is None and twee["previous"].endswith("?pagina=1")
    assert {v["results"][0]["vergaderdatum"] for v in (een, twee)} == {"2026-11-19", "2026-11-26"}
    for fout in ("0", "-1", "x", "99999999999"):
        assert Client().get(f"{ORI}vergaderingen/?pagina={fout}").status_code == 404
    assert Client().post(f"{ORI}vergaderingen/").status_code == 405


def test_a_fixed_number_of_queries(openbaar: None, vastgesteld: Overleg, django_assert_max_num_queries: Any) -> None:
    for soort, hoogstens in (("vergaderingen", 4), ("agendapunten", 5), ("informatieobjecten", 3)):
        with django_assert_max_num_queries(hoogstens):
            haal(f"{ORI}{soort}/")

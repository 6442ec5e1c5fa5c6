"""Weg naar vaststelling and Mijn werk, as each role sees them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from governance.models import Besluit, Gremium, Mijlpaal, Rol
from opgaven.models import Opgave, Plan
from opgaven.werkorde import standen
from portaal.weg import komend
from tests.conftest import maak_intern
from tests.inloggen import inloggen
from tests.lezen import leest
from versies.actions.goedkeuringen import leg_vast


def test_weg_shows_state_and_progress(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    Opgave.objects.filter(plan=voorbeeld, nummer=3).update(status="akkoord")
    client = als("lezer")
    assert "1 van de 21 akkoord, 0 ter toetsing" in leest(client.get("/twente/weg/"))
    gekozen = leest(client.get("/twente/weg/?stand=akkoord"))
    assert gekozen.count('scope="row"') == 1
    assert "Geen fiche past bij deze keuze" in leest(client.get("/twente/weg/?stand=ter_toetsing"))


def test_the_programmamanager_lays_several_fiches_before_their_eigenaar(
    voorbeeld: Plan, als: Callable[..., Client]
) -> None:
    client = als("programmamanager")
    een, twee = standen(voorbeeld)[:2]
    keuze = [f"{een.nummer}:{een.afdruk}", f"{twee.nummer}:verouderd"]
    pagina = leest(client.post("/twente/weg/", {"fiche": keuze}, follow=True))
    assert f"1 fiche voorgelegd: {een.nummer}." in pagina
    assert f"1 fiche niet voorgelegd. Kijk eerst opnieuw. {twee.nummer} {twee.titel}: de tekst is" in pagina
    assert Opgave.objects.filter(plan=voorbeeld, status="ter_toetsing").count() == 1


def test_a_list_of_deeds_answers_in_one_message(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("programmamanager")
    keuze = {"fiche": [f"{s.nummer}:{s.afdruk}" for s in standen(voorbeeld)]}
    antwoord = client.post("/twente/weg/", keuze, follow=True)
    berichten = [str(b) for b in antwoord.context["messages"]]
    assert len(berichten) == 1 and berichten[0].startswith("21 fiches voorgelegd: 1, 2, 3,")
    assert berichten[0].endswith("20 en 21.")
    weer = client.post("/twente/weg/", keuze, follow=True)
    assert [str(b)[:26] for b in weer.context["messages"]] == ["21 fiches al voorgelegd: 1"]


def _nummers(pagina: str) -> list[int]:
    return [int(n) for n in re.findall(r'<th scope="row"> ?<a href="/twente/opgaven/(\d+)/"', pagina)]


def test_weg_sorts_with_ordinary_links(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    Opgave.objects.filter(plan=voorbeeld, nummer=3).update(status="akkoord")
    Opgave.objects.filter(plan=voorbeeld, nummer=9).update(status="ter_toetsing")
    client = als("lezer")
    alles = list(range(1, 22))
    assert _nummers(leest(client.get("/twente/weg/"))) == alles
    assert _nummers(leest(client.get("/twente/weg/?op=onzin"))) == alles
    assert _nummers(leest(client.get("/twente/weg/?op=stand")))[-2:] == [9, 3]
    op_bevindingen = leest(client.get("/twente/weg/?op=bevindingen"))
    assert _nummers(op_bevindingen)[0] == 13, "de enige opgave met een fout en twee aandachtspunten"
    assert "?stand=concept&amp;op=bevindingen" in op_bevindingen, "een filter houdt de volgorde"
    assert sorted(_nummers(leest(client.get("/twente/weg/?op=past")))) == alles


def test_what_has_run_for_years_is_no_coming_moment(voorbeeld: Plan) -> None:
    vandaag = date(2026, 11, 20)
    rij = komend(voorbeeld.regio, vandaag, 50)
    assert rij and all(k.moment.begin > vandaag or not k.moment.duurt for k in rij)


def test_days_until_an_overleg(voorbeeld: Plan) -> None:
    Mijlpaal.objects.create(
        regio=voorbeeld.regio, code="board", datum="2026-12-01", sorteer="2026-12-01", precisie="dag", soort="overleg",
        relevantie="npvr", wat="Board bespreekt het plan",
    )  # fmt: skip

    def nog(dag: int) -> str:
        return next(
            k.nog for k in komend(voorbeeld.regio, date(2026, 11, dag), 50) if k.moment.mijlpaal.code == "board"
        )

    assert (nog(20), nog(30)) == ("nog 11 dagen", "morgen")
    [vandaag] = [k.nog for k in komend(voorbeeld.regio, date(2026, 12, 1), 50) if k.moment.mijlpaal.code == "board"]
    assert vandaag == "vandaag"


def test_a_besluit_waits_for_the_secretaris_who_did_not_record_it(
    voorbeeld: Plan, persoon: Callable[..., User], settings: Any, tmp_path: Path
) -> None:
    settings.VAR = tmp_path
    wie, ander = persoon("secretaris"), persoon("secretaris")
    leg_vast(
        versie=voorbeeld.versies.get(), gremium=Gremium.objects.filter(regio=voorbeeld.regio)[0],
        datum=date(2026, 11, 19), uitkomst=Besluit.Uitkomst.AKKOORD, door=wie,
    )  # fmt: skip

    def pagina(user: User) -> str:
        client = inloggen(user)
        return leest(client.get("/twente/mijn-werk/"))

    assert "Er wacht geen besluit op bevestiging" in pagina(wie)
    assert "besluit van 19 november 2026" in pagina(ander)


@pytest.mark.parametrize("rol", ["secretaris", "bestuurslid", "ondertekenaar", "lezer"])
def test_who_reads_sees_what_is_public(rol: str, voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als(rol)
    pagina = leest(client.get("/twente/mijn-werk/"))
    assert "dit leest iedereen" in pagina
    doel = re.search(r'href="(/twente/documenten/[^"]+)"', pagina)
    assert doel and client.get(doel[1]).status_code == 200
    maak_intern(voorbeeld)
    assert "nog niet gepubliceerd" in leest(client.get("/twente/mijn-werk/"))


def test_the_eigenaar_of_an_opgave_sees_its_state(voorbeeld: Plan, persoon: Callable[..., User], settings: Any) -> None:
    wie, opgave = persoon("eigenaar"), Opgave.objects.get(plan=voorbeeld, nummer=14)
    Rol.objects.filter(user=wie).update(opgaven_sleutels=[opgave.sleutel])
    client = inloggen(wie)
    pagina = leest(client.get("/twente/mijn-werk/"))
    assert "Uw opgaven" in pagina and f"14 {opgave.titel}" in pagina


def test_vague_dates_count_no_days(voorbeeld: Plan) -> None:
    for k in komend(voorbeeld.regio, date(2026, 3, 1), 50):
        assert bool(k.nog) <= (k.moment.mijlpaal.precisie == "dag")
        assert k.moment.eind >= date(2026, 3, 1)


@pytest.mark.parametrize("rol", Rol.Soort.values)
def test_mijn_werk_per_rol(rol: str, voorbeeld: Plan, als: Callable[..., Client]) -> None:
    pagina = leest(als(rol).get("/twente/mijn-werk/"))
    assert ("Ministeries zonder contactpersoon" in pagina) == (rol in ("beheerder", "programmamanager"))
    assert ("Nog niet opgeslagen" in pagina) == (rol in ("redacteur", "programmamanager"))
    assert ("Mijn opgaven" in pagina) == (rol == "ministeriecontact")
    assert "Waar het plan staat" in pagina


def test_sent_back_is_shown_to_the_redacteur_with_the_reason(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    Opgave.objects.filter(plan=voorbeeld, nummer=14).update(status="ter_toetsing")
    voorbeeld.refresh_from_db()
    velden = {"daad": "stuur_terug", "gezien": standen(voorbeeld, 14)[0].afdruk, "reden": "Noem het bedrag."}
    als("eigenaar").post("/twente/opgaven/14/stand/", velden)
    assert "Noem het bedrag." in leest(als("redacteur").get("/twente/mijn-werk/"))


def test_a_ministerie_with_a_contact_person_is_not_there(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("programmamanager")
    assert "ministerie=ocw" in leest(client.get("/twente/mijn-werk/"))
    als("ministeriecontact")
    assert "ministerie=ocw" not in leest(client.get("/twente/mijn-werk/"))
    assert 'value="ocw" selected' in leest(
        client.get("/twente/beheer/personen/uitnodigen/?rol=ministeriecontact&ministerie=ocw")
    )


def test_after_login_to_mijn_werk(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    assert als("lezer").get("/mijn-werk/").headers["Location"] == "/twente/mijn-werk/"
    assert als(None).get("/mijn-werk/").headers["Location"] == "/"


@pytest.mark.parametrize(("adres", "hoeveel"), [("/twente/weg/", 9), ("/twente/mijn-werk/", 22)])
def test_fixed_number_of_queries(
    adres: str, hoeveel: int, voorbeeld: Plan, als: Callable[..., Client], django_assert_max_num_queries: Callable
) -> None:
    client = als("programmamanager")
    client.get(adres)
    with django_assert_max_num_queries(hoeveel):
        client.get(adres)

"""From an adopted plan to an agenda: starting it, taking up interventies, editing a blad, money; each as the team
sees it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.models import User
from governance.models import Rol
from inlezen.voorbeeldagenda import laad_voorbeeldagenda
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw, bouw_opnieuw, bouw_sectie
from opgaven.models import Plan, Sectie
from plandocument import boom
from plandocument.agenda import items
from plandocument.documentsoorten import AGENDA
from plandocument.itemsoorten import ACTIVITEIT, INTERVENTIE
from plandocument.vergelijk import vergelijk
from plandocument.verwijzen import doelen
from tests.inloggen import inloggen
from uitvoering.actions import GeenInterventie, begin_agenda, neem_op
from versies.actions.versies import maak_versie
from versies.models import Versie

pytestmark = pytest.mark.django_db


def _iemand(plan: Plan, soort: str, naam: str = "iemand") -> User:
    user = User.objects.create_user(email=f"{naam}@twente.voorbeeld", naam=naam.capitalize())
    Rol.objects.create(user=user, regio=plan.regio, soort=soort)
    return user


@pytest.fixture
def manager(voorbeeld: Plan) -> User:
    return _iemand(voorbeeld, Rol.Soort.PROGRAMMAMANAGER, "manager")


@pytest.fixture
def agenda(voorbeeld: Plan, manager: User) -> Plan:
    versie = Versie.objects.filter(plan=voorbeeld).latest("nummer")
    return begin_agenda(versie=versie, periode="2026-2030", door=manager)


def test_who_has_a_role_reads_that_there_is_no_agenda_and_the_programmamanager_begins_one(
    voorbeeld: Plan, manager: User
) -> None:
    lezer = inloggen(_iemand(voorbeeld, Rol.Soort.LEZER, "lezer"))
    zegt = lezer.get("/twente/uitvoering/").content.decode()
    assert "Er is nog geen uitvoeringsagenda" in zegt and "Begin de agenda" not in zegt
    versie = Versie.objects.filter(plan=voorbeeld).latest("nummer")
    stuurt = {"versie": versie.code, "periode": "2026-2030"}
    assert lezer.post("/twente/uitvoering/beginnen/", stuurt).status_code == 403
    assert not Plan.objects.huidige(AGENDA).exists()

    client = inloggen(manager)
    assert "Begin de agenda" in client.get("/twente/uitvoering/").content.decode()
    client.post("/twente/uitvoering/beginnen/", stuurt | {"periode": "ooit"})
    assert not Plan.objects.huidige(AGENDA).exists()
    antwoord = client.post("/twente/uitvoering/beginnen/", stuurt, follow=True).content.decode()
    assert "met een blad voor elke opgave" in antwoord and "Uitvoeringsagenda 2026–2030" in antwoord
    agenda = bouw_opnieuw(Plan.objects.huidige(AGENDA).get())
    assert [o.sleutel for o in agenda.opgaven] == [o.sleutel for o in versie.document.opgaven]
    assert (agenda.soort, agenda.volgt) == ("agenda", versie.sha256)
    assert [h.titel for h in agenda.hoofdstukken] == ["Introductie", "Aanpak", "Monitoring", "Organisatie"]


def test_who_begins_twice_begins_one_and_the_plan_stays_what_it_was(
    voorbeeld: Plan, agenda: Plan, manager: User
) -> None:
    was = bouw_opnieuw(voorbeeld)
    versie = Versie.objects.filter(plan=voorbeeld).latest("nummer")
    assert begin_agenda(versie=versie, periode="2027-2031", door=manager).pk == agenda.pk
    assert bouw_opnieuw(Plan.objects.van("twente").get()) == was
    assert Plan.objects.van("twente/uitvoering").get().pk == agenda.pk
    assert bouw(Plan.objects.get(pk=agenda.pk)) == bouw_opnieuw(Plan.objects.get(pk=agenda.pk))


def test_a_visitor_sees_nothing_of_an_agenda_that_is_not_public(agenda: Plan, client: Client) -> None:
    for pad in ("", "10/", "geld/", "plan/", "plan/1/", "opgaven/10/activiteiten/", "documenten/"):
        assert client.get(f"/twente/uitvoering/{pad}").status_code in (403, 404), pad


def test_an_interventie_becomes_an_activiteit_in_one_click_and_once(agenda: Plan, manager: User) -> None:
    gevolgd = Versie.objects.get(sha256=agenda.volgt).document
    blad = gevolgd.opgave(10)
    sleutel, doel = next(iter(doelen(gevolgd, {INTERVENTIE.code}, blad.sleutel).items()))
    client = inloggen(manager)
    assert doel.woorden[:40] in client.get("/twente/uitvoering/10/").content.decode().replace("&#x27;", "'")
    for _ in range(2):
        na = client.post("/twente/uitvoering/10/opnemen/", {"sleutel": sleutel}, follow=True).content.decode()
        assert "Pakt op" in na and doel.code in na
    (item,) = bouw_opnieuw(agenda).opgave(10).sectie("activiteiten").items
    assert (item.status, item.feit("neemt_op")) == ("voorstel", sleutel)
    zegt = client.post("/twente/uitvoering/10/opnemen/", {"sleutel": "bestaatniet"}, follow=True).content.decode()
    assert "Er is niets gewijzigd" in zegt


def test_who_may_not_edit_takes_nothing_up(agenda: Plan, voorbeeld: Plan) -> None:
    gevolgd = Versie.objects.get(sha256=agenda.volgt).document
    sleutel = next(iter(doelen(gevolgd, {INTERVENTIE.code}, gevolgd.opgave(10).sleutel)))
    lezer = _iemand(voorbeeld, Rol.Soort.LEZER, "lezer")
    with pytest.raises(PermissionDenied):
        neem_op(plan=agenda, opgave=gevolgd.opgave(10).sleutel, interventie=sleutel, door=lezer)
    with pytest.raises(GeenInterventie):
        neem_op(plan=agenda, opgave=gevolgd.opgave(10).sleutel, interventie="weg", door=None)


def _zet(agenda: Plan, soort: str, *items: boom.Item, nummer: int = 10) -> None:
    from dataclasses import replace

    rij = Sectie.objects.get(plan=agenda, opgave__nummer=nummer, soort__code=soort)
    bewaar_sectie(sectie=rij, vanaf_versie=rij.versie, inhoud=replace(bouw_sectie(rij), items=items), door=None)


def test_facts_are_typed_in_words_and_read_back_in_words(agenda: Plan, manager: User) -> None:
    client = inloggen(manager)
    adres = "/twente/uitvoering/opgaven/10/activiteiten/bewerken/"
    _zet(agenda, "activiteiten", boom.Item("a1a1", "Stroom delen", status="loopt"))
    vraag = client.get(adres).content.decode()
    assert "Periode" in vraag and "Pakt op" in vraag and "bijvoorbeeld april 2026" in vraag
    rij = Sectie.objects.get(plan=agenda, opgave__nummer=10, soort__code="activiteiten")
    gegevens = {
        "versie": rij.versie,
        "sleutel": rij.sleutel,
        "vorm": "plat",
        "item-TOTAL_FORMS": 1,
        "item-INITIAL_FORMS": 1,
        "item-0-sleutel": "a1a1",
        "item-0-tekst": "Stroom delen",
        "item-0-ORDER": 1,
        "item-0-status": "loopt",
        "item-0-periode": "ooit eens",
        "item-0-kosten": "circa 1,2 miljoen",
    }
    fout = client.post(adres, gegevens).content.decode()
    assert "ooit eens" in fout and "lees ik niet" in fout
    assert bouw_opnieuw(agenda).opgave(10).sectie("activiteiten").items[0].feiten == ()
    zonder = client.post(adres, gegevens | {"item-0-tekst": "", "item-0-periode": ""})
    assert zonder.status_code == 422 and "Schrijf op wat dit is." in zonder.content.decode()
    assert "circa 1,2 miljoen" in zonder.content.decode()
    assert bouw_opnieuw(agenda).opgave(10).sectie("activiteiten").items[0].tekst == "Stroom delen"
    client.post(adres, gegevens | {"item-0-periode": "april 2026 tot en met eind 2028"})
    (item,) = bouw_opnieuw(agenda).opgave(10).sectie("activiteiten").items
    assert (item.feit("periode"), item.feit("kosten")) == ("2026-04/2028-eind", "~120000000")
    blad = client.get("/twente/uitvoering/10/").content.decode()
    assert "april 2026 tot en met eind 2028" in blad and "circa €\u00a01.200.000" in blad
    rij.refresh_from_db()
    weg = {"versie": rij.versie, "item-0-tekst": "", "item-0-DELETE": "on"}
    assert client.post(adres, gegevens | weg | {"item-0-periode": ""}).status_code == 303
    assert bouw_opnieuw(agenda).opgave(10).sectie("activiteiten").items == ()


def test_the_money_of_a_blad_and_of_the_whole_agree(agenda: Plan, manager: User) -> None:
    def rij(sleutel: str, groep: str, stand: str, jaar: str, bedrag: str) -> boom.Item:
        item = boom.Item(sleutel, "Bijdrage", groep=groep, status=stand)
        return item.met_feiten({"jaar": jaar, "bedrag": bedrag})

    activiteit = boom.Item("a1a1", "Stroom delen", status="loopt").met_feiten({"kosten": "~500000000..600000000"})
    _zet(agenda, "activiteiten", activiteit)
    _zet(
        agenda,
        "geld",
        rij("g1g1", "rijk", "toegezegd", "2027", "120000000"),
        rij("g2g2", "gemeente", "verleend", "2027", "~30000000"),
        rij("g3g3", "eu", "gevraagd", "", "60000000..90000000"),
    )
    _zet(agenda, "geld", rij("g4g4", "rijk", "toegezegd", "2026", "-100000"), nummer=3)
    client = inloggen(manager)
    blad = client.get("/twente/uitvoering/10/").content.decode()
    assert "ca.\u00a01.500" in blad and "ca.\u00a03.500–4.500" in blad
    geld = client.get("/twente/uitvoering/geld/").content.decode()
    assert "Sluit aan" in geld and "circa €\u00a01.499.000" in geld and "600–900" in geld and "Zonder jaar" in geld
    assert "−1" in geld
    overzicht = client.get("/twente/uitvoering/").content.decode()
    assert "1 loopt" in overzicht and "ca.\u00a01.500 van ca.\u00a05.000–6.000" in overzicht


@pytest.mark.parametrize(("pad", "vragen"), [("", 6), ("10/", 6), ("geld/", 5)])
def test_a_page_asks_a_fixed_number_of_queries(
    agenda: Plan, manager: User, pad: str, vragen: int, django_assert_max_num_queries: object
) -> None:
    client = inloggen(manager)
    client.get(f"/twente/uitvoering/{pad}")
    with django_assert_max_num_queries(vragen):  # type: ignore[operator]
        client.get(f"/twente/uitvoering/{pad}")


def test_the_example_agenda_loads_and_says_that_it_is_one(voorbeeld: Plan, manager: User) -> None:
    agenda = laad_voorbeeldagenda(Path(settings.BASE_DIR) / "fixtures" / "twente")
    document = bouw_opnieuw(agenda)
    gevuld = [o for o in document.opgaven if items(document, o, ACTIVITEIT)]
    assert len(gevuld) >= 8
    assert {i.status for o in gevuld for i in items(document, o, ACTIVITEIT)} == set(ACTIVITEIT.statussen)
    client = inloggen(manager)
    overzicht = client.get("/twente/uitvoering/").content.decode()
    assert "afspraken en bedragen zijn verzonnen" in overzicht and "Zonder" not in overzicht
    blad = client.get("/twente/uitvoering/10/").content.decode()
    assert "Consortium industriewater Twente" in blad and "Waterschap Vechtstromen" in blad
    assert "Pakt op" in blad and "10.I6" in blad
    geld = client.get("/twente/uitvoering/geld/").content.decode()
    assert "Sluit aan" in geld and "+ onbekend" in geld


def test_the_agenda_is_frozen_and_compared_by_what_the_plan_has(agenda: Plan, manager: User) -> None:
    _zet(agenda, "activiteiten", boom.Item("a1a1", "Stroom delen", status="gepland").met_feiten({"kosten": "100"}))
    een = maak_versie(plan=agenda, label="Concept agenda", door=manager)
    _zet(agenda, "activiteiten", boom.Item("a1a1", "Stroom delen", status="loopt").met_feiten({"kosten": "~200"}))
    twee = maak_versie(plan=agenda, label="Definitieve agenda", door=manager)
    wat = {(w.veld, w.van, w.naar) for w in vergelijk(een.document, twee.document).wijzigingen if w.wat == "item"}
    assert wat == {("status", "gepland", "loopt"), ("Kosten", "€\u00a01", "circa €\u00a02")}
    assert Versie.objects.get(pk=twee.pk).document.soort == "agenda"

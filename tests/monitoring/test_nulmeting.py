"""The nulmeting: signed by both sides for what they saw, many at once, sent back, and asked anew after a change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client

from accounts.models import User
from governance.permissions import Toegang
from monitoring.actions.nulmetingen import NulmetingKanNiet, leg_voor, teken
from monitoring.models import Bron, Handtekening, Indicator, Meting, Nulmeting
from monitoring.permissions import kanten
from npvr.gezien import AndersDanGezien
from opgaven.models import Plan
from tests.lezen import leest, stuur

Als = Callable[..., Client]
PAD = "/twente/monitoring/nulmeting/"


@pytest.fixture
def twee(voorbeeld: Plan, als: Als) -> list[Nulmeting]:
    """Two nulmetingen that wait for both sides."""
    als("programmamanager")
    bron = Bron.objects.create(regio=voorbeeld.regio, code="cbs", naam="CBS")
    uit = []
    for code in ("inwoners", "banen"):
        m = Meting.objects.get(indicator__code=code, soort="stand")
        m.bron, m.opgehaald_op = bron, date(2026, 11, 30)
        m.save()
        uit.append(leg_voor(indicator=m.indicator, meting=m, door=wie("programmamanager"), gezien=None))
    return uit


def wie(rol: str) -> User:
    return User.objects.filter(rollen__soort=rol).latest("pk")


def keuze(n: Nulmeting) -> str:
    return f"{n.pk}-{Nulmeting.objects.heel().get(pk=n.pk).afdruk}"


def test_both_sides_sign_many_at_once_and_each_is_logged(twee: list[Nulmeting], als: Als, client: Client) -> None:
    velden: dict[str, Any] = {
        "nulmeting": [keuze(n) for n in twee],
        "functie": "Programmamanager NPVR",
        "kant": "regio",
    }
    pm = als("programmamanager")
    assert "0 van de 17 indicatoren" in leest(pm.get(PAD))
    assert stuur(pm, f"{PAD}tekenen/", velden, op=PAD).status_code == 303
    assert "Wacht" in leest(pm.get(PAD)) and not any(n.door_beide for n in Nulmeting.objects.heel())
    assert "door beide kanten bevestigd" not in leest(client.get("/twente/monitoring/inwoners/"))
    rijk = velden | {"functie": "Regiocoördinator", "kant": "rijk"}
    assert stuur(als("ministeriecontact"), f"{PAD}tekenen/", rijk, op=PAD).status_code == 303
    assert all(n.door_beide for n in Nulmeting.objects.heel())
    assert Handtekening.objects.count() == 4
    pagina = leest(client.get("/twente/monitoring/inwoners/"))
    assert "641.000 inwoners in 2024, door beide kanten bevestigd." in pagina
    assert "Regiocoördinator" in pagina and "CBS, opgehaald op 30 november 2026" in pagina
    assert "2 van de 17 indicatoren" in leest(client.get("/twente/monitoring/routekaart/"))
    assert stuur(pm, f"{PAD}tekenen/", velden, op=PAD).status_code == 303 and Handtekening.objects.count() == 4


def test_who_signs_for_which_side(twee: list[Nulmeting], als: Als, voorbeeld: Plan) -> None:
    gezien = [(n.pk, keuze(n).partition("-")[2]) for n in twee]
    for rol, mag in (("secretaris", "regio"), ("ondertekenaar", "regio"), ("ministeriecontact", "rijk")):
        als(rol)
        assert kanten(Toegang.van(wie(rol), voorbeeld.regio)) == {mag}
        ander = {"regio": "rijk", "rijk": "regio"}[mag]
        with pytest.raises(PermissionDenied):
            teken(regio=voorbeeld.regio, kant=ander, gezien=gezien, functie="F", door=wie(rol))
    for rol in ("redacteur", "lezer", "beheerder", "bestuurslid", "eigenaar"):
        als(rol)
        assert not kanten(Toegang.van(wie(rol), voorbeeld.regio))


def test_nobody_signs_for_both_sides(twee: list[Nulmeting], als: Als, voorbeeld: Plan) -> None:
    from governance.models import Ministerie, Rol

    als("secretaris")
    persoon = wie("secretaris")
    Rol.objects.create(
        user=persoon, regio=voorbeeld.regio, soort="ministeriecontact", ministerie=Ministerie.objects.earliest("pk")
    )
    gezien = [(n.pk, keuze(n).partition("-")[2]) for n in twee]
    teken(regio=voorbeeld.regio, kant="regio", gezien=gezien, functie="F", door=persoon)
    with pytest.raises(NulmetingKanNiet, match="niet voor het Rijk én voor de regio"):
        teken(regio=voorbeeld.regio, kant="rijk", gezien=gezien, functie="F", door=persoon)
    assert Handtekening.objects.count() == 2


def test_a_change_of_what_was_signed_asks_both_anew(twee: list[Nulmeting], als: Als, voorbeeld: Plan) -> None:
    n = twee[0]
    als("secretaris")
    gezien = [(n.pk, keuze(n).partition("-")[2])]
    teken(regio=voorbeeld.regio, kant="regio", gezien=gezien, functie="Secretaris", door=wie("secretaris"))
    Indicator.objects.filter(pk=n.indicator_id).update(definitie="Iets anders geteld")
    assert Nulmeting.objects.heel().get(pk=n.pk).geldig("regio") is None
    pagina = leest(als("secretaris").get(PAD))
    assert "Opnieuw bevestigen" in pagina
    with pytest.raises(AndersDanGezien):
        teken(regio=voorbeeld.regio, kant="regio", gezien=gezien, functie="Secretaris", door=wie("secretaris"))
    assert Handtekening.objects.count() == 1


def test_sent_back_with_a_question_nobody_signs_until_it_is_answered(
    twee: list[Nulmeting], als: Als, voorbeeld: Plan
) -> None:
    rijk = als("ministeriecontact")
    velden = {"vraag": "Is dit op 1 januari?", "kant": "rijk", "functie": "Regiocoördinator"}
    assert stuur(rijk, "/twente/monitoring/inwoners/nulmeting/vraag/", velden).status_code == 303
    tekent = {"nulmeting": [keuze(twee[0])], "functie": "Regiocoördinator", "kant": "rijk"}
    antwoord = stuur(rijk, f"{PAD}tekenen/", tekent, op=PAD)
    assert antwoord.status_code == 422 and "Aantal inwoners: Bij deze nulmeting staat een vraag open." in leest(
        antwoord
    )
    vraag = twee[0].vragen.get()
    pm = als("programmamanager")
    assert "Is dit op 1 januari?" in leest(pm.get(PAD))
    assert stuur(pm, f"{PAD}vragen/{vraag.pk}/", {"antwoord": "Ja, op 1 januari."}).status_code == 303
    assert stuur(rijk, f"{PAD}tekenen/", tekent, op=PAD).status_code == 303
    assert "Ja, op 1 januari." in leest(rijk.get(PAD))


@pytest.mark.parametrize(
    ("code", "soort", "zin"),
    [("inwoners", "prognose", "gemeten waarde"), ("woningen", "stand", "Zonder bron en dag van ophalen")],
)
def test_what_cannot_be_a_nulmeting(code: str, soort: str, zin: str, voorbeeld: Plan, als: Als) -> None:
    m = Meting.objects.get(indicator__code=code, soort=soort)
    pm, pad = als("programmamanager"), f"/twente/monitoring/{code}/"
    assert stuur(pm, f"{pad}nulmeting/", {"meting": str(m.pk)}, op=pad).status_code == 303
    assert zin in leest(pm.get(pad)) and not Nulmeting.objects.exists()


def test_a_signature_does_not_change_by_any_door(twee: list[Nulmeting], als: Als, voorbeeld: Plan) -> None:
    als("secretaris")
    gezien = [(twee[0].pk, keuze(twee[0]).partition("-")[2])]
    teken(regio=voorbeeld.regio, kant="regio", gezien=gezien, functie="Secretaris", door=wie("secretaris"))
    with pytest.raises(DatabaseError, match="verandert niet"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE monitoring_handtekening SET functie = 'Ander'")


def test_the_list_costs_a_fixed_number_of_queries(
    twee: list[Nulmeting], als: Als, django_assert_max_num_queries: Any
) -> None:
    pm = als("programmamanager")
    pm.get(PAD)
    with django_assert_max_num_queries(7):
        pm.get(PAD)


def test_the_road_map_says_what_is_done_and_what_is_stuck(voorbeeld: Plan, als: Als, client: Client) -> None:
    from monitoring.models import Stap

    een, twee_, *_ = Stap.objects.filter(jaar=2026)
    pm = als("programmamanager")
    pad = "/twente/monitoring/routekaart/"
    assert stuur(pm, f"{pad}{een.pk}/", {"stand": "klaar", "wie": "Programmabureau"}).status_code == 303
    leeg = stuur(pm, f"{pad}{twee_.pk}/", {"stand": "vast"})
    assert leeg.status_code == 422 and "Zeg wat er nodig is" in leest(leeg)
    assert stuur(pm, f"{pad}{twee_.pk}/", {"stand": "vast", "waarom": "een besluit van de Board"}).status_code == 303
    pagina = leest(client.get(pad))
    assert "Klaar," in pagina and "Zit vast" in pagina and "Nodig: een besluit van de Board" in pagina
    assert "Werk bij" not in pagina

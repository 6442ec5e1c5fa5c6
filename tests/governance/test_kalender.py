"""Meetings in people's own calendars, read back by an independent library, over both nights of summer time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest
from django.test import Client

from accounts.models import User
from governance.actions.overleggen import Overlegtijd, last_af, plan_reeks, verzet
from governance.models import Agendasleutel, Gremium, Overleg, Rol
from tests.governance.overlegwerk import maak, pad, punt
from tests.inloggen import inloggen
from tests.lezen import leest, stuur

AGENDAS = "/twente/governance/overleggen/agenda/"


def sleutel(client: Client, **velden: str) -> str:
    """A new secret address, as the page shows it: without host."""
    pagina = leest(stuur(client, AGENDAS, velden))
    begin = pagina.index("/agenda.ics?sleutel=")
    return pagina[begin : pagina.index("<", begin)]


def gebeurtenissen(inhoud: bytes) -> list[Any]:
    assert b"\r\n" in inhoud and all(len(regel) <= 75 for regel in inhoud.split(b"\r\n"))
    return list(icalendar.Calendar.from_ical(inhoud).walk("VEVENT"))


def test_a_year_over_both_nights_is_read_back_at_the_right_moment(kernteam: Gremium, schrijver: User) -> None:
    from datetime import time

    dagen = [date(2026, 3, 26), date(2026, 4, 16), date(2026, 10, 22), date(2026, 11, 12)]
    plan_reeks(
        gremium=kernteam, cadans="elke 3 weken", dagen=[(d, d) for d in dagen], aanvang=time(9, 30), einde=time(11),
        plaats="Hengelo; zaal 2, begane grond", stukken_vooraf=7, door=schrijver,
    )  # fmt: skip
    inhoud = Client().get(sleutel(inloggen(schrijver))).content
    rijen = sorted(gebeurtenissen(inhoud), key=lambda e: e["dtstart"].dt)
    assert [e["dtstart"].dt for e in rijen] == [
        datetime(2026, 3, 26, 8, 30, tzinfo=UTC), datetime(2026, 4, 16, 7, 30, tzinfo=UTC),
        datetime(2026, 10, 22, 7, 30, tzinfo=UTC), datetime(2026, 11, 12, 8, 30, tzinfo=UTC),
    ]  # fmt: skip
    assert all(e["dtend"].dt - e["dtstart"].dt == e["duration"].dt if "duration" in e else True for e in rijen)
    assert str(rijen[0]["location"]) == "Hengelo; zaal 2, begane grond"
    assert b"RRULE" not in inhoud and b"VTIMEZONE" not in inhoud and b"TZID" not in inhoud


def test_what_moved_keeps_its_uid_and_counts_up_and_what_was_cancelled_stays(overleg: Overleg, schrijver: User) -> None:
    adres = sleutel(inloggen(schrijver))
    was = {str(e["uid"]): e for e in gebeurtenissen(Client().get(adres).content)}
    wanneer = Overlegtijd(date(2026, 11, 26), overleg.aanvang, overleg.einde, "online")
    verzet(overleg=overleg, wanneer=wanneer, door=schrijver, gezien=None)
    last_af(overleg=Overleg.objects.na(overleg).get(), reden="Geen punten.", door=schrijver, gezien=None)
    nu = {str(e["uid"]): e for e in gebeurtenissen(Client().get(adres).content)}
    assert nu.keys() == was.keys() and len(nu) == 2
    verzette, afgelaste = nu[str(overleg.uid)], next(e for u, e in nu.items() if u != str(overleg.uid))
    assert verzette["sequence"] > was[str(overleg.uid)]["sequence"]
    assert verzette["dtstart"].dt.date() == date(2026, 11, 26) and str(verzette["status"]) == "CONFIRMED"
    assert str(afgelaste["status"]) == "CANCELLED" and str(afgelaste["summary"]).startswith("Afgelast: ")


def test_equal_meetings_give_equal_bytes(overleg: Overleg, schrijver: User) -> None:
    adres = sleutel(inloggen(schrijver))
    assert Client().get(adres).content == Client().get(adres).content


def test_one_body_and_no_words_of_its_agenda(overleg: Overleg, schrijver: User) -> None:
    board = Gremium.objects.get(regio=overleg.gremium.regio, code="twente_board")
    maak(board, date(2026, 12, 3), schrijver)
    punt(overleg, schrijver, titel="Geheim onderwerp")
    client = inloggen(schrijver)
    alles, een = Client().get(sleutel(client)), Client().get(sleutel(client, gremium="twente_board"))
    assert len(gebeurtenissen(alles.content)) == 3 and len(gebeurtenissen(een.content)) == 1
    assert b"Geheim onderwerp" not in alles.content
    assert alles["Content-Type"].startswith("text/calendar")


def test_the_key_is_shown_once_and_only_its_hash_is_kept(overleg: Overleg, schrijver: User) -> None:
    client = inloggen(schrijver)
    adres = sleutel(client)
    geheim = adres.partition("=")[2]
    assert geheim not in leest(client.get(AGENDAS))
    assert geheim not in str(list(Agendasleutel.objects.values()))


def test_the_same_form_twice_is_one_address(overleg: Overleg, schrijver: User) -> None:
    client = inloggen(schrijver)
    velden = {"kenmerk": "5f0c8a52-6d3c-4e0e-9a67-3a1f6f2f6c13"}
    een, twee = (leest(client.post(AGENDAS, velden)) for _ in range(2))
    assert Agendasleutel.objects.count() == 1
    begin = een.index("/agenda.ics?sleutel=")
    assert een[begin : begin + 60] in twee


@pytest.mark.parametrize("hoe", ["ingetrokken", "vernieuwd", "rol voorbij", "account uit", "onzin"])
def test_an_address_that_ended_gives_nothing(hoe: str, overleg: Overleg, schrijver: User) -> None:
    client = inloggen(schrijver)
    adres = sleutel(client)
    assert Client().get(adres).status_code == 200
    if hoe == "ingetrokken":
        pk = Agendasleutel.objects.get().pk
        antwoord = client.post(f"{AGENDAS}{pk}/intrekken/", follow=True)
        assert "Het adres werkt niet meer." in leest(antwoord)
    elif hoe == "vernieuwd":
        assert Client().get(sleutel(client)).status_code == 200
    elif hoe == "rol voorbij":
        Rol.alle.filter(user=schrijver).update(
            tot=datetime(2026, 1, 2, tzinfo=UTC), sinds=datetime(2026, 1, 1, tzinfo=UTC)
        )
    elif hoe == "account uit":
        User.objects.filter(pk=schrijver.pk).update(is_active=False)
    else:
        adres = "/agenda.ics?sleutel=niets"
    assert Client().get(adres).status_code == 404


def test_nobody_withdraws_anothers_address(overleg: Overleg, schrijver: User, als: Callable[..., Client]) -> None:
    sleutel(inloggen(schrijver))
    pk = Agendasleutel.objects.get().pk
    assert als("programmamanager").post(f"{AGENDAS}{pk}/intrekken/").status_code == 404
    assert Agendasleutel.objects.geldig().count() == 1


def test_one_meeting_as_a_file(overleg: Overleg, als: Callable[..., Client]) -> None:
    antwoord = als("lezer").get(pad(overleg).rstrip("/") + "/overleg.ics")
    (e,) = gebeurtenissen(antwoord.content)
    assert e["dtstart"].dt == datetime(2026, 11, 19, 13, 0, tzinfo=UTC)
    assert e["dtend"].dt == datetime(2026, 11, 19, 14, 30, tzinfo=UTC)

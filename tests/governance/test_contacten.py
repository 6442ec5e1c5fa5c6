"""Contact persons by position: few fields with their purpose, seen by who needs them, erased without a trace."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from governance.models import Contact, Gremium, Lidmaatschap
from tests.inloggen import inloggen
from tests.lezen import formulier, leest, stuur

LIJST = "/twente/governance/contacten/"
WIE = {"naam": "Persoon Kanarie-naam", "email": "kanarie@voorbeeld.test", "telefoon": "06-00000000"}


@pytest.fixture
def zetel(kernteam: Gremium) -> Lidmaatschap:
    return Lidmaatschap.objects.filter(gremium=kernteam).earliest("volgorde")


def vul(client: Client, zetel: Lidmaatschap) -> str:
    pad = f"{LIJST}{zetel.pk}/"
    stuur(client, pad, WIE)
    return pad


def test_a_person_stands_beside_the_position(zetel: Lidmaatschap, schrijver: User) -> None:
    client = inloggen(schrijver)
    pad = vul(client, zetel)
    pagina = leest(client.get(LIJST))
    assert "Regiocoördinator" in pagina and "Persoon Kanarie-naam" in pagina and "kanarie@voorbeeld.test" in pagina
    assert "Om stukken en uitnodigingen te sturen." in leest(client.get(pad))


def test_members_see_their_own_body_and_others_nothing(
    zetel: Lidmaatschap, schrijver: User, als: Callable[..., Client]
) -> None:
    vul(inloggen(schrijver), zetel)
    assert "Kanarie" in leest(als("ministeriecontact", ministerie="bzk").get(LIJST))
    assert "Kanarie" in leest(als("bestuurslid").get(LIJST))
    ander = als("ministeriecontact", ministerie="ocw").get(LIJST)
    assert ander.status_code in (200, 403) and "Kanarie" not in leest(ander)
    for rol in ("lezer", "redacteur"):
        antwoord = als(rol).get(LIJST)
        assert antwoord.status_code == 403 and "wie in een gremium zit" in leest(antwoord)
    assert als("bestuurslid").post(f"{LIJST}{zetel.pk}/", WIE).status_code == 403


def test_erasing_leaves_no_trace_in_any_table_and_the_position_stays(zetel: Lidmaatschap, schrijver: User) -> None:
    client = inloggen(schrijver)
    pad = vul(client, zetel)
    assert _waar("Kanarie-naam") == {"governance_contact"}  # the control: it is seen where it is
    stuur(client, f"{pad}wissen/", op=pad)
    assert not Contact.objects.exists() and Lidmaatschap.objects.filter(pk=zetel.pk).exists()
    assert _waar("Kanarie-naam") == _waar("kanarie@voorbeeld.test") == set()
    assert "nog niemand" in leest(client.get(LIJST))


def _waar(woord: str) -> set[str]:
    """The tables in which a word stands, read as text by the database: all of them, history and queue included."""
    uit = set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        for (tabel,) in cursor.fetchall():
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{tabel}" t WHERE t::text LIKE %s)', [f"%{woord}%"])
            if cursor.fetchone()[0]:
                uit.add(tabel)
    return uit


def test_one_persons_data_go_along_with_their_purpose(zetel: Lidmaatschap, schrijver: User) -> None:
    client = inloggen(schrijver)
    pad = vul(client, zetel)
    data = json.loads(client.get(f"{pad}gegevens/").content)
    assert data["positie"].startswith("Regiocoördinator")
    assert data["gegevens"]["e-mailadres"] == {
        "waarde": "kanarie@voorbeeld.test", "doel": "Om stukken en uitnodigingen te sturen.",
    }  # fmt: skip


def test_who_was_filled_in_meanwhile_is_not_overwritten(zetel: Lidmaatschap, schrijver: User) -> None:
    client = inloggen(schrijver)
    pad = f"{LIJST}{zetel.pk}/"
    velden = formulier(client.get(pad).text, pad)
    Contact.objects.create(zetel=zetel, naam="Van een collega")
    antwoord = client.post(pad, {**velden, **WIE})
    assert antwoord.status_code == 409 and "Van een collega" in leest(antwoord) and "Kanarie-naam" in leest(antwoord)


def test_a_wrong_address_comes_back_with_what_was_typed(zetel: Lidmaatschap, schrijver: User) -> None:
    antwoord = stuur(inloggen(schrijver), f"{LIJST}{zetel.pk}/", WIE | {"email": "geen adres"})
    assert antwoord.status_code == 422 and "geen adres" in leest(antwoord) and not Contact.objects.exists()

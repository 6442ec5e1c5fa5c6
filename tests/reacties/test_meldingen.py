"""One's own notices: the list, reading them, choosing how to get mail, and stopping it without logging in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from governance.models import Regio
from reacties.actions.meldingen import meld
from reacties.afmelden import adres_voor
from reacties.models import Melding, Voorkeur
from tests.inloggen import inloggen
from tests.lezen import leest, stuur
from tests.reacties.proefmelding import Proefmelding

pytestmark = pytest.mark.django_db
LIJST = "/meldingen/"


@pytest.fixture
def wie(persoon: Callable[..., User]) -> User:
    return persoon("ministeriecontact")


@pytest.fixture
def client_van(wie: User, client: Client, settings: Any) -> Client:
    inloggen(wie, client)
    return client


def zeg(wie: User, sleutel: str, zin: str, pad: str = "/twente/") -> Melding:
    meld(wie=wie, regio=Regio.objects.get(code="twente"), melding=Proefmelding(sleutel, zin, pad))
    return Melding.objects.get(user=wie, sleutel=sleutel)


def test_empty_list_says_when_there_will_be_one(client_van: Client) -> None:
    assert "Er zijn nog geen meldingen." in leest(client_van.get(LIJST))


def test_the_list_shows_ones_own_alone(client_van: Client, wie: User, persoon: Callable[..., User]) -> None:
    zeg(wie, "a", "Voor <b>mij</b>.")
    zeg(persoon("redacteur"), "a", "Voor een ander.")
    html = leest(client_van.get(LIJST))
    assert "Voor &lt;b&gt;mij&lt;/b&gt;." in html and "1 nieuwe melding" in html and "een ander" not in html


def test_opening_marks_it_as_read_by_post_alone(client_van: Client, wie: User) -> None:
    melding = zeg(wie, "a", "Iets.", "/twente/opgaven/14/")
    antwoord = client_van.get(f"{LIJST}{melding.pk}/")
    assert (antwoord.status_code, antwoord["Location"]) == (302, "/twente/opgaven/14/")
    melding.refresh_from_db()
    assert melding.gelezen_op is None
    assert client_van.post(f"{LIJST}{melding.pk}/")["Location"] == "/twente/opgaven/14/"
    melding.refresh_from_db()
    assert melding.gelezen_op is not None


def test_somebody_elses_is_not_there(client_van: Client, persoon: Callable[..., User]) -> None:
    melding = zeg(persoon("redacteur"), "a", "Van een ander.")
    assert client_van.get(f"{LIJST}{melding.pk}/").status_code == 404
    assert client_van.post(f"{LIJST}{melding.pk}/").status_code == 404
    assert client_van.get(f"{LIJST}{10**30}/").status_code == 404


def test_all_at_once(client_van: Client, wie: User) -> None:
    for n in range(3):
        zeg(wie, f"s{n}", "Iets.")
    html = leest(stuur(client_van, f"{LIJST}gelezen/", follow=True, op=LIJST))
    assert "3 meldingen als gelezen gemarkeerd." in html and "Niets nieuws." in html


def test_choosing_how_to_hear(client_van: Client, wie: User) -> None:
    html = leest(stuur(client_van, f"{LIJST}voorkeur/", {"wijze": "dagelijks"}, follow=True, op=LIJST))
    assert "Bewaard." in html and Voorkeur.objects.get(user=wie).wijze == "dagelijks"
    fout = client_van.post(f"{LIJST}voorkeur/", {"wijze": "duif"})
    assert fout.status_code == 422 and "Kies een van de drie." in leest(fout)
    assert Voorkeur.objects.get(user=wie).wijze == "dagelijks"


def test_without_an_account_one_is_asked_to_log_in(client: Client, voorbeeld: object) -> None:
    assert client.get(LIJST)["Location"] == "/account/inloggen/?next=/meldingen/"


def test_stopping_mail_asks_first_and_needs_no_login(client: Client, wie: User, settings: Any) -> None:
    pad = adres_voor(wie).removeprefix(settings.BASIS_URL)
    html = leest(client.get(pad))
    assert "Stuur mij geen e-mail meer" in html and wie.email not in html and not Voorkeur.objects.exists()
    assert "U krijgt geen e-mail meer" in leest(Client(enforce_csrf_checks=True).post(pad))
    assert Voorkeur.objects.get(user=wie).wijze == "geen"


def test_an_address_that_was_not_made_here_does_nothing(client: Client, wie: User, settings: Any) -> None:
    pad = adres_voor(wie).removeprefix(settings.BASIS_URL)
    for vals in (pad[:-3] + "/", "/meldingen/afmelden/niets/"):
        antwoord = client.post(vals)
        assert antwoord.status_code == 404 and "Deze link werkt niet" in leest(antwoord)
    assert not Voorkeur.objects.exists()


def test_cost_of_the_list(client_van: Client, wie: User, django_assert_num_queries: Any) -> None:
    for n in range(60):
        zeg(wie, f"s{n}", "Iets.")
    with django_assert_num_queries(5):
        client_van.get(LIJST)

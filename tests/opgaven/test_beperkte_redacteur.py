"""A redacteur who is limited to some opgaven edits those and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from governance.models import Rol
from opgaven.models import Opgave, Plan
from tests.inloggen import inloggen


@pytest.fixture
def client(voorbeeld: Plan, persoon: Callable[..., User]) -> Client:
    """Logged in as the redacteur of opgave 7 alone."""
    user = persoon("redacteur")
    sleutel = Opgave.objects.get(plan=voorbeeld, nummer=7).sleutel
    Rol.objects.filter(user=user).update(opgaven_sleutels=[sleutel])
    client = inloggen(user)
    return client


@pytest.mark.parametrize(
    ("adres", "status"),
    [
        ("/twente/opgaven/7/vervolg/bewerken/", 200),
        ("/twente/opgaven/8/vervolg/bewerken/", 403),
        ("/twente/plan/1/1/bewerken/", 403),
    ],
)
def test_only_the_own_opgave_opens(client: Client, adres: str, status: int) -> None:
    assert client.get(adres).status_code == status


def test_saving_another_opgave_is_refused(client: Client) -> None:
    antwoord = client.post("/twente/opgaven/8/vervolg/bewerken/", {"versie": 1, "opening": "Niet van mij."})
    assert antwoord.status_code == 403


@pytest.mark.parametrize(("nummer", "ziet"), [(7, True), (8, False)])
def test_the_button_is_only_where_she_works(client: Client, nummer: int, ziet: bool) -> None:
    assert ("data-bewerken" in client.get(f"/twente/opgaven/{nummer}/").text) == ziet


def test_a_second_rol_without_a_limit_lifts_the_limit(client: Client, voorbeeld: Plan) -> None:
    user = User.objects.get(rollen__soort="redacteur")
    Rol.objects.create(user=user, regio=voorbeeld.regio, soort="programmamanager")
    assert client.get("/twente/opgaven/8/vervolg/bewerken/").status_code == 200

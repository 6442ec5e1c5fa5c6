"""A region keeps a beheerder, whichever way the admin is asked to take the last one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from governance.models import Rol
from governance.permissions import LAATSTE_BEHEERDER
from npvr.gezien import afdruk, merk
from opgaven.models import Plan
from tests.lezen import stuur

LIJST = "/beheer/accounts/user/"


@pytest.fixture
def wacht(voorbeeld: Plan, als: Callable[..., Client]) -> Client:
    """Somebody with the admin and the role of beheerder in another region, so that Twente has none yet.

    They have just shown their password: accounts are not changed or thrown away without it.
    """
    client = als("beheerder", regio="achterhoek")
    client.post("/account/opnieuw-inloggen/", {"password": "een-lang-wachtwoord"})
    return client


@pytest.fixture
def laatste(wacht: Client, persoon: Callable[..., User]) -> User:
    return persoon("beheerder")


def velden(wie: User, **meer: object) -> dict[str, object]:
    rol = Rol.objects.get(user=wie)
    basis = {
        "naam": wie.naam,
        "email": wie.email,
        "is_active": "on",
        "is_staff": "on",
        "is_superuser": "on",
        "rollen-TOTAL_FORMS": 1,
        "rollen-INITIAL_FORMS": 1,
        "rollen-0-id": rol.pk,
        "rollen-0-user": wie.pk,
        "rollen-0-regio": rol.regio_id,
        "rollen-0-soort": rol.soort,
    } | meer
    return {naam: waarde for naam, waarde in basis.items() if waarde is not None}


BESLUITEN: list[dict[str, Any]] = [
    {"is_active": None},
    {"rollen-0-soort": "redacteur"},
    {"rollen-0-tot_0": "2199-01-01", "rollen-0-tot_1": "12:00"},
]


@pytest.mark.parametrize("wijziging", BESLUITEN)
def test_the_last_one_stays(wijziging: dict[str, Any], laatste: User, wacht: Client) -> None:
    antwoord = stuur(wacht, f"{LIJST}{laatste.pk}/change/", velden(laatste, **wijziging))
    assert antwoord.status_code == 200 and LAATSTE_BEHEERDER in antwoord.text
    laatste.refresh_from_db()
    assert laatste.is_active and Rol.objects.filter(user=laatste, soort="beheerder", tot=None).exists()


@pytest.mark.parametrize("wijziging", BESLUITEN)
def test_with_a_second_one_it_is_allowed(
    wijziging: dict[str, Any], laatste: User, wacht: Client, persoon: Callable[..., User]
) -> None:
    persoon("beheerder")
    assert stuur(wacht, f"{LIJST}{laatste.pk}/change/", velden(laatste, **wijziging)).status_code == 302


def test_an_end_before_the_start(laatste: User, wacht: Client) -> None:
    wijziging = {"rollen-0-tot_0": "2020-01-01", "rollen-0-tot_1": "12:00"}
    antwoord = stuur(wacht, f"{LIJST}{laatste.pk}/change/", velden(laatste, **wijziging))
    assert antwoord.status_code == 200 and "Kies een moment na het begin van de rol" in antwoord.text


def test_a_disabled_account_does_not_count_as_a_second(
    laatste: User, wacht: Client, persoon: Callable[..., User]
) -> None:
    User.objects.filter(pk=persoon("beheerder").pk).update(is_active=False)
    assert stuur(wacht, f"{LIJST}{laatste.pk}/change/", velden(laatste, is_active=None)).status_code == 200


def test_deleting_the_last_one(laatste: User, wacht: Client) -> None:
    gezien = afdruk(merk(User.objects.get(pk=laatste.pk), *Rol.alle.filter(user=laatste)), {})
    pagina = wacht.post(f"{LIJST}{laatste.pk}/delete/", {"post": "yes", "gezien": gezien})
    assert LAATSTE_BEHEERDER in pagina.text
    assert User.objects.filter(pk=laatste.pk).exists()


def _verwijder(client: Client, *wie: User) -> str:
    gekozen: dict[str, Any] = {"action": "delete_selected", "_selected_action": [u.pk for u in wie]}
    gekozen |= {"post": "yes", "gezien": merk(*User.objects.filter(pk__in=[u.pk for u in wie]).order_by("pk"))}
    return client.post(LIJST, gekozen, follow=True).text


def test_deleting_several_at_once(laatste: User, wacht: Client, persoon: Callable[..., User]) -> None:
    tweede, lezer = persoon("beheerder"), persoon("lezer")
    assert LAATSTE_BEHEERDER in _verwijder(wacht, laatste, tweede)
    assert User.objects.filter(pk__in=[laatste.pk, tweede.pk]).count() == 2
    assert LAATSTE_BEHEERDER not in _verwijder(wacht, tweede, lezer)
    assert set(User.objects.filter(pk__in=[laatste.pk, tweede.pk, lezer.pk])) == {laatste}

"""Twenty at once, on the real database: one account, one role, one beheerder who stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from accounts.models import User
from governance.actions import uitnodigingen
from governance.actions.rollen import Geweigerd, beeindig_rol
from governance.models import Regio, Rol, Uitnodiging
from opgaven.models import Plan

pytestmark = pytest.mark.django_db(transaction=True)
WACHTWOORD = "vier losse woorden samen"


def tegelijk(aantal: int, doe: Callable[[int], Any]) -> list[Any]:
    def los(n: int) -> Any:
        try:
            return doe(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(aantal) as baan:
        return list(baan.map(los, range(aantal)))


@pytest.fixture(autouse=True)
def snel(settings: Any) -> Iterator[None]:
    """The hash of a password is slow by design; here twenty are made and the race is what counts."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    yield


def test_twintig_keer_dezelfde_link_geeft_een_account(voorbeeld: Plan, persoon: Callable[..., User]) -> None:
    regio = Regio.objects.get(code="twente")
    link = uitnodigingen.nodig_uit(
        regio=regio, email="nieuw@voorbeeld.test", soort="redacteur", door=persoon("beheerder")
    )[1].removeprefix(settings.BASIS_URL)
    gegevens = {"naam": "Nieuw", "password1": WACHTWOORD, "password2": WACHTWOORD}
    statussen = tegelijk(20, lambda _: Client().post(link, gegevens).status_code)
    assert statussen.count(302) == 1
    assert set(statussen) <= {302, 403, 404}, "403 for who comes between: there is an account now, log in"
    assert User.objects.filter(email="nieuw@voorbeeld.test").count() == 1
    assert Rol.alle.filter(user__email="nieuw@voorbeeld.test").count() == 1
    assert Uitnodiging.objects.filter(gebruikt_door__isnull=False).count() == 1


def test_twee_beheerders_die_elkaar_tegelijk_beeindigen(voorbeeld: Plan, persoon: Callable[..., User]) -> None:
    mensen = [persoon("beheerder") for _ in range(4)]
    rollen = [Rol.objects.get(user=user) for user in mensen]

    def doe(n: int) -> bool:
        try:
            return beeindig_rol(rol=rollen[(n + 1) % 4], door=mensen[n])
        except Geweigerd:
            return False

    tegelijk(4, doe)
    assert Rol.objects.filter(soort="beheerder", regio__code="twente").count() == 1


def test_twintig_keer_dezelfde_uitnodiging_is_er_een(voorbeeld: Plan, persoon: Callable[..., User]) -> None:
    regio, door = Regio.objects.get(code="twente"), persoon("beheerder")
    tegelijk(20, lambda _: uitnodigingen.nodig_uit(regio=regio, email="a@voorbeeld.test", soort="lezer", door=door))
    assert Uitnodiging.objects.filter(email="a@voorbeeld.test").count() == 1


def test_twintig_gokken_tegelijk_tellen_alle_twintig(persoon: Callable[..., User]) -> None:
    """The counter of failed logins is shared and does not lose count in a rush."""
    user = persoon("redacteur")
    gokken = {"login": user.email, "password": "raad-maar-iets"}
    tegelijk(20, lambda n: Client(REMOTE_ADDR=f"198.51.100.{n}").post("/account/inloggen/", gokken).status_code)
    goed = Client(REMOTE_ADDR="198.51.100.200")
    goed.post("/account/inloggen/", {"login": user.email, "password": "een-lang-wachtwoord"})
    assert "_auth_user_id" not in goed.session

"""Twenty at once, on the real database: one account, one role, one beheerder who stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client

from accounts.models import User
from governance.actions import uitnodigingen
from governance.actions.rollen import RolGeweigerd, beeindig_rol
from governance.models import Post, Regio, Rol, Uitnodiging
from npvr.gezien import merk
from opgaven.models import Plan
from tests.inloggen import inloggen
from tests.sleutels import brief, link_in, open_link

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


def test_twenty_times_the_same_link_gives_one_account(voorbeeld: Plan, persoon: Callable[..., User]) -> None:
    regio = Regio.objects.get(code="twente")
    link = uitnodigingen.nodig_uit(
        regio=regio, email="nieuw@voorbeeld.test", soort="redacteur", door=persoon("beheerder")
    )[1]
    clients = [Client() for _ in range(20)]
    for client in clients:
        open_link(client, link)
    gegevens = {"naam": "Nieuw", "password1": WACHTWOORD, "password2": WACHTWOORD}
    statussen = tegelijk(20, lambda n: clients[n].post("/uitnodiging/aannemen/", gegevens).status_code)
    assert statussen.count(302) == 1
    assert set(statussen) <= {302, 403, 404}, "403 for who comes between: there is an account now, log in"
    assert User.objects.filter(email="nieuw@voorbeeld.test").count() == 1
    assert Rol.alle.filter(user__email="nieuw@voorbeeld.test").count() == 1
    assert Uitnodiging.objects.filter(gebruikt_door__isnull=False).count() == 1


def test_two_beheerders_that_end_each_other_at_once(voorbeeld: Plan, persoon: Callable[..., User]) -> None:
    mensen = [persoon("beheerder") for _ in range(4)]
    rollen = [Rol.objects.get(user=user) for user in mensen]

    def doe(n: int) -> bool:
        try:
            return beeindig_rol(rol=rollen[(n + 1) % 4], door=mensen[n])
        except (RolGeweigerd, PermissionDenied):  # who has just lost the role ends nobody's any more
            return False

    tegelijk(4, doe)
    assert Rol.objects.filter(soort="beheerder", regio__code="twente").count() in (1, 2)


def test_twenty_times_the_same_invitation_is_one(voorbeeld: Plan, persoon: Callable[..., User]) -> None:
    regio, door = Regio.objects.get(code="twente"), persoon("beheerder")

    def nodig(_: int) -> None:
        with suppress(uitnodigingen.Dubbel):
            uitnodigingen.nodig_uit(regio=regio, email="a@voorbeeld.test", soort="lezer", door=door)

    tegelijk(20, nodig)
    assert Uitnodiging.objects.filter(email="a@voorbeeld.test").count() == 1
    assert Post.objects.count() == 1


def test_a_double_click_is_one_invitation_and_one_message(voorbeeld: Plan, persoon: Callable[..., User]) -> None:
    """The same form twenty times at once, and the same *Verstuur opnieuw*."""
    beheerder = persoon("beheerder")
    velden = {"email": "a@voorbeeld.test", "soort": "lezer", "kenmerk": str(uuid4())}

    def als_beheerder() -> Client:
        return inloggen(beheerder)

    clients = [als_beheerder() for _ in range(20)]
    lijst = "/twente/beheer/personen/"
    assert set(tegelijk(20, lambda n: clients[n].post(f"{lijst}uitnodigen/", velden).status_code)) == {302}
    uitnodiging = Uitnodiging.objects.get()
    assert Post.objects.count() == 1
    adres, gezien = f"{lijst}uitnodigingen/{uitnodiging.pk}/opnieuw/", {"gezien": merk(uitnodiging)}
    assert sorted(tegelijk(20, lambda n: clients[n].post(adres, gezien).status_code)) == [302] + 19 * [409]
    assert Post.objects.filter(stand="wacht").count() == 1 and Post.objects.count() == 2


def test_choosing_a_new_password_twice_at_once_says_twice_that_it_is_done(
    persoon: Callable[..., User],
) -> None:
    user = persoon("redacteur")
    Client().post("/account/wachtwoord/vergeten/", {"email": user.email})
    client = Client()
    open_link(client, link_in(brief(user.email).tekst))

    def kies(_: int) -> str:
        zelfde = Client()
        zelfde.cookies = client.cookies.copy()  # type: ignore[assignment]
        nieuw = {"password1": WACHTWOORD, "password2": WACHTWOORD}
        return str(zelfde.post("/account/wachtwoord/nieuw/kiezen/", nieuw).headers.get("Location"))

    assert set(tegelijk(5, kies)) == {"/account/wachtwoord/nieuw/klaar/"}
    assert Post.objects.filter(onderwerp__contains="gewijzigd").count() == 1


def test_twenty_guesses_at_once_count_all_twenty(persoon: Callable[..., User]) -> None:
    """Counts are shared and do not lose count in a rush: five are judged, the others wait."""
    user = persoon("redacteur")
    gokken = {"login": user.email, "password": "raad-maar-iets"}

    def gok(_: int) -> bool:
        return "Te veel" in Client(REMOTE_ADDR="198.51.100.1").post("/account/inloggen/", gokken).text

    assert tegelijk(20, gok).count(True) == 15
    goed = Client(REMOTE_ADDR="198.51.100.1")
    goed.post("/account/inloggen/", {"login": user.email, "password": "een-lang-wachtwoord"})
    assert "_auth_user_id" not in goed.session

"""People and roles in the admin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from accounts.models import User
from governance.models import Regio, Rol
from opgaven.models import Plan
from tests.lezen import stuur

GOED = "zes-appels-in-de-schaal"


def beheer(**meer: object) -> dict[str, object]:
    return {"rollen-TOTAL_FORMS": 0, "rollen-INITIAL_FORMS": 0} | meer


def test_a_new_person_gets_a_hashed_password(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    velden = beheer(
        naam="Nieuwe redacteur", email="Nieuw@Voorbeeld.test", usable_password="true", password1=GOED, password2=GOED
    )
    response = als("beheerder").post("/beheer/accounts/user/add/", velden)
    assert response.status_code == 302, response.content.decode()[:2000]
    nieuw = User.objects.get(email="nieuw@voorbeeld.test")
    assert nieuw.check_password(GOED) and GOED not in nieuw.password
    assert not nieuw.is_staff and not nieuw.is_superuser


def test_a_weak_password_and_a_known_address_are_refused(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("beheerder")
    bestaat = User.objects.get().email
    velden = beheer(naam="X", email=bestaat.upper(), usable_password="true", password1="kort", password2="kort")
    response = client.post("/beheer/accounts/user/add/", velden)
    assert response.status_code == 200
    pagina = response.content.decode()
    assert "Er is al iemand met dit e-mailadres." in pagina
    assert 'id="id_password2_error"' in pagina
    assert User.objects.count() == 1


def test_the_hash_is_never_shown_in_full(voorbeeld: Plan, als: Callable[..., Client], persoon: Any) -> None:
    wie = persoon("redacteur")
    pagina = als("beheerder").get(f"/beheer/accounts/user/{wie.pk}/change/").content.decode()
    assert wie.password not in pagina
    assert wie.password.split("$")[-1] not in pagina


def test_a_role_is_given_and_says_by_whom(voorbeeld: Plan, als: Callable[..., Client], persoon: Any) -> None:
    client, wie = als("beheerder"), persoon(None)
    velden = {
        "naam": wie.naam,
        "email": wie.email,
        "is_active": "on",
        "rollen-TOTAL_FORMS": 1,
        "rollen-INITIAL_FORMS": 0,
        "rollen-0-regio": Regio.objects.get(code="twente").pk,
        "rollen-0-soort": "redacteur",
        "rollen-0-user": wie.pk,
    }
    response = stuur(client, f"/beheer/accounts/user/{wie.pk}/change/", velden)
    assert response.status_code == 302, response.content.decode()[:3000]
    rol = Rol.objects.get(user=wie)
    assert rol.soort == "redacteur"
    assert rol.gegeven_door is not None and rol.gegeven_door.is_superuser


def test_a_contact_without_a_ministry_is_refused(voorbeeld: Plan, als: Callable[..., Client], persoon: Any) -> None:
    client, wie = als("beheerder"), persoon(None)
    velden = {
        "naam": wie.naam,
        "email": wie.email,
        "is_active": "on",
        "rollen-TOTAL_FORMS": 1,
        "rollen-INITIAL_FORMS": 0,
        "rollen-0-regio": Regio.objects.get(code="twente").pk,
        "rollen-0-soort": "ministeriecontact",
        "rollen-0-user": wie.pk,
    }
    pagina = stuur(client, f"/beheer/accounts/user/{wie.pk}/change/", velden).content.decode()
    assert "Een contactpersoon heeft een ministerie" in pagina
    assert not Rol.objects.filter(user=wie).exists()

"""SQL that is made once: it answers with the values of now, whatever it was made with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from accounts.models import User
from governance.models import Regio, Rol
from governance.permissions import Toegang
from npvr.vaste_vraag import VasteVraag
from opgaven.models import Plan
from tests.inloggen import inloggen

pytestmark = pytest.mark.django_db


def _namen(code: str, pk: int) -> QuerySet[Regio, Any]:
    return Regio.objects.filter(code=code).exclude(pk=pk).values_list("naam")


def test_each_query_with_its_own_values(voorbeeld: Plan) -> None:
    vraag = VasteVraag(_namen, getal=("pk",))
    assert vraag("twente", 0) == [("Twente",)]
    assert vraag("zuid-limburg", 0) == [("Zuid-Limburg",)]
    assert vraag("twente", voorbeeld.regio_id) == []
    assert vraag("'; DROP TABLE governance_regio; --", 0) == []


def test_a_moment_is_of_the_asking_and_not_of_the_making(voorbeeld: Plan) -> None:
    vraag = VasteVraag(lambda nu: Plan.objects.filter(gewijzigd_op__lt=nu).values_list("titel"), moment=("nu",))
    assert vraag(timezone.now() - timedelta(days=1)) == []
    assert vraag(timezone.now() + timedelta(days=1)) == [(voorbeeld.titel,)]


def test_a_rol_that_ends_no_longer_counts_at_the_next_query(voorbeeld: Plan, persoon: Callable[..., User]) -> None:
    mens = persoon("redacteur")
    assert Toegang.van(mens, voorbeeld.regio).rollen == {"redacteur"}
    Rol.objects.filter(user=mens).update(tot=timezone.now())
    assert Toegang.van(mens, voorbeeld.regio).rollen == frozenset()


def test_a_page_sees_a_rol_that_just_ended_and_an_account_just_closed(
    intern: Plan, persoon: Callable[..., User]
) -> None:
    mens, client = persoon("lezer"), Client()
    inloggen(mens, client)
    assert client.get("/twente/opgaven/").status_code == 200
    Rol.objects.filter(user=mens).update(tot=timezone.now())
    assert client.get("/twente/opgaven/").status_code == 404
    Rol.alle.filter(user=mens).update(tot=None)
    assert client.get("/twente/opgaven/").status_code == 200
    User.objects.filter(pk=mens.pk).update(is_active=False)
    assert client.get("/twente/opgaven/").status_code == 404, "de sessie is van iemand die niet meer binnen mag"


def test_another_password_ends_a_session(intern: Plan, persoon: Callable[..., User]) -> None:
    mens, client = persoon("lezer"), Client()
    inloggen(mens, client)
    assert client.get("/twente/opgaven/").status_code == 200
    mens.set_password("een ander lang wachtwoord")
    mens.save()
    assert client.get("/twente/opgaven/").status_code == 404

"""Who gets into the admin, by which door, and what is not in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client

from governance.models import Rol
from opgaven.models import Plan

REGISTERS = {
    "accounts.user",
    "governance.gremium",
    "governance.mijlpaal",
    "governance.ministerie",
    "governance.organisatie",
    "governance.regio",
    "monitoring.bron",
    "monitoring.indicator",
    "monitoring.meetgebied",
    "monitoring.meting",
    "monitoring.stap",
    "opgaven.traject",
}


def test_the_admin_holds_the_registers_and_nothing_of_the_plan() -> None:
    assert {m._meta.label_lower for m in admin.site._registry} == REGISTERS


def test_a_visitor_is_sent_to_the_login_of_the_portal(voorbeeld: Plan, client: Client) -> None:
    response = client.get("/beheer/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/account/inloggen/?next=%2Fbeheer%2F")


def test_there_is_no_second_login_that_knows_no_limits(voorbeeld: Plan, persoon: Any, client: Client) -> None:
    beheerder = persoon("beheerder")
    response = client.post("/beheer/login/", {"username": beheerder.email, "password": "een-lang-wachtwoord"})
    assert response.status_code == 302
    assert response["Location"].startswith("/account/inloggen/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("rol", [r for r in Rol.Soort.values if r != "beheerder"] + [None])
def test_others_are_refused(rol: str | None, voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als(rol)
    response = client.get("/beheer/", follow=True)
    assert response.status_code == 403
    assert client.post("/beheer/governance/gremium/add/", {"naam": "x"}).status_code in (302, 403)


@pytest.mark.parametrize("model", sorted(REGISTERS))
def test_every_list_and_form_opens_for_a_beheerder(model: str, voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("beheerder")
    pad = f"/beheer/{model.replace('.', '/')}/"
    assert client.get(pad, {"q": "x"}).status_code == 200
    assert client.get(f"{pad}add/").status_code == 200


def test_a_region_is_not_thrown_away(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    assert als("beheerder").post(f"/beheer/governance/regio/{voorbeeld.regio.pk}/delete/").status_code == 403


def test_an_address_that_names_no_field_opens_the_row(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    assert als("beheerder").get(f"/beheer/governance/regio/{voorbeeld.regio.pk}/change/?_to_field=").status_code == 200

"""A version of the example plan, and people who decide about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.models import User
from governance.models import Regio
from opgaven.actions.plannen import pas_toe
from opgaven.bouw import bouw_opnieuw
from opgaven.models import Plan
from versies.actions.versies import maak_versie
from versies.models import Versie


@pytest.fixture(autouse=True)
def eigen_map(eigen_var: Path) -> None:
    """The seals that are kept outside the database go to a folder of the test."""


@pytest.fixture(scope="module")
def _achterhoek(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """Written once for the tests of a file, in a transaction around those of the tests: it takes half a second."""
    om = transaction.atomic()
    with django_db_blocker.unblock():
        om.__enter__()
        document = bouw_opnieuw(Plan.objects.van("twente").get())
        regio = Regio.objects.get(code="achterhoek")
        plan = pas_toe(regio=regio, document=replace(document, regio=regio.code), door=None)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    yield plan.pk
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        om.__exit__(None, None, None)


@pytest.fixture
def voorbeeld(_achterhoek: int, db: None) -> Plan:
    """The example plan in a region of which nothing was frozen yet."""
    return Plan.objects.get(pk=_achterhoek)


@pytest.fixture
def persoon(persoon: Callable[..., User], voorbeeld: Plan) -> Callable[..., User]:
    """As everywhere, with a role in the region of this plan."""

    def maak(soort: str | None, ministerie: str = "ocw", regio: str = voorbeeld.regio.code) -> User:
        return persoon(soort, ministerie, regio)

    return maak


@pytest.fixture
def manager(persoon: Callable[..., User]) -> User:
    return persoon("programmamanager")


@pytest.fixture
def versie(voorbeeld: Plan, manager: User) -> Versie:
    return maak_versie(plan=voorbeeld, label="Definitief", door=manager, toelichting="Voor de vergadering.")

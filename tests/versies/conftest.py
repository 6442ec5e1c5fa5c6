"""A version of the example plan, and people who decide about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

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


@pytest.fixture
def voorbeeld(voorbeeld: Plan) -> Plan:
    """The example plan in a region of which nothing was frozen yet."""
    regio = Regio.objects.get(code="achterhoek")
    return pas_toe(regio=regio, document=replace(bouw_opnieuw(voorbeeld), regio=regio.code), door=None)


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

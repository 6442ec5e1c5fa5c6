"""A body with seats and meetings, for tests about meetings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from accounts.models import User
from governance.actions.agenda import zet_punt
from governance.actions.overleggen import Overlegtijd, plan_extra, zet_stap
from governance.models import Agendapunt, Gremium, Lidmaatschap, Ministerie, Overleg
from governance.overlegstanden import PER_CODE
from opgaven.models import Plan

DAG = date(2026, 11, 19)
NA = date(2026, 12, 10)
PUNT: dict[str, Any] = {"titel": "Voortgang", "soort": "besluit", "minuten": 20}


@pytest.fixture
def kernteam(voorbeeld: Plan) -> Gremium:
    """The kernteam with a chair by position; a ministry (BZK) has a seat."""
    rij = Gremium.objects.get(regio=voorbeeld.regio, code="kernteam_rijk_regio")
    bzk = Ministerie.objects.get(code="bzk")
    Lidmaatschap.objects.filter(gremium=rij, ministerie=bzk).update(positie=Lidmaatschap.Positie.VOORZITTER)
    return rij


@pytest.fixture
def schrijver(persoon: Callable[..., User]) -> User:
    return persoon("secretaris")


@pytest.fixture
def overleg(kernteam: Gremium, schrijver: User) -> Overleg:
    """Planned; the next one is there too."""
    uit = maak(kernteam, DAG, schrijver)
    maak(kernteam, NA, schrijver)
    return uit


def maak(gremium: Gremium, dag: date, door: User) -> Overleg:
    rij = plan_extra(gremium=gremium, wanneer=Overlegtijd(dag, time(14), time(15, 30), "Hengelo"), door=door)
    return Overleg.objects.select_related("gremium__regio").get(pk=rij.pk)


def punt(overleg: Overleg, door: User, **velden: Any) -> Agendapunt:
    return zet_punt(overleg=overleg, velden=PUNT | velden, door=door)


def naar(overleg: Overleg, door: User, *stappen: str) -> Overleg:
    """Through these moves, on the day itself."""
    for code in stappen:
        stap = PER_CODE[code]
        reden = "Omdat het moet." if stap.terug else ""
        zet_stap(overleg=overleg, stap=stap, door=door, gezien=stap.van, reden=reden, vandaag=overleg.datum)
    return Overleg.objects.select_related("gremium__regio").get(pk=overleg.pk)


def gehouden(overleg: Overleg, door: User) -> Overleg:
    return naar(overleg, door, "zet_vast", "houd")


def pad(overleg: Overleg, *delen: str) -> str:
    return "/".join((f"/twente/governance/overleggen/{overleg.pk}", *delen)) + "/"

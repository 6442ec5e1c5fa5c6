"""How many queries each page of the plan asks: with eleven regions that write and comment as many as with one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.models import Regio
from opgaven.actions.plannen import pas_toe
from opgaven.bouw import bouw_opnieuw
from opgaven.models import Plan
from plandocument.canoniek import canonieke_bytes, hash_van, uit_bytes
from plandocument.sleutels import vaste_sleutel
from reacties.models import Reactie
from tests.conftest import publiceer_nu
from versies.models import Versie

VERSIES, REACTIES = 12, 300
"""Of each of the other regions; and half as many again of Twente's own."""

BEZOEKER = {
    "/twente/": 3,
    "/twente/plan/": 1,
    "/twente/plan/2/": 1,
    "/twente/opgaven/": 2,
    "/twente/opgaven/matrix/": 2,
    "/twente/opgaven/14/": 3,
}
REDACTEUR = {
    "/twente/plan/": 2,
    "/twente/plan/2/": 3,
    "/twente/opgaven/": 3,
    "/twente/opgaven/?woord=spoor": 3,
    "/twente/opgaven/matrix/": 3,
    "/twente/opgaven/14/": 8,
    "/twente/opgaven/14/impact/bewerken/": 9,
    "/twente/plan/1/1/bewerken/": 10,
    "/twente/plancontrole/": 4,
}


def tel(client: Client, adressen: dict[str, int]) -> dict[str, int]:
    """Of a second request, since the first one reads what is kept."""
    uit = {}
    for adres in adressen:
        client.get(adres)
        with CaptureQueriesContext(connection) as gevraagd:
            assert client.get(adres).status_code == 200
        uit[adres] = len(gevraagd)
    return uit


def versies(plan: Plan, hoeveel: int) -> None:
    document = bouw_opnieuw(plan)
    rijen = []
    for n in range(hoeveel):
        vast = replace(document, label=f"Kwartaal {n}")
        velden: dict[str, Any] = {"inhoud": canonieke_bytes(vast), "sha256": hash_van(vast), "schema": vast.schema}
        velden["gemaakt_op"] = timezone.now()
        rijen.append(Versie(plan=plan, nummer=100 + n, code=f"kwartaal-{n}", label=vast.label, **velden))
    Versie.objects.bulk_create(rijen)


def reacties(plan: Plan, hoeveel: int) -> None:
    opgaven, nu = bouw_opnieuw(plan).opgaven, timezone.now()
    Reactie.objects.bulk_create(
        Reactie(
            plan=plan,
            opgave=opgaven[n % len(opgaven)].sleutel,
            sectie=opgaven[n % len(opgaven)].secties[0].sleutel,
            tekst=f"Reactie {n}",
            gegeven_op=nu.date(),
            gemaakt_op=nu,
            ingediend_op=nu,
        )
        for n in range(hoeveel)
    )


def vul_de_andere_regios() -> None:
    twente = Plan.objects.van("twente").get()
    heel = bouw_opnieuw(twente)
    bron = replace(heel, opgaven=heel.opgaven[:4], hoofdstukken=heel.hoofdstukken[:1])
    tekst = canonieke_bytes(bron).decode()
    sleutels = sorted(set(re.findall(r'"sleutel":"([^"]+)"', tekst)), key=len, reverse=True)
    woorden = re.compile("|".join(map(re.escape, sleutels)))
    for regio in Regio.objects.exclude(code="twente"):
        ander = {s: vaste_sleutel(f"{regio.code}-{s}") for s in sleutels}
        eigen = uit_bytes(woorden.sub(lambda g, a=ander: a[g[0]], tekst).encode())  # type: ignore[misc]
        pas_toe(regio=regio, document=replace(eigen, regio=regio.code, titel=f"Plan voor {regio.naam}"), door=None)
        plan = Plan.objects.van(regio.code).get()
        versies(plan, VERSIES)
        reacties(plan, REACTIES)
        publiceer_nu(plan)
    versies(twente, VERSIES)
    reacties(twente, REACTIES // 2)


def test_every_page_asks_as_much_with_eleven_regions_as_with_one(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    bezoeker, redacteur = Client(), als("redacteur")
    assert tel(bezoeker, BEZOEKER) == BEZOEKER
    assert tel(redacteur, REDACTEUR) == REDACTEUR
    vul_de_andere_regios()
    for regio in Regio.objects.all():
        assert bezoeker.get(f"/{regio.code}/opgaven/1/").status_code == 200
    assert tel(bezoeker, BEZOEKER) == BEZOEKER
    assert tel(redacteur, REDACTEUR) == REDACTEUR

"""A page that is printed from the browser carries the version's name and code."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from opgaven.bouw import bouw_opnieuw
from opgaven.models import Opgave, Plan
from plandocument.canoniek import hash_van
from plandocument.versiecode import versiecode
from tests.lezen import leest


def voet(antwoord: Any) -> str:
    gevonden = re.search(r'<p class="drukvoet" id="drukvoet">(.*?)</p>', leest(antwoord))
    assert gevonden is not None
    return re.sub(r"<[^>]+>", "", gevonden[1])


@pytest.mark.parametrize("pagina", ["", "opgaven/14/", "plan/1/", "opgaven/matrix/", "governance/", "documenten/"])
def test_a_visitor_prints_the_public_version(pagina: str, client: Client, voorbeeld: Plan) -> None:
    versie = voorbeeld.versies.get()
    zin = voet(client.get(f"/twente/{pagina}"))
    assert zin.startswith(
        f"{versiecode('twente', versie.sha256)} Plan voor de Regio Twente, Voorbeeldplan, vastgelegd op "
    )


def test_the_working_copy_has_its_own_code_after_each_change(als: Callable[..., Client], voorbeeld: Plan) -> None:
    client = als("redacteur")
    for titel in ("Een titel", "Een andere titel"):
        Opgave.objects.filter(plan=voorbeeld, nummer=14).update(titel=titel)
        code = versiecode("twente", hash_van(bouw_opnieuw(Plan.objects.get(pk=voorbeeld.pk))))
        zin = voet(client.get("/twente/opgaven/14/"))
        assert zin.startswith(f"{code} Plan voor de Regio Twente, werkversie, ")


def test_a_page_that_read_only_a_part_names_no_code(als: Callable[..., Client], voorbeeld: Plan) -> None:
    assert voet(als("redacteur").get("/twente/opgaven/14/vervolg/bewerken/")).startswith(
        "Plan voor de Regio Twente, werk"
    )

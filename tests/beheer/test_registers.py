"""The registers in the admin: forms that help, and what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from governance.models import Gremium, Mijlpaal, Organisatie
from monitoring.models import Indicator, Meting
from opgaven.models import Plan, Traject
from tests.lezen import stuur


def mijlpaal(plan: Plan, **meer: object) -> dict[str, object]:
    return {
        "regio": plan.regio.pk,
        "code": "nieuw",
        "wat": "Iets besloten",
        "datum": "2026-04-17",
        "precisie": "dag",
        "soort": "besluit",
        "relevantie": "npvr",
    } | meer


def test_the_order_of_a_milestone_follows_from_its_date(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    als("beheerder").post("/beheer/governance/mijlpaal/add/", mijlpaal(voorbeeld))
    assert Mijlpaal.objects.get(code="nieuw").sorteer == "2026-04-17"


def test_a_new_date_gives_a_new_order_and_the_code_stays(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    rij = Mijlpaal.objects.get(code="m077")
    velden = mijlpaal(voorbeeld, datum="2026-01", precisie="maand", sorteer=rij.sorteer, code="anders")
    stuur(als("beheerder"), f"/beheer/governance/mijlpaal/{rij.pk}/change/", velden)
    rij.refresh_from_db()
    assert (rij.sorteer, rij.code) == ("2026-01-00", "m077")


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"datum": "17 april"}, "Schrijf de datum als JJJJ"),
        ({"datum": "2026-02-30"}, "Schrijf de datum als JJJJ"),
        ({"einddatum": "later"}, "Schrijf de datum als JJJJ"),
        ({"precisie": "vaag"}, "Schrijf bij een datum bij benadering de woorden"),
        ({"precisie": "vaag", "aanduiding": "najaar 2026", "sorteer": "2026"}, "Schrijf de volgorde als JJJJ-MM-DD"),
    ],
)
def test_a_milestone_that_cannot_be_placed_is_refused(
    velden: dict[str, str], zin: str, voorbeeld: Plan, als: Callable[..., Client]
) -> None:
    response = als("beheerder").post("/beheer/governance/mijlpaal/add/", mijlpaal(voorbeeld, **velden))
    assert response.status_code == 200
    assert zin in response.content.decode()
    assert not Mijlpaal.objects.filter(code="nieuw").exists()


def test_choices_of_a_member_are_those_of_the_region(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    from governance.models import Regio

    Organisatie.objects.create(regio=Regio.objects.get(code="achterhoek"), code="y", naam="Achterhoekse partij")
    rij = Gremium.objects.get(regio=voorbeeld.regio, code="npvr_team")
    pagina = als("beheerder").get(f"/beheer/governance/gremium/{rij.pk}/change/").content.decode()
    assert "Gemeente Almelo" in pagina
    assert "Achterhoekse partij" not in pagina


@pytest.mark.parametrize(("model", "code"), [("governance/gremium", "npvr_team"), ("monitoring/indicator", "inwoners")])
def test_a_form_with_rows_costs_a_fixed_number_of_queries(
    model: str, code: str, voorbeeld: Plan, als: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    rij = (Gremium if "gremium" in model else Indicator).objects.get(regio=voorbeeld.regio, code=code)
    client = als("beheerder")
    pad = f"/beheer/{model}/{rij.pk}/change/"
    client.get(pad)
    with django_assert_max_num_queries(16):
        client.get(pad)


def test_what_a_fiche_names_is_not_thrown_away(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    rij = Traject.objects.get(regio=voorbeeld.regio, code="corridor_atd")
    stuur(als("beheerder"), f"/beheer/opgaven/traject/{rij.pk}/delete/", {"post": "yes"})
    assert Traject.objects.filter(pk=rij.pk).exists()


def test_a_measurement_with_its_ends_turned_around_is_refused(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    rij = Indicator.objects.get(code="inwoners")
    velden = {"indicator": rij.pk, "waarde": "10", "tot": "5", "gebied": "Twente", "soort": "stand", "volgorde": 0}
    response = als("beheerder").post("/beheer/monitoring/meting/add/", velden)
    assert response.status_code == 200
    assert not Meting.objects.filter(indicator=rij, waarde=10).exists()

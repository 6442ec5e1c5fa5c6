"""Agreed checks: municipalities add up to the region within a margin, and values stay within their bounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from monitoring.models import Indicator, Meetgebied, Meting
from opgaven.models import Plan
from tests.lezen import leest, stuur

Als = Callable[..., Client]
PAD = "/twente/monitoring/controle/"


@pytest.fixture
def banen(voorbeeld: Plan) -> Indicator:
    """Thirteen municipalities of 25,000 each, one of 27,000: together 352,000, as the region."""
    i = Indicator.objects.get(code="banen")
    i.optelbaar, i.som_marge = True, "0.5"
    i.save()
    namen = Meetgebied.objects.filter(regio=voorbeeld.regio, soort="gemeente").values_list("naam", flat=True)
    for n, naam in enumerate(namen):
        Meting.objects.create(indicator=i, gebied=naam, jaar=2024, soort="stand", waarde=27_000 if n == 0 else 25_000)
    return i


def test_a_sum_within_the_margin_and_one_outside_it(banen: Indicator, als: Als) -> None:
    lezer = als("lezer")
    assert "Klopt: de gemeenten samen zijn 352.000, Twente is 352.000" in leest(lezer.get(PAD))
    Meting.objects.filter(indicator=banen, gebied="Borne").update(waarde=26_700)  # 1,700 of 352,000 is within 0.5 %
    assert "Alles wat te controleren is, klopt." in leest(lezer.get(PAD))
    Meting.objects.filter(indicator=banen, gebied="Borne").update(waarde=26_800)
    pagina = leest(lezer.get(PAD))
    assert "1 afspraak klopt niet." in pagina
    assert (
        "Klopt niet: de gemeenten samen zijn 353.800, Twente is 352.000; afgesproken is hoogstens 0,5 procent" in pagina
    )


def test_a_missing_municipality_is_told_and_not_counted_as_nothing(banen: Indicator, als: Als) -> None:
    Meting.objects.filter(indicator=banen, gebied="Borne").delete()
    assert "Niet te controleren: 1 gemeente zonder getal." in leest(als("lezer").get(PAD))


def test_it_is_said_when_a_value_comes_in(banen: Indicator, als: Als) -> None:
    Meting.objects.filter(indicator=banen, gebied="Borne").delete()
    pm = als("programmamanager")
    velden = {"gebied": "Borne", "soort": "stand", "jaar": "2024", "waarde": "99000"}
    assert stuur(pm, "/twente/monitoring/banen/waarden/nieuw/", velden).status_code == 303
    assert "2024: Klopt niet: de gemeenten samen zijn 426.000" in leest(pm.get("/twente/monitoring/banen/"))


def test_values_out_of_bounds(voorbeeld: Plan, als: Als) -> None:
    Indicator.objects.filter(code="energiearmoede").update(bovengrens=10)
    pagina = leest(als("lezer").get(PAD))
    assert "Enschede: 11,3 ligt buiten wat kan." in pagina and "Almelo: 11 ligt" in pagina


def test_nothing_agreed_yet(voorbeeld: Plan, als: Als) -> None:
    assert "Er is nog niets afgesproken" in leest(als("lezer").get(PAD))


def test_percentages_have_no_sum(voorbeeld: Plan, als: Als) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.filter(code="energiearmoede").update(som_marge=1)


def test_costs_a_fixed_number_of_queries(banen: Indicator, als: Als, django_assert_max_num_queries: Any) -> None:
    lezer = als("lezer")
    lezer.get(PAD)
    with django_assert_max_num_queries(8):
        lezer.get(PAD)

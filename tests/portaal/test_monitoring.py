"""The dashboard and the page of an indicator."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from monitoring.models import Bron, Indicator, Meting, Stap
from opgaven.models import Plan
from tests.lezen import leest

PADEN = ("/twente/monitoring/", "/twente/monitoring/inwoners/")
NBSP = "\u00a0"


def tekst(client: Client, pad: str) -> str:
    response = client.get(pad)
    assert response.status_code == 200, pad
    return leest(response)


def meter(pagina: str, code: str) -> str:
    """The part of the dashboard about one indicator."""
    begin = pagina.index(f'aria-labelledby="m-{code}"')
    return pagina[begin : pagina.index("</section>", begin)]


@pytest.mark.parametrize("pad", PADEN)
def test_an_internal_plan_is_not_there_for_visitors(pad: str, intern: Plan, client: Client, als: Any) -> None:
    assert client.get(pad).status_code == 404
    assert als("redacteur", regio="achterhoek").get(pad).status_code == 404
    assert als("lezer").get(pad).status_code == 200


@pytest.mark.parametrize("pad", PADEN)
def test_only_reading(pad: str, voorbeeld: Plan, client: Client) -> None:
    assert client.post(pad).status_code == 405


def test_unknown_indicator(voorbeeld: Plan, client: Client) -> None:
    assert client.get("/twente/monitoring/bestaat-niet/").status_code == 404


@pytest.mark.parametrize(("pad", "hoeveel"), [("/twente/monitoring/", 4), ("/twente/monitoring/inwoners/", 7)])
def test_costs_a_fixed_number_of_queries(
    pad: str, hoeveel: int, voorbeeld: Plan, client: Client, django_assert_num_queries: Any
) -> None:
    client.get(pad)
    for i in range(4):
        extra = Indicator.objects.create(
            regio=voorbeeld.regio, code=f"x{i}", naam=f"X {i}", eenheid="stuks", openbaar=True
        )
        Meting.objects.create(indicator=extra, waarde=i, gebied="Twente", soort="stand", jaar=2024)
    with django_assert_num_queries(hoeveel):
        client.get(pad)


def test_every_indicator_stands_under_its_doelstelling(voorbeeld: Plan, client: Client) -> None:
    pagina = tekst(client, "/twente/monitoring/")
    assert pagina.count('class="meter"') == Indicator.objects.filter(regio=voorbeeld.regio).count()
    assert (
        pagina.index('id="doelstelling-1"')
        < pagina.index('id="m-energiearmoede"')
        < pagina.index('id="doelstelling-2"')
        < pagina.index('id="m-huisarts_afstand"')
        < pagina.index('id="doelstelling-3"')
        < pagina.index('id="m-banen"')
    )


def test_number_chart_and_table_of_inhabitants(voorbeeld: Plan, client: Client) -> None:
    inwoners = meter(tekst(client, "/twente/monitoring/"), "inwoners")
    assert ">641.000</p>" in inwoners
    assert "inwoners in 2024" in inwoners
    assert "Stijgt" not in inwoners
    assert "Er is geen oordeel: het getal van 2021 is van de soort afgeleid" in inwoners
    assert "Circa 9.000 meer dan in 2021." in inwoners
    assert "741 ambitie" in inwoners and "De as begint bij 600." in inwoners
    assert "circa 620.000" in inwoners and "prognose" in inwoners
    assert 'href="/twente/opgaven/1/"' in inwoners


def test_bounds_missing_year_and_missing_source_in_words(voorbeeld: Plan, client: Client) -> None:
    pagina = tekst(client, "/twente/monitoring/")
    assert f"ruim 3{NBSP}%" in meter(pagina, "huisarts_afstand")
    assert "bijna −17" in meter(pagina, "inkomen")
    armoede = meter(pagina, "energiearmoede")
    assert "Peiljaar ontbreekt" in armoede and "jaar niet genoemd" in armoede
    assert "Bron staat niet in het plan." in armoede
    assert "2035 of later" in meter(pagina, "netcongestie")


def test_words_instead_of_a_line_after_one_measurement(voorbeeld: Plan, client: Client) -> None:
    huisarts = meter(tekst(client, "/twente/monitoring/"), "huisarts_afstand")
    assert "Nog geen grafiek." in huisarts
    assert 'class="grafiek"' not in huisarts


def test_who_may_mend_a_gap_gets_a_link(voorbeeld: Plan, client: Client, als: Any) -> None:
    assert "Vul de bron" not in tekst(client, "/twente/monitoring/")
    assert "Vul de bron" not in tekst(als("lezer"), "/twente/monitoring/")
    assert "Vul de bron aan" in tekst(als("redacteur"), "/twente/monitoring/")


def test_road_map_says_what_is_due(voorbeeld: Plan, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import date

    from django.utils import timezone

    monkeypatch.setattr(timezone, "localdate", lambda *a: date(2027, 3, 1))
    pagina = tekst(client, "/twente/monitoring/")
    assert pagina.count("Dit jaar aan de beurt") == 1
    assert pagina.index("2026 <span") < pagina.index("Dit jaar aan de beurt") < pagina.index("De eerste meting")
    assert pagina.count('class="stapnr"') == 5


def test_region_without_indicators_says_what_to_do(voorbeeld: Plan, client: Client) -> None:
    Indicator.objects.all().delete()
    Stap.objects.all().delete()
    pagina = tekst(client, "/twente/monitoring/")
    assert "nog geen indicatoren in het register" in pagina
    assert 'id="weg"' not in pagina


def test_indicator_without_doelstelling_is_not_lost(voorbeeld: Plan, client: Client) -> None:
    Indicator.objects.create(
        regio=voorbeeld.regio, code="los", naam="Los", eenheid="stuks", doelstelling="weg", openbaar=True
    )
    pagina = tekst(client, "/twente/monitoring/")
    assert "Zonder doelstelling" in pagina
    assert "Geen getal" in meter(pagina, "los")


def test_page_of_an_indicator_shows_every_measurement_with_source_and_note(voorbeeld: Plan, client: Client) -> None:
    stand = Meting.objects.get(indicator__code="inwoners", soort="stand")
    stand.bron = Bron.objects.create(regio=voorbeeld.regio, code="cbs", naam="CBS Statline")
    stand.save()
    pagina = tekst(client, "/twente/monitoring/inwoners/")
    assert pagina.count("<tr>") == 1 + 4
    assert "CBS Statline" in pagina
    assert pagina.count("Ontbreekt") == 3
    assert "teruggerekend uit de prognose" in pagina
    assert "Opgave 1: Ruimtelijke Ontwikkelstrategie Twente" in pagina
    assert "doelstelling 1" in pagina


def test_markup_and_very_long_words_in_a_register(voorbeeld: Plan, client: Client) -> None:
    lang = "<script>alert(1)</script>😀" * 2000
    kwaad = Indicator.objects.create(
        regio=voorbeeld.regio, code="k", naam="<i>", eenheid="<b>", toelichting=lang, openbaar=True
    )
    Meting.objects.create(indicator=kwaad, waarde=1, gebied="<u>", soort="stand", jaar=2024, toelichting="<em>")
    Meting.objects.create(indicator=kwaad, waarde=2, gebied="<s>", soort="stand", jaar=2024)
    for pad in ("/twente/monitoring/", "/twente/monitoring/k/"):
        pagina = tekst(client, pad)
        assert "<script>alert" not in pagina
        assert not any(tag in pagina for tag in ("<i>", "<u>", "<s>", "<em>"))

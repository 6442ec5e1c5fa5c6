"""What opening and saving cost in queries; the two of a savepoint belong to the tests, where a request has none."""

from __future__ import annotations

import pytest

from .conftest import HTMX

KOSTEN = {
    "vervolg": (11, 11),
    "knelpunten": (11, 12),
    "ministeries": (12, 14),
    "trajecten": (12, 14),
    "eigenaarschap": (12, 14),
    "interventies": (11, 12),
}


@pytest.mark.parametrize("soort", KOSTEN)
def test_cost_of_a_fiche_section(als, ingevuld, soort, django_assert_num_queries):
    client = als("redacteur")
    adres = f"/twente/opgaven/14/{soort}/bewerken/"
    openen, bewaren = KOSTEN[soort]
    with django_assert_num_queries(openen):
        antwoord = client.get(adres, headers=HTMX)
    data = ingevuld(antwoord, opening="Andere tekst.")
    with django_assert_num_queries(bewaren):
        client.post(adres, data, headers=HTMX)
    with django_assert_num_queries(openen):  # also right after a save
        client.get(adres, headers=HTMX)


def test_cost_of_a_chapter_section(als, ingevuld, django_assert_num_queries):
    client = als("redacteur")
    adres = "/twente/plan/1/1/bewerken/"
    with django_assert_num_queries(12):
        antwoord = client.get(adres, headers=HTMX)
    data = ingevuld(antwoord, opening="Andere tekst.")
    with django_assert_num_queries(12):
        client.post(adres, data, headers=HTMX)


def test_cost_does_not_grow_with_the_list(als, ingevuld, django_assert_num_queries):
    client = als("redacteur")
    adres = "/twente/opgaven/14/eigenaarschap/bewerken/"
    data = ingevuld(client.get(adres))
    for n in range(8, 150):
        data |= {
            f"item-{n}-tekst": f"Eigenaar {n}",
            f"item-{n}-groep": "overig",
            f"item-{n}-koppelingen": ["Twente Board"],
        }
    data["item-TOTAL_FORMS"] = "150"
    with django_assert_num_queries(14):
        assert client.post(adres, data, headers=HTMX).status_code == 200
    with django_assert_num_queries(12):
        client.get(adres, headers=HTMX)

"""What opening and saving cost in queries; the two of a savepoint belong to the tests, where a request has none."""

from __future__ import annotations

import pytest

from .conftest import HTMX

KOSTEN = {
    "vervolg": (9, 9),
    "knelpunten": (9, 10),
    "ministeries": (10, 12),
    "trajecten": (10, 12),
    "eigenaarschap": (10, 12),
    "interventies": (9, 10),
}


@pytest.mark.parametrize("soort", KOSTEN)
def test_cost_of_a_fiche_section(als, ingevuld, soort, django_assert_num_queries):
    client = als("redacteur")
    adres = f"/twente/opgaven/14/{soort}/bewerken/"
    openen, bewaren = KOSTEN[soort]
    client.get(adres, headers=HTMX)  # reads what is kept of this text
    with django_assert_num_queries(openen):
        antwoord = client.get(adres, headers=HTMX)
    data = ingevuld(antwoord, opening="Andere tekst.")
    with django_assert_num_queries(bewaren):
        client.post(adres, data, headers=HTMX)
    with django_assert_num_queries(openen + 1):  # right after a save the text is read anew
        client.get(adres, headers=HTMX)


def test_cost_of_a_chapter_section(als, ingevuld, django_assert_num_queries):
    client = als("redacteur")
    adres = "/twente/plan/1/1/bewerken/"
    client.get(adres, headers=HTMX)
    with django_assert_num_queries(10):
        antwoord = client.get(adres, headers=HTMX)
    data = ingevuld(antwoord, opening="Andere tekst.")
    with django_assert_num_queries(10):
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
    with django_assert_num_queries(12):
        assert client.post(adres, data, headers=HTMX).status_code == 200
    with django_assert_num_queries(11):
        client.get(adres, headers=HTMX)

from __future__ import annotations

import pytest
from django.test import Client

from .conftest import HTMX

KNELPUNTEN = "/twente/opgaven/14/knelpunten/"


def test_fragment_is_the_section_alone(als):
    html = als("redacteur").get(KNELPUNTEN, headers=HTMX).content.decode()

    assert html.strip().startswith('<section class="sectie" id="s-K"')
    assert html.count("<section") == 1
    assert "14.K2" in html
    assert f'href="{KNELPUNTEN}bewerken/"' in html and f'hx-get="{KNELPUNTEN}bewerken/"' in html


def test_fragment_after_cancelling_says_so(als):
    html = als("redacteur").get(f"{KNELPUNTEN}?gestopt=1", headers=HTMX).content.decode()
    assert "Er is niets gewijzigd" in html


def test_without_htmx_it_leads_to_its_place_on_the_page(als):
    assert als("redacteur").get(KNELPUNTEN).headers["Location"] == "/twente/opgaven/14/#14.K"
    assert als("redacteur").get("/twente/plan/2/1/").headers["Location"] == "/twente/plan/2/#H2.1"


def test_chapter_section_reads(als):
    html = als("redacteur").get("/twente/plan/1/1/", headers=HTMX).content.decode()
    assert 'id="H1.1"' in html and 'href="/twente/plan/1/1/bewerken/"' in html


@pytest.mark.parametrize("rol", ["lezer", "ministeriecontact", "beheerder"])
def test_who_may_not_edit_gets_no_link(als, rol):
    antwoord = als(rol).get(KNELPUNTEN, headers=HTMX)
    assert antwoord.status_code == 200
    assert "bewerken" not in antwoord.content.decode()


@pytest.mark.parametrize(
    "pad",
    [
        "/twente/opgaven/14/bestaat-niet/",
        "/twente/opgaven/99/knelpunten/",
        "/twente/opgaven/99999999999999999999/knelpunten/",
        "/elders/opgaven/14/knelpunten/",
        "/twente/plan/0/1/",
        "/twente/plan/1/0/",
        "/twente/plan/1/99/",
        "/twente/plan/99/1/",
        "/twente/plan/1/99999999999999999999/",
    ],
)
@pytest.mark.parametrize("staart", ["", "bewerken/"])
def test_what_is_not_there_is_404(als, pad, staart):
    client = als("redacteur")
    assert client.get(pad + staart, headers=HTMX).status_code == 404
    assert client.get(pad + staart).status_code == 404


def test_an_internal_plan_does_not_exist_for_others(intern, als):
    assert Client().get(KNELPUNTEN).status_code == 404
    assert Client().get(f"{KNELPUNTEN}bewerken/").status_code == 302  # to the login page, whatever the address
    assert als(None).get(f"{KNELPUNTEN}bewerken/").status_code == 404
    assert als("redacteur", regio="zeeuws-vlaanderen").get(f"{KNELPUNTEN}bewerken/").status_code == 404
    assert als("lezer").get(KNELPUNTEN).status_code == 302


def test_other_methods_are_refused(als):
    client = als("redacteur")
    assert client.post(KNELPUNTEN).status_code == 405
    assert client.put(f"{KNELPUNTEN}bewerken/").status_code == 405
    assert client.delete(f"{KNELPUNTEN}bewerken/").status_code == 405


def test_cost_of_reading(als, django_assert_num_queries):
    client = als("redacteur")
    for adres in (KNELPUNTEN, "/twente/plan/1/1/"):
        client.get(adres, headers=HTMX)
    with django_assert_num_queries(4):
        client.get(KNELPUNTEN, headers=HTMX)
    with django_assert_num_queries(5):
        client.get("/twente/plan/1/1/", headers=HTMX)

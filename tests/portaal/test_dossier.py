"""The page of a ministry as its dossier: comments and rounds for who may read them, nothing of them for visitors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from opgaven.models import Plan
from tests.conftest import publiceer_nu
from tests.documenten.notawerk import LEK, NAMEN, Toneel, zet, zet_op

ADRES = "/twente/ministeries/ocw/"


@pytest.fixture
def toneel(voorbeeld: Plan, persoon: Callable[..., User]) -> Toneel:
    return zet_op(voorbeeld, persoon)


def hoofd(client: Client, adres: str = ADRES) -> str:
    antwoord = client.get(adres)
    assert antwoord.status_code == 200
    return " ".join(antwoord.content.decode().partition("<main")[2].split())


def test_the_team_reads_comments_rounds_and_what_waits(toneel: Toneel, als: Callable[..., Client]) -> None:
    pagina = hoofd(als("programmamanager"))
    for woorden in (
        "Reacties van OCW (2)",
        "Noem een datum.",
        "Antwoord van de regio",
        "Dank, de datum",
        "Beleidsmedewerker, ",
        "In behandeling",
        "1 reactie wacht op een antwoord.",
        'href="/twente/rondes/najaar/"',
        "Antwoord gevraagd tot en met 11 december 2099",
        'href="/twente/ministeries/ocw/pdf/"',
        'href="/twente/reactienota/?ministerie=ocw"',
    ):
        assert woorden in pagina, woorden
    assert {naam for naam, merk in LEK.items() if merk in pagina} == {"ingediend"}
    assert not [naam for naam in NAMEN if naam in pagina]


@pytest.mark.parametrize(
    ("soort", "ministerie", "leest", "ronde"),
    [
        ("ministeriecontact", "ocw", {"ingediend"}, True),
        ("ministeriecontact", "vro", set(), False),
        ("bestuurslid", "ocw", set(), False),
        ("lezer", "ocw", set(), False),
        ("beheerder", "ocw", {"ingediend"}, False),
    ],
)
def test_each_reads_what_they_may(
    soort: str, ministerie: str, leest: set[str], ronde: bool, toneel: Toneel, als: Callable[..., Client]
) -> None:
    pagina = hoofd(als(soort, ministerie=ministerie))
    assert {naam for naam, merk in LEK.items() if merk in pagina} == leest
    assert "Noem een datum." in pagina
    assert ("Lopende rondes" in pagina) is ronde


def test_a_visitor_sees_no_comment_and_no_count(toneel: Toneel) -> None:
    publiceer_nu(toneel.plan)
    pagina = hoofd(Client())
    assert "Knelpunten" in pagina and 'href="/twente/ministeries/ocw/pdf/"' in pagina
    for woord in ("reactie", "Lopende rondes", "wacht", "Najaarsronde", *LEK.values()):
        assert woord.lower() not in pagina.lower(), woord


def test_a_ministry_that_said_nothing(toneel: Toneel, als: Callable[..., Client]) -> None:
    pagina = hoofd(als("lezer"), "/twente/ministeries/ienw/")
    assert "Er zijn geen reacties van dit ministerie die u kunt lezen." in pagina


def test_the_number_of_queries_does_not_grow(
    toneel: Toneel, als: Callable[..., Client], django_assert_num_queries: Any
) -> None:
    client = als("programmamanager")
    client.get(ADRES)
    with django_assert_num_queries(13):  # session with user, plan with roles; then eleven
        client.get(ADRES)
    for n in range(1, 8):
        zet(toneel.plan, f"Reactie {n}.", f"{n}.V", "ocw")
    with django_assert_num_queries(13):
        client.get(ADRES)


def test_a_ministry_that_is_nowhere_primary_is_not_told_so_with_a_nought(voorbeeld: Plan, client: Client) -> None:
    publiceer_nu(voorbeeld)
    pagina = hoofd(client, "/twente/ministeries/jenv/")
    assert "opgaven noemen dit ministerie" in pagina and "waarvan 0" not in pagina

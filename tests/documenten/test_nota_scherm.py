"""The reactienota on screen, a page at a time: the same figures as the file, and every comment once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from documenten.nota import Notakeuze, nota_van
from documenten.nota.bladen import PER_BLAD
from documenten.nota.scherm import scherm
from opgaven.models import Plan
from tests.documenten.notawerk import Toneel, wijzig, zet, zet_op
from tests.lezen import leest

ADRES = "/twente/reactienota/"


@pytest.fixture
def toneel(voorbeeld: Plan, persoon: Callable[..., User]) -> Toneel:
    return zet_op(voorbeeld, persoon)


@pytest.fixture
def veel(toneel: Toneel) -> list[int]:
    """Sixty more on three fiches, in the order in which they print."""
    codes = [code for code in ("2.V", "5.K1", "21.V") for _ in range(20)]
    return [zet(toneel.plan, f"Nummer {n}.", code, "vro").pk for n, code in enumerate(codes)]


@pytest.mark.parametrize("intern", [True, False])
@pytest.mark.parametrize("keuze", [{}, {"ronde": "najaar"}, {"ministerie": "ocw"}, {"ministerie": "vro"}])
def test_the_figures_are_those_of_the_file(
    toneel: Toneel, veel: list[int], keuze: dict[str, str], intern: bool
) -> None:
    visite, inzage = toneel.visite(toneel.redacteur)
    gekozen = Notakeuze(**keuze, intern=intern)
    heel, blad = nota_van(visite, inzage, gekozen), scherm(visite, inzage, gekozen)
    for wat in ("titel", "kenmerken", "in_het_kort", "geen_opmerkingen", "kolommen", "tellingen", "code"):
        assert getattr(blad.stuk, wat) == getattr(heel, wat), wat
    assert blad.blad.aantal == heel.aantal
    assert [(d.anker, n) for d, n, _ in blad.inhoud] == [(d.anker, len(d.regels)) for d in heel.delen]


def test_leafing_shows_what_the_file_says_in_its_order(toneel: Toneel, veel: list[int]) -> None:
    visite, inzage = toneel.visite(toneel.redacteur)
    keuze = Notakeuze(intern=True)
    heel = [r for d in nota_van(visite, inzage, keuze).delen for r in d.regels]
    bladen = [scherm(visite, inzage, keuze, str(n)) for n in range(1, scherm(visite, inzage, keuze).blad.bladen + 1)]
    op_scherm = [r for blad in bladen for d in blad.stuk.delen for r in d.regels]
    assert op_scherm == heel and len(heel) > 2 * PER_BLAD
    assert [sum(len(d.regels) for d in blad.stuk.delen) for blad in bladen[:-1]] == [PER_BLAD] * (len(bladen) - 1)
    for deel, _, nummer in bladen[0].inhoud:
        assert deel.anker in [d.anker for d in bladen[nummer - 1].stuk.delen]


@pytest.mark.parametrize(("gevraagd", "blad"), [("0", 1), ("-1", 1), ("x", 1), ("99999", 3), ("9" * 40, 1), ("2", 2)])
def test_a_page_that_is_not_there_is_the_nearest(toneel: Toneel, veel: list[int], gevraagd: str, blad: int) -> None:
    visite, inzage = toneel.visite(toneel.redacteur)
    assert scherm(visite, inzage, Notakeuze(intern=True), gevraagd).blad.nummer == blad


def test_one_leafs_and_jumps_within_the_choice(toneel: Toneel, veel: list[int], als: Callable[..., Client]) -> None:
    client = als("redacteur")
    eerste = leest(client.get(ADRES, {"manier": "intern"}))
    assert "Bladzijde 1 van 3" in eerste and "Ga naar een deel" in eerste
    volgende = re.search(r'href="([^"]+)" rel="next"', eerste)
    assert volgende and volgende[1].replace("&amp;", "&") == f"{ADRES}?manier=intern&blad=2"
    tweede = leest(client.get(volgende[1].replace("&amp;", "&")))
    assert "Bladzijde 2 van 3" in tweede and 'rel="prev"' in tweede
    assert "Bladzijde" not in leest(client.get(ADRES))


def test_what_was_not_released_is_on_no_page(toneel: Toneel, veel: list[int], als: Callable[..., Client]) -> None:
    pagina = leest(als("lezer").get(ADRES, {"manier": "intern", "blad": "2"}))
    assert "Nummer" not in pagina and "Bladzijde" not in pagina


def test_pages_ask_the_same_whatever_there_is(
    toneel: Toneel, als: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    client = als("redacteur")
    for keer in range(2):
        client.get(ADRES, {"manier": "intern"})
        with django_assert_max_num_queries(17):
            client.get(ADRES, {"manier": "intern"})
        for n in range(30 * (1 - keer)):
            rij = zet(toneel.plan, f"Nog een {n}.", f"{n % 20 + 1}.V", "vro")
            if n < 3:
                wijzig(toneel.plan, 14, "knelpunten", 0, f"Tekst nummer {n} van dit punt.", rij, toneel.redacteur)

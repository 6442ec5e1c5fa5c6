"""Undoing an import gives a fiche the state back that it had."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from documenten.schrijvers import fiche, word_bytes
from opgaven.bouw import bouw_opnieuw
from opgaven.models import Opgave, Plan
from plandocument import boom
from plandocument.canoniek import hash_van
from tests.inlezen.inleeswerk import geef, ingevuld
from tests.inlezen.wordwerk import UITGAVE

Status = Opgave.Status


@pytest.fixture
def document(voorbeeld: Plan) -> boom.Plandocument:
    return bouw_opnieuw(voorbeeld)


def fiche_14(plan: Plan) -> Opgave:
    return Opgave.objects.get(plan=plan, nummer=14)


def neem_over(client: Client, document: boom.Plandocument) -> str:
    """Hand over fiche 14 with another title, and take that over. Where it stands."""
    opgave = replace(document.opgave(14), titel="Goederen veilig over het spoor")
    inhoud = word_bytes(fiche(document, opgave, replace(UITGAVE, hash=hash_van(document))))
    adres = str(geef(client, "14.docx", inhoud)["Location"])
    assert client.post(adres, ingevuld(client.get(adres), alles=True)).status_code == 303
    return adres


def test_a_fiche_ter_toetsing_is_that_again_after_undoing(
    als: Callable[..., Client], persoon: Callable[..., User], voorbeeld: Plan, document: boom.Plandocument
) -> None:
    wie, toen = persoon("eigenaar"), timezone.now().replace(microsecond=123)
    Opgave.objects.filter(pk=fiche_14(voorbeeld).pk).update(
        status=Status.TER_TOETSING, status_sinds=toen, status_door=wie
    )
    client = als("programmamanager")
    adres = neem_over(client, document)
    assert fiche_14(voorbeeld).status == Status.CONCEPT
    client.post(f"{adres}ongedaan/")
    nu = fiche_14(voorbeeld)
    assert (nu.titel, nu.status, nu.status_sinds, nu.status_door) == (
        document.opgave(14).titel,
        Status.TER_TOETSING,
        toen,
        wie,
    )


def test_who_brought_the_fiche_further_meanwhile_is_not_set_back(
    als: Callable[..., Client], voorbeeld: Plan, document: boom.Plandocument
) -> None:
    Opgave.objects.filter(pk=fiche_14(voorbeeld).pk).update(status=Status.TER_TOETSING, status_sinds=timezone.now())
    client = als("programmamanager")
    adres = neem_over(client, document)
    Opgave.objects.filter(pk=fiche_14(voorbeeld).pk).update(status=Status.CONCEPT, status_sinds=timezone.now())
    client.post(f"{adres}ongedaan/")
    assert fiche_14(voorbeeld).status == Status.CONCEPT


def test_other_fiches_keep_their_state(
    als: Callable[..., Client], voorbeeld: Plan, document: boom.Plandocument
) -> None:
    Opgave.objects.filter(plan=voorbeeld, nummer=3).update(status=Status.AKKOORD, status_sinds=timezone.now())
    client = als("programmamanager")
    client.post(f"{neem_over(client, document)}ongedaan/")
    assert Opgave.objects.get(plan=voorbeeld, nummer=3).status == Status.AKKOORD
    assert fiche_14(voorbeeld).status == Status.CONCEPT

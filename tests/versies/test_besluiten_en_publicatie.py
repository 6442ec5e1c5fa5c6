"""Decisions by two people, publication as an act of its own: the case of the plan of 2025 and 2026."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from accounts.models import User
from governance.models import Besluit, Gremium
from opgaven.models import Plan
from tests.versies.test_versies import wijzig
from versies.actions.goedkeuringen import AlBevestigd, ZelfdePersoon, bevestig, leg_vast, trek_terug
from versies.actions.publicaties import AlOpenbaar, IntrekkingZonderReden, PublicatieVoorbij, publiceer, trek_in
from versies.actions.versies import maak_versie
from versies.controle import controleer
from versies.models import Amendement, Goedkeuring, Publicatie, Versie

PDF = b"%PDF-1.7 zoals hij op tafel lag"


@pytest.fixture
def secretaris(persoon: Callable[..., User]) -> User:
    return persoon("secretaris")


@pytest.fixture
def board(voorbeeld: Plan) -> Gremium:
    return Gremium.objects.get(code="twente_board")


def test_two_bodies_decide_and_the_next_version_carries_out_the_changes(
    voorbeeld: Plan, versie: Versie, board: Gremium, manager: User, secretaris: User
) -> None:
    eerste = leg_vast(
        versie=versie,
        gremium=board,
        datum=date(2025, 12, 11),
        uitkomst=Besluit.Uitkomst.MET_WIJZIGINGEN,
        door=secretaris,
        amendementen=[("14.V", "Noem wanneer het overleg begint.")],
    )
    bevestig(goedkeuring=eerste, pdf=PDF, door=manager)
    wijzig(voorbeeld, "Het overleg begint in het voorjaar.")
    tweede = maak_versie(plan=voorbeeld, label="Definitief 2", door=manager, uitgevoerd=list(Amendement.objects.all()))
    rijk = Gremium.objects.exclude(pk=board.pk).first()
    assert rijk is not None
    tweede_besluit = leg_vast(
        versie=tweede, gremium=rijk, datum=date(2026, 3, 20), uitkomst=Besluit.Uitkomst.AKKOORD, door=secretaris
    )
    bevestig(goedkeuring=tweede_besluit, pdf=PDF, door=manager)
    assert Amendement.objects.get().uitgevoerd_in == tweede
    assert [g.besluit.uitkomst for g in Goedkeuring.objects.all()] == ["vastgesteld_met_wijzigingen", "akkoord"]
    assert list(controleer(voorbeeld)) == []


def test_who_recorded_does_not_confirm(versie: Versie, board: Gremium, secretaris: User, manager: User) -> None:
    g = leg_vast(
        versie=versie, gremium=board, datum=date(2025, 12, 11), uitkomst=Besluit.Uitkomst.AKKOORD, door=secretaris
    )
    with pytest.raises(ZelfdePersoon):
        bevestig(goedkeuring=g, pdf=PDF, door=secretaris)
    g = bevestig(goedkeuring=g, pdf=PDF, door=manager)
    assert g.stuk is not None
    assert bytes(g.stuk.inhoud) == PDF
    with pytest.raises(AlBevestigd):
        bevestig(goedkeuring=g, pdf=b"anders", door=manager)
    with pytest.raises(AlBevestigd):
        trek_terug(goedkeuring=g, door=secretaris)


def test_a_recording_that_was_wrong_is_dropped(versie: Versie, board: Gremium, secretaris: User) -> None:
    g = leg_vast(
        versie=versie, gremium=board, datum=date(2025, 12, 11), uitkomst=Besluit.Uitkomst.AKKOORD, door=secretaris
    )
    trek_terug(goedkeuring=g, door=secretaris)
    assert not Goedkeuring.objects.exists()
    assert not Besluit.objects.exists()


def test_one_version_is_public_at_a_time(voorbeeld: Plan, versie: Versie, manager: User) -> None:
    publiceer(versie=versie, door=manager)
    with pytest.raises(AlOpenbaar):
        publiceer(versie=versie, door=manager)
    wijzig(voorbeeld, "Nieuw.")
    tweede = maak_versie(plan=voorbeeld, label="Tweede", door=manager)
    nieuw = publiceer(versie=tweede, door=manager)
    assert list(voorbeeld.publicaties.huidig()) == [nieuw]
    assert Publicatie.objects.filter(plan=voorbeeld).exclude(pk=nieuw.pk).get().tot == nieuw.vanaf


def test_withdrawing_takes_a_reason_and_leaves_nothing_public(voorbeeld: Plan, versie: Versie, manager: User) -> None:
    publicatie = publiceer(versie=versie, door=manager)
    stand = Plan.objects.get(pk=voorbeeld.pk).stand
    with pytest.raises(IntrekkingZonderReden):
        trek_in(publicatie=publicatie, reden="  ", door=manager)
    trek_in(publicatie=publicatie, reden="Er staat een bedrag verkeerd in.", door=manager)
    assert not voorbeeld.publicaties.huidig().exists()
    assert Plan.objects.get(pk=voorbeeld.pk).stand != stand
    with pytest.raises(PublicatieVoorbij):
        trek_in(publicatie=publicatie, reden="Nog eens.", door=manager)
    assert list(controleer(voorbeeld)) == []

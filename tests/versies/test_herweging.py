"""Weighing a change otherwise: with a reason, by who may, for as long as the texts stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from accounts.models import User
from governance.permissions import Toegang
from opgaven.models import Plan
from opgaven.permissions import Rechten
from plandocument.vergelijk import Wijziging
from tests.versies.vergelijkplan import Toneel, punt, wijzig, zet_op
from versies.actions.herwegingen import AlGewogen, HerwegingZonderReden, NietAnders, haal_terug, herweeg
from versies.models import Herweging
from versies.permissions import mag_herwegen

REDACTIONEEL = Herweging.Gewicht.REDACTIONEEL


@pytest.fixture
def voorbeeld(request: pytest.FixtureRequest, db: None) -> Plan:
    """The plan of Twente itself: the board that decides is there."""
    return Plan.objects.van("twente").get()


@pytest.fixture
def toneel(voorbeeld: Plan, persoon: Callable[..., User]) -> Toneel:
    return zet_op(voorbeeld, persoon("programmamanager"), persoon("secretaris"))


def op(toneel: Toneel, code: str) -> Wijziging:
    return next(w for w in toneel.vergelijk().eigen.wijzigingen if w.plek.code == code)


def test_a_weight_given_by_a_person_counts_and_the_own_one_is_remembered(toneel: Toneel) -> None:
    wijziging = op(toneel, "7.K2")
    rij, nieuw = herweeg(
        plan=toneel.plan, wijziging=wijziging, gewicht=REDACTIONEEL, reden=" Zelfde strekking. ", door=toneel.manager
    )
    assert nieuw
    assert (rij.reden, rij.waar) == ("Zelfde strekking.", "7.K2 Geconstateerde knelpunten")
    paar = toneel.vergelijk()
    herwogen, eigen = (v.zoek(wijziging.afdruk) for v in (paar.vergelijking, paar.eigen))
    assert herwogen is not None
    assert eigen is not None
    assert (herwogen.gewicht, eigen.gewicht) == ("redactioneel", "inhoudelijk")


def test_twice_has_one_effect_and_the_first_reason_stands(toneel: Toneel) -> None:
    wijziging = op(toneel, "7.K2")
    feiten = {"plan": toneel.plan, "wijziging": wijziging, "gewicht": REDACTIONEEL, "door": toneel.manager}
    assert [herweeg(reden="Eerste.", **feiten)[1] for _ in range(2)] == [True, False]
    with pytest.raises(AlGewogen) as al:
        herweeg(reden="Tweede.", **feiten)
    assert al.value.nu == (("Gewogen als redactioneel", "Eerste."),)
    assert Herweging.objects.get().reden == "Eerste."


def test_without_a_reason_or_without_a_difference_nothing_is_written(toneel: Toneel) -> None:
    wijziging = op(toneel, "7.K2")
    with pytest.raises(HerwegingZonderReden):
        herweeg(plan=toneel.plan, wijziging=wijziging, gewicht=REDACTIONEEL, reden=" \n", door=toneel.manager)
    with pytest.raises(NietAnders):
        herweeg(
            plan=toneel.plan,
            wijziging=wijziging,
            gewicht=Herweging.Gewicht.INHOUDELIJK,
            reden="Zomaar.",
            door=toneel.manager,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Herweging.objects.create(plan=toneel.plan, afdruk="x", gewicht=REDACTIONEEL, reden="")
    assert not Herweging.objects.exists()


def test_taking_it_back_leaves_both_acts_in_the_history(toneel: Toneel) -> None:
    wijziging = op(toneel, "7.K2")
    herweeg(plan=toneel.plan, wijziging=wijziging, gewicht=REDACTIONEEL, reden="Spelling.", door=toneel.manager)
    assert haal_terug(plan=toneel.plan, wijziging=wijziging, door=toneel.manager)
    assert not haal_terug(plan=toneel.plan, wijziging=wijziging, door=toneel.manager)
    assert op(toneel, "7.K2").gewicht == "inhoudelijk"
    rijen = apps.get_model("versies", "HerwegingGebeurtenis").objects.select_related("pgh_context").order_by("pgh_id")
    assert [r.pgh_label for r in rijen] == ["insert", "delete"]
    assert {r.pgh_context.metadata["user"] for r in rijen} == {toneel.manager.pk}
    assert rijen[0].reden == "Spelling."


def test_when_the_text_changes_again_the_portal_judges_anew(toneel: Toneel) -> None:
    wijziging = op(toneel, "7.K2")
    herweeg(plan=toneel.plan, wijziging=wijziging, gewicht=REDACTIONEEL, reden="Spelling.", door=toneel.manager)
    wijzig(toneel.plan, 7, "knelpunten", punt(1, "Hier staat inmiddels weer iets heel anders."))
    nu = next(w for w in toneel.vergelijk().vergelijking.wijzigingen if w.plek.code == "7.K2")
    assert (nu.gewicht, nu.afdruk == wijziging.afdruk) == ("inhoudelijk", False)


@pytest.mark.parametrize(
    ("rol", "beperkt", "opgaven", "mag"),
    [
        ("programmamanager", (), ("a", "b"), True),
        ("redacteur", (), (), True),
        ("redacteur", ("a",), ("a",), True),
        ("redacteur", ("a",), ("a", "b"), False),
        ("redacteur", ("a",), (), False),
        ("secretaris", (), ("a",), False),
        ("bestuurslid", (), ("a",), False),
        ("lezer", (), ("a",), False),
    ],
)
def test_who_may_weigh(rol: str, beperkt: tuple[str, ...], opgaven: tuple[str, ...], mag: bool) -> None:
    rechten = Rechten(Toegang(1, frozenset({rol}), {rol: frozenset(beperkt) or None}))
    assert mag_herwegen(rechten, opgaven) is mag

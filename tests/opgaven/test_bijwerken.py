"""The mended document is the document: it follows every kind of write, and what was taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from governance.models import Regio
from opgaven.actions.plannen import pas_toe
from opgaven.actions.secties import bewaar_sectie
from opgaven.bijwerken import lees
from opgaven.bouw import bouw, bouw_opnieuw, bouw_sectie
from opgaven.models import Cluster, Hoofdstuk, Opgave, OpgaveDoelstelling, Plan, Sectie, Sectiesoort


def bewaar(woorden: str, soort: str = "situatie") -> None:
    rij = Sectie.objects.select_related("soort").get(plan__regio__code="twente", opgave__nummer=3, soort__code=soort)
    sectie = replace(bouw_sectie(rij), slot=f"<p>{woorden}</p>")
    bewaar_sectie(sectie=rij, vanaf_versie=rij.versie, inhoud=sectie, door=None)


def pas_plan_toe() -> None:
    document = bouw_opnieuw(Plan.objects.van("twente").get())
    eerste, *verder = document.opgaven
    anders = replace(document, titel="Ander plan", opgaven=(replace(eerste, titel="Anders"), *verder[:-1]))
    pas_toe(regio=Regio.objects.get(code="twente"), document=anders, door=None)


def hernoem_soort() -> None:
    Sectiesoort.objects.filter(code="situatie").update(code="toestand", naam="Toestand")


SCHRIJFT: dict[str, Callable[[], object]] = {
    "een sectie": lambda: bewaar("Bewaard."),
    "een lijst": lambda: bewaar("Bewaard.", "knelpunten"),
    "een titel": lambda: Opgave.objects.filter(nummer=3).update(titel="Anders"),
    "een ander cluster": lambda: Opgave.objects.filter(nummer=3).update(cluster=Cluster.objects.last()),
    "een opgave erbij": lambda: Opgave.objects.create(plan=Plan.objects.van("twente").get(), nummer=40, titel="Nieuw"),
    "een doelstelling minder": lambda: OpgaveDoelstelling.objects.filter(opgave__nummer=3).delete(),
    "een hoofdstuk": lambda: Hoofdstuk.objects.filter(volgorde=0).update(titel="Anders"),
    "een andere code van een soort": hernoem_soort,
    "een heel plan": pas_plan_toe,
}


@pytest.mark.parametrize("naam", SCHRIJFT)
def test_document_follows_every_write(voorbeeld: Plan, naam: str) -> None:
    eerst = bouw(Plan.objects.van("twente").get())
    SCHRIJFT[naam]()
    plan = Plan.objects.van("twente").get()
    assert bouw(plan) == bouw_opnieuw(plan) != eerst


def test_what_was_rolled_back_is_never_read_as_what_was_written_after_it(voorbeeld: Plan) -> None:
    """Both writes are version 2 of the same section, at the same moment, in the same transaction."""
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        bewaar("Teruggedraaid.")
        assert "Teruggedraaid." in repr(bouw(Plan.objects.van("twente").get()))
        raise ZeroDivisionError
    plan = Plan.objects.van("twente").get()
    assert bouw(plan) == bouw_opnieuw(plan)
    bewaar("Echt bewaard.")
    plan = Plan.objects.van("twente").get()
    assert bouw(plan) == bouw_opnieuw(plan)
    assert "Teruggedraaid." not in repr(bouw(plan)) and "Echt bewaard." in repr(bouw(plan))


def test_a_plan_that_was_read_before_a_write_is_given_with_its_own_stand(voorbeeld: Plan) -> None:
    bewaar("Bewaard voor het lezen.")
    oud = Plan.objects.van("twente").get()
    bewaar("Bewaard na het lezen.")
    stand = oud.stand
    assert "Bewaard na het lezen." in repr(bouw(oud))
    assert oud.stand == Plan.objects.van("twente").get().stand != stand


def test_mending_reads_only_what_changed(voorbeeld: Plan, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    eerst = bouw(Plan.objects.van("twente").get())
    bewaar("Bewaard.")
    plan = Plan.objects.van("twente").get()
    with django_assert_num_queries(2):
        nu = bouw(plan)
    secties = {s.sleutel: s for _, s in eerst.alle_secties()}
    zelfde = [s is secties[s.sleutel] for _, s in nu.alle_secties()]
    assert zelfde.count(False) == 1 and len(zelfde) > 200
    with django_assert_num_queries(0):
        assert bouw(plan) is nu
    with django_assert_num_queries(1):
        assert lees(plan) == (nu, plan.stand, plan.gewijzigd_op)

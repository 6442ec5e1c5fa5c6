"""A fiche that is akkoord stands: no door writes in it, and loading a plan opens only what it changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F

from opgaven.actions.plannen import pas_toe
from opgaven.actions.secties import FicheIsAkkoord, bewaar_sectie
from opgaven.bouw import bouw_opnieuw, bouw_sectie
from opgaven.models import Opgave, Plan, Sectie
from opgaven.models.triggers import DICHT


@pytest.fixture
def akkoord(voorbeeld: Plan) -> Opgave:
    Opgave.objects.filter(plan=voorbeeld, nummer__in=(7, 14)).update(status="akkoord")
    return Opgave.objects.get(plan=voorbeeld, nummer=14)


def test_saving_a_section_is_refused_and_nothing_is_written(akkoord: Opgave) -> None:
    sectie = akkoord.secties.get(soort__code="opgave")
    nieuw = replace(bouw_sectie(sectie), opening="<p>Anders.</p>")
    with pytest.raises(FicheIsAkkoord):
        bewaar_sectie(sectie=sectie, vanaf_versie=sectie.versie, inhoud=nieuw, door=None)
    staat = Sectie.objects.get(pk=sectie.pk)
    assert (staat.versie, staat.opening) == (sectie.versie, sectie.opening)


def test_a_bulk_update_and_a_new_section_are_refused(akkoord: Opgave) -> None:
    def voeg_toe() -> None:
        Sectie(plan=akkoord.plan, opgave=akkoord, soort=akkoord.plan.sectiesoorten.first(), sleutel="nieuw1").save()

    Sectie.objects.filter(opgave__nummer=3, plan=akkoord.plan).update(versie=F("versie") + 1)  # another fiche is open
    for schrijf in (lambda: akkoord.secties.update(versie=F("versie") + 1, opening="<p>x</p>"), voeg_toe):
        with pytest.raises(DatabaseError) as fout, transaction.atomic():
            schrijf()
        assert getattr(fout.value.__cause__, "sqlstate", "") == DICHT


def test_loading_a_plan_opens_only_what_it_changes(akkoord: Opgave) -> None:
    plan = akkoord.plan
    document = bouw_opnieuw(plan)
    opgaven = tuple(replace(o, titel="Goederen over water") if o.nummer == 14 else o for o in document.opgaven)
    pas_toe(regio=plan.regio, document=replace(document, opgaven=opgaven), door=None, vervang=True)
    assert dict(Opgave.objects.filter(nummer__in=(7, 14)).values_list("nummer", "status")) == {
        7: "akkoord",
        14: "concept",
    }

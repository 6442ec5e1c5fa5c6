"""Building the document, and loading a document over the working copy."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.models import Regio
from opgaven.actions.plannen import PlanIsBewerkt, is_bewerkt, pas_toe
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw, bouw_opnieuw, bouw_sectie
from opgaven.models import Item, Opgave, Plan, Sectie
from plandocument import boom
from plandocument.sleutels import nieuwe_sleutel


def _andere_regio() -> Regio:
    return Regio.objects.get(code="achterhoek")


def test_building_costs_a_fixed_number_of_queries(voorbeeld: Plan, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(10):  # type: ignore[operator]
        bouw_opnieuw(voorbeeld)


def test_building_costs_nothing_while_the_plan_does_not_change(
    voorbeeld: Plan, django_assert_num_queries: object
) -> None:
    eerst = bouw(voorbeeld)
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert bouw(voorbeeld) is eerst


def test_after_a_change_it_is_built_again(voorbeeld: Plan) -> None:
    eerst = bouw(voorbeeld)
    rij = Sectie.objects.get(plan=voorbeeld, opgave__nummer=7, soort__code="vervolg")
    bewaar_sectie(
        sectie=rij, vanaf_versie=rij.versie, inhoud=replace(bouw_sectie(rij), opening="<p>Nieuw.</p>"), door=None
    )
    voorbeeld.refresh_from_db()
    assert bouw(voorbeeld) is not eerst
    assert bouw(voorbeeld).opgave(7).sectie("vervolg").opening == "<p>Nieuw.</p>"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE opgaven_opgave SET titel = 'Anders' WHERE nummer = 7",
        "UPDATE opgaven_cluster SET naam = 'Anders'",
        "UPDATE opgaven_sectie SET versie = versie + 1, opening = '<p>Anders</p>'",
        "UPDATE opgaven_plan SET titel = 'Anders'",
        "DELETE FROM opgaven_opgavedoelstelling",
        "UPDATE opgaven_hoofdstuk SET titel = 'Anders'",
    ],
)
def test_bare_sql_gives_the_plan_a_new_stand_too(voorbeeld: Plan, sql: str) -> None:
    stand = voorbeeld.stand
    with connection.cursor() as cursor:
        cursor.execute(sql)
    voorbeeld.refresh_from_db()
    assert voorbeeld.stand != stand


def test_an_old_stand_cannot_be_put_back(voorbeeld: Plan) -> None:
    oud = Plan.objects.get(pk=voorbeeld.pk)
    Opgave.objects.filter(plan=voorbeeld, nummer=7).update(titel="Anders")
    oud.label = "x"
    oud.save()
    assert Plan.objects.get(pk=voorbeeld.pk).stand != oud.stand


def test_loading_gives_back_exactly_the_document(voorbeeld: Plan) -> None:
    document = replace(bouw_opnieuw(voorbeeld), regio="achterhoek")
    plan = pas_toe(regio=_andere_regio(), document=document, door=None)
    assert bouw_opnieuw(plan).opgaven[0].secties[0] == document.opgaven[0].secties[0]
    assert [o.titel for o in bouw_opnieuw(plan).opgaven] == [o.titel for o in document.opgaven]


def test_loading_over_the_same_writes_no_sectie(voorbeeld: Plan) -> None:
    versies = dict(Sectie.objects.filter(plan=voorbeeld).values_list("sleutel", "versie"))
    pas_toe(regio=voorbeeld.regio, document=bouw_opnieuw(voorbeeld), door=None)
    assert dict(Sectie.objects.filter(plan=voorbeeld).values_list("sleutel", "versie")) == versies


def test_loading_changes_only_what_differs(voorbeeld: Plan) -> None:
    document = bouw_opnieuw(voorbeeld)
    vier = document.opgave(4)
    anders = replace(
        vier,
        titel="Een andere titel",
        nummer=5,
        secties=tuple(replace(s, opening="<p>Anders.</p>") if s.soort == "impact" else s for s in vier.secties),
    )
    vijf = replace(document.opgave(5), nummer=4)
    opgaven = tuple({4: anders, 5: vijf}.get(o.nummer, o) for o in document.opgaven if o.nummer != 21)
    nieuw = replace(
        document, opgaven=tuple(sorted(opgaven, key=lambda o: o.nummer)), hoofdstukken=document.hoofdstukken[:-1]
    )
    plan = pas_toe(regio=voorbeeld.regio, document=nieuw, door=None)
    assert bouw_opnieuw(plan) == nieuw
    assert Sectie.objects.filter(plan=plan, versie__gt=1).count() == 1
    assert not Item.objects.filter(sectie__opgave__nummer=21).exists()


def test_an_edited_plan_is_not_simply_replaced(voorbeeld: Plan) -> None:
    document = bouw_opnieuw(voorbeeld)
    assert not is_bewerkt(voorbeeld)
    rij = Sectie.objects.get(plan=voorbeeld, opgave__nummer=7, soort__code="vervolg")
    bewaar_sectie(sectie=rij, vanaf_versie=rij.versie, inhoud=boom.Sectie("", opening="<p>Werk.</p>"), door=None)
    with pytest.raises(PlanIsBewerkt):
        pas_toe(regio=voorbeeld.regio, document=document, door=None)
    assert bouw_opnieuw(voorbeeld).opgave(7).sectie("vervolg").opening == "<p>Werk.</p>"
    pas_toe(regio=voorbeeld.regio, document=document, door=None, vervang=True)
    assert bouw_opnieuw(Plan.objects.get(pk=voorbeeld.pk)) == document


def test_loading_cleans_text(voorbeeld: Plan) -> None:
    sectie = boom.Sectie(nieuwe_sleutel(), titel="Kop", opening="<p onclick=x>a<script>b</script></p>")
    document = boom.Plandocument(
        "achterhoek", "Plan", hoofdstukken=(boom.Hoofdstuk(nieuwe_sleutel(), "Een", (sectie,)),)
    )
    plan = pas_toe(regio=_andere_regio(), document=document, door=None)
    assert bouw_opnieuw(plan).hoofdstukken[0].secties[0].opening == "<p>a</p>"


def test_loading_costs_no_more_queries_with_more_opgaven(voorbeeld: Plan) -> None:
    document = bouw_opnieuw(voorbeeld)

    def vragen(aantal: int, code: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as gevangen:
            pas_toe(
                regio=Regio.objects.get(code=code),
                document=replace(document, opgaven=document.opgaven[:aantal]),
                door=None,
            )
        return len(gevangen)

    assert vragen(3, "achterhoek") == vragen(21, "zeeuws-vlaanderen")

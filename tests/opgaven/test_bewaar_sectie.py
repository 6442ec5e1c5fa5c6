from __future__ import annotations

from dataclasses import replace

import pytest
from django.test.utils import CaptureQueriesContext

from opgaven.actions.secties import Sectieconflict, bewaar_sectie, schone_sectie
from opgaven.bouw import bouw_sectie
from opgaven.models import Koppeling, Sectie
from plandocument import boom


def bewaar(rij: Sectie, inhoud: boom.Sectie, door=None, vanaf: int | None = None) -> Sectie:
    return bewaar_sectie(sectie=rij, vanaf_versie=vanaf or rij.versie, inhoud=inhoud, door=door)


def vers(rij: Sectie) -> Sectie:
    return Sectie.objects.get(pk=rij.pk)


def test_saving_writes_text_items_and_who(sectie, persoon):
    rij = sectie(14, "knelpunten")
    wie = persoon("redacteur")
    oud = bouw_sectie(rij)

    bewaard = bewaar(rij, replace(oud, opening="<p>Vooraf.</p>", items=oud.items[::-1]), wie)

    nu = vers(rij)
    assert bewaard.versie == nu.versie == 2
    assert nu.gewijzigd_door == wie
    assert bouw_sectie(nu) == replace(oud, opening="<p>Vooraf.</p>", items=oud.items[::-1])


def test_items_keep_their_keys_and_new_ones_get_one(sectie):
    rij = sectie(14, "knelpunten")
    oud = bouw_sectie(rij)

    bewaar(rij, replace(oud, items=(boom.Item("", "Nieuw."), *oud.items)))

    nieuw, *rest = bouw_sectie(vers(rij)).items
    assert tuple(rest) == oud.items
    assert len(nieuw.sleutel) == 12


def test_text_is_cleaned_and_empty_items_fall_away(sectie):
    rij = sectie(14, "knelpunten")
    items = (boom.Item("", "<b>Vet</b><script>alert(1)</script>"), boom.Item("", "  "), boom.Item("", "<p></p>"))

    bewaar(rij, boom.Sectie(rij.sleutel, "knelpunten", opening="<p onclick=x>a</p>", items=items))

    nu = bouw_sectie(vers(rij))
    assert nu.opening == "<p>a</p>"
    assert [item.tekst for item in nu.items] == ["<strong>Vet</strong>"]


def test_equal_keys_are_told_apart():
    dubbel = boom.Sectie("s", items=(boom.Item("a", "een"), boom.Item("a", "twee")))
    eerste, tweede = schone_sectie(dubbel).items
    assert eerste.sleutel == "a" and tweede.sleutel != "a"


def test_links_are_written_in_order_and_unknown_ones_left_out(sectie):
    rij = sectie(14, "eigenaarschap")
    oud = bouw_sectie(rij)
    links = (boom.Koppeling("organisatie", "gemeente_almelo"), boom.Koppeling("gremium", "bestaat_niet"))

    bewaar(rij, replace(oud, items=(replace(oud.items[0], koppelingen=links), *oud.items[1:])))

    assert bouw_sectie(vers(rij)).items[0].koppelingen == links[:1]
    assert Koppeling.objects.filter(item__sectie=rij).count() == sum(len(i.koppelingen) for i in oud.items[1:]) + 1


def test_an_older_version_conflicts_and_writes_nothing(sectie, persoon):
    rij = sectie(14, "knelpunten")
    oud = bouw_sectie(rij)
    bewaar(rij, replace(oud, slot="<p>Van een collega.</p>"), persoon("programmamanager"))

    with pytest.raises(Sectieconflict) as conflict:
        bewaar(rij, replace(oud, slot="<p>Van mij.</p>"), vanaf=1)

    assert conflict.value.sectie.versie == 2
    assert str(conflict.value.sectie.gewijzigd_door) == "Programmamanager twente"
    assert conflict.value.inhoud.slot == "<p>Van een collega.</p>"
    assert vers(rij).versie == 2 and vers(rij).slot == "<p>Van een collega.</p>"


def test_the_same_request_twice_is_saved_once(sectie):
    rij = sectie(14, "knelpunten")
    inhoud = replace(bouw_sectie(rij), items=(boom.Item("", "Nieuw."),))

    bewaar(rij, inhoud)
    weer = bewaar(rij, inhoud, vanaf=1)

    assert weer.versie == vers(rij).versie == 2
    assert rij.items.count() == 1


def test_emptying_a_section_is_allowed(sectie):
    rij = sectie(14, "knelpunten")
    bewaar(rij, boom.Sectie(rij.sleutel, "knelpunten"))
    assert bouw_sectie(vers(rij)).leeg


@pytest.mark.parametrize("soort", ["knelpunten", "eigenaarschap"])
def test_cost_does_not_grow_with_the_list(sectie, soort, django_assert_num_queries):
    from django.db import connection

    rij = sectie(14, soort)
    oud = bouw_sectie(rij)
    with CaptureQueriesContext(
        connection,
    ) as eerst:
        bewaar(rij, replace(oud, items=oud.items[:1]))
    veel = tuple(replace(oud.items[0], sleutel="") for _ in range(60))
    with django_assert_num_queries(len(eerst)):
        bewaar(rij, replace(oud, items=veel))
    assert len(eerst) <= 8

"""SQL that is made once: it answers with the values of now, whatever it was made with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pghistory
import pytest
from django.db import connection, transaction
from django.db.models import CharField, QuerySet, Value
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from governance.models import Regio, Rol
from governance.permissions import Toegang
from npvr.vaste_vraag import VasteVraag
from opgaven.models import Plan
from tests.inloggen import inloggen

pytestmark = pytest.mark.django_db


def _namen(code: str, pk: int) -> QuerySet[Regio, Any]:
    return Regio.objects.filter(code=code).exclude(pk=pk).values_list("naam")


def test_each_query_with_its_own_values(voorbeeld: Plan) -> None:
    vraag = VasteVraag(_namen, getal=("pk",))
    assert vraag("twente", 0) == [("Twente",)]
    assert vraag("zuid-limburg", 0) == [("Zuid-Limburg",)]
    assert vraag("twente", voorbeeld.regio_id) == []
    assert vraag("'; DROP TABLE governance_regio; --", 0) == []
    assert vraag("twente", 10**20) == [], "dat past in geen kolom"


def test_a_moment_is_of_the_asking_and_not_of_the_making(voorbeeld: Plan) -> None:
    vraag = VasteVraag(lambda nu: Plan.objects.filter(gewijzigd_op__lt=nu).values_list("titel"), moment=("nu",))
    assert vraag(timezone.now() - timedelta(days=1)) == []
    assert vraag(timezone.now() + timedelta(days=1)) == [(voorbeeld.titel,)]


def test_the_server_keeps_its_plan_and_who_logs_reads_what_was_asked(voorbeeld: Plan) -> None:
    vraag = VasteVraag(_namen, getal=("pk",))
    with CaptureQueriesContext(connection) as gevraagd, connection.cursor() as cursor:
        assert [vraag(code, 0) for code in ("twente", "zuid-limburg")] == [[("Twente",)], [("Zuid-Limburg",)]]
        cursor.execute(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement LIKE %s", ["%regio%$2%"]
        )
        assert (2, 0) in cursor.fetchall(), "elke keer opnieuw gepland"
    assert [v["sql"].split()[0] for v in gevraagd.captured_queries] == ["SELECT"] * 3


def test_what_is_always_the_same_stands_in_the_text(voorbeeld: Plan) -> None:
    """Also with signs that mean something to who fills in values."""

    def soort(code: str) -> QuerySet[Regio, Any]:
        vast = Value("100% '%s' \\ \x1f", output_field=CharField())
        return Regio.objects.filter(code=code).annotate(vast=vast).values_list("vast", "code")

    vraag = VasteVraag(soort)
    assert vraag("twente") == [("100% '%s' \\ \x1f", "twente")]
    assert "100%%" in vraag._sql[0] and vraag._sql[1] == [0]


def test_a_union_asked_while_somebody_writes(voorbeeld: Plan) -> None:
    """The history gives its context along with what may write; it must leave this alone."""
    twee = VasteVraag(
        lambda code: (
            Regio.objects.filter(code=code)
            .values_list("naam")
            .union(Regio.objects.filter(code="zuid-limburg").values_list("naam"), all=True)
        )
    )
    with pghistory.context(daad="proef"):
        assert sorted(twee("twente")) == [("Twente",), ("Zuid-Limburg",)]


def test_a_plan_that_was_kept_before_a_rollback_is_made_again(voorbeeld: Plan) -> None:
    vraag = VasteVraag(_namen, getal=("pk",))
    for _ in range(2):
        with transaction.atomic():
            assert vraag("twente", 0) == [("Twente",)]
            transaction.set_rollback(True)
    assert vraag("twente", 0) == [("Twente",)]


def test_a_rol_that_ends_no_longer_counts_at_the_next_query(voorbeeld: Plan, persoon: Callable[..., User]) -> None:
    mens = persoon("redacteur")
    assert Toegang.van(mens, voorbeeld.regio).rollen == {"redacteur"}
    Rol.objects.filter(user=mens).update(tot=timezone.now())
    assert Toegang.van(mens, voorbeeld.regio).rollen == frozenset()


def test_a_page_sees_a_rol_that_just_ended_and_an_account_just_closed(
    intern: Plan, persoon: Callable[..., User]
) -> None:
    mens, client = persoon("lezer"), Client()
    inloggen(mens, client)
    assert client.get("/twente/opgaven/").status_code == 200
    Rol.objects.filter(user=mens).update(tot=timezone.now())
    assert client.get("/twente/opgaven/").status_code == 404
    Rol.alle.filter(user=mens).update(tot=None)
    assert client.get("/twente/opgaven/").status_code == 200
    User.objects.filter(pk=mens.pk).update(is_active=False)
    assert client.get("/twente/opgaven/").status_code == 404, "de sessie is van iemand die niet meer binnen mag"


def test_another_password_ends_a_session(intern: Plan, persoon: Callable[..., User]) -> None:
    mens, client = persoon("lezer"), Client()
    inloggen(mens, client)
    assert client.get("/twente/opgaven/").status_code == 200
    mens.set_password("een ander lang wachtwoord")
    mens.save()
    assert client.get("/twente/opgaven/").status_code == 404

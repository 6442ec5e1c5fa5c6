"""The audit has no gaps: after a thousand random writes by every door, what the events tell is what the tables hold.

The state before, with the events played on it, must be the state after, for every audited table and every field; a
refused write leaves neither row nor event. An event says when, and who and why where the door knows it.

Larger: NPVR_PROEF_WRITES=20000 script/test tests/proeven/test_spoor.py
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pghistory.models
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.db.models import F, Max
from django.db.models.functions import Concat
from django.test import Client

from accounts.models import User
from governance.models import Rol
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_sectie
from opgaven.models import Item, Koppeling, Plan, Sectie
from tests.proeven.gereedschap import groot, velden

pytestmark = pytest.mark.django_db(transaction=True)
WRITES = groot("WRITES", 1000)
VRIJ = ("Cluster", "Doelstelling", "Uitgangspunt", "Hoofdstuk", "Opgave", "Plan", "Sectiesoort")
"""Audited tables without the write check."""
TEKSTVELD = {"Cluster": "naam", "Doelstelling": "kort", "Uitgangspunt": "naam", "Hoofdstuk": "titel",
             "Opgave": "titel", "Plan": "ondertitel", "Sectiesoort": "naam"}  # fmt: skip

Rijen = dict[int, dict[str, Any]]


def gevolgd() -> dict[type[models.Model], tuple[type[models.Model], list[str]]]:
    """Audited model → its events, and the columns they keep."""
    uit: dict[type[models.Model], tuple[type[models.Model], list[str]]] = {}
    for model in apps.get_models():
        if issubclass(model, pghistory.models.Event) and (van := getattr(model, "pgh_tracked_model", None)):
            uit[van] = model, [v.column for v in model._meta.fields if not v.name.startswith("pgh_")]
    return uit


GEVOLGD = gevolgd()


def staat() -> dict[str, Rijen]:
    with connection.cursor() as cursor:
        uit: dict[str, Rijen] = {}
        for model, (_, kolommen) in GEVOLGD.items():
            namen = ", ".join(f'"{kolom}"' for kolom in kolommen)
            cursor.execute(f'SELECT {namen} FROM "{model._meta.db_table}"')
            rijen = (dict(zip(kolommen, rij, strict=True)) for rij in cursor.fetchall())
            uit[model.__name__] = {rij["id"]: rij for rij in rijen}
        return uit


def merk() -> dict[str, int]:
    """Table of events → its last number."""
    return {
        model.__name__: events._default_manager.aggregate(m=Max("pgh_id"))["m"] or 0
        for model, (events, _) in GEVOLGD.items()
    }


def naspelen(begin: dict[str, Rijen], vanaf: dict[str, int]) -> tuple[dict[str, Rijen], Counter[str]]:
    """The state that follows from the events, and how many there were of each kind."""
    uit = {naam: dict(rijen) for naam, rijen in begin.items()}
    aantal: Counter[str] = Counter()
    with connection.cursor() as cursor:
        for model, (events, kolommen) in GEVOLGD.items():
            namen = ", ".join(f'"{kolom}"' for kolom in kolommen)
            cursor.execute(
                f'SELECT pgh_label, {namen} FROM "{events._meta.db_table}" WHERE pgh_id > %s ORDER BY pgh_id',
                [vanaf[model.__name__]],
            )
            for label, *waarden in cursor.fetchall():
                rij = dict(zip(kolommen, waarden, strict=True))
                aantal[f"{model.__name__} {label}"] += 1
                if label == "delete":
                    del uit[model.__name__][rij["id"]]
                else:
                    uit[model.__name__][rij["id"]] = rij
    return uit, aantal


class Doe:
    """A random write per call; each method is a door."""

    def __init__(self, plan: Plan, door: User, client: Client) -> None:
        self.plan, self.door, self.client, self.kies, self.n = plan, door, client, random.Random(19), 0

    def model(self) -> tuple[Any, str]:
        naam = self.kies.choice(VRIJ)
        return apps.get_model("opgaven", naam), TEKSTVELD[naam]

    def woord(self) -> str:
        self.n += 1
        return f"Woord {self.n}"

    def orm(self) -> None:
        model, veld = self.model()
        rij = self.kies.choice(list(model.objects.all()))
        setattr(rij, veld, self.woord())
        rij.save(update_fields=self.kies.choice([None, [veld]]))

    def orm_bulk(self) -> None:
        model, veld = self.model()
        rijen = self.kies.sample(list(model.objects.all()), k=min(2, model.objects.count()))
        for rij in rijen:
            setattr(rij, veld, self.woord())
        model.objects.bulk_update(rijen, [veld])

    def orm_update(self) -> None:
        model, veld = self.model()
        model.objects.filter(pk__gte=self.kies.choice(model.objects.values_list("pk", flat=True))).update(
            **{veld: self.woord()}
        )

    def maak_en_verwijder(self) -> None:
        model = apps.get_model("opgaven", self.kies.choice(("Uitgangspunt", "Doelstelling")))
        model.objects.bulk_create([model(plan=self.plan, nummer=90 + n, naam=self.woord()) for n in range(2)])
        model.objects.filter(nummer__gte=90).order_by("pk").first().delete()
        if self.kies.random() < 0.5:
            model.objects.filter(nummer__gte=90)._raw_delete("default")

    def sql(self) -> None:
        model, veld = self.model()
        pk = self.kies.choice(model.objects.values_list("pk", flat=True))
        with connection.cursor() as cursor:
            cursor.execute(f'UPDATE "{model._meta.db_table}" SET {veld} = %s WHERE id <= %s', [self.woord(), pk])

    def sql_weg(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM opgaven_opgavedoelstelling WHERE id = (SELECT min(id) FROM"
                           " opgaven_opgavedoelstelling)")  # fmt: skip

    def sectie(self) -> Sectie:
        pk = self.kies.choice(Sectie.objects.values_list("pk", flat=True))
        return Sectie.objects.select_related("plan", "soort", "opgave").get(pk=pk)

    def daad(self) -> None:
        rij = self.sectie()
        inhoud = replace(bouw_sectie(rij), slot=f"<p>{self.woord()}</p>")
        bewaar_sectie(sectie=rij, vanaf_versie=rij.versie, inhoud=inhoud, door=self.door, waarom=f"Reden {self.n}")

    def formulier(self) -> None:
        adres = f"/twente/opgaven/{self.kies.randint(1, 21)}/situatie/bewerken/"
        data = velden(self.client.get(adres, headers={"HX-Request": "true"}).text)
        data |= {"opening": [self.woord()], "waarom": [f"Reden {self.n}"]}
        assert self.client.post(adres, data, headers={"HX-Request": "true"}).status_code == 200

    def bulk_met_versie(self) -> None:
        Sectie.objects.filter(opgave=self.sectie().opgave_id).update(
            versie=F("versie") + 1, slot=Concat(F("slot"), models.Value("<p>x</p>"))
        )

    def geweigerd_bulk(self) -> None:
        Sectie.objects.filter(pk=self.sectie().pk).update(slot=self.woord())

    def geweigerd_punt(self) -> None:
        Item.objects.filter(pk=self.kies.choice(Item.objects.values_list("pk", flat=True))).update(tekst=self.woord())

    def geweigerd_sql(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM "{self.kies.choice((Item, Koppeling))._meta.db_table}"')

    def beheer(self) -> None:
        """The admin has no door to what the plan says; of a register it refuses what does not tell what was seen."""
        model = self.kies.choice(list(GEVOLGD))
        adres = f"/beheer/{model._meta.app_label}/{model._meta.model_name}/1/change/"
        assert self.client.post(adres, {"titel": self.woord(), "naam": "x"}).status_code in (404, 409)


DOREN = ("orm", "orm_bulk", "orm_update", "maak_en_verwijder", "sql", "sql_weg", "daad", "formulier", "bulk_met_versie",
         "geweigerd_bulk", "geweigerd_punt", "geweigerd_sql", "beheer")  # fmt: skip


def test_row_diff_is_audit_diff(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("beheerder")
    door = User.objects.get(pk=client.session["_auth_user_id"])
    Rol.objects.create(user=door, regio=voorbeeld.regio, soort=Rol.Soort.REDACTEUR)
    doe = Doe(voorbeeld, door, client)
    kies = random.Random(7)
    gedaan: Counter[str] = Counter()
    begin, vanaf = staat(), merk()
    for keer in range(WRITES):
        deur = kies.choice(DOREN)
        voor = merk() if deur.startswith(("geweigerd", "beheer")) else {}
        try:
            with transaction.atomic():
                getattr(doe, deur)()
            gedaan[deur] += 1
        except DatabaseError as fout:
            assert deur.startswith("geweigerd") and fout.__cause__.sqlstate == "NP001", (deur, fout)  # type: ignore[union-attr]
            gedaan[f"{deur}: nee"] += 1
        if voor:
            assert merk() == voor, deur
        if keer % 100 == 99:
            nu, mark = staat(), merk()
            gespeeld, _ = naspelen(begin, vanaf)
            for naam in nu:
                assert gespeeld[naam] == nu[naam], (keer, naam)
            begin, vanaf = nu, mark

    assert {deur for deur in DOREN if not deur.startswith("geweigerd")} <= set(gedaan)
    assert not {deur for deur in gedaan if deur.startswith("geweigerd")} - {
        f"geweigerd_{d}: nee" for d in ("bulk", "punt", "sql")
    }
    for soort in ("daad", "formulier"):  # who, when and why, where the door knows it
        assert gedaan[soort]
    events = GEVOLGD[Sectie][0]._default_manager.filter(pgh_context__metadata__waarom__startswith="Reden ")
    assert events.count() == gedaan["daad"] + gedaan["formulier"]
    assert not events.exclude(pgh_context__metadata__user=door.pk).exists()
    assert events.filter(pgh_context__metadata__url__endswith="/bewerken/").count() == gedaan["formulier"]
    assert not events.filter(pgh_created_at=None).exists()


def test_a_gap_would_be_seen(voorbeeld: Plan) -> None:
    """The control: with one trigger off, the events tell another story than the table."""
    begin, vanaf = staat(), merk()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'opgaven_cluster'::regclass AND tgname LIKE '%update%'"
        )
        (naam,) = cursor.fetchone()
        cursor.execute(f"ALTER TABLE opgaven_cluster DISABLE TRIGGER {naam}")
        try:
            cursor.execute("UPDATE opgaven_cluster SET naam = 'Stil gewijzigd'")
            gespeeld, _ = naspelen(begin, vanaf)
            assert gespeeld["Cluster"] != staat()["Cluster"]
        finally:
            cursor.execute(f"ALTER TABLE opgaven_cluster ENABLE TRIGGER {naam}")

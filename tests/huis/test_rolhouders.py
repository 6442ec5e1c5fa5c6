"""Roles have one reader: other rooms ask governance what a person may (`Toegang`), or who has a role (`rolhouders`)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db.models import Model

from accounts.models import User
from governance.models import Regio, Rol
from governance.rolhouders import houders, rollen
from tests.huis.test_verdiepingen import BEGANE_GROND, HUIS, KAMERS

EIGEN = {"accounts", "governance"}
VRAGEN = {"all", "exclude", "exists", "filter", "first", "get", "order_by", "values", "values_list"}


def _vraagt_rollen(boom: ast.AST) -> Iterator[str]:
    namen = {"Rol"}
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.ImportFrom) and (knoop.module or "").startswith("governance"):
            namen |= {alias.asname for alias in knoop.names if alias.name == "Rol" and alias.asname}
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Attribute):
            van = knoop.value
            if isinstance(van, ast.Name) and van.id in namen and knoop.attr in ("objects", "alle", "_default_manager"):
                yield f"{van.id}.{knoop.attr}"
            if isinstance(van, ast.Attribute) and van.attr == "rollen" and knoop.attr in VRAGEN:
                yield f"rollen.{knoop.attr}"
        elif isinstance(knoop, ast.keyword) and (knoop.arg or "").startswith("rollen__"):
            yield str(knoop.arg)


def test_only_governance_reads_the_rows_of_roles() -> None:
    fout = [
        f"{pad.relative_to(HUIS)}: {hoe}"
        for kamer in (*BEGANE_GROND, *KAMERS)
        if kamer not in EIGEN
        for pad in sorted((HUIS / kamer).rglob("*.py"))
        for hoe in _vraagt_rollen(ast.parse(pad.read_text(encoding="utf-8")))
    ]
    assert fout == []


@pytest.mark.parametrize(
    "bron",
    [
        "Rol.objects.filter(regio=1)",
        "x = Rol.alle",
        "from governance.models import Rol as R\nR.objects.all()",
        "user.rollen.filter(soort='lezer')",
        "User.objects.filter(rollen__soort='lezer')",
    ],
)
def test_the_check_sees_who_reads_them(bron: str) -> None:
    assert list(_vraagt_rollen(ast.parse(bron)))
    assert not list(_vraagt_rollen(ast.parse("Rol.Soort.LEZER in rechten.rollen")))


def test_who_has_a_role_now(db: None) -> None:
    hier, elders = Regio.objects.get(code="twente"), Regio.objects.get(code="achterhoek")
    mensen = [User.objects.create_user(f"{n}@rol.test", f"Mens {n}", "een-lang-wachtwoord") for n in range(5)]
    lezer, redacteur, ver, oud, dicht = mensen
    for wie, regio, soort in ((lezer, hier, "lezer"), (redacteur, hier, "redacteur"), (ver, elders, "lezer")):
        Rol.objects.create(user=wie, regio=regio, soort=soort)
    voorbij = Rol.objects.create(user=oud, regio=hier, soort="lezer")
    dag = timedelta(days=1)
    Rol.alle.filter(pk=voorbij.pk).update(sinds=voorbij.sinds - 2 * dag, tot=voorbij.sinds - dag)
    Rol.objects.create(user=dicht, regio=hier, soort="lezer")
    User.objects.filter(pk=dicht.pk).update(is_active=False)

    def wie(gevonden: object) -> list[Model]:
        return [rol.user for rol in gevonden.filter(user__in=mensen).order_by("user")]  # type: ignore[attr-defined]

    assert wie(rollen(hier)) == [lezer, redacteur, dicht]
    assert wie(rollen(hier, "lezer")) == [lezer, dicht]
    assert wie(houders(hier.pk, "lezer", "redacteur")) == [lezer, redacteur]
    assert wie(houders()) == [lezer, redacteur, ver]
    assert wie(houders(user=ver)) == [ver]

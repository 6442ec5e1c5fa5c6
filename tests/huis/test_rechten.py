"""Who may is asked by what writes: an action that somebody does checks it itself, whatever page called it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied

from accounts.models import User
from governance.models import Rol
from governance.permissions import Toegang
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_sectie
from opgaven.models import Plan, Sectie
from tests.huis.test_verdiepingen import KAMERS
from versies.actions.versies import maak_versie

HUIS = Path(settings.BASE_DIR)
EIGEN = "one's own: nobody else has it"
ROEPT = "calls the action that checks"
DEEL = "part of another action, which checks"

ZONDER = {
    "accounts.actions": "about an account: governance.actions.account asks, with the region",
    "governance.actions.account": "_voor asks, with the region and the account",
    "inlezen.actions.fiches.kies_opgaven": "writes only what was read, not the plan",
    "inlezen.actions.inlezingen.bewaar_inlezing": "writes only what was read, not the plan",
    "opgaven.actions.klad": EIGEN,
    "opgaven.actions.plannen": "loading a whole plan is for commands, and for readings, which ask",
    "opgaven.actions.samen.bewaar_samen": ROEPT,
    "reacties.actions.besluiten": ROEPT,
    "reacties.actions.gesprekken.verwerk": DEEL,
    "reacties.actions.kladden": EIGEN,
    "reacties.actions.reacties.dien_in": DEEL,
    "reacties.actions.voorkeuren": EIGEN,
    "reacties.actions.voorstellen.zet_klaar": EIGEN,
}
"""Actions, or whole modules, that take `door=` and do not ask themselves; with the reason."""

VRAAGT = re.compile(
    r"\beis_(?!gezien|overgang|open\b|erkend)\w+\(|\b_eis_indiener\(|_vergrendel\(\w+, door\)|\bmag\(|[(, ]mag\)"
    r"|\bmag=mag\b|MAG_NIET|NIET_VAN_U"
)


def _daden() -> Iterator[tuple[str, str]]:
    for kamer in KAMERS:
        for pad in sorted((HUIS / kamer).rglob("*.py")):
            if pad.name != "actions.py" and pad.parent.name != "actions":
                continue
            module, bron = ".".join(pad.relative_to(HUIS).with_suffix("").parts), pad.read_text()
            for knoop in ast.parse(bron).body:
                daad = isinstance(knoop, ast.FunctionDef) and not knoop.name.startswith("_")
                if daad and any(a.arg == "door" for a in knoop.args.kwonlyargs):  # type: ignore[attr-defined]
                    yield f"{module}.{knoop.name}", ast.get_source_segment(bron, knoop) or ""  # type: ignore[attr-defined]


def test_every_action_of_a_person_asks_who_may() -> None:
    alle = dict(_daden())
    assert len(alle) > 60
    vrij = {naam for naam in alle if naam in ZONDER or naam.rpartition(".")[0] in ZONDER}
    assert {naam for naam, tekst in alle.items() if not VRAAGT.search(tekst)} - vrij == set()
    assert [naam for naam in ZONDER if not any(n == naam or n.startswith(f"{naam}.") for n in alle)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("rol", [None, "lezer", "ministeriecontact", "eigenaar"])
def test_who_may_not_write_does_not_by_any_door(voorbeeld: Plan, persoon: Callable[..., User], rol: str | None) -> None:
    sectie = Sectie.objects.filter(plan=voorbeeld, opgave__nummer=14, soort__code="opgave").get()
    with pytest.raises(PermissionDenied):
        bewaar_sectie(sectie=sectie, vanaf_versie=sectie.versie, inhoud=bouw_sectie(sectie), door=persoon(rol))
    with pytest.raises(PermissionDenied):
        maak_versie(plan=voorbeeld, label="Stiekem", door=persoon(rol))
    assert not voorbeeld.versies.filter(label="Stiekem").exists()


@pytest.mark.django_db
def test_a_limited_redacteur_writes_theirs_alone(voorbeeld: Plan, persoon: Callable[..., User]) -> None:
    van_14, van_3 = (
        Sectie.objects.get(plan=voorbeeld, opgave__nummer=nummer, soort__code="opgave") for nummer in (14, 3)
    )
    wie = persoon("redacteur")
    Rol.objects.filter(user=wie).update(opgaven_sleutels=[van_14.opgave.sleutel])  # type: ignore[union-attr]
    bewaar_sectie(sectie=van_14, vanaf_versie=van_14.versie, inhoud=bouw_sectie(van_14), door=wie)
    with pytest.raises(PermissionDenied):
        bewaar_sectie(sectie=van_3, vanaf_versie=van_3.versie, inhoud=bouw_sectie(van_3), door=wie)


@pytest.mark.django_db
def test_what_a_visit_read_counts_for_that_request(
    voorbeeld: Plan, persoon: Callable[..., User], django_assert_num_queries: Callable[..., object]
) -> None:
    wie = persoon("redacteur")
    Toegang.van(wie, voorbeeld.regio).onthoud(wie, voorbeeld.regio)
    Rol.objects.filter(user=wie).delete()
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        assert Toegang.van(wie, voorbeeld.regio).rollen == {"redacteur"}
    assert Toegang.van(wie, voorbeeld.regio, opnieuw=True).rollen == frozenset()
    assert Toegang.van(User.objects.get(pk=wie.pk), voorbeeld.regio).rollen == frozenset(), "een volgend verzoek"

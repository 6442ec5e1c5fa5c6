"""Every writer names what it started from, and every form that makes something makes it once.

An action that is not in the table of schrijvers.py fails here; so does a view that calls one without saying what was
seen, one that writes past the actions, and a register of the admin without its guard.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin

from inlezen.actions.inlezingen import Verouderd
from inlezen.tabellen import actions as tabellen
from npvr.bewaakt import Bewaakt
from npvr.gezien import AndersDanGezien, Weigering
from opgaven.actions import afwijzingen, secties, werkorde
from reacties.actions import antwoorden, reacties
from tests.huis.schrijvers import SCHRIJVERS, M, Z
from tests.huis.test_verdiepingen import KAMERS
from versies.actions import goedkeuringen, herwegingen, memos, publicaties, versies

HUIS = Path(settings.BASE_DIR)


def _bestanden() -> Iterator[tuple[str, Path, ast.Module]]:
    for kamer in KAMERS:
        for pad in sorted((HUIS / kamer).rglob("*.py")):
            module = ".".join(pad.relative_to(HUIS).with_suffix("").parts)
            yield module, pad, ast.parse(pad.read_text())


def _is_daden(pad: Path) -> bool:
    return pad.name == "actions.py" or pad.parent.name == "actions"


def test_every_action_says_how_it_names_its_start() -> None:
    daden = {
        f"{module}.{knoop.name}"
        for module, pad, boom in _bestanden()
        if _is_daden(pad)
        for knoop in boom.body
        if isinstance(knoop, ast.FunctionDef) and not knoop.name.startswith("_")
    }
    assert daden - SCHRIJVERS.keys() == set(), "zet deze daad in tests/huis/schrijvers.py: waar begint zij mee?"
    assert SCHRIJVERS.keys() - daden == set()


def _argumenten(hoe: Z | M | str) -> list[str]:
    if isinstance(hoe, str):
        return []
    return [hoe.argument] if isinstance(hoe, Z) or not hoe.ook else [hoe.argument, hoe.ook]


MET_ARGUMENT = {naam: _argumenten(hoe) for naam, hoe in SCHRIJVERS.items() if _argumenten(hoe)}


@pytest.mark.parametrize("naam", sorted(MET_ARGUMENT))
def test_the_argument_is_there_by_its_name(naam: str) -> None:
    module, _, functie = naam.rpartition(".")
    argumenten = inspect.signature(getattr(import_module(module), functie)).parameters
    for argument in MET_ARGUMENT[naam]:
        assert argumenten[argument].kind is inspect.Parameter.KEYWORD_ONLY


def _namen(boom: ast.Module, module: str) -> dict[str, str]:
    """What is imported in this file, as "local name" → "full name"."""
    uit: dict[str, str] = {}
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.ImportFrom):
            delen = module.split(".")[: -knoop.level] if knoop.level else []
            van = ".".join([*delen, *(knoop.module or "").split(".")]).strip(".")
            uit |= {alias.asname or alias.name: f"{van}.{alias.name}" for alias in knoop.names}
    return uit


def _aanroepen(boom: ast.Module, module: str) -> Iterator[tuple[str, ast.Call]]:
    """Calls of functions that were imported, by their full names."""
    namen = _namen(boom, module)
    for knoop in ast.walk(boom):
        if not isinstance(knoop, ast.Call):
            continue
        match knoop.func:
            case ast.Name(id=naam) if naam in namen:
                yield namen[naam], knoop
            case ast.Attribute(value=ast.Name(id=drager), attr=naam) if drager in namen:
                yield f"{namen[drager]}.{naam}", knoop


NIET_GEVRAAGD = {
    (
        "reacties.views.indienen",
        "reacties.actions.indienen.dien_in",
    ): "by the button of the programmamanager: `ontvangen`",
    (
        "reacties.views.meldingen",
        "reacties.actions.voorkeuren.kies_wijze",
    ): "by the link in a mail, which shows nothing",
}
"""Calls from a page that may leave it out."""


def test_every_page_says_what_it_showed() -> None:
    fout = []
    gevraagd: set[str] = set()
    for module, pad, boom in _bestanden():
        if _is_daden(pad) or "management" in pad.parts or pad.name == "voorbeeld.py":
            continue
        for naam, aanroep in _aanroepen(boom, module):
            if naam not in MET_ARGUMENT:
                continue
            gevraagd.add(naam)
            gegeven = {k.arg: k.value for k in aanroep.keywords}
            for argument in MET_ARGUMENT[naam]:
                waarde = gegeven.get(argument)
                leeg = waarde is None or (isinstance(waarde, ast.Constant) and waarde.value is None)
                if leeg and (module, naam) not in NIET_GEVRAAGD:
                    fout.append(f"{module} regel {aanroep.lineno}: {naam} zonder {argument}")
    assert fout == []
    assert len(gevraagd) > 25  # the calls are really found


SCHRIJFT = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
ERBUITEN = {
    ("accounts.views.wachtwoord", "save"),  # the form of allauth, which asks for the old password or a key
    ("accounts.models", "save"),
    *(("accounts.remmen", daad) for daad in ("bulk_create", "bulk_update", "delete")),  # tries at logging in, counted
    ("governance.oidc", "save"),  # the login of allauth
    ("opgaven.models.inhoud", "save"),
    ("versies.models.memos", "save"),
    ("documenten.druk.letters", "save"),  # files
    ("documenten.druk.tekens", "save"),
    ("documenten.nota.tabel", "save"),
}


def test_only_actions_write() -> None:
    buiten = set()
    for module, pad, boom in _bestanden():
        if _is_daden(pad) or {"management", "migrations"} & set(pad.parts) or pad.name in ("admin.py", "voorbeeld.py"):
            continue
        for knoop in ast.walk(boom):
            if isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Attribute) and knoop.func.attr in SCHRIJFT:
                buiten.add((module, knoop.func.attr))
    assert buiten - ERBUITEN == set()


def test_what_changed_meanwhile_is_one_kind_of_refusal() -> None:
    soorten = [
        secties.Sectieconflict, werkorde.StandVeranderd, werkorde.TekstVeranderd, afwijzingen.AlOpzij,
        memos.Memoconflict, herwegingen.AlGewogen, versies.PlanVeranderd, publicaties.AnderOpenbaar,
        goedkeuringen.GoedkeuringVervallen, reacties.Gewijzigd,
        antwoorden.AntwoordGewijzigd, antwoorden.ConceptenGewijzigd, Verouderd, tabellen.TabelVeranderd,
    ]  # fmt: skip
    for soort in soorten:
        assert issubclass(soort, AndersDanGezien), soort
    assert AndersDanGezien.status == 409 and issubclass(AndersDanGezien, Weigering)


def test_every_register_of_the_admin_is_guarded() -> None:
    assert len(admin.site._registry) > 10
    for model, beheer in admin.site._registry.items():
        assert isinstance(beheer, Bewaakt), model
        assert not beheer.list_editable, model  # rows of a list would be saved without what was seen of them
        assert beheer.__class__.mro().index(Bewaakt) < beheer.__class__.mro().index(admin.ModelAdmin), model


def test_no_writer_hides_in_a_signal() -> None:
    """The rooms have no receivers: what is written is written by somebody who saw something."""
    for app in (a for a in apps.get_app_configs() if a.name in KAMERS):
        assert not (Path(app.path) / "signals.py").exists()

"""Names of classes: one name, one class, so that a name in a trace or a search says which one it is."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

HUIS = Path(settings.BASE_DIR)
NAMEN_VAN_DJANGO = {"Command", "Meta", "Migration"}
"""Django finds these by their name."""
MODEL_EN_BOOM = {
    "Cluster",
    "Doelstelling",
    "Hoofdstuk",
    "Item",
    "Koppeling",
    "Opgave",
    "Sectie",
    "Sectiesoort",
    "Uitgangspunt",
}
"""The same thing in two forms: a row of `opgaven.models`, and a part of the tree of `plandocument.boom`."""


def _bestanden() -> Iterator[Path]:
    for kamer in sorted(p.parent for p in HUIS.glob("*/__init__.py")):
        if kamer.name not in {"tests", "script"}:
            yield from sorted(p for p in kamer.rglob("*.py") if "migrations" not in p.parts)


def _klassen(bron: str) -> Iterator[str]:
    for knoop in ast.parse(bron).body:
        if isinstance(knoop, ast.ClassDef) and not knoop.name.startswith("_"):
            yield knoop.name


def _dubbel(bronnen: dict[str, str]) -> dict[str, list[str]]:
    """Names that classes of several files share, with those files."""
    waar = defaultdict(list)
    for pad, bron in bronnen.items():
        for naam in _klassen(bron):
            waar[naam].append(pad)
    return {naam: paden for naam, paden in waar.items() if len(paden) > 1 and naam not in NAMEN_VAN_DJANGO}


def _is_model_en_boom(paden: list[str]) -> bool:
    return len(paden) == 2 and paden[0].startswith("opgaven/models/") and paden[1] == "plandocument/boom.py"


def test_no_two_files_share_the_name_of_a_class() -> None:
    bronnen = {str(p.relative_to(HUIS)): p.read_text(encoding="utf-8") for p in _bestanden()}
    assert len(bronnen) > 300

    dubbel = _dubbel(bronnen)

    assert {naam: paden for naam, paden in dubbel.items() if naam not in MODEL_EN_BOOM} == {}
    assert {naam for naam, paden in dubbel.items() if _is_model_en_boom(paden)} == MODEL_EN_BOOM


@pytest.mark.parametrize(
    ("een", "ander", "gedeeld"),
    [
        ("class Regel: ...", "class Regel(Basis): ...", ["Regel"]),
        ("class Regel: ...", "class Notaregel: ...", []),
        ("class _Lezer: ...", "class _Lezer: ...", []),
        ("class Command: ...", "class Command: ...", []),
        ("class Ronde:\n    class Stand: ...", "class Post:\n    class Stand: ...", []),
    ],
)
def test_only_public_classes_of_a_module_count(een: str, ander: str, gedeeld: list[str]) -> None:
    assert sorted(_dubbel({"a.py": een, "b.py": ander})) == gedeeld

"""The floors of the house: a room may use what stands to its left, and nothing else (docs/architecture.md)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

HUIS = Path(settings.BASE_DIR)
KAMERS = (
    "accounts",
    "governance",
    "opgaven",
    "versies",
    "monitoring",
    "uitvoering",
    "reacties",
    "opdrachten",
    "documenten",
    "inlezen",
    "zoeken",
    "portaal",
)
BEGANE_GROND = ("plandocument", "npvr")
PROJECT = {"npvr/settings.py", "npvr/urls.py", "npvr/navigatie.py"}
"""The project itself knows all rooms: its settings, its addresses, its main menu."""


def _rang(kamer: str) -> int:
    return KAMERS.index(kamer) if kamer in KAMERS else -1


def _mag(van: str, naar: str) -> bool:
    if naar == "plandocument" or (naar == "npvr" and van != "plandocument"):
        return True
    if van in BEGANE_GROND:
        return naar == van
    return _rang(naar) <= _rang(van)


def _imports(boom: ast.AST) -> Iterator[str]:
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Import):
            yield from (alias.name for alias in knoop.names)
        elif isinstance(knoop, ast.ImportFrom) and knoop.level == 0 and knoop.module:
            yield knoop.module


def _woorden(boom: ast.AST) -> Iterator[str]:
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Constant) and isinstance(knoop.value, str):
            yield knoop.value


def _overtredingen_python(kamer: str, pad: Path, bron: str) -> Iterator[str]:
    boom = ast.parse(bron)
    for module in _imports(boom):
        naar = module.split(".")[0]
        if naar in (*KAMERS, *BEGANE_GROND) and not _mag(kamer, naar):
            yield f"{pad}: importeert {module}"
    if kamer == "plandocument" and any(m.split(".")[0] == "django" for m in _imports(boom)):
        yield f"{pad}: plandocument kent Django niet"
    for woord in _woorden(boom):
        # "opgaven.Plan" as a foreign key, "portaal:opgave" as an address, "portaal/x.html" as a template
        if naar_ := re.fullmatch(r"([a-z]+)(\.[A-Z]\w*|:[a-z_]+|/[\w/]+\.html)", woord):
            naar = naar_[1]
            if naar in KAMERS and not _mag(kamer, naar):
                yield f"{pad}: noemt {woord}"
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Assign) and any(getattr(d, "id", "") == "dependencies" for d in knoop.targets):
            for woord in _woorden(knoop):
                if woord in KAMERS and not _mag(kamer, woord):
                    yield f"{pad}: migratie hangt van {woord} af"


def _overtredingen_sjabloon(kamer: str, pad: Path, bron: str) -> Iterator[str]:
    for naar in re.findall(r"""{%\s*(?:url|include|extends)\s+["'](\w+)[:/]""", bron):
        if naar in KAMERS and not _mag(kamer, naar):
            yield f"{pad}: noemt {naar}"


def overtredingen() -> list[str]:
    uit: list[str] = []
    for kamer in (*BEGANE_GROND, *KAMERS):
        for pad in sorted((HUIS / kamer).rglob("*.py")):
            kort = pad.relative_to(HUIS).as_posix()
            if kort not in PROJECT:
                uit += _overtredingen_python(kamer, Path(kort), pad.read_text(encoding="utf-8"))
    for pad in sorted((HUIS / "templates").rglob("*.html")):
        kort = pad.relative_to(HUIS)
        kamer = kort.parts[1]
        if kamer in KAMERS:
            uit += _overtredingen_sjabloon(kamer, kort, pad.read_text(encoding="utf-8"))
    return uit


def test_every_room_uses_only_what_stands_to_its_left() -> None:
    assert overtredingen() == []


@pytest.mark.parametrize(
    ("kamer", "bron"),
    [
        ("governance", "from opgaven.models import Plan"),
        ("opgaven", "import portaal.views"),
        ("governance", "x = models.ForeignKey('opgaven.Plan')"),
        ("opgaven", "reverse('portaal:opgave')"),
        ("opgaven", "render(request, 'portaal/fiche.html')"),
        ("plandocument", "from django.db import models"),
        ("npvr", "from accounts.models import User"),
        ("governance", "dependencies = [('opgaven', '0001_initial')]"),
    ],
)
def test_the_check_sees_an_offence(kamer: str, bron: str) -> None:
    assert list(_overtredingen_python(kamer, Path("x.py"), bron))


def test_the_check_sees_an_offence_in_a_template() -> None:
    assert list(_overtredingen_sjabloon("opgaven", Path("x.html"), "<a href=\"{% url 'portaal:opgave' 1 %}\">"))
    assert not list(_overtredingen_sjabloon("portaal", Path("x.html"), "{% include 'opgaven/_sectie.html' %}"))


def _regels(pad: Path) -> int:
    return len(pad.read_text(encoding="utf-8").splitlines())


def test_files_stay_of_a_size_to_survey() -> None:
    code = [p for k in (*BEGANE_GROND, *KAMERS) for p in (HUIS / k).rglob("*.py") if "migrations" not in p.parts]
    lang = [f"{p.relative_to(HUIS)}: {_regels(p)}" for p in code if _regels(p) > 450]
    lang += [f"{p.relative_to(HUIS)}: {_regels(p)}" for p in (HUIS / "tests").rglob("*.py") if _regels(p) > 600]
    assert lang == []


def test_every_template_is_used() -> None:
    bronnen = "".join(
        p.read_text(encoding="utf-8")
        for map_ in (*BEGANE_GROND, *KAMERS, "templates")
        for p in (HUIS / map_).rglob("*")
        if p.suffix in (".py", ".html", ".txt")
    )
    van_allauth = ("account/", "allauth/", "mfa/", "socialaccount/", "admin/", "import_export/", "429.html")
    los = [
        naam
        for p in (HUIS / "templates").rglob("*.html")
        if not (naam := p.relative_to(HUIS / "templates").as_posix()).startswith(van_allauth) and naam not in bronnen
    ]
    assert los == []

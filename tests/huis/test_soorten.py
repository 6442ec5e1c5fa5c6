"""Kinds have one home: nobody outside it names a kind of item literally, and the registers raise on the unknown."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from inlezen.tabellen.soort import registreer as registreer_tabel
from inlezen.tabellen.soorten import TABELSOORTEN, Knelpunten, OnbekendeTabelsoort, tabelsoort
from opgaven.veldvormen import veldvormklasse
from plandocument import itemsoorten
from plandocument.boom import Sectiesoort
from plandocument.itemsoorten import ITEMSOORTEN, Itemsoort, OnbekendeItemsoort
from plandocument.itemsoorten.soort import registreer
from plandocument.leeg import LEGE_ZINNEN
from tests.huis.test_verdiepingen import BEGANE_GROND, KAMERS

HUIS = Path(settings.BASE_DIR)
THUIS = "plandocument/itemsoorten/"

OOK_ANDERS = {
    "ministerie": "a register, and the field that points at it",
    "traject": "a register, and the field that points at it",
    "eigenaar": "a role of a person, and a filter",
    "punt": "the style of a paragraph, and of a dot",
}
"""Codes of kinds that are also words for something else. They are looked for where kinds are meant: beside `itemsoort`,
and where two kinds or more stand in one list. A kind that is not here may not be written anywhere."""

UITZONDERINGEN = {
    "plandocument/boom.py": "the registers that an item may link to, of which two bear the name of a kind",
    "npvr/adressen.py": "pages of rows of registers",
}
"""Files with a list that looks like one of kinds, and what it is."""


def _codes() -> tuple[set[str], set[str]]:
    """Codes that may stand nowhere, and those that may stand for something else."""
    return set(ITEMSOORTEN) - set(OOK_ANDERS), set(OOK_ANDERS)


def _teksten(knoop: ast.AST | None) -> Iterator[str]:
    for deel in ast.walk(knoop) if knoop is not None else ():
        if isinstance(deel, ast.Constant) and isinstance(deel.value, str):
            yield deel.value


def _noemt_itemsoort(knoop: ast.AST) -> bool:
    namen = (getattr(k, "id", None) or getattr(k, "attr", None) or getattr(k, "arg", None) for k in ast.walk(knoop))
    return any(isinstance(naam, str) and naam.startswith("itemsoort") for naam in namen)


def _leden(knoop: ast.AST) -> list[str]:
    """The words of a list, set, tuple or of the keys of a mapping."""
    rij = knoop.keys if isinstance(knoop, ast.Dict) else getattr(knoop, "elts", [])
    return [lid.value for lid in rij if isinstance(lid, ast.Constant) and isinstance(lid.value, str)]


def genoemd_python(pad: str, bron: str) -> Iterator[str]:
    """Places in a file of code where a kind of item is written as text."""
    alleen, ook = _codes()
    for knoop in ast.walk(ast.parse(bron)):
        waar = f"{pad}:{getattr(knoop, 'lineno', 0)}"
        if isinstance(knoop, ast.Constant) and knoop.value in alleen:
            yield f"{waar}: {knoop.value}"
        elif isinstance(knoop, ast.Compare) and _noemt_itemsoort(knoop):
            yield from (f"{waar}: {woord}" for woord in _teksten(knoop) if woord in ook)
        elif isinstance(knoop, ast.keyword) and (knoop.arg or "").endswith("itemsoort"):
            yield from (f"{waar}: {woord}" for woord in _teksten(knoop.value) if woord in ook)
        elif isinstance(knoop, ast.Call) and _naam(knoop.func) == "Sectiesoort":
            yield from (f"{waar}: {w}" for deel in knoop.args[3:] for w in _teksten(deel) if w in ook)
        elif isinstance(knoop, ast.Call) and _noemt_itemsoort(knoop):
            yield from (f"{waar}: {w}" for deel in (knoop.func, *knoop.args) for w in _teksten(deel) if w in ook)
        elif isinstance(knoop, ast.Dict | ast.List | ast.Set | ast.Tuple) and pad not in UITZONDERINGEN:
            soorten = [woord for woord in _leden(knoop) if woord in ITEMSOORTEN]
            if len(soorten) > 1:
                yield f"{waar}: {', '.join(soorten)}"


def _naam(functie: ast.AST) -> str:
    return str(getattr(functie, "id", None) or getattr(functie, "attr", ""))


def genoemd_sjabloon(pad: str, bron: str) -> Iterator[str]:
    """The same in a template: between braces, in quotes."""
    alleen, ook = _codes()
    for accolades in re.finditer(r"{[%{](.*?)[%}]}", bron, re.S):
        woorden = re.findall(r"""["'](\w+)["']""", accolades[1])
        slecht = [w for w in woorden if w in alleen or (w in ook and "itemsoort" in accolades[1])]
        yield from (f"{pad}: {woord}" for woord in slecht)


def _bestanden() -> Iterator[Path]:
    for kamer in (*BEGANE_GROND, *KAMERS):
        yield from (p for p in sorted((HUIS / kamer).rglob("*.py")) if "migrations" not in p.parts)
    yield from sorted((HUIS / "templates").rglob("*.html"))


def test_nobody_names_an_itemsoort_outside_its_home() -> None:
    uit: list[str] = []
    for pad in _bestanden():
        kort, bron = pad.relative_to(HUIS).as_posix(), pad.read_text(encoding="utf-8")
        if not kort.startswith(THUIS):
            uit += (genoemd_python if pad.suffix == ".py" else genoemd_sjabloon)(kort, bron)
    assert uit == []


@pytest.mark.parametrize(
    "bron",
    [
        'x = plan.van("knelpunt")',
        'if soort.itemsoort == "ministerie": pass',
        'if soort.itemsoort in ("eigenaar", ""): pass',
        'zoek(itemsoort="traject")',
        'rijen.filter(sectie__soort__itemsoort="eigenaar")',
        'Sectiesoort("", "", "", "punt")',
        'itemsoort("eigenaar")',
        'VORM = {"eigenaar": 1, "ministerie": 2}',
        'HERHAALD = frozenset(("traject", "ministerie"))',
    ],
)
def test_the_check_sees_a_named_soort(bron: str) -> None:
    assert list(genoemd_python("x.py", bron))


@pytest.mark.parametrize(
    "bron",
    [
        'rijen.select_related("ministerie", "organisatie")',
        'item.doelen("traject")',
        'Alinea("punt", runs)',
        'Rol.objects.filter(soort="eigenaar")',
    ],
)
def test_the_check_leaves_other_meanings_alone(bron: str) -> None:
    assert not list(genoemd_python("x.py", bron))


def test_the_check_sees_a_named_soort_in_a_template() -> None:
    assert list(genoemd_sjabloon("x.html", '{% if plek.itemsoort != "ministerie" %}'))
    assert list(genoemd_sjabloon("x.html", "{{ items|van:'interventie' }}"))
    assert not list(genoemd_sjabloon("x.html", '<p class="knelpunt">{% url "portaal:ministerie" %}'))


def test_the_exceptions_still_exist() -> None:
    assert set(OOK_ANDERS) <= set(ITEMSOORTEN)
    for pad in UITZONDERINGEN:
        leden = [
            _leden(k) for k in ast.walk(ast.parse((HUIS / pad).read_text(encoding="utf-8"))) if hasattr(k, "lineno")
        ]
        assert any(sum(woord in ITEMSOORTEN for woord in rij) > 1 for rij in leden), pad


def test_an_unknown_itemsoort_is_refused() -> None:
    with pytest.raises(OnbekendeItemsoort, match="raar"):
        itemsoorten.itemsoort("raar")
    with pytest.raises(OnbekendeItemsoort, match="raar"):
        assert Sectiesoort("x", "X", "Iets", "raar").itemklasse
    with pytest.raises(ValueError, match="bestaat al"):
        registreer(type(itemsoorten.KNELPUNT)())


def test_an_unknown_tabelsoort_is_refused() -> None:
    with pytest.raises(OnbekendeTabelsoort, match="raar"):
        tabelsoort("raar")
    with pytest.raises(ValueError, match="bestaat al"):
        registreer_tabel(Knelpunten)


@pytest.mark.parametrize("soort", ITEMSOORTEN.values(), ids=str)
def test_an_itemsoort_says_everything_about_itself(soort: Itemsoort) -> None:
    """What others ask of a kind is there, fits where it goes, and belongs together."""
    assert itemsoorten.itemsoort(soort.code) is soort
    assert len(soort.code) <= 20 and len(soort.letter) <= 2
    assert soort.enkelvoud and soort.meervoud and soort.naam[0].isupper()
    assert soort.leeg in LEGE_ZINNEN
    assert set(soort.naast) <= set(soort.groepen) and set(soort.kanten) <= set(soort.groepen)
    assert not soort.samen or soort.samen in soort.groepen
    assert not soort.antwoord or soort.antwoord in ITEMSOORTEN
    assert set(soort.tabel.values()) <= {"tekst", "groep", "deelthema", "status"}
    assert all(len(code) <= 20 for code in (*soort.groepen, *soort.statussen))
    assert all(veldvormklasse(veld) for veld in soort.velden)


def test_letters_and_plurals_are_of_one_soort() -> None:
    """They tell codes and tables apart."""
    letters = [soort.letter for soort in ITEMSOORTEN.values() if soort.letter]
    meervouden = [soort.meervoud for soort in ITEMSOORTEN.values()]
    assert len(set(letters)) == len(letters) and len(set(meervouden)) == len(meervouden)


def test_a_status_is_called_the_same_everywhere() -> None:
    """They are read without their kind: on the card of a body, in a file that comes back."""
    for soort in ITEMSOORTEN.values():
        assert {code: itemsoorten.status_naam(code) for code in soort.statussen} == dict(soort.statussen)


@pytest.mark.parametrize("code", TABELSOORTEN)
def test_a_tabelsoort_says_everything_about_itself(code: str) -> None:
    soort = tabelsoort(code)
    assert len(code) <= 20 and soort.naam and soort.uitleg.endswith(".") and soort.wie and soort.rollen
    codes = [kolom.code for kolom in soort.kolommen]
    assert len(set(codes)) == len(codes)
    assert {"verwijderen", "stand"} & set(codes)  # what is not removed lapses, and stays to be read
    assert any(kolom.moet for kolom in soort.kolommen)

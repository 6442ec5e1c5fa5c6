"""Kinds have one home: no file but that of its class names a kind of print, of job or of notice (docs/drukken.md)."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from documenten.druk.keuze import AFDRUKSOORTEN
from documenten.soorten.basis import Afdruksoort
from npvr.formaten import FORMATEN
from opdrachten.soorten import OPDRACHTSOORTEN
from reacties.meldingen import MELDINGSOORTEN, Meldingsoort
from tests.huis.test_verdiepingen import KAMERS

HUIS = Path(settings.BASE_DIR)
RECHTS = KAMERS[KAMERS.index("documenten") :]
"""Rooms that can know a choice of what to print; the others have choices of their own."""


def _huis(soort: object) -> str:
    return Path(inspect.getfile(type(soort))).relative_to(HUIS).as_posix()


def _namen(bron: str, codes: set[str]) -> Iterator[str]:
    """Codes of kinds of print that this file names: compared with, put in or taken from a choice, or in an address."""
    for knoop in ast.walk(ast.parse(bron)):
        if isinstance(knoop, ast.Compare) and _van_keuze(knoop.left):
            yield from _letterlijk(knoop.comparators, codes)
        elif isinstance(knoop, ast.Call) and getattr(knoop.func, "id", "") == "Drukkeuze":
            yield from _letterlijk([*knoop.args[:1], *(k.value for k in knoop.keywords if k.arg == "soort")], codes)
        elif isinstance(knoop, ast.Subscript) and getattr(knoop.value, "id", "") == "AFDRUKSOORTEN":
            yield from _letterlijk([knoop.slice], codes)
        elif isinstance(knoop, ast.Constant) and isinstance(knoop.value, str):
            yield from (code for code in re.findall(r"[?&]soort=(\w+)", knoop.value) if code in codes)


def _van_keuze(links: ast.expr) -> bool:
    """`keuze.soort`, `vraag.keuze.soort`, `self.keuze.soort`."""
    return isinstance(links, ast.Attribute) and links.attr == "soort" and "keuze" in ast.unparse(links.value).lower()


def _letterlijk(waar: list[ast.expr], codes: set[str]) -> Iterator[str]:
    for deel in waar:
        for knoop in ast.walk(deel):
            if isinstance(knoop, ast.Constant) and knoop.value in codes:
                yield str(knoop.value)


def _in_sjabloon(bron: str, codes: set[str]) -> Iterator[str]:
    gevonden = re.findall(r"keuze\.soort\s*(?:==|!=|in)\s*[\"'](\w+)", bron) + re.findall(r"[?;&]soort=(\w+)", bron)
    return (code for code in gevonden if code in codes)


def test_no_file_outside_its_home_names_a_kind_of_print() -> None:
    codes, huizen = set(AFDRUKSOORTEN), {_huis(s) for s in AFDRUKSOORTEN.values()}
    elders = [
        f"{kort} noemt {naam}"
        for kamer in RECHTS
        for pad in sorted((HUIS / kamer).rglob("*.py"))
        if (kort := pad.relative_to(HUIS).as_posix()) not in huizen
        for naam in _namen(pad.read_text(encoding="utf-8"), codes)
    ]
    elders += [
        f"{pad.relative_to(HUIS)} noemt {naam}"
        for pad in sorted((HUIS / "templates").rglob("*.html"))
        for naam in _in_sjabloon(pad.read_text(encoding="utf-8"), codes)
    ]
    assert elders == []


@pytest.mark.parametrize(
    "bron",
    [
        'if keuze.soort == "memo": pass',
        'if vraag.keuze.soort in ("memo", *VAN_NU): pass',
        'Drukkeuze("memo")',
        'Drukkeuze(soort="memo", formaat="pdf")',
        'AFDRUKSOORTEN["memo"]',
        'x = "/twente/afdrukken/?soort=memo&versie=v"',
    ],
)
def test_the_look_finds_a_name(bron: str) -> None:
    assert list(_namen(bron, {"memo"})) == ["memo"]
    assert not list(_namen('if kop.soort == "plan": pass', {"plan"})), "a heading is no choice"


def test_the_look_finds_a_name_in_a_template() -> None:
    assert list(_in_sjabloon('{% if keuze.soort == "memo" %}', {"memo"})) == ["memo"]
    assert list(_in_sjabloon('<a href="/x/?a=b&amp;soort=memo">', {"memo"})) == ["memo"]


@pytest.mark.parametrize("code", list(AFDRUKSOORTEN))
def test_each_kind_of_print_is_whole(code: str) -> None:
    """It has words, formats that there are, a form, and a file of its own."""
    soort = AFDRUKSOORTEN[code]
    assert soort.naam and soort.zin and soort.__doc__ and soort.formaten
    assert set(soort.formaten) <= set(FORMATEN)
    for blad in (soort.formulier, *soort.onder):
        get_template(blad)
    eigen = {naam for klasse in type(soort).__mro__[:-2] if klasse is not Afdruksoort for naam in vars(klasse)}
    assert eigen & {"inhoud", "maak", "stuk"}, "without one of these nothing is printed"


def test_no_other_file_names_a_kind_of_job_or_of_notice() -> None:
    huizen = {f"Opdracht {code}": _huis(soort) for code, soort in OPDRACHTSOORTEN.items()}
    huizen |= {
        f"Melding {k.code}": Path(inspect.getfile(k)).relative_to(HUIS).as_posix() for k in MELDINGSOORTEN.values()
    }
    elders = []
    for kamer in KAMERS:
        for pad in (HUIS / kamer).rglob("*.py"):
            kort, bron = pad.relative_to(HUIS).as_posix(), pad.read_text(encoding="utf-8")
            for wat, huis in huizen.items():
                model, code = wat.split()
                woorden = rf"(?:{model}|meld|vraag_aan)\w*\([^()]*soort=[\"']{code}[\"']"
                elders += [f"{kort} noemt {wat}"] if kort != huis and re.search(woorden, bron) else []
    assert elders == []


@pytest.mark.parametrize("code", list(MELDINGSOORTEN))
def test_each_kind_of_notice_says_what_where_and_which(code: str) -> None:
    klasse = MELDINGSOORTEN[code]
    assert klasse.__doc__ and len(code) <= 30
    for naam in ("sleutel", "zin", "pad"):
        assert getattr(klasse, naam) is not getattr(Meldingsoort, naam), f"{code} has no {naam}"

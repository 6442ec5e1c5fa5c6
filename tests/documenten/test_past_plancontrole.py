"""`manage.py plancontrole` measures the fiches; what was set aside does not count for its exit code."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from accounts.models import User
from documenten import passing
from documenten.druk import fouten, pers
from opgaven.actions.afwijzingen import wijs_af
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_opnieuw
from opgaven.controle import controle
from opgaven.models import Plan, Sectie
from plandocument.boom import Sectie as BoomSectie

REDEN = "Dit is zo afgesproken met het ministerie."


@pytest.fixture(autouse=True)
def eigen(settings: Any, tmp_path: Path, druk_var: Path) -> Iterator[None]:
    (druk_var / "letters").mkdir(exist_ok=True)
    (tmp_path / "letters").symlink_to(druk_var / "letters")
    settings.VAR = tmp_path
    yield
    for adres in (tmp_path / "afdrukken").glob("pers-*.sock"):
        adres.unlink()


def _draai(*args: str) -> tuple[int, str, str]:
    uit, fout = StringIO(), StringIO()
    try:
        call_command("plancontrole", "twente", *args, stdout=uit, stderr=fout)
    except SystemExit as einde:
        return int(einde.code or 0), uit.getvalue(), fout.getvalue()
    return 0, uit.getvalue(), fout.getvalue()


def _maak_lang(plan: Plan) -> None:
    sectie = Sectie.objects.get(plan=plan, opgave__nummer=14, soort__code="situatie")
    tekst = f"<p>{'Nog een zin die gewoon doorloopt tot het einde van de regel. ' * 60}</p>"
    inhoud = BoomSectie(sleutel=str(sectie.sleutel), soort="situatie", opening=tekst)
    bewaar_sectie(sectie=sectie, vanaf_versie=sectie.versie, inhoud=inhoud, door=None)


def test_the_example_has_no_fiche_of_two_pages(voorbeeld: Plan) -> None:
    met, zonder = _draai("--json"), _draai("--json", "--zonder-passing")
    assert met == zonder
    assert {b["regel"] for b in json.loads(met[1])["bevindingen"]} & {"fiche-te-lang"} == set()
    assert passing.bladzijden(bouw_opnieuw(voorbeeld)) == dict.fromkeys(range(1, 22), 1)


def test_a_long_fiche_is_measured_and_named(voorbeeld: Plan) -> None:
    _maak_lang(voorbeeld)
    assert "De fiche van opgave 14 is 2 bladzijden lang." in _draai()[1]
    assert "bladzijden lang" not in _draai("--zonder-passing")[1]


def test_a_fiche_that_cannot_be_measured_does_not_stop_the_check(
    voorbeeld: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuk(*args: Any) -> None:
        raise fouten.Druk

    monkeypatch.setattr(pers, "laat_werken", stuk)
    code, uit, fout = _draai()
    assert code == 1 and "2 fouten" in uit
    assert "Niet elke fiche kon worden gemeten." in fout


@pytest.fixture
def alles_opzij(voorbeeld: Plan, persoon: Callable[..., User]) -> Plan:
    """Both faults of the example are set aside."""
    door = persoon("programmamanager")
    door.naam = "Programmamanager"
    door.save()
    for bevinding in controle(voorbeeld, bouw_opnieuw(voorbeeld)).alle:
        if bevinding.gewicht == "fout":
            wijs_af(plan=voorbeeld, bevinding=bevinding, reden=REDEN, door=door)
    return voorbeeld


def test_what_was_set_aside_does_not_count_for_the_outcome(alles_opzij: Plan) -> None:
    code, uit, _ = _draai("--zonder-passing")
    assert code == 0
    assert "0 fouten" in uit or "geen fouten" in uit
    assert "wee bevindingen zijn opzij gezet" in uit or "2 bevindingen zijn opzij gezet" in uit
    assert REDEN not in uit


def test_what_was_set_aside_is_in_everything_with_its_reason(alles_opzij: Plan) -> None:
    _, uit, _ = _draai("--zonder-passing", "--alles")
    assert "OPZIJ GEZET" in uit and REDEN in uit and "Programmamanager" in uit


def test_what_was_set_aside_is_apart_in_json(alles_opzij: Plan) -> None:
    code, uit, _ = _draai("--zonder-passing", "--json")
    data = json.loads(uit)
    assert code == 0 and data["telling"]["fout"] == 0
    assert [(b["gewicht"], b["reden"], b["door"]) for b in data["afgewezen"]] == [
        ("fout", REDEN, "Programmamanager")
    ] * 2
    assert {b["afdruk"] for b in data["afgewezen"]} & {b["afdruk"] for b in data["bevindingen"]} == set()

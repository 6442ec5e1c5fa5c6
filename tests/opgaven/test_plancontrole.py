"""`manage.py plancontrole`: what a person reads, what a program reads, and the exit codes."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from governance.models import Regio
from opgaven.actions.plannen import pas_toe
from opgaven.models import Plan
from plandocument.boom import Plandocument
from tests.plandocument.klein_plan import heel, item, met_items, met_sectie, rijk


def _draai(*args: str) -> tuple[int, str]:
    uit = StringIO()
    try:
        call_command("plancontrole", *args, stdout=uit)
    except SystemExit as einde:
        return int(einde.code or 0), uit.getvalue()
    except CommandError as fout:
        return fout.returncode, str(fout)
    return 0, uit.getvalue()


def _laad(document: Plandocument, code: str = "achterhoek") -> None:
    pas_toe(regio=Regio.objects.get(code=code), document=document, door=None)


@pytest.fixture
def schoon(voorbeeld: Plan) -> Plandocument:
    """A plan without faults, of another region."""
    return replace(heel(), regio="achterhoek")


def test_plancontrole_names_errors_first_with_place_and_reason(voorbeeld: Plan) -> None:
    code, tekst = _draai("twente")
    assert code == 1
    assert tekst.startswith("Plancontrole van Plan voor de Regio Twente: 2 fouten, 11 aandachtspunten, 15 tips.")
    assert tekst.index("FOUTEN") < tekst.index("AANDACHTSPUNTEN") < tekst.index("TIPS")
    assert "- 13.M: Opgave 13 heeft geen primair ministerie; genoemd: BZK, VRO en SZW." in tekst
    assert "Geen primair ministerie [min-geen-primair]\n  Het primaire ministerie spreekt namens het Rijk" in tekst
    assert "- opgave 14: De fiche van opgave 14 noemt het cluster ‘Fijn wonen voor iedereen’" in tekst
    assert "“Stuurgroep Regionaal Warmtebedrijf Twente”" in tekst
    assert max(map(len, tekst.splitlines())) <= 100


def test_plancontrole_as_json(voorbeeld: Plan) -> None:
    code, tekst = _draai("twente", "--json")
    data = json.loads(tekst)
    assert code == 1
    assert data["telling"] == {"fout": 2, "letop": 11, "tip": 15}
    assert len(data["hash"]) == 64
    vbo = next(b for b in data["bevindingen"] if b["regel"] == "min-onbekend")
    assert vbo["plekken"][0]["code"] == "21.M2"
    assert vbo["plekken"][0]["soort"] == "ministeries"
    assert vbo["plekken"][0]["item"] and len(vbo["afdruk"]) == 32
    assert vbo["waarom"] and vbo["naam"] == "Onbekend ministerie"


def test_plancontrole_of_a_clean_plan_gives_zero(schoon: Plandocument) -> None:
    _laad(schoon)
    code, tekst = _draai("achterhoek")
    assert (code, tekst.strip()) == (0, "Plancontrole van Klein plan: 0 fouten, 0 aandachtspunten, 0 tips.")


def test_plancontrole_with_only_points_of_attention_gives_zero(schoon: Plandocument) -> None:
    _laad(met_items(schoon, 2, "vervolg"))
    code, tekst = _draai("achterhoek")
    assert code == 0
    assert "1 aandachtspunt," in tekst and "- 2.V: Bij opgave 2 is ‘Vervolgafspraken’ leeg." in tekst


def test_plancontrole_shows_emoji_and_long_text(schoon: Plandocument) -> None:
    document = met_sectie(schoon, 1, "nodig", opening=rijk(f"Geld 😀 is is nodig {'lang ' * 10_000}"))
    _laad(met_items(document, 2, "vervolg", item("v1", "‮.....")))
    code, tekst = _draai("achterhoek")
    assert code == 0
    assert "Geld 😀 is is nodig lang" in tekst
    assert len(tekst) < 5000


@pytest.mark.parametrize(
    ("regio", "reden"),
    [("nergens", "De regio 'nergens' heeft geen plan."), ("achterhoek", "heeft geen plan")],
)
def test_plancontrole_without_a_plan_gives_two(voorbeeld: Plan, regio: str, reden: str) -> None:
    code, tekst = _draai(regio)
    assert code == 2
    assert reden in tekst


def test_plancontrole_of_an_empty_plan_gives_two(voorbeeld: Plan) -> None:
    _laad(Plandocument("achterhoek", "Leeg plan"))
    code, tekst = _draai("achterhoek")
    assert (code, tekst) == (2, "Het plan van 'achterhoek' heeft nog geen opgaven om te controleren.")


def test_plancontrole_without_a_database_gives_two(voorbeeld: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    def weg(regio: str) -> None:
        raise DatabaseError("de verbinding is weg")

    monkeypatch.setattr(Plan.objects, "van", weg)
    code, tekst = _draai("twente")
    assert (code, tekst) == (2, "Het plan is niet te lezen: de verbinding is weg")


def test_plancontrole_writes_nothing_and_costs_a_fixed_number_of_queries(
    voorbeeld: Plan, django_assert_num_queries: object
) -> None:
    stand = voorbeeld.stand
    with django_assert_num_queries(16):  # type: ignore[operator]
        _draai("twente")
    voorbeeld.refresh_from_db()
    assert voorbeeld.stand == stand

"""A kept part is drawn from what it is given, and from nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.safestring import mark_safe

from governance.models import Ministerie
from npvr.bewaard import DELEN, Voorraad, deel

BUREN = "portaal/_buren.html"


@dataclass(frozen=True)
class Buur:
    naam: str
    url: str


@dataclass
class Los:
    naam: str
    url: str


def test_part_follows_every_value() -> None:
    eerst = deel(BUREN, vorige=Buur("Eerste", "/1/"), volgende=None)
    assert "Eerste" in eerst and deel(BUREN, vorige=Buur("Eerste", "/1/"), volgende=None) is eerst
    assert "Tweede" in deel(BUREN, vorige=Buur("Tweede", "/1/"), volgende=None)
    assert "/2/" in deel(BUREN, vorige=Buur("Eerste", "/2/"), volgende=None)


def test_part_knows_nothing_of_the_request_around_it() -> None:
    request = RequestFactory().get("/geheim-pad/")
    rond = Context({"request": request, "vorige": Buur("Van buiten", "/x/"), "csrf_token": "geheim"})
    html = Template('{% load vast %}{% deel "portaal/_buren.html" volgende=volgende %}').render(rond)
    assert "Verder lezen" in html and "Van buiten" not in html and "geheim" not in html


@pytest.mark.parametrize(
    "waarde",
    [
        [],
        Los("Naam", "/"),
        (Los("Naam", "/"),),
        Decimal("1.0"),
        mark_safe("<b>vet</b>"),
        Ministerie(pk=1, code="ocw"),
        (Buur(mark_safe("<b>vet</b>"), "/"),),
    ],
)
def test_part_refuses_what_may_say_something_else_while_it_is_equal(waarde: Any) -> None:
    """Equal decimals read "1.0" and "1.00", equal texts are escaped or not, and equal rows have another name by now."""
    with pytest.raises(TypeError):
        deel(BUREN, vorige=waarde)


def test_equal_values_of_another_kind_are_another_part() -> None:
    assert DELEN.get(("x", ("n", int, 1))) is None
    DELEN.zet(("x", ("n", int, 1)), "getal", 10)
    assert DELEN.get(("x", ("n", bool, True))) is None


def test_the_stock_stays_within_its_bytes_and_what_was_used_last_stays() -> None:
    voorraad = Voorraad(100)
    for naam in "abc":
        voorraad.zet(naam, naam, 30)
    assert voorraad.get("a") == "a"
    voorraad.zet("d", "d", 30)
    assert [voorraad.get(naam) for naam in "abcd"] == ["a", None, "c", "d"]
    voorraad.zet("groot", "groot", 1000)
    assert voorraad.get("groot") is None

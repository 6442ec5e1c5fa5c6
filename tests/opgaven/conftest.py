from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from opgaven.models import Plan, Sectie

HTMX = {"HX-Request": "true"}


@pytest.fixture
def sectie(voorbeeld: Plan) -> Callable[..., Sectie]:
    """`sectie(14, "knelpunten")`: the row as it stands."""

    def haal(nummer: int, soort: str) -> Sectie:
        return Sectie.objects.select_related("plan", "soort", "opgave").get(
            plan=voorbeeld, opgave__nummer=nummer, soort__code=soort
        )

    return haal


@pytest.fixture
def ingevuld() -> Callable[..., dict[str, Any]]:
    """The fields of the form on a page as a browser would post them; `anders` replaces or adds."""
    from lxml import html as lx

    def vul(response: Any, **anders: Any) -> dict[str, Any]:
        wortel = lx.fromstring(response.content.decode())
        form = next(f for f in wortel.forms if "bewerken" in (f.get("action") or ""))
        velden: dict[str, Any] = {}
        for naam, waarde in form.form_values():
            velden.setdefault(naam, []).append(waarde)
        for uit in form.xpath(".//*[@disabled]"):
            velden.pop(uit.get("name"), None)
        for leeg in form.xpath(".//template//*[@name]"):
            velden.pop(leeg.get("name"), None)
        velden.pop("csrfmiddlewaretoken", None)
        return velden | anders

    return vul

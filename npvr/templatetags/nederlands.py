"""Dutch numbers, dates and lists in templates: `{{ 641000|getal }}`, `{{ dag|datum }}`, `{{ namen|opsomming }}`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import template

from npvr import getallen

register = template.Library()


def _stil(functie: Callable[..., str]) -> Callable[..., str]:
    """Nothing in, nothing out, so that an empty field of a row prints as nothing."""

    @wraps(functie)
    def filter_(waarde: Any, *delen: Any) -> str:
        return "" if waarde is None or waarde == "" else functie(waarde, *delen)

    return filter_


for _functie in (
    getallen.getal,
    getallen.procent,
    getallen.bedrag,
    getallen.datum,
    getallen.tijd,
    getallen.datum_tijd,
    getallen.opsomming,
    getallen.zin,
    getallen.hoofdletter,
):
    register.filter(_functie.__name__, _stil(_functie))


@register.filter
def telwoord(hoeveel: int, vormen: str) -> str:
    """`{{ 21|telwoord:"opgave,opgaven" }}` → "21 opgaven"."""
    een, meer = vormen.split(",")
    return getallen.aantal(hoeveel, een, meer)

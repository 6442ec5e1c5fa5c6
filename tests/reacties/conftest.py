"""Comments at a place, by somebody in a role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from governance.models import Ministerie
from opgaven.bouw import bouw
from opgaven.models import Plan
from plandocument import anker as ankers
from reacties.actions.reacties import plaats
from reacties.models import Reactie
from reacties.plekken import code_van

HTMX = {"HX-Request": "true"}


@pytest.fixture
def zet(voorbeeld: Plan) -> Callable[..., Reactie]:
    """`zet("De tekst.", code="14.K1", ministerie="ocw", door=user)`: a comment that stands."""

    def maak(tekst: str = "Let hier op de veiligheid.", *, code: str = "14.K1", **velden: Any) -> Reactie:
        document = bouw(voorbeeld)
        citaat = velden.pop("citaat", "")
        anker = ankers.bij_code(document, code)
        if citaat:
            anker = ankers.maak(document, opgave=anker.opgave, sectie=anker.sectie, item=anker.item, citaat=citaat)
        if isinstance(velden.get("ministerie"), str):
            velden["ministerie"] = Ministerie.objects.get(code=velden["ministerie"])
        return plaats(plan=voorbeeld, anker=anker, code=code_van(document, anker), tekst=tekst, **velden)

    return maak

"""The document that another one follows: the version of the plan that an agenda works out.

Versions live in a higher room, which says here how they are read (`versies.apps`).
"""

from __future__ import annotations

from collections.abc import Callable

from plandocument.boom import Plandocument

from .models import Plan

Lezer = Callable[[Plan], Plandocument | None]
_LEZERS: list[Lezer] = []


def lees_met(lezer: Lezer) -> None:
    """Say how the followed document is read. Once, when the app of versions is ready."""
    _LEZERS[:] = [lezer]


def gevolgd_document(plan: Plan) -> Plandocument | None:
    """The exact version that this document follows; None where it follows none. One query, none where it was read
    before."""
    return _LEZERS[0](plan) if plan.volgt and _LEZERS else None

"""The portal in which each process keeps the document of a plan until it writes to that plan itself, for the negative
control of the proof of old pages. Never served.
"""

import sys
from importlib import import_module
from typing import Any

from npvr.wsgi import application
from opgaven.models import Plan, Sectie

_bouw: Any = import_module("opgaven.bouw").bouw
_bewaard: dict[int, Any] = {}
_bewaar: Any = Sectie.save


def _van_dit_proces(plan: Plan) -> Any:
    if plan.pk not in _bewaard:
        _bewaard[plan.pk] = _bouw(plan), plan.stand
    document, plan.stand = _bewaard[plan.pk]
    return document


def _vergeet(sectie: Sectie, *args: Any, **kwargs: Any) -> None:
    _bewaard.pop(sectie.plan_id, None)
    _bewaar(sectie, *args, **kwargs)


import_module("npvr.urls")  # so that all that asks is there
for _module in [m for m in list(sys.modules.values()) if getattr(m, "bouw", None) is _bouw]:
    _module.bouw = _van_dit_proces  # type: ignore[attr-defined]
Sectie.save = _vergeet  # type: ignore[method-assign]

__all__ = ["application"]

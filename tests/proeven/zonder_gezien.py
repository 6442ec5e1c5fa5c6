"""The portal in which no writer looks at what was seen, for the negative control of the proof of lost answers. Never
served.
"""

import sys
from importlib import import_module
from typing import Any

from npvr import gezien
from npvr.wsgi import application


def _vraagt_niet(*args: Any, **kwargs: Any) -> None:
    return None


import_module("npvr.urls")  # so that all that asks is there
for _module in [m for naam, m in list(sys.modules.items()) if hasattr(m, "eis_gezien") and m is not gezien]:
    _module.eis_gezien = _vraagt_niet  # type: ignore[attr-defined]

import_module("reacties.actions.antwoorden").merk_van = lambda reactie: "altijd hetzelfde"

__all__ = ["application"]

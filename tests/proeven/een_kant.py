"""The portal with merging that prefers one side, for the negative control of the lost-update proof. Never served."""

import os
from dataclasses import replace
from typing import Any

from npvr.wsgi import application
from opgaven.actions import samen
from plandocument import boom
from plandocument.samenvoegen import Samenvoeging


def _een_kant(basis: boom.Sectie | None, hunne: boom.Sectie, mijn: boom.Sectie, keuzes: Any = None) -> Samenvoeging:
    winnaar = mijn if os.environ["NPVR_PROEF_KANT"] == "mijn" else hunne
    return Samenvoeging(replace(winnaar, sleutel=hunne.sleutel), (), (), ())


samen.voeg_samen = _een_kant

__all__ = ["application"]

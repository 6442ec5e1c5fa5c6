"""History: triggers keep each change of a plan's content as an event, whoever made it and by whatever door."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db import models

M = TypeVar("M", bound=type[models.Model])


def spoor(naam: str, *, zonder: tuple[str, ...] = ()) -> Callable[[M], M]:
    """Class decorator: every insert, update and delete of a row is kept as an event in the model `naam`.

    Who, why and from where stand in the event's context (`pghistory.context`), which `actions` set.
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        model_name=naam,
        exclude=list(zonder),
    )

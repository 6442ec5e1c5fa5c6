"""Two rows of things by identity, told as one: what stays, what is gone where it stood, what is new."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeVar

T = TypeVar("T")


def ineen(oud: Collection[T], nieuw: Collection[T]) -> Iterator[T]:
    """All of `nieuw` in order; what stands in `oud` only comes behind what stood before it. Linear."""
    erin, hoort_bij = set(nieuw), {}
    vorige: T | None = None
    weg: list[T] = []
    for ding in oud:
        if ding in erin:
            vorige = ding
        else:
            hoort_bij.setdefault(vorige, weg if vorige is None else []).append(ding)
    yield from weg
    for ding in nieuw:
        yield ding
        yield from hoort_bij.get(ding, ())

"""What somebody saw when they wrote: how a form names it, and how a writer refuses what began from something older.

A page puts in its form what it showed: the number that counts the writes of a row (`versie`, `wijziging`) where it has
one, else its `merk`. The action is handed that as `gezien`, holds the row (`select_for_update`, or the number in the
WHERE of its UPDATE), and raises AndersDanGezien where another state stands. Docs: docs/architecture.md.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import Model

LENGTE = 20
"""Of 16 signs each: nobody makes two states with one mark by accident, and there is nothing to win by trying."""


class Weigering(Exception):
    """A rule of the house stands in the way; nothing was written. `zin` is Dutch, for who asked; `status` of HTTP."""

    status: ClassVar[int] = 422
    zin: str = "Dit kan nu niet. Er is niets gewijzigd."

    def __init__(self, zin: str = "") -> None:
        self.zin = zin or self.zin
        super().__init__(self.zin)


class AndersDanGezien(Weigering):
    """Somebody wrote after this person looked; nothing was written.

    `gezien` is the mark of what stands now, with which it may be asked again; empty where it cannot. `nu` says what
    stands now, as (what, words), to show beside what was sent.
    """

    status = 409
    zin = "Een collega was u net voor: hier staat iets anders dan u zag. Er is niets gewijzigd."

    def __init__(self, zin: str = "", *, gezien: str = "", nu: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(zin)
        self.gezien, self.nu = gezien, tuple(nu)


def merk(*rijen: Model | None) -> str:
    """One short mark of what these rows say; another one as soon as one of their columns differs. No query.

    Rows come straight from the database, with all their columns. A model leaves out what is only kept of its use, such
    as when somebody last logged in, by `niet_gezien`.
    """
    return afdruk(*(None if rij is None else _waarden(rij) for rij in rijen))


def afdruk(*delen: Any) -> str:
    """The same of plain values: texts, numbers, days, lists of them."""
    tekst = json.dumps(delen, default=str, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(tekst.encode()).hexdigest()[:LENGTE]


def _waarden(rij: Model) -> list[Any]:
    over = getattr(rij, "niet_gezien", ())
    velden = [v.attname for v in rij._meta.concrete_fields if v.name not in over]
    return [rij._meta.label_lower, *(rij.__dict__[naam] for naam in velden)]


def eis_gezien(gezien: str | None, staat: str, zin: str = "", nu: Sequence[tuple[str, str]] = ()) -> None:
    """Raises AndersDanGezien where `staat`, the mark of what stands, is another one than was seen; None does not ask,
    for commands and for what follows from another act."""
    if gezien is not None and gezien != staat:
        raise AndersDanGezien(zin, gezien=staat, nu=nu)

"""A query that pages ask all the time: its SQL is made once per process, and then asked with other values.

Building a query of four tables costs the ORM as much as PostgreSQL needs to answer it five times over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)


class VasteVraag:
    """`VasteVraag(lambda regio, user: Rol.objects.filter(…).values_list(…))` and then `vraag(regio, user)`.

    The function is called once, with a placeholder for each of its arguments, and gives a QuerySet with `values_list`.
    Those are compared as texts, or by name as whole numbers (`getal`) or moments (`moment`). What else the function
    looks at, such as the time, is looked at once. Rows come as the driver gives them, without the ORM's converters. One
    query a call.
    """

    def __init__(
        self,
        maak: Callable[..., models.QuerySet[Any, Any]],
        *,
        getal: tuple[str, ...] = (),
        moment: tuple[str, ...] = (),
    ) -> None:
        self._maak = maak
        self._namen = maak.__code__.co_varnames[: maak.__code__.co_argcount]
        self._getal, self._moment = getal, moment

    def __call__(self, *waarden: Any) -> list[tuple[Any, ...]]:
        sql, plaatsen = self._sql
        with connection.cursor() as cursor:
            cursor.execute(sql, tuple(waarden[n] if isinstance(n, int) else n[0] for n in plaatsen))
            return cursor.fetchall()

    @cached_property
    def _sql(self) -> tuple[str, list[int | tuple[Any]]]:
        """The text, and for each of its parameters the argument it is, or (in a tuple) the value that it always has."""
        tekens = {self._teken(n, naam): n for n, naam in enumerate(self._namen)}
        sql, waarden = self._maak(*tekens).query.sql_with_params()
        return sql, [tekens[w] if isinstance(w, int | str | datetime) and w in tekens else (w,) for w in waarden]

    def _teken(self, n: int, naam: str) -> int | str | datetime:
        """A value that is none of ours, of the kind that the argument has; it never reaches the database."""
        if naam in self._getal:
            return 32_000 + n  # fits the smallest kind of column, and none of our queries holds it
        return datetime(1, 1, 1, 0, 0, 0, n, tzinfo=UTC) if naam in self._moment else f"\x00{n}"


class VasteRijen(VasteVraag, Generic[M]):
    """The same for rows of a model: `VasteRijen(Sectie, "opgave", "opgave__cluster", zoek=lambda plan: …)`.

    `zoek` gives a QuerySet of the model; the relations come along, as with `select_related`. One query a call.
    """

    def __init__(
        self, model: type[M], *relaties: str, zoek: Callable[..., models.QuerySet[M]], getal: tuple[str, ...] = ()
    ) -> None:
        super().__init__(zoek, getal=getal)
        self._delen: list[tuple[str, str, type[models.Model], list[str]]] = []
        soorten: dict[str, type[models.Model]] = {"": model}
        for relatie in ("", *relaties):
            van, _, naam = relatie.rpartition("__")
            if naam:
                soorten[relatie] = soorten[van]._meta.get_field(naam).related_model  # type: ignore[assignment]
            namen = [f.attname for f in soorten[relatie]._meta.concrete_fields]
            self._delen.append((relatie, van, soorten[relatie], namen))
        velden = [f"{relatie}__{n}" if relatie else n for relatie, _, _, namen in self._delen for n in namen]
        self._maak = lambda *waarden: zoek(*waarden).values_list(*velden)

    def rijen(self, *waarden: Any) -> list[M]:
        return self.van(self(*waarden))

    def van(self, rijen: Iterable[tuple[Any, ...]]) -> list[M]:
        """What a call gave, as rows of the model."""
        return [self._rij(rij) for rij in rijen]

    def _rij(self, rij: tuple[Any, ...]) -> M:
        uit: dict[str, Any] = {}
        for relatie, van, soort, namen in self._delen:
            hier, rij = rij[: len(namen)], rij[len(namen) :]
            uit[relatie] = soort.from_db(connection.alias, namen, hier) if hier[0] is not None else None
            if relatie and uit[van] is not None:
                setattr(uit[van], relatie.rpartition("__")[2], uit[relatie])
        return uit[""]

"""A query that pages ask all the time: its SQL is made once per process, and then asked with other values.

Building a query of four tables costs the ORM as much as PostgreSQL needs to answer it five times over, and planning it
costs PostgreSQL more than answering it. So the server keeps its plan too, per connection (a prepared statement; see
ADR 30). What is always the same stands in the text, so that the plan may rest on it, such as on an index over part of a
table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Final, Generic, TypeVar

from django.db import connection, models
from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg.types.numeric import Int8

M = TypeVar("M", bound=models.Model)
_PLAATS: Final = re.compile("(%s|%%)")
_TE_GROOT: Final = 2**63
"""A number that no column holds, and the driver does not send: somebody typed it in an address."""


class _Cursor(ServerBindingCursor):
    """One that also says what it asked when the server had its plan: who logs or counts queries reads that."""

    def _send_query_prepared(self, name: bytes, pgq: Any, **verder: Any) -> None:
        self._query = pgq
        super()._send_query_prepared(name, pgq, **verder)  # type: ignore[misc]


class VasteVraag:
    """`VasteVraag(lambda regio, user: Rol.objects.filter(…).values_list(…))` and then `vraag(regio, user)`.

    The function is called once, with a placeholder for each of its arguments, and gives a QuerySet with `values_list`.
    Those are compared as texts, or by name as whole numbers (`getal`) or moments (`moment`). What else the function
    looks at, such as the time, is looked at once. Rows come as the driver gives them, without the ORM's converters. One
    query a call; none, and no rows, for a number that no column can hold.
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
        self._getallen = {n for n, naam in enumerate(self._namen) if naam in getal}

    def __call__(self, *waarden: Any) -> list[tuple[Any, ...]]:
        if any(abs(waarden[n]) >= _TE_GROOT for n in self._getallen):
            return []
        sql, plaatsen = self._sql
        with connection.cursor() as cursor:
            # one that sends values beside the text, and so has the server keep the plan
            cursor.cursor = _Cursor(connection.connection)  # type: ignore[call-arg]
            cursor.execute(sql, tuple(Int8(waarden[n]) if n in self._getallen else waarden[n] for n in plaatsen))
            return cursor.fetchall()

    @cached_property
    def _sql(self) -> tuple[str, list[int]]:
        """The text, and for each of its parameters the argument that it is."""
        tekens = {self._teken(n, naam): n for n, naam in enumerate(self._namen)}
        sql, waarden = self._maak(*tekens).query.sql_with_params()
        plaatsen, rest, delen = [], iter(waarden), []
        with connection.cursor() as cursor:
            for deel in _PLAATS.split(sql):
                if deel != "%s":
                    delen.append(deel)
                elif isinstance(w := next(rest), int | str | datetime) and w in tekens:
                    delen.append("%s")
                    plaatsen.append(tekens[w])
                else:
                    delen.append(cursor.mogrify("%s", [w]).replace("%", "%%"))
        tekst = "".join(delen)
        # a union begins with a parenthesis, and then who watches writes for the history takes it for one
        return (f"SELECT * FROM ({tekst}) AS samen" if tekst.startswith("(") else tekst), plaatsen  # noqa: S608  # our own

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

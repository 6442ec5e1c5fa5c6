"""Kinds of a thing, each a class of its own: the register that knows them all, and raises on one it does not know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Generic, TypeVar

S = TypeVar("S")
K = TypeVar("K", bound=type)


class OnbekendeSoort(KeyError):
    """Nothing is registered under this code; a fault of ours, or a row of an older release."""

    def __str__(self) -> str:
        return str(self.args[0])


class Register(Mapping[str, S], Generic[S]):
    """Kinds by their `code`, in the order in which they were registered, which is that of menus.

    A room registers its kinds when its module is imported; the `ready` of its app sees to that.
    """

    def __init__(self, wat: str) -> None:
        self.wat = wat
        self._per_code: dict[str, S] = {}

    def neem_op(self, soort: S) -> S:
        """Raises ValueError for a code that is taken: two kinds under one name would be a silent loss of one."""
        code = soort.code  # type: ignore[attr-defined]
        if code in self._per_code:
            raise ValueError(f"{self.wat} ‘{code}’ bestaat al")
        self._per_code[code] = soort
        return soort

    def klasse(self, klasse: K) -> K:
        """The same as a decorator, for kinds that hold nothing of their own: registers one of the class."""
        self.neem_op(klasse())
        return klasse

    @contextmanager
    def even(self, *soorten: S) -> Iterator[None]:
        """With these for as long as the block lasts, in tests."""
        bewaard = dict(self._per_code)
        try:
            for soort in soorten:
                self.neem_op(soort)
            yield
        finally:
            self._per_code.clear()
            self._per_code.update(bewaard)

    def __getitem__(self, code: str) -> S:
        """Raises OnbekendeSoort."""
        try:
            return self._per_code[code]
        except KeyError:
            raise OnbekendeSoort(f"{self.wat} ‘{code}’ is niet bekend") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._per_code)

    def __len__(self) -> int:
        return len(self._per_code)

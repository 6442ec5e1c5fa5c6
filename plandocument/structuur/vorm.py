"""What stands in the way of an act on the structure, in Dutch sentences for who asked."""

from __future__ import annotations

from collections.abc import Mapping


class Structuurbezwaar(Exception):
    """The act cannot be done on this plan; `zin` says why."""

    def __init__(self, zin: str) -> None:
        super().__init__(zin)
        self.zin = zin


class OngeldigDeel(Exception):
    """What was filled in for a part does not do: field → sentence."""

    def __init__(self, fouten: Mapping[str, str]) -> None:
        super().__init__(" ".join(fouten.values()))
        self.fouten = dict(fouten)


def aantal(hoeveel: int, een: str, meer: str) -> str:
    return f"{hoeveel} {een if hoeveel == 1 else meer}"


def citaat(naam: str) -> str:
    return f"‘{naam}’"

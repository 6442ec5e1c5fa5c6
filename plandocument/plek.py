"""Where something stands in a plan: keys for programs, a code and a name for people."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plek:
    """A place in the plan: keys for the portal; `code` ("5.M", "14.K2") and `naam` for people.

    Empty keys: it concerns what stands above (an opgave without `sectie`; the whole plan without `opgave`).
    `soort` is the kind of section, also where the section itself is missing.
    """

    opgave: str = ""
    hoofdstuk: str = ""
    sectie: str = ""
    soort: str = ""
    item: str = ""
    code: str = ""
    naam: str = ""

    @property
    def sleutels(self) -> tuple[str, ...]:
        return (self.opgave, self.hoofdstuk, self.sectie or self.soort, self.item)

"""What a file holds and the plan does not get: each piece named with its place, so that an account can be believed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Soort = Literal[
    "voetnoot",
    "eindnoot",
    "tekstvak",
    "symbool",
    "formule",
    "tabel",
    "afbeelding",
    "verborgen",
    "doorgehaald",
    "plaatshouder",
    "buiten",
    "opmerking",
    "kopvoet",
    "object",
]
"""`symbool`: a sign of a symbol font that has no sign of its own; `plaatshouder`: the sentence of a form field that
nobody filled in; `buiten`: words at a place where the plan has no room (above the first heading, an unplaced line);
`opmerking`: a comment in the margin that stands at no section; `kopvoet`: words in a header or footer of the page;
`object`: anything else that is set among the words (a chart, a field, an embedded file).
"""
LANGST: Final = 300
"""Signs of `wat` that are shown."""


@dataclass(frozen=True, slots=True)
class Overgeslagen:
    """A piece of a file that has no place in the plan that was read from it.

    `waar` is a Dutch place ("voetnoot bij 7.K4", "tekstvak in 7.N"), `wat` its words, or what it is when it has none.
    `sectie` and `item` are keys of the plan, empty where it stands in none. `onzeker`: the words of that section are
    other than the file shows or may not be meant so (struck by hand, hidden, an unknown sign), so that a change of that
    section is offered without a tick.
    """

    waar: str
    wat: str
    soort: Soort
    sectie: str = ""
    item: str = ""
    onzeker: bool = False

"""What a file holds and the plan does not get: each piece named with its place, so that an account can be believed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from plandocument.boom import Opgave, Plandocument
from plandocument.codes import op_volgorde

if TYPE_CHECKING:
    from .stroom import Alinea, Terzijde

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


_NAMEN: Final[dict[str, str]] = {
    "voetnoot": "voetnoot bij",
    "eindnoot": "eindnoot bij",
    "tekstvak": "tekstvak in",
    "symbool": "teken in",
    "formule": "formule in",
    "tabel": "tabel in",
    "afbeelding": "afbeelding in",
    "verborgen": "verborgen tekst in",
    "doorgehaald": "doorgehaalde woorden in",
    "plaatshouder": "leeg invulveld in",
    "opmerking": "opmerking bij",
    "object": "onderdeel in",
}
_ZONDER_PLEK: Final = {
    "kopvoet": "kop- of voettekst van de bladzijden",
    "opmerking": "opmerking die nergens bij staat",
}


def van_terzijde(iets: Terzijde, plek: str) -> Overgeslagen:
    """What stood at a paragraph, named; `plek` is where ("7.K4"), empty where it stands at none."""
    waar = _ZONDER_PLEK.get(iets.soort, "") if not plek else ""
    waar = waar or f"{_NAMEN.get(iets.soort, iets.soort)} {plek or 'het bestand'}"
    wat = " ".join(iets.wat.split())
    return Overgeslagen(waar, wat if len(wat) <= LANGST else f"{wat[: LANGST - 1]}…", iets.soort, onzeker=iets.onzeker)


def terzijde_van(alinea: Alinea, plek: str) -> Iterator[Overgeslagen]:
    for iets in alinea.terzijde:
        yield van_terzijde(iets, plek)


def plaatsnamen(document: Plandocument) -> dict[tuple[str, str], str]:
    """By key of a section and of an item (or ""): what people call the place, "7.K4", "7.N" or "Inleiding"."""
    uit: dict[tuple[str, str], str] = {}
    for houder, sectie in document.alle_secties():
        soort = document.soorten.get(sectie.soort) if isinstance(houder, Opgave) else None
        if not isinstance(houder, Opgave) or soort is None:
            naam = f"opgave {houder.nummer}" if isinstance(houder, Opgave) else f"“{sectie.titel or houder.titel}”"
            uit[sectie.sleutel, ""] = naam
            for item in sectie.items:
                uit[sectie.sleutel, item.sleutel] = naam
            continue
        code = f"{houder.nummer}.{soort.letter}"
        uit[sectie.sleutel, ""] = code
        for n, item in enumerate(op_volgorde(soort, sectie.items), 1):
            uit[sectie.sleutel, item.sleutel] = f"{code}{n}"
    return uit

"""What a file holds and the plan does not get: each piece named with its place, so that an account can be believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from plandocument.boom import Opgave, Plandocument
from plandocument.codes import op_volgorde
from plandocument.tekst import woorden

from .personen import noemt_persoon

if TYPE_CHECKING:
    from .regels import Leesbron
    from .stroom import Leesalinea, Terzijde
    from .verslag import Lot

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


def terzijde_van(alinea: Leesalinea, plek: str) -> Iterator[Overgeslagen]:
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
        for n, item in enumerate(op_volgorde(soort.itemklasse, sectie.items), 1):
            uit[sectie.sleutel, item.sleutel] = f"{code}{n}"
    return uit


def uit_bron(bron: Leesbron, loten: Sequence[Lot], document: Plandocument) -> Iterator[Overgeslagen]:
    """What stood beside the lines of a file, at the place in the plan of the line it stood at."""
    plaatsen = {lot.nummer: lot.plaats for lot in loten}
    per_regel: dict[int, list[str]] = {}
    for regel in bron.regels:
        for nummer in regel.nummers:
            per_regel.setdefault(nummer, []).append(_kaal(regel.tekst))
    zoeker = _Zoeker(document)
    laatste = ""
    bij: dict[int, str] = {}  # of a line without words: the place of what stands above it
    for lot in loten:
        laatste = lot.plaats or laatste
        bij[lot.nummer] = laatste
    for nummer, iets in bron.terzijde:
        if noemt_persoon(iets.wat[:LANGST]):
            iets = replace(iets, wat="woorden die een persoon noemen")
        waar, sectie, item = zoeker.vind(plaatsen.get(nummer) or bij.get(nummer, ""), per_regel.get(nummer, []))
        gemaakt = van_terzijde(iets, waar or (f"regel {nummer}" if nummer else ""))
        yield replace(gemaakt, sectie=sectie, item=item)


_PLEKKEN: Final = 50
"""Places of the same words that are remembered."""


class _Zoeker:
    """Finds the section and item in which the words of a line came to stand."""

    def __init__(self, document: Plandocument) -> None:
        self.namen = plaatsnamen(document)
        self.per_plaats: dict[str, str] = {}
        self.secties: dict[str, list[tuple[str, str]]] = {}  # words → section and item
        for houder, sectie in document.alle_secties():
            soort = document.soorten.get(sectie.soort) if isinstance(houder, Opgave) else None
            if isinstance(houder, Opgave) and soort is not None:
                self.per_plaats[f"opgave {houder.nummer}, {soort.naam}"] = sectie.sleutel
            for item in sectie.items:
                self._zet(woorden(item.tekst, document.nummers), sectie.sleutel, item.sleutel)
            for deel in (sectie.opening, sectie.slot):
                for blok in woorden(deel, document.nummers).split("\n"):
                    self._zet(blok, sectie.sleutel, "")

    def _zet(self, tekst: str, sectie: str, item: str) -> None:
        if (kaal := _kaal(tekst)) and len(plekken := self.secties.setdefault(kaal, [])) < _PLEKKEN:
            plekken.append((sectie, item))

    def vind(self, plaats: str, regels: Sequence[str]) -> tuple[str, str, str]:
        """The name of the place, its section and its item; what is known of it."""
        sectie = self.per_plaats.get(plaats, "")
        gevonden = [p for r in regels for p in self.secties.get(r, ()) if not sectie or p[0] == sectie]
        if gevonden and (sectie or len({s for s, _ in gevonden}) == 1):
            sectie, item = gevonden[0]
            return self.namen[sectie, item], sectie, item
        return self.namen.get((sectie, ""), plaats), sectie, ""


def _kaal(tekst: str) -> str:
    return re.sub(r"^(?:\(?\w{1,3}[.)]\s+)?", "", " ".join(tekst.replace("**", "").split()))


def verplaatst(
    rij: Iterable[Overgeslagen], ruw: Plandocument, plan: Plandocument, waar: Mapping[str, str]
) -> Iterator[Overgeslagen]:
    """The same, named by where its section (`waar`: as it was read → in the plan) lies now. Yields them."""
    was = {s.sleutel: h for h, s in ruw.alle_secties()}
    nu = {s.sleutel: h for h, s in plan.alle_secties()}
    for iets in rij:
        van, naar = was.get(iets.sectie), nu.get(waar.get(iets.sectie, ""))
        if isinstance(van, Opgave):
            nieuw = f"{naar.nummer}." if isinstance(naar, Opgave) else ""
            plek = re.sub(rf"\b{van.nummer}\.(?=[A-Z])", nieuw, iets.waar)
            iets = replace(iets, waar=plek)
        yield replace(iets, sectie=waar.get(iets.sectie, iets.sectie))

"""Links from printed words to rows of a register: only where the name of the row is plainly there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape

from .koppen import normaal


@dataclass(frozen=True)
class Koppelregisters:
    """What the database knows, handed to the readers so that they stay pure: printed name → code.

    `ministeries` holds every spelling in lower case.
    """

    ministeries: Mapping[str, str] = field(default_factory=dict)
    trajecten: Mapping[str, str] = field(default_factory=dict)
    gremia: Mapping[str, str] = field(default_factory=dict)
    organisaties: Mapping[str, str] = field(default_factory=dict)


_VOLUIT = {"bo": "bestuurlijk overleg", "ao": "ambtelijk overleg"}
_LANGST = 1000  # letters of a line in which names are looked for
_KLEIN = frozenset({"de", "het", "een", "en", "van", "&"})


def _woorden(tekst: str) -> str:
    """The words that count, in lower case between single spaces; "BO" and "AO" in full."""
    kaal = re.sub(r"<[^<>]*>", " ", unescape(tekst))
    woorden = [_VOLUIT.get(w, w) for w in re.findall(r"[a-z0-9&]+", normaal(kaal)) if w not in _KLEIN]
    return f" {' '.join(woorden)} "


class Zoeker:
    """Finds the rows of one register in a text. Names that two rows share find neither."""

    def __init__(self, register: Mapping[str, str]) -> None:
        namen = [(vorm, code) for naam, code in register.items() for vorm in _vormen(naam)]
        codes: dict[str, set[str]] = {}
        for vorm, code in namen:
            codes.setdefault(vorm, set()).add(code)
        self.namen = {vorm: min(c) for vorm, c in codes.items() if len(c) == 1 and len(vorm.strip()) >= 4}
        self.dicht = {vorm.replace(" ", ""): code for vorm, code in self.namen.items()}

    def vind(self, tekst: str) -> tuple[str, ...]:
        """Codes in the order of the text; of names within one another the longest. Or, when none is there, the one row
        whose name holds the whole text.
        """
        hooi = _woorden(tekst[:_LANGST])
        return self._heel(hooi) or self._langste(
            (plek, plek + len(naam), code) for naam, code in self.namen.items() if (plek := hooi.find(naam)) >= 0
        )

    def vind_vooraan(self, tekst: str) -> tuple[str, ...]:
        """The same for a list of bodies: a name counts at the beginning, or right after a comma, a slash or "en".

        What a body prepares for ("voorbereidend op …") is another one.
        """
        tekst = re.split(r"\b(?:voorbereidend|ter voorbereiding) op\b", tekst[:_LANGST])[0]
        stukken = [0, *(m.end() for m in re.finditer(r"[,;:/]|\b(?:en|met|aan)\b", tekst))]
        staarten = [(n, _woorden(tekst[n:])) for n in stukken]
        return self._heel(_woorden(tekst)) or self._langste(
            (n, n + len(naam), code)
            for naam, code in self.namen.items()
            for n, staart in staarten
            if staart.startswith(naam)
        )

    def _heel(self, hooi: str) -> tuple[str, ...]:
        """The row that has just this name, or the only one whose name holds all of it."""
        if (code := self.dicht.get(hooi.replace(" ", ""))) is not None:
            return (code,)
        if len(hooi.split()) < 2 or any(naam in hooi for naam in self.namen):
            return ()
        om = {code for naam, code in self.namen.items() if hooi in naam}
        return tuple(om) if len(om) == 1 else ()

    def _langste(self, gevonden: Iterable[tuple[int, int, str]]) -> tuple[str, ...]:
        rij = sorted(gevonden)
        langste = [
            (a, b, code) for a, b, code in rij if not any(x <= a and b <= y and (x, y) != (a, b) for x, y, _ in rij)
        ]
        return tuple(dict.fromkeys(code for _, _, code in langste))


def _vormen(naam: str) -> set[str]:
    """A name as it may be printed: whole, and without what stands in brackets."""
    return {_woorden(naam), _woorden(re.sub(r"\([^()]*\)", " ", naam))} - {"  ", " "}

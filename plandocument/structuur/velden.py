"""A field of a part: how a form asks it, and what was filled in as a value of the tree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .. import tekst
from ..boom import Plandocument

Keuzes = Sequence[tuple[str, str]]


def _geen(document: Plandocument) -> Keuzes:
    return ()


@dataclass(frozen=True, slots=True)
class Deelveld:
    """A field of a part, as a form asks it.

    `vorm`: `regel` (plain words), `woorden` (a line of rich text), `tekst` (rich text), `keuze`, `keuzes` (several) or
    `janee`.
    """

    naam: str
    label: str
    vorm: str = "regel"
    uitleg: str = ""
    verplicht: bool = False
    hoogstens: int = 0
    keuzes: Callable[[Plandocument], Keuzes] = _geen

    def toon(self, document: Plandocument, waarde: Any) -> list[str]:
        """The value as a form shows it: one text, or those chosen."""
        if self.vorm == "keuzes":
            return list(waarde)
        if self.vorm in ("woorden", "tekst"):
            return [tekst.plat(waarde, document.nummers)]
        if self.vorm == "janee":
            return ["ja"] if waarde else []
        return [str(waarde)]

    def lees(self, document: Plandocument, gepost: Sequence[str]) -> Any:
        """What was posted as a value of the tree. Raises ValueError with a sentence."""
        if self.vorm == "janee":
            return "ja" in gepost
        if self.vorm == "keuzes":
            mag = [code for code, _ in self.keuzes(document)]
            return tuple(code for code in mag if code in gepost)
        waarde = gepost[0] if gepost else ""
        if self.vorm == "keuze":
            if waarde not in {code for code, _ in self.keuzes(document)}:
                raise ValueError("Kies een van de mogelijkheden.")
            return waarde
        if self.vorm in ("woorden", "tekst"):
            opgaven = {nummer: sleutel for sleutel, nummer in document.nummers.items()}
            return (tekst.regel_uit_plat if self.vorm == "woorden" else tekst.uit_plat)(waarde, opgaven)
        waarde = " ".join(waarde.split())
        if self.verplicht and not waarde:
            raise ValueError("Vul dit in.")
        if self.hoogstens and len(waarde) > self.hoogstens:
            raise ValueError(f"Maak dit korter: hoogstens {self.hoogstens} tekens. Het zijn er nu {len(waarde)}.")
        return waarde

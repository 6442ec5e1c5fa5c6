"""What the readers of our own Word and ODT files hand over: paragraphs with their hints, and what stood beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from plandocument.tekst import Run

MAX_STUKKEN: Final = 3_000
"""Pieces of differing dress and line breaks in one paragraph."""
MAX_MERKEN: Final = 50
"""Bookmarks in one paragraph, and comments that are open at once; what is more is left aside."""


@dataclass(slots=True)
class Stuk:
    """Words with one dress; `run.doel` is a web address or `opgave:KEY`."""

    run: Run
    stijl: str = ""  # deelthema, status, leeg


@dataclass(slots=True)
class Wijziging:
    """One tracked change, without who made it or when: "toegevoegd", "verwijderd" or "verplaatst"."""

    soort: str
    tekst: str


@dataclass(slots=True)
class Kanttekening:
    """A comment in the margin: what it says and the words that it stands at."""

    tekst: str
    bij: str = ""


@dataclass(slots=True)
class Alinea:
    """A paragraph as it reads when its tracked changes are accepted."""

    soort: str  # kop1 to kop3, tekst, ul, ol, punt
    stukken: list[Stuk]
    niveau: int = 0
    lijst: str = ""
    merken: tuple[str, ...] = ()  # bookmarks that start in it
    vak: str = ""  # the mark of the section whose block it stands in
    wijzigingen: list[Wijziging] = field(default_factory=list)
    kanttekeningen: list[Kanttekening] = field(default_factory=list)

    @property
    def te_lang(self) -> bool:
        return len(self.stukken) + self.woorden.count("\n") > MAX_STUKKEN

    @property
    def woorden(self) -> str:
        return "".join(s.run.tekst for s in self.stukken)


@dataclass(slots=True)
class Stroom:
    alineas: list[Alinea]
    hash: str = ""  # of the version that the file was made from
    meldingen: list[str] = field(default_factory=list)

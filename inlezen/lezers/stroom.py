"""What the readers of our own Word and ODT files hand over: paragraphs with their hints, and what stood beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from plandocument.tekst import Run

from .overgeslagen import Soort

if TYPE_CHECKING:
    from .leestabel import Leestabel

MAX_STUKKEN: Final = 3_000
"""Pieces of differing dress and line breaks in one paragraph."""
MAX_MERKEN: Final = 50
"""Bookmarks in one paragraph, and comments that are open at once; what is more is left aside."""


@dataclass(slots=True)
class Leesstuk:
    """Words with one dress; `run.doel` is a web address or `opgave:KEY`."""

    run: Run
    stijl: str = ""  # deelthema, status, leeg


@dataclass(slots=True)
class Spoorwijziging:
    """One tracked change, without who made it or when: "toegevoegd", "verwijderd" or "verplaatst"."""

    soort: str
    tekst: str


@dataclass(slots=True)
class Stroomkanttekening:
    """A comment in the margin: what it says, the words that it stands at, and what others answered to it."""

    tekst: str
    bij: str = ""
    antwoorden: list[str] = field(default_factory=list)
    opgelost: bool = False


@dataclass(slots=True)
class Terzijde:
    """What stands at or in a paragraph and is none of its words: a note, a text box, hidden words.

    `alineas` are its paragraphs, where it has any; `onzeker` as with `Overgeslagen`.
    """

    soort: Soort
    wat: str
    onzeker: bool = False
    alineas: list[Leesalinea] = field(default_factory=list)


@dataclass(slots=True)
class Leesalinea:
    """A paragraph as it reads when its tracked changes are accepted.

    The kind `inhoud` is a line of a table of contents. `kop` and `nummer` are the level of its heading and the number
    that the program prints before it; `cel`: it is the first of several filled cells in a row of a table.
    """

    soort: str  # kop1 to kop3, tekst, ul, ol, punt, inhoud, tabel
    stukken: list[Leesstuk]
    niveau: int = 0
    lijst: str = ""
    merken: tuple[str, ...] = ()  # bookmarks that start in it
    vak: str = ""  # the mark of the section whose block it stands in
    wijzigingen: list[Spoorwijziging] = field(default_factory=list)
    kanttekeningen: list[Stroomkanttekening] = field(default_factory=list)
    terzijde: list[Terzijde] = field(default_factory=list)
    kop: int = 0
    nummer: str = ""
    cel: bool = False
    tabel: Leestabel | None = None
    """The table that it stands in; of the kind `tabel` it is the whole one, `delen` the paragraphs in it."""
    delen: list[Leesalinea] = field(default_factory=list)
    kopcel: bool = False  # its style is that of a header cell
    bijschrift: bool = False  # its style is that of a caption
    beeld: tuple[str, str] | None = None  # the name and description of a picture of ours in it
    figuurdeel: str = ""  # "naam" or "bron": its style says that it stands below a figure of ours

    @property
    def onder_of_boven(self) -> bool:
        """Whether it belongs to a table or a figure."""
        return self.bijschrift or bool(self.figuurdeel)

    @property
    def te_lang(self) -> bool:
        return len(self.stukken) + self.woorden.count("\n") > MAX_STUKKEN

    @property
    def woorden(self) -> str:
        return "".join(s.run.tekst for s in self.stukken)


@dataclass(slots=True)
class Stroom:
    alineas: list[Leesalinea]
    hash: str = ""  # of the version that the file was made from
    meldingen: list[str] = field(default_factory=list)
    los: list[Terzijde] = field(default_factory=list)  # what hangs on no paragraph
    kenmerk: str = ""  # title and subject of the file itself
    bijgehouden: bool = False  # whether changes were tracked in it


def woorden_van(alineas: Iterable[Leesalinea], *, tussen: str = " ") -> str:
    """The words of paragraphs with a space (or `tussen`) between them, and the addresses of their links."""
    regels = []
    for alinea in alineas:
        delen: list[str] = []
        for n, stuk in enumerate(alinea.stukken):
            delen.append(stuk.run.tekst)
            doel = stuk.run.doel
            eind = n + 1 == len(alinea.stukken) or alinea.stukken[n + 1].run.doel != doel
            if doel.startswith("http") and eind and doel not in "".join(delen):
                delen.append(f" ({doel})")
        woorden = "".join(delen).replace("\u2011", "-").replace("\u00ad", "")
        if tussen != "\n":
            woorden = " ".join(woorden.split())
        regels.append("\n".join(" ".join(r.split()) for r in woorden.split("\n")).strip())
    return tussen.join(r for r in regels if r)

"""What a table would do, row by row: new, changed with its cells, gone, the same, or wrong with a sentence. Pure."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, cast

from npvr.cellen import schone_tekst, uit_cel
from npvr.tabel import Cel, Tabel, Tabelfout, als_tekst

NIEUW, GEWIJZIGD, VERWIJDERD, GELIJK, FOUT = "nieuw", "gewijzigd", "verwijderd", "gelijk", "fout"
JA: Final = {"ja", "j", "x"}
NEE: Final = {"", "nee", "n", "-"}


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column of a table. One that is not there leaves what stands as it is, unless it `moet`."""

    code: str
    naam: str
    ook: tuple[str, ...] = ()
    """Other words for the same column."""
    moet: bool = False
    leest: bool = True
    """False where it only helps the reader of the sheet, and is not read back."""


class Celfout(ValueError):
    """What is wrong with a row: the column, and a Dutch sentence."""

    def __init__(self, kolom: str, zin: str) -> None:
        super().__init__(zin)
        self.kolom, self.zin = kolom, zin


@dataclass(frozen=True, slots=True)
class Celwijziging:
    """A cell that would become another: its column and both texts."""

    kolom: str
    oud: str
    nieuw: str


@dataclass(frozen=True, slots=True)
class Regel:
    """A row of the file and what it would do. `data` is for who carries it out."""

    nummer: int
    soort: str
    naam: str
    cellen: tuple[Celwijziging, ...] = ()
    kolom: str = ""
    fout: str = ""
    data: Any = field(default=None, compare=False, hash=False)

    @property
    def afdruk(self) -> str:
        """What was on screen for this row; another one when the row would now do something else."""
        woorden = [self.soort, self.naam, [[c.kolom, c.oud, c.nieuw] for c in self.cellen]]
        return f"{self.nummer}-{hashlib.sha256(json.dumps(woorden).encode()).hexdigest()[:12]}"

    @property
    def doet_iets(self) -> bool:
        return self.soort in (NIEUW, GEWIJZIGD, VERWIJDERD)


@dataclass(frozen=True)
class Voorstel:
    """All rows of a file, in its order; `let_op` are sentences about the file as a whole."""

    regels: tuple[Regel, ...]
    let_op: tuple[str, ...] = ()

    @cached_property
    def aantallen(self) -> Counter[str]:
        return Counter(regel.soort for regel in self.regels)

    @cached_property
    def daden(self) -> tuple[Regel, ...]:
        return tuple(regel for regel in self.regels if regel.doet_iets)

    @cached_property
    def fouten(self) -> tuple[Regel, ...]:
        return tuple(regel for regel in self.regels if regel.soort == FOUT)

    @cached_property
    def afdruk(self) -> str:
        """Of everything that it would do."""
        return hashlib.sha256(" ".join(regel.afdruk for regel in self.daden).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Rij:
    """A row as read: its number in the sheet and the text of each known column that the file has."""

    nummer: int
    cellen: dict[str, str]

    def __getitem__(self, kolom: str) -> str:
        return self.cellen.get(kolom, "")

    def __contains__(self, kolom: str) -> bool:
        return kolom in self.cellen

    @property
    def weg(self) -> bool:
        """Whether the row asks to be removed. Raises Celfout for a word that is neither yes nor no."""
        woord = self["verwijderen"].casefold()
        if woord in JA:
            return True
        if woord in NEE:
            return False
        raise Celfout("Verwijderen", "Schrijf ‘ja’ om te verwijderen; laat de cel anders leeg.")


def _kaal(naam: str) -> str:
    return " ".join(naam.casefold().replace("_", " ").replace("*", "").split()).rstrip(":?")


def kies_kolommen(kop: tuple[str, ...], kolommen: tuple[Kolom, ...]) -> dict[int, Kolom]:
    """Place in the file → column. Raises Tabelfout where one that must be there is missing."""
    namen = {_kaal(naam): kolom for kolom in kolommen for naam in (kolom.naam, kolom.code, *kolom.ook)}
    gevonden = {n: namen[_kaal(naam)] for n, naam in enumerate(kop) if _kaal(naam) in namen}
    if mist := [kolom.naam for kolom in kolommen if kolom.moet and kolom not in gevonden.values()]:
        raise Tabelfout(
            f"In de eerste rij ontbreekt de kolom {' en de kolom '.join(mist)}. Gebruik het sjabloon van deze tabel."
        )
    if len(set(k.code for k in gevonden.values())) < len(gevonden):
        raise Tabelfout("Twee kolommen in de eerste rij betekenen hetzelfde. Haal er een weg.")
    return gevonden


def als_rijen(tabel: Tabel) -> list[tuple[int, list[str]]]:
    """The rows as text, as they are kept."""
    return [
        (nummer, [schone_tekst(als_tekst(cast(Cel, uit_cel(cel)))) for cel in cellen]) for nummer, cellen in tabel.rijen
    ]


def rijen(kop: tuple[str, ...], inhoud: list[Any], kolommen: tuple[Kolom, ...]) -> Iterator[Rij]:
    """Raises Tabelfout."""
    gevonden = kies_kolommen(kop, kolommen)
    for nummer, cellen in inhoud:
        rij = {kolom.code: cellen[n] for n, kolom in gevonden.items() if n < len(cellen)}
        if any(rij.values()):
            yield Rij(nummer, rij)


def vreemde_kolommen(kop: tuple[str, ...], kolommen: tuple[Kolom, ...]) -> list[str]:
    """Sentences about columns that mean nothing here."""
    gevonden = kies_kolommen(kop, kolommen)
    vreemd = [naam[:60] for n, naam in enumerate(kop) if n not in gevonden and naam]
    if not vreemd:
        return []
    namen = ", ".join(f"‘{naam}’" for naam in vreemd[:5]) + (" en andere" if len(vreemd) > 5 else "")
    return [f"Niet gelezen: {'de kolom' if len(vreemd) == 1 else 'de kolommen'} {namen}."]

"""What a table would do, row by row: new, changed with its cells, gone, the same, or wrong with a sentence. Pure."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final, cast

from npvr.cellen import Cel, als_tekst, schone_tekst, twijfel_van, uit_cel
from npvr.getallen import opsomming
from npvr.tabel import Tabel, Tabelfout, kale_naam

NIEUW, GEWIJZIGD, VERWIJDERD, GELIJK, FOUT = "nieuw", "gewijzigd", "verwijderd", "gelijk", "fout"
LEEG: Final = "Deze rij maakt leeg wat er staat: {}. Vink haar aan als dat de bedoeling is."
JA: Final = {"ja", "j", "x"}
NEE: Final = {"", "nee", "n", "-"}


@dataclass(frozen=True, slots=True)
class Tabelkolom:
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
class Tabelregel:
    """A row of the file and what it would do. `data` is for who carries it out."""

    nummer: int
    soort: str
    naam: str
    cellen: tuple[Celwijziging, ...] = ()
    fouten: tuple[tuple[str, str], ...] = ()
    """Of a row that is wrong: columns, each with its sentence."""
    twijfel: str = ""
    """Why this row is not ticked by itself."""
    data: Any = field(default=None, compare=False, hash=False)

    @property
    def kolom(self) -> str:
        return self.fouten[0][0] if self.fouten else ""

    @property
    def fout(self) -> str:
        return self.fouten[0][1] if self.fouten else ""

    @property
    def woorden(self) -> list[Any]:
        """What is on screen for this row."""
        return [self.soort, self.naam, [[c.kolom, c.oud, c.nieuw] for c in self.cellen]]

    @property
    def afdruk(self) -> str:
        """Of what was on screen for this row; another one when the row would now do something else."""
        woorden = self.woorden
        return f"{self.nummer}-{hashlib.sha256(json.dumps(woorden).encode()).hexdigest()[:12]}"

    @property
    def doet_iets(self) -> bool:
        return self.soort in (NIEUW, GEWIJZIGD, VERWIJDERD)

    @property
    def vink(self) -> bool:
        """Whether it is ticked by itself: it does something, and there is no doubt about it."""
        return self.doet_iets and not self.twijfel


@dataclass(frozen=True)
class Tabelvoorstel:
    """All rows of a file, in its order; `let_op` are sentences about the file as a whole."""

    regels: tuple[Tabelregel, ...]
    let_op: tuple[str, ...] = ()

    @cached_property
    def aantallen(self) -> Counter[str]:
        return Counter(regel.soort for regel in self.regels)

    @cached_property
    def daden(self) -> tuple[Tabelregel, ...]:
        return tuple(regel for regel in self.regels if regel.doet_iets)

    @cached_property
    def zeker(self) -> tuple[Tabelregel, ...]:
        """What is ticked by itself."""
        return tuple(regel for regel in self.regels if regel.vink)

    @cached_property
    def fouten(self) -> tuple[Tabelregel, ...]:
        return tuple(regel for regel in self.regels if regel.soort == FOUT)

    @cached_property
    def afdruk(self) -> str:
        """Of everything that it would do."""
        alles = [[regel.nummer, regel.woorden] for regel in self.daden]
        return hashlib.sha256(json.dumps(alles).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Tabelrij:
    """A row as read: its number in the sheet and the text of each known column that the file has."""

    nummer: int
    cellen: dict[str, str]
    fouten: tuple[tuple[str, str], ...] = ()
    """Cells that may not be taken for their text: name of the column, and why."""
    twijfel: str = ""
    """Why this may be no row of the table."""

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


def namen_van(kolommen: tuple[Tabelkolom, ...]) -> dict[str, Tabelkolom]:
    """All words for these columns, bare."""
    return {kale_naam(naam): kolom for kolom in kolommen for naam in (kolom.naam, kolom.code, *kolom.ook)}


def kies_kolommen(kop: tuple[str, ...], kolommen: tuple[Tabelkolom, ...]) -> dict[int, Tabelkolom]:
    """Place in the file → column. Raises Tabelfout where one that must be there is missing."""
    namen = namen_van(kolommen)
    gevonden = {n: namen[kale_naam(naam)] for n, naam in enumerate(kop) if kale_naam(naam) in namen}
    if not gevonden:
        raise Tabelfout(
            "De eerste rij is geen rij met kolomnamen, en daaronder is er ook geen gevonden. Gebruik het sjabloon van "
            "deze tabel."
        )
    if mist := [kolom.naam for kolom in kolommen if kolom.moet and kolom not in gevonden.values()]:
        raise Tabelfout(
            f"In de rij met kolomnamen ontbreekt de kolom {' en de kolom '.join(mist)}. Gebruik het sjabloon van deze "
            "tabel."
        )
    if len(set(k.code for k in gevonden.values())) < len(gevonden):
        raise Tabelfout("Twee kolomnamen betekenen hetzelfde. Haal er een weg.")
    return gevonden


def als_rijen(tabel: Tabel) -> list[list[Any]]:
    """The rows as they are kept: number, texts, and why there is doubt, by the place of the cell; "" is the row."""
    uit: list[list[Any]] = []
    for nummer, cellen in tabel.rijen:
        teksten = [schone_tekst(als_tekst(cast(Cel, uit_cel(cel)))) for cel in cellen]
        twijfel = {str(n): zin for n, cel in enumerate(cellen) if (zin := twijfel_van(cel))}
        if nummer in tabel.twijfel:
            twijfel[""] = tabel.twijfel[nummer]
        uit.append([nummer, teksten, twijfel] if twijfel else [nummer, teksten])
    return uit


def rijen(kop: tuple[str, ...], inhoud: list[Any], kolommen: tuple[Tabelkolom, ...]) -> Iterator[Tabelrij]:
    """Raises Tabelfout."""
    gevonden = kies_kolommen(kop, kolommen)
    for nummer, cellen, *rest in inhoud:
        rij = {kolom.code: cellen[n] for n, kolom in gevonden.items() if n < len(cellen)}
        twijfel = rest[0] if rest else {}
        fouten = tuple(
            (kolom.naam, schone_tekst(twijfel[str(n)]))
            for n, kolom in gevonden.items()
            if kolom.leest and str(n) in twijfel
        )
        if fouten or any(rij.values()):
            yield Tabelrij(nummer, rij, fouten, twijfel.get("", ""))


def gewogen(regel: Tabelregel, rij: Tabelrij) -> Tabelregel:
    """The row with the doubt that there is about it."""
    leeg = [cel.kolom for cel in regel.cellen if cel.oud and not cel.nieuw] if regel.soort == GEWIJZIGD else []
    twijfel = [rij.twijfel] if rij.twijfel else []
    twijfel += [LEEG.format(opsomming(leeg))] if leeg else []
    return replace(regel, twijfel=" ".join(twijfel)) if twijfel and regel.doet_iets else regel


def vreemde_kolommen(kop: tuple[str, ...], kolommen: tuple[Tabelkolom, ...]) -> list[str]:
    """Sentences about columns that mean nothing here."""
    gevonden = kies_kolommen(kop, kolommen)
    vreemd = [naam[:60] for n, naam in enumerate(kop) if n not in gevonden and naam]
    if not vreemd:
        return []
    namen = ", ".join(f"‘{naam}’" for naam in vreemd[:5]) + (" en andere" if len(vreemd) > 5 else "")
    return [f"Niet gelezen: {'de kolom' if len(vreemd) == 1 else 'de kolommen'} {namen}."]

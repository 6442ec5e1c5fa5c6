"""The account of a reading: what became of each line of the source, and the report in Dutch. It never holds a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from plandocument.boom import Plandocument
from plandocument.itemsoorten import KNELPUNT, MINISTERIE
from plandocument.vermeldingen import items_van_soort

from .overgeslagen import Overgeslagen
from .regels import Bronregel, Leesbron

GEPLAATST: Final = "geplaatst"
RUIS: Final = "paginaruis"
LEEG: Final = "leeg"
NIET_GEPLAATST: Final = "niet geplaatst"
PERSOON: Final = "persoonsgegevens, niet overgenomen"
LOTEN: Final = (GEPLAATST, RUIS, LEEG, NIET_GEPLAATST, PERSOON)


@dataclass(frozen=True, slots=True)
class Lot:
    """What became of one line of the source; `plaats` says where it stands, when it is placed."""

    nummer: int
    lot: str
    plaats: str = ""


class Boekhouding:
    """Collects what became of each line. A line that nobody claims is *niet geplaatst*; a person's line stays one."""

    def __init__(self, bron: Leesbron) -> None:
        self.aantal = bron.aantal
        self.loten: dict[int, Lot] = {n: Lot(n, RUIS) for n in bron.ruis}
        self.gelezen = {n for r in bron.regels for n in r.nummers}

    def plaats(self, regels: Iterable[Bronregel], plaats: str) -> None:
        for n in (n for r in regels for n in r.nummers):
            if n not in self.loten or self.loten[n].lot != PERSOON:
                self.loten[n] = Lot(n, GEPLAATST, plaats)

    def ruis(self, regels: Iterable[Bronregel]) -> None:
        for n in (n for r in regels for n in r.nummers):
            self.loten.setdefault(n, Lot(n, RUIS))

    def persoon(self, regels: Iterable[Bronregel]) -> None:
        for n in (n for r in regels for n in r.nummers):
            self.loten[n] = Lot(n, PERSOON)

    def alle(self) -> tuple[Lot, ...]:
        return tuple(
            self.loten.get(n) or Lot(n, NIET_GEPLAATST if n in self.gelezen else LEEG)
            for n in range(1, self.aantal + 1)
        )


@dataclass(frozen=True)
class GelezenTekst:
    """A plan as it was read: the document, the lot of every line (in order, one each), and remarks for a person."""

    document: Plandocument
    regels: tuple[Lot, ...]
    soort: str = "tekst"
    opmerkingen: tuple[str, ...] = ()
    overgeslagen: tuple[Overgeslagen, ...] = ()
    op_plaats: bool = False  # the numbers of the opgaven follow only from their order in the file

    @property
    def aantallen(self) -> dict[str, int]:
        """How many lines had each lot; together they are all the lines."""
        geteld = Counter(r.lot for r in self.regels)
        return {lot: geteld[lot] for lot in LOTEN}

    def nummers(self, lot: str) -> tuple[int, ...]:
        return tuple(r.nummer for r in self.regels if r.lot == lot)

    def verslag(self) -> str:
        """What was read, per opgave and chapter, and what was not, by line number."""
        doc = self.document
        uit = [f"Gelezen ({self.soort}): {doc.titel}" + (f" – {doc.label}" if doc.label else ""), ""]
        uit.append(f"{_aantal(len(doc.opgaven), 'opgave', 'opgaven')}:")
        for o in doc.opgaven:
            uit.append(f"{o.nummer:>4}  {o.titel}")
            delen = [
                _aantal(sum(not s.leeg for s in o.secties), "gevulde sectie", "gevulde secties")
                + f" van {len(o.secties)}"
            ]
            for soort in doc.sectiesoorten:
                if soort.itemklasse.tabel:
                    sectie = o.sectie(soort.code)
                    aantal = _aantal(len(sectie.items), soort.itemklasse.enkelvoud, soort.itemklasse.meervoud)
                    delen.append(aantal + (" (lopende tekst)" if sectie.opening and not sectie.items else ""))
            uit.append("      " + ", ".join(delen))
            if ministeries := items_van_soort(doc, o, MINISTERIE):
                rij = ", ".join(f"{i.tekst}*" if i.primair else i.tekst for i in ministeries)
                primair = sum(i.primair for i in ministeries)
                uit.append(f"      ministeries: {rij.replace('&amp;', '&')} ({primair or 'geen'} primair)")
        totaal = sum(len(items_van_soort(doc, o, KNELPUNT)) for o in doc.opgaven)
        samen = _aantal(totaal, KNELPUNT.enkelvoud, KNELPUNT.meervoud)
        uit += [f"      Samen {samen}. Een * is een primair ministerie.", ""]
        for wat, namen in (
            ("clusters", [c.naam for c in doc.clusters]),
            ("doelstellingen", [d.naam for d in doc.doelstellingen]),
            ("uitgangspunten", [u.naam for u in doc.uitgangspunten]),
        ):
            if namen:
                uit.append(f"{len(namen)} {wat}: {'; '.join(namen)}")
        uit.append(f"{_aantal(len(doc.hoofdstukken), 'hoofdstuk', 'hoofdstukken')}:")
        for h in doc.hoofdstukken:
            uit.append(f"      {h.titel} ({_aantal(len(h.secties), 'sectie', 'secties')})")
        uit += ["", *self._regelverslag()]
        if self.overgeslagen:
            uit += ["", "Niet overgenomen uit het bestand:", *(f"- {o.waar}: {o.wat}" for o in self.overgeslagen)]
        if self.opmerkingen:
            uit += ["", "Om op te letten:", *(f"- {o}" for o in self.opmerkingen)]
        return "\n".join(uit)

    def _regelverslag(self) -> list[str]:
        geteld = self.aantallen
        uit = [f"Alle {len(self.regels)} regels van het bestand:"]
        uit.append(f"      {geteld[GEPLAATST]} geplaatst, {geteld[RUIS]} paginaruis, {geteld[LEEG]} leeg")
        for lot in (NIET_GEPLAATST, PERSOON):
            waar = f": regel {_reeks(self.nummers(lot))}" if geteld[lot] else ""
            uit.append(f"      {geteld[lot]} {lot}{waar}")
        return uit


def _aantal(aantal: int, een: str, meer: str) -> str:
    return f"{aantal} {een if aantal == 1 else meer}"


def _reeks(nummers: tuple[int, ...]) -> str:
    """1, 2, 3, 7 → "1-3, 7"."""
    delen: list[list[int]] = []
    for n in nummers:
        if delen and delen[-1][-1] == n - 1:
            delen[-1].append(n)
        else:
            delen.append([n])
    return ", ".join(str(d[0]) if len(d) == 1 else f"{d[0]}-{d[-1]}" for d in delen)

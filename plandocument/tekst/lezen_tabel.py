"""Reading a table or a figure in HTML: what the tags within it mean. Kept by the reader of `lezen`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from .tabel import BEELD, Ruwecel, figuur, uit_ruw
from .vorm import Blok, Figuur, Run

Attrs = Mapping[str, str | None]


class Tabellezer:
    """The rows of a table while it is read. A table within it is words of the cell that holds it."""

    RIJGROEPEN: Final = {"thead", "tbody", "tfoot"}

    def __init__(self) -> None:
        self.diep = 1
        self.rijen: list[list[Ruwecel]] = []
        self.bijschrift: list[Run] = []
        self.in_bijschrift = self.in_kop = self.koprij = False
        self.cel: Ruwecel | None = None

    def begin(self, tag: str, attrs: Attrs) -> None:
        if tag == "table":
            self.diep += 1
        if self.diep > 1:
            self.run(Run("\n"))
        elif tag in self.RIJGROEPEN:
            self._uit_cel()
            self.in_kop = tag == "thead"
        elif tag == "tr":
            self._uit_cel()
            self.koprij |= self.in_kop and not self.rijen
            self.rijen.append([])
        elif tag in ("td", "th"):
            self._in_cel(tag == "th", _getal(attrs.get("colspan")), _getal(attrs.get("rowspan")))
        elif tag == "caption":
            self._uit_cel()
            self.in_bijschrift = True
        else:
            self.run(Run("\n"))

    def eind(self, tag: str) -> bool:
        """Whether the table itself ends here."""
        if tag == "table":
            self.diep -= 1
            return self.diep == 0
        if self.diep > 1:
            self.run(Run("\n"))
        elif tag in ("td", "th", "tr", "caption") or tag in self.RIJGROEPEN:
            self._uit_cel()
            self.in_kop = self.in_kop and tag != "thead"
        else:
            self.run(Run("\n"))
        return False

    def run(self, run: Run) -> None:
        if self.in_bijschrift:
            self.bijschrift.append(run)
            return
        if self.cel is None:
            if not run.tekst.strip():
                return
            self._in_cel(False)  # words beside the cells
        assert self.cel is not None
        self.cel.runs.append(run)

    def blokken(self) -> list[Blok]:
        return uit_ruw(self.bijschrift, [rij for rij in self.rijen if rij], self.koprij)

    def _in_cel(self, kop: bool, kolommen: int = 1, rijen: int = 1) -> None:
        self._uit_cel()
        if not self.rijen:
            self.rijen.append([])
        self.cel = Ruwecel(kop, kolommen, rijen)
        self.rijen[-1].append(self.cel)

    def _uit_cel(self) -> None:
        self.cel, self.in_bijschrift = None, False


def _getal(waarde: str | None) -> int:
    net = (waarde or "").strip()
    return int(net) if net.isascii() and net.isdecimal() and len(net) < 5 else 1


@dataclass
class Figuurlezer:
    """A figure while it is read. `vanaf`: how many blocks stood before it."""

    vanaf: int
    beeld: Figuur | None = None
    bijschrift: list[Run] = field(default_factory=list)
    bron: list[Run] = field(default_factory=list)

    @staticmethod
    def lees(attrs: Attrs) -> Figuur | None:
        """What an `img` of ours shows; None for any other."""
        beeld = (attrs.get("data-beeld") or attrs.get("src") or "").strip()
        if not BEELD.fullmatch(beeld):
            return None
        return Figuur(beeld, (attrs["alt"] or "") if "alt" in attrs else None)

    def woorden(self, tag: str, runs: list[Run]) -> None:
        bij = self.bijschrift if tag == "figcaption" else self.bron
        bij += [Run(" "), *runs]

    def blokken(self, binnen: Sequence[Blok]) -> list[Blok]:
        """The figure with what stood in it. Without a picture its caption is that of a table in it, or words."""
        bron = "".join(r.tekst for r in self.bron)
        if self.beeld is not None:
            return [figuur(self.beeld.beeld, self.bijschrift, self.beeld.alt, bron), *binnen]
        rest = [Blok("p", blok.runs) for blok in (figuur("", self.bijschrift), figuur("", self.bron)) if blok.runs]
        if len(binnen) == 1 and binnen[0].soort == "tabel" and not binnen[0].runs and self.bijschrift:
            return [replace(binnen[0], runs=rest[0].runs), *rest[1:]] if rest else list(binnen)
        return [*binnen, *rest]

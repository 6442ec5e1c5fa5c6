"""What identifies a print, and what was decided about its text: plain data. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from plandocument.versiecode import in_groepen

from .qr import qr

GEEN_EIGEN: Final = "Over deze versie zelf is nog geen besluit vastgelegd"


@dataclass(frozen=True, slots=True)
class Uitgavewijziging:
    """A change that a body asked for; `uitgevoerd` is the label of the version that carries it out."""

    plaats: str
    tekst: str
    uitgevoerd: str


@dataclass(frozen=True, slots=True)
class BesluitDruk:
    gremium: str
    datum: str
    uitkomst: str
    toelichting: str
    vindplaats: str
    goedgekeurd: bool
    wijzigingen: tuple[Uitgavewijziging, ...]
    over: str = ""
    """The label of the earlier version that it was about; empty for the version that is printed."""

    @property
    def zin(self) -> str:
        """ "Twente Board, 11 december 2025: vastgesteld met wijzigingen (over Concept)"."""
        over = f" (over {self.over})" if self.over else ""
        return f"{self.gremium}, {self.datum}: {self.uitkomst[:1].lower()}{self.uitkomst[1:]}{over}"


@dataclass(frozen=True, slots=True)
class Uitgave:
    """What identifies a print: its name, label, moment and code. `adres` is where it lives on the web.

    The working copy has no label: whatever its text was loaded as, it is not that version. `besluiten` are those about
    this version and what was adopted of earlier ones, oldest first.
    """

    naam: str
    regio: str
    label: str
    stand: str  # "werkversie 20 november 2026"
    code: str
    hash: str
    adres: str
    controle: str = ""  # where the code leads to; the QR code
    werkversie: bool = True
    besluiten: tuple[BesluitDruk, ...] = ()
    archief: bool = False
    gemaakt: str = ""  # moment of the text, ISO 8601, for the data of the file; an archive copy has it

    @property
    def status(self) -> tuple[str, ...]:
        """What was decided, for the cover: the last four decisions, or that there is none about this very text."""
        if self.besluiten:
            geen = () if self.eigen_besluiten else (GEEN_EIGEN,)
            return (*(b.zin for b in self.besluiten[-4:]), *geen)
        return ("Werkversie, niet vastgesteld" if self.werkversie else "Vastgelegd, nog zonder besluit",)

    @property
    def eigen_besluiten(self) -> tuple[BesluitDruk, ...]:
        """The decisions about the version itself."""
        return tuple(b for b in self.besluiten if not b.over)

    @property
    def qr(self) -> SafeString:
        return mark_safe(qr(self.controle, f"QR-code naar {self.controle}"))  # noqa: S308  (drawn by us)

    @property
    def versie(self) -> str:
        return ", ".join(deel for deel in (self.label, self.stand) if deel)

    @property
    def voet(self) -> str:
        return f"{self.naam}, {self.versie}"

    @property
    def controlegetal(self) -> tuple[str, str]:
        groepen = in_groepen(self.hash)
        return groepen[:39], groepen[40:]

    @property
    def naam_delen(self) -> tuple[str, str]:
        """The name without and with the region, so that the cover can set the region large."""
        if self.regio and self.naam.endswith(" " + self.regio):
            return self.naam.removesuffix(self.regio).strip(), self.regio
        return "", self.naam

    @property
    def naam_maat(self) -> str:
        letters = len(self.naam_delen[1])
        return "reus" if letters <= 9 else "groot" if letters <= 17 else "midden"

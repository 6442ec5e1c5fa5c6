"""The prose of a plan: chapters with sections, the uitgangspunten among them, and lists of persons left out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from plandocument.boom import Hoofdstuk, Sectie, Uitgangspunt
from plandocument.sleutels import nieuwe_sleutel

from .koppen import Woordvormen, in_hoofdletters, letters, lijkt_op, normaal
from .opmaak import Opgaven, kaal, nummer_van, proza
from .personen import Herkenner, is_kort
from .regels import Bronregel
from .verslag import Boekhouding

_BEKEND: Final = re.compile(
    r"leeswijzer|uitgangspunten(?: (?:van het )?npvr)?|inzet .{1,40} npvr|vertaling naar doelstellingen.{0,20}"
    r"|doorlopen planning.{0,20}|samenwerking (?:regionaal|ministeries)|opbrengst .{0,20}sessies|governance(?: npvr)?"
    r"|aanpak monitoring|monitoring in (?:het )?uitvoeringsplan"
)
_HOOFDSTUK: Final = re.compile(
    r"inleiding|context(?: plan voor de regio)?|organisatie(?: en .{0,40})?|monitoring en evaluatie|monitoring"
    r"|bijlagen?(?: .{0,60})?|(?:de )?\d{1,2} opgaven.{0,40}"
)
_MEESTE_REGELS: Final = 6  # lines that the title of a chapter may be broken over


@dataclass(slots=True)
class _Deel:
    """A section in the making."""

    titel: str = ""
    kop: list[Bronregel] = field(default_factory=list)
    regels: list[Bronregel] = field(default_factory=list)
    elders: bool = False  # lines of it went to the overview or the doelstellingen


@dataclass(slots=True)
class _Boek:
    titel: str
    delen: list[_Deel] = field(default_factory=list)


class Hoofdstuklezer:
    """Reads stretches of lines outside the fiches; what it places is written in the account."""

    def __init__(
        self,
        regels: Sequence[Bronregel],
        ruis: frozenset[int],
        titels: Mapping[str, str],
        bezet: Mapping[int, str],
        boek: Boekhouding,
        herkenner: Herkenner,
        vormen: Woordvormen,
    ) -> None:
        self.regels, self.ruis, self.titels, self.bezet = regels, ruis, titels, bezet
        self.boek, self.herkenner, self.vormen = boek, herkenner, vormen
        self.uitgangspunten: list[Uitgangspunt] = []
        self.opmerkingen: list[str] = []
        self.gezien: set[str] = set()

    # ---- headings ----

    def hoofdstuktitel(self, n: int) -> tuple[str, int]:
        """Title of the chapter that starts at line n, and over how many lines it runs; ("", 0) for none."""
        regel = self.regels[n]
        if regel.punt or n in self.ruis or len(regel.tekst) > 120:
            return "", 0
        if not self.titels:
            kort = normaal(regel.tekst)
            return (kaal(regel.tekst), 1) if regel.kop == 1 or _HOOFDSTUK.fullmatch(kort) else ("", 0)
        samen = ""
        for tel in range(min(_MEESTE_REGELS, len(self.regels) - n)):
            verder = self.regels[n + tel]
            if verder.punt or n + tel in self.ruis or (tel and verder.wit and verder.kop != regel.kop):
                break
            samen += letters(verder.tekst)
            for vorm in (samen, re.sub(r"^\d{1,2}", "", samen)):
                for sleutel, titel in self.titels.items():
                    if vorm == sleutel or (len(vorm) > 12 and lijkt_op(vorm, sleutel, 1)):
                        return titel, tel + 1
            if len(samen) > 120:
                break
        return "", 0

    def _sectietitel(self, n: int, eind: int, deel: _Deel | None) -> int:
        """How many lines at n make up the heading of a section; 0 for none. `deel` is the section they stand in."""
        regel = self.regels[n]
        tekst = kaal(regel.tekst)
        in_uitgangspunten = deel is not None and normaal(deel.titel).startswith("uitgangspunt")
        if regel.punt or regel.cel or len(tekst) > 140:
            return 0
        if in_uitgangspunten and deel is not None and deel.kop and regel.kop > deel.kop[0].kop > 0:
            return 0
        if regel.kop or _BEKEND.fullmatch(normaal(tekst)):
            return 1
        if in_hoofdletters(tekst) and (len(tekst.split()) > 1 or not self.herkenner.is_organisatie(tekst)):
            tel = 1
            while n + tel < eind and not self.regels[n + tel].wit and in_hoofdletters(self.regels[n + tel].tekst):
                tel += 1
            return tel
        return int(self._is_tussenkop(n, eind) and not in_uitgangspunten)

    def _is_tussenkop(self, n: int, eind: int) -> bool:
        """A short line that is no sentence, right above prose; or, below prose, right above another heading."""
        regel = self.regels[n]
        tekst = kaal(regel.tekst)
        if (
            regel.punt
            or regel.cel
            or len(tekst.split()) > 14
            or not tekst[0].isupper()
            or tekst[-1] in ".:;,!"
            or ": " in tekst
            or nummer_van(regel) is not None
            or self.herkenner.is_organisatie(tekst)
            or self.herkenner.is_persoon(tekst)
        ):
            return False
        volgende = next((m for m in range(n + 1, eind) if m not in self.ruis), None)
        if volgende is None or volgende in self.bezet:
            return False
        onder = self.regels[volgende]
        if onder.punt or nummer_van(onder) is not None or _is_proza(onder):
            return len(tekst.split()) <= 8 or _is_proza(onder)
        boven = next((m for m in range(n - 1, -1, -1) if m not in self.ruis), None)
        kop_onder = in_hoofdletters(onder.tekst) or onder.kop or _BEKEND.fullmatch(normaal(onder.tekst))
        return bool(kop_onder) and (boven is None or _is_proza(self.regels[boven]))

    # ---- reading ----

    def lees(self, begin: int, eind: int, opgaven: Opgaven, *, na: bool) -> list[Hoofdstuk]:
        boeken: list[_Boek] = []
        n = begin
        while n < eind:
            n = self._neem(boeken, n, eind, na)
        return [h for b in boeken if (h := self._maak(b, opgaven, na)) is not None]

    def _neem(self, boeken: list[_Boek], n: int, eind: int, na: bool) -> int:
        regel = self.regels[n]
        deel = boeken[-1].delen[-1] if boeken and boeken[-1].delen else None
        if n in self.bezet:
            self.boek.plaats([regel], self.bezet[n])
            if deel is not None:
                deel.elders = True
            return n + 1
        if n in self.ruis:
            self.boek.ruis([regel])
            return n + 1
        titel, tel = self.hoofdstuktitel(n)
        if tel:
            titel = self.vormen.zin(titel)
            boeken.append(_Boek(titel, [_Deel()]))
            self.gezien.add(letters(titel))
            self.boek.plaats(self.regels[n : n + tel], f"hoofdstuk {titel}")
            return n + tel
        if not boeken and not (self._sectietitel(n, eind, None) or na):
            return n + 1  # before the first chapter: left for the account
        tel = min(self._sectietitel(n, eind, deel), eind - n)
        if tel:
            koppen = list(self.regels[n : n + tel])
            titel = self.vormen.zin(" ".join(kaal(k.tekst) for k in koppen))
            if not boeken:
                boeken.append(_Boek(titel))
            boeken[-1].delen.append(_Deel(titel, koppen))
            return n + tel
        if not boeken:
            boeken.append(_Boek("Vervolg", [_Deel()]))
        boeken[-1].delen[-1].regels.append(regel)
        return n + 1

    def _maak(self, boek: _Boek, opgaven: Opgaven, na: bool) -> Hoofdstuk | None:
        secties = []
        for n, deel in enumerate(boek.delen):
            plaats = f"hoofdstuk {boek.titel}" + (f", {deel.titel}" if deel.titel else "")
            regels = deel.regels
            if normaal(deel.titel).startswith("uitgangspunt"):
                regels = self._uitgangspunten(deel.regels, opgaven)
            opening = self._zonder_personen(regels, opgaven, plaats)
            if not (opening or deel.titel):
                continue
            self.boek.plaats(deel.kop, plaats)
            volgende = next(iter(boek.delen[n + 1 :]), None)
            if not opening and not deel.elders and (volgende is None or _niveau(volgende) <= _niveau(deel)):
                self._kop_zonder_tekst(deel)
            secties.append(Sectie(nieuwe_sleutel(), titel=deel.titel, opening=opening))
        return Hoofdstuk(nieuwe_sleutel(), boek.titel, tuple(secties), na) if secties else None

    def _kop_zonder_tekst(self, deel: _Deel) -> None:
        nummer = deel.kop[0].nummers[0] if deel.kop else 0
        self.opmerkingen.append(
            f"Onder de kop ‘{deel.titel}’ (regel {nummer}) staat geen tekst; misschien stond er een figuur."
        )

    def _uitgangspunten(self, regels: list[Bronregel], opgaven: Opgaven) -> list[Bronregel]:
        """Take the uitgangspunten out of their section: each a short heading above prose. What is left is prose."""
        over: list[Bronregel] = []
        kop: Bronregel | None = None
        inhoud: list[Bronregel] = []

        def sluit() -> None:
            if kop is None:
                return
            nummer = len(self.uitgangspunten) + 1
            gevonden = nummer_van(kop)
            naam = self.vormen.zin(kaal(gevonden[1] if gevonden else kop.tekst))
            omschrijving = proza(inhoud, opgaven)
            self.uitgangspunten.append(Uitgangspunt(nieuwe_sleutel(), nummer, naam, omschrijving))
            self.boek.plaats([kop, *inhoud], f"uitgangspunt {nummer}")

        for n, regel in enumerate(regels):
            if _is_kop_van_uitgangspunt(regels, n):
                sluit()
                kop, inhoud = regel, []
            elif kop is None:
                over.append(regel)
            else:
                inhoud.append(regel)
        sluit()
        return over

    def _zonder_personen(self, regels: Sequence[Bronregel], opgaven: Opgaven, plaats: str) -> str:
        """The prose of a section; runs of short lines that name persons become lists of what else stands there."""
        uit: list[str] = []
        gewoon: list[Bronregel] = []
        n = 0
        while n < len(regels):
            einde = n
            while einde < len(regels) and is_kort(regels[einde]):
                einde += 1
            boven = regels[n - 1] if n else None
            gevonden = self.herkenner.ontdoe(regels[n:einde], boven) if einde > n else None
            if gevonden is None:
                einde = max(einde, n + 1)
                gewoon += regels[n:einde]
            else:
                houd, weg = gevonden
                uit.append(proza(gewoon, opgaven))
                gewoon = []
                uit.append(proza([Bronregel((), woorden, punt=True) for woorden in houd], opgaven))
                self.boek.plaats(regels[n:einde], plaats)
                self.boek.persoon(weg)
            n = einde
        self.boek.plaats((r for r in regels), plaats)
        uit.append(proza(gewoon, opgaven))
        return "".join(uit)


def _niveau(deel: _Deel) -> int:
    """Depth of a heading: the style's, or capitals above ordinary letters."""
    if not deel.kop:
        return 0
    return deel.kop[0].kop or (1 if in_hoofdletters(deel.kop[0].tekst) else 2)


def _is_proza(regel: Bronregel) -> bool:
    woorden = regel.tekst.split()
    return len(woorden) >= 12 or (len(woorden) >= 5 and regel.tekst[-1] in ".!?")


def _is_kop_van_uitgangspunt(regels: Sequence[Bronregel], n: int) -> bool:
    tekst = kaal(regels[n].tekst)
    onder = regels[n + 1] if n + 1 < len(regels) else None
    return (
        not regels[n].punt
        and len(tekst.split()) <= 14
        and (tekst[0].isupper() or nummer_van(regels[n]) is not None)
        and tekst[-1] not in ".:;,!"
        and onder is not None
        and not onder.punt
        and _is_proza(onder)
    )

"""Findings as a page shows them: by weight and rule, with addresses, and the filters over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse

from npvr import adressen
from plandocument.boom import Plandocument
from plandocument.controleer import GEWICHTEN, PER_CODE, Bevinding, Controleregel, Plek

from .models import Afwijzing

Keuze = tuple[str, str]
ELDERS = "elders"
TEKENS = {"fout": "fout", "letop": "letop", "tip": "weet"}
"""The sign and colour of a weight."""


@dataclass(frozen=True, slots=True)
class Bevindingplaats:
    """A place as one reads it and goes there; `herstel` is the editor of that text, where it has one."""

    code: str
    naam: str
    url: str
    herstel: str


@dataclass(frozen=True, slots=True)
class Bevindingrij:
    """A finding with its places, and how it was set aside."""

    bevinding: Bevinding
    plaatsen: tuple[Bevindingplaats, ...]
    afwijzing: Afwijzing | None = None

    @property
    def afdruk(self) -> str:
        return self.bevinding.afdruk

    @property
    def regel(self) -> Controleregel:
        return PER_CODE[self.bevinding.regel]

    @property
    def herstel(self) -> Bevindingplaats | None:
        """The first place that can be edited."""
        return next((p for p in self.plaatsen if p.herstel), None)


@dataclass(frozen=True, slots=True)
class Bevindingdeel:
    """The findings of one rule that stand on a page; `aantal` is of all pages."""

    regel: Controleregel
    rijen: list[Bevindingrij]
    aantal: int


@dataclass(frozen=True, slots=True)
class Bevindinggroep:
    """The findings of one weight, rule by rule. `aantal` is of all pages, and `blad` the first of those that it is on;
    `regels` is empty where that is another page than this."""

    gewicht: str
    naam: str
    teken: str
    aantal: int
    blad: int
    regels: list[Bevindingdeel]


class Bevindingwegwijzer:
    """Where each place of the document is in the portal. `structuur`: for who may change what the plan is made of. No
    queries."""

    def __init__(self, document: Plandocument, *, structuur: bool = False) -> None:
        self.regio, self.document, self.structuur = document.regio, document, structuur
        self.doelen = {d.sleutel for d in document.doelstellingen}
        self.opgaven = {o.sleutel: o for o in document.opgaven}
        self.soorten = {s.code: s.letter for s in document.sectiesoorten}
        alle = (*document.hoofdstukken_voor(), *document.hoofdstukken_na())
        self.hoofdstukken = {h.sleutel: (n, [s.sleutel for s in h.secties]) for n, h in enumerate(alle, 1)}

    def rij(self, bevinding: Bevinding, opgave: str = "", afwijzing: Afwijzing | None = None) -> Bevindingrij:
        """Each place once: a section that is meant twice is named once. Those of `opgave` first."""
        plekken = sorted(bevinding.plekken, key=lambda plek: plek.opgave != opgave) if opgave else bevinding.plekken
        return Bevindingrij(bevinding, tuple(dict.fromkeys(map(self.plaats, plekken))), afwijzing)

    def plaats(self, plek: Plek) -> Bevindingplaats:
        if opgave := self.opgaven.get(plek.opgave):
            pagina = adressen.opgave(self.regio, opgave.nummer)
            if plek.sectie and plek.soort:
                herstel = reverse("opgaven:bewerk", args=[self.regio, opgave.nummer, plek.soort])
                return Bevindingplaats(plek.code, plek.naam, f"{pagina}#{plek.code}", herstel)
            herstel = "" if plek.soort else self._deel("opgave", opgave.sleutel)
            return Bevindingplaats(plek.code, plek.naam if plek.soort else "", pagina, herstel)
        nummer, secties = self.hoofdstukken.get(plek.hoofdstuk, (0, []))
        if nummer and plek.sectie in secties:
            volgnummer = secties.index(plek.sectie) + 1
            code = f"H{nummer}.{volgnummer}"
            herstel = reverse("opgaven:hoofdstuk_bewerk", args=[self.regio, nummer, volgnummer])
            return Bevindingplaats(code, plek.naam, f"{adressen.hoofdstuk(self.regio, nummer)}#{code}", herstel)
        doel = self._deel("doelstelling", plek.sectie) if plek.sectie in self.doelen else ""
        return Bevindingplaats("", plek.naam, "", doel)

    def _deel(self, soort: str, sleutel: str) -> str:
        """Where its title, cluster and the like are changed; empty for who may not."""
        return reverse("opgaven:structuur_deel", args=[self.regio, soort, sleutel]) if self.structuur else ""


PER_BLAD: Final = 50


@dataclass(frozen=True, slots=True)
class Bevindingblad:
    """One page of findings, in the order of weights and rules."""

    nummer: int
    alle: list[Bevinding]

    @classmethod
    def van(cls, bevindingen: Iterable[Bevinding], gevraagd: str, bij: str = "") -> Bevindingblad:
        """The page that is asked for, or the nearest; the one with the finding `bij` where that is given."""
        gewichten, regels = list(GEWICHTEN), list(PER_CODE)
        alle = sorted(bevindingen, key=lambda b: (gewichten.index(b.gewicht), regels.index(b.regel)))
        nummer = int(gevraagd) if gevraagd.isascii() and gevraagd.isdecimal() and len(gevraagd) < 9 else 1
        if bij:
            nummer = next((n // PER_BLAD + 1 for n, b in enumerate(alle) if b.afdruk == bij), nummer)
        return cls(min(max(nummer, 1), _bladen(alle)), alle)

    @property
    def bladen(self) -> int:
        return _bladen(self.alle)

    def groepen(self, rij: Callable[[Bevinding], Bevindingrij]) -> list[Bevindinggroep]:
        """All weights that have findings; the rows of this page alone are made."""
        hier = self.alle[(self.nummer - 1) * PER_BLAD : self.nummer * PER_BLAD]
        per_regel = Counter(b.regel for b in self.alle)
        uit = []
        for gewicht, (_, meervoud) in GEWICHTEN.items():
            plaatsen = [n for n, b in enumerate(self.alle) if b.gewicht == gewicht]
            if not plaatsen:
                continue
            delen = groupby((b for b in hier if b.gewicht == gewicht), key=lambda b: b.regel)
            regels = [Bevindingdeel(PER_CODE[code], list(map(rij, deel)), per_regel[code]) for code, deel in delen]
            blad = self.nummer if regels else plaatsen[0] // PER_BLAD + 1
            naam = meervoud.capitalize()
            uit.append(Bevindinggroep(gewicht, naam, TEKENS[gewicht], len(plaatsen), blad, regels))
        return uit


def _bladen(rijen: Sequence[object]) -> int:
    return max(-(-len(rijen) // PER_BLAD), 1)


@dataclass(frozen=True, slots=True)
class Bevindingkeuzes:
    """What may be chosen: (value, words), only what occurs among the findings."""

    opgave: list[Keuze]
    gewicht: list[Keuze]
    regel: list[Keuze]


def keuzes(document: Plandocument, bevindingen: Iterable[Bevinding]) -> Bevindingkeuzes:
    bevindingen = list(bevindingen)
    bij = {plek.opgave for b in bevindingen for plek in b.plekken}
    gewichten, regels = {b.gewicht for b in bevindingen}, {b.regel for b in bevindingen}
    opgaven = [(str(o.nummer), f"{o.nummer} {o.titel}") for o in document.opgaven if o.sleutel in bij]
    return Bevindingkeuzes(
        opgave=[*opgaven, *([(ELDERS, "Buiten de fiches")] if "" in bij else [])],
        gewicht=[(g, namen[1].capitalize()) for g, namen in GEWICHTEN.items() if g in gewichten],
        regel=[(code, regel.naam) for code, regel in PER_CODE.items() if code in regels],
    )


@dataclass(frozen=True, slots=True)
class Bevindingfilter:
    """What somebody chose. Empty fields do not filter; a choice that does not exist is no choice."""

    opgave: str = ""
    gewicht: str = ""
    regel: str = ""

    @classmethod
    def van(cls, gevraagd: Mapping[str, str], mag: Bevindingkeuzes) -> Bevindingfilter:
        return cls(
            **{
                f.name: waarde
                for f in fields(cls)
                if (waarde := gevraagd.get(f.name, "")) in {keuze for keuze, _ in getattr(mag, f.name)}
            }
        )

    @property
    def gekozen(self) -> dict[str, str]:
        return {f.name: waarde for f in fields(self) if (waarde := getattr(self, f.name))}

    @property
    def query(self) -> str:
        """The address's part after the path, with its question mark; empty without a filter."""
        return f"?{urlencode(self.gekozen)}" if self.gekozen else ""

    @property
    def achter(self) -> str:
        """The same behind another question."""
        return f"&{urlencode(self.gekozen)}" if self.gekozen else ""

    def kies(self, document: Plandocument, bevindingen: Iterable[Bevinding]) -> list[Bevinding]:
        sleutels = {o.sleutel for o in document.opgaven if str(o.nummer) == self.opgave}
        if self.opgave == ELDERS:
            sleutels = {""}
        return [
            b
            for b in bevindingen
            if (not self.gewicht or b.gewicht == self.gewicht)
            and (not self.regel or b.regel == self.regel)
            and (not self.opgave or any(plek.opgave in sleutels for plek in b.plekken))
        ]

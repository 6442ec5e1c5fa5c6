"""Gathers changes: makes each with its weight and fingerprint. What compares what stands in `plan` and `fiche`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..plek import Plek
from . import schrijfwijzen
from .kaart import Id, Plankaart
from .tekst import Tekstregel, Tekstverschil, alleen, vergelijk_tekst
from .vorm import Wijziging, afdruk

Namen = Mapping[tuple[str, str], str]
"""Kind of link and code → name, as the registers have it."""


@dataclass(frozen=True, slots=True)
class Ding:
    """What a change is about: its kind, key and name, and its place in each document."""

    wat: str
    sleutel: str
    naam: str
    oud: Plek | None
    nieuw: Plek | None


@dataclass
class Verzamelaar:
    oud: Plankaart
    nieuw: Plankaart
    namen: Namen
    uit: list[Wijziging] = field(default_factory=list)
    geteld: Counter[str] = field(default_factory=Counter)

    @property
    def nummers(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        return self.oud.document.nummers, self.nieuw.document.nummers

    def plekken(self, houder: Id) -> tuple[Plek | None, Plek | None]:
        """The places of an opgave or chapter."""
        oud, nieuw = (k.plek(houder) if houder in k.per_houder else None for k in (self.oud, self.nieuw))
        return oud, nieuw

    def erbij(self, ding: Ding, inhoud: object, regels: tuple[Tekstregel, ...] = ()) -> None:
        """The thing is new, or (without a new place) gone. `inhoud` is all it holds, for its fingerprint."""
        self._voeg("toegevoegd" if ding.nieuw else "vervallen", ding, (repr(inhoud),), regels=regels)

    def verplaatst(self, ding: Ding, *waar: str) -> None:
        """`waar`: keys that say from where to where."""
        self._voeg("verplaatst", ding, waar)

    def feit(self, ding: Ding, veld: str, merk: tuple[str, str], woorden: tuple[str, str] | None = None) -> None:
        """A fact: `merk` is what is compared, `woorden` what people read where that is something else."""
        if merk[0] != merk[1]:
            van, naar = woorden or merk
            self._voeg("gewijzigd", ding, merk, veld=veld, van=van, naar=naar)

    def titel(self, ding: Ding, veld: str, oud: str, nieuw: str) -> None:
        """A name in plain words: told as a fact, and word by word."""
        if oud == nieuw:
            return
        regels = self.tekstverschil(_als_html(oud), _als_html(nieuw), regel=True).regels
        gewicht = "redactioneel" if schrijfwijzen.zelfde(oud, nieuw) else "inhoudelijk"
        self._voeg("gewijzigd", ding, (oud, nieuw), veld=veld, van=oud, naar=nieuw, regels=regels, gewicht=gewicht)

    def tekst(self, ding: Ding, veld: str, oud: str, nieuw: str, *, regel: bool = False) -> None:
        """Rich text; where web addresses changed, that is a fact of its own."""
        verschil = self.tekstverschil(oud, nieuw, regel=regel)
        if verschil.soort != "gelijk":
            gewicht = "redactioneel" if verschil.redactioneel else "inhoudelijk"
            self._voeg(verschil.soort, ding, (oud, nieuw), veld=veld, regels=verschil.regels, gewicht=gewicht)
        if verschil.links is not None:
            van, naar = (", ".join(links) for links in verschil.links)
            self._voeg("gewijzigd", ding, (veld, van, naar), veld="links", van=van, naar=naar)

    def tekstverschil(self, oud: str, nieuw: str, *, regel: bool = False) -> Tekstverschil:
        return vergelijk_tekst(oud, nieuw, self.nummers, regel=regel)

    def alleen(self, html: str, *, nieuw: bool) -> tuple[Tekstregel, ...]:
        return alleen(html, self.nummers[nieuw], "nieuw" if nieuw else "weg")

    def _voeg(
        self,
        soort: str,
        ding: Ding,
        merk: tuple[str, ...],
        *,
        veld: str = "",
        van: str = "",
        naar: str = "",
        regels: tuple[Tekstregel, ...] = (),
        gewicht: str = "inhoudelijk",
    ) -> None:
        sleutels = [s for plek in (ding.oud, ding.nieuw) for s in (plek.sleutels if plek else ("-",))]
        merken = afdruk(soort, ding.wat, ding.sleutel, veld, *sleutels, *merk)
        self.geteld[merken] += 1
        if (nog_een := self.geteld[merken]) > 1:  # only where a key stands twice in one place
            merken = afdruk(merken, str(nog_een))
        self.uit.append(
            Wijziging(
                soort,
                ding.wat,
                ding.sleutel,
                ding.naam,
                ding.oud,
                ding.nieuw,
                gewicht=gewicht,
                veld=veld,
                van=van,
                naar=naar,
                regels=regels,
                afdruk=merken,
            )
        )


def _als_html(tekst: str) -> str:
    return tekst.replace("&", "&amp;").replace("<", "&lt;")

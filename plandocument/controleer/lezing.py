"""The plan as the rules read it: fiches with their codes, and every text in lines with its place; made once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from plandocument import tekst
from plandocument.boom import Doelstelling, Hoofdstuk, Item, Opgave, Plandocument, Sectie, Sectiesoort, Uitgangspunt
from plandocument.codes import Plaats, plaatsen_van
from plandocument.itemsoorten import PUNT, Itemsoort

from .vorm import Omgeving, Plek

VERWIJZING = re.compile("\x02([0-9a-z]*)\x03")
"""A reference to an opgave by its key, as it stands in a line; these two signs never occur in canonical text."""
_STUUR = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
RONDOM, LANGST = 60, 180
"""Characters on each side of what a citation is about, and of a citation of a text as a whole; give or take a word."""
TEKSTEN, FICHES = 32768, 1024
"""Of how many texts and fiches is kept what was read in them: room for eleven regions. After a change only what changed
is read anew."""
LOS_TEKEN = re.compile("\x02[0-9a-z]*|\x03")
_ZINSEINDE = re.compile("(?<=[.!?])\\s+(?=[A-ZÀ-Þ“‘\"'(\x02])")


@lru_cache(TEKSTEN)
def regels(html: str) -> tuple[str, ...]:
    """The lines of rich text (paragraph, point, broken line), without markup. Linear; never raises."""
    if not html.strip():
        return ()
    if "<" not in html and "&" not in html:
        return tuple(r for r in (_STUUR.sub("", stuk).strip() for stuk in html.split("\n")) if r)
    return tuple(r for blok in tekst.blokken(html) for r in _van_blok(blok))


def _van_blok(blok: tekst.Blok) -> Iterator[str]:
    for _, runs in tekst.lijnen(blok):
        yield from _van_runs(runs)
    for punt in blok.punten:
        yield from _van_runs(punt.runs)
        for lijst in punt.lijsten:
            yield from _van_blok(lijst)


def _van_runs(runs: tuple[tekst.Run, ...]) -> Iterator[str]:
    lijn = ""
    for run in runs:
        lijn += f"\x02{run.doel[7:]}\x03" if run.doel.startswith("opgave:") else run.tekst
    yield from (stuk.strip() for stuk in lijn.split("\n") if stuk.strip())


def zinnen(regel: str) -> list[str]:
    return _ZINSEINDE.split(regel)


@dataclass(frozen=True, slots=True)
class Leestekst:
    """One text of the plan. `itemsoort` is that of the section it stands in; `opgave` that of its fiche."""

    plek: Plek
    regels: tuple[str, ...]
    veld: str  # opening, item, slot, overzicht, omschrijving
    itemsoort: Itemsoort = PUNT
    opgave: Opgave | None = None


@dataclass(frozen=True, slots=True)
class Vak:
    """A section of a fiche in its place; `items` are in printed order."""

    opgave: Opgave
    plaats: Plaats
    plek: Plek
    items: tuple[Item, ...]

    @property
    def sectie(self) -> Sectie:
        return self.plaats.sectie

    @property
    def leeg(self) -> bool:
        return not (self.sectie.items or regels(self.sectie.opening) or regels(self.sectie.slot))

    def plek_van(self, item: Item) -> Plek:
        code = next((r.code for r in self.plaats.regels if r.item is item), self.plek.code)
        return replace(self.plek, item=item.sleutel, code=code)


@dataclass(frozen=True, slots=True)
class Fiche:
    """An opgave with its sections in the plan's order."""

    opgave: Opgave
    vakken: tuple[Vak, ...]
    plek: Plek

    def van(self, itemsoort: Itemsoort) -> Iterator[Vak]:
        """The sections that hold that kind of items; a plan may call and order them as it likes."""
        return (vak for vak in self.vakken if vak.plaats.soort.itemklasse is itemsoort)


@lru_cache(FICHES)
def _fiche(opgave: Opgave, soorten: tuple[Sectiesoort, ...]) -> Fiche:
    plek = Plek(opgave=opgave.sleutel, code=str(opgave.nummer), naam=opgave.titel)
    vakken = tuple(
        Vak(
            opgave,
            plaats,
            replace(
                plek,
                sectie=plaats.sectie.sleutel,
                soort=plaats.soort.code,
                code=plaats.code,
                naam=plaats.soort.naam,
            ),
            tuple(regel.item for regel in plaats.regels),
        )
        for plaats in plaatsen_van(soorten, opgave)
    )
    return Fiche(opgave, vakken, plek)


@lru_cache(FICHES)
def _van_fiche(opgave: Opgave, soorten: tuple[Sectiesoort, ...]) -> tuple[Leestekst, ...]:
    fiche = _fiche(opgave, soorten)
    uit = [Leestekst(fiche.plek, regels(opgave.overzicht), "overzicht", opgave=opgave)]
    for vak in fiche.vakken:
        soort = vak.plaats.soort.itemklasse
        uit.append(Leestekst(vak.plek, regels(vak.sectie.opening), "opening", soort, opgave))
        for regel in vak.plaats.regels:
            plek = replace(vak.plek, item=regel.item.sleutel, code=regel.code)
            uit.append(Leestekst(plek, regels(regel.item.tekst), "item", soort, opgave))
        uit.append(Leestekst(vak.plek, regels(vak.sectie.slot), "slot", soort, opgave))
    return tuple(stuk for stuk in uit if stuk.regels)


@lru_cache(FICHES)
def _van_hoofdstuk(hoofdstuk: Hoofdstuk) -> tuple[Leestekst, ...]:
    uit = []
    for sectie in hoofdstuk.secties:
        naam = " · ".join(deel for deel in (hoofdstuk.titel, sectie.titel) if deel)
        plek = Plek(hoofdstuk=hoofdstuk.sleutel, sectie=sectie.sleutel, naam=naam)
        uit.append(Leestekst(plek, regels(sectie.opening), "opening"))
        uit += [Leestekst(replace(plek, item=item.sleutel), regels(item.tekst), "item") for item in sectie.items]
        uit.append(Leestekst(plek, regels(sectie.slot), "slot"))
    return tuple(stuk for stuk in uit if stuk.regels)


class Planlezing:
    """A plan with its surroundings, prepared. Making it costs one walk over what was not read before."""

    def __init__(self, document: Plandocument, omgeving: Omgeving) -> None:
        self.document = document
        self.omgeving = omgeving

    @property
    def plan(self) -> Plek:
        return Plek(naam=self.document.titel)

    @cached_property
    def fiches(self) -> tuple[Fiche, ...]:
        return tuple(_fiche(opgave, self.document.sectiesoorten) for opgave in self.document.opgaven)

    @cached_property
    def stukken(self) -> tuple[Leestekst, ...]:
        """Every text that prints, in printed order; texts without a word are left out."""
        return tuple(self._stukken())

    def _stukken(self) -> Iterator[Leestekst]:
        document = self.document
        delen: tuple[Doelstelling | Uitgangspunt, ...] = (*document.doelstellingen, *document.uitgangspunten)
        for deel in delen:
            if woorden := regels(deel.omschrijving):
                yield Leestekst(Plek(sectie=deel.sleutel, naam=deel.naam), woorden, "omschrijving")
        for hoofdstuk in document.hoofdstukken_voor():
            yield from _van_hoofdstuk(hoofdstuk)
        for opgave in document.opgaven:
            yield from _van_fiche(opgave, document.sectiesoorten)
        for hoofdstuk in document.hoofdstukken_na():
            yield from _van_hoofdstuk(hoofdstuk)

    @cached_property
    def _per_opgave(self) -> dict[str, list[str]]:
        uit: dict[str, list[str]] = {}
        for stuk in self.stukken:
            if stuk.opgave is not None:
                uit.setdefault(stuk.opgave.sleutel, []).extend(stuk.regels)
        return uit

    def fichetekst(self, sleutel: str) -> list[str]:
        """The lines of a fiche."""
        return self._per_opgave.get(sleutel, [])

    def toon(self, regel: str) -> str:
        """A line as people read it, with the numbers of the opgaven it refers to."""
        nummers = self.document.nummers
        getoond = VERWIJZING.sub(
            lambda m: f"opgave {nummers[m[1]]}" if m[1] in nummers else "opgave (vervallen)", regel
        )
        return LOS_TEKEN.sub("", getoond)

    def citaat(self, regel: str, begin: int = 0, eind: int = 0) -> str:
        """A passage to show beside a finding: what it is about with some words on both sides, cut between words."""
        ruim = eind + RONDOM if eind else LANGST
        van = regel.rfind(" ", 0, begin - RONDOM) + 1 if begin > RONDOM else 0
        tot = regel.rfind(" ", eind, ruim) if len(regel) > ruim + RONDOM // 2 else len(regel)
        if tot < max(eind, 1) or tot - van > LANGST + RONDOM:  # words without end
            van, tot = begin, min(len(regel), begin + LANGST)
        stuk = self.toon(regel[van:tot])
        return f"{'… ' if van else ''}{stuk}{' …' if tot < len(regel) else ''}"


def kaal(html: str) -> str:
    """Rich text as one line of words."""
    return " ".join(regels(html))

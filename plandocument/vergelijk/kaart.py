"""Both documents laid out by identity: what in the one is the same thing in the other, and where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from .. import boom
from ..codes import op_volgorde
from ..itemsoorten import PUNT
from ..plek import Plek

Id = tuple[str, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Itemplek:
    """An item in its place."""

    item: boom.Item
    sectie: Id
    plek: Plek


@dataclass(frozen=True, slots=True)
class Sectieplek:
    """A section in its place, its items in printed order by identity."""

    sectie: boom.Sectie
    houder: Id
    plek: Plek
    soort: boom.Sectiesoort | None
    items: tuple[Id, ...]

    @property
    def itemnaam(self) -> str:
        return (self.soort.itemklasse if self.soort else PUNT).enkelvoud


@dataclass(frozen=True, slots=True)
class Plankaart:
    """A document laid out. Identities begin with the kind of thing; the order of each mapping is the printed one."""

    document: boom.Plandocument
    opgaven: Mapping[Id, boom.Opgave]
    hoofdstukken: Mapping[Id, boom.Hoofdstuk]
    secties: Mapping[Id, Sectieplek]
    items: Mapping[Id, Itemplek]
    per_houder: Mapping[Id, tuple[Id, ...]]

    def plek(self, houder: Id) -> Plek:
        if houder in self.opgaven:
            return plek_van_opgave(self.opgaven[houder])
        hoofdstuk = self.hoofdstukken[houder]
        return Plek(hoofdstuk=hoofdstuk.sleutel, naam=hoofdstuk.titel)


def plek_van_opgave(opgave: boom.Opgave) -> Plek:
    return Plek(opgave=opgave.sleutel, code=str(opgave.nummer), naam=opgave.titel)


def op_id(soort: str, dingen: Iterable[T]) -> dict[Id, T]:
    """Things with a key, by identity; a key that stands twice is told apart by which one it is."""
    geteld: Counter[str] = Counter()
    uit: dict[Id, T] = {}
    for ding in dingen:
        sleutel = _sleutel(ding)
        uit[(soort, sleutel, str(geteld[sleutel]))] = ding
        geteld[sleutel] += 1
    return uit


def _sleutel(ding: Any) -> str:
    return str(ding.code if isinstance(ding, boom.Sectiesoort) else ding.sleutel)


def kaarten(oud: boom.Plandocument, nieuw: boom.Plandocument) -> tuple[Plankaart, Plankaart]:
    """Both documents, the same thing under the same identity in both. Linear.

    A section or item is found by its key wherever it stands, where that key stands once in each document; otherwise
    within its opgave or section. Where a fiche lost its section of some kind and got another of that kind, that is the
    same section: a fiche has one of each.
    """
    houders = [_houders(d) for d in (oud, nieuw)]
    dubbel = _dubbel([x.sleutel for h in rij.values() for x in h.secties] for rij in houders)
    secties = [_secties(rij, dubbel) for rij in houders]
    alias = _alias(*secties)
    secties[1] = {alias.get(wie, wie): bij for wie, bij in secties[1].items()}
    dubbel = _dubbel([i.sleutel for _, x in rij.values() for i in x.items] for rij in secties)
    return _kaart(oud, houders[0], secties[0], dubbel), _kaart(nieuw, houders[1], secties[1], dubbel)


def _dubbel(rijen: Iterable[list[str]]) -> set[str]:
    """Keys that stand more than once in one of the lists."""
    return {sleutel for rij in rijen for sleutel, n in Counter(rij).items() if n > 1}


Houders = dict[Id, boom.Opgave | boom.Hoofdstuk]
Secties = dict[Id, tuple[Id, boom.Sectie]]


def _houders(document: boom.Plandocument) -> Houders:
    hoofdstukken = op_id("hoofdstuk", document.hoofdstukken)
    return {
        **{wie: h for wie, h in hoofdstukken.items() if not h.na_opgaven},
        **op_id("opgave", document.opgaven),
        **{wie: h for wie, h in hoofdstukken.items() if h.na_opgaven},
    }


def _secties(houders: Houders, dubbel: set[str]) -> Secties:
    uit: Secties = {}
    for houder, wat in houders.items():
        for (_, sleutel, n), sectie in op_id("sectie", wat.secties).items():
            wie = ("sectie", *houder, sleutel, n) if sleutel in dubbel else ("sectie", sleutel)
            uit[wie] = (houder, sectie)
    return uit


def _alias(oud: Secties, nieuw: Secties) -> dict[Id, Id]:
    """Sections of the new document that are an old one of the same kind in the same opgave under another key."""
    weg: dict[tuple[Id, str], list[Id]] = {}
    for wie, (houder, sectie) in oud.items():
        if wie not in nieuw and sectie.soort:
            weg.setdefault((houder, sectie.soort), []).append(wie)
    uit: dict[Id, Id] = {}
    for wie, (houder, sectie) in nieuw.items():
        if wie not in oud and (rij := weg.get((houder, sectie.soort))):
            uit[wie] = rij.pop(0)
    return uit


def _kaart(document: boom.Plandocument, houders: Houders, secties: Secties, dubbel: set[str]) -> Plankaart:
    uit_secties: dict[Id, Sectieplek] = {}
    uit_items: dict[Id, Itemplek] = {}
    volgorde = {s.code: n for n, s in enumerate(document.sectiesoorten)}
    rang = {wie: n for n, wie in enumerate(houders)}
    for wie, (houder, sectie) in sorted(
        secties.items(), key=lambda p: (rang[p[1][0]], volgorde.get(p[1][1].soort, len(volgorde)))
    ):
        soort = document.soorten.get(sectie.soort)
        plek = _plek(houders[houder], sectie, soort)
        items: list[Id] = []
        rij = op_volgorde(soort.itemklasse, sectie.items) if soort else sectie.items
        for nummer, ((_, sleutel, n), item) in enumerate(op_id("item", rij).items(), 1):
            zelf = ("item", *wie, sleutel, n) if sleutel in dubbel else ("item", sleutel)
            uit_items[zelf] = Itemplek(
                item, wie, replace(plek, item=sleutel, code=plek.code and f"{plek.code}{nummer}")
            )
            items.append(zelf)
        uit_secties[wie] = Sectieplek(sectie, houder, plek, soort, tuple(items))
    per_houder: dict[Id, tuple[Id, ...]] = dict.fromkeys(houders, ())
    for wie, bij in uit_secties.items():
        per_houder[bij.houder] += (wie,)
    return Plankaart(
        document,
        {wie: h for wie, h in houders.items() if isinstance(h, boom.Opgave)},
        {wie: h for wie, h in houders.items() if isinstance(h, boom.Hoofdstuk)},
        uit_secties,
        uit_items,
        per_houder,
    )


def _plek(houder: boom.Opgave | boom.Hoofdstuk, sectie: boom.Sectie, soort: boom.Sectiesoort | None) -> Plek:
    if isinstance(houder, boom.Hoofdstuk):
        naam = " · ".join(deel for deel in (houder.titel, sectie.titel) if deel)
        return Plek(hoofdstuk=houder.sleutel, sectie=sectie.sleutel, soort=sectie.soort, naam=naam)
    return Plek(
        opgave=houder.sleutel,
        sectie=sectie.sleutel,
        soort=sectie.soort,
        code=f"{houder.nummer}.{soort.letter}" if soort else "",
        naam=soort.naam if soort else sectie.titel or sectie.soort,
    )

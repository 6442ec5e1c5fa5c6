"""What a plan has beside its chapters and fiches, at the place where the printed plan has it: the uitgangspunten, the
sentences of the overview of opgaven, what the doelstellingen mean.

Source: Plan voor de Regio Twente, doelstellingen en uitgangspunten, inzet Twente.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from . import tekst
from .boom import Hoofdstuk, Plandocument, Sectie


@dataclass(frozen=True, slots=True)
class Planregel:
    """A line: its number as printed, its name, and rich text below it (blocks, or a line of runs)."""

    nummer: str
    naam: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Planlijst:
    """Lines under a heading; `kop` is empty where the heading of the section says it already."""

    soort: str
    kop: str
    regels: tuple[Planregel, ...]


PLAATSEN: Final = {
    "doelstellingen": re.compile(r"\bdoelstelling", re.I),
    "uitgangspunten": re.compile(r"\buitgangspunt", re.I),
    "overzicht": re.compile(
        r"^inzet .{1,40} npvr|\boverzicht\b.*\bopgaven|\bopgaven\b.*\b(?:clusters|oogopslag)", re.I
    ),
}
"""By which titles of sections and chapters the place is known."""
_WOORD = re.compile(r"\w+")


def _lijsten(document: Plandocument) -> Iterator[Planlijst]:
    doelen = tuple(Planregel(str(d.nummer), d.naam, d.omschrijving) for d in document.doelstellingen if d.omschrijving)
    yield Planlijst("doelstellingen", "", doelen)
    yield Planlijst(
        "uitgangspunten",
        "",
        tuple(Planregel(str(u.nummer), u.naam, u.omschrijving) for u in document.uitgangspunten),
    )
    met = [o for o in document.opgaven if o.overzicht]
    for cluster in document.clusters:
        rij = [o for o in met if o.cluster_overzicht == cluster.sleutel]
        yield Planlijst("overzicht", cluster.naam, tuple(Planregel(str(o.nummer), o.titel, o.overzicht) for o in rij))
    rest = [o for o in met if o.cluster_overzicht not in document.cluster_per_sleutel]
    yield Planlijst("overzicht", "", tuple(Planregel(str(o.nummer), o.titel, o.overzicht) for o in rest))


def _plaats(document: Plandocument, soort: str) -> Sectie | None:
    """The section that is about it; else the last of a chapter that is; else the last before the fiches."""
    voor = document.hoofdstukken_voor()
    past = PLAATSEN[soort]
    secties = [s for h in voor for s in h.secties]
    if (gevonden := next((s for s in secties if past.search(s.titel)), None)) is not None:
        return gevonden
    hoofdstuk: Hoofdstuk | None = next((h for h in voor if h.secties and past.search(h.titel)), None)
    if hoofdstuk is not None:
        return hoofdstuk.secties[-1]
    return secties[-1] if secties else None


def _kaal(woorden: str) -> str:
    return " ".join(_WOORD.findall(woorden.casefold()))


def planlijsten(document: Plandocument) -> dict[str, tuple[Planlijst, ...]]:
    """Key of the section that they follow → lists; under the empty key what a plan without chapters has.

    A line that the section says itself, in these words, is not said again.
    """
    uit: dict[str, tuple[Planlijst, ...]] = {}
    for lijst in _lijsten(document):
        sectie = _plaats(document, lijst.soort)
        staat = "" if sectie is None else _kaal(" ".join((tekst.woorden(sectie.opening), tekst.woorden(sectie.slot))))
        regels = tuple(r for r in lijst.regels if not staat or _kaal(f"{r.naam} {tekst.woorden(r.tekst)}") not in staat)
        if not regels:
            continue
        eigen = sectie is not None and PLAATSEN[lijst.soort].search(sectie.titel)
        kop = lijst.kop or ("" if eigen else lijst.soort.capitalize())
        sleutel = "" if sectie is None else sectie.sleutel
        uit[sleutel] = (*uit.get(sleutel, ()), Planlijst(lijst.soort, kop, regels))
    return uit


def planwoorden(document: Plandocument) -> frozenset[str]:
    """The lines of all lists as they print, each with single spaces."""
    uit: set[str] = set()
    for lijsten in planlijsten(document).values():
        for lijst in lijsten:
            uit.add(lijst.kop)
            for regel in lijst.regels:
                uit |= {f"{regel.nummer} {regel.naam}", *tekst.woorden(regel.tekst, document.nummers).split("\n")}
    return frozenset(" ".join(woorden.split()) for woorden in uit) - {""}

"""What the page that compares two texts shows: which changes were asked for, and where each leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse

from documenten.memo.inhoud import Memogroep, Memowijziging, lees_delen, sectiecodes
from npvr import adressen
from opgaven.bezoek import Bezoek
from plandocument.boom import Plandocument
from plandocument.plek import Plek
from plandocument.vergelijk import GEWICHTEN, WIJZIGINGSOORTEN, Vergelijking, Vergelijkkop
from versies.permissions import mag_herwegen
from versies.vergelijken import Kant, Vergeleken

Keuze = tuple[str, str]
OP_EEN_PAGINA: Final = 300
"""Changes; a page with thousands takes a browser half a minute."""


@dataclass(frozen=True, slots=True)
class Vergelijkfilter:
    """What somebody chose; empty fields do not filter. `opgave` is a heading: "14", "h2", "plan", "was-14"."""

    opgave: str = ""
    soort: str = ""
    gewicht: str = ""
    woorden: str = ""

    @classmethod
    def van(cls, gevraagd: Mapping[str, str], koppen: Mapping[str, Vergelijkkop]) -> Vergelijkfilter:
        def uit(naam: str, mag: Mapping[str, object]) -> str:
            waarde = gevraagd.get(naam, "")
            return waarde if waarde in mag else ""

        return cls(
            uit("opgave", koppen),
            uit("soort", WIJZIGINGSOORTEN),
            uit("gewicht", GEWICHTEN),
            uit("woorden", {"ja": True}),
        )

    @property
    def kiest(self) -> bool:
        return bool(self.opgave or self.soort or self.gewicht)

    @property
    def velden(self) -> dict[str, str]:
        paren = (("opgave", self.opgave), ("soort", self.soort), ("gewicht", self.gewicht), ("woorden", self.woorden))
        return {naam: waarde for naam, waarde in paren if waarde}

    def kies(self, vergelijking: Vergelijking, koppen: Mapping[str, Vergelijkkop]) -> Vergelijking:
        gekozen = vergelijking.kies(soorten=[self.soort] if self.soort else None, gewicht=self.gewicht or None)
        if not self.opgave:
            return gekozen
        kop = koppen[self.opgave]
        return Vergelijking(gekozen.van(kop), (kop,))


@dataclass(frozen=True, slots=True)
class Vergelijkrij:
    """A change on the page."""

    regel: Memowijziging
    adres: str
    in_oud: bool
    geschiedenis: str
    mag_wegen: bool

    @property
    def afdruk(self) -> str:
        return self.regel.wijziging.afdruk

    @property
    def ander_gewicht(self) -> str:
        return "redactioneel" if self.regel.eigen_gewicht == "inhoudelijk" else "inhoudelijk"


@dataclass(frozen=True, slots=True)
class Vergelijkgroep:
    """What changed under one heading; `rest` is how many changes are not on this page."""

    deel: Memogroep
    waarde: str
    adres: str
    rijen: tuple[Vergelijkrij, ...]
    rest: int = 0


def kort_in(groepen: Iterable[Vergelijkgroep]) -> list[Vergelijkgroep]:
    """The first changes of all, with each heading: the others one asks for by heading. One heading alone is whole."""
    alle = list(groepen)
    if len(alle) < 2:
        return alle
    uit, hoeveel = [], OP_EEN_PAGINA
    for groep in alle:
        hier = groep.rijen[:hoeveel]
        hoeveel -= len(hier)
        uit.append(replace(groep, rijen=hier, rest=len(groep.rijen) - len(hier)))
    return uit


def waarde(kop: Vergelijkkop, oud: Mapping[str, int], nieuw: Mapping[str, int]) -> str:
    """A heading as its word in addresses."""
    if kop.soort == "plan":
        return "plan"
    plek = kop.nieuw or kop.oud
    assert plek is not None
    was = "" if kop.nieuw else "was-"
    if kop.soort == "opgave":
        return f"{was}{plek.code}"
    return f"{was}h{(nieuw if kop.nieuw else oud).get(kop.sleutel, 0)}"


def hoofdstuknummers(document: Plandocument) -> dict[str, int]:
    rij = (*document.hoofdstukken_voor(), *document.hoofdstukken_na())
    return {h.sleutel: n for n, h in enumerate(rij, 1)}


class Vergelijkwegwijzer:
    """Where the places of a comparison are to be read, and where their history is."""

    def __init__(self, visite: Bezoek, vergeleken: Vergeleken) -> None:
        self.visite, self.vergeleken = visite, vergeleken
        self.kanten = [_Adressen(visite.regio.code, k) for k in (vergeleken.van, vergeleken.naar)]
        self.werk = _geschiedenissen(visite.document)

    def koppen(self) -> dict[str, Vergelijkkop]:
        """All headings by their words in addresses, in printed order."""
        oud, nieuw = (k.hoofdstukken for k in self.kanten)
        return {waarde(kop, oud, nieuw): kop for kop in self.vergeleken.vergelijking.koppen}

    def groepen(self, gekozen: Vergelijking, koppen: Mapping[str, Vergelijkkop]) -> Iterator[Vergelijkgroep]:
        woord = {(kop.soort, kop.sleutel): w for w, kop in koppen.items()}
        for deel in lees_delen(self.vergeleken, gekozen):
            rijen = tuple(self._rij(regel) for regel in deel.regels)
            plek = deel.kop.nieuw or deel.kop.oud
            adres = self.kanten[1 if deel.kop.nieuw else 0].van(plek) if plek else ""
            yield Vergelijkgroep(deel, woord[deel.kop.soort, deel.kop.sleutel], adres, rijen)

    def _rij(self, regel: Memowijziging) -> Vergelijkrij:
        w = regel.wijziging
        plek = w.plek
        return Vergelijkrij(
            regel,
            self.kanten[1 if w.nieuw else 0].van(plek),
            w.nieuw is None,
            self._geschiedenis(plek.sectie),
            mag_herwegen(self.visite.rechten, w.opgaven),
        )

    def _geschiedenis(self, sectie: str) -> str:
        """The page of its history; empty for a section that the working copy does not have."""
        if (gevonden := self.werk.get(sectie)) is None:
            return ""
        naam, waar = gevonden
        return reverse(naam, args=[self.visite.regio.code, *waar])


class _Adressen:
    def __init__(self, regio: str, kant: Kant) -> None:
        self.regio, self.versie, document = regio, kant.adres, kant.document
        self.nummers = document.nummers
        self.hoofdstukken = hoofdstuknummers(document)
        self.codes = sectiecodes(document)

    def van(self, plek: Plek) -> str:
        """The page of a place, at that place; empty where it has no page."""
        if plek.opgave in self.nummers:
            anker = f"#{plek.code}" if plek.sectie else ""
            return adressen.opgave(self.regio, self.nummers[plek.opgave], versie=self.versie) + anker
        if plek.hoofdstuk in self.hoofdstukken:
            code = self.codes.get(plek.sectie, "")
            pagina = adressen.hoofdstuk(self.regio, self.hoofdstukken[plek.hoofdstuk], versie=self.versie)
            return pagina + (f"#{code}" if code else "")
        return ""


def _geschiedenissen(werk: Plandocument) -> dict[str, tuple[str, tuple[int | str, ...]]]:
    """Key of a section of the working copy → the page of its history: its name, and what follows the region."""
    uit: dict[str, tuple[str, tuple[int | str, ...]]] = {}
    for opgave in werk.opgaven:
        for sectie in opgave.secties:
            uit[sectie.sleutel] = "opgaven:geschiedenis", (opgave.nummer, sectie.soort)
    for h, hoofdstuk in enumerate((*werk.hoofdstukken_voor(), *werk.hoofdstukken_na()), 1):
        for n, sectie in enumerate(hoofdstuk.secties, 1):
            uit[sectie.sleutel] = "opgaven:hoofdstuk_geschiedenis", (h, n)
    return uit


def zoekdeel(van: str, naar: str, velden: Mapping[str, str] | None = None) -> str:
    """The part of an address behind the path that names a comparison, with its question mark."""
    return "?" + urlencode({"van": van, "naar": naar, **(velden or {})})

"""The tree: plan → hoofdstukken, clusters, doelstellingen, opgaven → secties → items.

Frozen dataclasses of plain data with stable keys. Names of persons never enter it. Text is rich text in the canonical
form of `plandocument.tekst`: blocks in `opening`, `slot` and `omschrijving`, one line of runs in an item's `tekst`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from .documentsoorten import PLAN, Documentsoort, documentsoort
from .itemsoorten import PUNT, Itemsoort, itemsoort, status_naam

SCHEMA: Final = 2
"""2: rich text holds tables and figures; a document has a kind, an item typed facts."""

REGISTERS: Final[dict[str, str]] = {
    "ministerie": "Ministerie",
    "gremium": "Gremium",
    "organisatie": "Organisatie",
    "traject": "Traject",
}
"""Kinds of link: the register that it leads to, and what people call a row of it."""


@dataclass(frozen=True, slots=True)
class Koppeling:
    """A link that stands beside the words of an item: to a register row, by its code."""

    soort: str  # one of REGISTERS
    doel: str
    rol: str = ""
    """What the row is to the item, where a kind asks for more than one: "trekker", "van"."""


@dataclass(frozen=True, slots=True)
class Feit:
    """A fact beside the words of an item, by the name of the veld of its kind that reads it; `waarde` is its code."""

    naam: str
    waarde: str


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a sectie: a knelpunt, an interventie, an owner line. It holds the words that print."""

    sleutel: str
    tekst: str
    groep: str = ""
    deelthema: str = ""
    status: str = ""
    primair: bool = False
    koppelingen: tuple[Koppeling, ...] = ()
    feiten: tuple[Feit, ...] = ()
    """By name, in alphabetical order, each once and none that is empty: so equal facts are equal bytes."""

    def feit(self, naam: str) -> str:
        """The code of a fact; empty where it is not there."""
        return next((f.waarde for f in self.feiten if f.naam == naam), "")

    def met_feiten(self, waarden: Mapping[str, str]) -> Item:
        """The item with these facts; an empty one takes its fact away, others stay."""
        samen = {f.naam: f.waarde for f in self.feiten} | dict(waarden)
        return replace(self, feiten=tuple(Feit(naam, samen[naam]) for naam in sorted(samen) if samen[naam]))

    @property
    def status_naam(self) -> str:
        """The words of its status: "nog te organiseren"."""
        return status_naam(self.status)

    def doelen(self, soort: str) -> tuple[str, ...]:
        return tuple(k.doel for k in self.koppelingen if k.soort == soort)

    def links(self, rol: str) -> tuple[Koppeling, ...]:
        """The register rows that are this to the item."""
        return tuple(k for k in self.koppelingen if k.rol == rol)


@dataclass(frozen=True, slots=True)
class Sectie:
    """Opening text, ordered items, closing text: the unit that is edited, and the unit of conflict.

    In a fiche `soort` names one of the plan's sectiesoorten; in a chapter `soort` is empty and `titel` is its heading.
    `gedrukt` keeps the printed form of a source where the items normalise it (ministeries).
    """

    sleutel: str
    soort: str = ""
    titel: str = ""
    opening: str = ""
    items: tuple[Item, ...] = ()
    slot: str = ""
    gedrukt: str = ""

    @property
    def leeg(self) -> bool:
        return not (self.opening or self.items or self.slot)

    def groep(self, code: str) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.groep == code)


@dataclass(frozen=True, slots=True)
class Sectiesoort:
    """A section of the fiche as this plan has it: its letter in the codes and its kind of items."""

    code: str
    letter: str
    naam: str
    itemsoort: str = ""  # the code of a kind of item, or empty: text only

    @property
    def itemklasse(self) -> Itemsoort:
        """What its items are; what stands in a section of text only is a plain point. Raises OnbekendeItemsoort."""
        return itemsoort(self.itemsoort) if self.itemsoort else PUNT


@dataclass(frozen=True, slots=True)
class Cluster:
    """A group of opgaven in the printed plan. `kleur` is one of eight hues, 1 to 8; 0 is the neutral one."""

    sleutel: str
    naam: str
    kleur: int = 0


@dataclass(frozen=True, slots=True)
class Doelstelling:
    """What the programme wants to reach; an opgave serves one or more."""

    sleutel: str
    nummer: int
    naam: str
    kort: str = ""
    omschrijving: str = ""


@dataclass(frozen=True, slots=True)
class Uitgangspunt:
    """A principle by which Rijk and regio work on the plan."""

    sleutel: str
    nummer: int
    naam: str
    omschrijving: str = ""


@dataclass(frozen=True, slots=True)
class Hoofdstuk:
    """A chapter of prose, before or after the fiches."""

    sleutel: str
    titel: str
    secties: tuple[Sectie, ...] = ()
    na_opgaven: bool = False


@dataclass(frozen=True, slots=True)
class Opgave:
    """A task that Rijk and regio take on together for twenty years; printed as a one-page fiche.

    `cluster` is the fiche's, `cluster_overzicht` the overview's: the two may differ, and the plan's authors choose.
    """

    sleutel: str
    nummer: int
    titel: str
    cluster: str = ""
    cluster_overzicht: str = ""
    overzicht: str = ""
    doelstellingen: tuple[str, ...] = ()
    secties: tuple[Sectie, ...] = ()

    def sectie(self, soort: str) -> Sectie:
        """The section of that kind. Raises KeyError when the fiche has none."""
        for sectie in self.secties:
            if sectie.soort == soort:
                return sectie
        raise KeyError(soort)


@dataclass(frozen=True, slots=True)
class Kader:
    """What an opgave takes from the plan around it: what follows from an opgave and its kader is kept by those two."""

    regio: str
    sectiesoorten: tuple[Sectiesoort, ...]
    clusters: tuple[Cluster, ...]
    opgaven: tuple[tuple[str, int], ...]
    """Key and number of each opgave."""

    @property
    def nummers(self) -> dict[str, int]:
        return dict(self.opgaven)


@dataclass(frozen=True)
class Plandocument:
    """A whole document at one moment. Equal documents have equal canonical bytes.

    `soort` says what kind of document it is (`documentsoorten`), `periode` the years that it is about ("2026-2030").
    What follows from another document names the version of it, by the SHA-256 of its bytes, in `volgt`; a *blad* of an
    agenda then bears the key of the opgave that it works out.
    """

    regio: str
    titel: str
    ondertitel: str = ""
    label: str = ""
    sectiesoorten: tuple[Sectiesoort, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    doelstellingen: tuple[Doelstelling, ...] = ()
    uitgangspunten: tuple[Uitgangspunt, ...] = ()
    hoofdstukken: tuple[Hoofdstuk, ...] = ()
    opgaven: tuple[Opgave, ...] = ()
    soort: str = PLAN.code
    periode: str = ""
    volgt: str = ""
    schema: int = field(default=SCHEMA)

    @property
    def documentklasse(self) -> Documentsoort:
        """What kind of document it is. Raises OnbekendeDocumentsoort."""
        return documentsoort(self.soort)

    @cached_property
    def per_sleutel(self) -> dict[str, Opgave]:
        return {o.sleutel: o for o in self.opgaven}

    @cached_property
    def nummers(self) -> dict[str, int]:
        """Key of an opgave → its number, for printing references."""
        return {o.sleutel: o.nummer for o in self.opgaven}

    @cached_property
    def soorten(self) -> dict[str, Sectiesoort]:
        return {s.code: s for s in self.sectiesoorten}

    @cached_property
    def cluster_per_sleutel(self) -> dict[str, Cluster]:
        return {c.sleutel: c for c in self.clusters}

    @cached_property
    def kader(self) -> Kader:
        return Kader(self.regio, self.sectiesoorten, self.clusters, tuple(self.nummers.items()))

    def opgave(self, nummer: int) -> Opgave:
        """The opgave with that number. Raises KeyError."""
        for opgave in self.opgaven:
            if opgave.nummer == nummer:
                return opgave
        raise KeyError(nummer)

    def hoofdstukken_voor(self) -> tuple[Hoofdstuk, ...]:
        return tuple(h for h in self.hoofdstukken if not h.na_opgaven)

    def hoofdstukken_na(self) -> tuple[Hoofdstuk, ...]:
        return tuple(h for h in self.hoofdstukken if h.na_opgaven)

    def per_cluster(self) -> Iterator[tuple[Cluster | None, tuple[Opgave, ...]]]:
        """Clusters in order, each with its opgaven (as the fiches have it); opgaven without a cluster come last."""
        for cluster in self.clusters:
            if opgaven := tuple(o for o in self.opgaven if o.cluster == cluster.sleutel):
                yield cluster, opgaven
        if los := tuple(o for o in self.opgaven if o.cluster not in self.cluster_per_sleutel):
            yield None, los

    def alle_secties(self) -> Iterator[tuple[Opgave | Hoofdstuk, Sectie]]:
        """Every section with the opgave or chapter that holds it, in printed order."""
        houders: tuple[Opgave | Hoofdstuk, ...] = (*self.hoofdstukken_voor(), *self.opgaven, *self.hoofdstukken_na())
        for houder in houders:
            for sectie in houder.secties:
                yield houder, sectie

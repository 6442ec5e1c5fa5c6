"""The acts: one class per kind. `doe` gives the plan after it and changes nothing else; it raises Structuurbezwaar.

`begin` is what the act started from: who shows a form marks that, and an act on another beginning is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Final

from .. import boom, tekst
from ..boom import Plandocument
from ..sleutels import nieuwe_sleutel
from .delen import DEELSOORTEN, Structuurdeel, verwezen
from .vorm import Structuurbezwaar, aantal, citaat

OPGAVE: Final = "opgave"


def _kaal(deel: Any) -> Any:
    """A part without the text of its sections."""
    if isinstance(deel, Plandocument):
        return (deel.titel, deel.ondertitel, deel.label)
    if isinstance(deel, boom.Sectie):
        return (deel.sleutel, deel.titel)
    return replace(deel, secties=()) if hasattr(deel, "secties") else deel


@dataclass(frozen=True)
class Planingreep:
    """One act on the structure of a plan."""

    code: ClassVar[str]

    def doe(self, document: Plandocument) -> Plandocument:
        raise NotImplementedError

    def begin(self, document: Plandocument) -> Any:
        """What it starts from, as plain data."""
        raise NotImplementedError

    def zin(self, document: Plandocument) -> str:
        """What it does, for the history; `document` is the plan before it."""
        raise NotImplementedError

    def staat(self, document: Plandocument) -> list[tuple[str, str]]:
        """What stands now, as (what, words), for who wanted something else."""
        return []

    def raakt(self, document: Plandocument) -> list[str]:
        """What it touches in the plan itself, in sentences."""
        return []

    def gaat_over(self, document: Plandocument) -> tuple[frozenset[str], frozenset[str]]:
        """Keys of the opgaven, and of the chapters, whose text it takes away or moves."""
        return frozenset(), frozenset()

    def opvolgers(self, document: Plandocument) -> Mapping[str, str]:
        """Key of an opgave or section that goes up in another → the key of that other."""
        return {}


@dataclass(frozen=True)
class _OverDeel(Planingreep):
    soort: str
    sleutel: str = ""

    @property
    def klasse(self) -> Structuurdeel:
        return DEELSOORTEN[self.soort]

    def _deel(self, document: Plandocument) -> Any:
        return self.klasse.vind(document, self.sleutel)

    def begin(self, document: Plandocument) -> Any:
        return repr(_kaal(self._deel(document)))

    def staat(self, document: Plandocument) -> list[tuple[str, str]]:
        deel = self._deel(document)
        uit = []
        for veld in self.klasse.velden:
            namen = dict(veld.keuzes(document))
            waarden = veld.toon(document, getattr(deel, veld.naam))
            uit.append((veld.label, ", ".join(namen.get(w, w) for w in waarden) or "leeg"))
        return uit

    def _noem(self, document: Plandocument) -> str:
        naam = self.klasse.naam(self._deel(document))
        return naam if naam.startswith(self.klasse.enkelvoud) else f"{self.klasse.enkelvoud} {citaat(naam)}"


@dataclass(frozen=True)
class Wijzigdeel(_OverDeel):
    """Give the fields of a part other values: its name, its cluster."""

    code = "wijzig"
    waarden: Mapping[str, Any] = field(default_factory=dict)

    def doe(self, document: Plandocument) -> Plandocument:
        houder = self.klasse.houder_van(document, self.sleutel)
        self._deel(document)
        rij = self.klasse.rij(document, houder)
        nieuw = (replace(d, **self.waarden) if self.klasse.sleutel(d) == self.sleutel else d for d in rij)
        return self.klasse.zet(document, tuple(nieuw), houder)

    def zin(self, document: Plandocument) -> str:
        deel = self._deel(document)
        oud = getattr(deel, self.klasse.naamveld)
        nieuw = self.waarden.get(self.klasse.naamveld, oud)
        noem = self._noem(document)
        namen = {v.naam: v.label.lower() for v in self.klasse.velden}
        rest = [namen[n] for n, w in self.waarden.items() if n != self.klasse.naamveld and getattr(deel, n) != w]
        delen = [f"heet nu {citaat(nieuw)}"] if oud != nieuw else []
        delen += [f"kreeg een ander gegeven: {', '.join(rest)}"] if rest else []
        return f"{noem[:1].upper()}{noem[1:]} {' en '.join(delen) or 'bleef zoals het was'}"

    def raakt(self, document: Plandocument) -> list[str]:
        if self.soort == OPGAVE and (plekken := verwezen(document, self.sleutel)):
            return [f"Verwijzingen naar deze opgave blijven kloppen: {aantal(len(plekken), 'plek', 'plekken')}."]
        return []


@dataclass(frozen=True)
class Maakdeel(Planingreep):
    """Add a part, at a place counted from 1; 0 is at the end."""

    code = "maak"
    soort: str = ""
    waarden: Mapping[str, Any] = field(default_factory=dict)
    plaats: int = 0
    houder: str = ""
    sleutel: str = ""

    @property
    def klasse(self) -> Structuurdeel:
        return DEELSOORTEN[self.soort]

    def doe(self, document: Plandocument) -> Plandocument:
        klasse = self.klasse
        if self.houder not in {h for h, _ in klasse.houders(document)}:
            raise Structuurbezwaar("Waar dit bij hoort, staat niet meer in het plan.")
        rij = list(klasse.rij(document, self.houder))
        nieuw = klasse.nieuw(document, self.waarden, self.sleutel)
        plaats = min(self.plaats, len(rij) + 1) or len(rij) + 1
        rij.insert(plaats - 1, nieuw)
        # at the end it takes a number of its own: numbers that have gaps are nobody's business here
        door = klasse.nummer_door(rij) if plaats <= len(rij) - 1 else tuple(rij)
        return klasse.na_erbij(klasse.zet(document, door, self.houder), nieuw)

    def begin(self, document: Plandocument) -> Any:
        return ""

    def zin(self, document: Plandocument) -> str:
        return f"Nieuw: {self.klasse.enkelvoud} {citaat(self.waarden.get(self.klasse.naamveld, ''))}"


@dataclass(frozen=True)
class Ordendelen(Planingreep):
    """Put the parts of one kind in another order; numbers follow."""

    code = "orden"
    soort: str = ""
    sleutels: tuple[str, ...] = ()
    houder: str = ""

    @property
    def klasse(self) -> Structuurdeel:
        return DEELSOORTEN[self.soort]

    def doe(self, document: Plandocument) -> Plandocument:
        klasse = self.klasse
        per = {klasse.sleutel(d): d for d in klasse.rij(document, self.houder)}
        if set(per) != set(self.sleutels) or len(self.sleutels) != len(per):
            raise Structuurbezwaar("De lijst is intussen anders: er is iets bij gekomen of weg.")
        return klasse.zet(document, klasse.nummer_door([per[s] for s in self.sleutels]), self.houder)

    def begin(self, document: Plandocument) -> Any:
        klasse = self.klasse
        return [(klasse.sleutel(d), getattr(d, "nummer", 0)) for d in klasse.rij(document, self.houder)]

    def zin(self, document: Plandocument) -> str:
        return f"Andere volgorde van de {self.klasse.meervoud}"

    def raakt(self, document: Plandocument) -> list[str]:
        if not self.klasse.genummerd:
            return []
        oud = {self.klasse.sleutel(d): d for d in self.klasse.rij(document, self.houder)}
        nieuw = self.klasse.rij(self.doe(document), self.houder)
        regels = [
            f"{oud[self.klasse.sleutel(d)].nummer} {getattr(d, self.klasse.naamveld)} wordt {d.nummer}"
            for d in nieuw
            if oud[self.klasse.sleutel(d)].nummer != d.nummer
        ]
        return regels or ["Er verandert niets."]


@dataclass(frozen=True)
class Haaldeelweg(_OverDeel):
    """Take a part out. `schuif_op`: what comes after it moves up a number."""

    code = "weg"
    schuif_op: bool = True

    def begin(self, document: Plandocument) -> Any:
        return repr(self._deel(document))

    def doe(self, document: Plandocument) -> Plandocument:
        klasse = self.klasse
        if self.soort not in WEG_TE_HALEN:
            raise Structuurbezwaar("Dit kan niet weg.")
        deel = self._deel(document)
        klasse.raakt_weg(document, deel)
        houder = klasse.houder_van(document, self.sleutel)
        rij = [d for d in klasse.rij(document, houder) if klasse.sleutel(d) != self.sleutel]
        door = _schuif_op(rij, deel.nummer) if klasse.genummerd and self.schuif_op else tuple(rij)
        return klasse.na_weg(klasse.zet(document, door, houder), deel)

    def zin(self, document: Plandocument) -> str:
        return f"Weggehaald: {self._noem(document)}"

    def raakt(self, document: Plandocument) -> list[str]:
        return self.klasse.raakt_weg(document, self._deel(document))

    def gaat_over(self, document: Plandocument) -> tuple[frozenset[str], frozenset[str]]:
        deel = self._deel(document)
        if isinstance(deel, boom.Opgave):
            return frozenset((deel.sleutel,)), frozenset()
        houder = self.klasse.houder_van(document, self.sleutel) or self.sleutel
        return frozenset(), frozenset((houder,)) if self.klasse.secties(deel) else frozenset()


WEG_TE_HALEN: Final = frozenset(DEELSOORTEN) - {"plan"}


def _schuif_op(rij: Sequence[Any], vanaf: int) -> tuple[Any, ...]:
    return tuple(replace(d, nummer=d.nummer - 1) if d.nummer > vanaf else d for d in rij)


@dataclass(frozen=True)
class Voegopgavensamen(Planingreep):
    """One opgave goes up in another: its text and items go along, with their keys; references lead to the other."""

    code = "samen"
    blijft: str = ""
    gaat: str = ""
    titel: str = ""
    """Of what stays; empty keeps the one it has."""
    schuif_op: bool = True

    def _twee(self, document: Plandocument) -> tuple[boom.Opgave, boom.Opgave]:
        if self.blijft == self.gaat:
            raise Structuurbezwaar("Kies een andere opgave om mee samen te voegen.")
        klasse = DEELSOORTEN[OPGAVE]
        return klasse.vind(document, self.blijft), klasse.vind(document, self.gaat)

    def opvolgers(self, document: Plandocument) -> Mapping[str, str]:
        blijft, gaat = self._twee(document)
        secties = {b.sleutel: a.sleutel for a, b in _paren(blijft.secties, gaat.secties) if a is not None}
        return {self.gaat: self.blijft, **secties}

    def begin(self, document: Plandocument) -> Any:
        return repr(self._twee(document))

    def doe(self, document: Plandocument) -> Plandocument:
        blijft, gaat = self._twee(document)
        samen = replace(
            blijft,
            titel=self.titel or blijft.titel,
            overzicht=" ".join(t for t in (blijft.overzicht, gaat.overzicht) if t),
            doelstellingen=tuple(
                d.sleutel
                for d in document.doelstellingen
                if d.sleutel in (*blijft.doelstellingen, *gaat.doelstellingen)
            ),
            secties=_samen(blijft.secties, gaat.secties),
        )
        rij = [samen if o.sleutel == self.blijft else o for o in document.opgaven if o.sleutel != self.gaat]
        door = _schuif_op(rij, gaat.nummer) if self.schuif_op else tuple(rij)
        return verwijs_naar(replace(document, opgaven=door), self.gaat, self.blijft)

    def zin(self, document: Plandocument) -> str:
        blijft, gaat = self._twee(document)
        return f"Opgave {gaat.nummer} {citaat(gaat.titel)} ging op in opgave {blijft.nummer} {citaat(blijft.titel)}"

    def raakt(self, document: Plandocument) -> list[str]:
        blijft, gaat = self._twee(document)
        punten = sum(len(s.items) for s in gaat.secties)
        uit = [f"{aantal(punten, 'punt gaat', 'punten gaan')} mee naar opgave {blijft.nummer} {blijft.titel}."]
        if any(s.opening or s.slot for s in gaat.secties):
            uit.append("Tekst komt per onderdeel onder de tekst die er al staat.")
        if any(a.gedrukt and b.items for a, b in _paren(blijft.secties, gaat.secties) if a):
            uit.append("Waar het plan een regel letterlijk zo had, leest men daarna de punten zelf.")
        if plekken := verwezen(document, gaat.sleutel):
            uit.append(f"Verwijzingen leiden naar opgave {blijft.nummer}: {', '.join(plekken)}.")
        if gaat.cluster != blijft.cluster:
            uit.append("De opgaven staan in verschillende clusters; het cluster van wat blijft telt.")
        return uit

    def gaat_over(self, document: Plandocument) -> tuple[frozenset[str], frozenset[str]]:
        return frozenset((self.blijft, self.gaat)), frozenset()


def _paren(blijft: Sequence[boom.Sectie], gaat: Sequence[boom.Sectie]) -> list[tuple[boom.Sectie | None, boom.Sectie]]:
    per = {s.soort: s for s in blijft}
    return [(per.get(s.soort), s) for s in gaat]


def _samen(blijft: tuple[boom.Sectie, ...], gaat: tuple[boom.Sectie, ...]) -> tuple[boom.Sectie, ...]:
    per = {b.soort: b for b in gaat}
    uit = [_een_sectie(s, per[s.soort]) if s.soort in per else s for s in blijft]
    hier = {s.soort for s in blijft}
    return (*uit, *(s for s in gaat if s.soort not in hier))


def _een_sectie(a: boom.Sectie, b: boom.Sectie) -> boom.Sectie:
    if b.leeg and not b.gedrukt:
        return a
    bezet = {i.sleutel for i in a.items}
    eerste = any(i.primair for i in a.items)
    erbij = tuple(
        replace(
            i,
            sleutel=nieuwe_sleutel() if i.sleutel in bezet else i.sleutel,
            primair=i.primair and not eerste,
        )
        for i in b.items
    )
    return replace(
        a,
        opening=tekst.schoon(a.opening + b.opening) if b.opening else a.opening,
        slot=tekst.schoon(a.slot + b.slot) if b.slot else a.slot,
        items=(*a.items, *erbij),
        gedrukt="" if b.items and a.items else a.gedrukt or b.gedrukt,
    )


def verwijs_naar(document: Plandocument, oud: str, nieuw: str) -> Plandocument:
    """References to one opgave lead to another."""
    van, naar = f'href="opgave:{oud}"', f'href="opgave:{nieuw}"'

    def sectie(s: boom.Sectie) -> boom.Sectie:
        if not any(van in t for t in (s.opening, s.slot, *(i.tekst for i in s.items))):
            return s
        items = tuple(replace(i, tekst=i.tekst.replace(van, naar)) for i in s.items)
        return replace(s, opening=s.opening.replace(van, naar), slot=s.slot.replace(van, naar), items=items)

    def houder(h: Any) -> Any:
        anders = tuple(map(sectie, h.secties))
        h = h if anders == h.secties else replace(h, secties=anders)
        woord = getattr(h, "overzicht", "")
        return replace(h, overzicht=woord.replace(van, naar)) if van in woord else h

    return replace(
        document,
        opgaven=tuple(map(houder, document.opgaven)),
        hoofdstukken=tuple(map(houder, document.hoofdstukken)),
    )


@dataclass(frozen=True)
class Splitsopgave(Planingreep):
    """Some items of an opgave go, with their keys, to a new one beside it."""

    code = "splits"
    van: str = ""
    titel: str = ""
    items: frozenset[tuple[str, str]] = frozenset()
    """(key of the section, key of the item)."""
    sleutel: str = ""

    def begin(self, document: Plandocument) -> Any:
        return repr(DEELSOORTEN[OPGAVE].vind(document, self.van))

    def doe(self, document: Plandocument) -> Plandocument:
        van: boom.Opgave = DEELSOORTEN[OPGAVE].vind(document, self.van)
        if not self.titel:
            raise Structuurbezwaar("Geef de nieuwe opgave een titel.")
        if any(o.titel.casefold() == self.titel.casefold() for o in document.opgaven):
            raise Structuurbezwaar("Er is al een opgave met deze titel.")
        if not self.items <= {(s.sleutel, i.sleutel) for s in van.secties for i in s.items}:
            raise Structuurbezwaar("Een punt dat u koos, staat er niet meer.")

        def deel(s: boom.Sectie, mee: bool) -> tuple[boom.Item, ...]:
            return tuple(i for i in s.items if ((s.sleutel, i.sleutel) in self.items) == mee)

        rest = tuple(
            replace(s, items=deel(s, False), gedrukt="" if deel(s, True) else s.gedrukt) if s.items else s
            for s in van.secties
        )
        leeg = {soort.code: boom.Sectie(nieuwe_sleutel(), soort.code) for soort in document.sectiesoorten}
        mee = {s.soort: replace(leeg[s.soort], items=deel(s, True)) for s in van.secties if s.soort in leeg}
        nieuw = boom.Opgave(
            self.sleutel or nieuwe_sleutel(),
            van.nummer + 1,
            self.titel,
            cluster=van.cluster,
            cluster_overzicht=van.cluster_overzicht,
            doelstellingen=van.doelstellingen,
            secties=tuple((leeg | mee).values()),
        )
        uit: list[boom.Opgave] = []
        for o in document.opgaven:
            if o.sleutel == self.van:
                uit += [replace(o, secties=rest), nieuw]
            else:
                uit.append(replace(o, nummer=o.nummer + 1) if o.nummer > van.nummer else o)
        return replace(document, opgaven=tuple(uit))

    def zin(self, document: Plandocument) -> str:
        van = DEELSOORTEN[OPGAVE].vind(document, self.van)
        return f"Van opgave {van.nummer} {citaat(van.titel)} is opgave {citaat(self.titel)} afgesplitst"

    def raakt(self, document: Plandocument) -> list[str]:
        van = DEELSOORTEN[OPGAVE].vind(document, self.van)
        verder = [o for o in document.opgaven if o.nummer > van.nummer]
        uit = [f"{aantal(len(self.items), 'punt gaat', 'punten gaan')} mee; tekst blijft waar zij staat."]
        if verder:
            uit.append(f"De nieuwe opgave krijgt nummer {van.nummer + 1}; wat erna komt schuift een nummer op.")
        return uit

    def gaat_over(self, document: Plandocument) -> tuple[frozenset[str], frozenset[str]]:
        return frozenset((self.van,)), frozenset()


DADEN: Final = {d.code: d for d in (Wijzigdeel, Maakdeel, Ordendelen, Haaldeelweg, Voegopgavensamen, Splitsopgave)}

"""Which opgave of a plan a fiche is: by its title, its number and its words, with how sure that is and why. Pure."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final

from .boom import Opgave, Plandocument
from .tekst import woorden

LIJKT: Final = 0.2
"""Below this a fiche looks like no opgave at all."""
MARGE: Final = 0.15
"""How much better the best must be than the next before anybody may rely on it."""
GENOEG: Final = 15.0
"""Weight of words under which a text is too short to say much."""
_WOORD = re.compile(r"[^\W\d_]{4,}")
_MEEST: Final = 5_000


@dataclass(frozen=True, slots=True)
class Maat:
    """How much a fiche looks like one opgave, each from 0 to 1; `nummer` is 1 when that number stands above it."""

    sleutel: str
    titel: float
    woorden: float
    nummer: float

    @property
    def totaal(self) -> float:
        return 0.5 * self.titel + 0.4 * self.woorden + 0.1 * self.nummer


@dataclass(frozen=True, slots=True)
class Herkend:
    """The opgave that a fiche is taken for (its key, empty for none), whether that is sure, and why, in Dutch.

    `reden` is what comes after "gelezen als opgave 7: "; `maten` are all opgaven, best first.
    """

    sleutel: str
    zeker: bool
    reden: str
    maten: tuple[Maat, ...] = ()

    @property
    def kandidaten(self) -> tuple[Maat, ...]:
        """The opgaven that it looks like, at most three."""
        return tuple(m for m in self.maten[:3] if m.totaal >= LIJKT)


def herken_opgaven(
    fiches: Sequence[Opgave], plan: Plandocument, nummers: Mapping[str, int] | None = None
) -> list[Herkend]:
    """For each fiche the opgave that it is. No opgave is given to two fiches.

    `nummers`: key of a fiche → the number that stands above it; a number that only follows from its place is none.
    A number alone is never enough to be sure. Costs a comparison of words of each fiche with each opgave.
    """
    nummers = nummers or {}
    maten = _maten(fiches, plan, nummers)
    per_nummer = {o.nummer: o.sleutel for o in plan.opgaven}
    vrij = {o.sleutel for o in plan.opgaven}
    uit: dict[int, Herkend] = {}
    volgorde = sorted(range(len(fiches)), key=lambda n: -maten[n][0].totaal if maten[n] else 0.0)
    for n in volgorde:
        rij = maten[n]
        beste = rij[0] if rij else None
        if beste is not None and beste.totaal >= LIJKT and beste.sleutel in vrij:
            vrij.discard(beste.sleutel)
            uit[n] = _oordeel(rij, plan, nummers.get(fiches[n].sleutel))
        elif beste is not None and beste.totaal >= LIJKT:
            wie = _naam(beste.sleutel, plan)
            reden = f"{_waarom(beste, plan)}, maar een andere fiche in dit bestand is al gelezen als {wie}"
            uit[n] = Herkend("", False, reden, tuple(rij))
    for n in volgorde:  # what looks like nothing may still carry the number of an opgave that is left
        if n in uit:
            continue
        sleutel = per_nummer.get(nummers.get(fiches[n].sleutel, -1), "")
        if sleutel in vrij:
            vrij.discard(sleutel)
            reden = "alleen het nummer komt overeen; titel en tekst lijken er niet op"
            uit[n] = Herkend(sleutel, False, reden, tuple(maten[n]))
        else:
            uit[n] = Herkend("", False, "titel en tekst lijken op geen enkele opgave in dit plan", tuple(maten[n]))
    return [uit[n] for n in range(len(fiches))]


def beoordeel(herkend: Herkend, gekozen: str, plan: Plandocument, wie: str = "u koos") -> Herkend:
    """What to think of an opgave that somebody chose, or that marks in the file point at, given what it looks like."""
    naam = _naam(gekozen, plan)
    eigen = next((m for m in herkend.maten if m.sleutel == gekozen), None)
    ander = next((m for m in herkend.maten if m.sleutel != gekozen), None)
    if eigen is None:
        return Herkend(gekozen, False, f"{wie} {naam}", herkend.maten)
    if herkend.sleutel == gekozen:
        zeker = herkend.zeker or ander is None or eigen.totaal - ander.totaal >= 0
        return Herkend(gekozen, zeker, f"{wie} {naam}, en {_waarom(eigen, plan)}", herkend.maten)
    if ander is not None and ander.totaal >= LIJKT and ander.totaal - eigen.totaal >= MARGE:
        return Herkend(gekozen, False, f"{wie} {naam}, maar {_waarom(ander, plan)}", herkend.maten)
    if eigen.totaal < LIJKT:
        reden = f"{wie} {naam}, maar titel en tekst lijken daar niet op"
        return Herkend(gekozen, False, reden, herkend.maten)
    return Herkend(gekozen, True, f"{wie} {naam}, en {_waarom(eigen, plan)}", herkend.maten)


def _oordeel(rij: Sequence[Maat], plan: Plandocument, nummer: int | None) -> Herkend:
    beste = rij[0]
    genoeg = (
        beste.titel >= 0.8
        or beste.woorden >= 0.6
        or (beste.titel >= 0.4 and beste.woorden >= 0.35)
        or (beste.nummer > 0 and beste.woorden >= 0.35)
    )
    reden = _waarom(beste, plan)
    tegen = next(
        (
            m
            for m in rij[1:]
            if beste.totaal - m.totaal < MARGE
            or (m.woorden >= 0.5 and m.woorden > beste.woorden + 0.25)
            or (m.titel >= 0.8 and m.titel > beste.titel)
        ),
        None,
    )
    if tegen is not None:
        reden += f", maar {_waarom(tegen, plan)}"
    elif nummer is not None and not beste.nummer:
        reden += f", al staat er nummer {nummer} boven"
    return Herkend(beste.sleutel, genoeg and tegen is None, reden, tuple(rij))


def _naam(sleutel: str, plan: Plandocument) -> str:
    opgave = plan.per_sleutel.get(sleutel)
    return f"opgave {opgave.nummer}" if opgave is not None else "een nieuwe opgave"


def waarom(maat: Maat, plan: Plandocument) -> str:
    """Why a fiche looks like this opgave: "de titel in het bestand lijkt het meest op die van opgave 7"."""
    return _waarom(maat, plan)


def _waarom(maat: Maat, plan: Plandocument) -> str:
    naam = _naam(maat.sleutel, plan)
    titel = (
        f"de titel in het bestand is die van {naam}"
        if maat.titel == 1
        else f"de titel in het bestand lijkt het meest op die van {naam}"
        if maat.titel >= 0.3
        else ""
    )
    wie = "die van dezelfde opgave" if titel else f"die van {naam}"
    tekst = (
        f"de tekst is bijna gelijk aan {wie}"
        if maat.woorden >= 0.9
        else f"de tekst lijkt op {wie}"
        if maat.woorden >= 0.35
        else ""
    )
    nummer = f"het nummer van {naam} staat erboven" if maat.nummer and not titel else ""
    delen = [d for d in (titel, tekst, nummer) if d]
    return " en ".join(delen) if delen else f"de fiche lijkt nog het meest op {naam}"


# ---- how much one looks like the other ----


def _maten(fiches: Sequence[Opgave], plan: Plandocument, nummers: Mapping[str, int]) -> list[list[Maat]]:
    rijen = {o.sleutel: _woorden(o) for o in plan.opgaven}
    keren = Counter(w for rij in rijen.values() for w in rij)
    aantal = len(rijen)
    gewicht = {w: math.log((aantal + 1) / keer) for w, keer in keren.items()}
    nieuw = math.log(aantal + 1)  # a word that no opgave has

    def zwaar(rij: Iterable[str]) -> float:
        return sum(gewicht.get(w, nieuw) for w in rij)

    zwaarte = {sleutel: zwaar(rij) for sleutel, rij in rijen.items()}
    uit = []
    for fiche in fiches:
        hier = _woorden(fiche)
        eigen = zwaar(hier)
        nummer = nummers.get(fiche.sleutel)
        maten = []
        for o in plan.opgaven:
            daar = zwaarte[o.sleutel]
            deel = max(min(eigen, daar), min(GENOEG, max(eigen, daar)))
            gelijk = zwaar(hier & rijen[o.sleutel]) / deel if deel else 0.0
            maten.append(Maat(o.sleutel, titelmaat(fiche.titel, o.titel), gelijk, float(nummer == o.nummer)))
        uit.append(sorted(maten, key=lambda m: -m.totaal))
    return uit


def titelmaat(links: str, rechts: str) -> float:
    """How much two titles are the same: 1 when they are, but for case, accents and signs."""
    a, b = _vorm(links[:300]), _vorm(rechts[:300])
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    maat = SequenceMatcher(None, a, b, autojunk=False).ratio()
    woorden_a, woorden_b = ({_vorm(w) for w in _WOORD.findall(t)} for t in (links[:300], rechts[:300]))
    if woorden_a and woorden_b:
        deel = len(woorden_a & woorden_b) / min(len(woorden_a), len(woorden_b))
        maat = max(maat, deel * (0.9 if min(len(woorden_a), len(woorden_b)) > 1 else 0.75))
    return max(0.0, (maat - 0.4) / 0.6) * 0.95


def _vorm(tekst: str) -> str:
    kaal = unicodedata.normalize("NFKD", tekst).casefold()
    return "".join(t for t in kaal if t.isalnum())


def _woorden(opgave: Opgave) -> frozenset[str]:
    delen = [d for s in opgave.secties for d in (s.opening, *(i.tekst for i in s.items), s.slot)]
    gevonden: set[str] = set()
    for deel in delen:
        gevonden.update(w.casefold() for w in _WOORD.findall(woorden(deel).replace("\u00ad", "")))
        if len(gevonden) > _MEEST:
            break
    return frozenset(gevonden)


def zonder(herkend: Herkend, reden: str) -> Herkend:
    """The same, but not to be relied on, for another reason."""
    return replace(herkend, zeker=False, reden=reden)

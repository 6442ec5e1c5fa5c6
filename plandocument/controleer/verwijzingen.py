"""References to opgaven: do they arrive, and at an opgave about the same thing?

Whether a reference means the opgave it names is judged by words, with care: it is only doubted when the words beside it
are for the larger part the title of another opgave, and the fiche it names speaks of none of them anywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from plandocument.boom import Opgave

from .lezing import TEKSTEN, Leestekst, Planlezing, zinnen
from .vorm import Plek, Vondst

_IN_WOORDEN = re.compile(
    r"\b(?:opgaven\s{1,3}(\d{1,3}(?:(?:,\s{1,3}|,?\s{1,3}(?:en|of|tot en met|t/m)\s{1,3})\d{1,3})*)"
    r"|opgave\s{1,3}(\d{1,3}))"
    r"(?![\w%]|[.,]\d)",
    re.I,
)
_VERWIJZING = re.compile(f"\x02([0-9a-z]*)\x03|{_IN_WOORDEN.pattern}", re.I)
_GEEN_VERWIJZING = re.compile(r"\b(?:per|elke|iedere|als|pilot|deel)\s+$", re.I)
_BINDT = re.compile(r"[\s,;()]{0,6}(?:en|of|tot en met|t/m|&|zie|zie ook|[-–])?[\s,;()]{0,6}", re.I)
_ERNA = re.compile(r"\s*(?:\(([^()]{3,120})\)|:\s*([^.;()]{3,120}))")
_WOORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

HELFT: Final = 0.5
"""Share of a title's weight that the words beside a reference must hold before the reference is doubted."""
WOORDEN_ERVOOR: Final = 12
_LEEG: Final = """
aan aanpak aanpakken achter alle alleen allen als andere beter betere bij binnen blijft blijven boven buiten
daar daarmee daarnaast daarom daarvoor deze dit doen door dus een eigen elke fiche gaan gaat geborgd geen
geldt goed goede haar hebben heeft het hier hun iedereen inclusief inzet is kan komen komt kunnen maar maken
meer mensen met minder moet moeten naar niet nieuwe niveau niveaus nodig nog onder ontwikkelen ontwikkeling
ook opgave opgaven over per plan programma regio regionaal regionale rijk rond samen staan staat stijging
structurele tot tussen twente twentse uit van vanuit verbeteren vergroten verhogen via voldoende voor waar
wat welke worden wordt zich zie zijn zoals zodat zonder
"""
LEEG: Final = frozenset(_LEEG.split())
"""Words that say nothing about which opgave is meant."""


def stam(woord: str) -> str:
    """A rough stem: "Woningen" and "woning", "start-ups" and "startup" fall together."""
    kort = woord.lower().replace("-", "")
    for uitgang in ("’s", "'s", "en", "s", "e"):
        if len(kort) - len(uitgang) >= 4 and kort.endswith(uitgang):
            kort = kort.removesuffix(uitgang)
            break
    return kort


@lru_cache(TEKSTEN)
def stammen(tekst: str) -> tuple[str, ...]:
    return tuple(stam(w) for w in _WOORD.findall(tekst) if len(w) >= 4 and w.lower() not in LEEG)


def _raakt(a: str, b: str) -> bool:
    """Whether one could be part of the other, as in a compound; loose."""
    kort, lang = sorted((a, b), key=len)
    return kort == lang or (len(kort) >= 5 and kort[:5] == lang[:5]) or (len(kort) >= 5 and kort in lang)


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """A reference in a sentence: to a key (link), or to a number in words. `groep`: one of several in a row."""

    zin: str
    begin: int
    eind: int
    sleutel: str = ""
    nummers: tuple[int, ...] = ()
    groep: bool = False
    ervoor: str = ""


def verwijzingen(zin: str) -> list[Verwijzing]:
    """The references of one sentence, each with the words since the one before."""
    treffers = [
        m
        for m in _VERWIJZING.finditer(zin)
        if m[1] is not None or not _GEEN_VERWIJZING.search(zin, max(0, m.start() - 12), m.start())
    ]
    uit: list[Verwijzing] = []
    for i, m in enumerate(treffers):
        vorige = treffers[i - 1].end() if i else 0
        volgende = treffers[i + 1].start() if i + 1 < len(treffers) else None
        nummers = tuple(int(n) for n in re.findall(r"\d+", m[2] or m[3] or ""))
        groep = (
            len(nummers) > 1
            or (i > 0 and _BINDT.fullmatch(zin[vorige : m.start()]) is not None)
            or (volgende is not None and _BINDT.fullmatch(zin[m.end() : volgende]) is not None)
        )
        uit.append(Verwijzing(zin, m.start(), m.end(), m[1] or "", nummers, groep, zin[vorige : m.start()]))
    return uit


def _alle(plan: Planlezing) -> Iterator[tuple[Leestekst, Verwijzing]]:
    for stuk in plan.stukken:
        for verwijzing in _in_regels(stuk.regels):
            yield stuk, verwijzing


@lru_cache(TEKSTEN)
def _in_regels(regels: tuple[str, ...]) -> tuple[Verwijzing, ...]:
    met = (regel for regel in regels if "\x02" in regel or "pgave" in regel or "PGAVE" in regel)
    return tuple(v for regel in met for zin in zinnen(regel) for v in verwijzingen(zin))


def onbekend(plan: Planlezing) -> Iterator[Vondst]:
    nummers = {o.nummer for o in plan.document.opgaven}
    gezien: set[tuple[Plek, str, str | int]] = set()
    for stuk, verwijzing in _alle(plan):
        doelen = [n for n in verwijzing.nummers if n not in nummers]
        if not verwijzing.nummers and verwijzing.sleutel not in plan.document.per_sleutel:
            doelen = [0]
        for nummer in doelen:
            if (dit := (stuk.plek, verwijzing.zin, nummer or verwijzing.sleutel)) in gezien:
                continue
            gezien.add(dit)
            if nummer or verwijzing.nummers:
                zin = f"Hier wordt verwezen naar opgave {nummer}, maar die staat niet in dit plan."
            else:
                zin = "Hier staat een verwijzing naar een opgave die niet meer in dit plan staat."
            citaat = plan.citaat(verwijzing.zin, verwijzing.begin, verwijzing.eind)
            yield Vondst(zin, (stuk.plek,), f"{nummer or verwijzing.sleutel} {verwijzing.zin}", citaat)


def over_iets_anders(plan: Planlezing) -> Iterator[Vondst]:
    titels = _Titels(plan)
    per_nummer = {o.nummer: o for o in reversed(plan.document.opgaven)}
    for stuk, verwijzing in _alle(plan):
        if verwijzing.groep:
            continue
        if verwijzing.nummers:
            genoemd = per_nummer.get(verwijzing.nummers[0])
        else:
            genoemd = plan.document.per_sleutel.get(verwijzing.sleutel)
        if genoemd is None:
            continue
        for woorden in _ernaast(verwijzing):
            bedoeld = titels.bedoeld(woorden, genoemd, stuk.opgave)
            if bedoeld is not None:
                zin = (
                    f"Hier staat opgave {genoemd.nummer} (‘{genoemd.titel}’), maar de woorden erbij passen bij "
                    f"opgave {bedoeld.nummer} (‘{bedoeld.titel}’)."
                )
                yield Vondst(
                    zin,
                    (stuk.plek,),
                    f"{genoemd.sleutel} {bedoeld.sleutel} {verwijzing.zin}",
                    plan.citaat(verwijzing.zin, verwijzing.begin, verwijzing.eind),
                )
                break


@lru_cache(TEKSTEN)
def _ernaast(verwijzing: Verwijzing) -> tuple[tuple[str, ...], ...]:
    """Stems of the words right before a reference, and of what follows it in brackets or after a colon."""
    ervoor = stammen(" ".join(verwijzing.ervoor.split()[-WOORDEN_ERVOOR:]))
    erna = _ERNA.match(verwijzing.zin, verwijzing.eind)
    return (ervoor, stammen(erna[1] or erna[2])) if erna else (ervoor,)


@lru_cache(TEKSTEN)
def _in_titel(woord: str, titelwoorden: frozenset[str]) -> frozenset[str]:
    """Title words that a word stands for: the same, or a long one inside a compound."""
    return frozenset(t for t in titelwoorden if t == woord or (len(t) >= 8 and t in woord))


class _Titels:
    """The words of all titles, weighed: long words that stand in few titles say most."""

    def __init__(self, plan: Planlezing) -> None:
        self.plan = plan
        self.stammen = {o.sleutel: frozenset(stammen(o.titel)) for o in plan.document.opgaven}
        self.in_titels = Counter(s for groep in self.stammen.values() for s in groep)
        self.alle = frozenset(self.in_titels)
        self._woordenschat: dict[str, frozenset[str]] = {}

    @cached_property
    def _waar(self) -> dict[str, list[Opgave]]:
        uit: dict[str, list[Opgave]] = {}
        for opgave in self.plan.document.opgaven:
            for woord in self.stammen[opgave.sleutel]:
                uit.setdefault(woord, []).append(opgave)
        return uit

    def _gewicht(self, woord: str) -> float:
        return len(woord) / self.in_titels[woord]

    def _kent(self, opgave: Opgave, woord: str) -> bool:
        """Whether a fiche (its title included) speaks of a word, loosely."""
        if opgave.sleutel not in self._woordenschat:
            regels = (opgave.titel, *self.plan.fichetekst(opgave.sleutel))
            self._woordenschat[opgave.sleutel] = frozenset(s for regel in regels for s in stammen(regel))
        return any(_raakt(woord, eigen) for eigen in self._woordenschat[opgave.sleutel])

    def bedoeld(self, woorden: Iterable[str], genoemd: Opgave, hier: Opgave | None) -> Opgave | None:
        """The other opgave whose title these words clearly are, if there is one."""
        geraakt = frozenset(t for woord in dict.fromkeys(woorden) for t in _in_titel(woord, self.alle))
        beste: tuple[float, Opgave] | None = None
        for opgave in {o.sleutel: o for t in geraakt for o in self._waar[t]}.values():
            if opgave.sleutel == genoemd.sleutel or (hier is not None and opgave.sleutel == hier.sleutel):
                continue
            eigen = self.stammen[opgave.sleutel]
            raak = eigen & geraakt
            if not any(len(t) >= 8 and self.in_titels[t] == 1 for t in raak):
                continue
            deel = sum(map(self._gewicht, raak)) / sum(map(self._gewicht, eigen))
            if deel >= HELFT and (beste is None or deel > beste[0]):
                beste = (deel, opgave)
        if beste is None or any(self._kent(genoemd, t) for t in self.stammen[beste[1].sleutel] & geraakt):
            return None
        return beste[1]

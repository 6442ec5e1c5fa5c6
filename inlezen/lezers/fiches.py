"""Where fiches begin and end: each hangs on its heading "Opgave", with the cluster and the title above it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from plandocument.standaard import SECTIESOORTEN

from .fouten import Leesfout
from .koppen import fichekop, in_hoofdletters, normaal
from .opmaak import kaal
from .overzicht import zelfde_cluster
from .regels import Bronregel
from .secties import is_plaatshouder

_NUMMER = re.compile(r"(?:(?:opgave|fiche)\s+)?(\d{1,2})\s*[.):–-]\s+|(?:opgave|fiche)\s+(\d{1,2})\s+", re.I)
_GEEN_PLAN = (
    "Dit is geen Plan voor de Regio: er staan geen fiches in, met koppen als ‘Opgave’ en ‘Betrokken ministeries’."
)
_KENMERK = re.compile(r"(?:cluster|doelstelling(?:en)?)\s*:\s*\S", re.I)
"""What a fiche of the portal prints between its title and its first section; it says what the plan knows already."""
_OVER: Final = "over dit document"
_MEESTE_FICHES = 200
_MINST_SECTIES = 6
_HOOG = 6  # lines at most above the heading "Opgave"


@dataclass(slots=True)
class Ficheregels:
    """The lines of one fiche, as indexes: cluster, title, and per section its headings and its lines."""

    cluster: int | None
    titel: list[int]
    koppen: dict[str, list[int]] = field(default_factory=dict)
    secties: dict[str, list[int]] = field(default_factory=dict)


def koppen(regels: Sequence[Bronregel], ruis: frozenset[int]) -> dict[int, str]:
    """Index of each line that is a heading of a fiche → kind of section.

    Raises Leesfout when there are too few kinds to be a plan, or far too many headings.
    """
    kandidaten = [(n, r.tekst) for n, r in enumerate(regels) if not r.punt and n not in ruis]
    if len({soort for _, tekst in kandidaten if (soort := fichekop(tekst, ruim=False))}) < 3:
        raise Leesfout(_GEEN_PLAN)
    gevonden = {n: soort for n, tekst in kandidaten if (soort := fichekop(tekst))}
    aantal = sum(soort == "opgave" for soort in gevonden.values())
    if not aantal:
        raise Leesfout("Het bestand begint midden in een fiche: de kop ‘Opgave’ ontbreekt.")
    if aantal > _MEESTE_FICHES:
        raise Leesfout(f"Er staan {aantal} fiches in dit bestand; dat is geen plan van een regio.")
    return gevonden


def verdeel(
    regels: Sequence[Bronregel],
    ruis: frozenset[int],
    gevonden: dict[int, str],
    clusters: Sequence[str],
    is_hoofdstuk: Callable[[int], int],
) -> tuple[list[Ficheregels], int, int]:
    """The fiches, the index of the first line of the first, and the index after the last line of the last.

    `is_hoofdstuk` says how many lines at an index are the title of a chapter. Raises Leesfout when the first fiche
    lacks its beginning.
    """
    begin = [n for n, soort in gevonden.items() if soort == "opgave"]
    if verweesd := [n for n in gevonden if n < begin[0]]:
        namen = {gevonden[n] for n in verweesd}
        if len(namen) > 1:
            raise Leesfout("Het bestand begint midden in een fiche: er staan koppen vóór de eerste kop ‘Opgave’.")
    fiches: list[Ficheregels] = []
    eerste = 0
    for nr, start in enumerate(begin):
        boven = _boven(regels, ruis, gevonden, start, begin[nr - 1] if nr else -1)
        cluster, titel = _kop(regels, boven, clusters)
        if not fiches:
            eerste = min([*([cluster] if cluster is not None else []), *titel, start])
        else:
            _knip(fiches[-1], cluster if cluster is not None else min([*titel, start]))
        fiche = Ficheregels(cluster, titel)
        fiches.append(fiche)
        einde = begin[nr + 1] if nr + 1 < len(begin) else len(regels)
        soort = "opgave"
        for n in range(start, einde):
            if n in ruis:
                continue
            if n in gevonden:
                soort = gevonden[n]
                fiche.koppen.setdefault(soort, []).append(n)
                fiche.secties.setdefault(soort, [])
            else:
                fiche.secties[soort].append(n)
    laatste = _einde(regels, ruis, gevonden, is_hoofdstuk)
    _knip(fiches[-1], laatste)
    return fiches, eerste, laatste


def _knip(fiche: Ficheregels, vanaf: int) -> None:
    for soort, nummers in fiche.secties.items():
        fiche.secties[soort] = [n for n in nummers if n < vanaf]


def _boven(
    regels: Sequence[Bronregel], ruis: frozenset[int], gevonden: dict[int, str], start: int, vorige: int
) -> list[int]:
    """The lines right above the heading "Opgave", nearest last; none of a section but the last one."""
    boven: list[int] = []
    n = start - 1
    while n > vorige and n not in gevonden and len(boven) < _HOOG:
        if n not in ruis:
            if regels[n].punt or is_plaatshouder(regels[n]) or len(regels[n].tekst) > 250:
                break
            boven.insert(0, n)
        n -= 1
    return boven


def _kop(regels: Sequence[Bronregel], boven: list[int], clusters: Sequence[str]) -> tuple[int | None, list[int]]:
    """Which of the lines above is the cluster, and which make up the title."""
    while len(boven) > 1 and _KENMERK.match(kaal(regels[boven[-1]].tekst)):
        boven = boven[:-1]
    if not boven:
        return None, []
    for n in reversed(boven[:-1]):
        if any(zelfde_cluster(kaal(regels[n].tekst), naam) for naam in clusters):
            return n, boven[boven.index(n) + 1 :]
    for n in reversed(boven[:-1]):
        if in_hoofdletters(regels[n].tekst) or regels[n].kop:
            return n, boven[boven.index(n) + 1 :]
    if len(boven) > 1 and clusters:
        tekst = kaal(regels[boven[-2]].tekst)
        if len(tekst.split()) <= 12 and tekst[-1] not in ".,;:?!":
            return boven[-2], boven[-1:]
    return None, boven[-1:]


def _einde(
    regels: Sequence[Bronregel], ruis: frozenset[int], gevonden: dict[int, str], is_hoofdstuk: Callable[[int], int]
) -> int:
    """Where the last fiche stops: at the title of a chapter, or a line in capitals, after its last heading."""
    for n in range(max(gevonden) + 1, len(regels)):
        regel = regels[n]
        kop = is_over(regel) or regel.kop == 1 or (in_hoofdletters(regel.tekst) and not regel.punt)
        if n not in ruis and (kop or is_hoofdstuk(n)):
            return n
    return len(regels)


def titel_en_nummer(regels: Sequence[Bronregel], nummers: Sequence[int]) -> tuple[str, int | None]:
    """The title over its lines, without a number that stands before it."""
    return nummer_voor_titel(" ".join(kaal(regels[n].tekst) for n in nummers))


def is_over(regel: Bronregel) -> bool:
    """Whether this is the heading of what the portal tells of a file that it wrote."""
    return bool(regel.kop or regel.vet) and normaal(kaal(regel.tekst)) == _OVER


def nummer_voor_titel(titel: str) -> tuple[str, int | None]:
    """ "Opgave 7: Een passende …" → the title and its number, if one stands before it."""
    if (gevonden := _NUMMER.match(titel)) is not None and len(titel) > gevonden.end():
        return titel[gevonden.end() :], int(gevonden[1] or gevonden[2])
    return titel, None


def keur(fiches: Sequence[Ficheregels], regels: Sequence[Bronregel], verwacht: int) -> list[str]:
    """Refuse a file that was cut off. Returns remarks about single sections that are missing. Raises Leesfout."""
    opmerkingen = []
    volgorde = [s.code for s in SECTIESOORTEN if any(s.code in f.koppen for f in fiches)]
    if len(fiches) == 1 and len(fiches[0].koppen) < 8:
        raise Leesfout(f"Het bestand bevat maar een deel van een fiche: {len(volgorde)} van de tien secties.")
    if len(volgorde) < _MINST_SECTIES:
        raise Leesfout(f"De fiches in dit bestand zijn niet compleet: zij hebben {len(volgorde)} van de tien secties.")
    for nr, fiche in enumerate(fiches, 1):
        mist = [s for s in volgorde if s not in fiche.koppen]
        titel = titel_en_nummer(regels, fiche.titel)[0]
        staart = [s for s in volgorde if s in fiche.koppen]
        if mist and (len(mist) > len(volgorde) // 3 or volgorde[-1] in mist or staart[-1] != volgorde[-1]):
            raise Leesfout(
                f"Fiche {nr} is niet compleet: {len(mist)} van de {len(volgorde)} secties "
                f"{'ontbreekt' if len(mist) == 1 else 'ontbreken'}. "
                "Waarschijnlijk is het bestand afgebroken."
            )
        if not titel:
            raise Leesfout(f"Boven fiche {nr} ontbreekt de titel. Waarschijnlijk is het bestand afgebroken.")
        opmerkingen += [f"Fiche {nr} heeft geen sectie ‘{s}’." for s in mist]
    laatste = fiches[-1]
    if verwacht > len(fiches):
        raise Leesfout(
            f"Het overzicht noemt {verwacht} opgaven, maar er "
            f"{'staat 1 fiche' if len(fiches) == 1 else f'staan {len(fiches)} fiches'} in het bestand. "
            "Waarschijnlijk is het bestand afgebroken."
        )
    slot = volgorde[-1]
    if len(fiches) > 1 and laatste.koppen[slot][-1] >= len(regels) - 1 and all(f.secties[slot] for f in fiches[:-1]):
        raise Leesfout(f"Fiche {len(fiches)} is niet compleet: na de laatste kop stopt het bestand.")
    return opmerkingen

"""How high a fiche will be, estimated: only to save work. A fiche that surely fits its page need not be measured first.

The worker checks every guess on the printed outcome, so an estimate that is wrong costs time, never a wrong page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import unescape
from typing import TYPE_CHECKING, Final

from .letters import breedte

if TYPE_CHECKING:
    from .opmaak import Drukfiche, Drukgroep, Drukvak

BLADZIJDE: Final = 771.0  # pt: A4 less the margins of `@page fiche` in druk.css
MARGE: Final = 30.0  # pt: two and a half lines, above the error seen on the example and on real plans
_REGEL: Final = 12.0
_EM: Final = 9.25
TEKST, KANT, _EIGENAARS, _LABELS = 394.0, 178.6, 238.1, 116.2  # pt: the columns of druk.css

Meet = Callable[[str], float]


def regels(woorden: str, kolom: float, gewicht: str = "400") -> int:
    """Lines of a paragraph in a column of that many points, with ragged right and some hyphenation."""
    em = kolom / _EM
    spatie = breedte(" ", gewicht)
    aantal, hier = 1, 0.0
    for woord in woorden.split(" "):
        breed = breedte(woord, gewicht)
        if hier and hier + spatie + breed > em:
            vrij = em - hier - spatie
            aantal += 1
            # a long word is broken where the line would stay more than 8 % short
            hier = breed - vrij * 0.75 if len(woord) >= 7 and vrij > em * 0.08 else breed
        else:
            hier += (spatie if hier else 0) + breed
    return aantal


def koplijnen(naam: str) -> int:
    """Lines of a side head; it is never broken inside a word."""
    em, aantal, hier = 78.0 / 8.75, 1, 0.0
    for woord in naam.split(" "):
        breed = breedte(woord, "600")
        aantal += int(hier > 0 and hier + 0.27 + breed > em)
        hier = breed if hier + 0.27 + breed > em else hier + 0.27 + breed
    return aantal


def _woorden(html: str) -> str:
    return unescape(re.sub(r"<span class=\"code\">[^<]*</span>|<[^>]+>", "", html))


def _blokken(html: str, kolom: float, gewicht: str = "400") -> int:
    stukken = [s for s in re.split(r"</?(?:p|li|ul|ol)>|<br>", html) if _woorden(s).strip()]
    return sum(regels(_woorden(s), kolom, gewicht) for s in stukken)


def groep_regels(groep: Drukgroep, kolom: float, kort: bool = False) -> int:
    """Lines of a group with its heading, in a column of that many points."""
    if kort:
        return sum(regels(_woorden(r.tekst), kolom) for r in groep.regels if r.plek != "rechts")
    rijen = sum(
        regels(f"{r.voor}: " * bool(r.voor) + _woorden(r.tekst) + f" ({r.status})" * bool(r.status), kolom)
        for r in groep.regels
    )
    return rijen + bool(groep.naam)


def _groepen(groepen: Iterable[Drukgroep], kolom: float, kort: bool) -> float:
    return sum(groep_regels(g, kolom, kort) for g in groepen)


def _vak(vak: Drukvak, kolom: float) -> float:
    """Height of the inside of a section, in points."""
    tekst = _blokken(vak.opening, kolom, "600" if vak.nadruk else "400") + _blokken(vak.slot, kolom) + bool(vak.leeg)
    if vak.vorm == "ministeries":
        rij, breed = 1, 0.0
        for r in vak.regels:
            label = breedte(_woorden(r.tekst) + " primair" * r.primair, "600") * 8.5 + 12.5
            if breed and breed + label > kolom:
                rij, breed = rij + 1, 0.0
            breed += label
        return tekst * _REGEL + rij * 14.0 * bool(vak.regels)
    onder = _groepen(vak.onder, kolom, vak.vorm == "kort")
    naast = max((groep_regels(g, KANT) for g in vak.naast), default=0)
    return (tekst + onder + naast) * _REGEL + 3.0 * bool(naast and onder)


def hoogte(fiche: Drukfiche) -> float:
    """Height of the fiche in points at the roomy step."""
    kop = max(36.0, 12.0 * bool(fiche.cluster) + 18.0 * -(-breedte(fiche.titel, "600") * 16 // 371))
    totaal = 21.0 + kop
    if fiche.doelen:
        totaal += 16.0
    for vak in fiche.vakken:
        koppen = vak.koplijnen * _REGEL
        if vak.rechts:
            links = max(koppen, _vak(vak, _EIGENAARS))
            totaal += 6.0 + max(links, 12.0 + _vak(vak.rechts, _LABELS))
        else:
            totaal += 6.0 + max(koppen, _vak(vak, TEKST))
    return totaal

"""Following an anchor into later text. The rule: never other words than were meant; in doubt the whole unit, or gone.

First by keys: the unit (an item, the text of a section) wherever it stands now. Then by words within it. Two signs tell
where words went. *Sure blocks*: rows of words that a comparison from the front and one from the back pair alike, that
stand once on both sides, and are long enough that chance does not make them. And *the quote itself*, when it is long
and stands once on both sides. Elsewhere in the plan only the quote itself is looked for, with a neighbour on one side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from .. import boom, verschil
from ..plek import Plek
from ..vergelijk.kaart import Id
from . import eenheid as _eenheid
from .eenheid import RAND, Woorden
from .ligging import STERK, Ankereenheid, Ligging, ligging_van
from .vorm import Anker, GevolgdAnker, Gevolgdsoort

LANG: Final = 6
"""Words that a quote must have to be known elsewhere in the plan."""
LETTERS: Final = 25
"""Letters that a quote must have to be known by itself."""
BUREN: Final = 3
"""Words beside a quote that are compared, when it stands elsewhere."""

Blok = tuple[int, int, int]
"""A row of words on both sides: from where in the old, from where in the new, how many."""


def volg(anker: Anker, document: boom.Plandocument) -> GevolgdAnker:
    """Where the words of an anchor stand now. Never raises.

    Linear in the size of the plan, and in that of the unit a comparison bounded by `verschil.HOOGSTENS`.
    """
    return volg_alle((anker,), document)[0]


def volg_alle(ankers: Iterable[Anker], document: boom.Plandocument) -> tuple[GevolgdAnker, ...]:
    """Follow many anchors; the plan is laid out once, and kept so."""
    ligging = ligging_van(document)
    nummers = document.nummers
    return tuple(replace(_volg(anker, ligging), nummers=nummers) for anker in ankers)


def _volg(anker: Anker, ligging: Ligging) -> GevolgdAnker:
    if not (anker.sectie or anker.item):
        return _volg_houder(anker, ligging)
    toen = Woorden(anker.eenheid, anker.verwijzingen)
    wie = _item(anker, ligging) if anker.item else _sectie(anker, ligging)
    if wie is None:
        return _elders(anker, toen, ligging) or _weg(anker, ligging)
    if not anker.item and not anker.deel and anker.citaat:
        return _volg_passage(anker, toen, ligging.geheel(wie), ligging)
    if not anker.item and not anker.deel:
        return _volg_geheel(anker, toen, ligging.hele_sectie(wie), ligging.kaart.secties[wie].plek)
    bij = ligging.eenheid(wie, "item" if anker.item else anker.deel)
    if not anker.citaat:
        if toen.tekst and not bij.woorden.tekst:
            return _elders(anker, toen, ligging) or _weg(anker, ligging, bij.plek)
        return _volg_geheel(anker, toen, bij.woorden, bij.plek)
    return _volg_passage(anker, toen, bij, ligging)


def _volg_houder(anker: Anker, ligging: Ligging) -> GevolgdAnker:
    if not (anker.opgave or anker.hoofdstuk):
        return GevolgdAnker("er_nog", Plek(naam=ligging.document.titel), zin="Dit gaat over het hele plan.")
    houder = ligging.houder(anker.opgave, anker.hoofdstuk)
    if houder is None:
        return _weg(anker, ligging)
    nu, plek = ligging.hele_houder(houder), ligging.kaart.plek(houder)
    zelfde = Woorden(anker.eenheid, anker.verwijzingen).vormen == nu.vormen
    return _geheel(anker, "er_nog" if zelfde else "gewijzigd", nu, plek)


def _volg_geheel(anker: Anker, toen: Woorden, nu: Woorden, plek: Plek) -> GevolgdAnker:
    if toen.vormen != nu.vormen:
        return _geheel(anker, "gewijzigd", nu, plek)
    return _geheel(anker, "verplaatst" if _elders_gekomen(anker, plek) else "er_nog", nu, plek)


def _geheel(anker: Anker, soort: Gevolgdsoort, nu: Woorden, plek: Plek) -> GevolgdAnker:
    uit = GevolgdAnker(soort, plek, anker.deel, 0, len(nu.tekst), nu.tekst, geheel=True)
    return replace(uit, zin=_zin(anker, uit))


def _volg_passage(anker: Anker, toen: Woorden, bij: Ankereenheid, ligging: Ligging) -> GevolgdAnker:
    nu = bij.woorden
    van, tot = toen.bereik(anker.begin, anker.eind)
    if van == tot:
        return _weg(anker, ligging, bij.plek)
    if toen.vormen == nu.vormen:
        return _gevonden(anker, bij, van, tot)
    blokken = _zekere(toen.vormen, nu.vormen)
    blokken = [blok for blok in blokken if _is_eigen(blok, toen.vormen, nu.vormen, anker.herhaald)]
    for a, b, n in blokken:
        if a <= van and tot <= a + n:
            return _gevonden(anker, bij, van - a + b, tot - a + b)
    if anker.eenmalig and (los := _los(toen, nu, van, tot)) is not None:
        return _gevonden(anker, bij, los, los + tot - van)
    if (over := _rest(toen, nu, blokken, (van, tot))) is not None:
        return _gewijzigd(anker, bij, *over)
    if gevonden := _elders(anker, toen, ligging):
        return gevonden
    voor, na = _gat(blokken, van, len(toen.vormen), len(nu.vormen))
    if not any(map(_eenheid.telt, nu.vormen[voor:na])):
        return _weg(anker, ligging, bij.plek)
    uit = _geheel(replace(anker, deel=bij.deel), "gewijzigd", nu, bij.plek)
    nog = _eenheid.plaatsen(toen.vormen[van:tot], nu.vormen)
    rest = "of deze woorden er nog staan, is niet zeker" if nog else "deze woorden staan er niet meer zo"
    return replace(uit, zin=f"{_naam(bij.plek)} is sindsdien gewijzigd; {rest}.")


def _gevonden(anker: Anker, bij: Ankereenheid, van: int, tot: int) -> GevolgdAnker:
    begin, eind = bij.woorden.tekens(van, tot)
    soort: Gevolgdsoort = "verplaatst" if _elders_gekomen(anker, bij.plek) else "er_nog"
    uit = GevolgdAnker(soort, bij.plek, bij.deel, begin, eind, bij.woorden.tekst[begin:eind])
    return replace(uit, zin=_zin(anker, uit))


def _gewijzigd(anker: Anker, bij: Ankereenheid, van: int, tot: int) -> GevolgdAnker:
    begin, eind = bij.woorden.tekens(van, tot)
    uit = GevolgdAnker("gewijzigd", bij.plek, bij.deel, begin, eind, bij.woorden.tekst[begin:eind])
    return replace(uit, zin=_zin(anker, uit))


def _weg(anker: Anker, ligging: Ligging, plek: Plek | None = None) -> GevolgdAnker:
    """Gone; `plek` or else the nearest that is left: its section, its opgave or chapter."""
    if plek is None and anker.item and (wie := _sectie(anker, ligging)) is not None:
        plek = ligging.kaart.secties[wie].plek
    if plek is None and (houder := ligging.houder(anker.opgave, anker.hoofdstuk)) is not None:
        plek = ligging.kaart.plek(houder)
    rest = f" {_naam(plek)} is er nog." if plek is not None else ""
    wat = "Deze woorden staan niet meer op hun plaats." if anker.citaat else "Dit staat niet meer in het plan."
    return GevolgdAnker("weg", plek, anker.deel, zin=f"{wat}{rest}")


def _zin(anker: Anker, uit: GevolgdAnker) -> str:
    assert uit.plek is not None
    waar = _naam(uit.plek)
    if uit.soort == "er_nog":
        return "Deze woorden staan er nog zo." if anker.citaat else f"{waar} is niet gewijzigd."
    if uit.soort == "verplaatst":
        return f"{'Deze woorden staan' if anker.citaat else 'Dit staat'} nu bij {waar}."
    gekomen = f"Dit staat nu bij {waar}, en is" if _elders_gekomen(anker, uit.plek) else ""
    if anker.citaat and not uit.geheel:
        return f"{gekomen or 'Deze woorden zijn'} sindsdien gewijzigd."
    return f"{gekomen or f'{waar} is'} sindsdien gewijzigd."


def _naam(plek: Plek) -> str:
    return plek.code or plek.naam or "Dit deel"


def _elders_gekomen(anker: Anker, plek: Plek) -> bool:
    """Whether a place is another than the one it was: another opgave, chapter, kind of section, or item."""
    if (anker.opgave, anker.hoofdstuk) != (plek.opgave, plek.hoofdstuk) or anker.item != plek.item:
        return True
    return anker.sectie != plek.sectie and not (anker.soort and anker.soort == plek.soort)


# Units by key


def _sectie(anker: Anker, ligging: Ligging) -> Id | None:
    """The section now: by key; or the one of its kind that the same fiche has instead."""
    secties = ligging.kaart.secties

    def thuis(wie: Id) -> bool:
        plek = secties[wie].plek
        return (plek.opgave, plek.hoofdstuk) == (anker.opgave, anker.hoofdstuk)

    rij = ligging.secties(anker.sectie)
    if anker.dubbel or len(rij) > 1:
        rij = [wie for wie in rij if thuis(wie)]
    if not rij and anker.soort and (houder := ligging.houder(anker.opgave, "")) is not None:
        rij = [wie for wie in ligging.kaart.per_houder[houder] if secties[wie].sectie.soort == anker.soort]
    return rij[0] if len(rij) == 1 else None


def _item(anker: Anker, ligging: Ligging) -> Id | None:
    """The item now. A key that stands (or stood) more than once counts in its own section only."""
    rij = ligging.items(anker.item)
    if anker.dubbel or len(rij) > 1:
        thuis = _sectie(anker, ligging)
        rij = [wie for wie in rij if ligging.kaart.items[wie].sectie == thuis]
    return rij[0] if len(rij) == 1 else None


# Words within a unit


def _zekere(toen: Sequence[str], nu: Sequence[str]) -> list[Blok]:
    """Rows of words that are the same for sure, in order."""
    heen = _paren(toen, nu)
    terug = {(len(toen) - 1 - a, len(nu) - 1 - b) for a, b in _paren(toen[::-1], nu[::-1])}
    blokken: list[Blok] = []
    for a, b in heen:
        if (a, b) not in terug:
            continue
        if blokken and (a, b) == (blokken[-1][0] + blokken[-1][2], blokken[-1][1] + blokken[-1][2]):
            blokken[-1] = (blokken[-1][0], blokken[-1][1], blokken[-1][2] + 1)
        else:
            blokken.append((a, b, 1))
    return [blok for blok in blokken if _is_sterk(blok, toen, nu)]


def _paren(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    return [
        (i1 + n, j1 + n) for soort, i1, i2, j1, _ in verschil.grepen(a, b) if soort == "equal" for n in range(i2 - i1)
    ]


def _is_sterk(blok: Blok, toen: Sequence[str], nu: Sequence[str]) -> bool:
    a, b, n = blok
    rij = toen[a : a + n]
    randen = (a == 0 and b == 0) + (a + n == len(toen) and b + n == len(nu))
    if sum(_eenheid.telt(vorm) for vorm in rij) + randen < STERK:
        return False
    return len(_eenheid.plaatsen(rij, toen)) == len(_eenheid.plaatsen(rij, nu)) == 1


def _is_eigen(blok: Blok, toen: Sequence[str], nu: Sequence[str], herhaald: Sequence[tuple[int, int]]) -> bool:
    """Whether the plan said these words once: some of them (or an edge) stand outside what it said elsewhere too."""
    a, b, n = blok
    plaatsen = [m for m in range(a, a + n) if _eenheid.telt(toen[m])]
    plaatsen += [-1] if a == b == 0 else []
    plaatsen += [len(toen)] if a + n == len(toen) and b + n == len(nu) else []
    return not any(all(van <= m < tot for m in plaatsen) for van, tot in herhaald)


def _los(toen: Woorden, nu: Woorden, van: int, tot: int) -> int | None:
    """Where the quote stands in the unit now, when it is long and stands once, then and now."""
    rij = toen.vormen[van:tot]
    if not _is_lang(rij, STERK) or len(_eenheid.plaatsen(rij, toen.vormen)) != 1:
        return None
    gevonden = _eenheid.plaatsen(rij, nu.vormen)
    return gevonden[0] if len(gevonden) == 1 else None


def _is_lang(rij: Sequence[str], woorden: int) -> bool:
    letters = sum(t.isalnum() for vorm in rij for t in vorm if not vorm.startswith("\x01"))
    return sum(map(_eenheid.telt, rij)) >= woorden and letters >= LETTERS


def _gat(blokken: Sequence[Blok], waar: int, oud: int, nieuw: int) -> tuple[int, int]:
    """The words now between the sure blocks around an old word that is in none."""
    voor = max((b + n for a, b, n in blokken if a + n <= waar), default=0)
    na = min((b for a, b, _ in blokken if a > waar), default=nieuw)
    return voor, na


def _rest(toen: Woorden, nu: Woorden, blokken: Sequence[Blok], passage: tuple[int, int]) -> tuple[int, int] | None:
    """From the first to the last word of the passage that is still there for sure, and what replaced those at its ends.

    A sign alone is no word of it: signs stand everywhere.
    """
    over = [
        (n, n - a + b)
        for a, b, hoeveel in blokken
        for n in range(max(a, passage[0]), min(a + hoeveel, passage[1]))
        if _eenheid.telt(toen.vormen[n]) or n in (passage[0], passage[1] - 1)
    ]
    if not any(_eenheid.telt(toen.vormen[n]) for n, _ in over):
        return None
    eerste, laatste = over[0], over[-1]
    return _rand(toen.vormen, nu.vormen, blokken, passage, (eerste[0], laatste[0] + 1), (eerste[1], laatste[1] + 1))


def _rand(
    toen: Sequence[str],
    nu: Sequence[str],
    blokken: Sequence[Blok],
    passage: tuple[int, int],
    over: tuple[int, int],
    nieuw: tuple[int, int],
) -> tuple[int, int]:
    """Widen what is left of a passage (`over`, now `nieuw`) over what came in place of its first or last words.

    Only where the words beside the passage are sure, and no word that came may have come from elsewhere in the unit.
    """
    van, tot = passage
    begin, eind = nieuw
    gebleven = {n for a, _, hoeveel in blokken for n in range(a, a + hoeveel)}
    ernaast = [n for n in range(len(toen)) if not van <= n < tot]
    verdwenen = {toen[n] for n in ernaast if n not in gebleven and _eenheid.telt(toen[n])}
    paren = {(toen[n], toen[n + 1]) for n in ernaast if n + 1 < len(toen)}

    def nieuw_hier(oud: Sequence[str], rij: Sequence[str]) -> bool:
        """Whether these replaced words of the passage, and none came from beside it."""
        vervangen = any(map(_eenheid.telt, oud))
        return vervangen and not verdwenen & set(rij) and not paren & set(pairwise(rij))

    links = next((b + n for a, b, n in blokken if a + n == van), 0 if van == 0 else None)
    if links is not None and nieuw_hier(toen[van : over[0]], nu[links:begin]):
        begin = links
    rechts = next((b for a, b, _ in blokken if a == tot), len(nu) if tot == len(toen) else None)
    if rechts is not None and nieuw_hier(toen[over[1] : tot], nu[eind:rechts]):
        eind = rechts
    return begin, eind


# Elsewhere


@dataclass(frozen=True, slots=True)
class _Buur:
    vormen: tuple[str, ...]

    def lijkt(self, ander: _Buur) -> bool:
        """Whether the nearest words are the same, as far as the line goes."""
        return bool(self.vormen) and self.vormen == ander.vormen


def _buren(woorden: Woorden, van: int, tot: int) -> tuple[_Buur, _Buur]:
    """The nearest words on both sides within the line, the edge of the line counting as one."""
    atomen = woorden.atomen
    links: list[str] = []
    n = van
    while len(links) < BUREN and (not links or links[-1] != RAND):
        if atomen[n].regel_begint:
            links.append(RAND)
        else:
            n -= 1
            links.append(atomen[n].vorm)
    rechts: list[str] = []
    n = tot - 1
    while len(rechts) < BUREN and (not rechts or rechts[-1] != RAND):
        if atomen[n].regel_eindigt:
            rechts.append(RAND)
        else:
            n += 1
            rechts.append(atomen[n].vorm)
    return _Buur(tuple(links)), _Buur(tuple(rechts))


def _elders(anker: Anker, toen: Woorden, ligging: Ligging) -> GevolgdAnker | None:
    """The passage (or whole unit) elsewhere in the plan: exact, long, once then and now, with a neighbour."""
    if not anker.eenmalig:
        return None
    van, tot = toen.bereik(anker.begin, anker.eind) if anker.citaat else (0, len(toen.vormen))
    rij = toen.vormen[van:tot]
    if not _is_lang(rij, LANG):
        return None
    gevonden = ligging.zoek(rij)
    if len(gevonden) != 1:
        return None
    bij, waar = gevonden[0]
    buren_toen, buren_nu = _buren(toen, van, tot), _buren(bij.woorden, waar, waar + len(rij))
    if not any(a.lijkt(b) for a, b in zip(buren_toen, buren_nu, strict=True)):
        return None
    return _gevonden(anker, bij, waar, waar + len(rij))

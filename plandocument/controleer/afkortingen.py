"""Abbreviations that a reader of the fiches meets and that are never spelled out, anywhere in the plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from .lezing import TEKSTEN, Planlezing, zinnen
from .vorm import Plek, Vondst

AFKORTING = re.compile(
    r"(?<![\w&.\-])([A-Z]{1,6}(?:&[A-Z]{1,6})+|[A-Z]{2,6}-[A-Z]{1,4}|[A-Z]-[A-Z]{2,5}|[A-Z]{2,6})"
    r"(?=(?:[’']?s|[’']ers)?(?![\w&+]|\.\w))"
)
_ROMEINS = re.compile(r"(?=[IVXL])(?:XL|X{0,3})(?:IX|IV|V?I{0,3})")
_HAAKJES = re.compile(r"\(([^()]{1,120})\)")
_WOORD = re.compile(r"[^\W\d_]+(?:[&\-’'][^\W\d_]+)*")
_UITGELEGD = re.compile(
    r"([A-Z][A-Za-z&-]{1,8})\s*(?:=|,?\s+(?:staat voor|betekent|is de afkorting|wil zeggen|oftewel|ofwel)\b)"
    r"|\b(?:afgekort(?: tot| als)?|kortweg|oftewel|ofwel|hierna:?|verder:?)\s+[‘'\"(]?([A-Z][A-Za-z&-]{1,8})"
    r"|([A-Z]{2,8}),\s+(?:het|de|een)\s+(?=(?:[a-zà-ÿ]+\s+){2})"
)
_GEEN_UITLEG = re.compile(
    r"(?:zie|opgave|opgaven|primair|voorstel|nog|in|met|via|vanuit|bij|o\.a\.|incl|voor)\b|\x02", re.I
)


def _kern(woord: str) -> str:
    """ "SPUK’s", "SPUKs", "spuk" are one abbreviation."""
    return re.sub(r"(?<=\w\w)[’']?s$", "", woord).upper()


def _past(afkorting: str, ervoor: str) -> bool:
    """Whether the letters stand, in order, in the words right before: "Integraal Zorgakkoord (IZA)"."""
    letters = [c for c in _kern(afkorting).lower() if c.isalpha()]
    woorden = [w.lower() for w in _WOORD.findall(ervoor)[-(len(letters) + 5) :]]
    for i, woord in enumerate(woorden):
        if letters and woord.startswith(letters[0]):
            rest = iter("".join(woorden[i:]))
            if all(letter in rest for letter in letters):
                return True
    return False


def uitgelegd(regels: Iterable[str]) -> set[str]:
    """Abbreviations that these lines spell out, in capitals."""
    uit: set[str] = set()
    for regel in regels:
        for m in _UITGELEGD.finditer(regel):
            uit.add(_kern(m[1] or m[2] or m[3]))
        for m in _HAAKJES.finditer(regel):
            ervoor, binnen = regel[max(0, m.start() - 240) : m.start()].rstrip(), m[1]
            woorden = _WOORD.findall(binnen)
            uit.update(_kern(w) for w in woorden[:4] if 2 <= len(w) <= 9 and _past(w, ervoor))
            buiten = _WOORD.findall(ervoor[-40:])[-1:]
            if len(woorden) >= 2 and buiten and not _GEEN_UITLEG.match(binnen):
                uit.add(_kern(buiten[0]))
                uit.update(_kern(deel) for deel in buiten[0].split("-")[:1])
    return uit


def _is_kop(regel: str) -> bool:
    return regel.upper() == regel and len(re.findall(r"[^\W\d_]{4,}", regel)) >= 2


def nooit_uitgelegd(plan: Planlezing) -> Iterator[Vondst]:
    """One finding per abbreviation, with every section of a fiche where it stands."""
    plekken: dict[str, dict[tuple[str, ...], Plek]] = {}
    bekend = set(plan.omgeving.afkortingen) | {s.upper() for s in plan.omgeving.ministeries}
    for stuk in plan.stukken:
        if stuk.opgave is None or stuk.itemsoort.afgekort:
            continue
        for afkorting in _in_regels(stuk.regels):
            if afkorting not in bekend:
                plekken.setdefault(afkorting, {}).setdefault(stuk.plek.sleutels[:3], stuk.plek)
    if not plekken:
        return
    bekend = set().union(*(_uitgelegd_in(regels) for regels in _alle_regels(plan)))
    for afkorting in sorted(plekken):
        if afkorting not in bekend:
            zin = f"De afkorting {afkorting} staat in de fiches en wordt nergens in het plan uitgelegd."
            yield Vondst(zin, tuple(plekken[afkorting].values()), afkorting, los=True)


@lru_cache(TEKSTEN)
def _in_regels(regels: tuple[str, ...]) -> tuple[str, ...]:
    """Abbreviations that stand in these lines, headings left out."""
    gevonden = (m[1] for regel in regels if not _is_kop(regel) for m in AFKORTING.finditer(regel))
    return tuple(a for a in dict.fromkeys(gevonden) if not _ROMEINS.fullmatch(a))


@lru_cache(TEKSTEN)
def _uitgelegd_in(regels: tuple[str, ...]) -> frozenset[str]:
    return frozenset(uitgelegd(zin for regel in regels for zin in zinnen(regel)))


def _alle_regels(plan: Planlezing) -> Iterator[tuple[str, ...]]:
    document = plan.document
    for delen in (document.doelstellingen, document.uitgangspunten, document.clusters):
        yield from ((deel.naam,) for deel in delen)
    yield from ((opgave.titel,) for opgave in document.opgaven)
    for hoofdstuk in document.hoofdstukken:
        yield (hoofdstuk.titel,)
        yield from ((sectie.titel,) for sectie in hoofdstuk.secties)
    for stuk in plan.stukken:
        yield stuk.regels
    yield from ((sectie.gedrukt,) for _, sectie in document.alle_secties() if sectie.gedrukt)

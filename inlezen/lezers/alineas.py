"""Paragraphs that a page or a mail program broke over several lines, made whole again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from .koppen import is_kop, is_label
from .regels import Bronregel

_LANGST = 160


def voeg_samen(regels: Sequence[Bronregel]) -> list[Bronregel]:
    """Lines of plain text. Nothing happens unless the text plainly is broken: no long lines, many that run on."""
    breedte = max((len(r.tekst) for r in regels), default=0)
    if breedte > _LANGST or breedte < 40:
        return list(regels)
    door = [past(a, b) and _vol(a, b, breedte) for a, b in pairwise(regels)]
    loopt_door = sum(ja and b.tekst[0].islower() for ja, b in zip(door, regels[1:], strict=True))
    if loopt_door < 5 or loopt_door < 0.1 * len(regels):
        return list(regels)
    return list(hecht(regels, [False, *door]))


def _vol(vorige: Bronregel, regel: Bronregel, breedte: int) -> bool:
    """Whether the first word of `regel` would not have fitted on the line before it."""
    return len(vorige.tekst) + 1 + len(regel.tekst.split(maxsplit=1)[0]) >= 0.94 * breedte


def past(vorige: Bronregel, regel: Bronregel) -> bool:
    """Whether `regel` can run on from `vorige`: it is no point, no heading, no cell, and nothing stands between."""
    if regel.wit or regel.punt or regel.cel or regel.kop or vorige.kop:
        return False
    if (is_kop(regel.tekst) and not regel.tekst[0].islower()) or is_kop(vorige.tekst):
        return False
    rond = is_label(vorige.tekst) and vorige.tekst.endswith(")")  # an owner with its role: what follows is another
    return not (rond or is_label(regel.tekst) or _begint_nummer(regel.tekst))


def _begint_nummer(tekst: str) -> bool:
    return re.match(r"\d{1,2}[.)]\s+[A-ZÀ-Þ]", tekst) is not None


def hecht(regels: Iterable[Bronregel], aan_vorige: Sequence[bool]) -> Iterable[Bronregel]:
    """Join each line that says so to the one before it. Words that were divided with a hyphen are made whole."""
    regels = list(regels)
    woorden = Counter(w.lower() for r in regels for w in re.findall(r"[\w-]+", r.tekst))
    uit: list[Bronregel] = []
    for regel, aan in zip(regels, aan_vorige, strict=True):
        if not aan or not uit:
            uit.append(regel)
            continue
        vorige = uit[-1]
        tekst = _plak(_met_vet(vorige), _met_vet(regel), woorden)
        vet = vorige.vet and regel.vet
        if vet:
            tekst = tekst.replace("**", "")
        uit[-1] = replace(vorige, nummers=vorige.nummers + regel.nummers, tekst=tekst.replace("** **", " "), vet=vet)
    return uit


def _met_vet(regel: Bronregel) -> str:
    return f"**{regel.tekst}**" if regel.vet else regel.tekst


def _plak(links: str, rechts: str, woorden: Counter[str]) -> str:
    if links.endswith("**") and rechts.startswith("**"):
        return _plak(links[:-2], rechts[2:], woorden)
    if links.endswith("\u2010"):
        return links[:-1] + rechts
    if re.search(r"\S/$", links):
        return links + rechts
    begin, eind = re.search(r"([\w-]*\w)-$", links), re.match(r"[\w-]+", rechts)
    if begin is None or eind is None:
        return f"{links} {rechts}"
    heel, gedeeld = (begin[1] + eind[0]).lower(), f"{begin[1]}-{eind[0]}".lower()
    if woorden[heel] > woorden[gedeeld]:
        return links[:-1] + rechts
    if eind[0].lower() in ("en", "of"):  # woon- en zorgvisies
        return f"{links} {rechts}"
    return links + rechts

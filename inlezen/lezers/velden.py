"""Fields of a word processor: which of them are links, and where those lead."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote, urlsplit

from plandocument.tekst import veilig_doel

_DEEL = re.compile(r'"((?:[^"\\]|\\.)*)"|(\\\S)|([^\s"]+)')
_OPGAVE = re.compile(r"o_[0-9a-z]{4,32}")
_LANGST: Final = 5_000


@dataclass(slots=True)
class Wordveld:
    """A field that has begun: what it says to do, and whether its outcome has started."""

    opdracht: list[str] = field(default_factory=list)
    uitkomst: bool = False
    doel: str = ""
    soort: str = ""

    def begin_uitkomst(self) -> None:
        opdracht = "".join(self.opdracht)[:_LANGST]
        self.uitkomst = True
        self.soort = opdracht.strip().partition(" ")[0].upper()
        self.doel = veld_doel(opdracht)


def veld_doel(opdracht: str) -> str:
    """Where the outcome of a field leads: `opgave:KEY`, a safe address, or nowhere ("")."""
    delen: list[tuple[str, str]] = []
    for tekst, schakel, woord in _DEEL.findall(opdracht):
        delen.append(("schakel", schakel[1].lower()) if schakel else ("woord", re.sub(r"\\(.)", r"\1", tekst) or woord))
    if not delen or delen[0][0] != "woord":
        return ""
    soort, rest = delen[0][1].upper(), delen[1:]
    if soort in ("REF", "PAGEREF") or _OPGAVE.fullmatch(delen[0][1]):
        naam = rest[0][1] if soort in ("REF", "PAGEREF") and rest and rest[0][0] == "woord" else delen[0][1]
        return adres_van("", naam) if soort != "PAGEREF" else ""
    if soort != "HYPERLINK":
        return ""
    adres = anker = ""
    n = 0
    while n < len(rest):
        soort, waarde = rest[n]
        if soort == "schakel" and waarde in ("l", "o", "t") and n + 1 < len(rest) and rest[n + 1][0] == "woord":
            anker = rest[n + 1][1] if waarde == "l" else anker
            n += 1
        elif soort == "woord" and not adres:
            adres = waarde
        n += 1
    return adres_van(adres, anker)


def adres_van(adres: str, anker: str) -> str:
    """Where a link goes: to an opgave by its key (in the anchor), or to a safe address; else nowhere."""
    for merk in (anker, anker.lstrip("#"), _fragment(adres)):
        if _OPGAVE.fullmatch(merk):
            return f"opgave:{merk[2:]}"
    if anker and adres and "#" not in adres:
        adres = f"{adres}#{anker}"
    return adres if veilig_doel(adres) and not adres.startswith("opgave:") else ""


def _fragment(adres: str) -> str:
    try:
        return unquote(urlsplit(adres).fragment)
    except ValueError:
        return ""

"""Pen notes as they are keyed in: rows of a code and a text, also pasted as a block of lines. No query."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from django.http import QueryDict

from plandocument import anker as ankers
from plandocument.boom import Plandocument

from .actions.reacties import TEKST_MAX

LEGE_RIJEN: Final = 6
"""Rows without anything on a form, for who works without scripts."""
MAX_RIJEN: Final = 300
CODE_MAX: Final = 20
FUNCTIE_MAX: Final = 100
GEEN_CODE: Final = "Bij welke code hoort dit? Die staat in de kantlijn, zoals 14.K2."
GEEN_TEKST: Final = "Schrijf wat er bij deze code staat, of maak de code leeg."
TE_LANG: Final = f"Deze tekst is langer dan {TEKST_MAX:,} tekens. Verdeel hem over twee rijen.".replace(",", ".")
_REGEL: Final = re.compile(
    r"\s*(?:[-*•]\s+)?(\d{1,4}\s?[.,]?\s?[A-Za-z]{1,3}\s?\d{0,3}|[Hh]?\d{1,3}\.\d{1,3}|[Hh]?\d{1,4})\s*(?:[:;=\t]|\s[-–—]\s|\)\s)\s*(\S.*)"
)


@dataclass(frozen=True, slots=True)
class Kanttekeningrij:
    """One note as it was typed. `fout` says what is wrong with it; `anker` is its place, once it was found."""

    code: str = ""
    tekst: str = ""
    functie: str = ""
    fout: str = ""
    anker: ankers.Anker | None = field(default=None, compare=False)
    netjes: str = ""

    @property
    def leeg(self) -> bool:
        return not (self.code or self.tekst)


def splits(blok: str) -> list[Kanttekeningrij]:
    """A block of lines "14.K2: …" in rows. A line without a code goes on where the one before it ended."""
    rijen: list[Kanttekeningrij] = []
    for regel in blok.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if not regel.strip():
            continue
        if gevonden := _REGEL.fullmatch(regel):
            rijen.append(Kanttekeningrij(" ".join(gevonden[1].split()), gevonden[2].strip()))
        elif rijen:
            rijen[-1] = replace(rijen[-1], tekst=f"{rijen[-1].tekst}\n{regel.strip()}".strip())
        else:
            rijen.append(Kanttekeningrij("", regel.strip()))
    return rijen


def lees(data: QueryDict) -> list[Kanttekeningrij]:
    """The rows of a form, those without anything left out; a pasted block comes behind them."""
    lijsten = [[w.replace("\0", "") for w in data.getlist(naam)] for naam in ("rij_plek", "rij_tekst", "rij_functie")]
    hoeveel = max(map(len, lijsten))
    codes, teksten, functies = (rij + [""] * (hoeveel - len(rij)) for rij in lijsten)
    rijen: list[Kanttekeningrij] = []
    for code, tekst, functie in zip(codes, teksten, functies, strict=True):
        rij = Kanttekeningrij(code.strip(), tekst.strip(), " ".join(functie.split()))
        if not rij.leeg:
            rijen.append(rij)
    return rijen + splits(data.get("blok", "").replace("\0", ""))


def toets(rijen: Sequence[Kanttekeningrij], document: Plandocument) -> list[Kanttekeningrij]:
    """Each row with its place in the version that was noted on, or with what is wrong."""
    gevonden = ankers.op_papier(document, [r.code[:CODE_MAX] for r in rijen])
    uit = []
    for rij, plek in zip(rijen, gevonden, strict=True):
        if not rij.code:
            uit.append(replace(rij, fout=GEEN_CODE))
        elif isinstance(plek, ankers.GeenPlek):
            uit.append(replace(rij, fout=str(plek)))
        elif not rij.tekst:
            uit.append(replace(rij, fout=GEEN_TEKST))
        elif len(rij.tekst) > TEKST_MAX:
            uit.append(replace(rij, fout=TE_LANG))
        elif len(rij.functie) > FUNCTIE_MAX:
            uit.append(replace(rij, fout=f"Maak de functie korter: hoogstens {FUNCTIE_MAX} tekens."))
        else:
            uit.append(replace(rij, anker=plek))
    return uit

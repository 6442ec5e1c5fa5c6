"""The report of the plancontrole: findings by weight and rule, and those that were set aside. No query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.template.loader import render_to_string
from django.utils.text import Truncator

from npvr.getallen import aantal, opsomming
from plandocument.boom import Plandocument
from plandocument.controleer import GEWICHTEN, PER_CODE, Bevinding, Controleregel, Plek

from .uitgave import Uitgave

_ZIN, _CITAAT = 600, 300
"""Characters on paper; the whole passage stands in the plan."""


@dataclass(frozen=True, slots=True)
class Opzij:
    """Why a finding does not count, and since when ("20 november 2026")."""

    reden: str
    op: str


@dataclass(frozen=True, slots=True)
class Regelrij:
    """A finding on paper: the code of its place beside it; the other places in words."""

    code: str
    zin: str
    citaat: str
    plaatsen: str
    opzij: Opzij | None = None


@dataclass(frozen=True, slots=True)
class Regelblok:
    """The findings of one rule."""

    regel: Controleregel
    rijen: tuple[Regelrij, ...]


@dataclass(frozen=True, slots=True)
class Verslagdeel:
    """The findings of one weight; `kop` says how many: "3 fouten"."""

    gewicht: str
    kop: str
    blokken: tuple[Regelblok, ...]


class _Plaatsen:
    def __init__(self, document: Plandocument) -> None:
        self.opgaven = {o.sleutel: o for o in document.opgaven}
        alle = (*document.hoofdstukken_voor(), *document.hoofdstukken_na())
        self.secties = {s.sleutel: f"H{n}.{m}" for n, h in enumerate(alle, 1) for m, s in enumerate(h.secties, 1)}

    def code(self, plek: Plek) -> str:
        if opgave := self.opgaven.get(plek.opgave):
            return plek.code or str(opgave.nummer)
        return self.secties.get(plek.sectie, "")

    def rij(self, bevinding: Bevinding, opzij: Opzij | None = None) -> Regelrij:
        plekken = list(dict.fromkeys(bevinding.plekken))
        codes = list(dict.fromkeys(filter(None, map(self.code, plekken))))
        namen = [" ".join(filter(None, (self.code(p), p.naam))) for p in plekken]
        return Regelrij(
            code=codes[0] if codes else "",
            zin=Truncator(bevinding.zin).chars(_ZIN),
            citaat=Truncator(bevinding.citaat).chars(_CITAAT),
            plaatsen=opsomming(dict.fromkeys(filter(None, namen))),
            opzij=opzij,
        )


def delen(document: Plandocument, bevindingen: Sequence[Bevinding]) -> tuple[Verslagdeel, ...]:
    """By weight and rule, heaviest first; weights without findings are left out."""
    plaatsen, volgorde = _Plaatsen(document), list(PER_CODE)
    uit = []
    for gewicht, (een, meer) in GEWICHTEN.items():
        hier = sorted((b for b in bevindingen if b.gewicht == gewicht), key=lambda b: volgorde.index(b.regel))
        if hier:
            blokken = tuple(
                Regelblok(PER_CODE[code], tuple(map(plaatsen.rij, rij)))
                for code, rij in groupby(hier, key=lambda b: b.regel)
            )
            uit.append(Verslagdeel(gewicht, aantal(len(hier), een, meer), blokken))
    return tuple(uit)


def html_verslag(
    document: Plandocument,
    uitgave: Uitgave,
    bevindingen: Sequence[Bevinding],
    opzij: Sequence[tuple[Bevinding, Opzij]] = (),
    niet_gemeten: int = 0,
) -> str:
    """The report as a document. `niet_gemeten`: fiches of which nobody knows yet whether they fit their page."""
    plaatsen = _Plaatsen(document)
    tellingen = [aantal(n, *GEWICHTEN[g]) for g in GEWICHTEN if (n := sum(b.gewicht == g for b in bevindingen))]
    return render_to_string(
        "documenten/verslag.html",
        {
            "uitgave": uitgave,
            "delen": delen(document, bevindingen),
            "opzij": tuple(plaatsen.rij(b, o) for b, o in opzij),
            "telling": opsomming(tellingen),
            "niet_gemeten": aantal(niet_gemeten, "fiche", "fiches") if niet_gemeten else "",
        },
    )

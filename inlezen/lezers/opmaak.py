"""From source lines to the rich text of the plan: paragraphs, lists, bold words, and references to opgaven as links."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any

from plandocument import tekst

from .getypt import merken
from .regels import Bronregel

Opgaven = Mapping[int, str]
"""Number of each opgave → its key."""

_VERWIJZING = re.compile(r"\bopgave (\d{1,2})(?![\w]|[.,]\d)")
_NUMMER = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")


def _runs(woorden: str, opgaven: Opgaven, vet: bool = False) -> str:
    delen = woorden.split("**")
    if len(delen) % 2 == 0:  # a mark without its partner marks nothing
        delen = [*delen[:-2], delen[-2] + delen[-1]]
    uit = ""
    for n, deel in enumerate(delen):
        html = _VERWIJZING.sub(lambda m: _link(m, opgaven), escape(deel, quote=False))
        uit += f"<strong>{html}</strong>" if (vet or n % 2) and deel else html
    return uit


def _link(gevonden: re.Match[str], opgaven: Opgaven) -> str:
    sleutel = opgaven.get(int(gevonden[1]))
    return f'<a href="opgave:{sleutel}">opgave</a>' if sleutel else gevonden[0]


def regel_html(woorden: str, opgaven: Opgaven) -> str:
    """The canonical text of an item."""
    return tekst.schone_regel(_runs(woorden, opgaven))


def kaal(woorden: str) -> str:
    """The words alone, for a title or a name."""
    return " ".join(woorden.replace("**", "").split())


def nummer_van(regel: Bronregel) -> tuple[int, str] | None:
    """Number and words of a line such as "3. Nulmeting uitvoeren"."""
    if (gevonden := _NUMMER.match(regel.tekst)) is None:
        return None
    return int(gevonden[1]), regel.tekst[gevonden.end() :]


def proza(regels: Sequence[Bronregel], opgaven: Opgaven) -> str:
    """Canonical blocks. Every word of every line is in it, in order."""
    blokken: list[str] = []
    n = 0
    regels = _met_typwerk(regels)
    while n < len(regels):
        for lees in (_diepe_lijst, _genummerd, _lijst, _alinea):
            if (uitkomst := lees(regels, n, opgaven)) is not None:
                html, n = uitkomst
                blokken.append(html)
                break
    return tekst.schoon("".join(blokken))


def _met_typwerk(regels: Sequence[Bronregel]) -> Sequence[Bronregel]:
    """The lines, of which those that somebody lettered by hand are points of a list. Numbers are looked at later."""
    uit = list(regels)
    for n, merk in enumerate(merken([r.tekst for r in regels])):
        if merk is not None and not regels[n].lijst and not regels[n].tekst.lstrip("(")[0].isdecimal():
            uit[n] = replace(regels[n], tekst=f"1. {regels[n].tekst[merk.lengte :]}", lijst=True, niveau=merk.niveau)
    return uit


def _diepe_lijst(regels: Sequence[Bronregel], n: int, opgaven: Opgaven) -> tuple[str, int] | None:
    """Points of a list with levels, or with letters, as a word processor has them: each at its own level."""
    eind = n
    while eind < len(regels) and regels[eind].lijst:
        eind += 1
    rij = regels[n:eind]
    letters = any(not r.punt and nummer_van(r) is not None and not r.kop for r in rij)
    if len(rij) < 2 or not (any(r.niveau for r in rij) or (letters and _telt_niet(rij))):
        return None
    wortel: list[list[Any]] = []
    stapel = [wortel]
    for regel in rij:
        genummerd = None if regel.punt else nummer_van(regel)
        niveau = min(regel.niveau, len(stapel) - 1, tekst.DIEPST - 1)
        del stapel[niveau + 1 :]
        soort = "ul" if regel.punt or genummerd is None else "ol"
        if not stapel[niveau] or stapel[niveau][-1][0] != soort:
            stapel[niveau].append([soort, []])
        punt: list[Any] = [_runs(regel.tekst if genummerd is None else genummerd[1], opgaven, regel.vet), []]
        stapel[niveau][-1][1].append(punt)
        stapel.append(punt[1])
    return "".join(map(_als_html, wortel)), eind


def _telt_niet(rij: Sequence[Bronregel]) -> bool:
    """Whether the numbers do not run 1, 2, 3: they stand for letters, or start anew."""
    nummers = [gevonden[0] for r in rij if not r.punt and (gevonden := nummer_van(r)) is not None]
    return nummers != list(range(1, len(nummers) + 1))


def _als_html(lijst: list[Any]) -> str:
    punten = "".join(f"<li>{html}{''.join(map(_als_html, binnen))}</li>" for html, binnen in lijst[1])
    return f"<{lijst[0]}>{punten}</{lijst[0]}>"


def _lijst(regels: Sequence[Bronregel], n: int, opgaven: Opgaven) -> tuple[str, int] | None:
    """Points with a bullet. After "…:" the first point may have lost its bullet."""
    eerste_kaal = n > 0 and regels[n - 1].tekst.endswith(":") and not regels[n].punt and not regels[n].cel
    if not regels[n].punt and not (eerste_kaal and n + 1 < len(regels) and regels[n + 1].punt):
        return None
    punten: list[str] = []
    while n < len(regels) and (regels[n].punt or not punten):
        punten.append(f"<li>{_runs(regels[n].tekst, opgaven, regels[n].vet)}</li>")
        n += 1
    return f"<ul>{''.join(punten)}</ul>", n


def _genummerd(regels: Sequence[Bronregel], n: int, opgaven: Opgaven) -> tuple[str, int] | None:
    """Numbered points 1, 2, 3 …, each with the paragraph that explains it, if that stands below."""
    begin = nummer_van(regels[n])
    if begin is None or begin[0] != 1 or regels[n].punt:
        return None
    punten: list[list[Bronregel]] = []
    hier = n
    while hier < len(regels):
        regel = regels[hier]
        gevonden = nummer_van(regel)
        if gevonden is not None and gevonden[0] == len(punten) + 1 and not regel.punt:
            punten.append([regel])
        elif (
            regel.punt or regel.cel or gevonden is not None or (len(punten) > 1 and len(punten[-1]) >= len(punten[-2]))
        ):
            break
        else:
            punten[-1].append(regel)
        hier += 1
    if len(punten) < 2 or any(len(p) > 2 for p in punten):
        return None
    html = ""
    for kop, *rest in punten:
        titel = _runs(kop.tekst[_NUMMER.match(kop.tekst).end() :], opgaven, kop.vet or bool(rest))  # type: ignore[union-attr]
        html += f"<li>{'<br>'.join([titel, *(_runs(r.tekst, opgaven, r.vet) for r in rest)])}</li>"
    return f"<ol>{html}</ol>", hier


def _alinea(regels: Sequence[Bronregel], n: int, opgaven: Opgaven) -> tuple[str, int]:
    regel = regels[n]
    woorden = _runs(regel.tekst, opgaven, regel.vet or regel.cel)
    if regel.tekst.endswith(":") and len(regel.tekst.split()) <= 4 and n + 1 < len(regels):
        volgende = regels[n + 1]  # a short label and what it announces are one paragraph
        if volgende.tekst[0].islower() and not volgende.punt and not (n + 2 < len(regels) and regels[n + 2].punt):
            return f"<p>{woorden} {_runs(volgende.tekst, opgaven, volgende.vet)}</p>", n + 2
    return f"<p>{woorden}</p>", n + 1

"""Between canonical text and the rich text editor, in which a reference to an opgave is a link one can type in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from itertools import groupby
from typing import Final

from .tekst import Blok, Lijstpunt, Run, blokken, schoon
from .tekst.runs import Doelhtml, runs_html
from .tekst.tonen import blokken_html, canoniek_bijzonder, canoniek_doel

VERVALLEN: Final = "opgave (vervallen)"
_NAAM = re.compile(r"opgave(?:\s+(\d{1,4})|\s+\(vervallen\))?(?!\w)", re.I)
_NUMMER = re.compile(r"opgave:(\d{4})")
_HAAKJES = re.compile(r"\[opgave (\d{1,4})\]", re.I)


def voor_editor(html: str, nummers: Mapping[str, int]) -> str:
    """HTML for the editor: as canonical, with the number in each reference ("opgave 14")."""

    def doel_html(doel: str, binnen: str) -> str:
        if doel.startswith("opgave:"):
            nummer = nummers.get(doel.removeprefix("opgave:"))
            binnen = f"opgave {nummer}" if nummer else VERVALLEN
        return f'<a href="{escape(doel)}">{binnen}</a>'

    return blokken_html(blokken(html), doel_html, _bijzonder)


def _bijzonder(blok: Blok, doel_html: Doelhtml) -> str:
    """The caption of a table is a paragraph before it: there one can type."""
    if blok.soort != "tabel":
        return canoniek_bijzonder(blok, doel_html)
    kaal = canoniek_bijzonder(replace(blok, runs=()), doel_html)
    return f"<p data-tabelnaam>{runs_html(blok.runs, doel_html)}</p>{kaal}"


def uit_editor(html: str, opgaven: Mapping[int, str]) -> str:
    """Canonical text from the editor's HTML. `uit_editor(voor_editor(x)) == x`.

    No word is lost: words typed into a reference stand beside it, a number changed in it refers to that opgave, and
    "[opgave 7]" becomes a reference, as in the plain form.
    """
    return schoon(blokken_html(tuple(_blok(b, opgaven) for b in blokken(html)), canoniek_doel))


def _blok(blok: Blok, opgaven: Mapping[int, str]) -> Blok:
    punten = tuple(Lijstpunt(_runs(p.runs, opgaven), tuple(_blok(b, opgaven) for b in p.lijsten)) for p in blok.punten)
    rijen = tuple(tuple(_runs(cel, opgaven) for cel in rij) for rij in blok.rijen)
    return replace(blok, runs=_runs(blok.runs, opgaven), punten=punten, rijen=rijen)


def _runs(runs: tuple[Run, ...], opgaven: Mapping[int, str]) -> tuple[Run, ...]:
    uit: list[Run] = []
    for doel, groep in groupby(runs, key=lambda run: run.doel):
        delen = list(groep)
        if doel.startswith("opgave:"):
            uit += _verwijzing(doel, "".join(d.tekst for d in delen), opgaven)
        else:
            for deel in delen:
                uit += [deel] if doel else _met_haakjes(deel, opgaven)
    return tuple(uit)


def _verwijzing(doel: str, woorden: str, opgaven: Mapping[int, str]) -> list[Run]:
    gevonden = _NAAM.search(woorden)
    if gevonden is None:
        return [Run(woorden)]
    nummer = int(gevonden[1]) if gevonden[1] else None
    if nummer is not None:
        sleutel = opgaven.get(nummer)
        naam = Run("opgave", doel=f"opgave:{sleutel}") if sleutel else Run(gevonden[0])
    else:
        naam = Run("opgave", doel=_op_nummer(doel, opgaven))
    rand = (Run(woorden[: gevonden.start()]), naam, Run(woorden[gevonden.end() :]))
    return [run for run in rand if run.tekst]


def _op_nummer(doel: str, opgaven: Mapping[int, str]) -> str:
    """The editor's link tool only knows numbers, and writes "opgave:0007" until the text is saved."""
    nummer = _NUMMER.fullmatch(doel)
    sleutel = opgaven.get(int(nummer[1])) if nummer else None
    return f"opgave:{sleutel}" if sleutel else doel


def _met_haakjes(run: Run, opgaven: Mapping[int, str]) -> list[Run]:
    uit: list[Run] = []
    hier = 0
    for gevonden in _HAAKJES.finditer(run.tekst):
        if sleutel := opgaven.get(int(gevonden[1])):
            uit += [replace(run, tekst=run.tekst[hier : gevonden.start()]), Run("opgave", doel=f"opgave:{sleutel}")]
            hier = gevonden.end()
    uit.append(replace(run, tekst=run.tekst[hier:]))
    return [deel for deel in uit if deel.tekst]

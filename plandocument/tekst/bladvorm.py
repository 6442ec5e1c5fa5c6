"""A table or a figure as a reader gets it: on a page, and on paper.

On a narrow screen a table of words becomes cards, each word under the name of its column; a table of numbers scrolls
in a region with a name. The roles say what all of it is, for cards take from a table the display that says so.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from .runs import Doelhtml, runs_html
from .tabel import Cel, van_getallen
from .vorm import Blok

Beeldadres = Callable[[str], str]
"""The address of what a figure shows, or its SVG itself; empty where there is none."""


def bladvorm(blok: Blok, doel_html: Doelhtml, beeld: Beeldadres | None) -> str:
    return _figuur(blok, doel_html, beeld) if blok.figuur else _tabel(blok, doel_html)


def _tabel(blok: Blok, doel_html: Doelhtml) -> str:
    namen = [_woorden(cel) for cel in blok.rijen[0]] if blok.koprij else []

    def cel(runs: Cel, r: int, k: int) -> str:
        binnen = runs_html(runs, doel_html)
        if blok.koprij and not r:
            return f'<th scope="col" role="columnheader">{binnen}</th>' if runs else '<td role="cell"></td>'
        naam = f' data-kop="{escape(namen[k])}"' if namen and namen[k] else ""
        if blok.kopkolom and not k and runs:
            return f'<th scope="row" role="rowheader"{naam}>{binnen}</th>'
        return f'<td role="cell"{naam}>{binnen}</td>'

    def rijen(van: int, tot: int | None) -> str:
        rij = enumerate(blok.rijen[van:tot], van)
        return "".join(
            f'<tr role="row">{"".join(cel(runs, r, k) for k, runs in enumerate(cellen))}</tr>' for r, cellen in rij
        )

    naam = _woorden(blok.runs)
    kop = f'<thead role="rowgroup">{rijen(0, 1)}</thead>' if blok.koprij else ""
    lijf = f'<tbody role="rowgroup">{rijen(int(blok.koprij), None)}</tbody>' if len(blok.rijen) > blok.koprij else ""
    bij = f"<caption>{runs_html(blok.runs, doel_html)}</caption>" if blok.runs else ""
    soort = "getallen" if van_getallen(blok) else "woorden"
    vak = (
        f' role="region" tabindex="0" aria-label="{escape(f"Tabel: {naam}" if naam else "Tabel")}"'
        if soort == "getallen"
        else ""
    )
    return f'<div class="teksttabel teksttabel--{soort}"{vak}><table role="table">{bij}{kop}{lijf}</table></div>'


def _figuur(blok: Blok, doel_html: Doelhtml, beeld: Beeldadres | None) -> str:
    figuur = blok.figuur
    assert figuur is not None
    adres = beeld(figuur.beeld) if beeld else ""
    if adres.startswith("<svg"):
        uit = adres
    elif adres:
        uit = f'<img src="{escape(adres)}" alt="{escape(figuur.alt or "")}">'
    else:
        uit = f"<p>{escape(figuur.alt, quote=False)}</p>" if figuur.alt else ""
    bron = f'<span class="figuur__bron">Bron: {escape(figuur.bron, quote=False)}</span>' if figuur.bron else ""
    naam = runs_html(blok.runs, doel_html)
    onder = f"<figcaption>{naam}{' ' if naam and bron else ''}{bron}</figcaption>" if naam or bron else ""
    return f'<figure class="tekstfiguur">{uit}{onder}</figure>'


def _woorden(runs: Cel) -> str:
    return "".join("opgave" if r.doel.startswith("opgave:") else r.tekst for r in runs)

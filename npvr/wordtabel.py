"""Tables out of a Word document, as sheets: of each cell its text, the names of columns in the first row that has them.

Cells that were merged over rows or columns are told as such, as those of a spreadsheet are.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from lxml import etree

from .blad import KOLOMMEN, Blad, Celsamenvoeging, Rij, Tabelfout, zonder_staart
from .cellen import Cel, tekstcel

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GROOTST: Final = 20 * 1024 * 1024
TE_GROOT: Final = "Dit Word-bestand is te groot om een tabel uit te lezen. Zet de tabel in een eigen bestand."


def bladen(pakket: zipfile.ZipFile) -> list[Blad]:
    """The tables that stand in the text itself, in their order; a table inside a cell is words of that cell."""
    if pakket.getinfo("word/document.xml").file_size > GROOTST:
        raise Tabelfout(TE_GROOT)
    lezer = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    boom = etree.fromstring(pakket.read("word/document.xml"), lezer)
    tafels = [t for t in boom.iter(f"{_W}tbl") if not any(o.tag == f"{_W}tc" for o in t.iterancestors())]
    return [Blad(f"tabel {n}", partial(_rijen, tafel)) for n, tafel in enumerate(tafels, 1)]


def _rijen(tafel: Any, blad: Blad) -> Iterator[Rij]:
    boven: dict[int, int] = {}
    for nummer, rij in enumerate(tafel.iter(f"{_W}tr"), 1):
        if next(rij.iterancestors(f"{_W}tbl")) is not tafel:
            continue
        cellen: list[Cel] = []
        for cel in rij.findall(f"{_W}tc"):
            breed, vervolg = _span(cel)
            if len(cellen) + breed > KOLOMMEN:
                break
            hier = len(cellen)
            if vervolg:
                blad.voeg_samen(Celsamenvoeging(boven.get(hier, nummer), hier, nummer, hier + breed - 1))
            else:
                boven[hier] = nummer
                if breed > 1:
                    blad.voeg_samen(Celsamenvoeging(nummer, hier, nummer, hier + breed - 1))
            cellen += [None if vervolg else tekstcel(_tekst(cel)), *[None] * (breed - 1)]
        if schoon := zonder_staart(cellen):
            yield nummer, schoon


def _span(cel: Any) -> tuple[int, bool]:
    """How many columns a cell takes, and whether it goes on from the row above."""
    feiten = cel.find(f"{_W}tcPr")
    if feiten is None:
        return 1, False
    breed = feiten.find(f"{_W}gridSpan")
    hoog = feiten.find(f"{_W}vMerge")
    woord = breed.get(f"{_W}val", "1") if breed is not None else "1"
    aantal = min(int(woord), KOLOMMEN + 1) if woord.isdecimal() else 1
    return max(aantal, 1), hoog is not None and hoog.get(f"{_W}val") != "restart"


def _tekst(cel: Any) -> str:
    """What shows in a cell: a line for each paragraph, without what was struck by tracked changes."""
    regels = []
    for alinea in cel.iter(f"{_W}p"):
        woorden = []
        for deel in alinea.iter(f"{_W}t", f"{_W}br", f"{_W}tab"):
            woorden.append(deel.text or "" if deel.tag == f"{_W}t" else " " if deel.tag == f"{_W}tab" else "\n")
        regels.append("".join(woorden).strip())
    return "\n".join(regels).strip()

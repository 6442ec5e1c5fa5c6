"""From blocks to HTML (canonical, or for a reader) and to words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from html import escape

from .bladvorm import bladvorm
from .lezen import blokken
from .runs import Doelhtml, runs_html
from .tabel import lijnen
from .vorm import Blok, Run, netjes


def canoniek_doel(doel: str, binnen: str) -> str:
    return f'<a href="{escape(doel)}">{"opgave" if doel.startswith("opgave:") else binnen}</a>'


Bijzonder = Callable[[Blok, Doelhtml], str]
"""How a table or a figure is written."""


def canoniek_bijzonder(blok: Blok, doel_html: Doelhtml) -> str:
    """A table or a figure in the canonical form."""
    naam = runs_html(blok.runs, doel_html)
    if blok.figuur is not None:
        alt = "" if blok.figuur.alt is None else f' alt="{escape(blok.figuur.alt)}"'
        naam = f"<figcaption>{naam}</figcaption>" if naam else ""
        bron = f"<cite>{escape(blok.figuur.bron, quote=False)}</cite>" if blok.figuur.bron else ""
        return f'<figure><img src="{blok.figuur.beeld}"{alt}>{naam}{bron}</figure>'
    uit = f"<table><caption>{naam}</caption>" if naam else "<table>"
    for r, rij in enumerate(blok.rijen):
        uit += "<tr>"
        for k, cel in enumerate(rij):
            tag = "th" if (blok.koprij and not r) or (blok.kopkolom and not k) else "td"
            uit += f"<{tag}>{runs_html(cel, doel_html)}</{tag}>"
        uit += "</tr>"
    return f"{uit}</table>"


def blokken_html(rij: Iterable[Blok], doel_html: Doelhtml, bijzonder: Bijzonder = canoniek_bijzonder) -> str:
    uit = ""
    for blok in rij:
        if blok.soort == "p":
            uit += f"<p>{runs_html(blok.runs, doel_html)}</p>"
        elif blok.soort in ("tabel", "figuur"):
            uit += bijzonder(blok, doel_html)
        else:
            punten = "".join(
                f"<li>{runs_html(p.runs, doel_html)}{blokken_html(p.lijsten, doel_html)}</li>" for p in blok.punten
            )
            uit += f"<{blok.soort}>{punten}</{blok.soort}>"
    return uit


def canonieke_runs(runs: Iterable[Run]) -> str:
    """One line of runs in the canonical form."""
    return runs_html(runs, canoniek_doel)


def als_html(rij: Iterable[Blok]) -> str:
    """Blocks in the canonical form."""
    return blokken_html(rij, canoniek_doel)


def schoon(html: str) -> str:
    """The canonical form of a text of blocks. Unsafe or unknown markup is gone; `schoon(schoon(x)) == schoon(x)`."""
    return blokken_html(blokken(html), canoniek_doel)


def schone_regel(html: str) -> str:
    """The canonical form of an item's text: runs without blocks; several paragraphs become one line."""
    return runs_html(regel(html), canoniek_doel)


def regel(html: str) -> tuple[Run, ...]:
    """The runs of an item's text, in one line."""
    runs: list[Run] = []
    for blok in blokken(html):
        for stuk in _regels(blok):
            runs += [Run(" ")] if runs else []
            runs += [replace(r, tekst=r.tekst.replace("\n", " ")) for r in stuk]
    return netjes(runs)


def _regels(blok: Blok) -> Iterable[tuple[Run, ...]]:
    for _, runs in lijnen(blok):
        yield runs
    for punt in blok.punten:
        yield punt.runs
        for lijst in punt.lijsten:
            yield from _regels(lijst)


def toon(
    html: str, nummers: Mapping[str, int], adres: Callable[[int], str], beeld: Callable[[str], str] | None = None
) -> str:
    """HTML for a page or a print: cleaned again, references printed as "opgave 14" and linked by `adres(nummer)`.

    A reference to an opgave that is no longer there says so in words. `beeld` gives the address of what a figure shows,
    empty where there is none: then, as without it, its caption and description stand there in words.
    """

    def doel_html(doel: str, binnen: str) -> str:
        if not doel.startswith("opgave:"):
            return f'<a href="{escape(doel)}" rel="noopener nofollow">{binnen}</a>'
        nummer = nummers.get(doel.removeprefix("opgave:"))
        if nummer is None:
            return "opgave (vervallen)"
        return f'<a href="{escape(adres(nummer))}">opgave {nummer}</a>'

    if not re.search(r"<(?:p|ul|ol|table|figure)\b", html):
        return runs_html(regel(html), doel_html)
    return blokken_html(blokken(html), doel_html, lambda blok, doel: bladvorm(blok, doel, beeld))


def woorden(html: str, nummers: Mapping[str, int] | None = None) -> str:
    """The text without markup, one line per paragraph or point: for search, counting and tables."""

    def lijn(runs: Iterable[Run]) -> str:
        return "".join(_run_woorden(r, nummers or {}) for r in runs)

    return "\n".join(lijn(runs) for blok in blokken(html) for runs in _regels(blok))


def _run_woorden(run: Run, nummers: Mapping[str, int]) -> str:
    if run.doel.startswith("opgave:"):
        nummer = nummers.get(run.doel.removeprefix("opgave:"))
        return f"opgave {nummer}" if nummer else "opgave"
    return run.tekst


def verwijzingen(html: str) -> tuple[str, ...]:
    """Keys of the opgaven that a text refers to, in order, each once."""
    return tuple(dict.fromkeys(re.findall(r'href="opgave:([0-9a-z]+)"', html)))


def beelden(html: str) -> tuple[str, ...]:
    """What the figures of a canonical text show, in order, each once: `afbeelding:SHA256` or `getekend:NAAM`."""
    if "<figure" not in html:
        return ()
    return tuple(dict.fromkeys(blok.figuur.beeld for blok in blokken(html) if blok.figuur))

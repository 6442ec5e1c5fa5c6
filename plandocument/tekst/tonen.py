"""From blocks to HTML (canonical, or for a reader) and to words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from html import escape

from .lezen import blokken
from .vorm import Blok, Run, netjes


def runs_html(runs: Iterable[Run], doel_html: Callable[[str, str], str]) -> str:
    delen: list[str] = []
    rij = list(runs)
    i = 0
    while i < len(rij):
        doel = rij[i].doel
        j = i
        binnen = ""
        while j < len(rij) and rij[j].doel == doel:
            binnen += _run_html(rij[j])
            j += 1
        delen.append(doel_html(doel, binnen) if doel else binnen)
        i = j
    return "".join(delen)


def _run_html(run: Run) -> str:
    if run.tekst == "\n":
        return "<br>"
    html = escape(run.tekst, quote=False)
    if run.schuin:
        html = f"<em>{html}</em>"
    return f"<strong>{html}</strong>" if run.vet else html


def canoniek_doel(doel: str, binnen: str) -> str:
    return f'<a href="{escape(doel)}">{"opgave" if doel.startswith("opgave:") else binnen}</a>'


def blokken_html(rij: Iterable[Blok], doel_html: Callable[[str, str], str]) -> str:
    uit = ""
    for blok in rij:
        if blok.soort == "p":
            uit += f"<p>{runs_html(blok.runs, doel_html)}</p>"
        else:
            punten = "".join(
                f"<li>{runs_html(p.runs, doel_html)}{blokken_html(p.lijsten, doel_html)}</li>" for p in blok.punten
            )
            uit += f"<{blok.soort}>{punten}</{blok.soort}>"
    return uit


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
    yield from [blok.runs] if blok.soort == "p" else []
    for punt in blok.punten:
        yield punt.runs
        for lijst in punt.lijsten:
            yield from _regels(lijst)


def toon(html: str, nummers: Mapping[str, int], adres: Callable[[int], str]) -> str:
    """HTML for a page or a print: cleaned again, references printed as "opgave 14" and linked by `adres(nummer)`.

    A reference to an opgave that is no longer there says so in words.
    """

    def doel_html(doel: str, binnen: str) -> str:
        if not doel.startswith("opgave:"):
            return f'<a href="{escape(doel)}" rel="noopener nofollow">{binnen}</a>'
        nummer = nummers.get(doel.removeprefix("opgave:"))
        if nummer is None:
            return "opgave (vervallen)"
        return f'<a href="{escape(adres(nummer))}">opgave {nummer}</a>'

    if not re.search(r"<(?:p|ul|ol)\b", html):
        return runs_html(regel(html), doel_html)
    return blokken_html(blokken(html), doel_html)


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

"""Runs in HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from .vorm import Run

Doelhtml = Callable[[str, str], str]
"""How a link is written: where it goes, and the HTML of its words."""


def runs_html(runs: Iterable[Run], doel_html: Doelhtml) -> str:
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

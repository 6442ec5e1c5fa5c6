"""Rich text of the plan: a small set of HTML in one canonical form, and the plain form that means the same.

Canonical: blocks are `p`, `ul`, `ol` (lists may nest); runs carry `strong`, `em` and links; a line break is `br`.
A link goes to http(s), or to an opgave by its key (`opgave:KEY`), which prints as "opgave 14" in whatever version it
stands. Beside these stand tables (`table` with a `caption`, a header row and a header column; cells of one line of
runs) and figures (`figure`: what it shows by hash or name, its description, caption and source).

The plain form is what a person types without scripts: paragraphs divided by an empty line, `- ` and `1. ` for lists
(two spaces deeper for a nested one), `**vet**`, `__schuin__`, `[tekst](https://…)`, `[opgave 14]`. Tables and
figures: `plat_tabel`.
"""

from .lezen import blokken
from .plat import plat, regel_uit_plat, uit_plat
from .tabel import BEELD, KOLOMMEN, figuur, lijnen, met_lijnen, tabel, van_getallen
from .tonen import als_html, beelden, canonieke_runs, regel, schone_regel, schoon, toon, verwijzingen, woorden
from .vorm import DIEPST, Blok, Figuur, Lijstpunt, Run, veilig_doel

__all__ = [
    "BEELD",
    "DIEPST",
    "KOLOMMEN",
    "Blok",
    "Figuur",
    "Lijstpunt",
    "Run",
    "als_html",
    "beelden",
    "blokken",
    "canonieke_runs",
    "figuur",
    "lijnen",
    "met_lijnen",
    "plat",
    "regel",
    "regel_uit_plat",
    "schone_regel",
    "schoon",
    "tabel",
    "toon",
    "uit_plat",
    "van_getallen",
    "veilig_doel",
    "verwijzingen",
    "woorden",
]

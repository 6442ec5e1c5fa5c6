"""Rich text of the plan: a small set of HTML in one canonical form, and the plain form that means the same.

Canonical: blocks are `p`, `ul`, `ol` (lists may nest); runs carry `strong`, `em` and links; a line break is `br`.
A link goes to http(s), or to an opgave by its key (`opgave:KEY`), which prints as "opgave 14" in whatever version it
stands.

The plain form is what a person types without scripts: paragraphs divided by an empty line, `- ` and `1. ` for lists
(two spaces deeper for a nested one), `**vet**`, `__schuin__`, `[tekst](https://…)`, `[opgave 14]`.
"""

from .lezen import blokken
from .plat import plat, regel_uit_plat, uit_plat
from .tonen import regel, schone_regel, schoon, toon, verwijzingen, woorden
from .vorm import DIEPST, Blok, Lijstpunt, Run, veilig_doel

__all__ = [
    "DIEPST",
    "Blok",
    "Lijstpunt",
    "Run",
    "blokken",
    "plat",
    "regel",
    "regel_uit_plat",
    "schone_regel",
    "schoon",
    "toon",
    "uit_plat",
    "veilig_doel",
    "verwijzingen",
    "woorden",
]

"""Kinds of document: one object per kind in a register that raises on the unknown. Nobody else names a kind.

What Rijk and region adopt is a document of the same tree: the plan, the agenda of what is done, later the report of
how it went. They differ in a few words, in the sections of a sheet and in the chapters that they start with. A new
one: docs/uitvoering.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Documentsoort:
    """A kind of document that Rijk and region adopt together.

    `pad` is its word in addresses, after the region; the plan has none. `fiche` is what people call the sheet of an
    opgave in it, `hoofdstukken` the headings that a new one starts with, each with the headings of its sections and
    whether it comes after the sheets.
    """

    code: str
    naam: str
    pad: str
    fiche: str
    fiches: str
    bepaald: str
    """With its article: "het plan"."""
    hoofdstukken: tuple[tuple[str, tuple[str, ...], bool], ...] = ()

    def __str__(self) -> str:
        return self.naam


class OnbekendeDocumentsoort(LookupError):
    """No kind of document has this code."""


PLAN: Final = Documentsoort("plan", "plan", "", "fiche", "fiches", "het plan")
AGENDA: Final = Documentsoort(
    "agenda",
    "uitvoeringsagenda",
    "uitvoering",
    "blad",
    "bladen",
    "de uitvoeringsagenda",
    (
        ("Introductie", ("Waarom deze agenda", "Wat aan deze agenda voorafging"), False),
        (
            "Aanpak",
            ("Hoe wij kiezen wat wij doen", "Samenhang tussen de opgaven", "Hoe inwoners en ondernemers meedoen"),
            False,
        ),
        ("Monitoring", ("Hoe wij meten en bijsturen",), True),
        (
            "Organisatie",
            ("Wie de agenda uitvoert", "Samenwerking in de regio", "Procesmiddelen en uitvoeringsmiddelen"),
            True,
        ),
    ),
)
"""Four years of work on the plan. Source: Kamerbrief NPVR, 20 december 2024, bijlage 1 (its four chapters)."""
RAPPORTAGE: Final = Documentsoort("rapportage", "rapportage", "rapportage", "blad", "bladen", "de rapportage")
"""How it went in a year, with the reading that Rijk and region give it together. Source: idem."""

DOCUMENTSOORTEN: Final = {soort.code: soort for soort in (PLAN, AGENDA, RAPPORTAGE)}


def documentsoort(code: str) -> Documentsoort:
    """The kind with this code. Raises OnbekendeDocumentsoort."""
    try:
        return DOCUMENTSOORTEN[code]
    except KeyError:
        raise OnbekendeDocumentsoort(f"onbekende documentsoort: {code!r}") from None


def keuzes() -> list[tuple[str, str]]:
    return [(soort.code, soort.naam) for soort in DOCUMENTSOORTEN.values()]

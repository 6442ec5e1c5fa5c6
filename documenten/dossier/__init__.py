"""The dossier of a ministry: what the plan asks of it, what it said and what it heard. Read it by `dossier_van`."""

from __future__ import annotations

from typing import Final

from django.utils import timezone

from npvr.formaten import PDF
from opgaven.bezoek import Bezoek

from ..druk import pers
from ..druk.keuze import INTERN
from ..namen import versie_van
from .druk import html_dossier
from .inhoud import Dossier
from .lezen import dossier_van

SOORT: Final = "dossier"
"""The kind of print that it is."""


def dossier_zetsel(dossier: Dossier, visite: Bezoek) -> pers.Zetsel:
    """Ready for the press. Two queries for a version, as `afdrukken.uitgave`."""
    from ..afdrukken import uitgave

    return pers.zetsel(html_dossier(dossier, visite.document, uitgave(visite), timezone.localdate()))


def dossiernaam(dossier: Dossier, visite: Bezoek) -> str:
    """ "dossier OCW twente Definitief 2026-11-21"."""
    dag = timezone.localdate().isoformat()
    return f"dossier {dossier.ministerie.code} {visite.regio.code} {versie_van(visite)} {dag}"


def afdrukvelden(code: str, *, intern: bool) -> list[tuple[str, str]]:
    """What the form of prints is told of it."""
    return [("soort", SOORT), ("formaat", PDF), ("ministerie", code), *([("manier", INTERN)] if intern else [])]


__all__ = ["SOORT", "Dossier", "afdrukvelden", "dossier_van", "dossier_zetsel", "dossiernaam"]

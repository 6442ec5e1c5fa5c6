"""What files are called when people save them: plan, version, part and day. `npvr.bestand` cleans and ends them."""

from __future__ import annotations

from django.utils import timezone

from opgaven.bezoek import Bezoek
from versies.vergelijken import WERKVERSIE


def versie_van(visite: Bezoek) -> str:
    """The version in a name: its label, or that it is the working copy."""
    return WERKVERSIE if visite.werkversie else visite.bron.label


def dag_van(visite: Bezoek) -> str:
    """The day of the text, "2026-11-20"."""
    return timezone.localtime(visite.bron.op).date().isoformat()


def stuknaam(visite: Bezoek, deel: str = "", slot: str = "") -> str:
    """ "Plan voor de Regio Twente Definitief - opgave 14 2026-11-20"."""
    wat = f" - {deel}" if deel else ""
    return f"{visite.document.titel} {versie_van(visite)}{wat} {slot} {dag_van(visite)}"

"""What files are called when people save them: plan, version, part and day, without signs that a system refuses."""

from __future__ import annotations

import re

from django.utils import timezone

from opgaven.bezoek import Bezoek

WERKVERSIE = "werkversie"


def schoon(naam: str) -> str:
    """One line, without signs that a file system or a header does not take."""
    return " ".join(re.sub(r'[\x00-\x1f\x7f-\x9f\\/:*?"<>|]', " ", naam).split())


def versie_van(visite: Bezoek) -> str:
    """The version in a name: its label, or that it is the working copy."""
    return WERKVERSIE if visite.werkversie else visite.bron.label


def dag_van(visite: Bezoek) -> str:
    """The day of the text, "2026-11-20"."""
    return timezone.localtime(visite.bron.op).date().isoformat()


def stuknaam(visite: Bezoek, eind: str, deel: str = "", slot: str = "") -> str:
    """ "Plan voor de Regio Twente Definitief - opgave 14 2026-11-20.pdf"."""
    wat = f" - {deel}" if deel else ""
    return schoon(f"{visite.document.titel} {versie_van(visite)}{wat} {slot} {dag_van(visite)}.{eind}")

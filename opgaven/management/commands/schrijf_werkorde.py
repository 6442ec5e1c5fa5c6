"""Write the diagram and table of docs/werkorde.md from `opgaven.werkorde`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from opgaven.werkorde import als_tabel

KOP = """# De werkorde van een fiche

Zo gaat een fiche van concept naar akkoord. Deze pagina volgt uit de tabel in `opgaven/werkorde.py`: wijzig die, en
draai daarna `python manage.py schrijf_werkorde`.

"""


class Command(BaseCommand):
    help = "Schrijft docs/werkorde.md opnieuw, uit de tabel in opgaven/werkorde.py."

    def handle(self, *args: Any, **options: Any) -> None:
        pad = Path(settings.BASE_DIR) / "docs" / "werkorde.md"
        pad.write_text(KOP + als_tabel())
        self.stdout.write(str(pad))

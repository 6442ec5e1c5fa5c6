from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from governance.actions.structuur import laad_registers
from governance.models import Gremium


class Command(BaseCommand):
    help = "Laadt de gremia van een regio uit fixtures/, zonder plan: laad_structuur achterhoek."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("regio")

    def handle(self, *args: Any, regio: str, **options: Any) -> None:
        rij = laad_registers(Path(settings.BASE_DIR) / "fixtures" / regio)
        self.stdout.write(f"Geladen: {rij.naam}, {Gremium.objects.filter(regio=rij).count()} gremia.")

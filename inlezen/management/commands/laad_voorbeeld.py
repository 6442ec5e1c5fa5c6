from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from opgaven.models import Plan

from ...voorbeeld import laad_voorbeeld


class Command(BaseCommand):
    help = "Laadt het voorbeeldplan uit fixtures/, met de registers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("regio", nargs="?", default="twente")
        parser.add_argument("--eenmalig", action="store_true", help="doe niets als de regio al een plan heeft")

    def handle(self, *args: Any, regio: str, eenmalig: bool, **options: Any) -> None:
        if eenmalig and Plan.objects.van(regio).exists():
            return
        plan = laad_voorbeeld(Path(settings.BASE_DIR) / "fixtures" / regio)
        self.stdout.write(f"Voorbeeldplan geladen: {plan.titel}, {plan.opgaven.count()} opgaven.")

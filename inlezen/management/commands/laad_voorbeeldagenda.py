from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from npvr.documentadres import adres
from opgaven.models import Plan
from plandocument.documentsoorten import AGENDA

from ...voorbeeldagenda import laad_voorbeeldagenda


class Command(BaseCommand):
    help = "Laadt de voorbeeldagenda uit fixtures/ bij het voorbeeldplan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("regio", nargs="?", default="twente")
        parser.add_argument("--eenmalig", action="store_true", help="doe niets als de regio al een agenda heeft")

    def handle(self, *args: Any, regio: str, eenmalig: bool, **options: Any) -> None:
        if eenmalig and Plan.objects.van(adres(regio, AGENDA)).exists():
            return
        agenda = laad_voorbeeldagenda(Path(settings.BASE_DIR) / "fixtures" / regio)
        self.stdout.write(f"Voorbeeldagenda geladen: {agenda.titel}.")

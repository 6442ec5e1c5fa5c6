from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from npvr import getallen
from reacties.actions.herinneren import herinner


class Command(BaseCommand):
    help = "Herinnert wie in een open ronde nog niet heeft geantwoord. Nog eens draaien herinnert niemand tweemaal."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dag", help="De dag waarvoor (jjjj-mm-dd). Standaard vandaag in Amsterdam.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            dag = date.fromisoformat(options["dag"]) if options["dag"] else timezone.localdate()
        except ValueError:
            raise CommandError("Schrijf de dag als 2026-12-11.") from None
        hoeveel = herinner(dag)
        self.stdout.write(f"{getallen.hoofdletter(getallen.aantal(hoeveel, 'persoon', 'personen'))} herinnerd.")

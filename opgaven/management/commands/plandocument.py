from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from opgaven.bouw import bouw_opnieuw
from opgaven.models import Plan
from plandocument.canoniek import canonieke_bytes, hash_van, naar_data


class Command(BaseCommand):
    help = "Toont het Plandocument van een regio: JSON, de canonieke bytes of alleen de hash."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("regio")
        keuze = parser.add_mutually_exclusive_group()
        keuze.add_argument("--canoniek", action="store_true", help="de canonieke bytes (RFC 8785)")
        keuze.add_argument("--hash", action="store_true", help="alleen de SHA-256")

    def handle(self, *args: Any, regio: str, canoniek: bool, hash: bool, **options: Any) -> None:
        plan = Plan.objects.van(regio).first()
        if plan is None:
            raise CommandError(f"De regio '{regio}' heeft geen plan.")
        document = bouw_opnieuw(plan)
        if hash:
            self.stdout.write(hash_van(document))
        elif canoniek:
            self.stdout.write(canonieke_bytes(document).decode(), ending="")
        else:
            self.stdout.write(json.dumps(naar_data(document), ensure_ascii=False, indent=1))

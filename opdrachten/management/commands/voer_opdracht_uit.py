"""The process of one job, started by the worker: ends with it, and gets no more memory than it was given."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ... import uitvoering
from ...models import Opdracht


class Command(BaseCommand):
    help = "Voert één begonnen opdracht uit. De werker start dit zelf; met de hand is het nergens voor nodig."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("opdracht")
        parser.add_argument("poging", type=int)
        parser.add_argument("werker", type=int, help="het procesnummer van de werker")

    def handle(self, *args: Any, opdracht: str, poging: int, werker: int, **options: Any) -> None:
        with contextlib.suppress(
            Exception
        ):  # Linux only; elsewhere `poging` keeps one that was left behind from writing
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)
        if os.getppid() != werker:
            raise CommandError("De werker is er niet meer.")
        grens = settings.OPDRACHT_GEHEUGEN
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (grens, grens))
        begonnen = Opdracht.objects.select_related("regio", "aangevraagd_door").filter(
            pk=opdracht, poging=poging, stand=Opdracht.Stand.BEZIG
        )
        if (staat := begonnen.first()) is not None:
            uitvoering.maak(staat)

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from npvr import getallen
from opgaven.actions.klad import BEWAARTERMIJN, ruim_op


class Command(BaseCommand):
    help = "Ruimt kladden op (tekst die iemand typte en niet opsloeg) die lang niet zijn aangeraakt. Voor elke nacht."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dagen", type=int, default=BEWAARTERMIJN.days, help="zo lang blijft een klad bewaard")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dagen"] < 1:
            raise CommandError("Een klad blijft minstens één dag bewaard.")
        hoeveel = ruim_op(na=timedelta(days=options["dagen"]))
        self.stdout.write(f"{getallen.hoofdletter(getallen.aantal(hoeveel, 'klad', 'kladden'))} opgeruimd.")

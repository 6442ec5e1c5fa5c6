from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from opgaven.models import Plan
from versies.actions.aktes import koppenbestand
from versies.controle import controleer, koppen
from versies.models import Akte

ZONDER_KOP = (
    "Of de laatste aktes er nog zijn, is niet te zeggen: in {bestand} staat geen zegel van dit plan. "
    "Zet dat bestand terug uit de reservekopie, of geef met --kop een zegel dat elders is bewaard, zoals op papier."
)
"""The ledger itself cannot tell that its tail was cut off; only a seal beside it can."""


class Command(BaseCommand):
    help = (
        "Controleert of alles wat is vastgelegd nog is zoals het was: de inhoud van versies, de keten van aktes, "
        "besluiten en bewaarde afdrukken. Geeft 0 als alles klopt, 1 als er iets niet klopt."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("regio", nargs="?", help="alleen deze regio; zonder regio alle plannen")
        parser.add_argument("--kop", help="nummer en zegel die buiten het portaal zijn bewaard, zoals 12:3fa9…")

    def handle(self, *args: Any, **options: Any) -> None:
        plannen = Plan.objects.select_related("regio").order_by("regio__code", "pk")
        if options["regio"]:
            plannen = plannen.filter(regio__code=options["regio"])
            if not plannen:
                raise CommandError(f"De regio '{options['regio']}' heeft geen plan.", returncode=2)
        buiten = koppen()
        gevonden = 0
        for plan in plannen:
            kop = _kop(options["kop"]) if options["kop"] else buiten.get(plan.pk)
            fouten = list(controleer(plan, kop))
            laatste = Akte.objects.filter(plan=plan).order_by("nummer").last()
            if laatste and kop is None:
                fouten.append(ZONDER_KOP.format(bestand=koppenbestand()))
            gevonden += len(fouten)
            stand = f"akte {laatste.nummer}, zegel {laatste.zegel}" if laatste else "nog niets vastgelegd"
            self.stdout.write(f"{plan.regio.naam}, {plan.titel}: {stand}.")
            for fout in fouten:
                self.stdout.write(f"  - {fout}")
        if gevonden:
            raise SystemExit(1)
        self.stdout.write("Alles klopt.")


def _kop(tekst: str) -> tuple[int, str]:
    nummer, _, zegel = tekst.partition(":")
    if not nummer.isdigit() or not zegel:
        raise CommandError("Schrijf de kop als nummer:zegel.", returncode=2)
    return int(nummer), zegel

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from governance.actions.rollen import RolGeweigerd
from governance.actions.uitnodigingen import nodig_uit
from governance.models import Ministerie, Regio, Rol


class Command(BaseCommand):
    help = (
        "Nodigt iemand uit voor een rol in een regio, zoals de eerste beheerder. Toont de link, die zeven dagen werkt."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--regio", required=True, help="de code, zoals twente")
        parser.add_argument("--rol", default=Rol.Soort.BEHEERDER, choices=Rol.Soort.values)
        parser.add_argument("--ministerie", help="de code, bij de rol ministeriecontact")

    def handle(self, *args: Any, **options: Any) -> None:
        regio = Regio.objects.filter(code=options["regio"]).first()
        if regio is None:
            raise CommandError(f"Er is geen regio {options['regio']}.")
        try:
            validate_email(options["email"])
        except ValidationError:
            raise CommandError(f"{options['email']} is geen e-mailadres.") from None
        contact = options["rol"] == Rol.Soort.MINISTERIECONTACT
        ministerie = Ministerie.objects.filter(code=options["ministerie"]).first() if contact else None
        if contact and ministerie is None:
            raise CommandError("Noem bij een ministeriecontact het ministerie, bijvoorbeeld --ministerie ocw.")
        try:
            _, link = nodig_uit(
                regio=regio, email=options["email"], soort=options["rol"], ministerie=ministerie, door=None
            )
        except RolGeweigerd as reden:
            raise CommandError(str(reden)) from None
        self.stderr.write("Het bericht staat klaar; de werker verstuurt het. U kunt de link ook zelf doorgeven:")
        self.stdout.write(link)

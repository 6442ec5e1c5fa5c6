from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reacties.actions.links import wis_persoon
from reacties.models import PersoonlijkeLink


class Command(BaseCommand):
    help = "Wist naam en e-mailadres van een persoonlijke link, en trekt hem in. De reacties blijven staan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("nummer", type=int, nargs="*", help="Het nummer van de link.")
        parser.add_argument("--email", default="", help="Alle links van dit e-mailadres.")

    def handle(self, *args: Any, **options: Any) -> None:
        links = PersoonlijkeLink.objects.filter(pk__in=options["nummer"])
        if options["email"]:
            links = links | PersoonlijkeLink.objects.filter(email__iexact=options["email"].strip())
        if not links:
            raise CommandError("Er is geen persoonlijke link met dit nummer of dit e-mailadres.")
        for link in links:
            gewist = wis_persoon(link=link, door=None)
            self.stdout.write(f"Link {gewist.pk}: {gewist}.")

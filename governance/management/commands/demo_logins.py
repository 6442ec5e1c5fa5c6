from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.demo import DEMO_PERSONEN, WACHTWOORD
from accounts.models import User
from governance.models import Ministerie, Regio, Rol

FUNCTIEADRES = "programma-twente@voorbeeld.test"


class Command(BaseCommand):
    help = "Maakt de voorbeeldpersonen van de demo en toont hun logins. Werkt alleen in de demo."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Voorbeeldpersonen zijn er alleen in de demo (NPVR_DEMO=1).")
        regio = Regio.objects.get(code="twente")
        if not regio.functieadres:
            regio.functieadres = FUNCTIEADRES
            regio.save(update_fields=["functieadres"])
        for demo in DEMO_PERSONEN:
            user = User.objects.filter(email=demo.email).first()
            if user is None:
                user = User.objects.create_user(demo.email, demo.naam, WACHTWOORD)
            if demo.rol == Rol.Soort.BEHEERDER and not user.is_staff:
                user.is_staff = user.is_superuser = True
                user.save()
            ministerie = Ministerie.objects.get(code=demo.ministerie) if demo.ministerie else None
            soort = {"user": user, "regio": regio, "soort": demo.rol, "ministerie": ministerie}
            if not Rol.alle.filter(**soort).exists():  # one that was ended by hand stays ended
                Rol.objects.create(**soort)
        breed = max(len(demo.email) for demo in DEMO_PERSONEN)
        for demo in DEMO_PERSONEN:
            self.stdout.write(f"  {demo.email:<{breed}}  {demo.naam}")
        self.stdout.write(f"  wachtwoord voor allemaal: {WACHTWOORD}")

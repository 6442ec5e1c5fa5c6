from __future__ import annotations

from django.db import models

from governance.models import Ministerie, Regio


class Traject(models.Model):
    """A running programme of Rijk and region. One row in the register, printed in each fiche in the fiche's own words.

    Source: Plan voor de Regio Twente, lopende trajecten tussen Rijk en regio.
    """

    class Status(models.TextChoices):
        LOOPT = "loopt", "Loopt"
        IN_ONTWIKKELING = "in_ontwikkeling", "In ontwikkeling"
        STILGELEGD = "stilgelegd", "Stilgelegd"
        AFGEROND = "afgerond", "Afgerond"
        ONBEKEND = "onbekend", "Onbekend"

    regio = models.ForeignKey(Regio, models.CASCADE, related_name="trajecten")
    code = models.CharField(max_length=60)
    naam = models.CharField(max_length=200)
    soort = models.CharField(max_length=80, blank=True)
    ministeries = models.ManyToManyField(Ministerie, blank=True, related_name="trajecten")
    periode = models.CharField(max_length=100, blank=True)
    bedrag = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.ONBEKEND)
    toelichting = models.TextField(blank=True)

    class Meta:
        verbose_name = "traject"
        verbose_name_plural = "trajecten"
        ordering = ("naam",)
        constraints = (models.UniqueConstraint(fields=["regio", "code"], name="opgaven_traject_code_uniek"),)

    def __str__(self) -> str:
        return self.naam

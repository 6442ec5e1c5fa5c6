from __future__ import annotations

from django.db import models
from django.db.models import F

from governance.models import Regio


class Stap(models.Model):
    """A step of the road map of monitoring, with its year; without a year, a step of the approach itself."""

    class Stand(models.TextChoices):
        OPEN = "open", "Nog te doen"
        BEZIG = "bezig", "Wordt aan gewerkt"
        KLAAR = "klaar", "Klaar"
        VAST = "vast", "Zit vast"

    regio = models.ForeignKey(Regio, models.CASCADE, related_name="monitoringstappen")
    jaar = models.PositiveSmallIntegerField(null=True, blank=True)
    nummer = models.PositiveSmallIntegerField()
    titel = models.CharField(max_length=300)
    tekst = models.TextField(blank=True)
    stand = models.CharField(max_length=6, choices=Stand.choices, default=Stand.OPEN)
    wie = models.CharField("wie", max_length=200, blank=True, help_text="Een functie of organisatie, geen naam.")
    waarom = models.CharField("wat is er nodig", max_length=500, blank=True)
    klaar_op = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "stap"
        verbose_name_plural = "stappen"
        ordering = (F("jaar").asc(nulls_first=True), "nummer")
        constraints = (
            models.UniqueConstraint(
                fields=["regio", "jaar", "nummer"], name="monitoring_stap_uniek", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="monitoring_stap_klaar_met_dag",
                condition=models.Q(stand="klaar", klaar_op__isnull=False)
                | (~models.Q(stand="klaar") & models.Q(klaar_op__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        return self.titel

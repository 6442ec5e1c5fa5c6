from __future__ import annotations

from typing import ClassVar

from django.db import models

from opgaven.models import Plan

from .triggers import sluit_aan, vast


class Akte(models.Model):
    """One line of a plan's ledger: that a version was frozen, approved, published or withdrawn, and with what facts.

    `feiten` is canonical JSON; `zegel` is SHA-256 over it and over the seal of the act before (`versies.keten`), so
    that nobody can alter, remove or slip in an act without breaking every later seal.
    """

    class Soort(models.TextChoices):
        VERSIE = "versie", "Versie gemaakt"
        GOEDKEURING = "goedkeuring", "Besluit vastgelegd"
        PUBLICATIE = "publicatie", "Gepubliceerd"
        INTREKKING = "intrekking", "Publicatie ingetrokken"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="aktes")
    nummer = models.PositiveIntegerField()
    soort = models.CharField(max_length=12, choices=Soort.choices)
    feiten = models.TextField()
    vorige = models.CharField(max_length=64, blank=True)
    zegel = models.CharField(max_length=64)

    class Meta:
        verbose_name = "akte"
        verbose_name_plural = "aktes"
        ordering = ("plan", "nummer")
        constraints = (models.UniqueConstraint(fields=["plan", "nummer"], name="versies_akte_nummer_uniek"),)
        triggers: ClassVar = [*vast(), sluit_aan()]

    def __str__(self) -> str:
        return f"{self.nummer} {self.get_soort_display()}"

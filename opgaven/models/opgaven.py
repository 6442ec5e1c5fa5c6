from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from npvr.spoor import spoor
from plandocument.sleutels import nieuwe_sleutel

from .plannen import Cluster, Doelstelling, Plan
from .triggers import nieuwe_stand


@spoor("OpgaveGebeurtenis")
class Opgave(models.Model):
    """A task that Rijk and region take on together for twenty years.

    Source: Plan voor de Regio Twente, 21 opgaven voor de komende 20 jaar.
    """

    class Status(models.TextChoices):
        """Where a fiche is on its way to being settled; the moves stand in `opgaven.werkorde`."""

        CONCEPT = "concept", "In bewerking"
        TER_TOETSING = "ter_toetsing", "Ter toetsing"
        AKKOORD = "akkoord", "Akkoord"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="opgaven")
    sleutel = models.CharField(max_length=32, default=nieuwe_sleutel, editable=False)
    nummer = models.PositiveSmallIntegerField()
    titel = models.CharField(max_length=250)
    cluster = models.ForeignKey(Cluster, models.SET_NULL, null=True, blank=True, related_name="opgaven")
    cluster_overzicht = models.ForeignKey(
        Cluster, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="cluster in het overzicht"
    )
    overzicht = models.TextField(blank=True, verbose_name="tekst in het overzicht")
    doelstellingen = models.ManyToManyField(Doelstelling, through="OpgaveDoelstelling", related_name="opgaven")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.CONCEPT)
    status_sinds = models.DateTimeField(null=True, editable=False)
    status_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ("nummer",)
        constraints = (
            models.UniqueConstraint(fields=["plan", "sleutel"], name="opgaven_opgave_sleutel_uniek"),
            models.UniqueConstraint(
                fields=["plan", "nummer"], name="opgaven_opgave_nummer_uniek", deferrable=models.Deferrable.DEFERRED
            ),
        )
        triggers: ClassVar = [nieuwe_stand()]

    def __str__(self) -> str:
        return f"{self.nummer} {self.titel}"


@spoor("OpgaveDoelstellingGebeurtenis")
class OpgaveDoelstelling(models.Model):
    """That an opgave serves a doelstelling."""

    opgave = models.ForeignKey(Opgave, models.CASCADE)
    doelstelling = models.ForeignKey(Doelstelling, models.CASCADE)

    class Meta:
        ordering = ("doelstelling__nummer",)
        constraints = (models.UniqueConstraint(fields=["opgave", "doelstelling"], name="opgaven_doelstelling_eenmaal"),)
        triggers: ClassVar = [nieuwe_stand("SELECT o.plan_id FROM opgaven_opgave o WHERE o.id = {rij}.opgave_id")]

    def __str__(self) -> str:
        return f"{self.opgave} → {self.doelstelling}"


@spoor("HoofdstukGebeurtenis")
class Hoofdstuk(models.Model):
    """A chapter of prose of the printed plan, before or after the fiches."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="hoofdstukken")
    sleutel = models.CharField(max_length=32, default=nieuwe_sleutel, editable=False)
    titel = models.CharField(max_length=200)
    volgorde = models.PositiveSmallIntegerField()
    na_opgaven = models.BooleanField(default=False)

    class Meta:
        ordering = ("volgorde",)
        constraints = (models.UniqueConstraint(fields=["plan", "sleutel"], name="opgaven_hoofdstuk_sleutel_uniek"),)
        triggers: ClassVar = [nieuwe_stand()]

    def __str__(self) -> str:
        return self.titel

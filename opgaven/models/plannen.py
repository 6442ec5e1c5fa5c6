from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from governance.models import Regio
from npvr import documentadres
from npvr.spoor import spoor
from plandocument import documentsoorten, itemsoorten
from plandocument.documentsoorten import PLAN, Documentsoort, documentsoort
from plandocument.sleutels import nieuwe_sleutel

from .triggers import nieuwe_stand, stand_is_altijd_nieuw


class PlanQuerySet(models.QuerySet["Plan"]):
    def van(self, adres: str) -> PlanQuerySet:
        """The current document that an address names (`npvr.documentadres`), with its region: one query."""
        regio, soort = documentadres.ontleed(adres)
        return self.huidige(soort).filter(regio__code=regio).select_related("regio")

    def huidige(self, soort: Documentsoort) -> PlanQuerySet:
        """The current documents of this kind, one per region at most."""
        return self.filter(huidig=True, soort=soort.code)


@spoor("PlanGebeurtenis", zonder=("stand", "gewijzigd_op"))
class Plan(models.Model):
    """A document that Rijk and region adopt: the *Plan voor de Regio*, what they want to reach together in twenty
    years; or the *uitvoeringsagenda* that says what is done about it (`soort`).

    An agenda names the version that it works out in `volgt` (SHA-256 of its bytes) and the years it is about in
    `periode`. `stand` changes with every write of the plan's content (a trigger sees to it), so a page may be cached
    by it. Source: Kamerbrief NPVR, 20 december 2024, bijlage 1.
    """

    regio = models.ForeignKey(Regio, models.PROTECT, related_name="plannen")
    soort = models.CharField(max_length=20, default=PLAN.code, choices=documentsoorten.keuzes)
    periode = models.CharField(max_length=20, blank=True)
    volgt = models.CharField(max_length=64, blank=True)
    titel = models.CharField(max_length=200)
    ondertitel = models.CharField(max_length=300, blank=True)
    label = models.CharField(max_length=100, blank=True, help_text="Bijvoorbeeld: Voorbeeldplan, of 70%-versie.")
    huidig = models.BooleanField(default=True, help_text="Het plan dat een adres zonder plan bedoelt.")
    geladen_hash = models.CharField(max_length=64, blank=True, editable=False)
    stand = models.UUIDField(default=uuid.uuid4, editable=False)
    gewijzigd_op = models.DateTimeField(db_default=Now(), editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "plan"
        verbose_name_plural = "plannen"
        constraints = (
            models.UniqueConstraint(
                fields=["regio", "soort"], condition=Q(huidig=True), name="opgaven_plan_een_huidig_per_soort"
            ),
        )
        triggers: ClassVar = [stand_is_altijd_nieuw()]

    def __str__(self) -> str:
        return self.titel

    @property
    def documentklasse(self) -> Documentsoort:
        return documentsoort(self.soort)

    @property
    def adres(self) -> str:
        """As addresses of this document begin."""
        return documentadres.adres(self.regio.code, self.documentklasse)


@spoor("SectiesoortGebeurtenis")
class Sectiesoort(models.Model):
    """A section of the fiche in this plan: its order, its letter in the codes, its kind of items."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sectiesoorten")
    code = models.SlugField()
    letter = models.CharField(max_length=2)
    naam = models.CharField(max_length=100)
    itemsoort = models.CharField(max_length=20, blank=True, choices=itemsoorten.keuzes)
    volgorde = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("volgorde",)
        constraints = (
            models.UniqueConstraint(fields=["plan", "code"], name="opgaven_sectiesoort_code_uniek"),
            models.UniqueConstraint(
                fields=["plan", "letter"],
                name="opgaven_sectiesoort_letter_uniek",
                deferrable=models.Deferrable.DEFERRED,
            ),
        )
        triggers: ClassVar = [nieuwe_stand()]

    def __str__(self) -> str:
        return self.naam


class _Onderdeel(models.Model):
    """What clusters, doelstellingen and the like share: a plan and a key."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="%(class)s_set")
    sleutel = models.CharField(max_length=32, default=nieuwe_sleutel, editable=False)

    class Meta:
        abstract = True


@spoor("ClusterGebeurtenis")
class Cluster(_Onderdeel):
    """A group of opgaven under one heading of the printed plan."""

    naam = models.CharField(max_length=150)
    kleur = models.PositiveSmallIntegerField(default=0)
    volgorde = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("volgorde",)
        constraints = (models.UniqueConstraint(fields=["plan", "sleutel"], name="opgaven_cluster_sleutel_uniek"),)
        triggers: ClassVar = [nieuwe_stand()]

    def __str__(self) -> str:
        return self.naam


@spoor("DoelstellingGebeurtenis")
class Doelstelling(_Onderdeel):
    """One of the three aims of the NPVR. Source: Kamerbrief NPVR, 20 december 2024."""

    nummer = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=200)
    kort = models.CharField(max_length=60, blank=True)
    omschrijving = models.TextField(blank=True)

    class Meta:
        ordering = ("nummer",)
        constraints = (models.UniqueConstraint(fields=["plan", "sleutel"], name="opgaven_doelstelling_sleutel_uniek"),)
        triggers: ClassVar = [nieuwe_stand()]

    def __str__(self) -> str:
        return f"{self.nummer} {self.naam}"


@spoor("UitgangspuntGebeurtenis")
class Uitgangspunt(_Onderdeel):
    """A principle by which Rijk and region work. Source: Kamerbrief NPVR, 20 december 2024."""

    nummer = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=200)
    omschrijving = models.TextField(blank=True)

    class Meta:
        ordering = ("nummer",)
        constraints = (models.UniqueConstraint(fields=["plan", "sleutel"], name="opgaven_uitgangspunt_sleutel_uniek"),)
        triggers: ClassVar = [nieuwe_stand()]

    def __str__(self) -> str:
        return f"{self.nummer} {self.naam}"

"""What came of it: indicators and their measurements."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from governance.models import Regio


class Bron(models.Model):
    """Where figures come from: a register, a survey, a plan."""

    regio = models.ForeignKey(Regio, models.CASCADE, related_name="bronnen")
    code = models.CharField(max_length=60)
    naam = models.CharField(max_length=200)
    houder = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "bron"
        verbose_name_plural = "bronnen"
        ordering = ("naam",)
        constraints = (models.UniqueConstraint(fields=["regio", "code"], name="monitoring_bron_code_uniek"),)

    def __str__(self) -> str:
        return self.naam


class Indicator(models.Model):
    """A figure by which Rijk and region follow a doelstelling or an opgave.

    Source: Plan voor de Regio Twente, monitoring en evaluatie.
    """

    class Richting(models.TextChoices):
        OMHOOG = "omhoog", "Omhoog"
        OMLAAG = "omlaag", "Omlaag"
        GEEN = "geen", "Geen gewenste richting"

    regio = models.ForeignKey(Regio, models.CASCADE, related_name="indicatoren")
    code = models.SlugField(max_length=60)
    naam = models.CharField(max_length=200)
    eenheid = models.CharField(max_length=80)
    decimalen = models.PositiveSmallIntegerField(default=0)
    doelstelling_nummer = models.PositiveSmallIntegerField(null=True, blank=True)
    opgaven_nummers = models.JSONField(default=list, blank=True)
    richting = models.CharField("gewenste richting", max_length=10, choices=Richting.choices, default=Richting.GEEN)
    toelichting = models.TextField(blank=True)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "indicator"
        verbose_name_plural = "indicatoren"
        ordering = ("volgorde", "naam")
        constraints = (models.UniqueConstraint(fields=["regio", "code"], name="monitoring_indicator_code_uniek"),)

    def __str__(self) -> str:
        return self.naam


class Meting(models.Model):
    """One value of an indicator: for an area, a year if the source gives one, and of a kind."""

    class Soort(models.TextChoices):
        STAND = "stand", "Stand"
        AFGELEID = "afgeleid", "Afgeleid"
        PROGNOSE = "prognose", "Prognose"
        AMBITIE = "ambitie", "Ambitie"
        AFSPRAAK = "afspraak", "Afspraak"
        NORM = "norm", "Norm"
        VERGELIJKING = "vergelijking", "Vergelijking"
        TELLING = "telling", "Telling"

    class Grens(models.TextChoices):
        CIRCA = "circa", "circa"
        MINSTENS = "minstens", "minstens"
        HOOGSTENS = "hoogstens", "hoogstens"
        RUIM = "ruim", "ruim"
        BIJNA = "bijna", "bijna"

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="metingen")
    waarde = models.DecimalField(max_digits=16, decimal_places=4)
    tot = models.DecimalField("tot en met", max_digits=16, decimal_places=4, null=True, blank=True)
    grens = models.CharField(max_length=12, choices=Grens.choices, blank=True)
    jaar = models.PositiveSmallIntegerField(null=True, blank=True)
    gebied = models.CharField(max_length=100)
    soort = models.CharField(max_length=14, choices=Soort.choices)
    bron = models.ForeignKey(Bron, models.PROTECT, null=True, blank=True, related_name="metingen")
    toelichting = models.TextField(blank=True)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "meting"
        verbose_name_plural = "metingen"
        ordering = ("indicator", "volgorde")
        constraints = (
            models.CheckConstraint(
                name="monitoring_meting_bereik", condition=Q(tot__isnull=True) | Q(tot__gte=F("waarde"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator} {self.gebied} {self.jaar or ''}: {self.waarde}"


class Stap(models.Model):
    """A step of the road map of monitoring, with its year; without a year, a step of the approach itself."""

    regio = models.ForeignKey(Regio, models.CASCADE, related_name="monitoringstappen")
    jaar = models.PositiveSmallIntegerField(null=True, blank=True)
    nummer = models.PositiveSmallIntegerField()
    titel = models.CharField(max_length=300)
    tekst = models.TextField(blank=True)

    class Meta:
        verbose_name = "stap"
        verbose_name_plural = "stappen"
        ordering = (F("jaar").asc(nulls_first=True), "nummer")
        constraints = (
            models.UniqueConstraint(
                fields=["regio", "jaar", "nummer"], name="monitoring_stap_uniek", nulls_distinct=False
            ),
        )

    def __str__(self) -> str:
        return self.titel

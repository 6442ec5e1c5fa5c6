from __future__ import annotations

from django.db import models


class Kolom(models.TextChoices):
    """Column of the triple helix, in which region and knowledge work together. Source: Plan voor de Regio Twente."""

    OVERHEID = "overheid", "Overheid"
    ONDERWIJS = "onderwijs_en_kennis", "Onderwijs en kennis"
    ONDERNEMERS = "ondernemers", "Ondernemers"
    ZORG = "zorg", "Zorg"
    PROGRAMMA = "programma", "Programma"


class MinisterieQuerySet(models.QuerySet["Ministerie"]):
    def schrijfwijzen(self) -> dict[str, str]:
        """Every known spelling in lower case → the ministry's code. Two queries."""
        bekend = {}
        for code, afkorting, naam in self.values_list("code", "afkorting", "naam"):
            bekend |= {code.lower(): code, afkorting.lower(): code, naam.lower(): code}
        for tekst, code in Schrijfwijze.objects.values_list("tekst", "ministerie__code"):
            bekend[tekst.lower()] = code
        return bekend


class Ministerie(models.Model):
    """A ministry. An old joint name (EZK) is a row of its own that says what it stands for.

    Source: rijksoverheid.nl, ministeries; Kamerbrief NPVR, 20 december 2024.
    """

    code = models.SlugField(unique=True)
    afkorting = models.CharField(max_length=20, unique=True)
    naam = models.CharField(max_length=200)
    staat_voor = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="samengevat_in")

    objects = MinisterieQuerySet.as_manager()

    class Meta:
        verbose_name = "ministerie"
        verbose_name_plural = "ministeries"
        ordering = ("afkorting",)

    def __str__(self) -> str:
        return self.afkorting


class Schrijfwijze(models.Model):
    """Another spelling under which documents print a ministry: "I en W", "JenV"."""

    ministerie = models.ForeignKey(Ministerie, models.CASCADE, related_name="schrijfwijzen")
    tekst = models.CharField(max_length=200, unique=True)

    class Meta:
        verbose_name = "schrijfwijze"
        verbose_name_plural = "schrijfwijzen"
        ordering = ("tekst",)

    def __str__(self) -> str:
        return self.tekst


class Organisatie(models.Model):
    """A party in or around a region: a municipality, a school, a company, a partnership."""

    class Soort(models.TextChoices):
        GEMEENTE = "gemeente", "Gemeente"
        PROVINCIE = "provincie", "Provincie"
        WATERSCHAP = "waterschap", "Waterschap"
        ONDERWIJS = "onderwijs", "Onderwijs"
        ZORG = "zorg", "Zorg"
        ONDERNEMING = "onderneming", "Onderneming"
        SAMENWERKING = "samenwerking", "Samenwerking"
        RIJK = "rijk", "Rijk"
        OVERIG = "overig", "Overig"

    regio = models.ForeignKey("governance.Regio", models.CASCADE, related_name="organisaties")
    code = models.CharField(max_length=60)
    naam = models.CharField(max_length=200)
    soort = models.CharField(max_length=20, choices=Soort.choices, default=Soort.OVERIG)
    kolom = models.CharField(max_length=20, choices=Kolom.choices, blank=True)

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ("naam",)
        constraints = (models.UniqueConstraint(fields=["regio", "code"], name="governance_organisatie_code_uniek"),)

    def __str__(self) -> str:
        return self.naam

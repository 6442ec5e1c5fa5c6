from __future__ import annotations

from django.db import models

from .regios import Regio


class Mijlpaal(models.Model):
    """A moment on the timeline. A vague date keeps its own words ("begin Q2 2026") and sorts by `sorteer`."""

    class Precisie(models.TextChoices):
        DAG = "dag", "Dag"
        MAAND = "maand", "Maand"
        KWARTAAL = "kwartaal", "Kwartaal"
        JAAR = "jaar", "Jaar"
        VAAG = "vaag", "Bij benadering"

    class Soort(models.TextChoices):
        BESLUIT = "besluit", "Besluit"
        OVERLEG = "overleg", "Overleg"
        PUBLICATIE = "publicatie", "Publicatie"
        PLANNING = "planning", "Planning"

    class Relevantie(models.TextChoices):
        NPVR = "npvr", "Het programma"
        OPGAVE = "opgave", "Een opgave"
        CONTEXT = "context", "Achtergrond"

    regio = models.ForeignKey(Regio, models.CASCADE, related_name="mijlpalen")
    code = models.SlugField()
    datum = models.CharField(max_length=10, help_text="JJJJ, JJJJ-MM, JJJJ-MM-DD of JJJJ-Qn.")
    einddatum = models.CharField(max_length=10, blank=True)
    eerder = models.CharField(
        "eerst gepland op",
        max_length=10,
        blank=True,
        help_text="Als datum. Blijft vanzelf staan bij een nieuwe datum.",
    )
    precisie = models.CharField(max_length=10, choices=Precisie.choices)
    aanduiding = models.CharField(max_length=100, blank=True, help_text="De woorden van een vage datum.")
    sorteer = models.CharField(max_length=10, help_text="Volgorde: JJJJ-MM-DD, met 00 waar onbekend.")
    wat = models.TextField()
    wie = models.CharField(max_length=300, blank=True)
    soort = models.CharField(max_length=12, choices=Soort.choices)
    relevantie = models.CharField(max_length=10, choices=Relevantie.choices, default=Relevantie.CONTEXT)
    opgave_nummer = models.PositiveSmallIntegerField(null=True, blank=True)
    bron = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "mijlpaal"
        verbose_name_plural = "mijlpalen"
        ordering = ("sorteer", "code")
        constraints = (models.UniqueConstraint(fields=["regio", "code"], name="governance_mijlpaal_code_uniek"),)

    def __str__(self) -> str:
        return f"{self.aanduiding or self.datum}: {self.wat}"

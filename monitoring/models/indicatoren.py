from __future__ import annotations

from django.db import models
from django.db.models import Q

from governance.models import Regio
from npvr.spoor import spoor

GERESERVEERD = frozenset(
    {"nulmeting", "routekaart", "duiding", "cbs", "indicatoren", "rapport", "gegevens", "controle"}
)
"""Words that are pages of the room itself, so no indicator may have them for its address."""


class Bron(models.Model):
    """Where figures come from: a register, a survey, a plan."""

    regio = models.ForeignKey(Regio, models.CASCADE, related_name="bronnen")
    code = models.CharField(max_length=60)
    naam = models.CharField(max_length=200)
    houder = models.CharField(max_length=200, blank=True)
    adres = models.URLField("webadres", max_length=400, blank=True)
    licentie = models.CharField(max_length=100, blank=True)

    class Meta:
        verbose_name = "bron"
        verbose_name_plural = "bronnen"
        ordering = ("naam",)
        constraints = (models.UniqueConstraint(fields=["regio", "code"], name="monitoring_bron_code_uniek"),)

    def __str__(self) -> str:
        return self.naam


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def zichtbaar(self, regio: Regio, *, alles: bool) -> IndicatorQuerySet:
        """Those of a region; for who has no role there only what was made public."""
        rijen = self.filter(regio=regio)
        return rijen if alles else rijen.filter(openbaar=True)


@spoor("IndicatorGebeurtenis")
class Indicator(models.Model):
    """A figure by which Rijk and region follow a doelstelling or an opgave.

    `doelstelling` and `opgaven` are keys of the plan, so that a link stays when a number changes. `optelbaar`: values
    of areas may be added up; a percentage never may, and is never averaged. Source: Plan voor de Regio Twente,
    monitoring en evaluatie.
    """

    class Richting(models.TextChoices):
        OMHOOG = "omhoog", "Omhoog"
        OMLAAG = "omlaag", "Omlaag"
        GEEN = "geen", "Geen gewenste richting"

    class Houder(models.TextChoices):
        REGIO = "regio", "De regio"
        RIJK = "rijk", "Het Rijk"
        SAMEN = "samen", "Rijk en regio samen"

    regio = models.ForeignKey(Regio, models.CASCADE, related_name="indicatoren")
    code = models.SlugField(max_length=60)
    naam = models.CharField(max_length=200)
    definitie = models.TextField(blank=True)
    eenheid = models.CharField(max_length=80)
    decimalen = models.PositiveSmallIntegerField(default=0)
    doelstelling = models.CharField(max_length=32, blank=True)
    opgaven = models.JSONField(default=list, blank=True)
    richting = models.CharField("gewenste richting", max_length=10, choices=Richting.choices, default=Richting.GEEN)
    optelbaar = models.BooleanField("waarden van gebieden mogen worden opgeteld", default=False)
    methode = models.TextField(blank=True)
    frequentie = models.CharField("hoe vaak", max_length=100, blank=True)
    bron = models.ForeignKey(Bron, models.PROTECT, null=True, blank=True, related_name="indicatoren")
    eigenaar = models.CharField(max_length=200, blank=True, help_text="Een functie of organisatie, geen naam.")
    houder = models.CharField("van wie", max_length=10, choices=Houder.choices, default=Houder.SAMEN)
    ondergrens = models.DecimalField("laagste mogelijke waarde", max_digits=16, decimal_places=4, null=True, blank=True)
    bovengrens = models.DecimalField("hoogste mogelijke waarde", max_digits=16, decimal_places=4, null=True, blank=True)
    som_marge = models.DecimalField(
        "gemeenten samen zijn de regio, op zoveel procent na", max_digits=4, decimal_places=1, null=True, blank=True
    )
    openbaar = models.BooleanField("openbaar: ook bezoekers zien dit", default=False)
    toelichting = models.TextField(blank=True)
    volgorde = models.PositiveSmallIntegerField(default=0)
    kenmerk = models.UUIDField(null=True, unique=True, editable=False)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "indicator"
        verbose_name_plural = "indicatoren"
        ordering = ("volgorde", "naam")
        constraints = (
            models.UniqueConstraint(fields=["regio", "code"], name="monitoring_indicator_code_uniek"),
            models.CheckConstraint(
                name="monitoring_indicator_eigen_adres",
                condition=~Q(code__in=sorted(GERESERVEERD)),
                violation_error_message="Deze code is het adres van een andere pagina. Kies een andere.",
            ),
            models.CheckConstraint(
                name="monitoring_indicator_som_van_aantallen",
                condition=Q(som_marge__isnull=True) | Q(optelbaar=True, som_marge__gte=0),
                violation_error_message="Alleen waarden die mogen worden opgeteld, hebben een som.",
            ),
            models.CheckConstraint(
                name="monitoring_indicator_grenzen",
                condition=Q(ondergrens__isnull=True)
                | Q(bovengrens__isnull=True)
                | Q(bovengrens__gte=models.F("ondergrens")),
                violation_error_message="De hoogste mogelijke waarde ligt onder de laagste.",
            ),
        )

    def __str__(self) -> str:
        return self.naam

    @property
    def is_procent(self) -> bool:
        return self.eenheid.split(" ")[0] == "procent"


class Meetgebied(models.Model):
    """An area that figures are about, by the code of its statistics office; values name it in words.

    Names differ per source ("Hengelo (O.)"), codes do not. `kolom` and `rij` are its place on the tile map.
    `vergelijkbaar` says how figures from across the border may be read. Source: CBS, regionale indelingen.
    """

    class Soort(models.TextChoices):
        REGIO = "regio", "De regio zelf"
        GEMEENTE = "gemeente", "Gemeente in de regio"
        NEDERLAND = "nederland", "Ander gebied in Nederland"
        BUITENLAND = "buitenland", "Over de grens"

    regio = models.ForeignKey(Regio, models.CASCADE, related_name="meetgebieden")
    code = models.CharField(max_length=20)
    naam = models.CharField(max_length=100)
    soort = models.CharField(max_length=12, choices=Soort.choices)
    kolom = models.PositiveSmallIntegerField(null=True, blank=True)
    rij = models.PositiveSmallIntegerField(null=True, blank=True)
    vergelijkbaar = models.TextField("hoe te vergelijken", blank=True)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "meetgebied"
        verbose_name_plural = "meetgebieden"
        ordering = ("volgorde", "naam")
        constraints = (
            models.UniqueConstraint(fields=["regio", "code"], name="monitoring_meetgebied_code_uniek"),
            models.UniqueConstraint(fields=["regio", "naam"], name="monitoring_meetgebied_naam_uniek"),
        )

    def __str__(self) -> str:
        return self.naam

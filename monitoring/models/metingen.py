from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from governance.models import Besluit
from npvr.spoor import spoor

from .indicatoren import Bron, Indicator


class MetingQuerySet(models.QuerySet["Meting"]):
    def geldend(self) -> MetingQuerySet:
        """What counts now: not replaced by its source, and of several sources the one that was chosen."""
        return self.filter(geldend=True)


@spoor("MetingGebeurtenis")
class Meting(models.Model):
    """One value of an indicator: for an area, a year if the source gives one, and of a kind.

    Without a figure there is a reason (`reden`), never a word in the place of a number. Several sources may give one
    figure: of those one is `geldend`. What its source revised stays, with the day (`vervallen_op`) and what came in its
    place. `periode` is the code of a source for what is no whole year (2025KW01). `vindplaats`: where the plan has it.
    """

    class Soort(models.TextChoices):
        STAND = "stand", "Stand"
        AFGELEID = "afgeleid", "Afgeleid"
        PROGNOSE = "prognose", "Prognose"
        AMBITIE = "ambitie", "Ambitie"
        AFSPRAAK = "afspraak", "Afspraak"
        DOEL = "doel", "Doel"
        NORM = "norm", "Norm"
        WENS = "wens", "Wens"
        VERGELIJKING = "vergelijking", "Vergelijking"
        TELLING = "telling", "Telling"

    class Grens(models.TextChoices):
        CIRCA = "circa", "circa"
        MINSTENS = "minstens", "minstens"
        HOOGSTENS = "hoogstens", "hoogstens"
        RUIM = "ruim", "ruim"
        BIJNA = "bijna", "bijna"

    class Reden(models.TextChoices):
        NIET_BEKEND = "niet_bekend", "De bron geeft geen getal"
        NIET_GEMETEN = "niet_gemeten", "Nog niet gemeten"
        GEHEIM = "geheim", "Niet openbaar: het gaat om te weinig mensen of bedrijven"
        ONMOGELIJK = "onmogelijk", "Een getal kan hier niet"
        GESTOPT = "gestopt", "De bron meet dit niet meer"

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="metingen")
    waarde = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    reden = models.CharField("waarom geen getal", max_length=14, choices=Reden.choices, blank=True)
    tot = models.DecimalField("tot en met", max_digits=16, decimal_places=4, null=True, blank=True)
    grens = models.CharField(max_length=12, choices=Grens.choices, blank=True)
    teller = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    noemer = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    jaar = models.PositiveSmallIntegerField(null=True, blank=True)
    periode = models.CharField(max_length=12, blank=True)
    gebied = models.CharField(max_length=100)
    soort = models.CharField(max_length=14, choices=Soort.choices)
    voorlopig = models.BooleanField(default=False)
    geldend = models.BooleanField(default=True)
    bron = models.ForeignKey(Bron, models.PROTECT, null=True, blank=True, related_name="metingen")
    opgehaald_op = models.DateField(null=True, blank=True)
    besluit = models.ForeignKey(Besluit, models.PROTECT, null=True, blank=True, related_name="doelwaarden")
    vindplaats = models.CharField("plaats in het plan", max_length=200, blank=True)
    toelichting = models.TextField(blank=True)
    vervallen_op = models.DateField(null=True, blank=True)
    vervangen_door = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="vervangt")
    volgorde = models.PositiveIntegerField(default=0)
    kenmerk = models.UUIDField(null=True, unique=True, editable=False)

    objects = MetingQuerySet.as_manager()

    class Meta:
        verbose_name = "meting"
        verbose_name_plural = "metingen"
        ordering = ("indicator", "volgorde")
        indexes = (
            models.Index(
                "indicator",
                F("jaar").desc(nulls_first=True),
                "volgorde",
                "id",
                name="monitoring_meting_nieuwste",
                condition=Q(geldend=True),
            ),
            models.Index(fields=["indicator", "gebied", "jaar"], name="monitoring_meting_gebied"),
        )
        constraints = (
            models.CheckConstraint(
                name="monitoring_meting_bereik",
                condition=Q(tot__isnull=True) | Q(waarde__isnull=False, tot__gte=F("waarde")),
                violation_error_message="‘Tot en met’ ligt onder de waarde.",
            ),
            models.CheckConstraint(
                name="monitoring_meting_getal_of_reden",
                condition=Q(waarde__isnull=False, reden="") | (Q(waarde__isnull=True, grens="") & ~Q(reden="")),
                violation_error_message="Geef een getal, of kies waarom er geen getal is.",
            ),
            models.CheckConstraint(
                name="monitoring_meting_deel",
                condition=Q(teller__isnull=True, noemer__isnull=True)
                | Q(teller__isnull=False, noemer__isnull=False, noemer__gt=0),
                violation_error_message="Geef teller en noemer samen; de noemer is groter dan nul.",
            ),
            models.CheckConstraint(
                name="monitoring_meting_vervallen_geldt_niet",
                condition=Q(vervallen_op__isnull=True, vervangen_door__isnull=True)
                | Q(vervallen_op__isnull=False, geldend=False),
            ),
            models.CheckConstraint(
                name="monitoring_meting_doel_met_besluit",
                condition=~Q(soort="doel") | Q(besluit__isnull=False),
                violation_error_message="Kies het besluit waarin dit doel is vastgesteld.",
            ),
            models.UniqueConstraint(
                fields=["indicator", "gebied", "jaar", "periode", "soort"],
                name="monitoring_meting_een_geldend",
                condition=Q(geldend=True),
                nulls_distinct=False,
                violation_error_message="Voor dit gebied, dit moment en deze soort geldt al een andere waarde.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator} {self.gebied} {self.jaar or ''}: {self.reden or self.waarde}"

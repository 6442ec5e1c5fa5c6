from __future__ import annotations

from django.db import models

from .indicatoren import Bron, Indicator
from .metingen import Meting


class Cbskoppeling(models.Model):
    """That an indicator gets its values from a table of CBS: which measure, which choice, and how the last time went.

    `gewijzigd` is what the catalogue said of the figures that we have; as long as it says the same, nothing is fetched.
    A fault leaves the values as they were: `fout` is its sentence. Source: CBS, OData v4.
    """

    indicator = models.OneToOneField(Indicator, models.CASCADE, related_name="cbs")
    tabel = models.CharField(max_length=30)
    tabelnaam = models.CharField(max_length=300)
    maat = models.CharField(max_length=40)
    maatnaam = models.CharField(max_length=300)
    eenheid = models.CharField(max_length=100, blank=True)
    rest = models.JSONField(default=dict, blank=True)
    vanaf = models.PositiveSmallIntegerField("vanaf jaar", default=2015)
    soort = models.CharField(max_length=14, choices=Meting.Soort.choices, default=Meting.Soort.STAND)
    bron = models.ForeignKey(Bron, models.PROTECT, related_name="cbskoppelingen")
    gewijzigd = models.CharField(max_length=40, blank=True)
    gelukt_op = models.DateTimeField(null=True)
    geprobeerd_op = models.DateTimeField(null=True)
    fout = models.TextField(blank=True)

    class Meta:
        verbose_name = "koppeling met het CBS"
        verbose_name_plural = "koppelingen met het CBS"

    def __str__(self) -> str:
        return f"{self.indicator}: {self.tabel}"

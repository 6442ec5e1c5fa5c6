from __future__ import annotations

from django.db import models

from .gremia import Gremium


class Besluit(models.Model):
    """What a body decided on a day, in its own words: the outcome and, where there is one, where it can be read.

    Source: Plan voor de Regio Twente, organisatie en wijze van samenwerking.
    """

    class Uitkomst(models.TextChoices):
        VASTGESTELD = "vastgesteld", "Vastgesteld"
        MET_WIJZIGINGEN = "vastgesteld_met_wijzigingen", "Vastgesteld met wijzigingen"
        AKKOORD = "akkoord", "Akkoord"
        TER_KENNISNAME = "ter_kennisname", "Ter kennisname"
        AANGEHOUDEN = "aangehouden", "Aangehouden"

    gremium = models.ForeignKey(Gremium, models.PROTECT, related_name="besluiten")
    datum = models.DateField()
    uitkomst = models.CharField(max_length=30, choices=Uitkomst.choices)
    toelichting = models.TextField(blank=True)
    vindplaats = models.CharField(max_length=300, blank=True, help_text="Bijvoorbeeld: besluitenlijst, punt 4.")

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        ordering = ("-datum", "-pk")

    def __str__(self) -> str:
        return f"{self.get_uitkomst_display()} door {self.gremium}"

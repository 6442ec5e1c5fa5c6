from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from npvr.spoor import spoor

from .organisaties import Organisatie
from .regios import Regio


@spoor("ProcesjaarGebeurtenis")
class Procesjaar(models.Model):
    """What a region received from the Rijk in a year to work on its plan, and who keeps it. Term of the NPVR."""

    regio = models.ForeignKey(Regio, models.PROTECT, related_name="procesjaren")
    jaar = models.PositiveSmallIntegerField(validators=[MinValueValidator(2020), MaxValueValidator(2100)])
    ontvangen = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    van = models.CharField("van wie", max_length=200, blank=True)
    regiokassier = models.ForeignKey(Organisatie, models.PROTECT, null=True, blank=True, related_name="+")
    toelichting = models.TextField(blank=True)

    class Meta:
        verbose_name = "procesjaar"
        verbose_name_plural = "procesjaren"
        ordering = ("jaar",)
        constraints = (
            models.UniqueConstraint(
                fields=["regio", "jaar"],
                name="governance_procesjaar_eenmaal",
                violation_error_message="Dit jaar staat er al. Wijzig het daar.",
            ),
            models.CheckConstraint(name="governance_procesjaar_ontvangen", condition=Q(ontvangen__gte=0)),
        )

    def __str__(self) -> str:
        return str(self.jaar)


@spoor("ProcesuitgaveGebeurtenis")
class Procesuitgave(models.Model):
    """What some of it was spent on. `btw`: an estimate of the VAT in it that can be compensated; None: unknown."""

    jaar = models.ForeignKey(Procesjaar, models.PROTECT, related_name="uitgaven")
    omschrijving = models.CharField(max_length=200)
    wie = models.CharField("aan wie", max_length=200, blank=True)
    bedrag = models.DecimalField(max_digits=12, decimal_places=2)
    btw = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    op = models.DateField(null=True, blank=True)
    kenmerk = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        verbose_name = "procesuitgave"
        verbose_name_plural = "procesuitgaven"
        ordering = ("jaar", F("op").asc(nulls_last=True), "pk")
        constraints: ClassVar[Any] = (
            models.CheckConstraint(name="governance_procesuitgave_bedrag", condition=Q(bedrag__gte=0)),
            models.CheckConstraint(
                name="governance_procesuitgave_btw",
                condition=Q(btw__isnull=True) | Q(btw__gte=0, btw__lte=F("bedrag")),
            ),
        )

    def __str__(self) -> str:
        return self.omschrijving

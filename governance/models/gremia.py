from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from npvr.spoor import spoor

from .organisaties import Kolom, Ministerie, Organisatie
from .regios import Regio
from .tijdvak import Tijdvak, tijdvak_klopt


@spoor("GremiumGebeurtenis")
class Gremium(Tijdvak):
    """A body that decides, prepares or carries out: a board, a consultation, a core team.

    Source: Plan voor de Regio Twente, organisatie en wijze van samenwerking; Kamerbrief NPVR, 20 december 2024.
    """

    class Niveau(models.TextChoices):
        RIJK = "rijk", "Rijk"
        RIJK_REGIO = "rijk_regio", "Rijk en regio samen"
        REGIO = "regio", "Regio"
        OPGAVE = "opgave", "Per opgave of onderwerp"
        BUITEN = "buiten", "Buiten het programma"

    regio = models.ForeignKey(Regio, models.CASCADE, related_name="gremia")
    code = models.CharField(max_length=60)
    naam = models.CharField(max_length=200)
    afkorting = models.CharField(
        max_length=12, blank=True, help_text="Staat in nummers van overleggen en besluiten, zoals KT in KT-2026-15."
    )
    soort = models.CharField(max_length=80, blank=True)
    niveau = models.CharField(max_length=20, choices=Niveau.choices, default=Niveau.REGIO)
    taak = models.TextField(blank=True)
    cadans = models.CharField("hoe vaak", max_length=200, blank=True)
    status = models.CharField(max_length=80, blank=True, help_text="Bijvoorbeeld: te vormen.")
    volgorde = models.PositiveSmallIntegerField(default=0)
    relaties = models.ManyToManyField("self", symmetrical=False, through="Relatie", related_name="relaties_van")

    class Meta:
        verbose_name = "gremium"
        verbose_name_plural = "gremia"
        ordering = ("volgorde", "naam")
        constraints = (
            models.UniqueConstraint(fields=["regio", "code"], name="governance_gremium_code_uniek"),
            models.UniqueConstraint(
                fields=["regio", "afkorting"],
                condition=~Q(afkorting=""),
                name="governance_gremium_afkorting_uniek",
                violation_error_message="Een ander gremium heeft deze afkorting al.",
            ),
            tijdvak_klopt("governance_gremium_tijdvak"),
        )

    def __str__(self) -> str:
        return self.naam

    @property
    def kort(self) -> str:
        """What numbers begin with."""
        return self.afkorting or "".join(deel[0] for deel in self.code.split("_") if deel).upper()


@spoor("ZetelGebeurtenis")
class Lidmaatschap(Tijdvak):
    """A seat in a body, by function and organisation; never by name. Chair and secretary are positions of a seat."""

    class Positie(models.TextChoices):
        LID = "", "Lid"
        VOORZITTER = "voorzitter", "Voorzitter"
        SECRETARIS = "secretaris", "Secretaris"

    gremium = models.ForeignKey(Gremium, models.CASCADE, related_name="leden")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, null=True, blank=True, related_name="zetels")
    ministerie = models.ForeignKey(Ministerie, models.PROTECT, null=True, blank=True, related_name="zetels")
    functie = models.CharField(max_length=200, blank=True)
    kolom = models.CharField(max_length=20, choices=Kolom.choices, blank=True)
    aantal = models.PositiveSmallIntegerField(default=1, null=True, blank=True, help_text="Leeg: onbekend.")
    positie = models.CharField(max_length=12, choices=Positie.choices, blank=True, default=Positie.LID)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "lid"
        verbose_name_plural = "leden"
        ordering = ("volgorde", "pk")
        constraints = (
            models.CheckConstraint(
                name="governance_lid_een_afzender", condition=Q(organisatie__isnull=True) | Q(ministerie__isnull=True)
            ),
            tijdvak_klopt("governance_lid_tijdvak"),
        )

    def __str__(self) -> str:
        return " · ".join(str(deel) for deel in (self.functie, self.organisatie or self.ministerie) if deel)


@spoor("RelatieGebeurtenis")
class Relatie(Tijdvak):
    """A line between two bodies."""

    class Soort(models.TextChoices):
        RAPPORTEERT = "rapporteert_aan", "rapporteert aan"
        BEREIDT_VOOR = "bereidt_voor", "bereidt voor"
        STEMT_AF = "stemt_af_met", "stemt af met"
        STUURT = "stuurt_aan", "stuurt aan"

    van = models.ForeignKey(Gremium, models.CASCADE, related_name="uitgaand")
    naar = models.ForeignKey(Gremium, models.CASCADE, related_name="inkomend")
    soort = models.CharField(max_length=20, choices=Soort.choices)

    class Meta:
        verbose_name = "relatie"
        verbose_name_plural = "relaties"
        constraints = (
            models.UniqueConstraint(fields=["van", "naar", "soort"], name="governance_relatie_eenmaal"),
            models.CheckConstraint(
                name="governance_relatie_niet_met_zichzelf",
                condition=~Q(van=F("naar")),
                violation_error_message="Kies een ander gremium: een lijn loopt tussen twee.",
            ),
            tijdvak_klopt("governance_relatie_tijdvak"),
        )

    def __str__(self) -> str:
        return f"{self.van} {self.get_soort_display()} {self.naar}"

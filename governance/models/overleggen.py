from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from npvr.spoor import spoor

from .gremia import Gremium, Lidmaatschap
from .organisaties import Ministerie, Organisatie
from .regios import Regio


class Vrij(models.Model):
    """Days that a region keeps free of meetings: a school holiday, recess. Term of this portal."""

    class Soort(models.TextChoices):
        SCHOOLVAKANTIE = "schoolvakantie", "Schoolvakantie"
        RECES = "reces", "Reces"
        ANDERS = "anders", "Anders"

    regio = models.ForeignKey(Regio, models.CASCADE, related_name="vrij")
    soort = models.CharField(max_length=20, choices=Soort.choices, default=Soort.SCHOOLVAKANTIE)
    naam = models.CharField(max_length=80)
    eerste = models.DateField("eerste dag")
    laatste = models.DateField("laatste dag")

    class Meta:
        verbose_name = "vrije dagen"
        verbose_name_plural = "vrije dagen"
        ordering = ("eerste", "naam")
        constraints = (
            models.UniqueConstraint(fields=["regio", "naam", "eerste"], name="governance_vrij_eenmaal"),
            models.CheckConstraint(
                name="governance_vrij_begin_voor_einde", condition=Q(laatste__gte=models.F("eerste"))
            ),
        )

    def __str__(self) -> str:
        return self.naam


class Reeks(models.Model):
    """Meetings of a body in a rhythm, planned at once; each is a row of its own from then on. Term of this portal."""

    gremium = models.ForeignKey(Gremium, models.PROTECT, related_name="reeksen")
    cadans = models.CharField(max_length=200)
    begin = models.DateField()
    tot = models.DateField()
    kenmerk = models.UUIDField(null=True, unique=True, editable=False)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    gemaakt_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "reeks"
        verbose_name_plural = "reeksen"
        ordering = ("-begin", "-pk")

    def __str__(self) -> str:
        return f"{self.gremium}, {self.cadans}"


class OverlegQuerySet(models.QuerySet["Overleg"]):
    def van(self, regio: Regio) -> OverlegQuerySet:
        return self.filter(gremium__regio=regio).select_related("gremium")

    def straks(self, dag: date) -> OverlegQuerySet:
        """From that day on and not cancelled, soonest first."""
        return self.filter(datum__gte=dag, afgelast_op__isnull=True).order_by("datum", "aanvang", "pk")

    def na(self, overleg: Overleg) -> OverlegQuerySet:
        """The later meetings of the same body, as they are planned now."""
        zelfde = self.filter(gremium=overleg.gremium_id, afgelast_op__isnull=True).exclude(pk=overleg.pk)
        later = Q(datum__gt=overleg.datum) | Q(datum=overleg.datum, aanvang__gt=overleg.aanvang)
        return zelfde.filter(later).order_by("datum", "aanvang", "pk")

    def voor(self, overleg: Overleg) -> OverlegQuerySet:
        zelfde = self.filter(gremium=overleg.gremium_id, afgelast_op__isnull=True).exclude(pk=overleg.pk)
        eerder = Q(datum__lt=overleg.datum) | Q(datum=overleg.datum, aanvang__lt=overleg.aanvang)
        return zelfde.filter(eerder).order_by("-datum", "-aanvang", "-pk")


@spoor("OverlegGebeurtenis")
class Overleg(models.Model):
    """A meeting of a body on a day. Times are those of the clock in the Netherlands. Term of this portal.

    `nummer` is given per body and year when it is planned, and stays. `volgorde` goes up with every change of time,
    place or state that calendars must hear of (SEQUENCE).
    """

    class Stand(models.TextChoices):
        GEPLAND = "gepland", "Gepland"
        AGENDA_VAST = "agenda_vast", "Agenda vast"
        GEHOUDEN = "gehouden", "Gehouden"
        VASTGESTELD = "vastgesteld", "Verslag vastgesteld"

    gremium = models.ForeignKey(Gremium, models.PROTECT, related_name="overleggen")
    reeks = models.ForeignKey(Reeks, models.PROTECT, null=True, related_name="overleggen")
    jaar = models.PositiveSmallIntegerField()
    nummer = models.PositiveSmallIntegerField()
    datum = models.DateField()
    aanvang = models.TimeField()
    einde = models.TimeField()
    plaats = models.CharField(max_length=200, blank=True)
    bijzonder = models.BooleanField("extra overleg", default=False)
    stukken_op = models.DateField("stukken verzenden op", null=True, blank=True)
    stukken_verzonden_op = models.DateTimeField(null=True, editable=False)
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.GEPLAND)
    was_op = models.DateField(null=True, help_text="Waar het van verzet is.")
    afgelast_op = models.DateTimeField(null=True)
    afgelast_reden = models.CharField(max_length=300, blank=True)
    agenda_vast_op = models.DateTimeField(null=True)
    gehouden_op = models.DateTimeField(null=True)
    vastgesteld_op = models.DateTimeField(null=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    volgorde = models.PositiveIntegerField(default=0)
    gewijzigd_op = models.DateTimeField(default=timezone.now)
    kenmerk = models.UUIDField(null=True, unique=True, editable=False)
    niet_gezien = ("gewijzigd_op", "volgorde", "stukken_verzonden_op")

    objects = OverlegQuerySet.as_manager()

    class Meta:
        verbose_name = "overleg"
        verbose_name_plural = "overleggen"
        ordering = ("datum", "aanvang", "pk")
        constraints = (
            models.UniqueConstraint(fields=["gremium", "jaar", "nummer"], name="governance_overleg_nummer_uniek"),
            models.CheckConstraint(
                name="governance_overleg_einde_na_aanvang", condition=Q(einde__gt=models.F("aanvang"))
            ),
            models.CheckConstraint(
                name="governance_overleg_stand_met_tijden",
                condition=Q(
                    stand="gepland", agenda_vast_op__isnull=True, gehouden_op__isnull=True, vastgesteld_op__isnull=True
                )
                | Q(
                    stand="agenda_vast",
                    agenda_vast_op__isnull=False,
                    gehouden_op__isnull=True,
                    vastgesteld_op__isnull=True,
                )
                | Q(
                    stand="gehouden",
                    agenda_vast_op__isnull=False,
                    gehouden_op__isnull=False,
                    vastgesteld_op__isnull=True,
                )
                | Q(
                    stand="vastgesteld",
                    agenda_vast_op__isnull=False,
                    gehouden_op__isnull=False,
                    vastgesteld_op__isnull=False,
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.code}, {self.datum:%d-%m-%Y}"

    @property
    def code(self) -> str:
        """ "KT-2026-15". The body comes along."""
        return f"{self.gremium.kort}-{self.jaar}-{self.nummer:02}"

    @property
    def afgelast(self) -> bool:
        return self.afgelast_op is not None

    @property
    def minuten(self) -> int:
        begin, eind = (datetime.combine(self.datum, tijd) for tijd in (self.aanvang, self.einde))
        return (eind - begin) // timedelta(minutes=1)

    @property
    def open(self) -> bool:
        """Its agenda may still change."""
        return self.stand == self.Stand.GEPLAND and not self.afgelast


@spoor("AanwezigeGebeurtenis")
class Aanwezige(models.Model):
    """Who was at a meeting: an organisation or ministry and a function, never a name. A guest has no seat."""

    class Stand(models.TextChoices):
        UITGENODIGD = "uitgenodigd", "Uitgenodigd"
        AANWEZIG = "aanwezig", "Aanwezig"
        BERICHT = "bericht", "Afwezig met bericht"
        AFWEZIG = "afwezig", "Afwezig"

    overleg = models.ForeignKey(Overleg, models.CASCADE, related_name="aanwezigen")
    zetel = models.ForeignKey(Lidmaatschap, models.SET_NULL, null=True, related_name="+")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, null=True, blank=True, related_name="+")
    ministerie = models.ForeignKey(Ministerie, models.PROTECT, null=True, blank=True, related_name="+")
    functie = models.CharField(max_length=200, blank=True)
    positie = models.CharField(max_length=12, choices=Lidmaatschap.Positie.choices, blank=True)
    gast = models.BooleanField(default=False)
    bij = models.CharField(max_length=60, blank=True, help_text="Bij welk punt een gast er was.")
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.UITGENODIGD)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "aanwezige"
        verbose_name_plural = "aanwezigen"
        ordering = ("gast", "volgorde", "pk")
        constraints: ClassVar[Any] = (
            models.UniqueConstraint(
                fields=["overleg", "zetel"], condition=Q(zetel__isnull=False), name="governance_aanwezige_zetel_eenmaal"
            ),
        )

    def __str__(self) -> str:
        return ", ".join(str(deel) for deel in (self.functie, self.organisatie or self.ministerie) if deel)

    @property
    def vanwaar(self) -> str:
        return str(self.organisatie or self.ministerie or "")

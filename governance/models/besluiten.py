from __future__ import annotations

from datetime import date
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from npvr.spoor import spoor

from .agendapunten import Agendapunt
from .gremia import Gremium
from .regios import Regio

VAST = "NP003"
"""SQLSTATE of a refused change: what was sealed stays as it is."""
NA_DE_ZEGEL = ("uitgevoerd_op", "uitgevoerd_hoe", "opgaven_sleutels")
"""What may still be written of a sealed decision: that it was carried out, and where; and where it is looked for."""
_VAST_VELDEN = (
    "gremium_id", "agendapunt_id", "datum", "uitkomst", "toelichting", "vindplaats", "jaar", "nummer", "soort", "titel",
    "tekst", "besloten", "vervolg_wat", "vervolg_wie", "vervolg_voor", "evaluatie_op", "herziet_id", "verzegeld_op",
    "vervallen_op", "vervallen_reden",
)  # fmt: skip


class BesluitQuerySet(models.QuerySet["Besluit"]):
    def register(self, regio: Regio) -> BesluitQuerySet:
        """What has a number; newest first."""
        return (
            self.filter(gremium__regio=regio, nummer__isnull=False)
            .select_related("gremium", "agendapunt__overleg", "herziet__gremium")
            .order_by("-datum", "gremium", "-jaar", "-nummer")
        )

    def met_vervolg(self) -> BesluitQuerySet:
        """Those after which something is to be done, and is not done."""
        return self.filter(uitgevoerd_op__isnull=True, vervallen_op__isnull=True).exclude(
            vervolg_wat="", vervolg_wie=""
        )


@spoor("BesluitGebeurtenis")
class Besluit(models.Model):
    """What a body decided on a day, in its own words: the outcome and, where there is one, where it can be read.

    Source: Plan voor de Regio Twente, organisatie en wijze van samenwerking. It gets its number, per body and year, in
    the act of deciding. Sealed with the record of its meeting it does not change; a later decision that refers to it
    (`herziet`) does. One that was keyed in by mistake keeps its number and says why it is void.
    """

    class Uitkomst(models.TextChoices):
        VASTGESTELD = "vastgesteld", "Vastgesteld"
        MET_WIJZIGINGEN = "vastgesteld_met_wijzigingen", "Vastgesteld met wijzigingen"
        AKKOORD = "akkoord", "Akkoord"
        TER_KENNISNAME = "ter_kennisname", "Ter kennisname"
        AANGEHOUDEN = "aangehouden", "Aangehouden"

    class Soort(models.TextChoices):
        VASTSTELLING = "vaststelling", "Vaststelling"
        VERSIE = "versie", "Vaststelling van een versie"
        OPDRACHT = "opdracht", "Opdracht"
        STANDPUNT = "standpunt", "Standpunt"
        AFSPRAAK = "afspraak", "Werkafspraak"

    gremium = models.ForeignKey(Gremium, models.PROTECT, related_name="besluiten")
    agendapunt = models.ForeignKey(Agendapunt, models.PROTECT, null=True, related_name="besluiten")
    datum = models.DateField()
    jaar = models.PositiveSmallIntegerField(null=True)
    nummer = models.PositiveSmallIntegerField(null=True)
    soort = models.CharField(max_length=20, choices=Soort.choices, blank=True)
    uitkomst = models.CharField(max_length=30, choices=Uitkomst.choices)
    titel = models.CharField(max_length=200, blank=True)
    tekst = models.TextField("besluit", blank=True)
    toelichting = models.TextField(blank=True)
    vindplaats = models.CharField(max_length=300, blank=True, help_text="Bijvoorbeeld: besluitenlijst, punt 4.")
    besloten = models.BooleanField(default=False)
    vervolg_wat = models.TextField("vervolg: wat", blank=True)
    vervolg_wie = models.CharField("vervolg: wie", max_length=200, blank=True)
    vervolg_voor = models.DateField("vervolg: voor", null=True, blank=True)
    evaluatie_op = models.DateField("evalueren op", null=True, blank=True)
    uitgevoerd_op = models.DateField(null=True, blank=True)
    uitgevoerd_hoe = models.TextField("waar uitgevoerd", blank=True)
    opgaven_sleutels = ArrayField(
        models.CharField(max_length=64), default=list, blank=True, verbose_name="hoort bij opgave"
    )
    herziet = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="herzien_door")
    verzegeld_op = models.DateTimeField(null=True)
    vervallen_op = models.DateTimeField(null=True)
    vervallen_reden = models.CharField(max_length=300, blank=True)
    kenmerk = models.UUIDField(null=True, unique=True, editable=False)

    objects = BesluitQuerySet.as_manager()

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        ordering = ("-datum", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["gremium", "jaar", "nummer"], name="governance_besluit_nummer_uniek"),
            models.CheckConstraint(
                name="governance_besluit_nummer_met_jaar",
                condition=Q(jaar__isnull=True, nummer__isnull=True) | Q(jaar__isnull=False, nummer__gte=1),
            ),
            models.CheckConstraint(
                name="governance_besluit_zegel_met_nummer",
                condition=Q(verzegeld_op__isnull=True) | Q(nummer__isnull=False),
            ),
            models.CheckConstraint(
                name="governance_besluit_vervallen_met_reden",
                condition=Q(vervallen_op__isnull=True) | ~Q(vervallen_reden=""),
            ),
        )
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="verzegeld",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    IF OLD.nummer IS NOT NULL AND TG_OP = 'DELETE' THEN
                        RAISE EXCEPTION 'besluit %: een nummer blijft', OLD.id USING ERRCODE = '{VAST}';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    IF OLD.verzegeld_op IS NOT NULL
                        AND ({", ".join(f"OLD.{v}" for v in _VAST_VELDEN)})
                        IS DISTINCT FROM ({", ".join(f"NEW.{v}" for v in _VAST_VELDEN)}) THEN
                        RAISE EXCEPTION 'besluit %: dit ligt vast', OLD.id USING ERRCODE = '{VAST}';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_uitkomst_display()} door {self.gremium}"

    @property
    def code(self) -> str:
        """ "BES-KT-2026-003"; empty where it has no number. The body comes along."""
        return f"BES-{self.gremium.kort}-{self.jaar}-{self.nummer:03}" if self.nummer is not None else ""

    @property
    def verzegeld(self) -> bool:
        return self.verzegeld_op is not None

    @property
    def vraagt_vervolg(self) -> bool:
        return bool(self.vervolg_wat or self.vervolg_wie)

    def vervolgstand(self, vandaag: date | None = None) -> str:
        """ "vervallen", "geen", "uitgevoerd", "over_tijd" or "loopt"."""
        if self.vervallen_op is not None:
            return "vervallen"
        if self.uitgevoerd_op is not None:
            return "uitgevoerd"
        if not self.vraagt_vervolg:
            return "geen"
        over = self.vervolg_voor is not None and self.vervolg_voor < (vandaag or timezone.localdate())
        return "over_tijd" if over else "loopt"


class Station(models.Model):
    """One of the bodies that a decision passes, in their order; with the decision that was taken there."""

    besluit = models.ForeignKey(Besluit, models.CASCADE, related_name="stations")
    volgorde = models.PositiveSmallIntegerField()
    gremium = models.ForeignKey(Gremium, models.PROTECT, related_name="+")
    verwacht = models.DateField(null=True, blank=True)
    daar = models.ForeignKey(Besluit, models.PROTECT, null=True, blank=True, related_name="+")
    gedaan_op = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "station"
        verbose_name_plural = "stations"
        ordering = ("volgorde",)
        constraints = (models.UniqueConstraint(fields=["besluit", "gremium"], name="governance_station_eenmaal"),)

    def __str__(self) -> str:
        return str(self.gremium)

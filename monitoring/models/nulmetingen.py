from __future__ import annotations

from collections.abc import Iterable

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from npvr.gezien import afdruk
from npvr.spoor import spoor

from .indicatoren import Indicator
from .metingen import Meting

VAST = "NP003"
"""SQLSTATE of a refused change: what was signed stays as it was signed."""


class Tekenkant(models.TextChoices):
    """The two parties of the plan."""

    RIJK = "rijk", "Rijk"
    REGIO = "regio", "Regio"


class NulmetingQuerySet(models.QuerySet["Nulmeting"]):
    def heel(self) -> NulmetingQuerySet:
        """With all that the fingerprint and the two signatures need: three queries."""
        return self.select_related("indicator__regio", "meting__bron").prefetch_related("handtekeningen", "vragen")


@spoor("NulmetingGebeurtenis")
class Nulmeting(models.Model):
    """The value from which Rijk and region start together: it counts when both signed it, as it stands now.

    Source: Plan voor de Regio Twente, monitoring en evaluatie, step 4.
    """

    indicator = models.OneToOneField(Indicator, models.CASCADE, related_name="nulmeting")
    meting = models.ForeignKey(Meting, models.PROTECT, related_name="nulmetingen")
    voorgelegd_op = models.DateTimeField(default=timezone.now, editable=False)
    kenmerk = models.UUIDField(null=True, unique=True, editable=False)

    objects = NulmetingQuerySet.as_manager()

    class Meta:
        verbose_name = "nulmeting"
        verbose_name_plural = "nulmetingen"
        ordering = ("indicator__volgorde", "indicator__naam")

    def __str__(self) -> str:
        return f"Nulmeting van {self.indicator}"

    @property
    def afdruk(self) -> str:
        """The fingerprint of what is signed: what is counted, how, where, when, by which source, and the value."""
        i, m = self.indicator, self.meting
        getallen = [None if g is None else f"{g.normalize():f}" for g in (m.waarde, m.tot, m.teller, m.noemer)]
        return afdruk(
            i.code, i.naam, i.definitie, i.eenheid, i.richting, i.methode, getallen, m.grens, m.reden, m.jaar,
            m.periode, m.gebied, m.soort, m.voorlopig, m.bron.code if m.bron else "",
            m.opgehaald_op.isoformat() if m.opgehaald_op else "",
        )  # fmt: skip

    def geldig(self, kant: str) -> Handtekening | None:
        """The signature of a side under the value as it stands."""
        nu = self.afdruk
        return next((h for h in self._tekens() if h.kant == kant and h.afdruk == nu), None)

    def eerder(self, kant: str) -> Handtekening | None:
        """The latest signature of a side under something else than stands now."""
        nu = self.afdruk
        return next((h for h in reversed(self._tekens()) if h.kant == kant and h.afdruk != nu), None)

    def _tekens(self) -> list[Handtekening]:
        return list(self.handtekeningen.all())

    @property
    def door_beide(self) -> bool:
        return all(self.geldig(kant) for kant in Tekenkant.values)

    @property
    def open_vragen(self) -> list[Nulmetingvraag]:
        return [v for v in self.vragen.all() if v.antwoord == ""]


class Handtekening(models.Model):
    """That one side signed a nulmeting: by whom, in which position, when, and the fingerprint of what was signed."""

    nulmeting = models.ForeignKey(Nulmeting, models.CASCADE, related_name="handtekeningen")
    kant = models.CharField(max_length=6, choices=Tekenkant.choices)
    afdruk = models.CharField(max_length=40)
    functie = models.CharField(max_length=200)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "handtekening"
        verbose_name_plural = "handtekeningen"
        ordering = ("op", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["nulmeting", "afdruk", "kant"], name="monitoring_handtekening_een_per_kant"
            ),
            models.UniqueConstraint(
                fields=["nulmeting", "afdruk", "door"], name="monitoring_handtekening_niet_voor_beide"
            ),
        )
        triggers: Iterable[pgtrigger.Trigger] = (
            pgtrigger.Trigger(
                name="getekend_is_getekend",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=f"RAISE EXCEPTION 'een handtekening verandert niet' USING ERRCODE = '{VAST}';",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kant_display()}: {self.functie}"


class Nulmetingvraag(models.Model):
    """A question with which a side sends a nulmeting back, and the answer to it."""

    nulmeting = models.ForeignKey(Nulmeting, models.CASCADE, related_name="vragen")
    kant = models.CharField(max_length=6, choices=Tekenkant.choices)
    vraag = models.TextField()
    functie = models.CharField(max_length=200)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)
    antwoord = models.TextField(blank=True)
    antwoord_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    antwoord_op = models.DateTimeField(null=True)
    kenmerk = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        verbose_name = "vraag bij een nulmeting"
        verbose_name_plural = "vragen bij nulmetingen"
        ordering = ("op", "pk")
        constraints = (
            models.CheckConstraint(
                name="monitoring_nulmetingvraag_antwoord_met_tijd",
                condition=Q(antwoord="", antwoord_op__isnull=True)
                | (~Q(antwoord="") & Q(antwoord_op__isnull=False, antwoord_door__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return self.vraag

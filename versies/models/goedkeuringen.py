from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from governance.models import Besluit
from npvr.somdatabase import hash_in_database
from npvr.spoor import spoor

from .triggers import vast
from .versies import Versie

GOEDGEKEURD = frozenset((Besluit.Uitkomst.VASTGESTELD, Besluit.Uitkomst.MET_WIJZIGINGEN, Besluit.Uitkomst.AKKOORD))
"""Outcomes by which a body adopts a version or agrees to it."""


class Stuk(models.Model):
    """A file as it was made for a decision, kept byte for byte."""

    versie = models.ForeignKey(Versie, models.PROTECT, related_name="stukken")
    soort = models.CharField(max_length=20, default="pdf")
    inhoud = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    gemaakt_op = models.DateTimeField()

    class Meta:
        verbose_name = "stuk"
        verbose_name_plural = "stukken"
        constraints = (
            models.CheckConstraint(name="versies_stuk_hash_klopt", condition=Q(sha256=hash_in_database("inhoud"))),
        )
        triggers: ClassVar = [*vast()]

    def __str__(self) -> str:
        return f"{self.soort} van {self.versie}"


@spoor("GoedkeuringGebeurtenis")
class Goedkeuring(models.Model):
    """That a body decided on a version. One person records it, another confirms it; only then it counts.

    A recording that was wrong is dropped before it is confirmed; what was confirmed stays, and a later decision of the
    same body stands beside it.
    """

    versie = models.ForeignKey(Versie, models.PROTECT, related_name="goedkeuringen")
    besluit = models.OneToOneField(Besluit, models.PROTECT, related_name="goedkeuring")
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    bevestigd_op = models.DateTimeField(null=True)
    bevestigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    stuk = models.ForeignKey(Stuk, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "goedkeuring"
        verbose_name_plural = "goedkeuringen"
        ordering = ("besluit__datum", "pk")
        constraints = (
            models.CheckConstraint(
                name="versies_goedkeuring_door_twee",
                condition=Q(bevestigd_door__isnull=True) | ~Q(bevestigd_door=F("vastgelegd_door")),
            ),
            models.CheckConstraint(
                name="versies_goedkeuring_bevestigd_samen",
                condition=Q(bevestigd_op__isnull=True, bevestigd_door__isnull=True, stuk__isnull=True)
                | Q(bevestigd_op__isnull=False, bevestigd_door__isnull=False, stuk__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.besluit}: {self.versie}"


@spoor("AmendementGebeurtenis")
class Amendement(models.Model):
    """A change that a body asks for with its decision; `uitgevoerd_in` is the version that carries it out."""

    goedkeuring = models.ForeignKey(Goedkeuring, models.CASCADE, related_name="amendementen")
    nummer = models.PositiveSmallIntegerField()
    plaats = models.CharField(max_length=20, blank=True, help_text="De code op papier, zoals 14.K2.")
    tekst = models.TextField()
    uitgevoerd_in = models.ForeignKey(Versie, models.PROTECT, null=True, related_name="amendementen")

    class Meta:
        verbose_name = "amendement"
        verbose_name_plural = "amendementen"
        ordering = ("nummer",)
        constraints = (
            models.UniqueConstraint(fields=["goedkeuring", "nummer"], name="versies_amendement_nummer_uniek"),
        )

    def __str__(self) -> str:
        return f"{self.plaats} {self.tekst}".strip()

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from .plannen import Plan


class StructuurdaadQuerySet(models.QuerySet["Structuurdaad"]):
    def zonder_inhoud(self) -> StructuurdaadQuerySet:
        """Without the plans before and after, which are large."""
        return self.defer("voor", "na")


class Structuurdaad(models.Model):
    """An act on the structure of the working copy: an opgave added, two merged, clusters in another order.

    `voor` and `na` are the plan before and after it, as canonical bytes: what taking it back is worked out from, and
    where what was taken out can still be read. `mee` is what other rooms changed along, by their name; `standen`
    are the states of fiches that it changed.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="structuurdaden")
    soort = models.CharField(max_length=20)
    zin = models.TextField()
    waarom = models.TextField(blank=True)
    voor = models.BinaryField()
    na = models.BinaryField()
    mee = models.JSONField(default=dict)
    standen = models.JSONField(default=dict)
    kenmerk = models.UUIDField(null=True, unique=True, editable=False)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    op = models.DateTimeField(db_default=Now())
    ongedaan_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ongedaan_op = models.DateTimeField(null=True)

    objects = StructuurdaadQuerySet.as_manager()

    class Meta:
        verbose_name = "structuurdaad"
        verbose_name_plural = "structuurdaden"
        ordering = ("-op", "-pk")

    def __str__(self) -> str:
        return self.zin


class Opgavenummer(models.Model):
    """That an opgave had this number and title until then: old addresses and codes on paper find it by this."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="opgavenummers")
    daad = models.ForeignKey(Structuurdaad, models.CASCADE, related_name="opgavenummers")
    nummer = models.PositiveSmallIntegerField()
    sleutel = models.CharField(max_length=32)
    titel = models.CharField(max_length=250)
    tot = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "vroeger nummer van een opgave"
        verbose_name_plural = "vroegere nummers van opgaven"
        ordering = ("-tot", "-pk")
        indexes = (models.Index(fields=["plan", "nummer"], name="opgaven_opgavenummer_nummer"),)

    def __str__(self) -> str:
        return f"{self.nummer} {self.titel}"


class Opvolging(models.Model):
    """That an opgave or section went up in another: what was said about it is found there. Keys; gone when the act is
    taken back. What went up in what now goes up itself gets a row of its own, so that one step finds all."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="opvolgingen")
    daad = models.ForeignKey(Structuurdaad, models.CASCADE, related_name="opvolgingen")
    oud = models.CharField(max_length=32)
    nieuw = models.CharField(max_length=32)

    class Meta:
        verbose_name = "opvolging"
        verbose_name_plural = "opvolgingen"
        ordering = ("pk",)
        indexes = (
            models.Index(fields=["plan", "nieuw"], name="opgaven_opvolging_nieuw"),
            models.Index(fields=["plan", "oud"], name="opgaven_opvolging_oud"),
        )

    def __str__(self) -> str:
        return f"{self.oud} → {self.nieuw}"

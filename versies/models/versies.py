from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from npvr.somdatabase import hash_in_database
from opgaven.models import Plan
from plandocument import boom, canoniek

from .triggers import vast


class VersieQuerySet(models.QuerySet["Versie"]):
    def zonder_inhoud(self) -> VersieQuerySet:
        """For lists: some 300 kB less per row."""
        return self.defer("inhoud")


class Versie(models.Model):
    """A plan as it stood at one moment, frozen under a label: exact bytes, never rewritten.

    `inhoud` is the canonical JSON (RFC 8785) of the Plandocument, `sha256` is taken over it (the database checks that),
    `schema` says which reader it needs. `nummer` counts within the plan; `code` is its word in addresses. Who made it
    is kept by number alone: erasing an account changes nothing here. Source: architecture of this portal, ADR 7.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versies")
    nummer = models.PositiveIntegerField()
    code = models.SlugField(max_length=60)
    label = models.CharField(max_length=100)
    toelichting = models.TextField(blank=True)
    schema = models.PositiveSmallIntegerField()
    inhoud = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    gemaakt_op = models.DateTimeField()
    gemaakt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )

    objects = VersieQuerySet.as_manager()

    class Meta:
        verbose_name = "versie"
        verbose_name_plural = "versies"
        ordering = ("-nummer",)
        constraints = (
            models.UniqueConstraint(fields=["plan", "nummer"], name="versies_versie_nummer_uniek"),
            models.UniqueConstraint(fields=["plan", "code"], name="versies_versie_code_uniek"),
            models.CheckConstraint(name="versies_versie_met_label", condition=~Q(label="")),
            models.CheckConstraint(name="versies_versie_hash_klopt", condition=Q(sha256=hash_in_database("inhoud"))),
        )
        triggers: ClassVar = [*vast()]

    def __str__(self) -> str:
        return self.label

    @cached_property
    def document(self) -> boom.Plandocument:
        """The plan as it was frozen. Reads and checks some 300 kB; raises `canoniek.OngeldigDocument`."""
        return canoniek.uit_bytes(bytes(self.inhoud))

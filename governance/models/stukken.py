from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from npvr.somdatabase import hash_in_database

from .agendapunten import Agendapunt
from .besluiten import VAST


class VergaderstukQuerySet(models.QuerySet["Vergaderstuk"]):
    def lijst(self) -> VergaderstukQuerySet:
        """Those that were not taken off, without their bytes; those for members alone come last."""
        return self.filter(weg_op__isnull=True).defer("inhoud").order_by("besloten", "volgorde", "pk")


class Vergaderstuk(models.Model):
    """A paper with an item of an agenda: a file that the portal made, kept as it was on that day. Term of this portal.

    `bron` says what it was made from, once per item. `besloten`: for members alone, also with an item that is open.
    Taken off (`weg_op`) it stays as a row; bytes and hash never change.
    """

    agendapunt = models.ForeignKey(Agendapunt, models.PROTECT, related_name="stukken")
    volgorde = models.PositiveSmallIntegerField(default=0)
    titel = models.CharField(max_length=200)
    herkomst = models.CharField(max_length=300, blank=True)
    bron = models.CharField(max_length=80)
    besloten = models.BooleanField(default=False)
    naam = models.CharField(max_length=255)
    inhoudstype = models.CharField(max_length=150)
    inhoud = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    grootte = models.PositiveIntegerField()
    bladzijden = models.PositiveIntegerField()
    toegevoegd_op = models.DateTimeField(default=timezone.now, editable=False)
    toegevoegd_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    weg_op = models.DateTimeField(null=True)

    objects = VergaderstukQuerySet.as_manager()

    class Meta:
        verbose_name = "vergaderstuk"
        verbose_name_plural = "vergaderstukken"
        ordering = ("agendapunt", "besloten", "volgorde", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["agendapunt", "bron"], condition=Q(weg_op__isnull=True), name="governance_vergaderstuk_eenmaal"
            ),
            models.CheckConstraint(
                name="governance_vergaderstuk_hash_klopt", condition=Q(sha256=hash_in_database("inhoud"))
            ),
        )
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="stuk_ligt_vast",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    IF TG_OP = 'DELETE' OR (OLD.inhoud, OLD.sha256, OLD.titel, OLD.bron, OLD.agendapunt_id)
                        IS DISTINCT FROM (NEW.inhoud, NEW.sha256, NEW.titel, NEW.bron, NEW.agendapunt_id) THEN
                        RAISE EXCEPTION 'vergaderstuk %: dit ligt vast', OLD.id USING ERRCODE = '{VAST}';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def nagezonden(self) -> bool:
        """Whether it came after the agenda was fixed. Item and meeting come along."""
        vast = self.agendapunt.overleg.agenda_vast_op
        return vast is not None and self.toegevoegd_op > vast

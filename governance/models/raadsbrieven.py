from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from npvr.spoor import spoor

from .besluiten import VAST
from .organisaties import Organisatie


@spoor("RaadsbriefGebeurtenis", zonder=("bestand",))
class Raadsbrief(models.Model):
    """A letter by which a municipality's council hears how plan and decisions stand. Term of this portal.

    It is begun from what the portal knows and then edited as rich text; `versie` goes up with every save. Once sent it
    is kept as the file that went out, and changes no more.
    """

    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="raadsbrieven")
    tekst = models.TextField()
    sinds = models.DateField(null=True, help_text="Besluiten vanaf deze dag staan erin.")
    tot = models.DateField(help_text="Tot en met deze dag.")
    versie = models.PositiveIntegerField(default=1)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    gewijzigd_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    verzonden_op = models.DateTimeField(null=True)
    bestand = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "raadsbrief"
        verbose_name_plural = "raadsbrieven"
        ordering = ("-gemaakt_op", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["organisatie"], condition=Q(verzonden_op__isnull=True), name="governance_raadsbrief_een_concept"
            ),
            models.CheckConstraint(
                name="governance_raadsbrief_verzonden_met_bestand",
                condition=Q(verzonden_op__isnull=True, bestand__isnull=True, sha256="")
                | (Q(verzonden_op__isnull=False, bestand__isnull=False) & ~Q(sha256="")),
            ),
        )
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="verzonden_ligt_vast",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    IF OLD.verzonden_op IS NOT NULL THEN
                        RAISE EXCEPTION 'raadsbrief %: wat is verzonden, ligt vast', OLD.id USING ERRCODE = '{VAST}';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"Raadsbrief voor {self.organisatie}, {self.tot:%d-%m-%Y}"

"""Which pictures a version shows: it never loses one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from opgaven.models import Beeld

from .triggers import vast
from .versies import Versie


class Versiebeeld(models.Model):
    """A picture that a version shows. The database does not let go of the picture while this row stands, and this row
    is never removed. Source: architecture of this portal, ADR 35."""

    versie = models.ForeignKey(Versie, models.PROTECT, related_name="beelden")
    beeld = models.ForeignKey(Beeld, models.PROTECT, related_name="in_versies")

    class Meta:
        verbose_name = "beeld van een versie"
        verbose_name_plural = "beelden van versies"
        constraints = (models.UniqueConstraint(fields=["versie", "beeld"], name="versies_versiebeeld_eenmaal"),)
        triggers: ClassVar = [*vast()]

    def __str__(self) -> str:
        return f"{self.beeld} in {self.versie}"

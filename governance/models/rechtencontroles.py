from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from .regios import Regio


class Rechtencontrole(models.Model):
    """That somebody went through the roles of a region and confirmed that they are right. Source: BIO2, 5.18.02.

    `rollen` are the ids of the roles that were confirmed, no names. A row is never changed.
    """

    class Soort(models.TextChoices):
        ALLE = "alle", "Alle rollen"
        BIJZONDER = "bijzonder", "Bijzondere rollen"

    regio = models.ForeignKey(Regio, models.PROTECT, related_name="rechtencontroles")
    soort = models.CharField(max_length=10, choices=Soort.choices)
    op = models.DateTimeField(default=timezone.now, editable=False)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    rollen = models.JSONField(default=list)
    opmerking = models.CharField(max_length=300, blank=True)
    kenmerk = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        verbose_name = "rechtencontrole"
        verbose_name_plural = "rechtencontroles"
        ordering = ("-op", "-pk")
        indexes: ClassVar = [models.Index(fields=["regio", "soort", "-op"], name="governance_controle_laatste")]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}, {timezone.localdate(self.op):%d-%m-%Y}"

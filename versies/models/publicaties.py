from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from npvr.spoor import spoor
from opgaven.models import Plan

from .versies import Versie


class PublicatieQuerySet(models.QuerySet["Publicatie"]):
    def huidig(self) -> PublicatieQuerySet:
        return self.filter(tot__isnull=True)


@spoor("PublicatieGebeurtenis")
class Publicatie(models.Model):
    """That everybody may read a version, from a moment on: an act of its own, apart from deciding.

    Of a plan one version is public at a time. The next one replaces it; withdrawing one, with a reason, leaves none.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="publicaties")
    versie = models.ForeignKey(Versie, models.PROTECT, related_name="publicaties")
    vanaf = models.DateTimeField()
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    tot = models.DateTimeField(null=True)
    ingetrokken_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    reden = models.TextField(blank=True)

    objects = PublicatieQuerySet.as_manager()

    class Meta:
        verbose_name = "publicatie"
        verbose_name_plural = "publicaties"
        ordering = ("-vanaf", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["plan"], condition=Q(tot__isnull=True), name="versies_publicatie_een_tegelijk"
            ),
            models.CheckConstraint(
                name="versies_publicatie_ingetrokken_met_reden",
                condition=Q(ingetrokken_door__isnull=True) | (Q(tot__isnull=False) & ~Q(reden="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.versie} vanaf {self.vanaf:%d-%m-%Y}"
